using System.Globalization;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Academy.Courseware;

/// <summary>Reads one question, of a quiz or of a self-check, from the blocks that stand under its heading.</summary>
internal sealed class QuestionReader(MarkdownFile file, MarkupWriter writer)
{
    /// <param name="at">Where the question begins: what has no place of its own is reported there.</param>
    /// <returns>Null where it cannot be asked; then the diagnostics say why.</returns>
    public QuestionDraft? Read(string id, int at, decimal points, IReadOnlyList<string> tags, Html prompt, IReadOnlyList<Block> body, bool mayBeOpen)
    {
        var kinds = body.Select(KindOf).ToList();
        var rubric = Rubric(body);
        if (Answers(body, kinds) is not { } answers)
        {
            writer.Blocks(body.Where(block => !Containers.Is(block, ContainerKind.Rubric)));
            writer.Take();
            // A gap in the wrong place has been reported by the writer; that there is no right one follows from it.
            if (!body.Any(HasGap)) file.Report(Rules.NoAnswers, at, id);
            return null;
        }

        var (first, last) = answers;
        writer.Blocks(body.Take(first).Where(block => !Containers.Is(block, ContainerKind.Rubric)));
        var stem = writer.Take();
        var draft = kinds[first] switch
        {
            AnswerKind.Choice => Choice((ListBlock)body[first]),
            AnswerKind.Equals => Equals(body, first, last),
            AnswerKind.Gaps => Gaps(body, first, last),
            AnswerKind.Table => Matching((Table)body[first]),
            AnswerKind.Steps => Ordering((ListBlock)body[first]),
            _ => Open(body[first], rubric, points, mayBeOpen),
        };
        if (rubric is not null && draft is not (null or OpenDraft)) file.Report(Rules.RubricWithoutOpen, rubric.At);
        var explanation = Explanation(body.Skip(last + 1));
        return draft is null ? null : new QuestionDraft(id, file.At(at), points, tags, prompt, stem, explanation, draft);
    }

    private enum AnswerKind { None, Choice, Equals, Gaps, Open, Table, Steps }

    private AnswerKind KindOf(Block block) => block switch
    {
        ListBlock list when !list.IsOrdered && list.OfType<ListItemBlock>().Any(item => MarkOf(item) is not null) => AnswerKind.Choice,
        ListBlock { IsOrdered: true } => AnswerKind.Steps,
        ParagraphBlock paragraph when file.Raw(paragraph).TrimStart().StartsWith("= ") => AnswerKind.Equals,
        ParagraphBlock paragraph when HasGap(paragraph) => AnswerKind.Gaps,
        ThematicBreakBlock { ThematicChar: '_' } => AnswerKind.Open,
        Table table when table.OfType<TableRow>().All(row => row.Count == 2) => AnswerKind.Table,
        _ => AnswerKind.None,
    };

    // Marks, «=», gaps and «___» can mean nothing else; a table or a numbered list may also belong to the question's text.
    private (int First, int Last)? Answers(IReadOnlyList<Block> body, List<AnswerKind> kinds)
    {
        var first = kinds.FindIndex(kind => kind is AnswerKind.Choice or AnswerKind.Equals or AnswerKind.Gaps or AnswerKind.Open);
        if (first < 0)
        {
            var weak = kinds.FindLastIndex(kind => kind is AnswerKind.Table or AnswerKind.Steps);
            return weak < 0 ? null : (weak, weak);
        }

        var last = kinds.FindLastIndex(kind => kind == kinds[first]);
        for (var at = first + 1; at < body.Count; at++)
        {
            if (kinds[at] is AnswerKind.Choice or AnswerKind.Equals or AnswerKind.Gaps or AnswerKind.Open
                && (kinds[at] != kinds[first] || kinds[at] is AnswerKind.Choice or AnswerKind.Open))
            {
                file.Report(Rules.TwoAnswers, body[at].Span.Start);
                last = Math.Max(last, at);
            }
        }
        return (first, last);
    }

