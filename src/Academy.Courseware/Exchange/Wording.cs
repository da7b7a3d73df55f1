using System.Globalization;

namespace Academy.Courseware.Exchange;

/// <summary>What the readers of all formats do alike: a heading from a text, tags from categories, weights to right and wrong.</summary>
internal static class Wording
{
    private static readonly string[] CategoryRoots = ["$course$", "$cat1$", "$module$", "$system$", "$coursecat$", "top"];

    // Tags stand in the heading, and a brace is read no further than a thousand characters.
    private const int LongestTag = 60, MostTags = 8, LongestPrompt = 1000;

    /// <summary>The first line asks; what follows it is the question's text.</summary>
    public static (string Prompt, string Stem) Ask(Intake intake, string name, IReadOnlyList<MarkdownBlock> blocks)
    {
        if (blocks.Count == 0) throw new NotTakenException(ExchangeRules.NoText);
        var (first, rest) = (blocks[0], blocks.Skip(1));
        if (first.IsParagraph && first.Text.IndexOf("\\\n", StringComparison.Ordinal) is > 0 and var end && !first.Text.StartsWith("![", StringComparison.Ordinal))
        {
            // Emphasis or a link may reach over the break; then it becomes a space.
            var isPlain = !first.Text.AsSpan().ContainsAny("*_`[");
            rest = isPlain ? rest.Prepend(first with { Text = MarkdownEscape.Lines(first.Text[(end + 2)..].TrimStart('\\', '\n', ' ')) }) : rest;
            first = first with { Text = isPlain ? first.Text[..end] : first.Text.Replace("\\\n", " ", StringComparison.Ordinal) };
        }
        if (first.IsLine && first.Text.Length <= LongestPrompt) return (first.Text, MarkdownBlock.Join(rest.Where(block => block.Text.Length > 0)));

        intake.Note(ExchangeRules.PromptFromName);
        return (NameAsPrompt(intake, name), MarkdownBlock.Join(blocks));
    }

    /// <summary>The same where the text has gaps in it: the paragraphs with gaps stand last.</summary>
    public static (string Prompt, string Stem, string Gaps) AskGaps(Intake intake, string name, IReadOnlyList<MarkdownBlock> blocks)
    {
        var first = blocks.TakeWhile(block => !block.HasGap).Count();
        if (first == blocks.Count) throw new NotTakenException(ExchangeRules.GapUnclear, "");
        var last = blocks.Count - 1;
        while (!blocks[last].HasGap) last--;

        var strange = blocks.Skip(first).Where(block => !block.IsParagraph).ToList();
        if (strange.Count > 0) intake.Note(ExchangeRules.LayoutLost);
        var gaps = MarkdownBlock.Join(blocks.Take(last + 1).Skip(first).Where(block => block.IsParagraph))
            + string.Concat(blocks.Skip(last + 1).Where(block => block.IsParagraph).Select(block => "\\\n" + block.Text));
        var before = blocks.Take(first).Concat(strange).ToList();
        if (before.Count == 0) return (NameAsPrompt(intake, name), "", gaps);
        var (prompt, stem) = Ask(intake, name, before);
        return (prompt, stem, gaps);
    }

    /// <summary>Every level of a category is a tag, so that an exam may draw by a broad one or a narrow one.</summary>
    public static IReadOnlyList<string> TagsOf(string category)
    {
        // Two slashes are one in a name.
        var parts = category.Replace("//", "\u0001", StringComparison.Ordinal).Split('/').Select(part => part.Replace('\u0001', '/').Trim());
        return Tags(parts.Where(part => !CategoryRoots.Contains(part.ToLowerInvariant())));
    }

