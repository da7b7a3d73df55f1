namespace Academy.Learning;

/// <summary>What a marking waits for.</summary>
public enum MarkingStage
{
    /// <summary>For a marker, or for the second one.</summary>
    Waiting,

    /// <summary>Two markers differ too much: somebody settles it.</summary>
    Disputed,

    /// <summary>The learner disagrees: somebody who has not marked it answers.</summary>
    Appealed,

    Final,

    /// <summary>The learner has it again; the next version is another marking.</summary>
    Returned,
}

/// <summary>Whose marks these are.</summary>
public enum MarkRole { First, Second, Settlement, Appeal }

/// <summary>
/// One thing handed in, on its way through the hands of markers: a version of a work, or the open answers of an attempt. Who takes it
/// has it for half an hour, so that two people never mark the same unknowingly.
/// </summary>
public sealed class Marking
{
    /// <summary>How long it stays with who took it; each save begins it anew.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(30);

    private readonly List<Mark> _marks = [];

    private Marking() { }

    /// <param name="markers">How many mark it, each without seeing the other's marks: 1 or 2.</param>
    public Marking(Enrolment enrolment, Work work, WorkVersion version, int markers, MarkScheme scheme, DateTimeOffset now)
        : this(enrolment, work.ItemPath, markers, scheme, version.SubmittedAt, now) => (WorkId, Version) = (work.Id, version.Number);

    public Marking(Enrolment enrolment, Attempt attempt, MarkScheme scheme, DateTimeOffset now)
        : this(enrolment, attempt.QuizPath, 1, scheme, attempt.SubmittedAt ?? now, now) => AttemptId = attempt.Id;

