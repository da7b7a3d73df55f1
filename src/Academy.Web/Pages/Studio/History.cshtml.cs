using System.Globalization;
using Academy.Learning;
using Academy.Learning.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>What was changed in a whole course: every step, the newest first; or, since a day, the files that are another now.</summary>
public sealed class HistoryModel(DraftDesk drafts, DraftShelf drafted, HistoryDesk desk) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Of the course; null where no landing text can be read.</summary>
    public Courseware.Translated<string>? CourseTitle { get; private set; }

    /// <summary>A day, as a date field says it.</summary>
    [BindProperty(SupportsGet = true, Name = "since")] public string? SinceText { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public DateOnly? Since { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<ShownRevision> Steps { get; private set; } = [];
    public IReadOnlyList<ChangedFile> Changed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await drafts.FindAsync(Course, cancel) is not { } open) return NotFound();
        CourseTitle = (await drafted.GetAsync(open.Draft, cancel)).Compilation.Built?.Title;

        // What is no day shows everything.
        Since = DateOnly.TryParseExact(SinceText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (Since is { } since)
        {
            var changed = await desk.ChangedSinceAsync(open, KazakhstanTime.At(since.ToDateTime(TimeOnly.MinValue)), cancel);
            Links = PageLinks.At(PageNumber, PageSize, changed.Count, $"since={since:yyyy-MM-dd}&");
            Changed = [.. changed.Skip(Links.Skip).Take(PageSize)];
            return Page();
        }
        Links = PageLinks.At(PageNumber, PageSize, await desk.CountAsync(open.Draft, cancel));
        Steps = await desk.Of(open.Draft).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        return Page();
    }
}
