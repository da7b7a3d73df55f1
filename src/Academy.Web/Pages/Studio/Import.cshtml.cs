using Academy.Courseware;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>Brings a package in. What is wrong with it is shown at once; what learners read does not change here.</summary>
[EnableRateLimiting(Limits.DearWork)]
[RequestSizeLimit(Limits.LargestUpload)]
public sealed class ImportModel(CourseIntake intake, Texts texts) : PageModel
{
    [BindProperty] public IFormFile? Package { get; set; }

    /// <summary>What became of the package; null before one is handed in.</summary>
    public ImportOutcome? Outcome { get; private set; }

    /// <summary>Courses of the package that did not become an edition, for another reason than what the compiler found.</summary>
    public IReadOnlyDictionary<string, HeldCourse> Held { get; private set; } = new Dictionary<string, HeldCourse>();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Package is null) return Refuse(texts["Studio.PackageMissing"]);

        await using var zip = Package.OpenReadStream();
        var (outcome, held) = await intake.HandInAsync(CourseSource.FromZip(zip), Path.GetFileNameWithoutExtension(Package.FileName), cancel);
        Held = held;
        if (held.Values.Any(one => one.Why == HeldWhy.NotYours))
        {
            Outcome = outcome;
            ModelState.AddModelError(nameof(Package), texts.Format("Bring.NotYours", string.Join(", ", held.Where(one => one.Value.Why == HeldWhy.NotYours).Select(one => one.Key))));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        // One course, and its draft has changes of its own: what both have is decided there.
        if (held.Count == 1 && outcome is { Courses.Count: 0, Succeeded: true }) return Redirect($"/{PageLanguage.Current}/studio/courses/{held.Keys.Single()}/bring?waits=true");
        if (!outcome.Succeeded || outcome.Courses.Count + held.Count == 0)
        {
            Outcome = outcome;
            return Refuse(texts[outcome.Courses.Any(course => course.Edition is not null) ? "Studio.PartlyTaken" : "Studio.NotTaken"]);
        }

        // Findings about the package itself are kept nowhere, so they are shown before the person goes on.
        if (outcome.Diagnostics.Count > 0 || held.Count > 0)
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