    /// <summary>Whether a gap stands anywhere in it, in the right place or not.</summary>
    public static bool HasGap(Block block) => block switch
    {
        LeafBlock leaf => leaf.Inline?.FindDescendants<BraceInline>().Any(brace => brace.IsGap) ?? false,
        ContainerBlock container => container.Any(HasGap),
        _ => false,
    };

    private ChoiceDraft? Choice(ListBlock list)
    {
        var items = list.OfType<ListItemBlock>().ToList();
        var multiple = items.Select(MarkOf).OfType<Mark>().First().IsSquare;
        var options = new List<OptionDraft>();
        var areMarksSound = true;
        foreach (var item in items)
        {
            var mark = MarkOf(item);
            if (mark is null) file.Report(Rules.OptionWithoutMark, item.Span.Start);
            else if (mark.IsRight is null) file.Report(Rules.MarkUnclear, item[0].Span.Start, MarkFix(item[0].Span.Start, mark), mark.Text);
            else if (mark.IsSquare != multiple) file.Report(Rules.MarksMixed, item[0].Span.Start);
            areMarksSound &= mark is { IsRight: not null } && mark.IsSquare == multiple;
            if (mark is not null) Unmark((ParagraphBlock)item[0]);

            Content(item.Where(block => block is not QuoteBlock).ToList());
            var text = writer.Take();
            foreach (var quote in item.OfType<QuoteBlock>()) writer.Blocks(quote);
            if (text.IsEmpty) file.Report(Rules.OptionEmpty, item.Span.Start);
            options.Add(new OptionDraft(file.At(item.Span.Start), mark?.IsRight ?? false, text, writer.Take()));
        }

        var right = options.Count(option => option.IsRight);
        if (options.Count < 2) file.Report(Rules.TooFewOptions, list.Span.Start);
        if (areMarksSound && !multiple && right != 1) file.Report(Rules.NotOneRight, list.Span.Start, Number.Of(right));
        if (areMarksSound && multiple && right == 0) file.Report(Rules.NoneRight, list.Span.Start);
        foreach (var twin in options.Where(option => !option.Text.IsEmpty).GroupBy(option => option.Text.Markup).Where(same => same.Count() > 1))
            file.Report(Rules.SameTwice, twin.Last().At);
        return new ChoiceDraft(file.At(list.Span.Start), multiple, options);
    }

    /// <param name="IsRight">Null where the author meant a mark that we do not know, such as a Cyrillic х.</param>
    private sealed record Mark(bool IsSquare, bool? IsRight, string Text);

    private Mark? MarkOf(ListItemBlock item)
    {
        if (item.Count == 0 || item[0] is not ParagraphBlock paragraph) return null;
        var raw = file.Raw(paragraph);
        if (raw.StartsWith("()") || raw.StartsWith("[]") && (raw.Length == 2 || raw[2] == ' ')) return new Mark(raw[0] == '[', null, raw[..2].ToString());
        if (raw.Length < 3 || (raw[0], raw[2]) is not (('(', ')') or ('[', ']')) || raw.Length > 3 && !char.IsWhiteSpace(raw[3])) return null;
        return raw[1] switch
        {
            ' ' => new Mark(raw[0] == '[', false, raw[..3].ToString()),
            'x' or 'X' => new Mark(raw[0] == '[', true, raw[..3].ToString()),
            'х' or 'Х' or '+' or '*' or '-' or 'v' or 'V' or '✓' or '✔' or '\u00A0' => new Mark(raw[0] == '[', null, raw[..3].ToString()),
            _ => null,
        };
    }

    // A dash may stand for right or for wrong; all else says what it means.
    private Fix? MarkFix(int at, Mark mark) => mark.Text.Length == 2 ? file.Replacing(at + 1, 0, " ")
        : mark.Text[1] switch { '-' => null, '\u00A0' => file.Replacing(at + 1, 1, " "), _ => file.Replacing(at + 1, 1, "x") };

