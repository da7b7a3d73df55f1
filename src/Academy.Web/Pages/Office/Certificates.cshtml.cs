using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>The register: every certificate there is, found by number, name, course, day, state or batch.</summary>
public sealed class CertificatesModel(AcademyDb db, CourseShelf shelf, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "")] public RegisterQuestion Asked { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Certificate> Found { get; private set; } = [];
    public IReadOnlyList<Courseware.Course> Courses { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = Asked.Ask(db, KazakhstanTime.DayOf(clock.GetUtcNow())).AsNoTracking();
        Links = PageLinks.At(PageNumber, PageSize, await found.CountAsync(cancel), Asked.Query);
        Found = await found.OrderByDescending(certificate => certificate.IssuedAt).ThenByDescending(certificate => certificate.Number)
            .Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        Courses = [.. (await shelf.CurrentAsync(db, cancel)).Where(CertificateDesk.GivesCertificates).Select(edition => edition.Course)];
    }
}