    private Marking(Enrolment enrolment, string itemPath, int markers, MarkScheme scheme, DateTimeOffset handedInAt, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        EnrolmentId = enrolment.Id;
        LearnerId = enrolment.AccountId;
        CourseSlug = enrolment.CourseSlug;
        ItemPath = itemPath;
        MarkersWanted = markers;
        MaxPoints = scheme.MaxPoints;
        WaitingSince = handedInAt;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary>The account of the learner.</summary>
    public Guid LearnerId { get; private set; }

    public string CourseSlug { get; private set; } = "";

    /// <summary><c>module/item</c></summary>
    public string ItemPath { get; private set; } = "";

    public Guid? WorkId { get; private set; }

    /// <summary>Of the work.</summary>
    public int? Version { get; private set; }

    public Guid? AttemptId { get; private set; }
    public int MarkersWanted { get; private set; }
    public MarkingStage Stage { get; private set; }

    /// <summary>The queue's order: when it was handed in, the markers differed, or the learner appealed.</summary>
    public DateTimeOffset WaitingSince { get; private set; }

    public decimal MaxPoints { get; private set; }

    /// <summary>The sum of <see cref="FinalSheet"/>, once there is one.</summary>
    public decimal? Points { get; private set; }

    /// <summary>The points that stand.</summary>
    public MarkSheet? FinalSheet { get; private set; }

    public DateTimeOffset? FinalAt { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }
    public DateTimeOffset? AppealedAt { get; private set; }
    public string? AppealReason { get; private set; }
    public DateTimeOffset? AppealAnsweredAt { get; private set; }

    /// <summary>The one of two markers who agreed to what the other proposed.</summary>
    public Guid? AgreedById { get; private set; }

    public int Revision { get; private set; }
    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>What has none is accepted or returned.</summary>
    public bool HasPoints => MaxPoints > 0;

    public bool IsClosed => Stage is MarkingStage.Final or MarkingStage.Returned;

    /// <summary>Given by the first and the second marker, in this order.</summary>
    public IReadOnlyList<Mark> GivenMarks => [.. _marks.Where(mark => mark is { IsGiven: true, Role: MarkRole.First or MarkRole.Second }).OrderBy(mark => mark.Role)];

    /// <summary>What somebody has in hand and has not given yet.</summary>
    public Mark? HeldBy(Guid person) => _marks.FirstOrDefault(mark => mark.MarkerId == person && mark.IsOpen);

    public bool HasMarked(Guid person) => _marks.Any(mark => mark.MarkerId == person && mark.IsGiven);

    /// <summary>What one of two markers proposes and the other has not answered.</summary>
    public Mark? Proposal => Stage == MarkingStage.Disputed ? _marks.FirstOrDefault(mark => mark is { Role: MarkRole.Settlement, ProposedAt: not null, IsOpen: true }) : null;

    /// <summary>Who has in hand what this person would take; null where it is free.</summary>
    public Mark? Holder(DateTimeOffset now) => FreeRole(now) is null ? OpenMarks.FirstOrDefault() : null;

    /// <summary>Why this person cannot take it now, or null.</summary>
    public Refusal? WhyNotTake(Guid by, DateTimeOffset now)
    {
        if (by == LearnerId) return Refusal.OwnWork;
        if (IsClosed) return Refusal.NothingToMark;
        if (HeldBy(by) is not null) return null;
        if (Stage == MarkingStage.Waiting && HasMarked(by)) return Refusal.MarkedAlready;
        if (Stage == MarkingStage.Appealed && HasMarked(by)) return Refusal.AppealOfOwnMark;
        return FreeRole(now) is null ? Refusal.MarkingTaken : null;
    }

    /// <summary>Takes it, or keeps what one has for another half an hour.</summary>
    /// <returns>The marks to write; and who had it before, where the time of another had run out.</returns>
    public (Mark Mark, Guid? From) Take(Guid by, DateTimeOffset now)
    {
        if (WhyNotTake(by, now) is { } refusal) throw new RefusedException(refusal);

        Revision++;
        if (HeldBy(by) is { } held)
        {
            held.Renew(now);
            return (held, null);
        }
        var role = FreeRole(now)!.Value;
        var before = OpenMarks.FirstOrDefault(mark => mark.Role == role);
        // Kept, though it counts no more: what somebody wrote is not thrown away.
        before?.Release(now);
        var mark = new Mark(Id, role, by, now);
        _marks.Add(mark);
        return (mark, before?.MarkerId);
    }

    /// <summary>Why these marks cannot be kept as a draft, or null.</summary>
    /// <param name="revision">The revision of the marks that the window had read.</param>
    public Refusal? WhyNotWrite(Guid by, MarkScheme scheme, MarkSheet sheet, string? comment, int revision)
    {
        if (by == LearnerId) return Refusal.OwnWork;
        if (IsClosed) return Refusal.NothingToMark;
        if (HeldBy(by) is not { } mark) return _marks.Any(lost => lost.MarkerId == by && lost.ReleasedAt is not null) ? Refusal.MarkingTakenOver : Refusal.MarkingNotTaken;
        if (PlainText.Clean(comment).Length > Work.LongestComment) return Refusal.CommentTooLong;
        if (revision != mark.Revision && !mark.Says(sheet, PlainText.Clean(comment))) return Refusal.MarkChangedElsewhere;
        return scheme.WhyNot(sheet);
    }

    public Mark Write(Guid by, MarkScheme scheme, MarkSheet sheet, string? comment, int revision, DateTimeOffset now)
    {
        if (WhyNotWrite(by, scheme, sheet, comment, revision) is { } refusal) throw new RefusedException(refusal);

        var mark = HeldBy(by)!;
        mark.Replace(sheet, PlainText.Clean(comment));
        mark.Renew(now);
        Revision++;
        return mark;
    }

    /// <summary>Why the marks of this person, as they stand, cannot be given, or null.</summary>
    public Refusal? WhyNotGive(Guid by, MarkScheme scheme)
    {
        if (HeldBy(by) is not { } mark) return Refusal.MarkingNotTaken;
        if (!scheme.IsComplete(mark.Sheet)) return Refusal.MarksMissing;
        return mark.Role switch
        {
            MarkRole.Settlement or MarkRole.Appeal when string.IsNullOrWhiteSpace(mark.Comment) => Refusal.ReasonMissing,
            MarkRole.Appeal when scheme.Sum(mark.Sheet) < Points => Refusal.AppealLowers,
            _ => null,
        };
    }

    /// <summary>
    /// Gives the marks written. The last of the markers wanted makes them final, or shows that they differ; a settlement makes them final
    /// at once when it comes from a third person, and is a proposal when it comes from one of the two.
    /// </summary>
    public void Give(Guid by, MarkScheme scheme, DateTimeOffset now)
    {
        if (WhyNotGive(by, scheme) is { } refusal) throw new RefusedException(refusal);

        var mark = HeldBy(by)!;
        Revision++;
        switch (mark.Role)
        {
            case MarkRole.Settlement when HasMarked(by):
                mark.Propose(now);
                break;
            case MarkRole.Appeal:
                mark.Give(now);
                AppealAnsweredAt = now;
                Finish(scheme, mark.Sheet, now);
                break;
            case MarkRole.Settlement:
                mark.Give(now);
                Finish(scheme, mark.Sheet, now);
                break;
            default:
                mark.Give(now);
                Conclude(scheme, now);
                break;
        }
    }

    public Refusal? WhyNotAgree(Guid by)
    {
        if (Proposal is not { } proposal) return Refusal.NothingToMark;
        return GivenMarks.Any(mark => mark.MarkerId == by) && proposal.MarkerId != by ? null : Refusal.NotOneOfTheTwo;
    }

    /// <summary>The other of two markers agrees to what the first proposed.</summary>
    public void Agree(Guid by, MarkScheme scheme, DateTimeOffset now)
    {
        if (WhyNotAgree(by) is { } refusal) throw new RefusedException(refusal);

        var proposal = Proposal!;
        proposal.Give(now);
        AgreedById = by;
        Finish(scheme, proposal.Sheet, now);
        Revision++;
    }

    public Refusal? WhyNotReturn(Guid by)
    {
        if (HeldBy(by) is not { } mark) return Refusal.MarkingNotTaken;
        if (WorkId is null || Stage != MarkingStage.Waiting) return Refusal.NothingToReturn;
        return string.IsNullOrWhiteSpace(mark.Comment) ? Refusal.CommentMissing : null;
    }

    /// <summary>Sends the work back with the comment written. One of two markers is enough: the learner hands in anew for both.</summary>
    /// <returns>The comment.</returns>
    public string Return(Guid by, DateTimeOffset now)
    {
        if (WhyNotReturn(by) is { } refusal) throw new RefusedException(refusal);

        (Stage, ReturnedAt) = (MarkingStage.Returned, now);
        Revision++;
        return HeldBy(by)!.Comment;
    }

    public Refusal? WhyNotAppeal(string? reason)
    {
        if (AppealedAt is not null) return Refusal.AppealedAlready;
        if (Stage != MarkingStage.Final || !HasPoints) return Refusal.NothingToAppeal;
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.ReasonMissing;
        return reason.Length > Work.LongestComment ? Refusal.CommentTooLong : null;
    }

    /// <summary>The learner disagrees, once.</summary>
    public void Appeal(string? reason, DateTimeOffset now)
    {
        if (WhyNotAppeal(reason) is { } refusal) throw new RefusedException(refusal);

        (Stage, AppealedAt, AppealReason, WaitingSince) = (MarkingStage.Appealed, now, PlainText.Clean(reason).Trim(), now);
        Revision++;
    }

    private IEnumerable<Mark> OpenMarks => _marks.Where(mark => mark.IsOpen && OpenRoles.Contains(mark.Role)).OrderBy(mark => mark.Role);

    private IEnumerable<MarkRole> OpenRoles
    {
        get
        {
            MarkRole[] wanted = Stage switch
            {
                MarkingStage.Waiting => MarkersWanted == 2 ? [MarkRole.First, MarkRole.Second] : [MarkRole.First],
                MarkingStage.Disputed => [MarkRole.Settlement],
                MarkingStage.Appealed => [MarkRole.Appeal],
                _ => [],
            };
            return wanted.Where(role => !_marks.Any(mark => mark.Role == role && mark.IsGiven));
        }
    }

    // One that nobody has, before one whose time has run out.
    private MarkRole? FreeRole(DateTimeOffset now)
    {
        foreach (var role in OpenRoles)
            if (!OpenMarks.Any(mark => mark.Role == role))
                return role;
        foreach (var mark in OpenMarks)
            if (mark.ClaimedUntil <= now)
                return mark.Role;
        return null;
    }

    private void Conclude(MarkScheme scheme, DateTimeOffset now)
    {
        if (GivenMarks.Count < MarkersWanted) return;

        if (GivenMarks is not [var one, var other])
            Finish(scheme, GivenMarks[0].Sheet, now);
        else if (TwoMarkers.Agree(scheme, one.Sheet, other.Sheet))
            Finish(scheme, TwoMarkers.Mean(scheme, one.Sheet, other.Sheet), now);
        else
            (Stage, WaitingSince) = (MarkingStage.Disputed, now);
    }

    private void Finish(MarkScheme scheme, MarkSheet sheet, DateTimeOffset now)
    {
        (Stage, FinalSheet, FinalAt) = (MarkingStage.Final, sheet, now);
        Points = HasPoints ? scheme.Sum(sheet) : null;
    }
}

/// <summary>The marks of one person for one thing, first as a draft.</summary>
public sealed class Mark
{
    private Mark() { }

