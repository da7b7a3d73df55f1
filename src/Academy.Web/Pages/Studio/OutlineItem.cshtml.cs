using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>One item of a course: its settings, its name, its place, its removal.</summary>
public sealed class OutlineItemModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, OutlineDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    private readonly AcademyDb _db = db;

    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    [BindProperty(SupportsGet = true)] public bool Saved { get; set; }

    public ItemForm Form { get; private set; } = new();

    /// <summary>The revision of course.yml that the form was made from.</summary>
    [BindProperty] public int Number { get; set; }

    [BindProperty] public string? Slug { get; set; }

    public string Path => $"{Module}/{Item}";

    public ManifestItemText Text { get; private set; } = null!;

    public string ItemTitle => Shelved.Compilation.Built?.Find(Path)?.Title.In(PageLanguage.Current) ?? Item;

    public string? ItemTitleLanguage => Shelved.Compilation.Built?.Find(Path)?.Title.LanguageFor(PageLanguage.Current);

    /// <summary>Learners of the newest edition have it: its name stays.</summary>
    public bool IsPublished { get; private set; }

    /// <summary>How many have begun the course.</summary>
    public int Learners { get; private set; }

    /// <summary>What the questions of its bank are tagged with.</summary>
    public IReadOnlyList<string> Tags => Shelved.Compilation.Built?.Find(Path) is Quiz quiz ? [.. quiz.Questions.SelectMany(question => question.Tags).Distinct().Order(StringComparer.Ordinal)] : [];

    /// <summary>What the compiler says of the item's line in course.yml and of its files.</summary>
    public IReadOnlyList<StoredDiagnostic> Findings => [.. Shelved.Compilation.Diagnostics.Where(found => ItemFile.Of(found.Location.File)?.Item == Path).Select(StoredDiagnostic.Of)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        (Form, Number, Slug) = (ItemForm.Of(Text), Open.Draft.Find(OutlineDesk.Manifest)!.Number, Item);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();
        Form = ItemForm.Of(Request.Form);
        foreach (var (field, sentence) in Form.Faults()) ModelState.AddModelError($"Form.{field}", texts[$"Outline.{sentence}"]);
        if (!ModelState.IsValid) return Again();

        var saving = await desk.EditAsync(Course, Number, manifest => Form.LayOn(manifest, Path), cancel);
        if (saving is null) return NotFound();
        if (saving.Conflict is null) return Redirect($"{Address}/outline/{Path}?saved=true");
        ModelState.AddModelError("", texts["Courses.Conflict"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    public async Task<IActionResult> OnPostSlugAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();
        var slug = Slug?.Trim() ?? "";
        if (!SlugText.IsValid(slug)) ModelState.AddModelError(nameof(Slug), texts["Courses.BadSlug"]);
        else if (slug != Item && Manifest!.Item($"{Module}/{slug}") is not null) ModelState.AddModelError(nameof(Slug), texts["Courses.SlugTaken"]);
        if (!ModelState.IsValid)
        {
            (Form, Number) = (ItemForm.Of(Text), Open.Draft.Find(OutlineDesk.Manifest)!.Number);
            return Again();
        }
        return Answer(await desk.ChangeAsync(Course, change => change.Manifest.Item(Path) is null ? Task.CompletedTask : change.ChangeSlugAsync(Path, slug), cancel), $"/{Module}/{slug}?saved=true");
    }

    public async Task<IActionResult> OnPostMoveAsync(string to, CancellationToken cancel) => Answer(await desk.ChangeAsync(Course, change =>
        change.Manifest.Item(Path) is not null && change.Manifest.Module(to) is not null ? change.MoveItemAsync(Path, to, int.MaxValue) : Task.CompletedTask, cancel), $"?done=saved#i-{to}-{Item}");

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) => Answer(await desk.ChangeAsync(Course, change =>
    {
        if (change.Manifest.Item(Path) is not null) change.RemoveItem(Path);
        return Task.CompletedTask;
    }, cancel), $"?removed={Path}");

    protected override async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (Manifest?.Item(Path) is not { } text) return false;
        Text = text;
        IsPublished = (await desk.PublishedAsync(Course, cancel)).Contains(Path);
        Learners = IsPublished ? await _db.Enrolments.CountAsync(enrolment => enrolment.CourseSlug == Course, cancel) : 0;
        return true;
    }

    private IActionResult Answer(OutlineChange? change, string to) => change is null ? NotFound() : Redirect($"{Address}/outline{to}");
}
