using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>The courses and how many learn in each now: staff's way to a learner.</summary>
public sealed class CoursesModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    public IReadOnlyList<(Course Course, int People)> Courses { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var people = await db.Enrolments.Where(enrolment => enrolment.EndedAt == null).GroupBy(enrolment => enrolment.CourseSlug)
            .Select(course => new { course.Key, Count = course.Count() }).ToDictionaryAsync(course => course.Key, course => course.Count, cancel);
        Courses = [.. (await shelf.CurrentAsync(db, cancel)).Select(edition => (edition.Course, people.GetValueOrDefault(edition.Course.Slug)))];
    }
}
