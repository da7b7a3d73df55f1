namespace Academy.Courseware;

/// <summary>A question as one language's file says it, with the places that diagnostics point at.</summary>
internal sealed record QuestionDraft(
    string Id, SourceLocation At, decimal Points, IReadOnlyList<string> Tags, Html Prompt, Html Stem, Html Explanation, AnswerDraft Answers)
{
    /// <summary>Kazakh letters may be typed on a Russian keyboard.</summary>
    public bool RussianKeyboard { get; init; }
}

internal abstract record AnswerDraft(SourceLocation At)
{
    /// <summary>How the format writes this kind; the same in every language of the author.</summary>
    public abstract string Kind { get; }

    /// <summary>How many options, pairs, steps or gaps.</summary>
    public virtual int Count => 1;
}

internal sealed record ChoiceDraft(SourceLocation At, bool Multiple, IReadOnlyList<OptionDraft> Options) : AnswerDraft(At)
{
    public override string Kind => Multiple ? "- [ ]" : "- ( )";
    public override int Count => Options.Count;
}

internal sealed record OptionDraft(SourceLocation At, bool IsRight, Html Text, Html Feedback);

internal sealed record NumberDraft(SourceLocation At, decimal Least, decimal Most, string Unit) : AnswerDraft(At)
{
    public override string Kind => "= 45 ± 0.5";
}

internal sealed record ShortTextDraft(SourceLocation At, IReadOnlyList<string> Accepted) : AnswerDraft(At)
{
    public override string Kind => "= …";
}

internal sealed record MatchingDraft(SourceLocation At, string LeftHeading, string RightHeading, IReadOnlyList<(Html Left, Html Right)> Pairs) : AnswerDraft(At)
{
    public override string Kind => "| … | … |";
    public override int Count => Pairs.Count;
}

internal sealed record OrderingDraft(SourceLocation At, IReadOnlyList<Html> Steps) : AnswerDraft(At)
{
    public override string Kind => "1. 2. 3.";
    public override int Count => Steps.Count;
}

internal sealed record GapsDraft(SourceLocation At, IReadOnlyList<GapDraft> Gaps, IReadOnlyList<Html> Pieces) : AnswerDraft(At)
{
    public override string Kind => "{=…}";
    public override int Count => Gaps.Count;
}

/// <param name="Texts">Accepted texts of a typed gap, choices of a chosen one, in the author's order.</param>
/// <param name="Right">The place of the right choice, or null for a typed gap.</param>
internal sealed record GapDraft(SourceLocation At, IReadOnlyList<string> Texts, int? Right);

internal sealed record OpenDraft(SourceLocation At, RubricDraft? Rubric) : AnswerDraft(At)
{
    public override string Kind => "___";
}

internal sealed record RubricDraft(SourceLocation At, IReadOnlyList<CriterionDraft> Criteria)
{
    public decimal Points => Criteria.Sum(criterion => criterion.Levels.Max(level => level.Points));
}

internal sealed record CriterionDraft(SourceLocation At, string Name, IReadOnlyList<(string Description, decimal Points)> Levels);
