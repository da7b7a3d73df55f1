using System.IO.Compression;
using System.Text;

namespace Academy.Courseware;

/// <summary>
/// Looks for what makes a PDF more than paper. It does not read the document's structure, which can be made to look different to
/// every reader, but every name that stands anywhere in the file or in its packed objects.
/// </summary>
internal static class PdfCheck
{
    private const int LongestName = 40;
    private const int UnpackedAtMost = 32 << 20;
    // A document of a thousand pages has a few hundred.
    private const int MostPacked = 10_000;
    private const string PackedObjects = "ObjStm";

    private static readonly HashSet<string> Active = new(StringComparer.Ordinal)
    {
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData",
        // Not harmful, but nobody can look inside.
        "Encrypt",
    };

    /// <summary>The first such name, without its slash, or null.</summary>
    public static string? ActiveName(ReadOnlyMemory<byte> pdf)
    {
        var (left, packed) = (UnpackedAtMost, 0);
        for (var at = 0; Name(pdf.Span, ref at) is { } name;)
        {
            if (Active.Contains(name)) return name;
            if (name != PackedObjects) continue;

            // Packed in another way than by everyone, or to more than anyone needs: better not.
            if (++packed > MostPacked || Unpack(pdf, at, left) is not { } objects) return name;
            left -= objects.Length;
            for (var inner = 0; Name(objects, ref inner) is { } hidden;)
                if (Active.Contains(hidden) || hidden == PackedObjects)
                    return hidden;
        }
        return null;
    }

    // A letter of a name may be written by its number: /J#61vaScript.
    private static string? Name(ReadOnlySpan<byte> bytes, ref int at)
    {
        var slash = bytes[at..].IndexOf((byte)'/');
        if (slash < 0) return null;

        at += slash + 1;
        var name = new StringBuilder();
        for (; at < bytes.Length && name.Length <= LongestName && IsRegular(bytes[at]); at++)
        {
            if (bytes[at] == '#' && at + 2 < bytes.Length && Hexadecimal(bytes[at + 1]) is >= 0 and var high && Hexadecimal(bytes[at + 2]) is >= 0 and var low)
            {
                name.Append((char)(high << 4 | low));
                at += 2;
            }
            else
            {
                name.Append((char)bytes[at]);
            }
        }
        return name.ToString();
    }

    private static byte[]? Unpack(ReadOnlyMemory<byte> pdf, int from, int atMost)
    {
        var start = pdf.Span[from..].IndexOf("stream"u8);
        if (start < 0) return null;

        start += from + "stream".Length;
        while (start < pdf.Length && pdf.Span[start] is (byte)'\r' or (byte)'\n') start++;
        using var packed = MemoryBytes.Open(pdf[start..]);
        using var plain = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            var unpacked = new MemoryStream();
            var buffer = new byte[8192];
            for (int count; (count = plain.Read(buffer)) > 0;)
            {
                if (unpacked.Length + count > atMost) return null;
                unpacked.Write(buffer, 0, count);
            }
            return unpacked.ToArray();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static bool IsRegular(byte letter) => letter > ' ' && !"()<>[]{}/%"u8.Contains(letter);

    private static int Hexadecimal(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
}
