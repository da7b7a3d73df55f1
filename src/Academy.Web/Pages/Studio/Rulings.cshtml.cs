using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>Every ruling on the questions of a course, the newest first.</summary>
public sealed class RulingsModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public Translated<string> CourseTitle { get; private set; } = null!;
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<ShownRuling> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, Course, cancel) is not { } current) return NotFound();

        CourseTitle = current.Course.Title;
        var rulings = db.Rulings.Where(ruling => db.Editions.Any(edition => edition.Id == ruling.EditionId && edition.CourseSlug == Course));
        Links = PageLinks.At(PageNumber, PageSize, await rulings.CountAsync(cancel));
        Shown = await ShownRuling.Of(db, rulings).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        return Page();
    }
}
