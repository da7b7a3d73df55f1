using System.Globalization;
using System.Text;
using Markdig.Extensions.Abbreviations;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Academy.Courseware;

/// <summary>
/// Writes Markdown as the markup that the stylesheet knows. Every tag and attribute that can come out is written here, so the
/// list of what is allowed is this file: an author's text can never become markup.
/// </summary>
internal sealed class MarkupWriter(MarkdownFile file, CourseFacts facts, LinkResolver links, bool isQuestion)
{
    private readonly StringBuilder _out = new();
    private readonly TermIndex _terms = facts.TermsIn(file.Language);
    private readonly List<Term> _termsUsed = [];
    private readonly HashSet<string> _termIds = new(StringComparer.Ordinal);

    // Above zero inside headings, links, code and checks, and where no list of terms follows: there a term stays plain.
    private int _termsOff = isQuestion || !links.IsLesson ? 1 : 0;
    private int _laws;
    private bool _afterSection;

    public IReadOnlyList<Term> TermsUsed => _termsUsed;

    /// <summary>What has been written since the last time.</summary>
    public Html Take()
    {
        var written = _out.ToString();
        _out.Clear();
        return written.AsSpan().IsWhiteSpace() ? Html.Empty : new Html(written.Trim());
    }

    /// <summary>The same with its outer spaces: a piece of text between two gaps needs them.</summary>
    public Html TakeAsIs()
    {
        var written = new Html(_out.ToString());
        _out.Clear();
        return written;
    }

    public void LineBreak() => _out.Append("<br><br>");

    public Html Inline(ContainerInline? content)
    {
        if (content is not null) Inlines(content);
        return Take();
    }

