using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Gives a person more than a quiz's rules do, tells them, and takes it back; the journal keeps both.</summary>
public sealed class AccommodationDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <returns>False where the course has no such learner or quiz.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> GiveAsync(string course, Guid enrolmentId, string quizPath, Allowance given, string? reason, Guid by, CancellationToken cancel) =>
        db.RetryingAsync(async () =>
        {
            var enrolment = await FindAsync(course, enrolmentId, cancel);
            if (enrolment is null || (await shelf.CourseAsync(enrolment.EditionId)).Find(quizPath) is not Quiz quiz) return false;

            var now = clock.GetUtcNow();
            var accommodation = enrolment.Accommodate(quiz, given, reason, by, now);
            db.Journal.Add(new JournalEntry(JournalAct.AccommodationGiven, SubjectOf(enrolment, accommodation), by, now));
            db.Notes.Add(new Note(enrolment.AccountId, NoteKind.AccommodationGiven, course, quiz.Path, now));
            await db.SaveChangesAsync(cancel);
            return true;
        });

    /// <returns>False where the course has no such learner, or the learner no such accommodation.</returns>
    public Task<bool> WithdrawAsync(string course, Guid enrolmentId, Guid accommodationId, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await FindAsync(course, enrolmentId, cancel);
        if (enrolment?.Accommodations.FirstOrDefault(one => one.Id == accommodationId) is not { } accommodation) return false;
        if (accommodation.WithdrawnAt is not null) return true;

        var now = clock.GetUtcNow();
        enrolment.Withdraw(accommodation, by, now);
        db.Journal.Add(new JournalEntry(JournalAct.AccommodationWithdrawn, SubjectOf(enrolment, accommodation), by, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    // With the attempts, since a running one gets longer.
    private Task<Enrolment?> FindAsync(string course, Guid enrolmentId, CancellationToken cancel) =>
        db.Enrolments.Where(enrolment => enrolment.Id == enrolmentId && enrolment.CourseSlug == course)
            .Include(enrolment => enrolment.Attempts).Include(enrolment => enrolment.Accommodations).AsSplitQuery().FirstOrDefaultAsync(cancel);

    private static string SubjectOf(Enrolment enrolment, Accommodation accommodation) => $"{accommodation.Id} {enrolment.AccountId}";
}
