namespace Academy.Courseware;

/// <summary>
/// Finds the glossary's terms in one pass over a text. Patterns stand under their first two letters, so that a word costs one
/// look-up and not one comparison for each of hundreds of terms.
/// </summary>
internal sealed class TermIndex
{
    private readonly Dictionary<int, List<(string Pattern, Term Term)>> _byFirstLetters = [];

    public TermIndex(IEnumerable<Term> terms, string language)
    {
        foreach (var term in terms)
        {
            if (term.Definition is null || !term.Match.TryGetValue(language, out var patterns)) continue;
            foreach (var pattern in patterns)
            {
                if (pattern.Length < 2) continue;
                var folded = string.Create(pattern.Length, pattern, (letters, from) =>
                {
                    for (var at = 0; at < from.Length; at++) letters[at] = Fold(from[at]);
                });
                if (!_byFirstLetters.TryGetValue(Key(folded[0], folded[1]), out var listed)) _byFirstLetters[Key(folded[0], folded[1])] = listed = [];
                listed.Add((folded, term));
            }
        }
        // «аким сельского округа» is looked for before «аким».
        foreach (var listed in _byFirstLetters.Values) listed.Sort((one, other) => other.Pattern.Length.CompareTo(one.Pattern.Length));
    }

    public bool IsEmpty => _byFirstLetters.Count == 0;

    /// <summary>The longest term that begins with the word at <paramref name="start"/>.</summary>
    public Term? At(ReadOnlySpan<char> text, int start, out int length)
    {
        length = 0;
        if (start + 1 >= text.Length || !_byFirstLetters.TryGetValue(Key(Fold(text[start]), Fold(text[start + 1])), out var listed)) return null;
        foreach (var (pattern, term) in listed)
        {
            length = MatchedLength(text[start..], pattern);
            if (length > 0) return term;
        }
        return null;
    }

    private static int MatchedLength(ReadOnlySpan<char> text, string pattern)
    {
        var at = 0;
        foreach (var letter in pattern)
        {
            if (letter == '*')
            {
                while (at < text.Length && char.IsLetter(text[at])) at++;
                continue;
            }
            if (at >= text.Length || Fold(text[at]) != letter) return 0;
            at++;
        }
        return at < text.Length && char.IsLetterOrDigit(text[at]) ? 0 : at;
    }

    private static int Key(char first, char second) => first << 16 | second;

    private static char Fold(char letter) => char.ToLowerInvariant(letter) switch
    {
        'ё' => 'е',
        '\u00A0' or '\n' => ' ',
        '\u2011' => '-',
        var other => other,
    };
}
