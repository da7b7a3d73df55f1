using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Bytes to text in whichever encoding they are: other systems write in several, and seldom say in which.</summary>
internal static partial class TextBytes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [GeneratedRegex("""^<\?xml[^>]{0,200}encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]{1,40})["']""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    /// <param name="IsGuessed">Nothing in the file says so; it was judged by its letters.</param>
    public sealed record Decoded(string Text, string Encoding, bool IsGuessed);

    public static Decoded Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Of(Encoding.UTF8, bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Of(Encoding.Unicode, bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Of(Encoding.BigEndianUnicode, bytes[2..]);
        if (Utf16Of(bytes) is { } wide) return Of(wide, bytes, isGuessed: true);
        try
        {
            return new Decoded(Clean(Utf8.GetString(bytes)), "UTF-8", false);
        }
        catch (DecoderFallbackException)
        {
            return OneByte(bytes);
        }
    }

    // Without a mark the zero bytes of spaces and line ends, or the 0x04 of Cyrillic, stand all on one side.
    private static Encoding? Utf16Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0) return null;
        var (even, odd) = (0, 0);
        var looked = Math.Min(bytes.Length, 4096);
        for (var at = 0; at < looked; at++)
            if (bytes[at] is 0 or 4)
                _ = at % 2 == 0 ? even++ : odd++;
        if (odd > looked / 2 * 0.8 && even < odd / 8) return Encoding.Unicode;
        return even > looked / 2 * 0.8 && odd < even / 8 ? Encoding.BigEndianUnicode : null;
    }

    private static Decoded OneByte(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 300)]);
        var declared = Declared().Match(head.TrimStart()) is { Success: true } match ? match.Groups["name"].Value : "";
        if (declared.Equals("windows-1251", StringComparison.OrdinalIgnoreCase) || declared.Equals("cp1251", StringComparison.OrdinalIgnoreCase)) return Of(CodePage(1251), bytes);
        if (declared.Equals("windows-1252", StringComparison.OrdinalIgnoreCase) || declared.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase)) return Of(CodePage(1252), bytes);
        return Of(CodePage(LooksCyrillic(bytes) ? 1251 : 1252), bytes, isGuessed: true);
    }

    // Russian words are high bytes side by side; in western ones a high byte stands alone among plain letters.
    private static bool LooksCyrillic(ReadOnlySpan<byte> bytes)
    {
        var (together, alone) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0xC0 && bytes[at] is not (0xA8 or 0xB8)) continue;
            var beside = at > 0 && bytes[at - 1] >= 0xC0 || at + 1 < bytes.Length && bytes[at + 1] >= 0xC0;
            _ = beside ? together++ : alone++;
        }
        return together > alone;
    }

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    private static Decoded Of(Encoding encoding, ReadOnlySpan<byte> bytes, bool isGuessed = false)
    {
        var name = encoding.WebName switch { "utf-8" => "UTF-8", "utf-16" => "UTF-16", "utf-16BE" => "UTF-16BE", var other => other };
        return new Decoded(Clean(encoding.GetString(bytes)), name, isGuessed);
    }

    private static string Clean(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').TrimStart('\uFEFF');
}
