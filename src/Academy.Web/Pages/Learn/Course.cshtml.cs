using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Learn;

/// <summary>One course of mine: what is done, what is now, what is next.</summary>
public sealed class CourseModel(AcademyDb db, CourseShelf shelf, CurrentAccount me) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    public CourseOutline Outline { get; private set; } = null!;
    public Enrolment Enrolment => Outline.Enrolment!;

    /// <summary>The valid certificate of this course, if one was issued.</summary>
    public Certificate? Certificate { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var enrolment = await db.FindEnrolmentAsync(me.Id, Course, cancel);
        // Not mine: the course's public page says what it is and how to enrol, or that there is none.
        if (enrolment is null) return Redirect($"/{PageLanguage.Current}/courses/{Uri.EscapeDataString(Course)}");

        Outline = new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current);
        Certificate = await db.Certificates.Of(me.Id).AsNoTracking()
            .FirstOrDefaultAsync(one => one.CourseSlug == Course && one.RevokedAt == null && one.ReplacedAt == null, cancel);
        return Page();
    }
}
