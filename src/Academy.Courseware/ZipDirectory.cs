using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Academy.Courseware;

/// <summary>A file of a zip, as the directory at its end tells of it; where it lies has been checked, nothing else.</summary>
/// <param name="Name">As it is written, or null where it is not UTF-8.</param>
/// <param name="Start">Where its own header begins.</param>
/// <param name="DataStart">Where its packed bytes begin.</param>
internal sealed record ZipEntry(
    string? Name, ushort Flags, ushort Method, uint Checksum, int PackedSize, long Size, bool IsLink, int Start, int DataStart)
{
    /// <summary>As the zip has it: the ways of packing that every reader knows.</summary>
    public const ushort Stored = 0, Deflated = 8;

    public int End => DataStart + PackedSize;

    public bool IsFolder => Name!.EndsWith('/');

    /// <summary>
    /// The file itself, or what is wrong with it. What the directory says of its size is held against what comes out, and never a byte more
    /// than that is unpacked: hold it against a limit first.
    /// </summary>
    public (byte[]? Unpacked, Rule? Fault) Unpack(ReadOnlyMemory<byte> zip)
    {
        var unpacked = new byte[Size];
        using var packed = MemoryBytes.Open(zip.Slice(DataStart, PackedSize));
        try
        {
            using Stream plain = Method == Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
            if (plain.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false) < unpacked.Length || plain.ReadByte() >= 0) return (null, Rules.SizeDiffers);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return (null, Rules.Damaged);
        }
        return Crc32.Of(unpacked) == Checksum ? (unpacked, null) : (null, Rules.Damaged);
    }
}

/// <summary>
/// Reads the directory of a zip that is wholly in memory. The framework's reader does not tell where an entry lies, so that
/// entries over one another would go unseen.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int HeaderLength = 30;
    private const int FileType = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int WindowsLink = 0x400;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The entries in the order of the directory, or null where the bytes are no sound zip.</summary>
    public static IReadOnlyList<ZipEntry>? Read(ReadOnlySpan<byte> zip)
    {
        var end = EndOf(zip);
        if (end < 0) return null;

        var (count, size, start) = (Read16(zip, end + 10), Read32(zip, end + 12), Read32(zip, end + 16));
        // One disk only, and the directory right before the end: other readers then see the same entries as we do.
        if (Read16(zip, end + 4) != 0 || Read16(zip, end + 6) != 0 || Read16(zip, end + 8) != count || (long)start + size != end) return null;

        var entries = new List<ZipEntry>(Math.Min((int)count, Limits.Files + 1));
        var at = (int)start;
        while (at < end)
        {
            if (end - at < EntryLength || !zip[at..].StartsWith("PK\x01\x02"u8)) return null;

            var next = at + EntryLength + Read16(zip, at + 28) + Read16(zip, at + 30) + Read16(zip, at + 32);
            if (next > end || Entry(zip, at, (int)start) is not { } entry) return null;

            entries.Add(entry);
            // So many are refused anyway.
            if (entries.Count > Limits.Files) return entries;
            at = next;
        }
        return entries.Count == count ? entries : null;
    }

    /// <summary>Entries that begin where another one has not ended: many that share one piece of packed data make gigabytes of kilobytes.</summary>
    public static IEnumerable<ZipEntry> Overlapping(IEnumerable<ZipEntry> entries)
    {
        var end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Start))
        {
            if (entry.Start < end) yield return entry;
            end = Math.Max(end, entry.End);
        }
    }

    private static ZipEntry? Entry(ReadOnlySpan<byte> zip, int at, int directory)
    {
        var (packed, size, start) = (Read32(zip, at + 20), Read32(zip, at + 24), Read32(zip, at + 42));
        var name = zip.Slice(at + EntryLength, Read16(zip, at + 28));
        var attributes = Read32(zip, at + 38);

        if (start > directory - HeaderLength || !zip[(int)start..].StartsWith("PK\x03\x04"u8)) return null;
        var header = (int)start;
        var data = header + HeaderLength + Read16(zip, header + 26) + Read16(zip, header + 28);
        if (data + (long)packed > directory) return null;
        // A file that is called otherwise in its own header is another file to a reader that goes from the front.
        var nameAtFile = Read16(zip, header + 26);
        if (header + HeaderLength + nameAtFile > directory || !zip.Slice(header + HeaderLength, nameAtFile).SequenceEqual(name)) return null;

        var type = (int)(attributes >> 16) & FileType;
        var isLink = type is not (0 or RegularFile or Folder) || (attributes & WindowsLink) != 0;
        return new ZipEntry(NameOf(name), Read16(zip, at + 8), Read16(zip, at + 10), Read32(zip, at + 16), (int)packed, size, isLink, header, data);
    }

    // Backwards from the end: a comment may follow, and its length must reach exactly to the end.
    private static int EndOf(ReadOnlySpan<byte> zip)
    {
        var last = Math.Max(0, zip.Length - EndLength - ushort.MaxValue);
        for (var at = zip.Length - EndLength; at >= last; at--)
            if (zip[at..].StartsWith("PK\x05\x06"u8) && at + EndLength + Read16(zip, at + 20) == zip.Length)
                return at;
        return -1;
    }

    // Archivers of old write names in the code page of their computer and do not say which.
    private static string? NameOf(ReadOnlySpan<byte> name)
    {
        try
        {
            return Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Read32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
