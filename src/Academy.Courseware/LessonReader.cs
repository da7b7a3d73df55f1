using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace Academy.Courseware;

/// <summary>A lesson as one language's file says it.</summary>
/// <param name="Parts">Markup and self-checks in order.</param>
internal sealed record LessonDraft(
    TextHead Head, IReadOnlyList<LessonPart> Parts, IReadOnlyList<Heading> Headings, IReadOnlyList<LawCitation> Citations, IReadOnlyList<Term> Terms,
    IReadOnlyList<CitedPlace> Cited)
{
    public IEnumerable<QuestionDraft> Checks => Parts.Select(part => part.Check).OfType<QuestionDraft>();
}

/// <summary>Either of the two.</summary>
internal sealed record LessonPart(Html? Markup, QuestionDraft? Check);

/// <summary>Reads a lesson: its text, and the self-checks between.</summary>
internal sealed class LessonReader
{
    private readonly MarkdownFile _file;
    private readonly TextHead _head;
    private readonly LinkResolver _links;
    private readonly MarkupWriter _text;
    private readonly QuestionReader _questions;
    private readonly MarkupWriter _questionText;
    private readonly List<LessonPart> _parts = [];
    private readonly List<Heading> _headings = [];
    private int _checks;
    private int _subheadings;

    private LessonReader(MarkdownFile file, CourseFacts facts)
    {
        _file = file;
        _head = TextHead.Read(file, "minutes", "objectives", "law_checked", "updated");
        _links = new LinkResolver(file, facts, isLesson: true, _head.LawChecked);
        _text = new MarkupWriter(file, facts, _links, isQuestion: false);
        _questionText = new MarkupWriter(file, facts, _links, isQuestion: true);
        _questions = new QuestionReader(file, _questionText);
    }

    public static LessonDraft Read(MarkdownFile file, CourseFacts facts) => new LessonReader(file, facts).Read();

    private LessonDraft Read()
    {
        foreach (var block in TextHead.BodyOf(_file))
        {
            if (block is HeadingBlock heading) Heading(heading);
            else if (Containers.Is(block, ContainerKind.Check)) Check((CustomContainer)block);
            else _text.Block(block);
        }
        EndMarkup();
        if (_head.LawChecked is null && _links.FirstCitation >= 0) _file.Report(Rules.LawCheckedMissing, _links.FirstCitation);
        return new LessonDraft(_head, _parts, _headings, _links.Citations, _text.TermsUsed, _links.TakeCited(null, _file.Text));
    }

    // By position and not by words: the same place has the same address in every language.
    private void Heading(HeadingBlock heading)
    {
        if (heading.Level == 2)
        {
            _subheadings = 0;
            _headings.Add(new Heading($"s{Number.Of(_headings.Count + 1)}", MarkupText.Plain(heading.Inline)));
            _text.Heading(heading, _headings[^1].Id);
        }
        else
        {
            _text.Heading(heading, heading.Level == 3 ? $"s{Number.Of(_headings.Count)}-{Number.Of(++_subheadings)}" : null);
        }
    }

    private void Check(CustomContainer container)
    {
        EndMarkup();
        Containers.CheckClosed(_file, container);

        var id = $"c{Number.Of(++_checks)}";
        // Words after the name are the question; otherwise the first paragraph is.
        IReadOnlyList<Block> body = [.. container];
        Html prompt;
        if (Containers.TitleOf(container) is { } title)
        {
            prompt = new Html(new System.Text.StringBuilder().AppendText(title).ToString());
        }
        else if (body is [ParagraphBlock first, ..] && !QuestionReader.HasGap(first))
        {
            prompt = _questionText.Inline(first.Inline);
            body = [.. body.Skip(1)];
        }
        else
        {
            _file.Report(Rules.CheckWithoutQuestion, container.Span.Start);
            prompt = Html.Empty;
        }
        if (_questions.Read(id, container.Span.Start, 1, [], prompt, body, mayBeOpen: false) is { } question) _parts.Add(new LessonPart(null, question));
    }

    private void EndMarkup()
    {
        var markup = _text.Take();
        if (!markup.IsEmpty) _parts.Add(new LessonPart(markup, null));
    }
}
