using Academy.Courseware;

namespace Academy.Learning.Law;

public enum LawCaseState
{
    /// <summary>Somebody has to look at it; learners are told.</summary>
    Open,

    /// <summary>An edition was published in which the place was reworked.</summary>
    Reworked,

    /// <summary>Somebody has read it against the new law: it is right as it stands.</summary>
    Confirmed,

    /// <summary>The change was marked by mistake.</summary>
    Withdrawn,
}

/// <summary>
/// One lesson, question or task that cites what a <see cref="LawChange"/> changed: who sees to it, by when, and how it ended.
/// </summary>
public sealed class LawCase
{
    public const int LongestArticles = 400;
    public const int ShortestNote = 10;
    public const int LongestNote = 1000;

    private LawCase() { }

    private LawCase(LawChange change, string course, string itemPath, string? questionId, IReadOnlyList<LawPlace> places, bool isWithLearners, Guid? owner, DateOnly due, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        ChangeId = change.Id;
        CourseSlug = course;
        ItemPath = itemPath;
        QuestionId = questionId ?? "";
        Articles = Shortened(string.Join(", ", places.Select(place => LawArticle.Tidy(place.Article)).Where(article => article.Length > 0).Distinct()));
        CitesWhole = places.Any(place => place.Article.Length == 0);
        Texts = TextsOf(places);
        IsWithLearners = isWithLearners;
        OwnerId = owner;
        DueOn = due;
        OpenedAt = now;
    }

    public Guid Id { get; private set; }
    public Guid ChangeId { get; private set; }
    public string CourseSlug { get; private set; } = "";

    /// <summary><c>module/item</c></summary>
    public string ItemPath { get; private set; } = "";

    /// <summary>Of a quiz or exam; empty for a lesson, a task, and what stands before a quiz's first question.</summary>
    public string QuestionId { get; private set; } = "";

    /// <summary>Which of the changed articles it cites, as the change and the text have them in common.</summary>
    public string Articles { get; private set; } = "";

    /// <summary>It cites the act without an article, so somebody must see whether it is meant.</summary>
    public bool CitesWhole { get; private set; }

    /// <summary>The texts as they were when it was opened, one mark for each language: <c>kk=… ru=…</c>. An edition with others has reworked them.</summary>
    public string Texts { get; private set; } = "";

    /// <summary>It stood in what learners read when it was opened, and not only in a draft.</summary>
    public bool IsWithLearners { get; private set; }

    /// <summary>Null where the course is in nobody's hands.</summary>
    public Guid? OwnerId { get; private set; }

    public DateOnly DueOn { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public LawCaseState State { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who confirmed, or who published the edition; null where the site or a command did.</summary>
    public Guid? ClosedById { get; private set; }

    /// <summary>The edition in which it was reworked. Who still reads an earlier one is told so.</summary>
    public int? ClosedEdition { get; private set; }

    /// <summary>Why it is right as it stands.</summary>
    public string? ClosingNote { get; private set; }

    public int Revision { get; private set; }

    public bool IsOpen => State == LawCaseState.Open;

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    /// <summary>A case for each lesson, question and task of a course that the change touches.</summary>
    /// <param name="published">The places of what learners read; none where nothing is published.</param>
    /// <param name="drafted">The places of the draft: what stands only there is to be reworked before it is published.</param>
    public static IReadOnlyList<LawCase> Open(
        LawChange change, string course, IEnumerable<LawPlace> published, IEnumerable<LawPlace> drafted, Guid? owner, DateOnly due, DateTimeOffset now)
    {
        var read = Touched(change, published);
        var written = Touched(change, drafted);
        return
        [
            .. read.Select(group => new LawCase(change, course, group.Key.Item, group.Key.Question, [.. group], true, owner, due, now)),
            .. written.Where(group => read.All(known => known.Key != group.Key))
                .Select(group => new LawCase(change, course, group.Key.Item, group.Key.Question, [.. group], false, owner, due, now)),
        ];
    }

    /// <summary>
    /// Closes it where the edition has reworked the place: in each language the citation is gone, or the text is another and was not checked before the
    /// law changed. A new comma with the old day of checking closes nothing.
    /// </summary>
    /// <returns>Whether it is closed now.</returns>
    public bool CloseIfReworked(LawChange change, IEnumerable<LawPlace> published, int edition, Guid? by, DateTimeOffset now)
    {
        if (!IsOpen) return false;

        var before = MarksOf(Texts);
        var after = published.Where(place => place.ItemPath == ItemPath && (place.QuestionId ?? "") == QuestionId && change.Touches(place)).ToList();
        if (!after.All(place => place.LawChecked is not { } day || day >= change.Day)) return false;
        if (!after.All(place => !before.TryGetValue(place.Language, out var mark) || mark != place.TextHash)) return false;

        Close(LawCaseState.Reworked, by, now);
        ClosedEdition = edition;
        return true;
    }

    public static Refusal? WhyNotNote(string? note) => note?.Trim().Length is >= ShortestNote and <= LongestNote ? null : Refusal.LawNoteMissing;

    /// <summary>Somebody has read the text against the new law and it is right as it stands.</summary>
    public void Confirm(string? note, Guid by, DateTimeOffset now)
    {
        if (!IsOpen) throw new RefusedException(Refusal.LawCaseClosed);
        if (WhyNotNote(note) is { } refusal) throw new RefusedException(refusal);

        Close(LawCaseState.Confirmed, by, now);
        ClosingNote = note!.Trim();
    }

    public void HandTo(Guid? owner, DateOnly due)
    {
        if (!IsOpen) throw new RefusedException(Refusal.LawCaseClosed);

        (OwnerId, DueOn) = (owner, due);
        Revision++;
    }

    /// <summary>With its change. What was closed before stays closed as it was.</summary>
    public void Withdraw(Guid by, DateTimeOffset now)
    {
        if (IsOpen) Close(LawCaseState.Withdrawn, by, now);
    }

    private void Close(LawCaseState state, Guid? by, DateTimeOffset now)
    {
        (State, ClosedAt, ClosedById) = (state, now, by);
        Revision++;
    }

    private static List<IGrouping<(string Item, string? Question), LawPlace>> Touched(LawChange change, IEnumerable<LawPlace> places) =>
        [.. places.Where(change.Touches).GroupBy(place => (place.ItemPath, place.QuestionId))];

    private static string TextsOf(IEnumerable<LawPlace> places) =>
        string.Join(' ', places.DistinctBy(place => place.Language).Select(place => $"{place.Language}={place.TextHash}"));

    private static Dictionary<string, string> MarksOf(string texts) =>
        texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark => mark.Split('=')).ToDictionary(mark => mark[0], mark => mark[1], StringComparer.Ordinal);

    private static string Shortened(string articles) => articles.Length <= LongestArticles ? articles : articles[..(LongestArticles - 1)] + "…";
}
