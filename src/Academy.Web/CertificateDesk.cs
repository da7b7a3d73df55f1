using System.Security.Cryptography;
using System.Text;
using Academy.Courseware;
using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Bilingual = Academy.Learning.Bilingual;

namespace Academy.Web;

/// <summary>
/// Issues, revokes and replaces, and keeps the files. Each certificate is numbered and saved in a transaction of its own; its file is drawn
/// after the commit, since SQLite has one writer and drawing takes time. Everything printed is copied on the certificate, so a file
/// that a crash left undrawn comes out the same later; and once stored it is never drawn again.
/// </summary>
public sealed class CertificateDesk(AcademyDb db, CourseShelf shelf, CertificatePress press, TemplateDesigns designs, TimeProvider clock, ILogger<CertificateDesk> log)
{
    /// <summary>
    /// Completed, and without a certificate: neither a standing one for that course, nor any for that training that was revoked or whose
    /// time is over. What was revoked is not given again by ticking a list; it takes new training.
    /// </summary>
    public IQueryable<Enrolment> Waiting
    {
        get
        {
            var today = KazakhstanTime.DayOf(clock.GetUtcNow());
            return db.Enrolments.Where(enrolment =>
                enrolment.CompletedAt != null && enrolment.EndedAt == null
                && !db.Certificates.Any(certificate =>
                    (certificate.AccountId == enrolment.AccountId && certificate.CourseSlug == enrolment.CourseSlug
                        && certificate.RevokedAt == null && certificate.ReplacedAt == null && (certificate.ValidTo == null || certificate.ValidTo >= today))
                    || (certificate.EnrolmentId == enrolment.Id && (certificate.RevokedAt != null || certificate.ValidTo < today))));
        }
    }

    /// <summary>Enrolments with the name and position that a certificate would print today, in the order of the enrolments.</summary>
    public IQueryable<Candidate> Candidates(IQueryable<Enrolment> enrolments) =>
        from enrolment in enrolments
        join account in db.Users on enrolment.AccountId equals account.Id
        orderby enrolment.CompletedAt, enrolment.Id
        select new Candidate(enrolment, account.FullName, account.Position);

    /// <summary>Whether completing it earns a certificate at all.</summary>
    public static bool GivesCertificates(ShelvedEdition edition) =>
        edition.Course.Certificate is not null && edition.Library.ProgrammeOf(edition.Course.Slug)?.Certificate is not null;

    /// <summary>Null where nothing stands against printing a certificate for this person; asked before a number is taken.</summary>
    public static Objection? WhyNot(Candidate candidate, ShelvedEdition edition)
    {
        var (course, programme) = (edition.Course, edition.Library.ProgrammeOf(edition.Course.Slug));
        if (Certificate.WhyNotIssue(candidate.Enrolment, course, programme, candidate.FullName, candidate.Position) is { } refusal)
            return new Objection(refusal);

        var (title, words) = (Bilingual.From(course.Title), programme!.Certificate!);
        return WhyNotPrint([
            candidate.FullName, candidate.Position!, title.Kk, title.Ru,
            .. Both(Bilingual.From(words.Organisation)), .. Both(Bilingual.From(words.City))]);
    }

    public static Objection? WhyNotPrint(params IEnumerable<string> texts) =>
        texts.SelectMany(CertificatePdf.LettersMissing).FirstOrDefault() is { } letter ? new Objection(Refusal.LetterNotPrintable, letter) : null;

    /// <summary>Who signed the last certificate: the next one is mostly signed by the same.</summary>
    public Task<Signatory?> LastSignatoryAsync(CancellationToken cancel) =>
        db.Certificates.OrderByDescending(certificate => certificate.IssuedAt)
            .Select(certificate => new Signatory(certificate.SignatoryName, certificate.SignatoryPosition)).FirstOrDefaultAsync(cancel);

    /// <summary>Issues what can be issued, one after the other. Asked again, it answers with the same numbers.</summary>
    public async Task<IReadOnlyList<IssueOutcome>> IssueAsync(
        IReadOnlyList<Guid> enrolmentIds, Signatory signatory, Guid by, CancellationToken cancel, IssueTerms? terms = null)
    {
        var outcomes = new List<IssueOutcome>(enrolmentIds.Count);
        foreach (var id in enrolmentIds.Distinct()) outcomes.Add(await IssueAsync(id, signatory, terms, by, cancel));
        return outcomes;
    }

