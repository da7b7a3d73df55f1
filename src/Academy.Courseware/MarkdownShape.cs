namespace Academy.Courseware;

/// <summary>
/// Looks at a text before it is parsed, because parsing is what takes the time: some shapes that no author writes, such as a
/// thousand links that never close, cost the parser the square of their length.
/// </summary>
internal static class MarkdownShape
{
    public static bool IsBounded(string text, Action<Rule, int, string[]> report)
    {
        var (at, lines, paragraph, links, allLinks, open) = (0, 0, 0, 0, 0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) (paragraph, links) = (0, 0);
            paragraph += line.Length;
            var found = line.Count("](");
            links += found;
            allLinks += found;
            open = Math.Max(0, open + ContainerStep(line));
            if (open > Limits.Nesting) return Refuse(Rules.TooDeep, Limits.Nesting);
            if (++lines > Limits.MarkdownLines) return Refuse(Rules.TooManyNodes, Limits.MarkdownLines);
            if (paragraph > Limits.ParagraphLength) return Refuse(Rules.ParagraphTooLong, Limits.ParagraphLength);
            if (links > Limits.LinksOfParagraph || allLinks > Limits.Links) return Refuse(Rules.TooManyLinks, Limits.LinksOfParagraph, Limits.Links);

            at = Math.Min(at + line.Length, text.Length);
            at += text.AsSpan(at) switch { ['\r', '\n', ..] => 2, [_, ..] => 1, _ => 0 };
        }
        return true;

        // A name after the colons opens a container, nothing after them closes one.
        static int ContainerStep(ReadOnlySpan<char> line)
        {
            var text = line.Trim();
            return !text.StartsWith(":::") ? 0 : text.TrimStart(':').IsWhiteSpace() ? -1 : 1;
        }

        bool Refuse(Rule rule, params int[] limits)
        {
            report(rule, at, [.. limits.Select(Number.Of)]);
            return false;
        }
    }
}
