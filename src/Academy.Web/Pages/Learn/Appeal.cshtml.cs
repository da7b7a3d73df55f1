using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Learn;

/// <summary>The learner disagrees with a final mark: once, with a reason. A page of its own, since it cannot be taken back.</summary>
public sealed class AppealModel(AcademyDb db, CurrentAccount me, MarkingDesk desk) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true, Name = "marking")] public Guid MarkingId { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public MarkingCase Case { get; private set; } = null!;

    /// <summary>Where the mark stands.</summary>
    public string Back => Case.Attempt is { } attempt
        ? $"/{PageLanguage.Current}/attempts/{attempt.Id}/result"
        : $"/{PageLanguage.Current}/learn/{Case.Course.Slug}/{Case.Item.Path}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        // Asked with a reason that is good enough: what is left is whether it may be asked at all.
        return Case.Marking.WhyNotAppeal("?") is null ? Page() : Redirect(Back);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        await desk.AppealAsync(MarkingId, me.Id, Reason, cancel);
        return Redirect(Back);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    // Another's mark is not found, and the page never says that it exists.
    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var found = await desk.FindAsync(MarkingId, cancel);
        if (found?.Marking.LearnerId != me.Id) return false;

        Case = found;
        return true;
    }
}
