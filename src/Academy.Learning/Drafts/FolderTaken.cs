using System.Globalization;

namespace Academy.Learning.Drafts;

/// <summary>A file of a folder that was taken away.</summary>
/// <param name="Path">As it was called then.</param>
/// <param name="Number">Its revision then.</param>
public sealed record TakenFile(string Path, Guid FileId, int Number)
{
    // A list of hundreds that is only ever read and written whole: a line for each file. No sign between can stand in a path.
    internal static string Write(IEnumerable<TakenFile> files) => string.Join('\n', files.OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FileId:N}\t{file.Number}\t{file.Path}")));

    internal static IReadOnlyList<TakenFile> Read(string listed) => [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
        .Select(parts => new TakenFile(parts[2], Guid.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture)))];
}

/// <summary>
/// What somebody's folder and the draft last had in common: written when the folder is taken away, and again when it comes back. From it a
/// text that both sides have changed can be put together.
/// </summary>
public sealed class FolderTaken
{
    private FolderTaken() { }

    public FolderTaken(Guid draftId, Guid accountId) => (DraftId, AccountId) = (draftId, accountId);

    public Guid DraftId { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>As <see cref="Files"/>, in one text.</summary>
    public string Listed { get; private set; } = "";

    public IReadOnlyList<TakenFile> Files => TakenFile.Read(Listed);

    public void Take(IEnumerable<TakenFile> files, DateTimeOffset now) => (Listed, At) = (TakenFile.Write(files), now);
}

/// <summary>A folder that somebody has handed in and not yet put into the draft: theirs alone, one for each course, until it is put in, thrown away or too old.</summary>
public sealed class FolderUpload
{
    /// <summary>Longer than a holiday, shorter than a course changes beyond recognition.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private FolderUpload() { }

    public FolderUpload(Guid draftId, Guid accountId) => (DraftId, AccountId) = (draftId, accountId);

    public Guid DraftId { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>Another for each handing in: what a page has shown names it.</summary>
    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>A folder: what it does not have was taken out of it. Else single files, which say nothing of others.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The files as a zip.</summary>
    public byte[] Package { get; private set; } = [];

    /// <summary>What the folder and the draft had in common when it was handed in; taking the draft away once more changes nothing of that. Null where nobody knows.</summary>
    public string? Listed { get; private set; }

    public IReadOnlyList<TakenFile>? Taken => Listed is null ? null : TakenFile.Read(Listed);

    public void HandIn(byte[] package, bool isWhole, FolderTaken? taken, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Listed = taken?.Listed;
        (Package, IsWhole, At, ExpiresAt) = (package, isWhole, now, now + Kept);
    }
}
