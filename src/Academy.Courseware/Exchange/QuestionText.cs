namespace Academy.Courseware.Exchange;

/// <summary>A question in one language as quiz Markdown will say it: what every reader gives and <see cref="QuizWriter"/> writes.</summary>
/// <param name="Prompt">Inline Markdown in one line.</param>
/// <param name="Stem">Blocks of Markdown, often empty.</param>
/// <param name="Explanation">Blocks of Markdown, often empty.</param>
internal sealed record QuestionText(string Id, decimal Points, IReadOnlyList<string> Tags, string Prompt, string Stem, string Explanation, AnswerText Answers)
{
    public bool RussianKeyboard { get; init; }
}

internal abstract record AnswerText;

internal sealed record ChoiceText(bool Multiple, IReadOnlyList<OptionText> Options) : AnswerText;

/// <param name="Text">Blocks of Markdown, nearly always one paragraph.</param>
internal sealed record OptionText(bool IsRight, string Text, string Feedback);

internal sealed record NumberText(decimal Least, decimal Most, string Unit) : AnswerText;

internal sealed record WordsText(IReadOnlyList<string> Accepted) : AnswerText;

/// <param name="Pairs">Inline Markdown.</param>
internal sealed record MatchingText(string Left, string Right, IReadOnlyList<(string Left, string Right)> Pairs) : AnswerText;

internal sealed record OrderingText(IReadOnlyList<string> Steps) : AnswerText;

/// <param name="Text">Paragraphs with <c>{=…}</c> in them.</param>
internal sealed record GapsText(string Text) : AnswerText;

/// <param name="Rubric">A table, or empty.</param>
internal sealed record OpenText(string Rubric) : AnswerText;

/// <summary>How a gap is written, and what cannot stand in one.</summary>
internal static class GapText
{
    // The reader of braces looks no further.
    private const int Longest = 990;

    /// <summary>Null where one of the words cannot stand in a gap.</summary>
    public static string? Typed(IReadOnlyList<string> accepted) =>
        accepted.Count > 0 && accepted.All(CanStand) ? Bounded($"{{={string.Join('|', accepted)}}}") : null;

    /// <summary>The right word first, as authors write it.</summary>
    public static string? Chosen(string right, IEnumerable<string> wrong)
    {
        var words = wrong.ToList();
        return words.Count > 0 && words.Append(right).All(CanStand) ? Bounded($"{{={right}{string.Concat(words.Select(word => $"|~{word}"))}}}") : null;
    }

    /// <exception cref="NotTakenException">A word cannot stand in a gap.</exception>
    public static string TypedOrThrow(IReadOnlyList<string> accepted) => Typed(accepted) ?? throw NotWritable(accepted);

    /// <exception cref="NotTakenException">A word cannot stand in a gap, or there is nothing to choose from.</exception>
    public static string ChosenOrThrow(string right, IReadOnlyList<string> wrong)
    {
        if (wrong.Count == 0) throw new NotTakenException(ExchangeRules.TooFew);
        return Chosen(right, wrong) ?? throw NotWritable([right, .. wrong]);
    }

    private static NotTakenException NotWritable(IReadOnlyList<string> words) => new(ExchangeRules.AnswerNotWritable, words.FirstOrDefault(word => !CanStand(word)) ?? words[0]);

    private static bool CanStand(string word) =>
        word.Length > 0 && word == word.Trim() && word[0] != '~' && !word.AsSpan().ContainsAny("|}\r\n") && !word.EndsWith('\\');

    private static string? Bounded(string gap) => gap.Length <= Longest ? gap : null;
}
