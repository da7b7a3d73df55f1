using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Academy.Courseware;

/// <summary>
/// Writes a plain zip. The framework's own writer marks the system and the hour at which it ran, so that the same course would
/// give other bytes tomorrow or on another machine.
/// </summary>
internal static class PackageWriter
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 1 << 11;

    // The first day that zip can write: 1 January 1980.
    private const uint Date = 0x0021_0000;

    public static byte[] Write(CourseSource source)
    {
        var zip = new MemoryStream();
        var directory = new MemoryStream();
        foreach (var (path, bytes) in source.Files)
        {
            var name = Encoding.UTF8.GetBytes(path);
            var packed = Deflate(bytes.Span);
            var method = packed.Length < bytes.Length ? ZipEntry.Deflated : ZipEntry.Stored;
            if (method == ZipEntry.Stored) packed = bytes.ToArray();
            var common = Common(method, Crc32.Of(bytes.Span), packed.Length, bytes.Length, name.Length);
            var start = (uint)zip.Position;

            zip.Write("PK\x03\x04"u8);
            zip.Write(common);
            zip.Write(name);
            zip.Write(packed);

            directory.Write("PK\x01\x02"u8);
            Write16(directory, Version);
            directory.Write(common);
            // No comment, the first disk, no attributes.
            directory.Write("\0\0\0\0\0\0\0\0\0\0"u8);
            Write32(directory, start);
            directory.Write(name);
        }

        var (count, offset) = ((ushort)source.Files.Count, (uint)zip.Position);
        directory.WriteTo(zip);
        zip.Write("PK\x05\x06\0\0\0\0"u8);
        Write16(zip, count);
        Write16(zip, count);
        Write32(zip, (uint)directory.Length);
        Write32(zip, offset);
        Write16(zip, 0);
        return zip.ToArray();
    }

    // What a file's own header and its line in the directory say alike.
    private static byte[] Common(ushort method, uint checksum, int packed, int size, int nameLength)
    {
        var common = new MemoryStream();
        Write16(common, Version);
        Write16(common, Utf8Names);
        Write16(common, method);
        Write32(common, Date);
        Write32(common, checksum);
        Write32(common, (uint)packed);
        Write32(common, (uint)size);
        Write16(common, (ushort)nameLength);
        Write16(common, 0);
        return common.ToArray();
    }

    private static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return packed.ToArray();
    }

    private static void Write16(Stream stream, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Write32(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }
}
