using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware.Exchange;

/// <summary>Writes questions as the Markdown of a quiz: a clean text, which compiles to the same questions.</summary>
public static partial class QuizWriter
{
    [GeneratedRegex(@"^(?:[*+] |\d{1,9}\) |\| |> |```|-{3}|#{3,6} |:::)", RegexOptions.NonBacktracking)]
    private static partial Regex BlockBeginning();

    /// <summary>Compiled questions in one of their languages.</summary>
    /// <param name="library">Where the acts are found that links lead to.</param>
    /// <param name="media">Files of the course, so that pictures find their way back.</param>
    public static string Write(string title, IEnumerable<Question> questions, string language, Library library, IEnumerable<MediaFile> media, Html? intro = null)
    {
        var own = new OwnText(library, media);
        return Write(title, questions.Select(question => own.Read(question, language)), intro is null ? "" : own.Blocks(intro));
    }

    internal static string Write(string title, IEnumerable<QuestionText> questions, string intro = "")
    {
        var to = new StringBuilder();
        var heading = MarkdownEscape.Inline(string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        to.Append("# ").Append(heading.Length == 0 ? "?" : heading).Append('\n');
        if (intro.Length > 0) to.Append('\n').Append(intro).Append('\n');
        foreach (var question in questions) to.Append('\n').Append(Write(question));
        return to.ToString();
    }

    internal static string Write(QuestionText question)
    {
        var to = new StringBuilder("## ").Append(question.Prompt).Append(" {#").Append(question.Id);
        if (question.Points != 1) to.Append(" points=").Append(Plain(question.Points));
        if (question.Tags.Count > 0) to.Append(" tags=\"").AppendJoin(',', question.Tags).Append('"');
        if (question.RussianKeyboard) to.Append(" keyboard=ru");
        to.Append("}\n\n");
        if (question.Stem.Length > 0) to.Append(question.Stem).Append("\n\n");
        Answers(to, question.Answers);
        if (question.Explanation.Length > 0) to.Append('\n').Append(MarkdownBlock.Indented(question.Explanation, "> ")).Append('\n');
        return to.ToString();
    }

    private static void Answers(StringBuilder to, AnswerText answers)
    {
        switch (answers)
        {
            case ChoiceText choice:
                foreach (var option in choice.Options) Option(to, choice.Multiple, option);
                break;
            case NumberText number:
                to.Append("= ").Append(Plain(number.Least));
                if (number.Most != number.Least) to.Append("..").Append(Plain(number.Most));
                to.Append(number.Unit.Length > 0 ? " " + number.Unit : "").Append('\n');
                break;
            case WordsText { Accepted: [var only] } when NumberAnswer.TryRead(only, out _, out _, out _):
                // Alone it would be read as a number; said twice it is a word.
                to.Append("= ").Append(only).Append(" | ").Append(only).Append('\n');
                break;
            case WordsText words:
                to.Append("= ").AppendJoin(" | ", words.Accepted).Append('\n');
                break;
            case MatchingText matching:
                to.Append("| ").Append(matching.Left).Append(" | ").Append(matching.Right).Append(" |\n| --- | --- |\n");
                foreach (var (left, right) in matching.Pairs) to.Append("| ").Append(left).Append(" | ").Append(right).Append(" |\n");
                break;
            case OrderingText ordering:
                Steps(to, ordering.Steps);
                break;
            case GapsText gaps:
                to.Append(gaps.Text).Append('\n');
                break;
            case OpenText open:
                to.Append("___\n");
                if (open.Rubric.Length > 0) to.Append("\n::: rubric\n").Append(open.Rubric).Append("\n:::\n");
                break;
        }
    }

    private static void Option(StringBuilder to, bool multiple, OptionText option)
    {
        var mark = (multiple, option.IsRight) switch { (false, false) => "- ( ) ", (false, true) => "- (x) ", (true, false) => "- [ ] ", _ => "- [x] " };
        // A list or a table cannot begin behind the mark; a paragraph that looks like one has a backslash.
        var isBlock = BlockBeginning().IsMatch(option.Text);
        var text = isBlock ? "\n\n" + MarkdownBlock.Indented(option.Text, "  ") : MarkdownBlock.Indented(option.Text, "  ").TrimStart();
        to.Append(isBlock ? mark.TrimEnd() : mark).Append(text).Append('\n');
        if (option.Feedback.Length > 0) to.Append(option.Text.Contains("\n\n", StringComparison.Ordinal) ? "\n" : "").Append(MarkdownBlock.Indented(option.Feedback, "  > ")).Append('\n');
    }

    private static void Steps(StringBuilder to, IReadOnlyList<string> steps)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"{at + 1}. ");
            to.Append(mark).Append(MarkdownBlock.Indented(steps[at], new string(' ', mark.Length)).TrimStart()).Append('\n');
        }
    }

    internal static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