    // The mark is not part of the words. Square ones are task marks to Markdig, round ones are plain text.
    private static void Unmark(ParagraphBlock paragraph)
    {
        if (paragraph.Inline?.FirstChild is Markdig.Extensions.TaskLists.TaskList task) task.Remove();
        else if (paragraph.Inline?.FirstChild is LiteralInline literal)
        {
            var text = literal.Content.AsSpan();
            var close = text.IndexOfAny(')', ']');
            literal.Content.Start += close < 0 ? text.Length : close + 1;
        }
    }

    // Words of one paragraph stand where a label is; several blocks keep their shape.
    private void Content(IReadOnlyList<Block> blocks)
    {
        if (blocks is [ParagraphBlock paragraph])
            for (var child = paragraph.Inline?.FirstChild; child is not null; child = child.NextSibling) writer.Inline(child);
        else writer.Blocks(blocks);
    }

    private AnswerDraft? Equals(IReadOnlyList<Block> body, int first, int last)
    {
        var answers = new List<(string Text, int At)>();
        for (var block = first; block <= last; block++)
        {
            if (body[block] is not ParagraphBlock paragraph)
            {
                file.Report(Rules.TextAfterAnswers, body[block].Span.Start);
                continue;
            }
            var at = paragraph.Span.Start;
            foreach (var line in file.Raw(paragraph).EnumerateLines())
            {
                var text = line.Trim();
                if (text.StartsWith("= ")) answers.Add((text[2..].Trim().ToString(), at));
                else file.Report(Rules.TextAfterAnswers, at);
                // A line break is one or two characters; for the column on the next line only its start matters.
                at = NextLine(at);
            }
        }

        var place = file.At(body[first].Span.Start);
        if (answers.Count == 1 && NumberAnswer.TryRead(answers[0].Text, out var least, out var most, out var unit))
        {
            if (least > most) file.Report(Rules.RangeReversed, place, Number.Of(least), Number.Of(most));
            return new NumberDraft(place, least, most, unit);
        }

        var accepted = answers.SelectMany(answer => Alternatives(answer.Text)).Distinct().ToList();
        if (accepted.Count > 0 && accepted.All(text => text.Length > 0)) return new ShortTextDraft(place, accepted);
        file.Report(Rules.AnswerEmpty, place);
        return null;
    }

    private int NextLine(int at)
    {
        var end = file.Text.IndexOf('\n', at);
        return end < 0 ? file.Text.Length : end + 1;
    }

    // The bar may be escaped, as inside a table it must be: both mean «or».
    private static IEnumerable<string> Alternatives(string text) => text.Replace("\\|", "|").Split('|').Select(part => part.Trim());

    private GapsDraft? Gaps(IReadOnlyList<Block> body, int first, int last)
    {
        var gaps = new List<GapDraft>();
        var pieces = new List<Html>();
        var isSound = true;
        for (var block = first; block <= last; block++)
        {
            if (body[block] is not ParagraphBlock paragraph)
            {
                writer.Block(body[block]);
                writer.Take();
                file.Report(Rules.GapsNotTogether, body[block].Span.Start);
                isSound = false;
                continue;
            }
            if (block > first) writer.LineBreak();
            for (var child = paragraph.Inline?.FirstChild; child is not null; child = child.NextSibling)
            {
                if (child is not BraceInline { IsGap: true } brace)
                {
                    writer.Inline(child);
                    continue;
                }
                pieces.Add(writer.TakeAsIs());
                if (Gap(brace) is { } gap) gaps.Add(gap);
                else isSound = false;
            }
        }
        pieces.Add(writer.TakeAsIs());
        // None left means that all stood inside other markup, which the writer has reported.
        return isSound && gaps.Count > 0 ? new GapsDraft(file.At(body[first].Span.Start), gaps, pieces) : null;
    }

