using Academy.Courseware;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>The draft's files as a package, for who has a part in the course.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class DraftPackageModel(BringDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string course, CancellationToken cancel)
    {
        if (await desk.TakeAwayAsync(course, cancel) is not { } source) return NotFound();

        // In a folder of the course's name, as an edition's package is.
        var package = new CourseSource(source.Files.Select(file => KeyValuePair.Create($"{course}/{file.Key}", file.Value)));
        // What is being written is nobody else's to keep.
        Response.Headers.CacheControl = "private, no-store";
        return File(package.ToZip(), "application/zip", $"{course}-draft.zip");
    }
}
