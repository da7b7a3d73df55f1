using System.Globalization;

namespace Academy.Courseware;

/// <summary>Reads a zip from a stranger: every entry is held against the rules before the first is unpacked.</summary>
internal static class PackageReader
{
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

        foreach (var entry in ZipDirectory.Overlapping(entries)) builder.Report(Rules.Overlapping, entry.Name ?? "");
        var admitted = entries.Select(entry => (Entry: entry, Path: Admit(entry, builder))).Where(pair => pair.Path is not null).ToList();
        if (builder.HasErrors) return builder.WholeOrNothing();

        foreach (var (entry, path) in admitted)
        {
            var (unpacked, fault) = entry.Unpack(bytes);
            if (fault is not null) builder.Report(fault, path!);
            else builder.Add(path!, unpacked!);
        }
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
        { Method: not (ZipEntry.Stored or ZipEntry.Deflated) } => Rules.UnknownCompression,
        { Method: ZipEntry.Stored } when entry.Size != entry.PackedSize => Rules.SizeDiffers,
        _ => null,
    };
}