    private GapDraft? Gap(BraceInline brace)
    {
        var texts = Alternatives(brace.Raw[2..^1]).ToList();
        var at = file.At(brace.Span.Start);
        if (!texts.Any(text => text.StartsWith('~')))
        {
            if (texts.All(text => text.Length > 0)) return new GapDraft(at, texts, null);
            file.Report(Rules.AnswerEmpty, at);
            return null;
        }

        var right = texts.FindIndex(text => !text.StartsWith('~'));
        var words = texts.Select(text => text.TrimStart('~').Trim()).ToList();
        if (texts.Count(text => !text.StartsWith('~')) == 1 && words.All(text => text.Length > 0)) return new GapDraft(at, words, right);
        file.Report(Rules.GapChoiceUnclear, at);
        return null;
    }

    private MatchingDraft? Matching(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var heading = rows.FirstOrDefault(row => row.IsHeader);
        var pairs = new List<(Html Left, Html Right)>();
        foreach (var row in rows.Where(row => !row.IsHeader))
        {
            var (left, right) = (Cell(row, 0), Cell(row, 1));
            if (left.IsEmpty || right.IsEmpty) file.Report(Rules.OptionEmpty, file.LineStart(row.Span.Start));
            if (pairs.Any(pair => pair.Left.Markup == left.Markup || pair.Right.Markup == right.Markup)) file.Report(Rules.SameTwice, file.LineStart(row.Span.Start));
            pairs.Add((left, right));
        }
        if (pairs.Count < 2) file.Report(Rules.TooFewOptions, table.Span.Start);
        return new MatchingDraft(file.At(table.Span.Start), Plain(heading, 0), Plain(heading, 1), pairs);
    }

    private Html Cell(TableRow row, int column)
    {
        writer.Cell((TableCell)row[column]);
        return writer.Take();
    }

    private static string Plain(TableRow? row, int column) => row is null ? "" : MarkupWriter.PlainCell((TableCell)row[column]);

    private OrderingDraft Ordering(ListBlock list)
    {
        var steps = new List<Html>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Content([.. item]);
            var step = writer.Take();
            if (step.IsEmpty) file.Report(Rules.OptionEmpty, item.Span.Start);
            else if (steps.Any(other => other.Markup == step.Markup)) file.Report(Rules.SameTwice, item.Span.Start);
            steps.Add(step);
        }
        if (steps.Count < 2) file.Report(Rules.TooFewOptions, list.Span.Start);
        return new OrderingDraft(file.At(list.Span.Start), steps);
    }

    private OpenDraft? Open(Block line, RubricDraft? rubric, decimal points, bool mayBeOpen)
    {
        if (!mayBeOpen)
        {
            file.Report(Rules.OpenInCheck, line.Span.Start);
            return null;
        }
        if (rubric is not null && rubric.Points != points) file.Report(Rules.RubricPoints, rubric.At, Number.Of(rubric.Points), Number.Of(points));
        return new OpenDraft(file.At(line.Span.Start), rubric);
    }

    private RubricDraft? Rubric(IReadOnlyList<Block> body)
    {
        RubricDraft? found = null;
        foreach (var container in body.Where(block => Containers.Is(block, ContainerKind.Rubric)).Cast<CustomContainer>())
            found ??= RubricReader.Read(file, container);
        return found;
    }

    private Html Explanation(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            // A line between questions is the author's, and what the pipeline adds at a file's end is nobody's.
            if (block is ThematicBreakBlock or LinkReferenceDefinitionGroup or Markdig.Extensions.Footnotes.FootnoteGroup
                or Markdig.Extensions.Abbreviations.Abbreviation || Containers.Is(block, ContainerKind.Rubric)) continue;
            if (block is QuoteBlock quote) writer.Blocks(quote);
            else file.Report(Rules.TextAfterAnswers, block.Span.Start);
        }
        return writer.Take();
    }
}
