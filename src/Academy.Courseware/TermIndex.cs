namespace Academy.Courseware;

/// <summary>
/// Finds the glossary's terms in one pass over a text. The patterns of a language are one tree, a letter a step, so that a word
/// costs the letters it shares with some term and not a comparison with each of hundreds of terms.
/// </summary>
internal sealed class TermIndex
{
    private readonly Node _root = new();

    public TermIndex(IEnumerable<Term> terms, string language)
    {
        foreach (var term in terms)
        {
            if (term.Definition is null || !term.Match.TryGetValue(language, out var patterns)) continue;
            foreach (var pattern in patterns) Add(pattern, term);
        }
    }

    public bool IsEmpty => _root.Next.Count == 0;

    /// <summary>The longest term that begins with the word at <paramref name="start"/>: «аким сельского округа» before «аким».</summary>
    public Term? At(ReadOnlySpan<char> text, int start, out int length)
    {
        var (end, term) = Longest(_root, text, start);
        length = end - start;
        return term;
    }

    // The first term with a pattern keeps it.
    private void Add(string pattern, Term term)
    {
        var node = _root;
        foreach (var letter in pattern)
            node = letter == '*' ? node.AnyLetters ??= new Node() : node.After(Fold(letter));
        node.Term ??= term;
    }

    // As deep as a pattern is long, and patterns are bounded.
    private static (int End, Term? Term) Longest(Node node, ReadOnlySpan<char> text, int at)
    {
        var longest = node.Term is not null && (at >= text.Length || !char.IsLetterOrDigit(text[at])) ? (at, node.Term) : (at, null);
        if (node.AnyLetters is { } open)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            longest = Longer(Longest(open, text, end), longest);
        }
        return at < text.Length && node.Next.TryGetValue(Fold(text[at]), out var next) ? Longer(Longest(next, text, at + 1), longest) : longest;
    }

    private static (int End, Term? Term) Longer((int End, Term? Term) one, (int End, Term? Term) other) =>
        one.Term is not null && (other.Term is null || one.End > other.End) ? one : other;

    private static char Fold(char letter) => char.ToLowerInvariant(letter) switch
    {
        'ё' => 'е',
        '\u00A0' or '\n' => ' ',
        '\u2011' => '-',
        var other => other,
    };

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        /// <summary>Where the pattern has a star: the word may go on.</summary>
        public Node? AnyLetters { get; set; }

        public Term? Term { get; set; }

        public Node After(char letter)
        {
            if (!Next.TryGetValue(letter, out var next)) Next[letter] = next = new Node();
            return next;
        }
    }
}
