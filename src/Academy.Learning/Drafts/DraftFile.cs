using System.Security.Cryptography;

namespace Academy.Learning.Drafts;

/// <summary>One file of a draft. Its newest bytes lie in <see cref="Content"/>, apart, so that a list of files never loads them; every earlier one can be had again.</summary>
public sealed class DraftFile
{
    private readonly List<FileRevision> _revisions = [];

    private DraftFile() { }

    internal DraftFile(Guid draftId, string path, ReadOnlyMemory<byte> bytes, Guid? by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        DraftId = draftId;
        Path = path;
        Content = new DraftContent(Id);
        Keep(bytes, by, now);
    }

    public Guid Id { get; private set; }
    public Guid DraftId { get; private set; }

    /// <summary>Inside the course: <c>module/item.ru.md</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The number of its newest revision: 1, 2, 3 … Whoever saves says which one they had before them.</summary>
    public int Number { get; private set; }

    /// <summary>Bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Null where an operator's command did it.</summary>
    public Guid? ChangedById { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public bool IsRemoved => RemovedAt is not null;

    /// <summary>Null where it was not loaded.</summary>
    public DraftContent? Content { get; private set; }

    /// <summary>Those of this context only; the database has them all.</summary>
    public IReadOnlyList<FileRevision> Revisions => _revisions;

    /// <summary>Its revision that went into the last edition; 0 where it is newer than that.</summary>
    public int EditionNumber { get; private set; }

    internal void IsInEdition() => EditionNumber = Number;

    // The number of the newest revision that is kept whole.
    public int WholeNumber { get; private set; }

    internal bool Revise(ReadOnlyMemory<byte> bytes, Guid? by, DateTimeOffset now)
    {
        if (Sha256 == HashOf(bytes.Span)) return false;
        Keep(bytes, by, now);
        return true;
    }

    internal void MoveTo(string path, Guid? by, DateTimeOffset now)
    {
        Path = path;
        Note(RevisionKind.Moved, by, now);
    }

    internal void Remove(Guid? by, DateTimeOffset now)
    {
        RemovedAt = now;
        Note(RevisionKind.Removed, by, now);
    }

    internal void BringBack(Guid? by, DateTimeOffset now)
    {
        RemovedAt = null;
        Note(RevisionKind.BroughtBack, by, now);
    }

    private void Keep(ReadOnlyMemory<byte> bytes, Guid? by, DateTimeOffset now)
    {
        var content = Content ?? throw new InvalidOperationException($"The content of {Path} was not loaded.");
        var whole = WholeNumber == 0 || Number - WholeNumber >= FileRevision.LongestChain;
        var packed = whole ? RevisionPack.Pack(bytes.Span, []) : RevisionPack.Pack(bytes.Span, content.Bytes);
        (Size, Sha256) = (bytes.Length, HashOf(bytes.Span));
        content.Bytes = bytes.ToArray();
        if (whole) WholeNumber = Number + 1;
        Next(RevisionKind.Saved, packed, by, now);
    }

    // What is moved or removed has the bytes that it had.
    private void Note(RevisionKind kind, Guid? by, DateTimeOffset now) => Next(kind, null, by, now);

    private void Next(RevisionKind kind, byte[]? packed, Guid? by, DateTimeOffset now)
    {
        Number++;
        (ChangedAt, ChangedById) = (now, by);
        _revisions.Add(new FileRevision(this, kind, packed, by, now));
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>The newest bytes of a file, as they are compiled.</summary>
public sealed class DraftContent(Guid fileId)
{
    public Guid FileId { get; private set; } = fileId;
    public byte[] Bytes { get; internal set; } = [];
}

public enum RevisionKind { Saved, Moved, Removed, BroughtBack }

/// <summary>One step in a file's life: who, when, and what it was then. Never changed.</summary>
public sealed class FileRevision
{
    /// <summary>Revisions kept as differences after a whole one: so many must be read at most to have an old text again.</summary>
    public const int LongestChain = 100;

    private FileRevision() { }

    internal FileRevision(DraftFile file, RevisionKind kind, byte[]? packed, Guid? by, DateTimeOffset now)
    {
        FileId = file.Id;
        Number = file.Number;
        WholeNumber = file.WholeNumber;
        Kind = kind;
        Path = file.Path;
        Size = file.Size;
        Sha256 = file.Sha256;
        Packed = packed;
        ById = by;
        At = now;
    }

    public Guid FileId { get; private set; }
    public int Number { get; private set; }

    /// <summary>The revision with which reading begins that gives this one's bytes.</summary>
    public int WholeNumber { get; private set; }

    public RevisionKind Kind { get; private set; }

    /// <summary>What the file was called then.</summary>
    public string Path { get; private set; } = "";

    public int Size { get; private set; }
    public string Sha256 { get; private set; } = "";

    /// <summary>What <see cref="RevisionPack"/> made of the bytes; null where they are those of the revision before.</summary>
    public byte[]? Packed { get; private set; }

    public Guid? ById { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The bytes as they were.</summary>
    /// <param name="chain">From <see cref="WholeNumber"/> to the revision that is wanted, in order.</param>
    public static byte[] Read(IEnumerable<FileRevision> chain)
    {
        byte[] bytes = [];
        var last = default(FileRevision);
        foreach (var revision in chain)
        {
            bytes = revision.Unpacked(bytes);
            last = revision;
        }
        return last is not null ? last.Checked(bytes) : throw new InvalidDataException("No revision is no text.");
    }

    /// <summary>The bytes as they were, for whoever has those of the revision before.</summary>
    public byte[] ReadAfter(byte[] earlier) => Checked(Unpacked(earlier));

    private byte[] Unpacked(byte[] earlier) => Packed is { } packed ? RevisionPack.Unpack(packed, Number == WholeNumber ? [] : earlier, Size) : earlier;

    private byte[] Checked(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256
        ? bytes
        : throw new InvalidDataException($"Revision {Number} of file {FileId} does not give the bytes that were saved.");
}

/// <summary>
/// What somebody has typed into a file and not saved yet: theirs alone, kept so that a closed browser loses nothing. It goes when it is saved
/// or thrown away.
/// </summary>
public sealed class UnsavedText
{
    private UnsavedText() { }

    public UnsavedText(Guid fileId, Guid accountId) => (FileId, AccountId) = (fileId, accountId);

    public Guid FileId { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The file's revision that they had before them when they began to type.</summary>
    public int BaseNumber { get; private set; }

    /// <summary>With line feeds only, as an editor has it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Counts up with every keeping. Of two windows the later one says a number that is no longer the newest.</summary>
    public int Number { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Keeps the text, unless another window has kept one that this one has not seen.</summary>
    /// <param name="seen">The number that the window saw last; 0 where it saw none.</param>
    /// <returns>False where the other window's text stands: then both are to be shown.</returns>
    public bool Keep(string text, int baseNumber, int seen, DateTimeOffset now)
    {
        if (seen != Number && text != Text) return false;
        (Text, BaseNumber, At) = (text, baseNumber, now);
        Number++;
        return true;
    }
}