    public static IReadOnlyList<string> Tags(IEnumerable<string> words)
    {
        var tags = new List<string>();
        foreach (var word in words)
        {
            var clean = string.Join(' ', word.Replace(',', ' ').Replace('"', ' ').Replace('{', '(').Replace('}', ')').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var tag = clean.Length <= LongestTag ? clean : clean[..LongestTag].TrimEnd();
            if (tag.Length > 0 && tags.Count < MostTags && !tags.Contains(tag)) tags.Add(tag);
        }
        return tags;
    }

    /// <summary>One right option, or several. Weights are held against our rule, and a difference is told.</summary>
    /// <param name="options">Percent of the points and the words of each.</param>
    public static ChoiceText Choice(Intake intake, bool single, IReadOnlyList<(decimal Weight, string Text, string Feedback)> options)
    {
        if (options.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
        var most = options.Max(option => option.Weight);
        if (most <= 0) throw new NotTakenException(ExchangeRules.NoneRight);

        var right = single ? options.Count(option => option.Weight == most) : options.Count(option => option.Weight > 0);
        if (single && right > 1) throw new NotTakenException(ExchangeRules.SeveralRight);
        if (single && (most < 100 || options.Any(option => option.Weight is > 0 && option.Weight < most))) intake.Note(ExchangeRules.PartlyRightLost);
        if (single && options.Any(option => option.Weight < 0)) intake.Note(ExchangeRules.WeightsLost);
        var share = 100m / right;
        // With several, ours gives 1/n for a right mark and takes 1/n for a wrong one.
        if (!single && options.Any(option => !IsNear(option.Weight, option.Weight > 0 ? share : -share))) intake.Note(ExchangeRules.WeightsLost);
        return new ChoiceText(!single, [.. options.Select(option => new OptionText(single ? option.Weight == most : option.Weight > 0, option.Text, option.Feedback))]);
    }

    /// <summary>Accepted words: those that earn everything.</summary>
    public static WordsText Words(Intake intake, IReadOnlyList<(decimal Weight, string Text)> answers, bool hasWildcards)
    {
        var accepted = Accepted(intake, answers, hasWildcards);
        var writable = accepted.Where(word => !word.Contains('|', StringComparison.Ordinal)).ToList();
        if (writable.Count == 0) throw new NotTakenException(ExchangeRules.AnswerNotWritable, accepted[0]);
        foreach (var dropped in accepted.Except(writable)) intake.Note(ExchangeRules.AnswerDropped, dropped);
        return new WordsText(writable);
    }

    public static IReadOnlyList<string> Accepted(Intake intake, IReadOnlyList<(decimal Weight, string Text)> answers, bool hasWildcards)
    {
        var full = answers.Where(answer => answer.Weight >= 100).Select(answer => Spaced(answer.Text)).Where(text => text.Length > 0).Distinct().ToList();
        if (full.Count == 0) throw new NotTakenException(answers.Count == 0 ? ExchangeRules.AnswerMissing : ExchangeRules.NoneRight);
        if (answers.Any(answer => answer.Weight is > 0 and < 100)) intake.Note(ExchangeRules.PartlyRightLost);
        if (!hasWildcards) return full;

        // A star that is meant has a backslash before it.
        var plain = full.Where(text => !text.Replace("\\*", "", StringComparison.Ordinal).Contains('*', StringComparison.Ordinal)).Select(text => text.Replace("\\*", "*", StringComparison.Ordinal)).ToList();
        if (plain.Count == 0) throw new NotTakenException(ExchangeRules.Wildcard, full[0]);
        if (plain.Count < full.Count) intake.Note(ExchangeRules.WildcardLost);
        return plain;
    }

    /// <summary>A number with what may be away from it. Several that are right must make one range.</summary>
    public static NumberText Numbers(Intake intake, IReadOnlyList<(decimal Weight, decimal Least, decimal Most)> answers, string unit)
    {
        var full = answers.Where(answer => answer.Weight >= 100).OrderBy(answer => answer.Least).ToList();
        if (full.Count == 0) throw new NotTakenException(answers.Count == 0 ? ExchangeRules.AnswerMissing : ExchangeRules.NoneRight);
        if (answers.Any(answer => answer.Weight is > 0 and < 100)) intake.Note(ExchangeRules.PartlyRightLost);

        var (least, most) = (full[0].Least, full[0].Most);
        foreach (var next in full.Skip(1))
        {
            if (next.Least > most) throw new NotTakenException(ExchangeRules.SeveralRanges);
            most = Math.Max(most, next.Most);
        }
        return new NumberText(least, most, Unit(intake, unit));
    }

    /// <summary>A number as other systems write it: a point or a comma, perhaps an exponent.</summary>
    public static decimal Number(string text)
    {
        var clean = text.Trim().Replace('−', '-').Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (clean.Length <= 60 && decimal.TryParse(clean.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15m) return number;
        throw new NotTakenException(ExchangeRules.NotANumber, text);
    }

    public static decimal Weight(string text)
    {
        if (decimal.TryParse(text.Trim().TrimEnd('%').Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && Math.Abs(weight) <= 1000) return weight;
        throw new NotTakenException(ExchangeRules.WeightUnclear, text);
    }

    public static decimal Points(Intake intake, string text)
    {
        if (text.Trim().Length == 0) return 1;
        if (decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && points is >= 0 and <= 1000) return points / 1.0000000000000000000000000000m;
        intake.Note(ExchangeRules.PointsChanged, text);
        return 1;
    }

    public static string Unit(Intake intake, string unit)
    {
        var written = unit.Trim();
        // "m2" is how a keyboard writes "m²"; digits cannot stand in a unit of ours.
        if (written.Length > 1 && char.IsLetter(written[^2]) && written[^1] is '2' or '3') written = written[..^1] + (written[^1] == '2' ? '²' : '³');
        if (written.Length == 0 || NumberAnswer.TryRead("1 " + written, out _, out _, out var read) && read == written) return written;
        intake.Note(ExchangeRules.UnitsLost, unit);
        return "";
    }

    public static MatchingText Matching(Intake intake, IReadOnlyList<(string Left, string Right)> pairs)
    {
        if (pairs.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
        if (pairs.Select(pair => pair.Right).Distinct().Count() < pairs.Count) throw new NotTakenException(ExchangeRules.PairsShared);
        return new MatchingText(Courseware.Words.In(intake.Language, "LeftSide"), Courseware.Words.In(intake.Language, "RightSide"), [.. pairs.Select(pair => (MarkdownEscape.Cell(pair.Left), MarkdownEscape.Cell(pair.Right)))]);
    }

    public static ChoiceText TrueFalse(Intake intake, bool isTrue, string ofTrue, string ofFalse) =>
        new(false, [new OptionText(isTrue, Courseware.Words.In(intake.Language, "True"), ofTrue), new OptionText(!isTrue, Courseware.Words.In(intake.Language, "False"), ofFalse)]);

    public static string NameAsPrompt(Intake intake, string name)
    {
        var words = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > 200) words = words[..200];
        return words.Length > 0 ? MarkdownEscape.Inline(words) : Courseware.Words.In(intake.Language, "FillTheGaps");
    }

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsNear(decimal one, decimal other) => Math.Abs(one - other) < 0.51m;
}
