using System.Text;

namespace Academy.Learning.Drafts;

/// <summary>
/// A text file as an editor has it and as it is kept. An editor knows only line feeds; the file keeps the line ends and the byte order mark
/// that its author's computer gave it, so that saving an untouched text gives the same bytes.
/// </summary>
public static class DraftText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>It is UTF-8 to its end: reading and writing it changes nothing.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>With line feeds only and without a byte order mark.</summary>
    public static string ForEditor(ReadOnlySpan<byte> bytes) => Lines(Utf8.GetString(WithoutMark(bytes)));

    /// <summary>Browsers send a form's lines with carriage returns; scripts send them without.</summary>
    public static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <param name="text">As an editor or a form sent it.</param>
    /// <param name="earlier">The file as it was: lines that have not changed keep their ends, new ones get the end that most have.</param>
    public static byte[] ToBytes(string text, ReadOnlySpan<byte> earlier)
    {
        var mark = WithoutMark(earlier).Length < earlier.Length ? "\uFEFF" : "";
        return Utf8.GetBytes(mark + WithEndsOf(Lines(text), Utf8.GetString(WithoutMark(earlier))));
    }

    private static string WithEndsOf(string text, string earlier)
    {
        if (!earlier.Contains('\r')) return text;

        var mine = text.Split('\n');
        var theirs = Split(earlier);
        var most = theirs.Where(line => line.End.Length > 0).GroupBy(line => line.End).MaxBy(same => same.Count())?.Key ?? "\n";
        var first = 0;
        while (first < mine.Length && first < theirs.Count && mine[first] == theirs[first].Text) first++;
        var last = 0;
        while (last < mine.Length - first && last < theirs.Count - first && mine[^(last + 1)] == theirs[^(last + 1)].Text) last++;

        var written = new StringBuilder(text.Length + mine.Length);
        for (var at = 0; at < mine.Length; at++)
        {
            written.Append(mine[at]);
            if (at == mine.Length - 1) break;
            var end = at < first ? theirs[at].End : at >= mine.Length - last ? theirs[theirs.Count - (mine.Length - at)].End : most;
            // What was the last line may have another after it now.
            written.Append(end.Length > 0 ? end : most);
        }
        return written.ToString();
    }

    private static List<(string Text, string End)> Split(string text)
    {
        var lines = new List<(string, string)>();
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] switch
            {
                '\r' when at + 1 < text.Length && text[at + 1] == '\n' => "\r\n",
                '\r' or '\n' => text[at..(at + 1)],
                _ => "",
            };
            if (end.Length == 0) continue;
            lines.Add((text[from..at], end));
            at += end.Length - 1;
            from = at + 1;
        }
        lines.Add((text[from..], ""));
        return lines;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
