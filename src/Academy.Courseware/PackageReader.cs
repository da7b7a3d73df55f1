using System.Globalization;
using System.IO.Compression;

namespace Academy.Courseware;

/// <summary>Reads a zip from a stranger: every entry is held against the rules before the first is unpacked.</summary>
internal static class PackageReader
{
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private const ushort Aes = 99;

    // Encrypted, strongly encrypted, directory encrypted.
    private const ushort EncryptedFlags = 1 | 1 << 6 | 1 << 13;

    public static SourceReading Read(Stream zip)
    {
        var builder = new SourceBuilder();
        if (Bytes(zip) is not { } bytes)
        {
            builder.Report(Rules.PackageTooLarge, "", Size.Of(Limits.PackageBytes));
            return builder.WholeOrNothing();
        }
        if (ZipDirectory.Read(bytes) is not { } entries)
        {
            builder.Report(Rules.NotAPackage, "");
            return builder.WholeOrNothing();
        }
        if (entries.Count > Limits.Files)
        {
            builder.Report(Rules.TooManyFiles, "", Limits.Files.ToString(CultureInfo.InvariantCulture));
            return builder.WholeOrNothing();
        }

        ReportOverlaps(entries, builder);
        var admitted = entries.Select(entry => (Entry: entry, Path: Admit(entry, builder))).Where(pair => pair.Path is not null).ToList();
        if (builder.HasErrors) return builder.WholeOrNothing();

        foreach (var (entry, path) in admitted)
            if (Unpack(bytes, entry, path!, builder) is { } unpacked)
                builder.Add(path!, unpacked);
        return builder.WholeOrNothing();
    }

    private static byte[]? Bytes(Stream zip)
    {
        var read = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = zip.Read(buffer)) > 0;)
        {
            if (read.Length + count > Limits.PackageBytes) return null;
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }

    // Many entries that share one piece of packed data make gigabytes of kilobytes.
    private static void ReportOverlaps(IReadOnlyList<ZipEntry> entries, SourceBuilder builder)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Start))
        {
            if (entry.Start < end) builder.Report(Rules.Overlapping, entry.Name ?? "");
            end = Math.Max(end, entry.End);
        }
    }

    private static string? Admit(ZipEntry entry, SourceBuilder builder)
    {
        if (builder.IsFull) return null;
        if (entry.Name is not { } name)
        {
            builder.Report(Rules.NameNotUtf8, "");
            return null;
        }
        if (entry.IsFolder)
        {
            if (CoursePath.Fault(name.TrimEnd('/')) is { } fault && fault != Rules.PathTooLong) builder.Report(fault, name, CoursePath.Shown(name));
            else if (entry.Size > 0) builder.Report(Rules.UnsafePath, name, CoursePath.Shown(name));
            return null;
        }
        if (builder.Admit(name) is not { } path) return null;

        if (Fault(entry) is not { } wrong) return builder.AdmitSize(path, entry.Size) ? path : null;
        builder.Report(wrong, path);
        return null;
    }

    private static Rule? Fault(ZipEntry entry) => entry switch
    {
        { IsLink: true } => Rules.Link,
        _ when (entry.Flags & EncryptedFlags) != 0 || entry.Method == Aes => Rules.Encrypted,
        { Method: not (Stored or Deflated) } => Rules.UnknownCompression,
        { Method: Stored } when entry.Size != entry.PackedSize => Rules.SizeDiffers,
        _ => null,
    };

    // The size that the zip tells has been held against the limits: never a byte more than that is unpacked.
    private static byte[]? Unpack(byte[] zip, ZipEntry entry, string path, SourceBuilder builder)
    {
        var unpacked = new byte[entry.Size];
        using var packed = new MemoryStream(zip, entry.DataStart, entry.PackedSize, writable: false);
        try
        {
            using Stream plain = entry.Method == Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
            if (plain.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false) < unpacked.Length || plain.ReadByte() >= 0)
            {
                builder.Report(Rules.SizeDiffers, path);
                return null;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            builder.Report(Rules.Damaged, path);
            return null;
        }

        if (Crc32.Of(unpacked) == entry.Checksum) return unpacked;
        builder.Report(Rules.Damaged, path);
        return null;
    }
}
