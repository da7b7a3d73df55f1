using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>The register's own text, for those who like it: what the forms write, and what they cannot.</summary>
public sealed class LawTextModel(AcademyDb db, LawRegister register, DraftDesk drafts) : PageModel, IShowsRefusal
{
    private string? _typed;

    /// <summary>The revision that the text was made from.</summary>
    [BindProperty] public int Number { get; set; }

    [BindProperty] public string? Text { get; set; }
    [TempData] public string? Done { get; set; }

    public RegisterView Register { get; private set; } = null!;
    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];

    /// <summary>What another saved at the same lines; null where nobody did.</summary>
    public string? Theirs { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        _typed = Text ?? "";
        if (await drafts.SaveAsync(CourseDraft.LibrarySlug, LibraryReader.LawFile, Number, _typed, cancel) is not { } saving) return NotFound();
        if (saving.Conflict is null)
        {
            Done = saving.Text is null ? "Saved" : "Merged";
            return Redirect($"/{PageLanguage.Current}/studio/law/text");
        }

        // Both are shown; pressing again after reading them puts this one in place of the other, which stays in the history.
        Theirs = saving.Text;
        Number = saving.Number;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAgainAsync(cancel);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        Register = await register.ReadAsync(cancel);
        Findings = [.. Register.Reading.Diagnostics.Where(found => found.Location.File == LibraryReader.LawFile).Take(100).Select(StoredDiagnostic.Of)];
        Text = _typed ?? DraftText.ForEditor(Register.File.Span);
        if (_typed is null) Number = Register.Number;
        // The fields show what is here, not what was posted.
        ModelState.Remove(nameof(Number));
        return Page();
    }
}
