using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Enrols, marks lessons as read and remembers the place, for pages and the API alike.</summary>
public sealed class ReadingDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <summary>The person's running enrolment, the one that stands or a new one in the newest edition. Null where there is no such course.</summary>
    /// <exception cref="RefusedException">The course is not open to self-enrolment.</exception>
    public Task<Enrolment?> EnrolAsync(Guid accountId, string course, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await db.FindEnrolmentAsync(accountId, course, cancel) is { } standing) return standing;
        if (await shelf.CurrentAsync(db, course, cancel) is not { } edition) return null;
        if (Enrolment.WhyNotSelfEnrol(edition.Course) is { } refusal) throw new RefusedException(refusal);

        var enrolment = new Enrolment(accountId, edition.Course, edition.Id, clock.GetUtcNow());
        db.Enrolments.Add(enrolment);
        await db.SaveChangesAsync(cancel);
        return enrolment;
    });

    /// <summary>Marks a lesson as read. True where the person has it; a second time changes nothing.</summary>
    /// <param name="readAt">From a device that was offline: never later than now, never before the enrolment.</param>
    public Task<bool> FinishAsync(Guid accountId, string course, string lessonPath, DateTimeOffset readAt, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await db.FindEnrolmentAsync(accountId, course, cancel);
        if (enrolment is null) return false;

        var content = await shelf.CourseAsync(enrolment.EditionId);
        if (content.Find(lessonPath) is not Lesson lesson) return false;

        var now = clock.GetUtcNow();
        var at = Between(enrolment.StartedAt, readAt, now);
        enrolment.FinishLesson(lesson, at);
        (await VisitOfAsync(enrolment, lesson, at, cancel)).Finish();
        enrolment.CompleteIfEarned(content, now);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>Remembers where the learner is. Unknown places are passed over: a page of an older edition may still be open.</summary>
    /// <param name="seconds">Of a lesson: how long it was in view in all, as its page counts; null where the page does not.</param>
    /// <param name="furthest">Of a lesson: the number of the furthest heading that came into view.</param>
    public Task<bool> VisitAsync(
        Guid accountId, string course, string itemPath, string? place, DateTimeOffset at, int? seconds, int furthest, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await db.Enrolments.Of(accountId).FirstOrDefaultAsync(one => one.CourseSlug == course, cancel);
        if (enrolment is null || (await shelf.CourseAsync(enrolment.EditionId)).Find(itemPath) is not { } item) return false;

        var now = clock.GetUtcNow();
        enrolment.Visit(item, place is { Length: <= 40 } ? place : null, Between(enrolment.StartedAt, at, now));
        // By our clock, as the visit's beginning is: a phone's may be hours behind.
        if (item is Lesson lesson && seconds is { } counted)
            (await VisitOfAsync(enrolment, lesson, now, cancel)).Take(counted, furthest, lesson.Text.In(lesson.Text.Languages.First()).Headings.Count, now);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    // A page opened before visits were counted, or kept on a device, has none yet.
    private async Task<LessonVisit> VisitOfAsync(Enrolment enrolment, Lesson lesson, DateTimeOffset at, CancellationToken cancel) =>
        await db.LessonVisits.FirstOrDefaultAsync(visit => visit.EnrolmentId == enrolment.Id && visit.Path == lesson.Path, cancel)
            ?? db.LessonVisits.Add(new LessonVisit(enrolment.Id, lesson, at)).Entity;

    private static DateTimeOffset Between(DateTimeOffset earliest, DateTimeOffset moment, DateTimeOffset latest) =>
        moment < earliest ? earliest : moment > latest ? latest : moment;
}
