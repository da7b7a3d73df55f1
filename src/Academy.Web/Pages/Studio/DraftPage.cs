using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>A page of a course that is being written: there only for who has a part in it, with the course as it stands now.</summary>
public abstract class DraftPage(AcademyDb db, DraftDesk drafts, DraftShelf drafted) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    public OpenDraft Open { get; private set; } = null!;

    /// <summary>As the compiler sees it.</summary>
    public ShelvedDraft Shelved { get; private set; } = null!;

    /// <summary>Null where no landing text can be read.</summary>
    public Translated<string>? Title => Shelved.Compilation.Built?.Title;

    /// <summary>course.yml as it stands; null where only a person can change it.</summary>
    public CourseManifestEditor? Manifest { get; private set; }

    public IReadOnlyList<string> CourseLanguages => [.. (Manifest?.List("languages") ?? []).Where(Languages.All.Contains)];

    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}";

    /// <summary>The sentence at a field, or null.</summary>
    public string? ErrorOf(string field) => ModelState[field]?.Errors is [var error, ..] ? error.ErrorMessage : null;

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    /// <summary>The draft through the person; then what the page shows beside.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await drafts.FindAsync(Course, cancel) is not { Draft.IsLibrary: false } open) return false;

        Open = open;
        Shelved = await drafted.GetAsync(open.Draft, cancel);
        Manifest = Shelved.Source.Files.TryGetValue(OutlineDesk.Manifest, out var bytes) ? CourseManifestEditor.Open(Learning.Drafts.DraftText.ForEditor(bytes.Span)) : null;
        return await ShowAsync(cancel);
    }

    /// <returns>False where what the address names is not there.</returns>
    protected virtual Task<bool> ShowAsync(CancellationToken cancel) => Task.FromResult(true);

    /// <summary>The form again with its sentences, its input kept.</summary>
    protected PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>What the form says in each language of the course; a sentence at each that is missing.</summary>
    protected Translated<string>? TitleIn(IReadOnlyList<string> languages, IReadOnlyDictionary<string, string?> typed, Texts texts)
    {
        foreach (var language in languages)
        {
            var title = typed.GetValueOrDefault(language)?.Trim() ?? "";
            if (title.Length == 0) ModelState.AddModelError($"Titles[{language}]", texts["Outline.TitleMissing"]);
            else if (title.Length > LongestTitle) ModelState.AddModelError($"Titles[{language}]", texts.Format("Outline.TitleTooLong", LongestTitle));
        }
        return ModelState.IsValid ? new Translated<string>(languages.Select(language => KeyValuePair.Create(language, typed[language]!.Trim()))) : null;
    }

    public const int LongestTitle = 200;
}
