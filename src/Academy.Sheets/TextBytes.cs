using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Academy.Sheets;

/// <summary>The text of a file that does not say how it is written. UTF-8 and UTF-16 show in their bytes; what is left is a Cyrillic code page.</summary>
internal static class TextBytes
{
    // Letters of other Slavic languages in windows-1251, and what stands in their place in KZ-1048, the same code page with the Kazakh
    // letters. Programs name both windows-1251; the Slavic ones stand in no list of our people.
    private const string Slavic = "ЌЋќћЎўЈҐЄЇґєјЅѕї";
    private const string Kazakh = "ҚҺқһҰұӘӨҒҮөғәҢңү";

    private static readonly SearchValues<char> SlavicLetters = SearchValues.Create(Slavic);

    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (Encoding.UTF8.GetString(bytes[3..]), "UTF-8");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Encoding.Unicode.GetString(bytes[2..]), "UTF-16");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Encoding.BigEndianUnicode.GetString(bytes[2..]), "UTF-16BE");
        if (Utf16Of(bytes) is { } wide) return (wide.GetString(bytes), wide == Encoding.Unicode ? "UTF-16" : "UTF-16BE");
        return IsUtf8(bytes) ? (Encoding.UTF8.GetString(bytes), "UTF-8") : OneByte(bytes);
    }

    /// <summary>Whether zero bytes may belong to letters.</summary>
    public static bool LooksWide(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || Utf16Of(bytes) is not null;

    // Without a mark the zero bytes of digits and separators, and the 0x04 of Cyrillic, stand all on one side.
    private static Encoding? Utf16Of(ReadOnlySpan<byte> bytes)
    {
        var looked = Math.Min(bytes.Length, 4096) & ~1;
        if (looked < 4) return null;
        var (even, odd) = (0, 0);
        for (var at = 0; at < looked; at++)
            if (bytes[at] is 0 or 4)
                _ = at % 2 == 0 ? even++ : odd++;
        if (odd > looked / 2 * 0.8 && even < odd / 8 + 1) return Encoding.Unicode;
        return even > looked / 2 * 0.8 && odd < even / 8 + 1 ? Encoding.BigEndianUnicode : null;
    }

    // A file that was cut or glued has a broken letter or two, and is no other encoding for that.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return true;
        var (sound, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var plain = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (plain < 0) break;
            bytes = bytes[plain..];
            _ = Rune.DecodeFromUtf8(bytes, out _, out var taken) == OperationStatus.Done ? sound++ : broken++;
            bytes = bytes[Math.Max(taken, 1)..];
        }
        return sound > broken * 20;
    }

    private static (string Text, string Encoding) OneByte(ReadOnlySpan<byte> bytes)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(bytes);
        if (text.AsSpan().IndexOfAny(SlavicLetters) < 0) return (text, "windows-1251");

        return (string.Create(text.Length, text, (letters, from) =>
        {
            for (var at = 0; at < from.Length; at++)
                letters[at] = Slavic.IndexOf(from[at], StringComparison.Ordinal) is >= 0 and var place ? Kazakh[place] : from[at];
        }), "KZ-1048");
    }
}
