using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>A file that a person has handed in: what it is, by its content as well as by its name. Its bytes lie in a row of their own, so that lists never load them.</summary>
public sealed class StoredFile
{
    /// <summary>Bytes of one file.</summary>
    public const int Largest = 20 * 1024 * 1024;

    /// <summary>Bytes that one person may keep here.</summary>
    public const long Quota = 200L * 1024 * 1024;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 120;

    private StoredFile() { }

    private StoredFile(Guid ownerId, string name, UploadType type, ReadOnlyMemory<byte> bytes, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        OwnerId = ownerId;
        Name = name;
        Type = type;
        Size = bytes.Length;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        StoredAt = now;
        Content = new StoredFileContent(Id, bytes.ToArray());
    }

    public Guid Id { get; private set; }

    /// <summary>The account that handed it in.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>As shown and as saved by a browser; never a path.</summary>
    public string Name { get; private set; } = "";

    public UploadType Type { get; private set; }

    /// <summary>In bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public DateTimeOffset StoredAt { get; private set; }

    /// <summary>Null where the row was read without it, which is everywhere but in a download.</summary>
    public StoredFileContent? Content { get; private set; }

    /// <summary>Null where the file may be stored: then <see cref="Store"/> does.</summary>
    /// <param name="kept">Bytes that the person keeps here already.</param>
    public static Refusal? WhyNotStore(string? name, ReadOnlyMemory<byte> bytes, long kept)
    {
        if (bytes.Length == 0) return Refusal.FileEmpty;
        if (bytes.Length > Largest) return Refusal.FileTooLarge;
        if (kept + bytes.Length > Quota) return Refusal.FileQuotaUsed;
        return UploadCheck.Look(CleanName(name), bytes).Problem switch
        {
            null => null,
            UploadProblem.UnknownType => Refusal.FileTypeUnknown,
            UploadProblem.NotWhatItsNameSays => Refusal.FileNotWhatItsNameSays,
            UploadProblem.Broken => Refusal.FileBroken,
            UploadProblem.Locked => Refusal.FileLocked,
            UploadProblem.Active => Refusal.FileActive,
            UploadProblem.UnpacksTooLarge => Refusal.FileUnpacksTooLarge,
            _ => throw new InvalidOperationException("There is no refusal for that."),
        };
    }

    public static StoredFile Store(Guid ownerId, string? name, ReadOnlyMemory<byte> bytes, long kept, DateTimeOffset now)
    {
        if (WhyNotStore(name, bytes, kept) is { } refusal) throw new RefusedException(refusal);

        var clean = CleanName(name);
        return new StoredFile(ownerId, clean, UploadCheck.Look(clean, bytes).Type!.Value, bytes, now);
    }

    /// <summary>The last part of what was sent, without what would lead elsewhere, break a line or turn the text round; short enough, its ending kept.</summary>
    public static string CleanName(string? sent)
    {
        var last = (sent ?? "").Split('/', '\\')[^1];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) continue;
            switch (Rune.GetUnicodeCategory(rune))
            {
                // Format characters turn the direction of letters or are not seen at all.
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    clean.Append(' ');
                    break;
                default:
                    clean.Append(rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value) ? "_" : rune.ToString());
                    break;
            }
        }
        var name = string.Join(' ', clean.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot < 0 || name.Length - dot > 10 ? (name, "") : (name[..dot].TrimEnd('.', ' '), name[dot..]);
        if (stem.Length == 0) stem = "file";
        var room = LongestName - ending.Length;
        if (stem.Length > room) stem = stem[..(char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room)].TrimEnd('.', ' ');
        return stem + ending;
    }
}

/// <summary>The bytes of a <see cref="StoredFile"/>.</summary>
public sealed class StoredFileContent
{
    private StoredFileContent() { }

    internal StoredFileContent(Guid fileId, byte[] bytes) => (FileId, Bytes) = (fileId, bytes);

    public Guid FileId { get; private set; }
    public byte[] Bytes { get; private set; } = [];
}
