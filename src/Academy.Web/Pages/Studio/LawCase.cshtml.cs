using Academy.Courseware;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>One case: what changed, where the text is, and the ways to close it.</summary>
public sealed class LawCaseModel(AcademyDb db, LawDesk desk, DraftDesk drafts, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Note { get; set; }
    [BindProperty] public Guid? Owner { get; set; }
    [BindProperty] public string? Due { get; set; }
    [TempData] public string? Done { get; set; }

    public ShownCase Shown { get; private set; } = null!;
    public IReadOnlyList<LawPlace> Places { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Authors { get; private set; } = [];
    public bool MayClose { get; private set; }

    /// <summary>The files are open to this person.</summary>
    public bool HasDraft { get; private set; }

    public DateOnly Today => desk.Today;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayClose) return NotFound();
        if (Shown.Case.IsOpen && LawCase.WhyNotNote(Note) is { } refusal) ModelState.AddModelError(nameof(Note), texts[$"Refusals.{refusal}"]);
        if (!ModelState.IsValid) return Wrong();

        if (!await desk.ConfirmAsync(Id, Note, cancel)) return NotFound();
        Done = "Confirmed";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostHandAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayClose) return NotFound();
        if (ActForm.TryDay(Due) is not { } due) ModelState.AddModelError(nameof(Due), texts["Law.DayUnclear"]);
        else if (due < desk.Today && due != Shown.Case.DueOn) ModelState.AddModelError(nameof(Due), texts["Law.DuePast"]);
        if (!ModelState.IsValid) return Wrong();

        if (!await desk.HandAsync(Id, Owner, ActForm.TryDay(Due)!.Value, cancel)) return NotFound();
        Done = "Handed";
        return Redirect(Address);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    private string Address => $"/{PageLanguage.Current}/studio/law/cases/{Id}";

    private PageResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, cancel) is not { } found) return false;

        Shown = (await desk.ShownAsync([found], cancel))[0];
        Due ??= ActEntry.Day(found.DueOn);
        MayClose = await desk.MayCloseAsync(found.CourseSlug, cancel);
        HasDraft = await drafts.FindAsync(found.CourseSlug, cancel) is not null;
        Places = await desk.PlacesAsync(found, Shown.Change, cancel);
        if (MayClose) Authors = await desk.AuthorsAsync(found.CourseSlug, cancel);
        return true;
    }
}
