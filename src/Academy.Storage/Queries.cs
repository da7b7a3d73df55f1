using System.Data.Common;
using Academy.Learning;
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

    /// <summary>The running enrolment of one person in one course, with what was read and sat but without answers: two questions to the database.</summary>
    public static async Task<Enrolment?> FindEnrolmentAsync(this AcademyDb db, Guid accountId, string course, CancellationToken cancel)
    {
        var enrolment = await db.Enrolments.Of(accountId).Where(enrolment => enrolment.CourseSlug == course)
            .Include(enrolment => enrolment.LessonsRead).FirstOrDefaultAsync(cancel);
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

    /// <summary>One attempt of one person with its answer to one question: all that saving an answer needs.</summary>
    public static Task<Attempt?> FindAttemptAsync(this AcademyDb db, Guid accountId, Guid attemptId, string questionId, CancellationToken cancel) =>
        db.Attempts.Where(attempt => attempt.Id == attemptId && db.Enrolments.Of(accountId).Any(enrolment => enrolment.Id == attempt.EnrolmentId))
            .Include(attempt => attempt.Answers.Where(answer => answer.QuestionId == questionId)).FirstOrDefaultAsync(cancel);

    /// <summary>Attempts at one quiz by everybody in one edition.</summary>
    public static IQueryable<Attempt> AttemptsAt(this AcademyDb db, Guid editionId, string quizPath) =>
        db.Attempts.Where(attempt => attempt.QuizPath == quizPath
            && db.Enrolments.Any(enrolment => enrolment.Id == attempt.EnrolmentId && enrolment.EditionId == editionId));

    /// <summary>Another value as soon as one of the attempts is handed in or regraded: what was worked out from them is true as long as it stays.</summary>
    public static async Task<AttemptsState> StateAsync(this IQueryable<Attempt> attempts, CancellationToken cancel) =>
        (await attempts.GroupBy(_ => 1)
            .Select(all => new AttemptsState(all.Count(), all.Max(attempt => attempt.SubmittedAt), all.Sum(attempt => (long)attempt.RulingNumber))).ToListAsync(cancel))
            .FirstOrDefault() ?? new AttemptsState(0, null, 0);

    /// <summary>Running enrolments that are not complete, with all that completion asks about.</summary>
    public static async Task<IReadOnlyList<Enrolment>> FindIncompleteAsync(this AcademyDb db, IReadOnlyCollection<Guid> enrolmentIds, CancellationToken cancel)
    {
        var enrolments = await db.Enrolments.Where(enrolment => enrolmentIds.Contains(enrolment.Id) && enrolment.CompletedAt == null && enrolment.EndedAt == null)
            .Include(enrolment => enrolment.LessonsRead).ToListAsync(cancel);
        var ids = enrolments.Select(enrolment => enrolment.Id).ToList();
        await db.Attempts.Where(attempt => ids.Contains(attempt.EnrolmentId)).LoadAsync(cancel);
        return enrolments;
    }

    /// <summary>The newest published edition of each course.</summary>
    public static IQueryable<Edition> Current(this IQueryable<Edition> editions) =>
        editions.Where(edition => edition.PublishedAt != null
            && !editions.Any(other => other.CourseSlug == edition.CourseSlug && other.PublishedAt != null && other.Number > edition.Number));

    /// <summary>
    /// The next number of the year's series. Call it inside the transaction that saves the certificate: a rollback gives the
    /// number back, so the series has no gaps. The row stays locked until then, so two issuers never get the same.
    /// </summary>
    public static async Task<CertificateNumber> NextCertificateNumberAsync(this AcademyDb db, DateTimeOffset now, CancellationToken cancel)
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
        return new CertificateNumber(year, last);

        Task<int> IncrementAsync() => db.NumberSeries.Where(row => row.Name == series)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.Last, s => s.Last + 1), cancel);
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

    /// <summary>A unique index refused the row: somebody else has just written it.</summary>
    public static bool IsDuplicate(this DbUpdateException refused) => refused.InnerException switch
    {
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555,
        DbException { SqlState: "23505" } => true,
        _ => false,
    };
}

/// <param name="Rulings">The sum of the rulings they were worked out under.</param>
public sealed record AttemptsState(int Count, DateTimeOffset? Newest, long Rulings);
