using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Public;

/// <summary>A course before it is begun: aim, contents, hours, exam, certificate, languages; and the way in.</summary>
public sealed class CourseModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, ReadingDesk reading) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true, Name = "course")] public string Slug { get; set; } = "";

    public Course Course { get; private set; } = null!;
    public CourseOutline Outline { get; private set; } = null!;
    public bool IsEnrolled { get; private set; }
    public Refusal? WhyNotEnrol => Enrolment.WhyNotSelfEnrol(Course);

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostEnrolAsync(CancellationToken cancel)
    {
        if (!me.IsSignedIn) return Challenge();

        return await reading.EnrolAsync(me.Id, Slug, cancel) is null ? NotFound() : Redirect($"/{PageLanguage.Current}/learn/{Slug}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, Slug, cancel) is not { } edition) return NotFound();

        Course = edition.Course;
        Outline = new CourseOutline(Course, null, PageLanguage.Current);
        IsEnrolled = me.IsSignedIn && await db.Enrolments.Of(me.Id).AnyAsync(enrolment => enrolment.CourseSlug == Slug, cancel);
        return Page();
    }
}
