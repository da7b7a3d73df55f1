using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;

namespace Academy.Web;

/// <summary>Pictures and files of a course that is being written: looked at by content, made light, put under a safe name.</summary>
public sealed class MediaDesk(OutlineDesk outlines, PictureShop shop, CurrentAccount me)
{
    public const string Folder = "media/";

    /// <summary>Bytes of what is handed in: a photograph as a phone takes it. What is kept is far lighter.</summary>
    public const int LargestUpload = 12 << 20;

    /// <summary>What a file becomes in the course, or what speaks against it.</summary>
    /// <param name="budget">Bytes that a picture is to come down to; null where it is to look its best.</param>
    public async Task<MediaIntake> TakeInAsync(string name, ReadOnlyMemory<byte> bytes, int? budget, CancellationToken cancel)
    {
        if (bytes.Length == 0) return new MediaIntake("Empty", []);
        if (bytes.Length > LargestUpload) return new MediaIntake("TooLarge", []);
        if (MediaCheck.EndingOf(bytes.Span) is not { } ending) return new MediaIntake("UnknownType", []);

        // The content says what it is; its name must not say something else.
        var (file, found) = MediaCheck.Look(Folder + SafeStem(name) + Path.GetExtension(name).ToLowerInvariant(), bytes);
        if (found.Any(one => one.Severity == Severity.Error)) return new MediaIntake(null, found);
        if (!file.Type.StartsWith("image/", StringComparison.Ordinal) || ending == "svg")
            return bytes.Length > Courseware.Limits.MediaBytes ? new MediaIntake("TooLarge", []) : new MediaIntake(null, []) { Bytes = bytes, Ending = ending, Stem = SafeStem(name) };

        var (made, problem) = await shop.MakeAsync(bytes, budget, cancel);
        return made is null
            ? new MediaIntake("Picture" + problem, [])
            : new MediaIntake(null, []) { Bytes = made.Bytes, Ending = made.Ending, Stem = SafeStem(name) };
    }

    /// <summary>Puts it into the course under a name that is free, and where asked for, at the end of a lesson.</summary>
    /// <param name="lesson"><c>module/item</c>, or null.</param>
    /// <param name="lines">The Markdown of each language, with <c>{0}</c> for the file's path.</param>
    public async Task<string?> AddAsync(string course, MediaIntake intake, string? lesson, Func<string, string, string> lines, CancellationToken cancel)
    {
        var path = "";
        var change = await outlines.ChangeAsync(course, async change =>
        {
            var folded = change.Draft.Files.Where(file => !file.IsRemoved).Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
            path = $"{Folder}{SlugText.Free(intake.Stem, stem => folded.Contains($"{Folder}{stem}.{intake.Ending}"))}.{intake.Ending}";
            change.Draft.Add(path, intake.Bytes, me.Id, change.Now);
            if (lesson is null || change.Manifest.Item(lesson) is not { FileKind: FileKind.Lesson } item) return;
            foreach (var language in change.Languages)
                await change.AppendAsync(ItemFile.Path(item.FileKind, item.Path, language), lines(language, path));
        }, cancel);
        return change is null ? null : path;
    }

    /// <summary>Another picture in the same place. Where its kind differs its name does too, and every text follows.</summary>
    /// <returns>Its path now; null where there is no such file.</returns>
    public async Task<string?> ReplaceAsync(string course, string path, MediaIntake intake, CancellationToken cancel)
    {
        string? now = null;
        await outlines.ChangeAsync(course, async change =>
        {
            now = null;
            if (!path.StartsWith(Folder, StringComparison.Ordinal) || change.Draft.Find(path) is not { } file) return;
            await change.LoadAsync(file);
            now = Path.GetExtension(path).TrimStart('.').Equals(intake.Ending, StringComparison.OrdinalIgnoreCase) ? path : FreeName(change.Draft, path, intake.Ending);
            if (now != path)
            {
                change.Draft.Rename(file, now, me.Id, change.Now);
                await change.ReplaceInTextsAsync(Mention(path), now);
            }
            change.Draft.Save(file, intake.Bytes, me.Id, change.Now);
        }, cancel);
        return now;
    }

    /// <returns>False where there is no such file.</returns>
    public async Task<bool> RemoveAsync(string course, string path, CancellationToken cancel)
    {
        var found = false;
        await outlines.ChangeAsync(course, change =>
        {
            if (found = path.StartsWith(Folder, StringComparison.Ordinal) && change.Draft.Find(path) is not null) change.Draft.Remove(change.Draft.Find(path)!, me.Id, change.Now);
            return Task.CompletedTask;
        }, cancel);
        return found;
    }

    public async Task<bool> BringBackAsync(string course, string path, CancellationToken cancel)
    {
        var found = false;
        await outlines.ChangeAsync(course, change =>
        {
            var file = path.StartsWith(Folder, StringComparison.Ordinal) ? change.Draft.Files.Where(one => one.IsRemoved && one.Path == path).MaxBy(one => one.RemovedAt) : null;
            if (found = file is not null) change.Draft.BringBack(file!, me.Id, change.Now);
            return Task.CompletedTask;
        }, cancel);
        return found;
    }

    /// <summary>The texts that name a file.</summary>
    public static IReadOnlyList<string> UsesOf(CourseSource source, string path)
    {
        var mention = Mention(path);
        return [.. source.Files.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal) && mention.IsMatch(DraftText.ForEditor(file.Value.Span))).Select(file => file.Key)];
    }

    /// <summary>The line that shows a picture or offers a file.</summary>
    public static string Line(string path, string words)
    {
        var safe = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);
        return $"{(IsPicture(path) ? "!" : "")}[{safe}]({path})";
    }

    public static bool IsPicture(string path) => Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".webp" or ".gif" or ".svg";

    private static Regex Mention(string path) => new($@"(?<![\w/.-]){Regex.Escape(path)}(?![\w/-]|\.\w)", RegexOptions.CultureInvariant);

    // A name that every link and file system takes, whatever the computer called it.
    private static string SafeStem(string name) => SlugText.Of(Path.GetFileNameWithoutExtension(name.Split('/', '\\')[^1])) is { Length: > 0 } stem ? stem : "file";

    private static string FreeName(CourseDraft draft, string path, string ending)
    {
        var stem = path[Folder.Length..^Path.GetExtension(path).Length];
        var taken = draft.Files.Where(file => !file.IsRemoved).Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return $"{Folder}{SlugText.Free(stem, one => taken.Contains($"{Folder}{one}.{ending}"))}.{ending}";
    }
}

/// <summary>A file that was handed in: ready to be kept, or refused.</summary>
/// <param name="Refused">The end of the key of a sentence, or null.</param>
/// <param name="Findings">What the compiler says against it.</param>
public sealed record MediaIntake(string? Refused, IReadOnlyList<Diagnostic> Findings)
{
    public bool IsGood => Refused is null && Bytes.Length > 0;

    public ReadOnlyMemory<byte> Bytes { get; init; }
    public string Ending { get; init; } = "";

    /// <summary>Its name without the ending.</summary>
    public string Stem { get; init; } = "";
}