    /// <returns>False where there is no such certificate.</returns>
    /// <exception cref="RefusedException">It is not valid any more, or the reason is missing.</exception>
    public Task<bool> RevokeAsync(string number, Revocation why, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var certificate = await db.Certificates.FirstOrDefaultAsync(one => one.Number == number, cancel);
        if (certificate is null) return false;

        var now = clock.GetUtcNow();
        certificate.Revoke(why, by, now);
        db.Journal.Add(new JournalEntry(JournalAct.CertificateRevoked, number, by, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>Takes a revocation back.</summary>
    /// <returns>False where there is no such certificate.</returns>
    /// <exception cref="RefusedException">It is not revoked, the reason is missing, or the person has another standing one for the course.</exception>
    public Task<bool> RestoreAsync(string number, string? reason, Order? order, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var certificate = await db.Certificates.FirstOrDefaultAsync(one => one.Number == number, cancel);
        if (certificate is null) return false;

        var now = clock.GetUtcNow();
        certificate.Restore(reason, order, by, now);
        if (await db.Certificates.AnyAsync(other => other.Id != certificate.Id && other.AccountId == certificate.AccountId && other.CourseSlug == certificate.CourseSlug
            && other.RevokedAt == null && other.ReplacedAt == null && other.SucceededAt == null, cancel))
            throw new RefusedException(Refusal.CertificateAlreadyIssued);

        db.Journal.Add(new JournalEntry(JournalAct.CertificateRestored, number, by, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>A new certificate with a new number for the same training and signatory, with the name and position of today, in place of the old one.</summary>
    /// <returns>The new one; null where there is no such certificate.</returns>
    /// <exception cref="RefusedException">The old one is not valid any more, or the new one cannot be printed.</exception>
    public async Task<Certificate?> ReplaceAsync(string number, Guid by, CancellationToken cancel)
    {
        var fresh = await db.RetryingAsync(async () =>
        {
            var old = await db.Certificates.FirstOrDefaultAsync(one => one.Number == number, cancel);
            if (old is null) return null;
            if (old.WhyNotReplace() is { } refusal) throw new RefusedException(refusal);

            var candidate = await Candidates(db.Enrolments.AsNoTracking().Where(enrolment => enrolment.Id == old.EnrolmentId)).SingleAsync(cancel);
            var edition = await shelf.GetAsync(candidate.Enrolment.EditionId);
            if (WhyNot(candidate, edition) is { } objection) throw objection.ToException();

            var now = clock.GetUtcNow();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var certificate = Certificate.Issue(
                candidate.Enrolment, edition.Course, edition.Library.ProgrammeOf(edition.Course.Slug), candidate.FullName, candidate.Position,
                new Signatory(old.SignatoryName, old.SignatoryPosition), await db.NextCertificateNumberAsync(now, cancel), by, now, old.Terms);
            db.Journal.Add(new JournalEntry(JournalAct.CertificateIssued, certificate.Number, by, now));
            old.ReplaceBy(certificate, by, now);
            db.Journal.Add(new JournalEntry(JournalAct.CertificateReplaced, number, by, now));

            // The index allows one valid certificate, so the old one steps aside first; it can point to the new one once that is there.
            var replacedBy = db.Entry(old).Property(one => one.ReplacedById);
            replacedBy.CurrentValue = null;
            await db.SaveChangesAsync(cancel);
            db.Certificates.Add(certificate);
            replacedBy.CurrentValue = certificate.Id;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return certificate;
        });
        if (fresh is not null) await SealAsync(fresh);
        return fresh;
    }

    /// <summary>The sealed file; drawn now where a crash came between number and file.</summary>
    public async Task<CertificateFile> FileOfAsync(Certificate certificate, CancellationToken cancel) =>
        await db.CertificateFiles.AsNoTracking().FirstOrDefaultAsync(file => file.CertificateId == certificate.Id, cancel) ?? await SealAsync(certificate);

    /// <summary>Draws the files that a crash left undrawn.</summary>
    public async Task SealMissingAsync(CancellationToken cancel)
    {
        var missing = await db.Certificates.Where(certificate => !db.CertificateFiles.Any(file => file.CertificateId == certificate.Id))
            .OrderBy(certificate => certificate.Number).Select(certificate => certificate.Id).ToListAsync(cancel);
        foreach (var id in missing)
        {
            var certificate = await db.Certificates.AsNoTracking().SingleAsync(one => one.Id == id, cancel);
            try
            {
                await SealAsync(certificate);
                log.LogInformation("Certificate {Number} had no file; it has one now", certificate.Number);
            }
            catch (Exception fault) when (fault is LetterMissingException or ArgumentException)
            {
                // One that cannot be drawn must not keep the site from starting.
                log.LogError(fault, "Certificate {Number} cannot be drawn", certificate.Number);
            }
        }
    }

    /// <summary>
    /// The certificate as signed data. Of one that was issued before there was any, the file stays as it is, and the data are signed now and
    /// kept beside it.
    /// </summary>
    public async Task<string> CredentialOfAsync(Certificate certificate, CancellationToken cancel)
    {
        if ((await FileOfAsync(certificate, cancel)).Credential is { } kept) return kept;

        var signed = press.Sign(certificate, await designs.OfAsync(db, certificate.TemplateVersionId, cancel));
        await db.CertificateFiles.Where(file => file.CertificateId == certificate.Id && file.Credential == null)
            .ExecuteUpdateAsync(file => file.SetProperty(one => one.Credential, signed), cancel);
        // Of two who asked first at the same moment, one's stands.
        return (await db.CertificateFiles.Where(file => file.CertificateId == certificate.Id).Select(file => file.Credential).SingleAsync(cancel))!;
    }

    /// <summary>
    /// Whether <paramref name="code"/> is the check code, however people write it. The same work in the same time, whether the certificate
    /// exists or not and wherever the code goes wrong.
    /// </summary>
    public static bool Matches(Certificate? certificate, string? code)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(CleanCode(code)));
        var right = SHA256.HashData(Encoding.UTF8.GetBytes(certificate?.Code ?? new string('-', 26)));
        return CryptographicOperations.FixedTimeEquals(given, right) && certificate is not null;
    }

    /// <summary>Without spaces and hyphens, in capitals.</summary>
    public static string CleanCode(string? typed) =>
        string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–'))).ToUpperInvariant();

    private async Task<IssueOutcome> IssueAsync(Guid enrolmentId, Signatory signatory, IssueTerms? terms, Guid by, CancellationToken cancel)
    {
        var (outcome, issued) = await db.RetryingAsync(() => DecideAsync(enrolmentId, signatory, terms, by, cancel));
        // Not to be broken off: the number is told already.
        if (issued is not null) await SealAsync(issued);
        // A list of a thousand would make every save look through all before it.
        db.ChangeTracker.Clear();
        return outcome;
    }

    private async Task<(IssueOutcome Outcome, Certificate? Issued)> DecideAsync(Guid enrolmentId, Signatory signatory, IssueTerms? terms, Guid by, CancellationToken cancel)
    {
        var judged = (await JudgeAsync([enrolmentId], signatory, cancel))[0];
        if (judged.Ready is null) return (new IssueOutcome(enrolmentId, judged.Standing, IsNew: false, judged.Objection), null);

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var issued = (await NumberAsync([judged.Ready], signatory, terms, by, clock.GetUtcNow(), cancel))[0];
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (new IssueOutcome(enrolmentId, issued.Number, IsNew: true, Objection: null), issued);
    }

    /// <summary>What is to become of each enrolment, in the order asked. Read outside the transaction that issues: what changes in between, the register's index refuses.</summary>
    internal async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<Guid> enrolmentIds, Signatory signatory, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var candidates = (await Candidates(db.Enrolments.AsNoTracking().Where(enrolment => enrolmentIds.Contains(enrolment.Id))).ToListAsync(cancel))
            .ToDictionary(candidate => candidate.Enrolment.Id);
        var people = candidates.Values.Select(candidate => candidate.Enrolment.AccountId).Distinct().ToList();
        var courses = candidates.Values.Select(candidate => candidate.Enrolment.CourseSlug).Distinct().ToList();
        var standing = (await db.Certificates.Where(certificate => people.Contains(certificate.AccountId) && courses.Contains(certificate.CourseSlug)
                && certificate.RevokedAt == null && certificate.ReplacedAt == null && certificate.SucceededAt == null).ToListAsync(cancel))
            .ToDictionary(certificate => (certificate.AccountId, certificate.CourseSlug));
        var revoked = (await db.Certificates.Where(certificate => enrolmentIds.Contains(certificate.EnrolmentId) && certificate.RevokedAt != null)
            .Select(certificate => certificate.EnrolmentId).ToListAsync(cancel)).ToHashSet();

        var judged = new List<Judgement>(enrolmentIds.Count);
        foreach (var id in enrolmentIds) judged.Add(await JudgeAsync(id));
        return judged;

        async Task<Judgement> JudgeAsync(Guid id)
        {
            // An id that nobody has: somebody wrote it into the form.
            if (candidates.GetValueOrDefault(id) is not { Enrolment: var enrolment } candidate) return Refused(Refusal.CourseNotCompleted);

            var stands = standing.GetValueOrDefault((enrolment.AccountId, enrolment.CourseSlug));
            if (stands?.MakesRoomFor(enrolment, now) == false) return new Judgement(stands.Number, Objection: null, Ready: null);
            if (enrolment.EndedAt is not null) return Refused(Refusal.EnrolmentEnded);
            if (revoked.Contains(id)) return Refused(Refusal.CertificateNotValid);

            var edition = await shelf.GetAsync(enrolment.EditionId);
            return (WhyNot(candidate, edition) ?? WhyNotPrint([signatory.Name, .. Both(signatory.Position)])) is { } objection
                ? new Judgement(Standing: null, objection, Ready: null)
                : new Judgement(Standing: null, Objection: null, new ReadyCandidate(candidate, edition, stands));
        }

        static Judgement Refused(Refusal refusal) => new(Standing: null, new Objection(refusal), Ready: null);
    }

    /// <summary>Numbers them in their order, inside the transaction that the caller saves and commits.</summary>
    internal async Task<IReadOnlyList<Certificate>> NumberAsync(
        IReadOnlyList<ReadyCandidate> ready, Signatory signatory, IssueTerms? terms, Guid by, DateTimeOffset now, CancellationToken cancel)
    {
        if (ready.Count == 0) return [];

        var numbers = await db.NextCertificateNumbersAsync(now, ready.Count, cancel);
        var expired = ready.Select(one => one.Expired).OfType<Certificate>().ToList();
        if (expired.Count > 0)
        {
            // The index allows one standing certificate: those that are over step aside before the new ones come.
            foreach (var old in expired) old.MakeRoom(now);
            await db.SaveChangesAsync(cancel);
        }

        var issued = ready.Zip(numbers, (one, number) => Certificate.Issue(
            one.Candidate.Enrolment, one.Edition.Course, one.Edition.Library.ProgrammeOf(one.Edition.Course.Slug), one.Candidate.FullName, one.Candidate.Position,
            signatory, number, by, now, terms)).ToList();
        db.Certificates.AddRange(issued);
        db.Journal.AddRange(issued.Select(certificate => new JournalEntry(JournalAct.CertificateIssued, certificate.Number, by, now)));
        return issued;
    }

    /// <summary>The files of some that were just numbered, in one save.</summary>
    internal async Task SealAsync(IReadOnlyList<Certificate> certificates)
    {
        var files = new List<CertificateFile>(certificates.Count);
        foreach (var certificate in certificates) files.Add(press.Make(certificate, await designs.OfAsync(db, certificate.TemplateVersionId, CancellationToken.None)));
        db.CertificateFiles.AddRange(files);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException lost) when (lost.IsDuplicate())
        {
            // Somebody asked for one of them meanwhile and has drawn it: one by one, theirs stands.
            db.ChangeTracker.Clear();
            foreach (var certificate in certificates) await FileOfAsync(certificate, CancellationToken.None);
        }
    }

    private async Task<CertificateFile> SealAsync(Certificate certificate)
    {
        var file = press.Make(certificate, await designs.OfAsync(db, certificate.TemplateVersionId, CancellationToken.None));
        db.CertificateFiles.Add(file);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return file;
        }
        catch (DbUpdateException lost) when (lost.IsDuplicate())
        {
            // Somebody else drew it at the same moment: theirs stands.
            db.Entry(file).State = EntityState.Detached;
            return await db.CertificateFiles.AsNoTracking().SingleAsync(stored => stored.CertificateId == certificate.Id, CancellationToken.None);
        }
    }

    private static string[] Both(Bilingual text) => [text.Kk, text.Ru];
}

/// <summary>Somebody who may get a certificate, with the name and position of today.</summary>
public sealed record Candidate(Enrolment Enrolment, string FullName, string? Position);

/// <summary>A rule's no, with what its sentence names.</summary>
public sealed record Objection(Refusal Refusal, params IReadOnlyList<string> Details)
{
    public RefusedException ToException() => new(Refusal, [.. Details]);
}

/// <summary>Somebody whom nothing stands against, with all that issuing needs.</summary>
/// <param name="Expired">An older certificate whose time is over; it steps aside.</param>
internal sealed record ReadyCandidate(Candidate Candidate, ShelvedEdition Edition, Certificate? Expired);

/// <summary>A number that stands already, an objection, or neither.</summary>
internal sealed record Judgement(string? Standing, Objection? Objection, ReadyCandidate? Ready);

/// <summary>What became of one enrolment: a number, new or given before, or an objection.</summary>
public sealed record IssueOutcome(Guid EnrolmentId, string? Number, bool IsNew, Objection? Objection);
