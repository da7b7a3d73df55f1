using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Academy.Courseware;

/// <summary>The one frozen pipeline that all Markdown goes through, and the bounds of what it may give.</summary>
/// <remarks>
/// No generic attributes: with them an author could write <c>{onclick=…}</c>. No HTML: a tag is text like any other.
/// No bare addresses as links: a link is something the author meant.
/// </remarks>
internal static class MarkdownPipeline
{
    private static readonly Markdig.MarkdownPipeline Frozen = Build();

    /// <summary>The document, or null with a diagnostic where it is nested too deeply or has too many parts.</summary>
    public static MarkdownDocument? Parse(string text, Action<Rule, int, string[]> report)
    {
        if (!MarkdownShape.IsBounded(text, report)) return null;

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Frozen);
        }
        catch (ArgumentException)
        {
            // Markdig's only way to say that brackets or quotes are nested past its own bound.
            report(Rules.TooDeep, -1, [Number.Of(Limits.Nesting)]);
            return null;
        }
        return IsBounded(document, report) ? document : null;
    }

    private static Markdig.MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UseYamlFrontMatter()
            .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true, UseHeaderForColumnCount = true })
            .UseFootnotes()
            .UseDefinitionLists()
            .UseAbbreviations()
            .UseTaskLists()
            .DisableHtml();
        // Only the block of Markdig's extension: its inline form, ::text::, is not in the format.
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        builder.InlineParsers.Insert(0, new BraceParser());
        return builder.Build();
    }

    // With its own stack: what comes after may recurse, because this has looked first.
    private static bool IsBounded(MarkdownDocument document, Action<Rule, int, string[]> report)
    {
        var nodes = 0;
        var waiting = new Stack<(MarkdownObject Node, int Blocks, int Inlines)>();
        waiting.Push((document, 0, 0));
        while (waiting.TryPop(out var next))
        {
            var (node, blocks, inlines) = next;
            if (++nodes > Limits.MarkdownNodes)
            {
                report(Rules.TooManyNodes, node.Span.Start, [Number.Of(Limits.MarkdownNodes)]);
                return false;
            }
            if (blocks > Limits.Nesting || inlines > Limits.Nesting)
            {
                report(Rules.TooDeep, node.Span.Start, [Number.Of(Limits.Nesting)]);
                return false;
            }
            switch (node)
            {
                case ContainerBlock container:
                    // A list and its items are one step of nesting to the author.
                    var step = container is QuoteBlock or ListBlock or CustomContainer or Markdig.Extensions.DefinitionLists.DefinitionList ? 1 : 0;
                    foreach (var child in container) waiting.Push((child, blocks + step, inlines));
                    break;
                case LeafBlock { Inline: { } content }:
                    waiting.Push((content, blocks, inlines));
                    break;
                case ContainerInline content:
                    for (var child = content.FirstChild; child is not null; child = child.NextSibling)
                        waiting.Push((child, blocks, child is ContainerInline ? inlines + 1 : inlines));
                    break;
            }
        }
        return true;
    }
}

/// <summary>
/// Text in braces that the question format gives a meaning: <c>{#id …}</c> at the end of a heading, <c>{=…}</c> anywhere.
/// Whoever does not read questions writes it out as the text that it is.
/// </summary>
internal sealed class BraceInline : LeafInline
{
    /// <summary>As the author wrote it, braces included.</summary>
    public required string Raw { get; init; }

    public bool IsGap => Raw.StartsWith("{=", StringComparison.Ordinal);
}

internal sealed class BraceParser : InlineParser
{
    // Braces are looked for no further than this, so that a thousand open ones stay cheap.
    private const int Longest = 1000;

    public BraceParser() => OpeningCharacters = ['{'];

    public override bool Match(InlineProcessor processor, ref Markdig.Helpers.StringSlice slice)
    {
        var rest = slice.AsSpan();
        if (rest.Length < 3 || rest[1] is not ('=' or '#')) return false;

        var length = rest[..Math.Min(rest.Length, Longest)].IndexOf('}') + 1;
        if (length == 0) return false;
        if (rest[1] == '#' && !(processor.Block is HeadingBlock && rest[length..].IsWhiteSpace())) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new BraceInline
        {
            Raw = rest[..length].ToString(),
            Span = new SourceSpan(start, start + length - 1),
            Line = line,
            Column = column,
        };
        slice.Start += length;
        return true;
    }
}
