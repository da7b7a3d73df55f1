using System.Security.Cryptography;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Starts, saves and hands in, for pages, the API and the clock alike: one way in, so that no entry forgets a rule. Every act is
/// read-decide-save and runs again when another tab, device or press was faster.
/// </summary>
public sealed class AttemptDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock, ILogger<AttemptDesk> log)
{
    /// <summary>Attempts asked for at once when their time is over.</summary>
    private const int OverdueAtOnce = 500;

    /// <returns>The new attempt, or null where the person is not in that course or it has no such quiz.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<Attempt?> StartAsync(Guid accountId, string course, string quizPath, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await db.FindEnrolmentAsync(accountId, course, cancel);
        if (enrolment is null || (await shelf.CourseNowAsync(enrolment.EditionId)).Find(quizPath) is not Quiz quiz) return null;
        // Two presses of "start" give one attempt: the second is shown the first's.
        if (enrolment.OpenAttempt(quiz) is { } open && !open.IsOverdue(clock.GetUtcNow())) return open;

        var attempt = enrolment.StartAttempt(quiz, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)), clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return attempt;
    });

    /// <returns>The newest answer that stands, or null where the attempt is not one's own.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<SaveOutcome?> SaveAsync(Guid accountId, Guid attemptId, string questionId, Answer value, SentAnswer sent, CancellationToken cancel) =>
        db.RetryingAsync(async () =>
        {
            if (await db.FindAttemptAsync(accountId, attemptId, questionId, cancel) is not { } attempt) return null;

            var quiz = (Quiz)(await shelf.CourseAsync(attempt.EditionId)).Find(attempt.QuizPath)!;
            if (quiz.Find(questionId) is not { } question) throw new RefusedException(Refusal.NotOnThePaper);
            var saved = attempt.Save(question, value, sent, clock.GetUtcNow());
            attempt.AnswerIn(PageLanguage.Current);
            await db.SaveChangesAsync(cancel);
            return saved;
        });

    /// <summary>Hands in; the second call answers like the first.</summary>
    /// <returns>The attempt, or null where it is not one's own.</returns>
    public Task<Attempt?> SubmitAsync(Guid accountId, Guid attemptId, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await db.FindEnrolmentAsync(accountId, attemptId, cancel);
        var attempt = enrolment?.Attempts.FirstOrDefault(one => one.Id == attemptId);
        if (enrolment is null || attempt is null) return null;
        if (!attempt.IsOpen) return attempt;

        var quiz = (Quiz)(await shelf.CourseNowAsync(attempt.EditionId)).Find(attempt.QuizPath)!;
        var course = await shelf.CourseAsync(enrolment.EditionId);
        var now = clock.GetUtcNow();
        attempt.Submit(quiz, now);
        if (attempt.AwaitsMarking) db.Markings.Add(new Marking(enrolment, attempt, MarkScheme.Of(quiz, attempt), now));
        enrolment.CompleteIfEarned(course, now);
        await db.SaveChangesAsync(cancel);
        return attempt;
    });

    /// <summary>Hands in what ran out of time while nobody was there, the longest over first. One that cannot be handed in does not stop the others.</summary>
    public async Task SubmitOverdueAsync(CancellationToken cancel)
    {
        var over = clock.GetUtcNow() - Attempt.Slack;
        var running = db.Attempts.Where(attempt => attempt.SubmittedAt == null && attempt.HandInAt < over)
            .Join(db.Enrolments.Where(enrolment => enrolment.EndedAt == null), attempt => attempt.EnrolmentId, enrolment => enrolment.Id,
                (attempt, enrolment) => new { attempt.Id, attempt.HandInAt, enrolment.AccountId })
            .OrderBy(attempt => attempt.HandInAt).ThenBy(attempt => attempt.Id);
        // Those that failed stay at the head of the queue, so the next batch begins after them.
        for (var failed = 0; ;)
        {
            var batch = await running.Skip(failed).Take(OverdueAtOnce).ToListAsync(cancel);
            foreach (var one in batch)
                if (!await TrySubmitAsync(one.AccountId, one.Id, cancel))
                    failed++;
            if (batch.Count < OverdueAtOnce) return;
        }
    }

    private async Task<bool> TrySubmitAsync(Guid accountId, Guid attemptId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        try
        {
            return await SubmitAsync(accountId, attemptId, cancel) is not null;
        }
        catch (Exception fault) when ((fault is not OperationCanceledException || !cancel.IsCancellationRequested) && !Faults.IsDatabaseAway(fault))
        {
            log.LogError(fault, "Attempt {Attempt}, whose time is over, could not be handed in", attemptId);
            return false;
        }
    }
}

/// <summary>Looks every few seconds for attempts whose time is over. While the database is away the answers are safe there, and a later round hands them in.</summary>
public sealed class OverdueAttempts(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OverdueAttempts> log)
    : Rounds(TimeSpan.FromSeconds(10), "Attempts whose time is over could not be handed in", scopes, clock, log)
{
    protected override Task GoAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<AttemptDesk>().SubmitOverdueAsync(cancel);
}
