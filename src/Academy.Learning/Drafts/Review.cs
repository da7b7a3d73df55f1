namespace Academy.Learning.Drafts;

/// <summary>How many people have to approve a course before it is published. A small course may ask for none; whoever sets it stands in the journal.</summary>
public sealed record ReviewNeeds(int Reviewers, int Lawyers)
{
    public const int Most = 9;

    /// <summary>Somebody else reads what is published: nobody sees their own misprints.</summary>
    public static readonly ReviewNeeds Usual = new(Reviewers: 1, Lawyers: 0);

    public bool IsPossible => Reviewers is >= 0 and <= Most && Lawyers is >= 0 and <= Most;

    public bool IsNone => Reviewers + Lawyers == 0;

    public int For(CourseRole role) => role switch { CourseRole.Reviewer => Reviewers, CourseRole.Lawyer => Lawyers, _ => 0 };

    /// <summary>The parts in which a draft is approved.</summary>
    public static IReadOnlyList<CourseRole> Roles { get; } = [CourseRole.Reviewer, CourseRole.Lawyer];
}

public enum ReviewAnswer
{
    Approved,

    /// <summary>Something has to change first.</summary>
    ChangesWanted,
}

/// <summary>
/// What a reviewer says to a draft as it stood at one number. It holds while no file has changed since; the newest one of a person in a
/// part is theirs. Never changed.
/// </summary>
public sealed class Approval
{
    public const int LongestWord = 5000;

    private Approval() { }

    private Approval(CourseDraft draft, Guid by, CourseRole role, ReviewAnswer answer, string? word, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        DraftId = draft.Id;
        DraftRevision = draft.Revision;
        ById = by;
        Role = role;
        Answer = answer;
        Word = string.IsNullOrWhiteSpace(word) ? null : word.Trim();
        At = now;
    }

    public Guid Id { get; private set; }
    public Guid DraftId { get; private set; }

    /// <summary>The number of the draft that was read.</summary>
    public int DraftRevision { get; private set; }

    public Guid ById { get; private set; }

    /// <summary>The part in which it was said: reviewer or lawyer.</summary>
    public CourseRole Role { get; private set; }

    public ReviewAnswer Answer { get; private set; }

    /// <summary>A word to the authors; who asks for changes says which.</summary>
    public string? Word { get; private set; }

    public DateTimeOffset At { get; private set; }

    public bool HoldsFor(CourseDraft draft) => DraftId == draft.Id && DraftRevision == draft.Revision;

    /// <param name="seen">The draft's number on the page that this person read.</param>
    /// <param name="writers">Who has changed a file since the last edition.</param>
    public static Refusal? WhyNot(CourseDraft draft, int seen, Guid by, ReviewAnswer answer, string? word, IReadOnlySet<Guid> writers)
    {
        if (draft.Stage != DraftStage.InReview) return Refusal.NotInReview;
        if (seen != draft.Revision) return Refusal.DraftChangedSince;
        if (word?.Trim().Length > LongestWord) return Refusal.CommentTooLong;
        if (answer == ReviewAnswer.ChangesWanted) return string.IsNullOrWhiteSpace(word) ? Refusal.CommentMissing : null;
        return writers.Contains(by) ? Refusal.OwnWriting : null;
    }

    public static Approval Give(
        CourseDraft draft, int seen, Guid by, CourseRole role, ReviewAnswer answer, string? word, IReadOnlySet<Guid> writers, DateTimeOffset now)
    {
        if (WhyNot(draft, seen, by, answer, word, writers) is { } refusal) throw new RefusedException(refusal);
        return new Approval(draft, by, role, answer, word, now);
    }
}

/// <summary>What a draft has and what it lacks to be published.</summary>
/// <param name="Answers">Those that hold: one a person and part, of people who still have that part.</param>
/// <param name="OpenComments">Threads that nobody has settled.</param>
/// <param name="HasErrors">The compiler refuses it.</param>
public sealed record ReviewStanding(CourseDraft Draft, IReadOnlyList<Approval> Answers, int OpenComments, bool HasErrors)
{
    /// <param name="answers">All that were given to this draft, in any order.</param>
    public static ReviewStanding Of(CourseDraft draft, IEnumerable<Approval> answers, IReadOnlySet<(Guid, CourseRole)> parts, int openComments, bool hasErrors) => new(
        draft,
        [.. answers.Where(answer => answer.HoldsFor(draft) && parts.Contains((answer.ById, answer.Role)))
            .GroupBy(answer => (answer.ById, answer.Role)).Select(own => own.MaxBy(answer => (answer.At, answer.Id))!).OrderBy(answer => answer.At)],
        openComments, hasErrors);

    public int Approved(CourseRole role) => Answers.Count(answer => answer.Role == role && answer.Answer == ReviewAnswer.Approved);

    public int Missing(CourseRole role) => Math.Max(0, Draft.Needs.For(role) - Approved(role));

    public bool ChangesWanted => Answers.Any(answer => answer.Answer == ReviewAnswer.ChangesWanted);

    /// <summary>Null where people have nothing against it; what the compiler says is asked beside.</summary>
    public Refusal? WhyNotReviewed()
    {
        if (ChangesWanted) return Refusal.ChangesWanted;
        if (OpenComments > 0) return Refusal.CommentsOpen;
        return ReviewNeeds.Roles.Any(role => Missing(role) > 0) ? Refusal.ApprovalsMissing : null;
    }

    public Refusal? WhyNotPublish()
    {
        if (!Draft.HasChanges) return Refusal.NothingToPublish;
        return HasErrors ? Refusal.DraftHasErrors : WhyNotReviewed();
    }
}
