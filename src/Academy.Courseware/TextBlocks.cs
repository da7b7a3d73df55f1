using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Academy.Courseware;

public enum TextBlockKind { FrontMatter, Heading, Paragraph, List, Table, Container, Question, Other }

/// <summary>A piece of a text that is translated and looked at as one: a paragraph, a list, a container, a question with its answers.</summary>
/// <param name="Name">A question's id, a container's name, a heading's level; empty for the others.</param>
/// <param name="FirstLine">From 1.</param>
/// <param name="LastLine">The empty lines after it included.</param>
/// <param name="Text">As it stands in the file, with the line feeds after it: all blocks one after the other are the text.</param>
public sealed record TextBlock(TextBlockKind Kind, string Name, int FirstLine, int LastLine, string Text)
{
    /// <summary>Without the line feeds after it.</summary>
    public string Content => Text.TrimEnd('\n');

    public string Tail => Text[Content.Length..];
}

/// <summary>Splits a text into its <see cref="TextBlock"/>s by where the compiler's own reading of it puts them.</summary>
public static class TextBlocks
{
    /// <param name="text">With line feeds only, as an editor has it.</param>
    /// <param name="kind">In a quiz a question is everything from one <c>##</c> to the next; elsewhere it is a self-check, named as the compiler names it.</param>
    public static IReadOnlyList<TextBlock> Of(string text, FileKind kind)
    {
        if (text.Length == 0) return [];
        // What cannot be read is one piece: its author sees it whole.
        if (MarkdownPipeline.Parse(text, (_, _, _) => { }) is not { } document) return [Whole(text)];

        var starts = Starts(document, kind);
        if (starts.Count == 0) return [Whole(text)];

        var lines = LineStarts(text);
        // What stands before the first (empty lines, definitions of links) goes with it.
        starts[0] = starts[0] with { Line = 0 };
        return [.. starts.Select((start, at) =>
        {
            var end = at + 1 < starts.Count ? starts[at + 1].Line : lines.Count;
            return new TextBlock(start.Kind, start.Name, start.Line + 1, end, text[lines[start.Line]..(end < lines.Count ? lines[end] : text.Length)]);
        })];
    }

    private static TextBlock Whole(string text) => new(TextBlockKind.Other, "", 1, text.Count(letter => letter == '\n') + 1, text);

    private static List<Beginning> Starts(MarkdownDocument document, FileKind kind)
    {
        var starts = new List<Beginning>();
        var (checks, inQuestions) = (0, false);
        foreach (var block in document.SelectMany(block => block is FootnoteGroup notes ? notes : (IEnumerable<Block>)[block]).Where(block => block is not LinkReferenceDefinitionGroup).OrderBy(LineOf))
        {
            var isQuestion = kind == FileKind.Quiz && block is HeadingBlock { Level: 2 };
            inQuestions |= isQuestion;
            if (inQuestions && !isQuestion) continue;

            var start = isQuestion ? new Beginning(TextBlockKind.Question, IdOf((HeadingBlock)block), LineOf(block))
                : Containers.Is(block, ContainerKind.Check) ? new Beginning(TextBlockKind.Question, $"c{Number.Of(++checks)}", LineOf(block))
                : Start(block);
            // Two on one line cannot be told apart by lines: the first has both.
            if (starts.Count == 0 || starts[^1].Line < start.Line) starts.Add(start);
        }
        return starts;
    }

    private static Beginning Start(Block block) => block switch
    {
        YamlFrontMatterBlock => new Beginning(TextBlockKind.FrontMatter, "", LineOf(block)),
        HeadingBlock heading => new Beginning(TextBlockKind.Heading, Number.Of(heading.Level), LineOf(block)),
        ListBlock or DefinitionList => new Beginning(TextBlockKind.List, "", LineOf(block)),
        Table => new Beginning(TextBlockKind.Table, "", LineOf(block)),
        CustomContainer container => new Beginning(TextBlockKind.Container, container.Info ?? "", LineOf(block)),
        ParagraphBlock => new Beginning(TextBlockKind.Paragraph, "", LineOf(block)),
        _ => new Beginning(TextBlockKind.Other, "", LineOf(block)),
    };

    // A table does not know its line, but its cells do.
    private static int LineOf(Block block) => block is Table table ? table.Descendants<LeafBlock>().Select(cell => cell.Line).DefaultIfEmpty(table.Line).Min() : block.Line;

    private static string IdOf(HeadingBlock heading) =>
        heading.Inline?.OfType<BraceInline>().LastOrDefault(brace => !brace.IsGap) is { } brace ? brace.Raw[2..^1].Split((char[]?)null, 2)[0] : "";

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '\n')
                starts.Add(at + 1);
        return starts;
    }

    private sealed record Beginning(TextBlockKind Kind, string Name, int Line);
}
