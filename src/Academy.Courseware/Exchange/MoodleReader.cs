using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Academy.Courseware.Exchange;

/// <summary>Reads Moodle XML as Moodle has written it from its first versions on.</summary>
internal sealed partial class MoodleReader(Intake intake)
{
    // What every question says by itself where its author said nothing.
    private static readonly string[] UsualFeedback =
    [
        "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
        "Ваш ответ верный.", "Ваш ответ частично правильный.", "Ваш ответ неправильный.", "Сіздің жауабыңыз дұрыс.",
    ];

    [GeneratedRegex(@"\[\[(?<number>\d{1,3})\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    private IReadOnlyList<string> _category = [];

    public static void Read(Intake intake, string text)
    {
        var reader = new MoodleReader(intake);
        if (XmlText.Whole(text) is { } quiz)
        {
            foreach (var question in quiz.Named("question")) reader.Question(question, XmlText.LineOf(question));
            return;
        }
        foreach (var (element, line, faultLine, fragment) in XmlText.Pieces(text, "question"))
        {
            if (element is not null) reader.Question(element, line);
            else intake.Add(NameIn(fragment), line, () => throw new NotTakenException(ExchangeRules.BadXml, Intake.Number(faultLine)));
        }
    }

    private static string NameIn(string fragment)
    {
        var start = fragment.IndexOf("<name>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : fragment.IndexOf("</name>", start, StringComparison.Ordinal);
        return end < 0 ? "" : ForeignText.Words(fragment[start..end]);
    }

    private void Question(XElement question, int line)
    {
        var kind = question.Said("type").Trim().ToLowerInvariant();
        if (kind == "category")
        {
            _category = Wording.TagsOf(TextOf(question.Child("category")));
            return;
        }
        var name = WebUtility.HtmlDecode(TextOf(question.Child("name"))).Trim();
        intake.Add(name, line, () => Question(question, kind, name));
    }

    private QuestionText Question(XElement question, string kind, string name)
    {
        var tags = Wording.Tags([.. _category, .. question.Child("tags").Named("tag").Select(TextOf)]);
        var draft = new QuestionText("", kind == "description" ? 0 : Wording.Points(intake, question.Value("defaultgrade")), tags, "", "", "", new OpenText(""));
        var answers = question.Named("answer").ToList();
        var read = kind switch
        {
            "multichoice" or "multichoiceset" => Asked(draft, question, name, () => Choice(question, answers)),
            "truefalse" => Asked(draft, question, name, () => TrueFalse(answers)),
            "shortanswer" => Asked(draft, question, name, () => Words(question, answers)),
            "numerical" => Asked(draft, question, name, () => Numbers(question, answers)),
            "matching" or "ddmatch" => Asked(draft, question, name, () => Matching(question)),
            "ordering" => Asked(draft, question, name, () => Ordering(answers)),
            "essay" => Asked(draft, question, name, () => Open(question)),
            "gapselect" or "ddwtos" => Gaps(draft, question, name, html => Places(question, html)),
            "cloze" or "multianswer" => Gaps(draft, question, name, html => ClozeText.Read(intake, html)),
            "description" => throw new NotTakenException(ExchangeRules.AsksNothing),
            _ => throw new NotTakenException(ExchangeRules.UnknownKind, kind),
        };
        var explanation = Rich(question.Child("generalfeedback"));
        if (question.Named("hint").Any(hint => TextOf(hint).Trim().Length > 0)) intake.Note(ExchangeRules.HintsLost);
        foreach (var outcome in (string[])["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"])
            if (ForeignText.Words(TextOf(question.Child(outcome))) is { Length: > 0 } said && !UsualFeedback.Contains(said))
                intake.Note(ExchangeRules.FeedbackLost);
        return read with { Explanation = explanation, Id = intake.Id(question.Value("idnumber"), name) };
    }

    private QuestionText Asked(QuestionText draft, XElement question, string name, Func<AnswerText> answers)
    {
        var (prompt, stem) = Wording.Ask(intake, name, Foreign(question).Blocks(Html(question)));
        return draft with { Prompt = prompt, Stem = stem, Answers = answers() };
    }

    private QuestionText Gaps(QuestionText draft, XElement question, string name, Func<string, (string Html, IReadOnlyList<string> Gaps)> find)
    {
        var (html, gaps) = find(Html(question));
        var files = new ForeignText(intake, FilesOf(question.Child("questiontext")), gaps);
        var (prompt, stem, text) = Wording.AskGaps(intake, name, files.Blocks(html));
        return draft with { Prompt = prompt, Stem = stem, Answers = new GapsText(text) };
    }

    private ChoiceText Choice(XElement question, List<XElement> answers)
    {
        // Older versions say 1 and 0, the oldest say nothing and mean one answer.
        var single = question.Value("single").Trim().ToLowerInvariant() is not ("false" or "0");
        return Wording.Choice(intake, single, [.. answers.Select(answer => (Wording.Weight(answer.Said("fraction")), Rich(answer), Rich(answer.Child("feedback"))))]);
    }

    private ChoiceText TrueFalse(List<XElement> answers)
    {
        var (whenTrue, whenFalse) = (answers.FirstOrDefault(answer => Is(answer, "true")), answers.FirstOrDefault(answer => Is(answer, "false")));
        if (whenTrue is null && whenFalse is null) throw new NotTakenException(answers.Count == 0 ? ExchangeRules.AnswerMissing : ExchangeRules.AnswerUnknown, TextOf(answers.FirstOrDefault()));
        var (ofTrue, ofFalse) = (whenTrue is null ? 0 : Wording.Weight(whenTrue.Said("fraction")), whenFalse is null ? 0 : Wording.Weight(whenFalse.Said("fraction")));
        if (ofTrue <= 0 && ofFalse <= 0) throw new NotTakenException(ExchangeRules.NoneRight);
        return Wording.TrueFalse(intake, ofTrue > ofFalse, Rich(whenTrue.Child("feedback")), Rich(whenFalse.Child("feedback")));

        static bool Is(XElement answer, string word) => TextOf(answer).Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private WordsText Words(XElement question, List<XElement> answers)
    {
        NoteFeedback(answers);
        if (question.Value("usecase").Trim() is "1" or "true") intake.Note(ExchangeRules.CaseLost);
        return Wording.Words(intake, [.. answers.Select(answer => (Wording.Weight(answer.Said("fraction")), TextOf(answer)))], hasWildcards: true);
    }

    private NumberText Numbers(XElement question, List<XElement> answers)
    {
        NoteFeedback(answers);
        var units = question.Child("units").Named("unit").ToList();
        var unit = units.FirstOrDefault(one => IsOne(one.Value("multiplier")));
        if (units.Count > 1 || units.Count == 1 && unit is null) intake.Note(ExchangeRules.UnitsLost, string.Join(", ", units.Where(one => one != unit).Select(one => one.Value("unit_name"))));
        return Wording.Numbers(intake, [.. answers.Where(answer => TextOf(answer).Trim() != "*").Select(Range)], unit.Value("unit_name"));

        static bool IsOne(string multiplier) => decimal.TryParse(multiplier.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number == 1 : multiplier.Trim().Length == 0;
    }

    private static (decimal Weight, decimal Least, decimal Most) Range(XElement answer)
    {
        var number = Wording.Number(TextOf(answer));
        var tolerance = answer.Value("tolerance").Trim() is { Length: > 0 } said ? Math.Abs(Wording.Number(said)) : 0;
        return (answer.Said("fraction").Length == 0 ? 100 : Wording.Weight(answer.Said("fraction")), number - tolerance, number + tolerance);
    }

    private MatchingText Matching(XElement question)
    {
        var pairs = new List<(string, string)>();
        foreach (var pair in question.Named("subquestion"))
        {
            var files = Foreign(pair);
            var left = files.Line(ForeignText.AsHtml(TextOf(pair), FormOf(pair)));
            var right = files.Line(ForeignText.AsHtml(TextOf(pair.Child("answer")), TextForm.Plain));
            if (left.Length == 0) intake.Note(ExchangeRules.DistractorsLost);
            else pairs.Add((left, right));
        }
        return Wording.Matching(intake, pairs);
    }

    // Here a fraction is no weight but the place of the step.
    private OrderingText Ordering(List<XElement> answers)
    {
        if (answers.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
        return new OrderingText([.. answers.OrderBy(answer => answer.Said("fraction").Length == 0 ? 0 : Wording.Weight(answer.Said("fraction"))).Select(Rich)]);
    }

    private OpenText Open(XElement question)
    {
        if (TextOf(question.Child("responsetemplate")).Trim().Length > 0) intake.Note(ExchangeRules.TemplateLost);
        return RubricText.Read(intake, Foreign(question.Child("graderinfo")), ForeignText.AsHtml(TextOf(question.Child("graderinfo")), FormOf(question.Child("graderinfo"))));
    }

    // [[1]] is a place; the options of its group are offered there.
    private static (string Html, IReadOnlyList<string> Gaps) Places(XElement question, string html)
    {
        var options = question.Named("selectoption").Concat(question.Named("dragbox"))
            .Select(option => (Word: ForeignText.Words(WebUtility.HtmlDecode(TextOf(option))), Group: option.Value("group").Trim())).ToList();
        var gaps = new List<string>();
        var marked = Place().Replace(html, match =>
        {
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) - 1;
            if (number < 0 || number >= options.Count) throw new NotTakenException(ExchangeRules.GapUnclear, match.Value);
            var (word, group) = options[number];
            var wrong = options.Where(option => option.Group == group && option.Word != word).Select(option => option.Word).Distinct();
            gaps.Add(GapText.ChosenOrThrow(word, [.. wrong]));
            return $"<{HtmlToMarkdown.GapElement} n={Intake.Number(gaps.Count - 1)}></{HtmlToMarkdown.GapElement}>";
        });
        return (marked, gaps);
    }

    private void NoteFeedback(IEnumerable<XElement> answers)
    {
        if (answers.Any(answer => TextOf(answer.Child("feedback")).Trim().Length > 0)) intake.Note(ExchangeRules.FeedbackLost);
    }

    private static string Html(XElement question)
    {
        var text = question.Child("questiontext");
        var html = ForeignText.AsHtml(TextOf(text), FormOf(text));
        // As the first versions brought their only picture.
        return question.Child("image_base64") is null ? html : $"{html}<p><img src=\"@@PLUGINFILE@@/{WebUtility.HtmlEncode(Uri.EscapeDataString(question.Value("image").Trim()))}\"></p>";
    }

    private string Rich(XElement? element) => element is null ? "" : Foreign(element).Text(ForeignText.AsHtml(TextOf(element), FormOf(element)));

    private ForeignText Foreign(XElement? element) => new(intake, FilesOf(element?.Name.LocalName == "question" ? element.Child("questiontext") : element));

    // A file stands beside the text that shows it, in a folder of its own naming.
    private static Func<string, ReadOnlyMemory<byte>?> FilesOf(XElement? element) => name =>
    {
        foreach (var file in element.Named("file"))
        {
            var path = file.Said("path").Trim('/');
            var own = file.Said("name");
            if ((path.Length == 0 ? own : $"{path}/{own}") != name && own != name) continue;
            return AsFile(ForeignText.Base64(file.Value));
        }
        var question = element?.Parent;
        return question.Child("image_base64") is { } old && question.Value("image").Trim() == name ? AsFile(ForeignText.Base64(old.Value)) : null;
    };

    // Without the type a missing file would become an empty one.
    private static ReadOnlyMemory<byte>? AsFile(byte[]? bytes) => bytes is { Length: > 0 } ? new ReadOnlyMemory<byte>(bytes) : null;

    /// <summary>What an element says: in a &lt;text&gt; of it, or plainly, as old files do.</summary>
    private static string TextOf(XElement? element)
    {
        if (element is null) return "";
        return element.Child("text") is { } text ? text.Value : string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
    }

    private static TextForm FormOf(XElement? element) => element.Said("format").Trim().ToLowerInvariant() switch
    {
        "plain_text" or "2" => TextForm.Plain,
        "markdown" or "4" => TextForm.Markdown,
        "moodle_auto_format" or "0" => TextForm.Moodle,
        "" when element?.Name.LocalName is "questiontext" => TextForm.Moodle,
        _ => TextForm.Html,
    };
}
