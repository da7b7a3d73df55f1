using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>Adds an item to a module, or a module. Files in every language and the line in course.yml come in one save.</summary>
public sealed class OutlineAddModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, OutlineDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    public static readonly IReadOnlyList<string> Kinds = ["lesson", "quiz", "exam", "task", "worksheet"];

    /// <summary><c>module</c>, or an item where it says nothing.</summary>
    [BindProperty(SupportsGet = true)] public string? What { get; set; }

    [BindProperty(SupportsGet = true)] public string? Module { get; set; }

    [BindProperty] public string? Kind { get; set; } = "lesson";
    [BindProperty] public Dictionary<string, string?> Titles { get; set; } = [];

    /// <summary>Empty: made of the title.</summary>
    [BindProperty] public string? Slug { get; set; }

    public bool IsModule => What == "module";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();

        var title = TitleIn(CourseLanguages, Titles, texts);
        if (!IsModule && Manifest!.Module(Module ?? "") is null) ModelState.AddModelError(nameof(Module), texts["Outline.ModuleMissing"]);
        if (!IsModule && !Kinds.Contains(Kind ?? "")) ModelState.AddModelError(nameof(Kind), texts["Outline.KindMissing"]);
        var typed = Slug?.Trim() ?? "";
        if (typed.Length > 0 && !SlugText.IsValid(typed)) ModelState.AddModelError(nameof(Slug), texts["Courses.BadSlug"]);
        else if (typed.Length > 0 && IsTaken(Manifest!, typed)) ModelState.AddModelError(nameof(Slug), texts["Courses.SlugTaken"]);
        if (title is null || !ModelState.IsValid) return Again();

        var made = title.Languages.Select(language => SlugText.Of(title.In(language))).FirstOrDefault(slug => slug.Length > 0) ?? (IsModule ? "module" : Kind!);
        var path = "";
        var change = await desk.ChangeAsync(Course, change =>
        {
            var slug = typed.Length > 0 ? typed : SlugText.Free(made, one => IsTaken(change.Manifest, one));
            path = IsModule ? slug : $"{Module}/{slug}";
            if (IsModule) change.AddModule(slug, title);
            else if (change.Manifest.Module(Module!) is not null) change.AddItem(new ManifestItemText(Module!, Kind!, slug) { Settings = CourseSkeleton.SettingsOf(Kind!) }, title);
            return Task.CompletedTask;
        }, cancel);
        return change is null ? NotFound() : Redirect($"{Address}/outline?done=added#{(IsModule ? "m-" : "i-")}{path.Replace('/', '-')}");
    }

    protected override Task<bool> ShowAsync(CancellationToken cancel) => Task.FromResult(Manifest is not null && Open.MayWrite);

    // media/ holds the course's files and cannot be a module as well.
    private bool IsTaken(CourseManifestEditor manifest, string slug) => IsModule ? slug == "media" || manifest.Module(slug) is not null : manifest.Item($"{Module}/{slug}") is not null;
}
