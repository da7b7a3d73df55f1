using System.Buffers.Binary;

namespace Academy.Courseware;

/// <summary>Width and height from the first bytes of a picture; the picture itself is not decoded.</summary>
internal static class PictureHeader
{
    private const ushort OrientationTag = 0x0112;

    public static PictureSize? Read(MediaType type, string path, ReadOnlySpan<byte> bytes, ICollection<Diagnostic> diagnostics)
    {
        var size = type == MediaType.Png ? Png(bytes)
            : type == MediaType.Gif ? Gif(bytes)
            : type == MediaType.WebP ? WebP(bytes)
            : Jpeg(bytes);
        if (size is { Width: > 0, Height: > 0 }) return size;

        diagnostics.Add(Rules.PictureSizeUnknown.At(path, 0, 0));
        return null;
    }

    private static PictureSize? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8) ? Sized(Big32(bytes, 16), Big32(bytes, 20)) : null;

    private static PictureSize? Gif(ReadOnlySpan<byte> bytes) => bytes.Length >= 10 ? Sized(Little16(bytes, 6), Little16(bytes, 8)) : null;

    private static PictureSize? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30) return null;
        var kind = bytes[12..16];
        if (kind.SequenceEqual("VP8X"u8)) return Sized(Little24(bytes, 24) + 1, Little24(bytes, 27) + 1);
        if (kind.SequenceEqual("VP8 "u8) && bytes[23..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return Sized(Little16(bytes, 26) & 0x3FFF, Little16(bytes, 28) & 0x3FFF);
        if (!kind.SequenceEqual("VP8L"u8) || bytes[20] != 0x2F) return null;

        // Fourteen bits for each side, one less than it is.
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
        return Sized((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1);
    }

    // Segments up to the one that begins a frame. Browsers turn a photograph as its camera noted, so a turned one changes its sides.
    private static PictureSize? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var isTurned = false;
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker is 0x01 or >= 0xD0 and <= 0xD7)
            {
                at += 2;
                continue;
            }

            var length = Big16(bytes, at + 2);
            if (length < 2 || marker is 0xD8 or 0xD9 or 0xDA) return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var (height, width) = (Big16(bytes, at + 5), Big16(bytes, at + 7));
                return isTurned ? Sized(height, width) : Sized(width, height);
            }
            if (marker == 0xE1 && at + 2 + length <= bytes.Length) isTurned |= IsTurned(bytes.Slice(at + 4, length - 2));
            at += 2 + length;
        }
        return null;
    }

    private static bool IsTurned(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 14) return false;
        var tiff = exif[6..];
        var isBig = tiff.StartsWith("MM"u8);
        var directory = isBig ? Big32(tiff, 4) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (directory > tiff.Length - 2) return false;

        var count = Number(tiff, (int)directory);
        for (var entry = 0; entry < count; entry++)
        {
            var at = (int)directory + 2 + entry * 12;
            if (at + 12 > tiff.Length) return false;
            if (Number(tiff, at) == OrientationTag) return Number(tiff, at + 8) is >= 5 and <= 8;
        }
        return false;

        ushort Number(ReadOnlySpan<byte> from, int at) => isBig ? Big16(from, at) : Little16(from, at);
    }

    private static PictureSize? Sized(long width, long height) => width <= int.MaxValue && height <= int.MaxValue ? new((int)width, (int)height) : null;

    private static ushort Big16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
    private static uint Big32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
    private static ushort Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16;
}
