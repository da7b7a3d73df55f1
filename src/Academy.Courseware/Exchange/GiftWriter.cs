using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>Writes GIFT as Moodle reads it.</summary>
internal static class GiftWriter
{
    public static string Write(IReadOnlyList<Question> questions, Outlet outlet)
    {
        var to = new StringBuilder();
        for (var at = 0; at < questions.Count; at++)
        {
            outlet.Begin(questions[at], at + 1);
            if (Body(questions[at], outlet) is not { } body)
            {
                outlet.Note(ExchangeRules.KindNotHeld);
                continue;
            }
            if (questions[at].Points != 1) outlet.Note(ExchangeRules.PointsNotHeld);
            to.Append("// [id:").Append(questions[at].Id).Append(']').Append(string.Concat(questions[at].Tags.Select(tag => $" [tag:{tag.Replace(']', ')')}]"))).Append('\n');
            to.Append("::").Append(Escaped(Name(questions[at], outlet))).Append("::[html]").Append(body).Append("\n\n");
        }
        return to.ToString();
    }

    private static string Name(Question question, Outlet outlet)
    {
        var words = question.Prompt.In(outlet.Language).ToPlainText().ReplaceLineEndings(" ");
        return words.Length <= 100 ? words : words[..100];
    }

    // Null where GIFT has no such question.
    private static string? Body(Question question, Outlet outlet)
    {
        if (question is GapsQuestion gaps) return gaps.Gaps.Count == 1 ? Gap(gaps, outlet) : null;
        return Answers(question, outlet) is { } answers ? $"{Escaped(outlet.Asked(question))}{{{answers}{General(question, outlet)}}}" : null;
    }

    private static string? Answers(Question question, Outlet outlet)
    {
        switch (question)
        {
            case ChoiceQuestion choice:
                var right = choice.Options.Count(option => option.IsRight);
                return "\n" + string.Concat(choice.Options.Select(option => $"\t{Mark(choice, option, right)}{Escaped(outlet.Xhtml(option.Text))}{Comment(option, outlet)}\n"));
            case NumberQuestion number:
                if (number.Unit.In(outlet.Language).Length > 0) outlet.Note(ExchangeRules.UnitNotHeld);
                return number.Least == number.Most ? $"#{QuizWriter.Plain(number.Least)}:0" : $"#{QuizWriter.Plain(number.Least)}..{QuizWriter.Plain(number.Most)}";
            case ShortTextQuestion text:
                return text.Accepted.Any(word => word.Contains("->", StringComparison.Ordinal) || word.StartsWith('%') || word.StartsWith('[')) ? null : Typed(text.Accepted);
            case MatchingQuestion matching:
                var pairs = matching.Pairs.Select(pair => (Left: outlet.Xhtml(pair.Left), Right: outlet.Plain(pair.Right))).ToList();
                return pairs.Any(pair => pair.Left.Contains("->", StringComparison.Ordinal) || pair.Right.Contains("->", StringComparison.Ordinal)) ? null
                    : "\n" + string.Concat(pairs.Select(pair => $"\t={Escaped(pair.Left)} -> {Escaped(pair.Right)}\n"));
            case OpenQuestion open:
                if (open.Rubric is not null) outlet.Note(ExchangeRules.RubricNotHeld);
                return "";
            default:
                return null;
        }
    }

    private static string? Gap(GapsQuestion gaps, Outlet outlet)
    {
        var written = gaps.Gaps[0] switch
        {
            TypedGap typed when typed.Accepted.All(word => !word.Contains("->", StringComparison.Ordinal) && word[0] is not ('%' or '[')) => Typed(typed.Accepted),
            ChosenGap chosen when chosen.Choices.All(choice => !choice.In(outlet.Language).Contains("->", StringComparison.Ordinal) && choice.In(outlet.Language)[0] is not ('%' or '[')) =>
                "=" + Word(chosen.Choices[chosen.Right].In(outlet.Language)) + string.Concat(chosen.Choices.Where((_, at) => at != chosen.Right).Select(choice => " ~" + Word(choice.In(outlet.Language)))),
            _ => null,
        };
        if (written is null) return null;

        var html = outlet.Asked(gaps) + outlet.Xhtml(OwnText.WithPlaces(gaps, outlet.Language));
        var mark = $"<{HtmlToMarkdown.GapElement} n=\"0\"></{HtmlToMarkdown.GapElement}>";
        var at = html.IndexOf(mark, StringComparison.Ordinal);
        return $"{Escaped(html[..at])}{{{written}{General(gaps, outlet)}}}{Escaped(html[(at + mark.Length)..])}";

        static string Word(string word) => Escaped(Outlet.Escaped(word));
    }

    private static string Typed(IEnumerable<string> accepted) =>
        string.Join(' ', accepted.Select(word => "=" + Escaped(word).Replace("*", "\\*", StringComparison.Ordinal)));

    private static string Mark(ChoiceQuestion choice, Option option, int right) => (choice.Multiple, option.IsRight) switch
    {
        (false, true) => "=",
        (false, false) => "~",
        (true, var isRight) => $"~%{(isRight ? "" : "-")}{Outlet.Percent(right)}%",
    };

    private static string Comment(Option option, Outlet outlet) => outlet.Xhtml(option.Feedback) is { Length: > 0 } said ? "#" + Escaped(said) : "";

    private static string General(Question question, Outlet outlet) => outlet.Xhtml(question.Explanation) is { Length: > 0 } said ? "####" + Escaped(said) : "";

    private static string Escaped(string text)
    {
        var to = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter == '\n') to.Append("\\n");
            else
            {
                if (letter is '~' or '=' or '#' or '{' or '}' or ':' or '\\') to.Append('\\');
                to.Append(letter);
            }
        }
        return to.ToString();
    }
}
