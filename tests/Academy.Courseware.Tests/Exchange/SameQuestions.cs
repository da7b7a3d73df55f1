using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>Everything a question holds, written out, so that two are compared as texts and a difference can be read.</summary>
internal static class SameQuestions
{
    public static string Of(IEnumerable<Question> questions, params string[] languages) =>
        string.Join('\n', questions.Select(question => string.Join('\n', languages.Select(language => Of(question, language)))));

    /// <summary>The same but for what HTML itself does not tell apart: spaces and lines, and the class of a citation.</summary>
    public static string Loosely(IEnumerable<Question> questions, string language) =>
        Regex.Replace(Of(questions, language).Replace("class=\"lawref\" ", "", StringComparison.Ordinal), @"(?<=[^\n])\s*\n(?!#)\s*|[ \t]+(?=[^\n])", " ").Replace("> ", ">", StringComparison.Ordinal).Replace(" <", "<", StringComparison.Ordinal);

    private static string Of(Question question, string language)
    {
        var to = new StringBuilder();
        to.Append(CultureInfo.InvariantCulture, $"# {question.GetType().Name} {question.Id} {question.Points} [{string.Join('|', question.Tags)}] {Flags(question)}\n");
        to.Append(CultureInfo.InvariantCulture, $"# prompt {question.Prompt.In(language)}\n# stem {question.Stem.In(language)}\n# explanation {question.Explanation.In(language)}\n");
        foreach (var line in Answers(question, language)) to.Append("# ").Append(line).Append('\n');
        return to.ToString();
    }

    private static string Flags(Question question) => question switch
    {
        ChoiceQuestion choice => choice.Multiple ? "multiple" : "single",
        ShortTextQuestion { RussianKeyboard: true } or GapsQuestion { RussianKeyboard: true } => "keyboard",
        _ => "",
    };

    private static IEnumerable<string> Answers(Question question, string language) => question switch
    {
        ChoiceQuestion choice => choice.Options.Select(option => $"{option.IsRight} {option.Text.In(language)} > {option.Feedback.In(language)}"),
        NumberQuestion number => [string.Create(CultureInfo.InvariantCulture, $"{number.Least / 1.0000000000000000000m}..{number.Most / 1.0000000000000000000m} {number.Unit.In(language)}")],
        ShortTextQuestion text => text.Accepted,
        MatchingQuestion matching => [$"{matching.LeftHeading.In(language)} - {matching.RightHeading.In(language)}", .. matching.Pairs.Select(pair => $"{pair.Left.In(language)} -> {pair.Right.In(language)}")],
        OrderingQuestion ordering => ordering.Steps.Select(step => step.In(language).Markup),
        GapsQuestion gaps => gaps.Pieces.In(language).Select((piece, at) => $"{piece.Markup}{(at < gaps.Gaps.Count ? Of(gaps.Gaps[at], language) : "")}"),
        OpenQuestion open => (open.Rubric?.Criteria ?? []).Select(criterion =>
            string.Create(CultureInfo.InvariantCulture, $"{criterion.Name.In(language)}: {string.Join(" / ", criterion.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Description.In(language)} {level.Points}")))}")),
        _ => ["?"],
    };

    private static string Of(Gap gap, string language) => gap switch
    {
        TypedGap typed => $"[{string.Join('|', typed.Accepted)}]",
        ChosenGap chosen => $"[{string.Join('|', chosen.Choices.Select(choice => choice.In(language)))}: {chosen.Right}]",
        _ => "?",
    };
}