    internal Mark(Guid markingId, MarkRole role, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (MarkingId, Role, MarkerId, TakenAt) = (markingId, role, by, now);
        Renew(now);
    }

    public Guid Id { get; private set; }
    public Guid MarkingId { get; private set; }
    public MarkRole Role { get; private set; }
    public Guid MarkerId { get; private set; }
    public DateTimeOffset TakenAt { get; private set; }
    public DateTimeOffset ClaimedUntil { get; private set; }
    public MarkSheet Sheet { get; private set; } = MarkSheet.Empty;

    /// <summary>To the whole; the reason of a settlement; the answer to an appeal.</summary>
    public string Comment { get; private set; } = "";

    /// <summary>Counts the changes of what is written; a window says which one it has read.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset? GivenAt { get; private set; }
    public DateTimeOffset? ProposedAt { get; private set; }

    /// <summary>When another took it over.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public bool IsGiven => GivenAt is not null;
    public bool IsOpen => GivenAt is null && ReleasedAt is null;

    internal bool Says(MarkSheet sheet, string comment) => Sheet == sheet && Comment == comment;

    internal void Replace(MarkSheet sheet, string comment)
    {
        if (Says(sheet, comment)) return;

        // What changes is not what was proposed.
        (Sheet, Comment, ProposedAt) = (sheet, comment, null);
        Revision++;
    }

    internal void Renew(DateTimeOffset now) => ClaimedUntil = now + Marking.Claim;

    internal void Give(DateTimeOffset now) => GivenAt = now;

    // The other of the two, or a third, may come at once.
    internal void Propose(DateTimeOffset now) => (ProposedAt, ClaimedUntil) = (now, now);

    internal void Release(DateTimeOffset now) => ReleasedAt = now;
}
