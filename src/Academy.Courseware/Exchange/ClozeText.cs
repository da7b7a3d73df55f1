using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Moodle's embedded answers: <c>{1:SHORTANSWER:=word#comment~%50%other}</c> in the middle of a text.</summary>
internal static partial class ClozeText
{
    [GeneratedRegex(@"\{(?<weight>\d{0,3}):(?<kind>[A-Z_]{2,30}):", RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^\s*(?:=|%(?<weight>-?\d{1,3}(?:[.,]\d{1,7})?)%)", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    /// <summary>The text with a place for each answer, and how each is written with us.</summary>
    public static (string Html, IReadOnlyList<string> Gaps) Read(Intake intake, string html)
    {
        var (to, gaps, at) = (new StringBuilder(), new List<string>(), 0);
        var weights = new HashSet<string>();
        while (Beginning().Match(html, at) is { Success: true } match)
        {
            var end = End(html, match.Index + match.Length);
            if (end < 0) throw new NotTakenException(ExchangeRules.GapUnclear, match.Value);
            to.Append(html, at, match.Index - at);
            gaps.Add(Gap(intake, match.Groups["kind"].Value, html[(match.Index + match.Length)..end]));
            to.Append('<').Append(HtmlToMarkdown.GapElement).Append(" n=").Append(Intake.Number(gaps.Count - 1)).Append("></").Append(HtmlToMarkdown.GapElement).Append('>');
            weights.Add(match.Groups["weight"].Value is { Length: > 0 } weight ? weight : "1");
            at = end + 1;
        }
        if (gaps.Count == 0) throw new NotTakenException(ExchangeRules.GapUnclear, "{…}");
        if (weights.Count > 1) intake.Note(ExchangeRules.WeightsLost);
        return (to.Append(html, at, html.Length - at).ToString(), gaps);
    }

    private static int End(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '}') return at;
        }
        return -1;
    }

    private static string Gap(Intake intake, string kind, string written)
    {
        var answers = Parts(written, '~').Where(part => part.Trim().Length > 0).Select(part => Answer(intake, part)).ToList();
        switch (kind)
        {
            case "SHORTANSWER_C" or "SAC" or "MWC":
                intake.Note(ExchangeRules.CaseLost);
                return GapText.TypedOrThrow(Wording.Accepted(intake, answers, hasWildcards: true));
            case "SHORTANSWER" or "SA" or "MW":
                return GapText.TypedOrThrow(Wording.Accepted(intake, answers, hasWildcards: true));
            case "NUMERICAL" or "NM":
                return Number(intake, answers);
            case "MULTICHOICE" or "MC" or "MULTICHOICE_V" or "MCV" or "MULTICHOICE_H" or "MCH" or "MULTICHOICE_S" or "MCS" or "MULTICHOICE_VS" or "MCVS" or "MULTICHOICE_HS" or "MCHS":
                var right = answers.Where(answer => answer.Weight >= 100).Select(answer => answer.Text).ToList();
                if (right.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
                if (right.Count > 1) throw new NotTakenException(ExchangeRules.SeveralRight);
                if (answers.Any(answer => answer.Weight is > 0 and < 100)) intake.Note(ExchangeRules.PartlyRightLost);
                return GapText.ChosenOrThrow(right[0], [.. answers.Where(answer => answer.Weight < 100).Select(answer => answer.Text)]);
            default:
                throw new NotTakenException(ExchangeRules.GapKind, kind);
        }
    }

    // A number in a gap is typed like a word; with something to spare it would have to be a question of its own.
    private static string Number(Intake intake, List<(decimal Weight, string Text)> answers)
    {
        var full = Wording.Accepted(intake, answers, hasWildcards: false);
        var exact = new List<string>();
        foreach (var answer in full)
        {
            var parts = answer.Split(':');
            var number = Wording.Number(parts[0]);
            if (parts.Length > 1 && Wording.Number(parts[1]) != 0) throw new NotTakenException(ExchangeRules.GapKind, $"NUMERICAL {answer}");
            exact.Add(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (exact[^1].Contains('.', StringComparison.Ordinal)) exact.Add(exact[^1].Replace('.', ','));
        }
        intake.Note(ExchangeRules.GapNumber);
        return GapText.TypedOrThrow([.. exact.Distinct()]);
    }

    private static (decimal Weight, string Text) Answer(Intake intake, string part)
    {
        var words = Parts(part, '#').ToList();
        if (words.Count > 1 && words[1].Trim().Length > 0) intake.Note(ExchangeRules.FeedbackLost);
        var weight = 0m;
        var text = words[0];
        if (Mark().Match(text) is { Success: true } mark)
        {
            weight = mark.Groups["weight"].Success ? Wording.Weight(mark.Groups["weight"].Value) : 100;
            text = text[mark.Length..];
        }
        return (weight, ForeignText.Words(Unescaped(text)));
    }

    private static IEnumerable<string> Parts(string text, char separator)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            // A numeric entity has a # of its own.
            else if (text[at] == separator && !(separator == '#' && at > 0 && text[at - 1] == '&'))
            {
                yield return text[start..at];
                start = at + 1;
            }
        }
        yield return text[Math.Min(start, text.Length)..];
    }

    private static string Unescaped(string text)
    {
        var to = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && "}#~/\"\\".Contains(text[at + 1], StringComparison.Ordinal)) at++;
            to.Append(text[at]);
        }
        return to.ToString();
    }
}
