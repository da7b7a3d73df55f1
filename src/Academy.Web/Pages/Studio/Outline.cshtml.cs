using System.Globalization;
using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>Modules and items in their order, what each lesson weighs, and what was removed.</summary>
public sealed class OutlineModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, OutlineDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    // Nobody looks for what was removed longer ago here: the history of files has all.
    private const int MostRemoved = 50;

    /// <summary>What was just removed: items apart by commas.</summary>
    [BindProperty(SupportsGet = true, Name = "removed")] public string? JustRemovedItems { get; set; }

    /// <summary>Which sentence to say: added, back, saved.</summary>
    [BindProperty(SupportsGet = true)] public string? Done { get; set; }

    public IReadOnlyList<OutlinedModule> Modules { get; private set; } = [];

    /// <summary>Items that can be brought back, the newest first.</summary>
    public IReadOnlyList<(string Path, DateTimeOffset At)> Removed { get; private set; } = [];

    public IReadOnlyList<string> RemovedItems => [.. (JustRemovedItems ?? "").Split(',').Where(path => Removed.Any(one => one.Path == path))];

    public string? JustRemoved => RemovedItems.Count > 0 ? string.Join(", ", RemovedItems) : null;

    public string? Said => Done is "added" or "back" or "saved" or "lighter" ? texts[$"Outline.Done.{Done}"] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMoveAsync(string item, int by, CancellationToken cancel) => Back(await desk.ChangeAsync(Course, change =>
    {
        if (change.Manifest.Item(item) is not { } moved) return Task.CompletedTask;
        var items = change.Manifest.Module(moved.Module)!.Items;
        change.Manifest = change.Manifest.MoveItem(item, moved.Module, Math.Clamp(items.Index().First(one => one.Item.Path == item).Index + Math.Sign(by), 0, items.Count - 1));
        return Task.CompletedTask;
    }, cancel), $"#i-{item?.Replace('/', '-')}");

    public async Task<IActionResult> OnPostMoveModuleAsync(string module, int by, CancellationToken cancel) => Back(await desk.ChangeAsync(Course, change =>
    {
        var modules = change.Manifest.Modules;
        if (change.Manifest.Module(module) is not null)
            change.Manifest = change.Manifest.MoveModule(module, Math.Clamp(modules.Index().First(one => one.Item.Slug == module).Index + Math.Sign(by), 0, modules.Count - 1));
        return Task.CompletedTask;
    }, cancel), $"#m-{module}");

    /// <summary>Dragged to a place: for the script.</summary>
    public async Task<IActionResult> OnPostPlaceAsync(string item, string module, int index, CancellationToken cancel) => Back(await desk.ChangeAsync(Course, change =>
        change.Manifest.Item(item) is not null && change.Manifest.Module(module) is not null ? change.MoveItemAsync(item, module, Math.Max(0, index)) : Task.CompletedTask, cancel), "");

    public async Task<IActionResult> OnPostBringBackAsync(string[] items, CancellationToken cancel) =>
        await desk.BringBackAsync(Course, [.. items.Take(MostRemoved)], cancel) is null ? NotFound() : Redirect($"{Address}/outline?done=back");

    public static string Seconds(LessonWeight weight, LessonWeight.Line line) => weight.SecondsOn(line).ToString("0.0", CultureInfo.CurrentCulture);

    public static bool CanShrink(MediaFile picture) => picture.Type is "image/png" or "image/jpeg" or "image/webp";

    protected override Task<bool> ShowAsync(CancellationToken cancel)
    {
        var (lang, built) = (PageLanguage.Current, Shelved.Compilation.Built);
        var errors = Shelved.Compilation.Diagnostics.Where(found => found.Severity == Severity.Error)
            .GroupBy(found => ItemFile.Of(found.Location.File)?.Item ?? "").ToDictionary(same => same.Key, same => same.Count());
        Modules = [.. (Manifest?.Modules ?? []).Select(module => new OutlinedModule(
            module.Slug, module.Title.GetValueOrDefault(lang) ?? module.Title.Values.FirstOrDefault() ?? module.Slug,
            [.. module.Items.Index().Select(one =>
            {
                var item = built?.Find(one.Item.Path);
                return new OutlinedItem(one.Item, item?.Title.In(lang) ?? one.Item.Slug, item?.Title.LanguageFor(lang))
                {
                    IsFirst = one.Index == 0,
                    IsLast = one.Index == module.Items.Count - 1,
                    Errors = errors.GetValueOrDefault(one.Item.Path),
                    Weight = built is not null && item is Lesson lesson ? lesson.Text.Languages.Select(language => LessonWeight.Of(built, lesson, language)).MaxBy(weight => weight.Bytes) : null,
                    Files = [.. FilesOf(one.Item)],
                };
            })]))];
        Removed = [.. Open.Draft.Files.Where(file => file.IsRemoved).Select(file => (ItemFile.Of(file.Path)?.Item ?? "", file.RemovedAt!.Value)).Where(one => one.Item1.Length > 0)
            .GroupBy(one => one.Item1).Select(same => (Path: same.Key, At: same.Max(one => one.Value))).Where(one => Manifest?.Item(one.Path) is null)
            .OrderByDescending(one => one.At).ThenBy(one => one.Path, StringComparer.Ordinal).Take(MostRemoved)];
        return Task.FromResult(true);
    }

    private IEnumerable<(string Language, string Path)> FilesOf(ManifestItemText item) => item.FileKind == FileKind.Worksheet
        ? item.Files([]).Select(path => ("", path))
        : CourseLanguages.Select(language => (language, ItemFile.Path(item.FileKind, item.Path, language)));

    private IActionResult Back(OutlineChange? change, string place) => change is null ? NotFound() : Redirect($"{Address}/outline{place}");
}

public sealed record OutlinedModule(string Slug, string Title, IReadOnlyList<OutlinedItem> Items);

/// <param name="TitleLanguage">Null where the title could not be read.</param>
public sealed record OutlinedItem(ManifestItemText Text, string Title, string? TitleLanguage)
{
    public string Path => Text.Path;
    public string Icon => Text.FileKind switch { FileKind.Quiz => "i-pen", FileKind.Task => "i-list", FileKind.Worksheet => "i-list", _ => "i-doc" };
    public bool IsFirst { get; init; }
    public bool IsLast { get; init; }
    public int Errors { get; init; }

    /// <summary>Of the heaviest language; null where it is no lesson or could not be read.</summary>
    public LessonWeight? Weight { get; init; }

    public IReadOnlyList<(string Language, string Path)> Files { get; init; } = [];
}
