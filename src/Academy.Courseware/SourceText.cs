using System.Text;

namespace Academy.Courseware;

/// <summary>Bytes to text: UTF-8 or nothing. A wrong byte read as a mark of replacement would be published as such.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark, or null with a diagnostic where the file is too large or not UTF-8.</summary>
    public static string? Decode(string file, ReadOnlyMemory<byte> bytes, ICollection<Diagnostic> diagnostics)
    {
        if (bytes.Length > Limits.TextBytes)
        {
            diagnostics.Add(Rules.FileTooLarge.At(file, 0, 0, Size.Of(Limits.TextBytes)));
            return null;
        }

        var span = bytes.Span;
        if (span.StartsWith("\uFEFF"u8)) span = span[3..];
        try
        {
            return Strict.GetString(span);
        }
        catch (DecoderFallbackException fault)
        {
            var (line, column) = PositionOf(span, fault.Index);
            diagnostics.Add(Rules.NotUtf8.At(file, line, column));
            return null;
        }
    }

    // The index points at (or just before) the wrong byte; the text before it is sound and can be counted in.
    private static (int Line, int Column) PositionOf(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return (line, column);
    }
}

/// <summary>A number of bytes as people read it.</summary>
internal static class Size
{
    public static string Of(long bytes) => bytes >= 1 << 20
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes >> 20}\u00A0MiB")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(bytes + 1023) >> 10}\u00A0KiB");
}
