namespace Academy.Learning;

/// <summary>How far a batch is.</summary>
public enum BatchState { Waiting, Running, Done, Cancelled }

/// <summary>What became of one person of a batch.</summary>
public enum BatchOutcome { Waiting, Issued, Standing, Refused }

/// <summary>
/// Certificates for many at once: settled by one person, approved by another where the school asks for that, and issued in the background,
/// piece by piece. Each piece is saved with the numbers it took, so what a crash breaks off goes on where it was.
/// </summary>
public sealed class CertificateBatch
{
    public const int MostPeople = 10_000;

    /// <summary>So long nobody else goes on with it; whoever works on it says so with each piece.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private CertificateBatch() { }

    /// <param name="id">Made with the form, so that pressing twice makes one batch.</param>
    public CertificateBatch(Guid id, string courseSlug, int people, Signatory signatory, IssueTerms terms, bool needsApproval, Guid by, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, MostPeople);
        (Id, CourseSlug, People, MadeById, MadeAt) = (id, courseSlug, people, by, now);
        (SignatoryName, SignatoryPosition) = (signatory.Name.Trim(), signatory.Position);
        (OrderNumber, OrderDate, ValidMonths) = (terms.Order?.Number.Trim(), terms.Order?.Date, terms.ValidMonths);
        TemplateVersionId = terms.TemplateVersionId;
        State = needsApproval ? BatchState.Waiting : BatchState.Running;
    }

    public Guid Id { get; private set; }
    public string CourseSlug { get; private set; } = "";

    /// <summary>How many it is for.</summary>
    public int People { get; private set; }

    public string SignatoryName { get; private set; } = "";
    public Bilingual SignatoryPosition { get; private set; } = null!;
    public string? OrderNumber { get; private set; }
    public DateOnly? OrderDate { get; private set; }
    public int? ValidMonths { get; private set; }
    public Guid? TemplateVersionId { get; private set; }
    public BatchState State { get; private set; }
    public Guid MadeById { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public Guid? ApprovedById { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Which of the site's processes works on it.</summary>
    public Guid? WorkerId { get; private set; }

    public DateTimeOffset? WorkerUntil { get; private set; }
    public int Revision { get; private set; }

    public Signatory Signatory => new(SignatoryName, SignatoryPosition);

    public IssueTerms Terms => new(OrderNumber is { } number ? new Order(number, OrderDate!.Value) : null, ValidMonths) { TemplateVersionId = TemplateVersionId };

    /// <summary>Whoever made it does not approve it.</summary>
    public Refusal? WhyNotApprove(Guid by)
    {
        if (State != BatchState.Waiting) return Refusal.BatchNotWaiting;
        return by == MadeById ? Refusal.ApprovalOfOwnBatch : null;
    }

    public void Approve(Guid by, DateTimeOffset now)
    {
        if (WhyNotApprove(by) is { } refusal) throw new RefusedException(refusal);

        (State, ApprovedById, ApprovedAt) = (BatchState.Running, by, now);
        Revision++;
    }

    public Refusal? WhyNotCancel() => State is BatchState.Waiting or BatchState.Running ? null : Refusal.BatchOver;

    /// <summary>No more are issued; what was issued stands.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (WhyNotCancel() is { } refusal) throw new RefusedException(refusal);

        (State, EndedAt) = (BatchState.Cancelled, now);
        Revision++;
    }

    /// <summary>Whether a process may go on with it: nobody works on it, or whoever did has been silent for too long.</summary>
    public bool IsFreeFor(Guid worker, DateTimeOffset now) => State == BatchState.Running && (WorkerId is null || WorkerId == worker || WorkerUntil < now);

    /// <summary>A piece is done, and more may follow.</summary>
    public void Advance(Guid worker, DateTimeOffset now)
    {
        (WorkerId, WorkerUntil) = (worker, now + Lease);
        Revision++;
    }

    public void Finish(DateTimeOffset now)
    {
        (State, EndedAt, WorkerId, WorkerUntil) = (BatchState.Done, now, null, null);
        Revision++;
    }
}

/// <summary>One person of a batch, and what became of them.</summary>
public sealed class BatchPerson(Guid batchId, int place, Guid enrolmentId)
{
    public Guid BatchId { get; private set; } = batchId;

    /// <summary>1, 2, 3 …: the order in which numbers are given.</summary>
    public int Place { get; private set; } = place;

    public Guid EnrolmentId { get; private set; } = enrolmentId;
    public BatchOutcome Outcome { get; private set; }

    /// <summary>Issued by this batch, or standing already.</summary>
    public string? Number { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>What the refusal's sentence names.</summary>
    public string? Detail { get; private set; }

    public void Issue(string number) => (Outcome, Number) = (BatchOutcome.Issued, number);

    public void Stand(string number) => (Outcome, Number) = (BatchOutcome.Standing, number);

    public void Refuse(Refusal refusal, string? detail) => (Outcome, Refusal, Detail) = (BatchOutcome.Refused, refusal, detail);
}
