using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>A folder comes back to the draft: handed in, held against it file by file, decided, put in. Until then it waits, and nothing of the draft changes.</summary>
[EnableRateLimiting(Limits.DearWork)]
[RequestSizeLimit(Limits.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = Limits.LargestUpload, ValueCountLimit = MostFields)]
public sealed class BringModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, BringDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    /// <summary>Files that are shown to be decided; the others go as usual.</summary>
    public const int MostFiles = 500;

    // A field for each file and for each place that both sides have changed.
    private const int MostFields = 20_000;

    // Lines of differences on one page, and of one file among others; a file that is looked at alone has more.
    private const int MostLines = 3_000;
    private const int MostLinesOfFile = 300;

    /// <summary>A folder as a zip.</summary>
    [BindProperty] public IFormFile? Folder { get; set; }

    /// <summary>Single files, by their names.</summary>
    [BindProperty] public List<IFormFile> Files { get; set; } = [];

    /// <summary>The folder that the page has shown, and the draft's number then.</summary>
    [BindProperty] public Guid Upload { get; set; }

    [BindProperty] public int Revision { get; set; }

    /// <summary>Look at this file alone, with all that differs.</summary>
    [BindProperty(SupportsGet = true)] public string? Show { get; set; }

    /// <summary>It was brought in on another page, and waits here.</summary>
    [BindProperty(SupportsGet = true)] public bool Waits { get; set; }

    /// <summary>So many files were just changed.</summary>
    [BindProperty(SupportsGet = true)] public int? Done { get; set; }

    /// <summary>Null where nothing waits.</summary>
    public BroughtFolder? Brought { get; private set; }

    public IReadOnlyList<BroughtRow> Rows { get; private set; } = [];

    /// <summary>Files that differ and are not shown.</summary>
    public int Unshown { get; private set; }

    /// <summary>What speaks against the files that were handed in.</summary>
    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];

    private bool _isWhatWasShown;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    /// <summary>A picture of the folder that waits: only what the compiler took for what it says it is.</summary>
    public async Task<IActionResult> OnGetPictureAsync(string path, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Brought?.Files.FirstOrDefault(file => file.Path == path)?.Brought?.Folder is not { } bytes || !MediaDesk.IsPicture(path)) return NotFound();

        var (media, found) = MediaCheck.Look(path, bytes);
        if (found.Any(one => one.Severity == Severity.Error) || !media.Type.StartsWith("image/", StringComparison.Ordinal)) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentSecurityPolicy = "sandbox";
        return File(bytes, media.Type);
    }

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (Folder is null && Files.Count == 0) ModelState.AddModelError(nameof(Folder), texts["Bring.NothingChosen"]);
        else if (Folder is not null && Files.Count > 0) ModelState.AddModelError(nameof(Folder), texts["Bring.OneOfTheTwo"]);
        if (!ModelState.IsValid) return Again();

        var source = Folder is not null ? ReadFolder(Folder) : await ReadFilesAsync(cancel);
        if (source is null) return Again();
        if (await desk.HandInAsync(Course, source, isWhole: Folder is not null, cancel) is not { } faults) return NotFound();
        if (faults.Count == 0) return Redirect($"{Address}/bring");

        return Refuse(Folder is not null ? nameof(Folder) : nameof(Files), faults);
    }

    /// <summary>Puts in what was decided: <c>f0</c> for the first file shown, <c>c0.0</c> for the first lines in it that both sides have changed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        // What was decided is about what was shown; of anything else the desk tells that it is not so any more.
        _isWhatWasShown = Brought?.Upload.Id == Upload && Brought.Revision == Revision;
        var results = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        if (_isWhatWasShown)
        {
            if (!Rows.All(IsDecided))
            {
                ModelState.AddModelError("", texts["Bring.Choose"]);
                return Again();
            }
            foreach (var file in Brought!.Files.Where(file => file.Brought is not null)) results[file.Path] = file.Brought!.Result(file.Brought.Usual ?? BroughtChoice.Draft, _ => BroughtChoice.Both);
            foreach (var row in Rows) results[row.File.Path] = row.Brought.Result(ChosenOf(row)!.Value, place => ChosenOf(row, place));
        }
        return await desk.PutInAsync(Course, Upload, Revision, results, cancel) is { } changed ? Redirect($"{Address}/bring?done={changed}") : NotFound();
    }

    public async Task<IActionResult> OnPostThrowAwayAsync(CancellationToken cancel) =>
        await desk.ThrowAwayAsync(Course, Upload, cancel) ? Redirect($"{Address}/bring") : NotFound();

    /// <summary>What the person chose for a file, or what is usual; null where they still have to.</summary>
    public BroughtChoice? ChosenOf(BroughtRow row) => Sent(row.Field) ?? row.Brought.Usual;

    /// <summary>The same for some lines that both sides have changed.</summary>
    public BroughtChoice ChosenOf(BroughtRow row, int place) => Sent(row.FieldOf(place)) ?? BroughtChoice.Both;

    protected override async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Open.MayWrite) return false;
        Brought = await desk.FindAsync(Open, cancel);
        if (Brought is null) return true;

        List<ComparedFile> shown = [.. Brought.Files.Where(file => file.IsOpen).Take(MostFiles)];
        Unshown = Brought.Files.Count(file => file.IsOpen) - shown.Count;
        var left = MostLines;
        var rows = new List<BroughtRow>();
        foreach (var (index, file) in shown.Index())
        {
            var isAlone = Show == file.Path;
            var most = isAlone ? MostLines : Math.Min(MostLinesOfFile, left);
            var (hunks, leftOut) = most > 0 && (Show is null || isAlone) ? HunksOf(file.Brought!, most) : ([], 0);
            left -= hunks.Sum(hunk => hunk.Lines.Count);
            rows.Add(new BroughtRow(index, file, hunks, leftOut));
        }
        Rows = rows;
        return true;
    }

    // A text that is only on one side is shown as all new, or all gone.
    private static (IReadOnlyList<ComparedHunk> Hunks, int LeftOut) HunksOf(BroughtFile file, int most) => file.IsText
        ? ComparedHunk.Of(TextCompare.Compare(file.Draft is null ? "" : DraftText.ForEditor(file.Draft), file.Folder is null ? "" : DraftText.ForEditor(file.Folder)), most: most)
        : ([], 0);

    private bool IsDecided(BroughtRow row) =>
        Sent(row.Field) is { } choice && row.Brought.Choices.Contains(choice)
        && (choice != BroughtChoice.Both || Enumerable.Range(0, row.Brought.Merge!.Conflicts.Count()).All(place => Sent(row.FieldOf(place)) is not null));

    private BroughtChoice? Sent(string field) =>
        _isWhatWasShown && Enum.TryParse<BroughtChoice>(Request.Form[field], out var choice) && Enum.IsDefined(choice) ? choice : null;

    private CourseSource? ReadFolder(IFormFile zip)
    {
        using var stream = zip.OpenReadStream();
        var reading = CourseSource.FromZip(stream);
        if (reading.HasErrors)
        {
            Refuse(nameof(Folder), reading.Diagnostics);
            return null;
        }
        var layout = ContentLayout.Of(reading.Source, Course);
        // A folder may have been named anew by whoever packed it; one course alone is meant for this one.
        var found = layout.Courses.GetValueOrDefault(Course) ?? (layout.Courses.Count == 1 ? layout.Courses.Values.Single() : null);
        if (found is null) Refuse(nameof(Folder), layout.Diagnostics, layout.Diagnostics.Count == 0 ? texts["Bring.NoCourse"] : null);
        return found;
    }

    // A browser tells only the name of a file: the draft knows where it lies.
    private async Task<CourseSource?> ReadFilesAsync(CancellationToken cancel)
    {
        var files = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        foreach (var file in Files)
        {
            var name = file.FileName.Split('/', '\\')[^1];
            var places = Open.Draft.Files.Where(one => !one.IsRemoved && one.Path.Split('/')[^1].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Path).ToList();
            if (places.Count == 0 && !CoursePath.IsText(name)) places = [MediaDesk.Folder + name];
            if (places is [var path]) files.Add(KeyValuePair.Create(path, (ReadOnlyMemory<byte>)await file.BytesAsync(Courseware.Limits.MediaBytes, cancel)));
            else ModelState.AddModelError(nameof(Files), places.Count == 0 ? texts.Format("Bring.NoSuchFile", name) : texts.Format("Bring.SeveralFiles", name, string.Join(", ", places)));
        }
        if (!ModelState.IsValid) return null;

        var reading = CourseSource.FromFiles(files);
        if (!reading.HasErrors) return reading.Source;
        Refuse(nameof(Files), reading.Diagnostics);
        return null;
    }

    private PageResult Refuse(string field, IReadOnlyList<Diagnostic> diagnostics, string? sentence = null)
    {
        Findings = [.. diagnostics.Select(StoredDiagnostic.Of)];
        ModelState.AddModelError(field, sentence ?? texts["Bring.NotTaken"]);
        return Again();
    }
}

/// <summary>One file on the page.</summary>
/// <param name="Index">Its fields are named by it.</param>
/// <param name="LeftOut">Changed lines that are not shown.</param>
public sealed record BroughtRow(int Index, ComparedFile File, IReadOnlyList<ComparedHunk> Hunks, int LeftOut)
{
    public BroughtFile Brought => File.Brought!;
    public string Field => FormattableString.Invariant($"f{Index}");
    public string FieldOf(int place) => FormattableString.Invariant($"c{Index}.{place}");
    public bool IsPicture => MediaDesk.IsPicture(File.Path);
}
