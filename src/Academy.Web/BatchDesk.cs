using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Certificates for thousands, issued in the background. A piece is judged, numbered and noted in one transaction and drawn after it, so
/// that a crash at any moment leaves nothing twice, nothing missing and no gap in the numbers; what it leaves undone goes on by itself.
/// </summary>
public sealed class BatchDesk(AcademyDb db, CertificateDesk certificates, Settings settings, TimeProvider clock)
{
    /// <summary>People of one piece: as many as make a commit cheap, as few as leave the processor to readers soon.</summary>
    public const int PieceSize = 25;

    /// <summary>Settles a batch for the enrolments, in this order. The same id again is the same batch.</summary>
    public Task MakeAsync(Guid id, string course, IReadOnlyList<Guid> enrolments, Signatory signatory, IssueTerms terms, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await db.CertificateBatches.AnyAsync(batch => batch.Id == id, cancel)) return 0;

        var now = clock.GetUtcNow();
        if (terms.TemplateVersionId is { } version) (await db.TemplateVersions.SingleAsync(one => one.Id == version, cancel)).Use(now);
        db.CertificateBatches.Add(new CertificateBatch(id, course, enrolments.Count, signatory, terms, settings.SecondApproval, by, now));
        db.BatchPeople.AddRange(enrolments.Select((enrolment, index) => new BatchPerson(id, index + 1, enrolment)));
        db.Journal.Add(new JournalEntry(JournalAct.CertificateBatchMade, id.ToString(), by, now));
        // The same form, pressed twice at once: the second reads again and finds it made.
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return 0;
    });

    /// <returns>False where there is no such batch.</returns>
    /// <exception cref="RefusedException">It does not wait, or this is who made it.</exception>
    public Task<bool> ApproveAsync(Guid id, Guid by, CancellationToken cancel) =>
        ActAsync(id, JournalAct.CertificateBatchApproved, (batch, now) => batch.Approve(by, now), by, cancel);

    /// <returns>False where there is no such batch.</returns>
    /// <exception cref="RefusedException">It is over.</exception>
    public Task<bool> CancelAsync(Guid id, Guid by, CancellationToken cancel) =>
        ActAsync(id, JournalAct.CertificateBatchCancelled, (batch, now) => batch.Cancel(now), by, cancel);

    /// <summary>Goes on with every batch that is free, until nothing is left or the site stops.</summary>
    /// <param name="worker">Which of the site's processes this is.</param>
    public async Task WorkAsync(Guid worker, CancellationToken cancel)
    {
        foreach (var id in await db.CertificateBatches.Where(batch => batch.State == BatchState.Running).OrderBy(batch => batch.MadeAt).Select(batch => batch.Id).ToListAsync(cancel))
            while (!cancel.IsCancellationRequested && await StepAsync(id, worker, cancel)) { }
    }

    // Not broken off between numbers and files: a stop of the site waits for a piece, and only a crash does not.
    private async Task<bool> StepAsync(Guid id, Guid worker, CancellationToken cancel)
    {
        var issued = await db.RetryingAsync(() => IssuePieceAsync(id, worker, cancel));
        if (issued is not null) await certificates.SealAsync(issued);
        db.ChangeTracker.Clear();
        return issued is not null;
    }

    // Null where there is nothing more to do for this process.
    private async Task<IReadOnlyList<Certificate>?> IssuePieceAsync(Guid id, Guid worker, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var (batch, now) = (await db.CertificateBatches.SingleAsync(one => one.Id == id, cancel), clock.GetUtcNow());
        if (!batch.IsFreeFor(worker, now)) return null;

        var people = await db.BatchPeople.Where(person => person.BatchId == id && person.Outcome == BatchOutcome.Waiting).OrderBy(person => person.Place).Take(PieceSize).ToListAsync(cancel);
        if (people.Count == 0)
        {
            await FinishAsync(batch, now, cancel);
            return null;
        }

        var judged = await certificates.JudgeAsync([.. people.Select(person => person.EnrolmentId)], batch.Signatory, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var issued = await certificates.NumberAsync([.. judged.Select(one => one.Ready).OfType<ReadyCandidate>()], batch.Signatory, batch.Terms, batch.MadeById, now, cancel);
        var numbers = issued.ToDictionary(certificate => certificate.EnrolmentId, certificate => certificate.Number);
        foreach (var (person, judgement) in people.Zip(judged))
            if (judgement.Ready is not null) person.Issue(numbers[person.EnrolmentId]);
            else if (judgement.Standing is { } standing) person.Stand(standing);
            else person.Refuse(judgement.Objection!.Refusal, judgement.Objection.Details.Count > 0 ? judgement.Objection.Details[0] : null);
        batch.Advance(worker, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return issued;
    }

    // A crash may have come between numbers and files of a piece: a batch that says it is done has every file.
    private async Task FinishAsync(CertificateBatch batch, DateTimeOffset now, CancellationToken cancel)
    {
        var undrawn = await db.Certificates.AsNoTracking().Where(certificate =>
            db.BatchPeople.Any(person => person.BatchId == batch.Id && person.Number == certificate.Number)
            && !db.CertificateFiles.Any(file => file.CertificateId == certificate.Id)).ToListAsync(cancel);
        foreach (var certificate in undrawn) await certificates.FileOfAsync(certificate, cancel);
        batch.Finish(now);
        await db.SaveChangesAsync(cancel);
    }

    private Task<bool> ActAsync(Guid id, JournalAct act, Action<CertificateBatch, DateTimeOffset> verb, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var batch = await db.CertificateBatches.FirstOrDefaultAsync(one => one.Id == id, cancel);
        if (batch is null) return false;

        var now = clock.GetUtcNow();
        verb(batch, now);
        db.Journal.Add(new JournalEntry(act, id.ToString(), by, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });
}

/// <summary>Issues batches in the background, on each node.</summary>
public sealed class CertificateBatches(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CertificateBatches> log)
    : Rounds(TimeSpan.FromSeconds(1), "A batch of certificates was broken off", scopes, clock, log)
{
    private readonly Guid _worker = Guid.NewGuid();

    protected override Task GoAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<BatchDesk>().WorkAsync(_worker, cancel);
}
