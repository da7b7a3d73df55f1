using System.Collections.Concurrent;
using System.Data.Common;
using Academy.Learning;
using Academy.Learning.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Academy.Storage;

/// <summary>Lookups through the person: what belongs to somebody else is not found, and the page never says that it exists.</summary>
public static class Queries
{
    /// <summary>The enrolments of one person that have not been ended.</summary>
    public static IQueryable<Enrolment> Of(this IQueryable<Enrolment> enrolments, Guid accountId) =>
        enrolments.Where(enrolment => enrolment.AccountId == accountId && enrolment.EndedAt == null);

    public static IQueryable<Certificate> Of(this IQueryable<Certificate> certificates, Guid accountId) =>
        certificates.Where(certificate => certificate.AccountId == accountId);

    public static IQueryable<Note> Of(this IQueryable<Note> notes, Guid accountId) => notes.Where(note => note.AccountId == accountId);

    /// <summary>The running enrolment of one person in one course, with what was read, sat, worked on and given, but without answers and texts: two questions to the database.</summary>
    public static async Task<Enrolment?> FindEnrolmentAsync(this AcademyDb db, Guid accountId, string course, CancellationToken cancel)
    {
        var enrolment = await db.Enrolments.Of(accountId).Where(enrolment => enrolment.CourseSlug == course)
            // Works and accommodations are few, so read lessons beside them make few rows; attempts may be many.
            .Include(enrolment => enrolment.LessonsRead).Include(enrolment => enrolment.Works).Include(enrolment => enrolment.Accommodations)
            .AsSingleQuery().FirstOrDefaultAsync(cancel);
        if (enrolment is not null) await db.Attempts.Where(attempt => attempt.EnrolmentId == enrolment.Id).LoadAsync(cancel);
        return enrolment;
    }

    /// <summary>The running enrolment of one person that an attempt belongs to, with what was read and sat, and that attempt's answers.</summary>
    public static async Task<Enrolment?> FindEnrolmentAsync(this AcademyDb db, Guid accountId, Guid attemptId, CancellationToken cancel)
    {
        var course = await db.Enrolments.Of(accountId).Where(enrolment => enrolment.Attempts.Any(attempt => attempt.Id == attemptId))
            .Select(enrolment => enrolment.CourseSlug).FirstOrDefaultAsync(cancel);
        if (course is null) return null;

        var enrolment = await db.FindEnrolmentAsync(accountId, course, cancel);
        await db.Set<GivenAnswer>().Where(answer => answer.AttemptId == attemptId).LoadAsync(cancel);
        return enrolment;
    }

    /// <summary>One attempt of one person with its answer to one question: all that saving an answer needs, in one question.</summary>
    public static async Task<Attempt?> FindAttemptAsync(
        this AcademyDb db, Guid accountId, Guid attemptId, string questionId, CancellationToken cancel)
    {
        var find = FindAttempt.GetOrAdd(db.GetType(), _ => CompileFindAttempt());
        var found = await find(db, accountId, attemptId, questionId, cancel);
        return found?.Attempt;
    }

    // The question asked most often, some hundred times a second in an exam, so it is prepared: once for each database.
    private static readonly ConcurrentDictionary<Type, Func<AcademyDb, Guid, Guid, string, CancellationToken, Task<FoundAttempt?>>> FindAttempt = new();

    private static Func<AcademyDb, Guid, Guid, string, CancellationToken, Task<FoundAttempt?>> CompileFindAttempt() =>
        EF.CompileAsyncQuery((AcademyDb db, Guid accountId, Guid attemptId, string questionId, CancellationToken cancel) => (
            from attempt in db.Attempts
            join enrolment in db.Enrolments on attempt.EnrolmentId equals enrolment.Id
            // A row beside, which the attempt then has among its answers: an Include makes code anew at every call.
            from answer in db.Set<GivenAnswer>().Where(answer => answer.AttemptId == attempt.Id && answer.QuestionId == questionId).DefaultIfEmpty()
            // What Of says, which a prepared question cannot call.
            where attempt.Id == attemptId && enrolment.AccountId == accountId && enrolment.EndedAt == null
            select new FoundAttempt(attempt, answer)).FirstOrDefault());

