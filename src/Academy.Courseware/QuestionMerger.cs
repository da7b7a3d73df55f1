namespace Academy.Courseware;

/// <summary>Makes one question of drafts that agree: the structure of the primary language, the words of each.</summary>
internal static class QuestionMerger
{
    public static Question Merge(IReadOnlyList<Spoken<QuestionDraft>> drafts)
    {
        var (id, points, tags) = (drafts[0].Value.Id, drafts[0].Value.Points, drafts[0].Value.Tags);
        var prompt = Said(drafts, draft => draft.Prompt);
        var stem = Said(drafts, draft => draft.Stem);
        var explanation = Said(drafts, draft => draft.Explanation);
        switch (drafts[0].Value.Answers)
        {
            case ChoiceDraft choice:
                return new ChoiceQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Multiple = choice.Multiple,
                    Options = Options(choice, Of<ChoiceDraft>(drafts)),
                };
            case NumberDraft number:
                return new NumberQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Least = number.Least,
                    Most = number.Most,
                    Unit = Said(Of<NumberDraft>(drafts), draft => draft.Unit),
                };
            case ShortTextDraft:
                return new ShortTextQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Accepted = [.. Of<ShortTextDraft>(drafts).SelectMany(draft => draft.Value.Accepted).Distinct()],
                    RussianKeyboard = drafts[0].Value.RussianKeyboard,
                };
            case MatchingDraft matching:
                var matchings = Of<MatchingDraft>(drafts);
                return new MatchingQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    LeftHeading = Said(matchings, draft => draft.LeftHeading),
                    RightHeading = Said(matchings, draft => draft.RightHeading),
                    Pairs = [.. matching.Pairs.Select((_, at) => new Pair(Said(matchings, draft => draft.Pairs[at].Left), Said(matchings, draft => draft.Pairs[at].Right)))],
                };
            case OrderingDraft ordering:
                return new OrderingQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Steps = [.. ordering.Steps.Select((_, at) => Said(Of<OrderingDraft>(drafts), draft => draft.Steps[at]))],
                };
            case GapsDraft gaps:
                var spoken = Of<GapsDraft>(drafts);
                return new GapsQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Gaps = [.. gaps.Gaps.Select((_, at) => Gap([.. spoken.Select(said => new Spoken<GapDraft>(said.Language, said.Value.Gaps[at]))]))],
                    Pieces = Said(spoken, draft => draft.Pieces),
                    RussianKeyboard = drafts[0].Value.RussianKeyboard,
                };
            default:
                var rubrics = Of<OpenDraft>(drafts).Where(said => said.Value.Rubric is not null).Select(said => new Spoken<RubricDraft>(said.Language, said.Value.Rubric!)).ToList();
                return new OpenQuestion
                {
                    Id = id,
                    Points = points,
                    Tags = tags,
                    Prompt = prompt,
                    Stem = stem,
                    Explanation = explanation,
                    Rubric = rubrics.Count == 0 ? null : Rubric(rubrics),
                };
        }
    }

    public static Rubric Rubric(IReadOnlyList<Spoken<RubricDraft>> drafts) =>
        new([.. drafts[0].Value.Criteria.Select((criterion, row) => new Criterion(
            Said(drafts, draft => draft.Criteria[row].Name),
            [.. criterion.Levels.Select((level, column) => new Level(Said(drafts, draft => draft.Criteria[row].Levels[column].Description), level.Points))]))]);

    private static IReadOnlyList<Option> Options(ChoiceDraft primary, IReadOnlyList<Spoken<ChoiceDraft>> drafts) =>
        [.. primary.Options.Select((option, at) => new Option(
            option.IsRight, Said(drafts, draft => draft.Options[at].Text), Said(drafts, draft => draft.Options[at].Feedback)))];

    private static Gap Gap(IReadOnlyList<Spoken<GapDraft>> drafts)
    {
        var primary = drafts[0].Value;
        if (primary.Right is not { } right) return new TypedGap([.. drafts.SelectMany(draft => draft.Value.Texts).Distinct()]);

        // Authors write the right word first. In the order of the alphabet its place tells nothing.
        var order = Enumerable.Range(0, primary.Texts.Count).OrderBy(at => primary.Texts[at], StringComparer.Ordinal).ToList();
        return new ChosenGap([.. order.Select(at => Said(drafts, draft => draft.Texts[at]))], order.IndexOf(right));
    }

    private static List<Spoken<T>> Of<T>(IReadOnlyList<Spoken<QuestionDraft>> drafts) where T : AnswerDraft =>
        [.. drafts.Select(draft => new Spoken<T>(draft.Language, (T)draft.Value.Answers))];

    private static Translated<TText> Said<T, TText>(IReadOnlyList<Spoken<T>> drafts, Func<T, TText> text) =>
        new(drafts.Select(draft => new KeyValuePair<string, TText>(draft.Language, text(draft.Value))));
}
