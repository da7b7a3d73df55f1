using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Makes text that Markdown reads as the text that it is, with no more backslashes than needed.</summary>
internal static partial class MarkdownEscape
{
    // What would begin a heading, a list, a quote, a table, a container, an answer or a line across.
    [GeneratedRegex(@"^(?:#{1,6}(?:[ \t]|$)|>|[+\-*](?:[ \t]|$)|=|:|~{3}|-{2}|\||\([ xXхХ+*vV✓✔\-\u00A0]?\))", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex LineMark();

    [GeneratedRegex(@"^\d{1,9}[.)](?:[ \t]|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex LineNumber();

    /// <param name="before">The character that stands before it, or a space.</param>
    public static string Inline(string text, char before = ' ')
    {
        var to = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            var last = at == 0 ? before : text[at - 1];
            var isMark = letter switch
            {
                '\\' => next == '\0' || next == '\n' || char.IsAscii(next) && (char.IsPunctuation(next) || char.IsSymbol(next)),
                '*' or '`' or '[' or ']' => true,
                '_' => !(char.IsLetterOrDigit(last) && char.IsLetterOrDigit(next)),
                '<' => char.IsAsciiLetter(next) || next is '/' or '!' or '?',
                '&' => char.IsAsciiLetterOrDigit(next) || next == '#',
                '!' => next is '\0' or '[',
                '{' => next is '=' or '#',
                _ => false,
            };
            if (isMark) to.Append('\\');
            if (letter >= ' ' || letter == '\n') to.Append(letter);
        }
        return to.ToString();
    }

    /// <summary>A paragraph, made of inline Markdown: no line of it may look like the beginning of something else.</summary>
    public static string Lines(string paragraph)
    {
        if (!paragraph.Contains('\n')) return Line(paragraph);
        return string.Join('\n', paragraph.Split('\n').Select(line => Line(line.TrimStart(' '))));
    }

    /// <summary>Text of a cell: a bar would end it.</summary>
    public static string Cell(string inline) => inline.Replace("\\|", "|", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string line)
    {
        if (LineMark().IsMatch(line)) return "\\" + line;
        if (!LineNumber().IsMatch(line)) return line;
        var mark = line.AsSpan().IndexOfAny('.', ')');
        return $"{line.AsSpan(0, mark)}\\{line.AsSpan(mark)}";
    }
}