    private sealed record FoundAttempt(Attempt Attempt, GivenAnswer? Answer);

    /// <summary>
    /// The running enrolment of one person in one course and, where it is begun, the work for one item with its draft and files and, where asked for,
    /// all that was handed in.
    /// </summary>
    public static async Task<Enrolment?> FindEnrolmentWithWorkAsync(
        this AcademyDb db, Guid accountId, string course, string itemPath, bool withVersions, CancellationToken cancel)
    {
        var enrolment = await db.FindEnrolmentAsync(accountId, course, cancel);
        if (enrolment?.Works.FirstOrDefault(work => work.ItemPath == itemPath) is { } work) await db.LoadWorkAsync(work.Id, withVersions, cancel);
        return enrolment;
    }

    /// <summary>Brings a work's draft and files into the memory of this context and, where asked for, its versions with theirs.</summary>
    public static async Task LoadWorkAsync(this AcademyDb db, Guid workId, bool withVersions, CancellationToken cancel)
    {
        await db.Set<WorkDraft>().Where(draft => draft.WorkId == workId).LoadAsync(cancel);
        await db.Set<WorkFile>().Where(file => file.WorkId == workId).Include(file => file.File).OrderBy(file => file.AddedAt).LoadAsync(cancel);
        // What a rule asks of versions are their numbers and files; their texts are long.
        if (withVersions)
            await db.Set<WorkVersion>().Where(version => version.WorkId == workId).OrderBy(version => version.Number)
                .Include(version => version.Files).ThenInclude(file => file.File).AsSplitQuery().LoadAsync(cancel);
    }

    /// <summary>What waits for a marker that this person may be: not their own work, not what they have marked and others have to go on with.</summary>
    public static IQueryable<Marking> WaitingFor(this IQueryable<Marking> markings, Guid markerId) =>
        markings.Where(marking => marking.LearnerId != markerId
            && (marking.Stage == MarkingStage.Disputed
                || ((marking.Stage == MarkingStage.Waiting || marking.Stage == MarkingStage.Appealed)
                    && !marking.Marks.Any(mark => mark.MarkerId == markerId && mark.GivenAt != null))));

