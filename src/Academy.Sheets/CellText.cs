using System.Buffers;
using System.Globalization;
using System.Text;

namespace Academy.Sheets;

/// <summary>Text of a cell as it is kept: one kind of line end, no control characters, no halves of letters.</summary>
internal static class CellText
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(one => one is not ('\t' or '\n')).Select(one => (char)one), '\u007F', '\uFEFF', '\uFFFE', '\uFFFF']);

    public static string Clean(string text)
    {
        var isPlain = text.AsSpan().IndexOfAny(Unwanted) < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
        if (isPlain) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
            if (!rune.IsBmp || !Unwanted.Contains((char)rune.Value)) clean.Append(rune.ToString());
        return clean.ToString();
    }

    /// <summary>Workbooks write some letters as <c>_x000D_</c>.</summary>
    public static string Unescaped(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;

        var plain = new StringBuilder(text.Length);
        var done = 0;
        for (; at >= 0; at = text.IndexOf("_x", at + 1, StringComparison.Ordinal))
        {
            if (at < done || at + 7 > text.Length || text[at + 6] != '_'
                || !ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter)) continue;
            plain.Append(text, done, at - done).Append((char)letter);
            done = at + 7;
        }
        return plain.Append(text, done, text.Length - done).ToString();
    }
}
