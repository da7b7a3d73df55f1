using Markdig.Extensions.CustomContainers;

namespace Academy.Courseware;

/// <summary>A task as one language's file says it.</summary>
internal sealed record AssignmentDraft(TextHead Head, Html Instructions, RubricDraft? Rubric, IReadOnlyList<LawCitation> Citations, IReadOnlyList<CitedPlace> Cited);

/// <summary>Reads a task: what to do, and by which rubric it is marked.</summary>
internal static class AssignmentReader
{
    public static AssignmentDraft Read(MarkdownFile file, CourseFacts facts)
    {
        var head = TextHead.Read(file, "minutes", "law_checked", "updated");
        var links = new LinkResolver(file, facts, isLesson: false, head.LawChecked);
        var writer = new MarkupWriter(file, facts, links, isQuestion: false);
        RubricDraft? rubric = null;
        var hasRubric = false;
        foreach (var block in TextHead.BodyOf(file))
        {
            if (!Containers.Is(block, ContainerKind.Rubric))
            {
                writer.Block(block);
                continue;
            }
            if (hasRubric) file.Report(Rules.SecondRubric, block.Span.Start);
            hasRubric = true;
            rubric ??= RubricReader.Read(file, (CustomContainer)block);
        }
        return new AssignmentDraft(head, writer.Take(), rubric, links.Citations, links.TakeCited(null, file.Text));
    }
}

/// <summary>The landing text as one language's file says it.</summary>
internal sealed record AboutDraft(TextHead Head, AboutText Text);

/// <summary>Reads <c>about.xx.md</c>.</summary>
internal static class AboutReader
{
    public static AboutDraft Read(MarkdownFile file, CourseFacts facts)
    {
        var head = TextHead.Read(file, "updated", "law_checked");
        var writer = new MarkupWriter(file, facts, new LinkResolver(file, facts, isLesson: false, head.LawChecked), isQuestion: false);
        var body = TextHead.BodyOf(file);
        writer.Blocks(body);
        var summary = MarkupText.Plain(body.OfType<Markdig.Syntax.ParagraphBlock>().FirstOrDefault()?.Inline);
        return new AboutDraft(head, new AboutText(head.Title, writer.Take(), summary));
    }
}
