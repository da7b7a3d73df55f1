using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>An edition's files as a package that can be mended and brought in again.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class PackageModel(AcademyDb db, CourseImports imports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string course, int number, CancellationToken cancel)
    {
        var id = await db.Editions.Where(edition => edition.CourseSlug == course && edition.Number == number).Select(edition => (Guid?)edition.Id).FirstOrDefaultAsync(cancel);
        if (id is not { } found) return NotFound();

        // In a folder of the course's name, so that it finds its course again whatever the browser calls the file.
        var source = await imports.ExportAsync(found, cancel);
        var package = new CourseSource(source.Files.Select(file => KeyValuePair.Create($"{course}/{file.Key}", file.Value)));
        return File(package.ToZip(), "application/zip", $"{course}-{number}.zip");
    }
}
