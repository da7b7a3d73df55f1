using System.Text;

namespace Academy.Courseware;

/// <summary>The kinds of file that a learner may hand in.</summary>
public enum UploadType { Pdf, Docx, Xlsx, Jpeg, Png }

/// <summary>What stands against a file.</summary>
public enum UploadProblem
{
    /// <summary>Its name ends like none of the kinds that are taken.</summary>
    UnknownType,

    NotWhatItsNameSays,

    /// <summary>No program would open it whole.</summary>
    Broken,

    /// <summary>Locked with a password.</summary>
    Locked,

    /// <summary>It holds macros or scripts.</summary>
    Active,

    UnpacksTooLarge,
}

/// <summary>Looks at a file that a stranger hands in: by content as well as by name, without opening what it describes.</summary>
public static class UploadCheck
{
    private const int MostParts = 5_000;
    private const int UnpackedAtMost = 100 << 20;
    private const ushort Encrypted = 1;
    private const int EndOfPdf = 2048;

    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>The endings that are taken, as people write them.</summary>
    public static string Endings => ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";

    /// <summary>As browsers are told.</summary>
    public static string MediaTypeOf(UploadType type) => type switch
    {
        UploadType.Pdf => "application/pdf",
        UploadType.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        UploadType.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        UploadType.Jpeg => "image/jpeg",
        UploadType.Png => "image/png",
    };

    /// <returns>The type, or what stands against the file.</returns>
    public static (UploadType? Type, UploadProblem? Problem) Look(string name, ReadOnlyMemory<byte> bytes)
    {
        if (TypeOf(name) is not { } type) return (null, UploadProblem.UnknownType);

        var problem = type switch
        {
            UploadType.Pdf => Pdf(bytes),
            UploadType.Docx => Office(bytes, "word/document.xml"),
            UploadType.Xlsx => Office(bytes, "xl/workbook.xml"),
            UploadType.Jpeg => Picture(MediaType.Jpeg, bytes.Span),
            UploadType.Png => Picture(MediaType.Png, bytes.Span),
        };
        return problem is null ? (type, null) : (null, problem);
    }

    private static UploadType? TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => UploadType.Pdf,
        ".docx" => UploadType.Docx,
        ".xlsx" => UploadType.Xlsx,
        ".jpg" or ".jpeg" => UploadType.Jpeg,
        ".png" => UploadType.Png,
        _ => null,
    };

    private static UploadProblem? Picture(MediaType type, ReadOnlySpan<byte> bytes)
    {
        if (MediaType.ByContent(bytes) != type) return UploadProblem.NotWhatItsNameSays;
        return PictureHeader.Read(type, "", bytes, []) is null ? UploadProblem.Broken : null;
    }

    private static UploadProblem? Pdf(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("%PDF-"u8)) return UploadProblem.NotWhatItsNameSays;
        // Cut off on the way, or something else with a beginning like it.
        if (bytes.Span[Math.Max(0, bytes.Length - EndOfPdf)..].IndexOf("%%EOF"u8) < 0) return UploadProblem.Broken;
        return PdfCheck.ActiveName(bytes) switch
        {
            null => null,
            "Encrypt" => UploadProblem.Locked,
            _ => UploadProblem.Active,
        };
    }

    private static UploadProblem? Office(ReadOnlyMemory<byte> bytes, string mainPart)
    {
        var zip = bytes.Span;
        // A locked document is no zip at all but lies in a container of the old kind.
        if (zip.StartsWith(OldOffice)) return zip.IndexOf(EncryptedPackage) >= 0 ? UploadProblem.Locked : UploadProblem.NotWhatItsNameSays;
        if (!zip.StartsWith("PK"u8)) return UploadProblem.NotWhatItsNameSays;
        if (ZipDirectory.Read(zip) is not { } parts) return UploadProblem.Broken;
        if (parts.Count > MostParts) return UploadProblem.UnpacksTooLarge;
        if (parts.Any(part => (part.Flags & Encrypted) != 0)) return UploadProblem.Locked;
        if (parts.Any(part => part.Name is null || part.IsLink || LeadsElsewhere(part.Name) || part.Method is not (ZipEntry.Stored or ZipEntry.Deflated)) || ZipDirectory.Overlapping(parts).Any())
            return UploadProblem.Broken;

        var names = parts.Select(part => part.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count != parts.Count) return UploadProblem.Broken;
        if (!names.Contains("[Content_Types].xml") || !names.Contains("_rels/.rels") || !names.Contains(mainPart)) return UploadProblem.NotWhatItsNameSays;
        if (names.Any(IsActive)) return UploadProblem.Active;

        var left = (long)UnpackedAtMost;
        foreach (var part in parts.Where(part => !part.IsFolder))
        {
            if (part.Size > left) return UploadProblem.UnpacksTooLarge;
            if (part.Unpack(bytes).Unpacked is not { } unpacked) return UploadProblem.Broken;
            left -= unpacked.Length;
            // The kinds of all parts stand here; a document with macros says so, whatever its parts are called.
            if (part.Name!.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase) && SpeaksOfMacros(unpacked)) return UploadProblem.Active;
        }
        return null;
    }

    private static bool LeadsElsewhere(string name) =>
        name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");

    private static bool IsActive(string part)
    {
        var name = part[(part.LastIndexOf('/') + 1)..];
        return name.StartsWith("vba", StringComparison.OrdinalIgnoreCase)
            || part.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase)
            || part.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
            || part.Contains("/dialogsheets/", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase);
    }

    private static bool SpeaksOfMacros(ReadOnlySpan<byte> contentTypes)
    {
        var text = Encoding.UTF8.GetString(contentTypes).Replace("\0", "", StringComparison.Ordinal);
        return text.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || text.Contains("vbaProject", StringComparison.OrdinalIgnoreCase);
    }
}
