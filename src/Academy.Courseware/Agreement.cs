namespace Academy.Courseware;

/// <summary>Something said in one language.</summary>
internal sealed record Spoken<T>(string Language, T Value);

/// <summary>
/// Puts what each language's file says of the same question together. Keys, numbers and structure must agree, because a learner
/// who changes the language in the middle of an attempt keeps the answers.
/// </summary>
internal sealed class Agreement(List<Diagnostic> diagnostics)
{
    /// <summary>By question id, in the order of the primary language.</summary>
    /// <param name="reportMissing">Whether a question that one language lacks is reported; self-checks are counted instead.</param>
    public IReadOnlyList<Question> Questions(IReadOnlyList<Spoken<IReadOnlyList<QuestionDraft>>> languages, bool reportMissing)
    {
        var primary = languages[0];
        foreach (var other in reportMissing ? languages.Skip(1) : [])
        {
            foreach (var extra in other.Value.Where(draft => primary.Value.All(known => known.Id != draft.Id)))
                Report(Rules.QuestionOnlyIn, extra.At, extra.Id, other.Language, primary.Language);
            foreach (var missing in primary.Value.Where(known => other.Value.All(draft => draft.Id != known.Id)))
                Report(Rules.QuestionOnlyIn, missing.At, missing.Id, primary.Language, other.Language);
        }
        return [.. primary.Value.Select(first => Merge([.. languages
            .Select(said => new Spoken<QuestionDraft?>(said.Language, said.Value.FirstOrDefault(draft => draft.Id == first.Id)))
            .Where(said => said.Value is not null)
            .Select(said => new Spoken<QuestionDraft>(said.Language, said.Value!))]))];
    }

    /// <summary>Self-checks go by their order; one more in one language leaves no pair to compare.</summary>
    public void SelfChecks(IReadOnlyList<Spoken<LessonDraft>> languages)
    {
        var primary = languages[0];
        foreach (var other in languages.Skip(1))
        {
            var (here, there) = (other.Value.Checks.Count(), primary.Value.Checks.Count());
            if (here != there) Report(Rules.ChecksDiffer, new SourceLocation(other.Value.Head.Path, 0, 0), Number.Of(here), Number.Of(there), primary.Language);
            if (other.Value.Headings.Count != primary.Value.Headings.Count)
                Report(Rules.HeadingsDiffer, new SourceLocation(other.Value.Head.Path, 0, 0), Number.Of(other.Value.Headings.Count), Number.Of(primary.Value.Headings.Count), primary.Language);
        }
    }

    /// <summary>The rubric of a task; null where there is none, or the languages differ.</summary>
    public Rubric? Rubric(IReadOnlyList<Spoken<AssignmentDraft>> languages)
    {
        var primary = languages[0].Value.Rubric;
        foreach (var other in languages.Skip(1))
            if (!SameRubric(other.Value.Rubric, primary))
            {
                Report(Rules.RubricsDiffer, other.Value.Rubric?.At ?? new SourceLocation(other.Value.Head.Path, 0, 0), languages[0].Language);
                return null;
            }
        return primary is null ? null : QuestionMerger.Rubric([.. languages.Select(said => new Spoken<RubricDraft>(said.Language, said.Value.Rubric!))]);
    }

    /// <summary>One question of all the drafts that carry its id. Where they disagree the primary language's structure stands, so that reading can go on.</summary>
    public Question Merge(IReadOnlyList<Spoken<QuestionDraft>> drafts)
    {
        var first = drafts[0].Value;
        var agreeing = new List<Spoken<QuestionDraft>> { drafts[0] };
        foreach (var draft in drafts.Skip(1))
            if (Agree(draft.Value, first, drafts[0].Language))
                agreeing.Add(draft);
        return QuestionMerger.Merge(agreeing);
    }

    private bool Agree(QuestionDraft draft, QuestionDraft primary, string language)
    {
        var (here, there) = (draft.Answers, primary.Answers);
        if (draft.Points != primary.Points) Report(Rules.PointsDiffer, draft.At, draft.Id, Number.Of(draft.Points), Number.Of(primary.Points), language);
        if (!draft.Tags.Order(StringComparer.Ordinal).SequenceEqual(primary.Tags.Order(StringComparer.Ordinal))) Report(Rules.TagsDiffer, draft.At, draft.Id, language);
        if (draft.RussianKeyboard != primary.RussianKeyboard) Report(Rules.KeyboardsDiffer, draft.At, draft.Id, language);
        if (here.Kind != there.Kind)
        {
            Report(Rules.KindsDiffer, here.At, draft.Id, here.Kind, there.Kind, language);
            return false;
        }
        if (here.Count != there.Count)
        {
            Report(Rules.CountsDiffer, here.At, draft.Id, Number.Of(here.Count), Number.Of(there.Count), language);
            return false;
        }
        return (here, there) switch
        {
            (ChoiceDraft one, ChoiceDraft other) => SameRight(draft.Id, one, other, language),
            (NumberDraft one, NumberDraft other) when (one.Least, one.Most) != (other.Least, other.Most) => Different(one.At, draft.Id, language),
            (GapsDraft one, GapsDraft other) => SameGaps(draft.Id, one, other, language),
            (OpenDraft one, OpenDraft other) when !SameRubric(one.Rubric, other.Rubric) => DifferentRubric(one, language),
            _ => true,
        };
    }

    private bool SameRight(string id, ChoiceDraft one, ChoiceDraft other, string language)
    {
        for (var at = 0; at < one.Options.Count; at++)
            if (one.Options[at].IsRight != other.Options[at].IsRight)
                return Different(one.Options[at].At, id, language);
        return true;
    }

    private bool SameGaps(string id, GapsDraft one, GapsDraft other, string language)
    {
        for (var at = 0; at < one.Gaps.Count; at++)
        {
            var (here, there) = (one.Gaps[at], other.Gaps[at]);
            var isSame = here.Right == there.Right && (here.Right is null || here.Texts.Count == there.Texts.Count);
            if (!isSame) return Different(here.At, id, language);
        }
        return true;
    }

    private static bool SameRubric(RubricDraft? one, RubricDraft? other) =>
        one is null || other is null
            ? one is null && other is null
            : one.Criteria.Count == other.Criteria.Count
                && one.Criteria.Zip(other.Criteria).All(pair => pair.First.Levels.Select(level => level.Points).SequenceEqual(pair.Second.Levels.Select(level => level.Points)));

    private bool DifferentRubric(OpenDraft draft, string language)
    {
        Report(Rules.RubricsDiffer, draft.Rubric?.At ?? draft.At, language);
        return false;
    }

    private bool Different(SourceLocation at, string id, string language)
    {
        Report(Rules.AnswersDiffer, at, id, language);
        return false;
    }

    private void Report(Rule rule, SourceLocation at, params string[] arguments) => diagnostics.Add(new Diagnostic(rule, at, arguments));
}
