using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Reads GIFT, as Moodle's documentation describes it and as Moodle writes it.</summary>
internal sealed partial class GiftReader(Intake intake)
{
    [GeneratedRegex(@"\[(?<key>id|tag):(?<value>[^\]]{1,200})\]", RegexOptions.NonBacktracking)]
    private static partial Regex InComment();

    [GeneratedRegex(@"^\s*%(?<weight>[-+]?[0-9.,]{1,20})%", RegexOptions.NonBacktracking)]
    private static partial Regex WeightMark();

    [GeneratedRegex(@"^\s*\[(?<form>html|moodle|plain|markdown)\]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex FormMark();

    private IReadOnlyList<string> _category = [];

    public static void Read(Intake intake, string text) => new GiftReader(intake).ReadAll(text);

    private void ReadAll(string text)
    {
        var lines = text.Split('\n');
        var part = new List<string>();
        var comments = new StringBuilder();
        var start = 0;
        for (var at = 0; at <= lines.Length && !intake.IsFull; at++)
        {
            var line = at < lines.Length ? lines[at].TrimEnd() : "";
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            {
                if (part.Count == 0) comments.Append(line).Append('\n');
                continue;
            }
            if (line.TrimStart().StartsWith("$CATEGORY:", StringComparison.OrdinalIgnoreCase))
            {
                Question(part, comments, start);
                _category = Wording.TagsOf(line.TrimStart()[10..].Trim());
                continue;
            }
            if (line.Length == 0)
            {
                Question(part, comments, start);
                continue;
            }
            if (part.Count == 0) start = at + 1;
            part.Add(line);
        }
        Question(part, comments, start);
    }

    private void Question(List<string> lines, StringBuilder comments, int line)
    {
        if (lines.Count > 0)
        {
            var (said, whole) = (comments.ToString(), string.Join('\n', lines));
            var (name, text) = Titled(Hidden(whole));
            intake.Add(Plain(name), line, () => Question(Plain(name), text, said));
            lines.Clear();
            comments.Clear();
        }
    }

    private QuestionText Question(string name, string text, string comments)
    {
        var (form, body) = Formed(text, TextForm.Moodle);
        var open = body.IndexOf('{');
        var close = body.LastIndexOf('}');
        if (open < 0 && close < 0) throw new NotTakenException(ExchangeRules.AsksNothing);
        if (open < 0 || close < open) throw new NotTakenException(ExchangeRules.NotClosed);

        var (before, answer, after) = (body[..open], body[(open + 1)..close].Trim(), body[(close + 1)..]);
        // A second pair of braces would be a second question in one.
        if (answer.AsSpan().ContainsAny('{', '}')) throw new NotTakenException(answer.Contains('}', StringComparison.Ordinal) ? ExchangeRules.SeveralParts : ExchangeRules.NotClosed);

        var explanation = "";
        if (answer.LastIndexOf("####", StringComparison.Ordinal) is >= 0 and var general)
        {
            explanation = Rich(answer[(general + 4)..], form);
            answer = answer[..general].Trim();
        }
        var marks = InComment().Matches(comments);
        var tags = Wording.Tags([.. _category, .. marks.Where(mark => mark.Groups["key"].Value == "tag").Select(mark => mark.Groups["value"].Value.Replace("\\]", "]", StringComparison.Ordinal))]);
        var id = intake.Id(marks.Where(mark => mark.Groups["key"].Value == "id").Select(mark => mark.Groups["value"].Value).Append(name).ToArray());

        var draft = new QuestionText(id, 1, tags, "", "", explanation, new OpenText(""));
        return after.AsSpan().Trim().Length > 0 ? Missing(draft, name, before, answer, after, form) : Asked(draft, name, before, answer, form);
    }

    private QuestionText Asked(QuestionText draft, string name, string before, string answer, TextForm form)
    {
        var (prompt, stem) = Wording.Ask(intake, name, Foreign().Blocks(ForeignText.AsHtml(Plain(before), form)));
        return draft with { Prompt = prompt, Stem = stem, Answers = Answers(answer, form) };
    }

    // «Words {…} words»: the answer stands where it is missing.
    private QuestionText Missing(QuestionText draft, string name, string before, string answer, string after, TextForm form)
    {
        if (Gap(answer, form) is { } gap)
        {
            var html = ForeignText.AsHtml($"{Plain(before)}<{HtmlToMarkdown.GapElement} n=0></{HtmlToMarkdown.GapElement}>{Plain(after)}", form == TextForm.Plain ? TextForm.Moodle : form);
            var (prompt, stem, gaps) = Wording.AskGaps(intake, name, new ForeignText(intake, _ => null, [gap]).Blocks(html));
            return draft with { Prompt = prompt, Stem = stem, Answers = new GapsText(gaps) };
        }
        return Asked(draft, name, $"{before.TrimEnd()} _____ {after.TrimStart()}", answer, form);
    }

    // Only words that are right or wrong can stand in a gap: weights and comments cannot.
    private string? Gap(string answer, TextForm form)
    {
        if (answer.Length == 0 || answer[0] is not ('=' or '~') || answer.Contains("->", StringComparison.Ordinal)) return null;
        var answers = Split(answer, form);
        if (answers.Any(one => one.Weight is not null || one.Feedback.Length > 0)) return null;
        var words = answers.Select(one => (one.IsRight, Word: ForeignText.Words(one.Html))).ToList();
        if (answers.All(one => one.IsRight)) return GapText.Typed([.. answers.Select(one => Plain(one.Raw).Trim().Replace("\\*", "*", StringComparison.Ordinal)).Distinct()]);
        return words.Count(word => word.IsRight) == 1 ? GapText.Chosen(words.First(word => word.IsRight).Word, words.Where(word => !word.IsRight).Select(word => word.Word)) : null;
    }

    private AnswerText Answers(string answer, TextForm form)
    {
        if (answer.Length == 0) return new OpenText("");
        if (answer[0] == '#') return Numbers(answer[1..].Trim(), form);
        if (TrueFalse(answer, form) is { } choice) return choice;
        if (answer[0] == '>') return Ordering(answer[1..], form);
        if (answer[0] is not ('=' or '~')) throw new NotTakenException(ExchangeRules.AnswerMissing);

        var answers = Split(answer, form);
        if (answers.All(one => one.IsRight) && answers.Any(one => one.Raw.Contains("->", StringComparison.Ordinal))) return Matching(answers, form);
        if (answers.All(one => one.IsRight))
        {
            if (answers.Any(one => one.Feedback.Length > 0)) intake.Note(ExchangeRules.FeedbackLost);
            return Wording.Words(intake, [.. answers.Select(one => (one.Weight ?? 100, Plain(one.Raw)))], hasWildcards: true);
        }
        // Without «=» nothing is right alone: several may be marked.
        var single = answers.Any(one => one.IsRight);
        return Wording.Choice(intake, single, [.. answers.Select(one => (one.Weight ?? (one.IsRight ? 100 : 0), Foreign().Text(one.Html), one.Feedback))]);
    }

    private sealed record Answer(bool IsRight, decimal? Weight, string Raw, string Html, string Feedback);

    private List<Answer> Split(string answer, TextForm form)
    {
        var answers = new List<Answer>();
        for (var at = 0; at < answer.Length;)
        {
            var end = answer.AsSpan(at + 1).IndexOfAny('=', '~');
            var next = end < 0 ? answer.Length : at + 1 + end;
            answers.Add(One(answer[at] == '=', answer[(at + 1)..next], form));
            at = next;
        }
        return answers;
    }

    private Answer One(bool isRight, string text, TextForm form)
    {
        decimal? weight = null;
        if (WeightMark().Match(text) is { Success: true } match)
        {
            weight = Wording.Weight(match.Groups["weight"].Value);
            text = text[match.Length..];
        }
        else if (text.TrimStart().StartsWith('%') && text.TrimStart().IndexOf('%', 1) is > 0 and < 12)
        {
            throw new NotTakenException(ExchangeRules.WeightUnclear, text.Trim());
        }
        var (words, feedback) = Commented(text);
        var (own, rest) = Formed(words, form);
        return new Answer(isRight, weight, rest, ForeignText.AsHtml(Plain(rest.Trim()), own), feedback.Length == 0 ? "" : Rich(feedback, form));
    }

    private static (string Words, string Feedback) Commented(string text)
    {
        var mark = text.IndexOf('#');
        return mark < 0 ? (text, "") : (text[..mark], text[(mark + 1)..].Trim());
    }

    private NumberText Numbers(string answer, TextForm form)
    {
        // {#3:2}, {#1..5}, or several with «=», a weight and a comment each.
        var answers = answer.StartsWith('=') || answer.StartsWith('~') ? Split(answer, form) : [One(true, answer, form)];
        if (answers.Any(one => one.Feedback.Length > 0)) intake.Note(ExchangeRules.FeedbackLost);
        return Wording.Numbers(intake, [.. answers.Where(one => one.IsRight && one.Raw.Trim() != "*").Select(one => Range(one.Weight ?? 100, Plain(one.Raw).Trim()))], "");
    }

    private static (decimal Weight, decimal Least, decimal Most) Range(decimal weight, string text)
    {
        if (text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots) return (weight, Wording.Number(text[..dots]), Wording.Number(text[(dots + 2)..]));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return (weight, Wording.Number(text), Wording.Number(text));
        var (number, spread) = (Wording.Number(text[..colon]), Wording.Number(text[(colon + 1)..]));
        return (weight, number - Math.Abs(spread), number + Math.Abs(spread));
    }

    private ChoiceText? TrueFalse(string answer, TextForm form)
    {
        var parts = answer.Split('#');
        bool? isTrue = parts[0].Trim().ToUpperInvariant() switch { "T" or "TRUE" => true, "F" or "FALSE" => false, _ => null };
        if (isTrue is not { } right) return null;
        // The first comment is for who is wrong, the second for who is right.
        var (wrong, well) = (parts.Length > 1 ? Rich(parts[1], form) : "", parts.Length > 2 ? Rich(parts[2], form) : "");
        return Wording.TrueFalse(intake, right, right ? well : wrong, right ? wrong : well);
    }

    private MatchingText Matching(List<Answer> answers, TextForm form)
    {
        var pairs = new List<(string, string)>();
        foreach (var one in answers)
        {
            if (one.Raw.IndexOf("->", StringComparison.Ordinal) is not (>= 0 and var arrow)) throw new NotTakenException(ExchangeRules.AnswerUnknown, Plain(one.Raw));
            var (left, right) = (Formed(one.Raw[..arrow].Trim(), form), one.Raw[(arrow + 2)..].Trim());
            if (left.Body.Length == 0) intake.Note(ExchangeRules.DistractorsLost);
            else pairs.Add((Foreign().Line(ForeignText.AsHtml(Plain(left.Body), left.Form)), Foreign().Line(ForeignText.AsHtml(Plain(right), TextForm.Plain))));
        }
        return Wording.Matching(intake, pairs);
    }

    // How the plugin of ordering writes itself: settings in the first line, a step in each of the others.
    private OrderingText Ordering(string answer, TextForm form)
    {
        var steps = answer.Split('\n').Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (steps.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
        return new OrderingText([.. steps.Select(step => Formed(step, form)).Select(step => Foreign().Text(ForeignText.AsHtml(Plain(step.Body), step.Form)))]);
    }

    private string Rich(string text, TextForm form)
    {
        var (own, rest) = Formed(text.Trim(), form);
        return Foreign().Text(ForeignText.AsHtml(Plain(rest), own));
    }

    private ForeignText Foreign() => new(intake, _ => null);

    private static (TextForm Form, string Body) Formed(string text, TextForm otherwise)
    {
        if (FormMark().Match(text) is not { Success: true } match) return (otherwise, text);
        var form = match.Groups["form"].Value.ToLowerInvariant() switch { "html" => TextForm.Html, "plain" => TextForm.Plain, "markdown" => TextForm.Markdown, _ => TextForm.Moodle };
        return (form, text[match.Length..]);
    }

    private static (string Name, string Text) Titled(string text)
    {
        var start = text.TrimStart();
        if (!start.StartsWith("::", StringComparison.Ordinal) || start.IndexOf("::", 2, StringComparison.Ordinal) is not (> 0 and var end)) return ("", start);
        return (start[2..end].Trim(), start[(end + 2)..].Trim());
    }

    private const string Marks = "~=#{}:\\n";

    // A mark behind a backslash is a letter: until the text has been cut into its parts it stands under another name.
    private static string Hidden(string text)
    {
        if (!text.Contains('\\')) return text;
        var to = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var mark = text[at] == '\\' && at + 1 < text.Length ? Marks.IndexOf(text[at + 1]) : -1;
            if (mark < 0)
            {
                to.Append(text[at]);
                continue;
            }
            to.Append((char)('\uE020' + mark));
            at++;
        }
        return to.ToString();
    }

    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uE020', '\uE027')) return text;
        return string.Concat(text.Select(letter => letter is >= '\uE020' and <= '\uE027' ? Marks[letter - '\uE020'] switch { 'n' => '\n', var mark => mark } : letter));
    }
}
