using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace Academy.Web.Pages.Studio;

/// <summary>The history of a draft as a file that Git makes a repository of.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class GitHistoryModel(DraftDesk drafts, HistoryDesk desk, Texts texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string course, CancellationToken cancel)
    {
        if (await drafts.FindAsync(course, cancel) is not { } open) return NotFound();

        // Written as it is read: a course with its pictures and all that they once were may be large.
        Response.ContentType = "application/octet-stream";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{course}.fast-import" }.ToString();
        await desk.WriteAsync(open.Draft, Response.Body, texts, cancel);
        return new EmptyResult();
    }
}
