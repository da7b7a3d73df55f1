using System.Globalization;
using System.Text;

namespace Academy.Courseware.Tests;

/// <summary>A compiled question written out in lines, for the examples of the specifications.</summary>
internal static class QuestionText
{
    public static string Of(IEnumerable<Question> questions, string language)
    {
        var text = new StringBuilder();
        foreach (var question in questions) Append(text, question, language);
        return text.ToString();
    }

    private static void Append(StringBuilder to, Question question, string language)
    {
        var tags = question.Tags.Count == 0 ? "" : $" [{string.Join(", ", question.Tags)}]";
        to.Append(CultureInfo.InvariantCulture, $"{question.Id}, {question.Points} p{tags}: {question.Prompt.In(language)}\n");
        if (!question.Stem.In(language).IsEmpty) to.Append(CultureInfo.InvariantCulture, $"  {question.Stem.In(language)}\n");
        foreach (var line in Answers(question, language)) to.Append(CultureInfo.InvariantCulture, $"  {line}\n");
        if (!question.Explanation.In(language).IsEmpty) to.Append(CultureInfo.InvariantCulture, $"  > {question.Explanation.In(language)}\n");
    }

    private static IEnumerable<string> Answers(Question question, string language) => question switch
    {
        ChoiceQuestion choice => choice.Options.Select(option => Option(option, choice.Multiple, language)),
        NumberQuestion number => [string.Create(CultureInfo.InvariantCulture, $"= {number.Least}..{number.Most} {number.Unit.In(language)}").TrimEnd()],
        ShortTextQuestion text => [$"= {string.Join(" | ", text.Accepted)}"],
        MatchingQuestion matching =>
            [$"{matching.LeftHeading.In(language)} -> {matching.RightHeading.In(language)}", .. matching.Pairs.Select(pair => $"{pair.Left.In(language)} -> {pair.Right.In(language)}")],
        OrderingQuestion ordering => ordering.Steps.Select((step, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {step.In(language)}")),
        GapsQuestion gaps => [string.Concat(gaps.Pieces.In(language).Select((piece, at) => piece.Markup + (at < gaps.Gaps.Count ? Gap(gaps.Gaps[at], language) : "")))],
        OpenQuestion open => ["___", .. (open.Rubric?.Criteria ?? []).Select(criterion =>
            $"{criterion.Name.In(language)}: {string.Join(" / ", criterion.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Description.In(language)} {level.Points}")))}")],
        _ => ["?"],
    };

    private static string Option(Option option, bool multiple, string language)
    {
        var mark = (multiple, option.IsRight) switch { (false, false) => "( )", (false, true) => "(x)", (true, false) => "[ ]", _ => "[x]" };
        var feedback = option.Feedback.In(language);
        return $"{mark} {option.Text.In(language)}{(feedback.IsEmpty ? "" : $" > {feedback}")}";
    }

    private static string Gap(Gap gap, string language) => gap switch
    {
        TypedGap typed => $"[{string.Join("|", typed.Accepted)}]",
        ChosenGap chosen => $"[{string.Join("|", chosen.Choices.Select((choice, at) => (at == chosen.Right ? "=" : "") + choice.In(language)))}]",
        _ => "[?]",
    };
}
