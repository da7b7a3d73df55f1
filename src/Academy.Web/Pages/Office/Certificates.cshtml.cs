using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>The register: every certificate there is, found by number, name, course, day, state or batch.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class CertificatesModel(AcademyDb db, CourseShelf shelf, RegisterExports exports, CurrentAccount me, TimeProvider clock, Texts texts) : PageModel
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

    public Task<IActionResult> OnPostXlsxAsync(CancellationToken cancel) =>
        SendAsync(Sheets.XlsxExport.MediaType, "xlsx", stream => exports.WriteTableAsync(stream, Asked, cancel), cancel);

    public Task<IActionResult> OnPostZipAsync(CancellationToken cancel) =>
        SendAsync("application/zip", "zip", stream => exports.WriteFilesAsync(stream, Asked, cancel), cancel);

    public async Task<IActionResult> OnPostPrintAsync(CancellationToken cancel)
    {
        if (await exports.PagesAsync(Asked, cancel) is { } pages)
        {
            await exports.NoteAsync("pdf", me.Id, cancel);
            return File(pages, "application/pdf", "certificates.pdf");
        }

        ModelState.AddModelError("", texts.Format("Office.TooManyPages", RegisterExports.MostPages));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await OnGetAsync(cancel);
        return Page();
    }

    // By way of a file that vanishes: thousands of papers lie in no memory, and an error on the way is an error page instead of half a file.
    private async Task<IActionResult> SendAsync(string mediaType, string kind, Func<Stream, Task> write, CancellationToken cancel)
    {
        await exports.NoteAsync(kind, me.Id, cancel);
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        try
        {
            await write(file);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        return File(file, mediaType, $"certificates.{kind}");
    }
}
