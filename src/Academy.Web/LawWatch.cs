using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What a published edition does to the open law cases of its course: those whose place was reworked are closed, in the same save.</summary>
public sealed class LawWatch(AcademyDb db)
{
    /// <summary>Whoever publishes an edition calls this before saving.</summary>
    /// <param name="edition">Published just now.</param>
    /// <param name="course">That edition, compiled.</param>
    /// <param name="by">Null for the site itself and for commands.</param>
    public async Task CloseReworkedAsync(Edition edition, Course course, Guid? by, DateTimeOffset now, CancellationToken cancel)
    {
        // What is older than what learners read tells nothing about what they read.
        if (await db.Editions.AnyAsync(other => other.CourseSlug == edition.CourseSlug && other.PublishedAt != null && other.Number > edition.Number, cancel)) return;

        var open = await (
            from one in db.LawCases
            join change in db.LawChanges on one.ChangeId equals change.Id
            where one.CourseSlug == edition.CourseSlug && one.State == LawCaseState.Open
            select new { Case = one, Change = change }).ToListAsync(cancel);
        foreach (var one in open) one.Case.CloseIfReworked(one.Change, course.LawPlaces, edition.Number, by, now);
    }
}
