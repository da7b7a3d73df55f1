using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>A block of Markdown.</summary>
/// <param name="Text">Without empty lines around.</param>
internal sealed partial record MarkdownBlock(string Text, bool IsParagraph, bool HasGap)
{
    [GeneratedRegex(@"^\s*(?:[*+>] |\d{1,9}\) |#{3,6} |```.*|-{3,}|\|[ :|\-]*\|$)?", RegexOptions.NonBacktracking)]
    private static partial Regex LineBeginning();

    /// <summary>Could be a heading: words alone, in one line.</summary>
    public bool IsLine => IsParagraph && !HasGap && !Text.Contains('\n') && !Text.StartsWith("![", StringComparison.Ordinal);

    /// <summary>For a cell or a heading: without the marks that stand at the beginning of lines only.</summary>
    public string InOneLine() => IsParagraph
        ? Text.Replace("\\\n", " ", StringComparison.Ordinal).Replace('\n', ' ')
        : string.Join("; ", Text.Split('\n').Select(line => LineBeginning().Replace(line, "")).Where(line => line.Length > 0));

    public static string Join(IEnumerable<MarkdownBlock> blocks) => string.Join("\n\n", blocks.Select(block => block.Text));

    /// <summary>The same, further to the right or behind a mark, as lists and quotes need it.</summary>
    public static string Indented(string text, string prefix) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? prefix.TrimEnd() : prefix + line));
}
