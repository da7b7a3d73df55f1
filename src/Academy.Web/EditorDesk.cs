using System.Globalization;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;

namespace Academy.Web;

/// <summary>What the editor asks of a draft: the course with a text as it is being typed, and things to put into it.</summary>
public sealed class EditorDesk(DraftDesk desk, DraftShelf shelf, Texts texts, TimeProvider clock)
{
    // Of a search, as many as one looks through.
    private const int MostFound = 20;

    /// <summary>The day that a fix writes.</summary>
    public DateOnly Today => KazakhstanTime.DayOf(clock.GetUtcNow());

    /// <summary>Whether a file is a text; pictures and other files are only looked at.</summary>
    public static bool IsText(string path) =>
        !path.StartsWith("media/", StringComparison.Ordinal)
        && (CoursePath.IsText(path) || path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    /// <summary>A file's address under the course: its parts are escaped, their order is kept.</summary>
    public static string AddressOf(string course, string path) =>
        $"/{PageLanguage.Current}/studio/courses/{course}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>The course as it would be with this text in the file.</summary>
    /// <param name="text">Null for what is saved.</param>
    public async Task<Compilation> CompileAsync(OpenDraft open, string path, string? text, CancellationToken cancel)
    {
        var shelved = await shelf.GetAsync(open.Draft, cancel);
        if (text is null || !shelved.Source.Files.TryGetValue(path, out var saved)) return shelved.Compilation;

        var typed = DraftText.ToBytes(text, saved.Span);
        return saved.Span.SequenceEqual(typed) ? shelved.Compilation : shelved.With(path, typed);
    }

    /// <summary>Saves, unless this person has another text there that was kept and that this window has not shown: it would be gone.</summary>
    /// <param name="seen">The number of the kept text that the window shows; 0 where it shows none.</param>
    public async Task<EditorSaving?> SaveAsync(string course, string path, int baseNumber, string text, int seen, CancellationToken cancel)
    {
        if (await desk.FindToWriteAsync(course, cancel) is not { } open || await desk.FindFileAsync(open, path, cancel) is not { } file) return null;

        var mine = DraftText.Lines(text);
        if (await desk.FindUnsavedAsync(file, cancel) is { } kept && kept.Number != seen && kept.Text != mine && kept.Text != DraftText.ForEditor(file.Content!.Bytes))
            return new EditorSaving(null, kept);
        return await desk.SaveAsync(course, path, baseNumber, text, cancel) is { } saving ? new EditorSaving(saving, null) : null;
    }

    /// <summary>The file's text with one of its diagnostics mended; as it was where there is no such one.</summary>
    /// <param name="key">As <see cref="Finding.Key"/> says.</param>
    public async Task<string> MendAsync(OpenDraft open, string path, string text, string key, CancellationToken cancel)
    {
        var findings = Findings.Of(await CompileAsync(open, path, text, cancel), path);
        return findings.Own.FirstOrDefault(found => found.Key == key)?.Diagnostic.Fix is { } fix ? fix.Apply(DraftText.Lines(text), Today) : text;
    }

    /// <summary>Things that a text may name, to be put into it: acts, terms, lessons, files.</summary>
    /// <param name="language">Of the text.</param>
    public async Task<IReadOnlyList<Insertable>> FindAsync(OpenDraft open, InsertKind kind, string query, string language, CancellationToken cancel)
    {
        var shelved = await shelf.GetAsync(open.Draft, cancel);
        var course = shelved.Compilation.Built;
        var all = kind switch
        {
            InsertKind.Act => shelved.Library.Acts.Values.Where(act => act.Repealed is null)
                .Select(act => new Insertable(act.Id, act.Short.In(language), act.Title.In(language))),
            InsertKind.Term => shelved.Library.Terms.Select(term => new Insertable(term.Id, term.Name.In(language), term.Definition?.In(language) ?? "")),
            InsertKind.Lesson => (course?.Items ?? []).Select(item => new Insertable(item.Path, item.Title.In(language), course!.ModuleOf(item).Title.In(language))),
            _ => (course?.Media.Values ?? []).Select(file => new Insertable(file.Path, file.Name, FileSize.In(texts, file.Bytes.Length)) { IsPicture = file.Width is not null }),
        };
        var compare = CultureInfo.CurrentCulture.CompareInfo;
        bool Says(string text) => compare.IndexOf(text, query, CompareOptions.IgnoreCase) >= 0;
        return [.. all.Where(one => query.Length == 0 || Says(one.Title) || Says(one.Note) || Says(one.Id)).Take(MostFound)];
    }
}

/// <summary>What can be put into a text.</summary>
public enum InsertKind { Act, Term, Lesson, File }

/// <param name="Id">As the format names it.</param>
/// <param name="Note">What tells it from others.</param>
public sealed record Insertable(string Id, string Title, string Note)
{
    public bool IsPicture { get; init; }
}

/// <summary>Either of the two.</summary>
/// <param name="Saving">Null where nothing was saved, because of <paramref name="Other"/>.</param>
/// <param name="Other">What the same person typed in another window or on an earlier day, and this window has not shown.</param>
public sealed record EditorSaving(FileSaving? Saving, UnsavedText? Other);

/// <summary>One diagnostic in the editor's list.</summary>
public sealed record Finding(Diagnostic Diagnostic)
{
    public bool IsError => Diagnostic.Severity == Severity.Error;

    /// <summary>Which one it is of this text.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Diagnostic.Code}:{Diagnostic.Location.Line}:{Diagnostic.Location.Column}");
}

/// <summary>Another file of the course in which something is to be mended.</summary>
public sealed record OtherFile(string Path, int Errors, int Warnings);

/// <summary>What the compiler says of a course while one file is open: this file's findings whole, the others counted.</summary>
public sealed record Findings(string Course, string Path, IReadOnlyList<Finding> Own, IReadOnlyList<OtherFile> Others, bool MayWrite = true)
{
    // Beyond that a count is enough.
    private const int MostOthers = 12;

    public int Errors => Own.Count(found => found.IsError);
    public int Warnings => Own.Count - Errors;

    public static Findings Of(Compilation compilation, string path, string course = "", bool mayWrite = true) => new(
        course, path,
        [.. compilation.Diagnostics.Where(found => found.Location.File == path).OrderByDescending(found => found.Severity).ThenBy(found => found.Location.Line).Select(found => new Finding(found))],
        [.. compilation.Diagnostics.Where(found => found.Location.File != path).GroupBy(found => found.Location.File)
            .Select(file => new OtherFile(file.Key, file.Count(found => found.Severity == Severity.Error), file.Count(found => found.Severity == Severity.Warning)))
            .OrderByDescending(file => file.Errors).ThenBy(file => file.Path, StringComparer.Ordinal).Take(MostOthers)],
        mayWrite);
}
