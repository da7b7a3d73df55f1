using System.Text;

namespace Academy.Sheets;

/// <summary>Tells by the first bytes what a file is: names are wrong too often.</summary>
internal static class FileType
{
    internal enum Kind
    {
        Text,
        Zip,
        OldExcel,
        Encrypted,
        Markup,
        Other,
    }

    // The container of Office 97, in which also a workbook with a password is kept.
    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private const int Looked = 4096;

    public static Kind Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8)) return Kind.Zip;
        if (bytes.StartsWith(Compound)) return bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? Kind.Encrypted : Kind.OldExcel;
        if (bytes.StartsWith("%PDF"u8) || bytes.StartsWith("{\\rtf"u8)) return Kind.Other;

        var head = bytes[..Math.Min(bytes.Length, Looked)];
        // Excel 2 to 4 wrote the bare stream, without the container.
        if (head.Length > 4 && head[0] == 0x09 && head[1] is 0x00 or 0x02 or 0x04 or 0x08 && head[2] is 0x04 or 0x06 or 0x08 && head[3] == 0) return Kind.OldExcel;
        if (TextBytes.LooksWide(head) is false && IsBinary(head)) return Kind.Other;
        return IsMarkup(head) ? Kind.Markup : Kind.Text;
    }

    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        if (head.Contains((byte)0)) return true;
        var controls = 0;
        foreach (var one in head)
            if (one < 0x20 && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1A)) controls++;
        return controls > head.Length / 50;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = TextBytes.Decode(head).Text.TrimStart();
        return text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<table", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<meta", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase);
    }
}