    public void Blocks(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks) Block(block);
    }

    public void Heading(HeadingBlock heading, string? id)
    {
        // h1 belongs to the page.
        var level = Math.Clamp(heading.Level, 2, 6);
        _afterSection = true;
        _out.Append(CultureInfo.InvariantCulture, $"<h{level}");
        if (id is not null) _out.Append(" id=\"").Append(id).Append('"');
        _out.Append('>');
        _termsOff++;
        Inlines(heading.Inline);
        _termsOff--;
        _out.Append(CultureInfo.InvariantCulture, $"</h{level}>\n");
    }

    public void Block(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading: Heading(heading, null); break;
            case ParagraphBlock paragraph: Paragraph(paragraph); break;
            case ListBlock list: List(list); break;
            case QuoteBlock quote: Wrapped("blockquote", quote); break;
            case ThematicBreakBlock: _out.Append("<hr>\n"); break;
            case CodeBlock code: Code(code); break;
            case Table table: Table(table); break;
            case DefinitionList definitions: Definitions(definitions); break;
            case CustomContainer container: Container(container); break;
            case FootnoteGroup footnotes: Footnotes(footnotes); break;
                // Link definitions, abbreviations and front matter are said elsewhere; no other block comes out of the pipeline.
        }
    }

    private void Paragraph(ParagraphBlock paragraph)
    {
        if (LonePicture(paragraph) is { } picture)
        {
            Figure(picture);
            return;
        }
        _out.Append("<p>");
        Inlines(paragraph.Inline);
        _out.Append("</p>\n");
    }

    private static LinkInline? LonePicture(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: true } picture } && picture.NextSibling is null ? picture : null;

    private void Figure(LinkInline link)
    {
        if (!TryPicture(link, out var picture))
        {
            _out.Append("<p>").AppendText(MarkupText.Plain(link)).Append("</p>\n");
            return;
        }
        _out.Append("<figure class=\"fig\">").Append(picture);
        if (!string.IsNullOrWhiteSpace(link.Title)) _out.Append("<figcaption>").AppendText(link.Title.Trim()).Append("</figcaption>");
        _out.Append("</figure>\n");
    }

    // Something to overwrite, in the place where a description belongs.
    private Fix? AltFix(int at)
    {
        if (!file.Text.AsSpan(Math.Min(at, file.Text.Length)).StartsWith("![")) return null;
        var end = at + 2;
        while (end < file.Text.Length && file.Text[end] == ' ') end++;
        return end < file.Text.Length && file.Text[end] == ']' ? file.Replacing(at + 2, end - at - 2, Words.In(file.Language, "Describe")) : null;
    }

    private bool TryPicture(LinkInline link, out string markup)
    {
        markup = "";
        var alt = MarkupText.Plain(link);
        if (alt.Length == 0) file.Report(Rules.AltMissing, link.Span.Start, AltFix(link.Span.Start));
        if (links.Media(link.Url ?? "", LinkResolver.PlaceOf(link)) is not { } media) return false;
        if (media.Width is not { } width || media.Height is not { } height)
        {
            file.Report(Rules.NotAPicture, LinkResolver.PlaceOf(link), media.Path);
            return false;
        }
        markup = new StringBuilder("<img src=\"").AppendText(LinkResolver.MediaAddress(media))
            .Append(CultureInfo.InvariantCulture, $"\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" alt=\"")
            .AppendText(alt).Append("\">").ToString();
        return alt.Length > 0;
    }

    private void List(ListBlock list)
    {
        if (list.IsOrdered)
        {
            _out.Append("<ol");
            if (list.OrderedStart is { } start && start != "1" && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
                _out.Append(CultureInfo.InvariantCulture, $" start=\"{first}\"");
            _out.Append(">\n");
        }
        else
        {
            _out.Append("<ul>\n");
        }
        foreach (var item in list.OfType<ListItemBlock>())
        {
            _out.Append("<li>");
            // The items of a tight list hold their words without a paragraph around them.
            foreach (var block in item)
                if (!list.IsLoose && block is ParagraphBlock paragraph) Inlines(paragraph.Inline);
                else Block(block);
            _out.Append("</li>\n");
        }
        _out.Append(list.IsOrdered ? "</ol>\n" : "</ul>\n");
    }

    private void Wrapped(string tag, ContainerBlock content)
    {
        _out.Append('<').Append(tag).Append('>');
        Blocks(content);
        _out.Append("</").Append(tag).Append(">\n");
    }

    private void Code(CodeBlock code)
    {
        _out.Append("<pre><code>");
        _out.AppendText(code.Lines.ToString()).Append("</code></pre>\n");
    }

    // On a phone each row becomes a card: the cells carry their column's heading, and the roles that CSS takes away are written out.
    private void Table(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var headings = rows.FirstOrDefault(row => row.IsHeader)?.OfType<TableCell>().Select(cell => PlainCell(cell)).ToList() ?? [];
        _out.Append("<div class=\"tbox\"><table role=\"table\" class=\"t stack\">");
        if (headings.Count > 0)
        {
            _out.Append("<thead role=\"rowgroup\"><tr role=\"row\">");
            var column = 0;
            foreach (var cell in rows.First(row => row.IsHeader).OfType<TableCell>())
            {
                var isEmpty = headings[column].Length == 0;
                _out.Append(isEmpty ? "<td role=\"cell\"" : "<th role=\"columnheader\" scope=\"col\"").Append(Alignment(table, column)).Append('>');
                _termsOff++;
                Cell(cell);
                _termsOff--;
                _out.Append(isEmpty ? "</td>" : "</th>");
                column++;
            }
            _out.Append("</tr></thead>");
        }
        _out.Append("<tbody role=\"rowgroup\">\n");
        foreach (var row in rows.Where(row => !row.IsHeader)) Row(table, row, headings);
        _out.Append("</tbody></table></div>\n");
    }

    private void Row(Table table, TableRow row, List<string> headings)
    {
        _out.Append("<tr role=\"row\">");
        var column = 0;
        foreach (var cell in row.OfType<TableCell>())
        {
            var isHeading = column == 0 && PlainCell(cell).Length > 0;
            _out.Append(isHeading ? "<th role=\"rowheader\" scope=\"row\"" : "<td role=\"cell\"").Append(Alignment(table, column));
            if (column > 0 && column < headings.Count && headings[column].Length > 0) _out.Append(" data-l=\"").AppendText(headings[column]).Append('"');
            _out.Append('>');
            Cell(cell);
            _out.Append(isHeading ? "</th>" : "</td>");
            column++;
        }
        _out.Append("</tr>\n");
    }

    public void Cell(TableCell cell)
    {
        foreach (var block in cell)
            if (block is ParagraphBlock paragraph) Inlines(paragraph.Inline);
            else Block(block);
    }

    public static string PlainCell(TableCell cell) => MarkupText.Plain(cell.OfType<LeafBlock>().FirstOrDefault()?.Inline);

    private static string Alignment(Table table, int column) =>
        column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right ? " class=\"r\"" : "";

    private void Definitions(DefinitionList list)
    {
        _out.Append("<dl>\n");
        foreach (var item in list.OfType<DefinitionItem>())
        {
            foreach (var term in item.OfType<DefinitionTerm>())
            {
                _out.Append("<dt>");
                Inlines(term.Inline);
                _out.Append("</dt>\n");
            }
            _out.Append("<dd>");
            Blocks(item.Where(block => block is not DefinitionTerm));
            _out.Append("</dd>\n");
        }
        _out.Append("</dl>\n");
    }

    private void Container(CustomContainer container)
    {
        var kind = Containers.KindOf(container);
        if (string.IsNullOrEmpty(container.Info)) file.Report(Rules.ContainerWithoutName, container.Span.Start);
        else if (kind is null) file.Report(Rules.UnknownContainer, container.Span.Start, container.Info, string.Join(", ", Containers.Names));
        else if (kind is ContainerKind.Check or ContainerKind.Rubric) file.Report(Rules.ContainerMisplaced, container.Span.Start, container.Info);
        else Containers.CheckClosed(file, container);
        switch (kind)
        {
            case null: Blocks(container); break;
            case ContainerKind.Check or ContainerKind.Rubric: break;
            case ContainerKind.Law: Law(container); break;
            case ContainerKind.Download: Download(container); break;
            case ContainerKind.Reflection: Boxed(container, ContainerKind.Reflection, "check", null); break;
            case ContainerKind.Warning: Boxed(container, ContainerKind.Warning, "note warn", "i-warn"); break;
            case ContainerKind.Example or ContainerKind.Case: Boxed(container, kind.Value, "note ok", "i-ok"); break;
            default: Boxed(container, kind.Value, "note", "i-info"); break;
        }
    }

    private void Boxed(CustomContainer container, ContainerKind kind, string css, string? icon)
    {
        _out.Append("<div class=\"").Append(css).Append("\">");
        if (icon is not null) Icon(icon);
        // The summary stands before the first section and is one; the others belong to the section around them.
        var tag = kind == ContainerKind.Summary ? "h2" : "b";
        _out.Append('<').Append(tag).Append('>').AppendText(TitleOf(container, kind)).Append("</").Append(tag).Append('>');
        Blocks(container);
        _out.Append("</div>\n");
    }

    private void Law(CustomContainer container)
    {
        var id = $"law{++_laws}";
        var level = _afterSection ? 3 : 2;
        _out.Append("<section class=\"law\" aria-labelledby=\"").Append(id).Append("\"><header>");
        Icon("i-scale");
        _out.Append(CultureInfo.InvariantCulture, $"<h{level} id=\"{id}\">").AppendText(Containers.DefaultTitle(ContainerKind.Law, file.Language))
            .Append(CultureInfo.InvariantCulture, $"</h{level}>");
        if (Containers.TitleOf(container) is { } source) _out.Append("<span class=\"mut\">").AppendText(source).Append("</span>");
        _out.Append("</header><div>");
        Blocks(container);
        _out.Append("</div></section>\n");
    }

    private void Download(CustomContainer container)
    {
        _out.Append("<div class=\"save\">");
        Icon("i-save");
        _out.Append("<div><b>").AppendText(TitleOf(container, ContainerKind.Download)).Append("</b>");
        Blocks(container);
        _out.Append("</div></div>\n");
    }

    private string TitleOf(CustomContainer container, ContainerKind kind) =>
        Containers.TitleOf(container) ?? Containers.DefaultTitle(kind, file.Language);

    private void Icon(string name) => _out.Append("<span class=\"i ").Append(name).Append("\"></span>");

    private void Footnotes(FootnoteGroup group)
    {
        _out.Append("<section class=\"notes\" aria-label=\"").AppendText(Words.In(file.Language, "Footnotes")).Append("\"><ol>\n");
        foreach (var note in group.OfType<Footnote>())
        {
            _out.Append(CultureInfo.InvariantCulture, $"<li id=\"fn-{note.Order}\">");
            Blocks(note);
            _out.Append("</li>\n");
        }
        _out.Append("</ol></section>\n");
    }

    private void Inlines(ContainerInline? content)
    {
        for (var child = content?.FirstChild; child is not null; child = child.NextSibling) Inline(child);
    }

    public void Inline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: Text(literal.Content.AsSpan()); break;
            case LineBreakInline line: _out.Append(line.IsHard ? "<br>\n" : "\n"); break;
            case CodeInline code: _out.Append("<code>").AppendText(code.Content).Append("</code>"); break;
            case EmphasisInline emphasis: Emphasis(emphasis); break;
            case LinkInline { IsImage: true } link: Picture(link); break;
            case LinkInline link: Link(link); break;
            case AutolinkInline link: Autolink(link); break;
            case HtmlEntityInline entity: Text(entity.Transcoded.AsSpan()); break;
            case AbbreviationInline abbreviation: Abbreviation(abbreviation); break;
            case FootnoteLink note: FootnoteLink(note); break;
            case TaskList task: Task(task); break;
            case BraceInline brace: Brace(brace); break;
            case ContainerInline container: Inlines(container); break;
        }
    }

    private void Text(ReadOnlySpan<char> text)
    {
        if (_termsOff > 0 || _terms.IsEmpty)
        {
            _out.AppendText(text);
            return;
        }
        var written = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetter(text[at])) continue;
            if (_terms.At(text, at, out var length) is { } term)
            {
                if (_termIds.Add(term.Id))
                {
                    _termsUsed.Add(term);
                    _out.AppendText(text[written..at]).Append("<a class=\"term\" href=\"#term-").AppendText(term.Id).Append("\">")
                        .AppendText(text.Slice(at, length)).Append("</a>");
                    written = at + length;
                }
                at += length - 1;
                continue;
            }
            while (at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])) at++;
        }
        _out.AppendText(text[written..]);
    }

    private void Emphasis(EmphasisInline emphasis)
    {
        var tag = emphasis.DelimiterCount == 2 ? "strong" : "em";
        _out.Append('<').Append(tag).Append('>');
        Inlines(emphasis);
        _out.Append("</").Append(tag).Append('>');
    }

    private void Picture(LinkInline link)
    {
        if (TryPicture(link, out var picture)) _out.Append(picture);
        else _out.AppendText(MarkupText.Plain(link));
    }

    private void Link(LinkInline link)
    {
        var resolved = links.Resolve(link.Url ?? "", LinkResolver.PlaceOf(link));
        if (resolved is not null && MarkupText.Plain(link).Length == 0 && link.FindDescendants<LinkInline>().FirstOrDefault() is null)
            file.Report(Rules.LinkWithoutText, link.Span.Start);
        Anchor(resolved, () => Inlines(link));
    }

    private void Autolink(AutolinkInline link) =>
        Anchor(links.Resolve(link.IsEmail ? $"mailto:{link.Url}" : link.Url, link.Span.Start), () => _out.AppendText(link.Url));

    private void Anchor(ResolvedLink? resolved, Action inside)
    {
        if (resolved is not null)
        {
            _out.Append("<a ");
            if (resolved.Class is not null) _out.Append("class=\"").Append(resolved.Class).Append("\" ");
            _out.Append("href=\"").AppendText(resolved.Address).Append("\">");
        }
        _termsOff++;
        inside();
        _termsOff--;
        if (resolved is not null) _out.Append("</a>");
    }

    private void Abbreviation(AbbreviationInline inline) =>
        _out.Append("<abbr title=\"").AppendText(inline.Abbreviation.Text.AsSpan()).Append("\">").AppendText(inline.Abbreviation.Label).Append("</abbr>");

    private void FootnoteLink(FootnoteLink link)
    {
        if (link.IsBackLink)
        {
            _out.Append(CultureInfo.InvariantCulture, $" <a href=\"#fnref-{link.Index}\" aria-label=\"").AppendText(Words.In(file.Language, "BackToText")).Append("\">↩</a>");
            return;
        }
        // Questions are shown one by one, far from the foot of the file.
        if (isQuestion) file.Report(Rules.FootnoteInQuestion, link.Span.Start);
        else _out.Append(CultureInfo.InvariantCulture, $"<sup><a id=\"fnref-{link.Index}\" href=\"#fn-{link.Footnote.Order}\">{link.Footnote.Order}</a></sup>");
    }

    private void Task(TaskList task) =>
        _out.Append(task.Checked ? "☑" : "☐").Append("<span class=\"vh\"> ").AppendText(Words.In(file.Language, task.Checked ? "Done" : "NotDone")).Append(": </span>");

    private void Brace(BraceInline brace)
    {
        if (isQuestion && brace.IsGap) file.Report(Rules.GapMisplaced, brace.Span.Start);
        _out.AppendText(brace.Raw);
    }
}
