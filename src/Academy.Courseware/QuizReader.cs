using System.Globalization;
using Markdig.Syntax;

namespace Academy.Courseware;

/// <summary>A quiz as one language's file says it.</summary>
internal sealed record QuizDraft(TextHead Head, Html Intro, IReadOnlyList<QuestionDraft> Questions, IReadOnlyList<LawCitation> Citations, IReadOnlyList<CitedPlace> Cited);

/// <summary>Reads a quiz: what stands before the first <c>##</c>, and a question for each.</summary>
internal sealed class QuizReader
{
    private const decimal MostPoints = 1000;

    private readonly MarkdownFile _file;
    private readonly MarkupWriter _writer;
    private readonly QuestionReader _questions;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private QuizReader(MarkdownFile file, MarkupWriter writer)
    {
        (_file, _writer) = (file, writer);
        _questions = new QuestionReader(file, writer);
    }

    public static QuizDraft Read(MarkdownFile file, CourseFacts facts)
    {
        var head = TextHead.Read(file, "minutes", "law_checked", "updated");
        var links = new LinkResolver(file, facts, isLesson: false, head.LawChecked);
        var writer = new MarkupWriter(file, facts, links, isQuestion: true);
        var body = TextHead.BodyOf(file);
        var starts = Enumerable.Range(0, body.Count).Where(at => body[at] is HeadingBlock { Level: 2 }).ToList();

        writer.Blocks(starts.Count == 0 ? body : body.Take(starts[0]));
        var intro = writer.Take();
        List<CitedPlace> cited = [.. links.TakeCited(null, file.Text.AsSpan(0, starts.Count == 0 ? file.Text.Length : Math.Clamp(body[starts[0]].Span.Start, 0, file.Text.Length)))];
        if (starts.Count == 0) file.Report(Rules.QuizWithoutQuestions, 0);

        var reader = new QuizReader(file, writer);
        var questions = new List<QuestionDraft>();
        for (var at = 0; at < starts.Count; at++)
        {
            var end = at + 1 < starts.Count ? starts[at + 1] : body.Count;
            var question = reader.Question((HeadingBlock)body[starts[at]], [.. body.Skip(starts[at] + 1).Take(end - starts[at] - 1)]);
            // What is no question yet cites all the same, and lies with the quiz until it is one.
            cited.AddRange(links.TakeCited(question?.Id, TextBetween(file, body[starts[at]], at + 1 < starts.Count ? body[starts[at + 1]] : null)));
            if (question is not null) questions.Add(question);
        }
        return new QuizDraft(head, intro, questions, links.Citations, cited);
    }

    private static ReadOnlySpan<char> TextBetween(MarkdownFile file, Block from, Block? to)
    {
        var start = Math.Clamp(from.Span.Start, 0, file.Text.Length);
        return file.Text.AsSpan(start, Math.Clamp(to?.Span.Start ?? file.Text.Length, start, file.Text.Length) - start);
    }

    private QuestionDraft? Question(HeadingBlock heading, IReadOnlyList<Block> body)
    {
        var at = heading.Span.Start;
        var (id, points, tags, keyboard) = Attributes(heading);
        var prompt = _writer.Inline(heading.Inline);
        if (prompt.IsEmpty) _file.Report(Rules.QuestionWithoutText, at);
        if (id is not null && !_ids.Add(id))
        {
            _file.Report(Rules.QuestionTwice, at, id);
            id = null;
        }
        // Without its id a question is read all the same, for the sake of what else may be wrong with it.
        var question = _questions.Read(id ?? "?", at, points, tags, prompt, body, mayBeOpen: true);
        if (id is null || question is null) return null;

        var isTyped = question.Answers is ShortTextDraft || question.Answers is GapsDraft gaps && gaps.Gaps.Any(gap => gap.Right is null);
        if (keyboard is { } place && !isTyped) _file.Report(Rules.KeyboardIdle, place, id);
        return question with { RussianKeyboard = keyboard is not null && isTyped };
    }

    /// <returns>For the keyboard where the author asks for it, or null.</returns>
    private (string? Id, decimal Points, IReadOnlyList<string> Tags, int? Keyboard) Attributes(HeadingBlock heading)
    {
        if (heading.Inline?.OfType<BraceInline>().LastOrDefault(brace => !brace.IsGap) is not { } brace)
        {
            _file.Report(Rules.QuestionWithoutId, heading.Span.Start);
            return (null, 1, [], null);
        }

        brace.Remove();
        string? id = null;
        var points = 1m;
        IReadOnlyList<string> tags = [];
        int? keyboard = null;
        foreach (var (name, value, at) in Parts(brace))
        {
            var place = brace.Span.Start + at;
            if (name == "#" && Slug.IsValid(value)) id = value;
            else if (name == "#") _file.Report(Rules.NotASlug, place, value);
            else if (name == "points" && TryPoints(value, out var read)) points = read;
            else if (name == "points") _file.Report(Rules.PointsUnclear, place, value, Number.Of(MostPoints));
            else if (name == "tags") tags = [.. value.Split(',').Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct()];
            else if (name == "keyboard" && value == Languages.Russian) keyboard = place;
            else if (name == "keyboard") _file.Report(Rules.KeyboardUnclear, place, value);
            else _file.Report(Rules.QuestionAttribute, place, name);
        }
        return (id, points, tags, keyboard);
    }

    private static bool TryPoints(string text, out decimal points) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out points) && points is >= 0 and <= MostPoints;

    // #id, name=value and name="a value": what stands in the braces, and how far from their beginning.
    private static IEnumerable<(string Name, string Value, int At)> Parts(BraceInline brace)
    {
        var text = brace.Raw;
        var at = 1;
        while (true)
        {
            while (at < text.Length - 1 && char.IsWhiteSpace(text[at])) at++;
            if (at >= text.Length - 1) yield break;

            var start = at;
            var inQuotes = false;
            while (at < text.Length - 1 && (inQuotes || !char.IsWhiteSpace(text[at])))
            {
                if (text[at] == '"') inQuotes = !inQuotes;
                at++;
            }
            var part = text[start..at];
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (part[0] == '#') yield return ("#", part[1..], start);
            else if (equals > 0) yield return (part[..equals], part[(equals + 1)..].Trim('"'), start);
            else yield return (part, "", start);
        }
    }
}
