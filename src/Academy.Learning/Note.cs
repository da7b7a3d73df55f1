namespace Academy.Learning;

/// <summary>What a learner is told on "My learning". Each has two sentences under <c>Learn</c>: <c>Note.{Kind}</c>, and <c>Note.{Kind}.With</c> where there is an argument.</summary>
public enum NoteKind
{
    /// <summary>A question was corrected or withdrawn and the points are others now. Argument: the new percent.</summary>
    ResultChanged,

    /// <summary>As <see cref="ResultChanged"/>, and the bar is reached now. Argument: the new percent.</summary>
    ResultPassed,

    /// <summary>A task, worksheet or open answer is marked. Argument: the points, as in <c>8,5 / 10</c>.</summary>
    WorkMarked,

    /// <summary>A task or worksheet came back to be mended.</summary>
    WorkReturned,

    AppealAnswered,

    /// <summary>Extra time, an extra attempt or other dates for this item.</summary>
    AccommodationGiven,

    /// <summary>An author has answered a question about a lesson.</summary>
    QuestionAnswered,

    // These are for the people of a course, about its draft, and lead to its review.

    /// <summary>A course waits for this reviewer.</summary>
    ReviewAsked,

    /// <summary>Somebody has commented or answered.</summary>
    DraftCommented,

    DraftApproved,

    /// <summary>A reviewer asks for changes.</summary>
    ChangesWanted,
}

/// <summary>A line for a learner about something that others did to their work, written in the same save as the act.</summary>
public sealed class Note
{
    public const int LongestArgument = 40;

    private Note() { }

    /// <param name="itemPath"><c>module/item</c>, or null where it is about the whole course.</param>
    /// <param name="argument">What the sentence names, such as a percent. Never a name, a personal number or an answer.</param>
    public Note(Guid accountId, NoteKind kind, string courseSlug, string? itemPath, DateTimeOffset now, string? argument = null)
    {
        Id = Guid.CreateVersion7(now);
        AccountId = accountId;
        Kind = kind;
        CourseSlug = courseSlug;
        ItemPath = itemPath;
        Argument = argument;
        At = now;
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public NoteKind Kind { get; private set; }
    public string CourseSlug { get; private set; } = "";
    public string? ItemPath { get; private set; }
    public string? Argument { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>It is about a draft and leads to its review, not to a lesson.</summary>
    public bool IsOfReview => Kind is NoteKind.ReviewAsked or NoteKind.DraftCommented or NoteKind.DraftApproved or NoteKind.ChangesWanted;

    /// <summary>When the learner said that they had read it; null before.</summary>
    public DateTimeOffset? SeenAt { get; private set; }
}
