namespace Academy.Courseware.Exchange;

/// <summary>A block of Markdown.</summary>
/// <param name="Text">Without empty lines around.</param>
internal sealed record MarkdownBlock(string Text, bool IsParagraph, bool HasGap)
{
    /// <summary>Could be a heading: words alone, in one line.</summary>
    public bool IsLine => IsParagraph && !HasGap && !Text.Contains('\n') && !Text.StartsWith("![", StringComparison.Ordinal);

    public static string Join(IEnumerable<MarkdownBlock> blocks) => string.Join("\n\n", blocks.Select(block => block.Text));

    /// <summary>The same, further to the right or behind a mark, as lists and quotes need it.</summary>
    public static string Indented(string text, string prefix) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? prefix.TrimEnd() : prefix + line));
}
