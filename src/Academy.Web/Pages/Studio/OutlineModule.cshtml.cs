using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>A module: its title in every language, and its removal.</summary>
public sealed class OutlineModuleModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, OutlineDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";

    [BindProperty] public Dictionary<string, string?> Titles { get; set; } = [];

    public ManifestModuleText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        Titles = Text.Title.ToDictionary(said => said.Key, said => (string?)said.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();
        if (TitleIn(CourseLanguages, Titles, texts) is not { } title) return Again();
        return Answer(await desk.ChangeAsync(Course, change =>
        {
            if (change.Manifest.Module(Module) is not null) change.Manifest = change.Manifest.RenameModule(Module, title.Languages.Select(language => KeyValuePair.Create(language, title.In(language))));
            return Task.CompletedTask;
        }, cancel), $"?done=saved#m-{Module}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        IReadOnlyList<string> gone = [];
        var change = await desk.ChangeAsync(Course, change =>
        {
            if (change.Manifest.Module(Module) is not { } module) return Task.CompletedTask;
            gone = [.. module.Items.Select(item => item.Path)];
            change.RemoveModule(Module);
            return Task.CompletedTask;
        }, cancel);
        return Answer(change, $"?removed={string.Join(',', gone)}");
    }

    protected override Task<bool> ShowAsync(CancellationToken cancel)
    {
        Text = Manifest?.Module(Module)!;
        return Task.FromResult(Text is not null);
    }

    private IActionResult Answer(OutlineChange? change, string to) => change is null ? NotFound() : Redirect($"{Address}/outline{to}");
}
