using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Reads Aiken: a question in a line, options «A.» or «A)», and «ANSWER: A».</summary>
internal static partial class AikenReader
{
    [GeneratedRegex(@"^\s*(?<letter>\p{Lu})[.)]\s+(?<text>\S.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex OptionLine();

    [GeneratedRegex(@"^\s*ANSWER\s*:\s*(?<letters>.*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AnswerLine();

    public static bool Looks(string text)
    {
        var (options, answers) = (false, false);
        foreach (var line in text.Split('\n'))
        {
            options |= OptionLine().IsMatch(line);
            answers |= AnswerLine().IsMatch(line);
        }
        return options && answers;
    }

    public static void Read(Intake intake, string text)
    {
        var question = new List<string>();
        var options = new List<(char Letter, string Text)>();
        var (number, start) = (0, 0);
        foreach (var line in text.Split('\n').Append(""))
        {
            number++;
            if (OptionLine().Match(line) is { Success: true } option && question.Count > 0)
            {
                options.Add((Latin(option.Groups["letter"].Value[0]), option.Groups["text"].Value.Trim()));
            }
            else if (AnswerLine().Match(line) is { Success: true } answer)
            {
                Add(intake, start == 0 ? number : start, question, options, answer.Groups["letters"].Value.Trim());
                start = 0;
            }
            else if (line.AsSpan().Trim().Length > 0)
            {
                // A question begins before the last one had its answer.
                if (options.Count > 0)
                {
                    Add(intake, start, question, options, null);
                    start = 0;
                }
                if (question.Count == 0) start = number;
                question.Add(line.Trim());
            }
        }
        if (question.Count > 0) Add(intake, start, question, options, null);
    }

    private static void Add(Intake intake, int line, List<string> question, List<(char Letter, string Text)> options, string? answer)
    {
        var (asked, offered) = (string.Join('\n', question), options.ToList());
        question.Clear();
        options.Clear();
        intake.Add(asked.Split('\n')[0], line, () =>
        {
            if (asked.Length == 0) throw new NotTakenException(ExchangeRules.NoText);
            if (answer is null) throw new NotTakenException(ExchangeRules.AnswerMissing);
            if (offered.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
            if (answer.Length != 1 || offered.Count(option => option.Letter == Latin(answer[0])) != 1) throw new NotTakenException(ExchangeRules.AnswerUnknown, answer);

            var foreign = new ForeignText(intake, _ => null);
            var (prompt, stem) = Wording.Ask(intake, "", foreign.Blocks(ForeignText.AsHtml(asked, TextForm.Plain)));
            var choice = Wording.Choice(intake, single: true,
                [.. offered.Select(option => (option.Letter == Latin(answer[0]) ? 100m : 0m, foreign.Text(ForeignText.AsHtml(option.Text, TextForm.Plain)), ""))]);
            return new QuestionText(intake.Id(), 1, [], prompt, stem, "", choice);
        });
    }

    // «А» and «A» look the same, and who types Russian types the wrong one.
    private static char Latin(char letter)
    {
        var upper = char.ToUpperInvariant(letter);
        return LookAlikes.ToLatin(upper) ?? upper;
    }
}
