using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Learn;

/// <summary>Where I stopped, my courses, my certificates.</summary>
public sealed class IndexModel(AcademyDb db, CourseShelf shelf, CurrentAccount me) : PageModel
{
    /// <summary>The one seen last first.</summary>
    public IReadOnlyList<CourseOutline> Courses { get; private set; } = [];

    /// <summary>The course to go on with: seen last and not complete.</summary>
    public CourseOutline? Current => Courses.FirstOrDefault(course => course.Next is not null);

    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var enrolments = await db.Enrolments.Of(me.Id).AsNoTracking()
            .Include(enrolment => enrolment.LessonsRead).Include(enrolment => enrolment.Attempts).Include(enrolment => enrolment.Works)
            .AsSplitQuery().OrderByDescending(enrolment => enrolment.LastSeenAt ?? enrolment.StartedAt).ToListAsync(cancel);
        var courses = new List<CourseOutline>(enrolments.Count);
        foreach (var enrolment in enrolments)
            courses.Add(new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current));

        Courses = courses;
        Certificates = await db.Certificates.Of(me.Id).AsNoTracking().OrderByDescending(certificate => certificate.IssuedAt).ToListAsync(cancel);
    }
}
