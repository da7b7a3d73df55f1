using Academy.Courseware;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>Brings a package in. What is wrong with it is shown at once; what learners read does not change here.</summary>
[EnableRateLimiting(Limits.DearWork)]
[RequestSizeLimit(Limits.LargestUpload)]
public sealed class ImportModel(CourseImports imports, CurrentAccount me, Texts texts) : PageModel
{
    [BindProperty] public IFormFile? Package { get; set; }

    /// <summary>What became of the package; null before one is handed in.</summary>
    public ImportOutcome? Outcome { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Package is null) return Refuse(texts["Studio.PackageMissing"]);

        await using var zip = Package.OpenReadStream();
        var outcome = await imports.ImportAsync(CourseSource.FromZip(zip), Path.GetFileNameWithoutExtension(Package.FileName), me.Id, publish: false, cancel);
        if (!outcome.Succeeded || outcome.Courses.Count == 0)
        {
            Outcome = outcome;
            return Refuse(texts[outcome.Courses.Any(course => course.Edition is not null) ? "Studio.PartlyTaken" : "Studio.NotTaken"]);
        }

        // Findings about the package itself are kept nowhere, so they are shown before the person goes on.
        if (outcome.Diagnostics.Count > 0)
        {
            Outcome = outcome;
            return Page();
        }
        return Redirect($"/{PageLanguage.Current}/studio" + (outcome.Courses is [{ Edition: { } edition } only]
            ? $"/courses/{only.Slug}?imported={edition.Number}"
            : $"?taken={outcome.Courses.Count}"));
    }

    private PageResult Refuse(string sentence)
    {
        ModelState.AddModelError(nameof(Package), sentence);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