    /// <summary>The names of some people, by account.</summary>
    public static Task<Dictionary<Guid, string>> NamesAsync(this AcademyDb db, IEnumerable<Guid> accountIds, CancellationToken cancel)
    {
        var ids = accountIds.Distinct().ToList();
        return db.Users.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.FullName, cancel);
    }

    /// <summary>Bytes that one person keeps here.</summary>
    public static async Task<long> BytesKeptAsync(this AcademyDb db, Guid accountId, CancellationToken cancel) =>
        await db.StoredFiles.Where(file => file.OwnerId == accountId).SumAsync(file => (long)file.Size, cancel);

    /// <summary>Attempts at one quiz by everybody whose paper was drawn from one edition.</summary>
    public static IQueryable<Attempt> AttemptsAt(this AcademyDb db, Guid editionId, string quizPath) =>
        db.Attempts.Where(attempt => attempt.EditionId == editionId && attempt.QuizPath == quizPath);

    /// <summary>The answers of some attempts, by attempt, without what only their saving needs.</summary>
    public static async Task<ILookup<Guid, PlainAnswer>> AnswersOfAsync(this AcademyDb db, IReadOnlyCollection<Guid> attemptIds, CancellationToken cancel) =>
        (await db.Set<GivenAnswer>().Where(answer => attemptIds.Contains(answer.AttemptId))
            .Select(answer => new { answer.AttemptId, answer.QuestionId, answer.Value, At = answer.GivenAt ?? answer.SavedAt }).ToListAsync(cancel))
            .ToLookup(answer => answer.AttemptId, answer => new PlainAnswer(answer.QuestionId, answer.Value, answer.At));

    /// <summary>
    /// The next of many attempts in the order of their ids, with their answers; none after the last. Who begins each batch after the one
    /// before goes through all of them once, and memory holds one batch.
    /// </summary>
    public static async Task<(IReadOnlyList<Attempt> Attempts, ILookup<Guid, PlainAnswer> Answers)> BatchAsync(
        this AcademyDb db, IQueryable<Attempt> attempts, Guid after, int size, CancellationToken cancel)
    {
        var batch = await attempts.Where(attempt => attempt.Id.CompareTo(after) > 0).OrderBy(attempt => attempt.Id).Take(size).ToListAsync(cancel);
        return (batch, await db.AnswersOfAsync([.. batch.Select(attempt => attempt.Id)], cancel));
    }

    /// <summary>Those that have a result: handed in, and not waiting for a marker.</summary>
    public static IQueryable<Attempt> WithResult(this IQueryable<Attempt> attempts) =>
        attempts.Where(attempt => attempt.SubmittedAt != null && attempt.Passed != null);

    /// <summary>Another value as soon as one of the attempts is handed in or regraded: what was worked out from them is true as long as it stays.</summary>
    public static async Task<AttemptsState> StateAsync(this IQueryable<Attempt> attempts, CancellationToken cancel) =>
        (await attempts.GroupBy(_ => 1)
            .Select(all => new AttemptsState(all.Count(), all.Max(attempt => attempt.SubmittedAt), all.Sum(attempt => (long)attempt.RulingNumber))).ToListAsync(cancel))
            .FirstOrDefault() ?? new AttemptsState(0, null, 0);

    /// <summary>Running enrolments that are not complete, with all that completion asks about.</summary>
    public static async Task<IReadOnlyList<Enrolment>> FindIncompleteAsync(this AcademyDb db, IReadOnlyCollection<Guid> enrolmentIds, CancellationToken cancel)
    {
        var enrolments = await db.Enrolments.Where(enrolment => enrolmentIds.Contains(enrolment.Id) && enrolment.CompletedAt == null && enrolment.EndedAt == null)
            .Include(enrolment => enrolment.LessonsRead).Include(enrolment => enrolment.Works).AsSplitQuery().ToListAsync(cancel);
        var ids = enrolments.Select(enrolment => enrolment.Id).ToList();
        await db.Attempts.Where(attempt => ids.Contains(attempt.EnrolmentId)).LoadAsync(cancel);
        return enrolments;
    }

    /// <summary>The newest published edition of each course.</summary>
    public static IQueryable<Edition> Current(this IQueryable<Edition> editions) =>
        editions.Where(edition => edition.PublishedAt != null
            && !editions.Any(other => other.CourseSlug == edition.CourseSlug && other.PublishedAt != null && other.Number > edition.Number));

    /// <summary>The signatures beside a certificate's file, the oldest first, without their bytes.</summary>
    public static async Task<IReadOnlyList<SignatureRow>> SignaturesOfAsync(this AcademyDb db, Guid certificateId, CancellationToken cancel) =>
        await db.CertificateSignatures.Where(signature => signature.CertificateId == certificateId).OrderBy(signature => signature.AddedAt).ThenBy(signature => signature.Id).Take(20)
            .Select(signature => new SignatureRow(signature.Id, signature.Signer, signature.Issuer, signature.Serial, signature.SignedAt, signature.Authority)).ToListAsync(cancel);

    /// <summary>Those in a state, as <see cref="Certificate.StateAt"/> tells it.</summary>
    /// <param name="today">In Kazakhstan.</param>
    public static IQueryable<Certificate> InState(this IQueryable<Certificate> certificates, CertificateState? state, DateOnly today) => state switch
    {
        CertificateState.Valid => certificates.Where(one => one.RevokedAt == null && one.ReplacedAt == null && (one.ValidTo == null || one.ValidTo >= today)),
        CertificateState.Expired => certificates.Where(one => one.RevokedAt == null && one.ReplacedAt == null && one.ValidTo < today),
        CertificateState.Revoked => certificates.Where(one => one.RevokedAt != null),
        CertificateState.Replaced => certificates.Where(one => one.ReplacedAt != null && one.RevokedAt == null),
        null => certificates,
    };

    /// <summary>
    /// The next number of the year's series. Call it inside the transaction that saves the certificate: a rollback gives the
    /// number back, so the series has no gaps. The row stays locked until then, so two issuers never get the same.
    /// </summary>
    public static async Task<CertificateNumber> NextCertificateNumberAsync(this AcademyDb db, DateTimeOffset now, CancellationToken cancel) =>
        (await db.NextCertificateNumbersAsync(now, 1, cancel))[0];

    /// <summary>So many at once, one after the other, under the same terms.</summary>
    public static async Task<IReadOnlyList<CertificateNumber>> NextCertificateNumbersAsync(this AcademyDb db, DateTimeOffset now, int count, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A certificate number is taken inside a transaction.");

        var year = KazakhstanTime.DayOf(now).Year;
        var series = year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (await IncrementAsync() == 0)
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "NumberSeries" ("Name", "Last") VALUES ({series}, 0) ON CONFLICT ("Name") DO NOTHING""", cancel);
            await IncrementAsync();
        }
        var last = await db.NumberSeries.Where(row => row.Name == series).Select(row => row.Last).SingleAsync(cancel);
        return [.. Enumerable.Range(0, count).Select(place => new CertificateNumber(year, last - count + 1 + place))];

        Task<int> IncrementAsync() => db.NumberSeries.Where(row => row.Name == series)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.Last, s => s.Last + count), cancel);
    }

    /// <summary>
    /// Runs a read-decide-save again when another writer was faster: a concurrency token moved or a unique index said no.
    /// The act must read everything it decides on afresh, since the tracker is cleared.
    /// </summary>
    public static async Task<T> RetryingAsync<T>(this AcademyDb db, Func<Task<T>> act, int tries = 8)
    {
        for (var left = tries; ; left--)
            try
            {
                return await act();
            }
            catch (DbUpdateException lost) when (left > 1 && (lost is DbUpdateConcurrencyException || lost.IsDuplicate()))
            {
                db.ChangeTracker.Clear();
            }
    }

    /// <summary>The register, glossary and programmes that courses are held against now, and before it those that were.</summary>
    public static IOrderedQueryable<LibraryPackage> NewestFirst(this IQueryable<LibraryPackage> libraries) => libraries.OrderByDescending(kept => kept.ImportedAt);

    /// <summary>Who has changed a file of the draft since its last edition.</summary>
    public static async Task<IReadOnlySet<Guid>> WritersAsync(this AcademyDb db, Guid draftId, CancellationToken cancel) => (await (
        from file in db.DraftFiles
        join revision in db.FileRevisions on file.Id equals revision.FileId
        where file.DraftId == draftId && revision.Number > file.EditionNumber && revision.ById != null
        select revision.ById!.Value).Distinct().ToListAsync(cancel)).ToHashSet();

    /// <summary>The bytes of a file as they were at one of its revisions, or null where it has none of that number.</summary>
    public static async Task<byte[]?> ReadRevisionAsync(this AcademyDb db, Guid fileId, int number, CancellationToken cancel)
    {
        var whole = await db.FileRevisions.Where(revision => revision.FileId == fileId && revision.Number == number)
            .Select(revision => (int?)revision.WholeNumber).FirstOrDefaultAsync(cancel);
        if (whole is null) return null;

        return FileRevision.Read(await db.FileRevisions.AsNoTracking()
            .Where(revision => revision.FileId == fileId && revision.Number >= whole && revision.Number <= number)
            .OrderBy(revision => revision.Number).ToListAsync(cancel));
    }

    /// <summary>A unique index refused the row: somebody else has just written it.</summary>
    public static bool IsDuplicate(this DbUpdateException refused) => refused.InnerException switch
    {
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555,
        DbException { SqlState: "23505" } => true,
        _ => false,
    };
}

/// <param name="Authority">Who says that it is right; null where nobody was asked.</param>
public sealed record SignatureRow(Guid Id, string Signer, string Issuer, string Serial, DateTimeOffset? SignedAt, string? Authority);

/// <param name="Rulings">The sum of the rulings they were worked out under.</param>
public sealed record AttemptsState(int Count, DateTimeOffset? Newest, long Rulings);
