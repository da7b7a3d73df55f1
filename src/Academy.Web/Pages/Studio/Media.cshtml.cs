using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>Pictures and files of a course: what each weighs and where it is used; new ones come in checked and made light.</summary>
[EnableRateLimiting(Limits.DearWork)]
[RequestSizeLimit(MediaDesk.LargestUpload + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = MediaDesk.LargestUpload + (1 << 20))]
public sealed class MediaModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, MediaDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    /// <summary>Characters of a description.</summary>
    public const int LongestAlt = 300;

    private const int MostShown = 200;
    private const int MostRemoved = 20;

    [BindProperty] public IFormFile? Picture { get; set; }

    /// <summary>What is on it, in each language.</summary>
    [BindProperty] public Dictionary<string, string?> Alt { get; set; } = [];

    /// <summary>The lesson at whose end it is to stand; empty for none.</summary>
    [BindProperty] public string? Lesson { get; set; }

    /// <summary>The file whose place another takes.</summary>
    [BindProperty(SupportsGet = true)] public string? Replace { get; set; }

    /// <summary>Just brought in; with the weight that it had as it was handed in.</summary>
    [BindProperty(SupportsGet = true)] public string? Added { get; set; }

    [BindProperty(SupportsGet = true)] public long? Was { get; set; }

    [BindProperty(SupportsGet = true, Name = "removed")] public string? JustRemoved { get; set; }
    [BindProperty(SupportsGet = true)] public string? Done { get; set; }

    public IReadOnlyList<ListedMedia> Files { get; private set; } = [];
    public int FileCount { get; private set; }
    public IReadOnlyList<(string Path, DateTimeOffset At)> Removed { get; private set; } = [];

    /// <summary>What the compiler says against the file that was handed in.</summary>
    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];

    public IReadOnlyList<(string Path, string Title)> Lessons => [.. (Manifest?.Modules ?? []).SelectMany(module => module.Items).Where(item => item.FileKind == FileKind.Lesson)
        .Select(item => (item.Path, Shelved.Compilation.Built?.Find(item.Path)?.Title.In(PageLanguage.Current) ?? item.Path))];

    public MediaFile? JustAdded => Files.FirstOrDefault(file => file.Media.Path == Added)?.Media;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        // The line to be copied comes with the words that were typed at the picture.
        Alt = CourseLanguages.ToDictionary(language => language, language => (string?)Short(Request.Query[$"alt-{language}"].ToString()));
        return Page();
    }

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite || Manifest is null) return NotFound();
        foreach (var language in CourseLanguages)
            if (Replace is null && string.IsNullOrWhiteSpace(Alt.GetValueOrDefault(language))) ModelState.AddModelError($"Alt[{language}]", texts["Media.AltMissing"]);
            else if (Alt.GetValueOrDefault(language)?.Length > LongestAlt) ModelState.AddModelError($"Alt[{language}]", texts.Format("Media.AltTooLong", LongestAlt));
        if (Picture is null) ModelState.AddModelError(nameof(Picture), texts["Media.FileMissing"]);
        if (!ModelState.IsValid) return Again();

        using var handedIn = new MemoryStream((int)Math.Min(Picture!.Length, MediaDesk.LargestUpload));
        await Picture.CopyToAsync(handedIn, cancel);
        var intake = await desk.TakeInAsync(Picture.FileName, handedIn.ToArray(), budget: null, cancel);
        if (!intake.IsGood)
        {
            ModelState.AddModelError(nameof(Picture), intake.Findings.Count > 0 ? intake.Findings[0].Message(PageLanguage.Current) : texts.Format($"Media.{intake.Refused}", FileSize.In(texts, MediaDesk.LargestUpload)));
            return Again();
        }

        var words = CourseLanguages.ToDictionary(language => language, language => Short(Alt.GetValueOrDefault(language) ?? ""));
        var path = Replace is { } replaced
            ? await desk.ReplaceAsync(Course, replaced, intake, cancel)
            : await desk.AddAsync(Course, intake, string.IsNullOrEmpty(Lesson) ? null : Lesson, (language, added) => MediaDesk.Line(added, words[language]), cancel);
        if (path is null) return NotFound();
        var said = string.Concat(words.Where(said => said.Value.Length > 0).Select(said => $"&alt-{said.Key}={Uri.EscapeDataString(said.Value)}"));
        return Redirect($"{Address}/media?added={Uri.EscapeDataString(path)}&was={handedIn.Length}{said}&done={(Replace is not null ? "replaced" : string.IsNullOrEmpty(Lesson) ? "added" : "inserted")}");
    }

    /// <summary>The same picture, lighter.</summary>
    public async Task<IActionResult> OnPostShrinkAsync(string path, string? from, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite || Shelved.Source.Files.GetValueOrDefault(path ?? "") is not { Length: > 0 } bytes) return NotFound();
        var intake = await desk.TakeInAsync(path!, bytes, LessonWeight.PictureBudget, cancel);
        if (!intake.IsGood || intake.Bytes.Length >= bytes.Length) return Redirect(from == "outline" ? $"{Address}/outline" : $"{Address}/media?done=lightest");
        if (await desk.ReplaceAsync(Course, path!, intake, cancel) is not { } now) return NotFound();
        return Redirect(from == "outline" ? $"{Address}/outline?done=lighter" : $"{Address}/media?added={Uri.EscapeDataString(now)}&was={bytes.Length}&done=replaced");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string path, CancellationToken cancel) =>
        await desk.RemoveAsync(Course, path ?? "", cancel) ? Redirect($"{Address}/media?removed={Uri.EscapeDataString(path!)}") : NotFound();

    public async Task<IActionResult> OnPostBringBackAsync(string path, CancellationToken cancel) =>
        await desk.BringBackAsync(Course, path ?? "", cancel) ? Redirect($"{Address}/media?done=back") : NotFound();

    protected override Task<bool> ShowAsync(CancellationToken cancel)
    {
        var media = Shelved.Compilation.Built?.Media.Values.OrderBy(file => file.Path, StringComparer.Ordinal).ToList() ?? [];
        FileCount = media.Count;
        var names = Open.Draft.Files.Where(file => !file.IsRemoved).ToDictionary(file => file.Path, file => file.ChangedAt);
        Files = [.. media.Take(MostShown).Select(file => new ListedMedia(file, MediaDesk.UsesOf(Shelved.Source, file.Path), names.GetValueOrDefault(file.Path)))];
        Removed = [.. Open.Draft.Files.Where(file => file.IsRemoved && file.Path.StartsWith(MediaDesk.Folder, StringComparison.Ordinal)).Where(file => !names.ContainsKey(file.Path))
            .GroupBy(file => file.Path).Select(same => (same.Key, same.Max(file => file.RemovedAt!.Value))).OrderByDescending(one => one.Item2).Take(MostRemoved)];
        return Task.FromResult(Replace is null || Shelved.Source.Files.ContainsKey(Replace) && Replace.StartsWith(MediaDesk.Folder, StringComparison.Ordinal));
    }

    private static string Short(string text) => text.Trim() is var trimmed && trimmed.Length > LongestAlt ? trimmed[..LongestAlt] : trimmed;
}

/// <param name="Uses">The texts that name it.</param>
public sealed record ListedMedia(MediaFile Media, IReadOnlyList<string> Uses, DateTimeOffset ChangedAt)
{
    public bool IsPicture => Media.Type.StartsWith("image/", StringComparison.Ordinal);
    public bool IsHeavy => IsPicture && Media.Bytes.Length > LessonWeight.PictureBudget;
    public bool IsLarge => Media.Type != "image/svg+xml" && Math.Max(Media.Width ?? 0, Media.Height ?? 0) > LessonWeight.PictureSide;
    public bool CanShrink => (IsHeavy || IsLarge) && OutlineModel.CanShrink(Media);
}
