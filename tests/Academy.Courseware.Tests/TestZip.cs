using System.IO.Compression;
using System.Text;

namespace Academy.Courseware.Tests;

/// <summary>Writes zips that no honest archiver writes: each field of an entry can be made to lie.</summary>
internal sealed class TestZip
{
    private readonly List<byte> _files = [];
    private readonly List<byte> _directory = [];
    private int _count;

    /// <summary>Where the next entry will begin.</summary>
    public uint Position => (uint)_files.Count;

    public TestZip Add(
        string name, byte[]? content = null, byte[]? rawName = null, string? nameAtFile = null, ushort flags = 0x800, ushort? method = null, uint? size = null,
        uint? checksum = null, uint attributes = 0, byte[]? packed = null, uint? start = null)
    {
        content ??= "x"u8.ToArray();
        packed ??= Deflate(content);
        var encoded = rawName ?? Encoding.UTF8.GetBytes(name);
        var local = nameAtFile is null ? encoded : Encoding.UTF8.GetBytes(nameAtFile);
        var at = start ?? Position;

        if (start is null)
        {
            _files.AddRange(Fields(0x04034b50u, (ushort)20, flags, method ?? 8, 0x210000u, checksum ?? Crc32.Of(content), (uint)packed.Length, size ?? (uint)content.Length, (ushort)local.Length, (ushort)0));
            _files.AddRange(local);
            _files.AddRange(packed);
        }
        _directory.AddRange(Fields(0x02014b50u, (ushort)0x0314, (ushort)20, flags, method ?? 8, 0x210000u, checksum ?? Crc32.Of(content), (uint)packed.Length, size ?? (uint)content.Length, (ushort)encoded.Length,
            (ushort)0, (ushort)0, (ushort)0, (ushort)0, attributes, at));
        _directory.AddRange(encoded);
        _count++;
        return this;
    }

    public byte[] ToArray(int? count = null)
    {
        var (files, entries) = ((uint)_files.Count, (ushort)(count ?? _count));
        return [.. _files, .. _directory, .. Fields(0x06054b50u, (ushort)0, (ushort)0, entries, entries, (uint)_directory.Count, files, (ushort)0)];
    }

    public static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(content);
        return packed.ToArray();
    }

    private static byte[] Fields(params object[] fields) =>
        [.. fields.SelectMany(field => field is ushort small ? BitConverter.GetBytes(small) : BitConverter.GetBytes((uint)field))];
}
