using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Academy.Courseware.Exchange;

/// <summary>Reads QTI 1.2 as Canvas exports it; items of others as far as they are built alike.</summary>
internal sealed partial class CanvasReader(Intake intake, Func<string, ReadOnlyMemory<byte>?> files)
{
    [GeneratedRegex(@"\[(?<name>[^\[\]]{1,80})\]", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    private IReadOnlyList<string> _section = [];

    public static void Read(Intake intake, string text, Func<string, ReadOnlyMemory<byte>?> files)
    {
        var reader = new CanvasReader(intake, files);
        if (XmlText.Whole(text) is not { } root)
        {
            foreach (var (element, line, faultLine, fragment) in XmlText.Pieces(text, "item"))
            {
                if (element is not null) reader.Item(element, line);
                else intake.Add("", line, () => throw new NotTakenException(ExchangeRules.BadXml, Intake.Number(faultLine)));
            }
            return;
        }
        var top = root.Child("assessment") ?? root.Child("objectbank");
        if (intake.Title.Length == 0) intake.Title = (top.Said("title") is { Length: > 0 } title ? title : Field(top, "bank_title")).Trim();
        reader.Section(top ?? root, []);
    }

    // A named section inside the assessment is a group that questions are drawn from: with us a tag.
    private void Section(XElement parent, IReadOnlyList<string> tags)
    {
        foreach (var child in parent.Elements())
        {
            _section = tags;
            if (child.Name.LocalName == "item") Item(child, XmlText.LineOf(child));
            else if (child.Name.LocalName == "section") Section(child, child.Said("title").Trim() is { Length: > 0 } title && child.Said("ident") != "root_section" ? [.. tags, title] : tags);
        }
    }

    private void Item(XElement item, int line)
    {
        var name = item.Said("title").Trim();
        intake.Add(name, line, () => Question(item, name));
    }

    private QuestionText Question(XElement item, string name)
    {
        var kind = Field(item, "question_type");
        if (kind.Length == 0) kind = Guessed(item);
        var draft = new QuestionText("", Wording.Points(intake, Field(item, "points_possible")), Wording.Tags(_section), "", "", "", new OpenText(""));
        var read = kind switch
        {
            "multiple_choice_question" => Asked(draft, item, name, () => Choice(item, single: true)),
            "true_false_question" => Asked(draft, item, name, () => Choice(item, single: true)),
            "multiple_answers_question" => Asked(draft, item, name, () => Choice(item, single: false)),
            "short_answer_question" => Asked(draft, item, name, () => Words(item)),
            "numerical_question" => Asked(draft, item, name, () => Numbers(item)),
            "essay_question" => Asked(draft, item, name, () => new OpenText("")),
            "matching_question" => Asked(draft, item, name, () => Matching(item)),
            "fill_in_multiple_blanks_question" => Blanks(draft, item, name, typed: true),
            "multiple_dropdowns_question" => Blanks(draft, item, name, typed: false),
            "text_only_question" => throw new NotTakenException(ExchangeRules.AsksNothing),
            _ => throw new NotTakenException(ExchangeRules.UnknownKind, kind),
        };
        return read with { Explanation = General(item), Id = intake.Id(item.Said("ident"), name) };
    }

    private static string Guessed(XElement item)
    {
        var presentation = item.Child("presentation");
        if (presentation.Within("response_lid").Count() == 1 && presentation.Within("render_choice").Any())
            return presentation.Within("response_lid").First().Said("rcardinality").Equals("Multiple", StringComparison.OrdinalIgnoreCase) ? "multiple_answers_question" : "multiple_choice_question";
        if (presentation.Within("response_str").Count() == 1) return item.Child("resprocessing").Within("varequal").Any() ? "short_answer_question" : "essay_question";
        if (presentation.Within("response_num").Count() == 1) return "numerical_question";
        return presentation is null ? "" : presentation.Elements().Select(element => element.Name.LocalName).FirstOrDefault(element => element.StartsWith("response", StringComparison.Ordinal)) ?? "text_only_question";
    }

    private QuestionText Asked(QuestionText draft, XElement item, string name, Func<AnswerText> answers)
    {
        var (prompt, stem) = Wording.Ask(intake, name, Foreign().Blocks(Material(Presented(item))));
        return draft with { Prompt = prompt, Stem = stem, Answers = answers() };
    }

    // The text of a question stands beside the answers, or wrapped in flows.
    private static XElement? Presented(XElement item)
    {
        var presentation = item.Child("presentation");
        return presentation.Child("material") is not null ? presentation : presentation.Child("flow") ?? presentation;
    }

    private ChoiceText Choice(XElement item, bool single)
    {
        var labels = item.Child("presentation").Within("response_label").ToList();
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var condition in Conditions(item))
            if (Score(condition) is { } score && score != 0)
                foreach (var value in condition.Child("conditionvar").Within("varequal").Where(value => value.Parent!.Name.LocalName != "not" && !value.Ancestors().Any(parent => parent.Name.LocalName == "not")))
                    weights[value.Value.Trim()] = score;
        if (weights.Keys.FirstOrDefault(value => labels.All(label => label.Said("ident") != value)) is { } unknown) throw new NotTakenException(ExchangeRules.AnswerUnknown, unknown);

        // Of several, all must be marked for the points; ours counts each mark, right and wrong.
        var share = 100m / Math.Max(1, weights.Count);
        return Wording.Choice(intake, single, [.. labels.Select(label => (Weight(label.Said("ident")), Label(item, label), Feedback(item, label.Said("ident"))))]);

        // Canvas counts to a hundred, others to one or to the points.
        decimal Weight(string id) => weights.TryGetValue(id, out var score) ? single ? score * 100 / Math.Max(weights.Values.Max(), 0.01m) : share : single ? 0 : -share;
    }

    private string Label(XElement item, XElement label)
    {
        var text = Foreign().Text(Material(label));
        return Field(item, "question_type") == "true_false_question" && text is "True" or "False" ? Courseware.Words.In(intake.Language, text) : text;
    }

    private WordsText Words(XElement item)
    {
        NoteAnswerFeedback(item);
        var answers = new List<(decimal, string)>();
        foreach (var condition in Conditions(item))
            if (Score(condition) is { } score && score != 0)
                foreach (var value in condition.Child("conditionvar").Within("varequal"))
                {
                    if (value.Said("case").Equals("Yes", StringComparison.OrdinalIgnoreCase)) intake.Note(ExchangeRules.CaseLost);
                    answers.Add((score, value.Value));
                }
        return Wording.Words(intake, [.. Scaled(answers.Select(answer => answer.Item1)).Zip(answers, (weight, answer) => (weight, answer.Item2))], hasWildcards: false);
    }

    private NumberText Numbers(XElement item)
    {
        NoteAnswerFeedback(item);
        var answers = new List<(decimal, decimal, decimal)>();
        foreach (var condition in Conditions(item))
        {
            if (Score(condition) is not { } score || score == 0) continue;
            var test = condition.Child("conditionvar");
            decimal? least = null, most = null;
            foreach (var bound in test.Within("vargte").Concat(test.Within("vargt"))) least = Wording.Number(bound.Value);
            foreach (var bound in test.Within("varlte").Concat(test.Within("varlt"))) most = Wording.Number(bound.Value);
            if (least is { } from && most is { } to) answers.Add((score, from, to));
            else foreach (var exact in test.Within("varequal")) answers.Add((score, Wording.Number(exact.Value), Wording.Number(exact.Value)));
        }
        return Wording.Numbers(intake, [.. Scaled(answers.Select(answer => answer.Item1)).Zip(answers, (weight, answer) => (weight, answer.Item2, answer.Item3))], "");
    }

    private static IEnumerable<decimal> Scaled(IEnumerable<decimal> scores)
    {
        var all = scores.ToList();
        var most = all.Count == 0 ? 0 : all.Max();
        return all.Select(score => most <= 0 ? score : score * 100 / most);
    }

    private MatchingText Matching(XElement item)
    {
        NoteAnswerFeedback(item);
        var right = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in Conditions(item).Where(condition => Score(condition) is > 0).SelectMany(condition => condition.Child("conditionvar").Within("varequal"))) right.TryAdd(value.Said("respident"), value.Value.Trim());
        var pairs = new List<(string, string)>();
        var offered = new HashSet<string>();
        foreach (var left in item.Child("presentation").Within("response_lid"))
        {
            var labels = left.Within("response_label").ToDictionaryOfFirst(label => label.Said("ident"));
            foreach (var label in labels.Keys) offered.Add(label);
            if (!right.TryGetValue(left.Said("ident"), out var answer)) throw new NotTakenException(ExchangeRules.NoneRight);
            if (!labels.TryGetValue(answer, out var side)) throw new NotTakenException(ExchangeRules.AnswerUnknown, answer);
            pairs.Add((Foreign().Line(Material(left)), Foreign().Line(Material(side))));
        }
        if (offered.Count > pairs.Count) intake.Note(ExchangeRules.DistractorsLost);
        return Wording.Matching(intake, pairs);
    }

    // «[name]» in the text is the place of the response of that name.
    private QuestionText Blanks(QuestionText draft, XElement item, string name, bool typed)
    {
        NoteAnswerFeedback(item);
        var right = Conditions(item).Where(condition => Score(condition) is > 0).SelectMany(condition => condition.Child("conditionvar").Within("varequal")).ToList();
        var gaps = new List<string>();
        var blanks = item.Child("presentation").Within("response_lid").Concat(item.Child("presentation").Within("response_str"))
            .ToDictionaryOfFirst(response => response.Said("ident").StartsWith("response_", StringComparison.Ordinal) ? response.Said("ident")[9..] : Material(response).Trim());
        var html = Blank().Replace(Material(Presented(item)), match =>
        {
            if (!blanks.TryGetValue(WebUtility.HtmlDecode(match.Groups["name"].Value), out var response)) return match.Value;
            var labels = response.Within("response_label").Select(label => (Id: label.Said("ident"), Word: ForeignText.Words(Material(label)))).ToList();
            var own = right.Where(value => value.Said("respident") == response.Said("ident")).Select(value => value.Value.Trim()).ToList();
            gaps.Add(typed ? Typed(labels, own) : Chosen(labels, own));
            return $"<{HtmlToMarkdown.GapElement} n={Intake.Number(gaps.Count - 1)}></{HtmlToMarkdown.GapElement}>";
        });
        if (gaps.Count == 0 || gaps.Count < blanks.Count) throw new NotTakenException(ExchangeRules.GapUnclear, blanks.Keys.FirstOrDefault() ?? "");
        var (prompt, stem, text) = Wording.AskGaps(intake, name, new ForeignText(intake, files, gaps).Blocks(html));
        return draft with { Prompt = prompt, Stem = stem, Answers = new GapsText(text) };
    }

    // All labels of a typed blank are accepted; only the first stands in the scoring.
    private static string Typed(List<(string Id, string Word)> labels, List<string> right)
    {
        var words = (labels.Count > 0 ? labels.Select(label => label.Word) : right).Where(word => word.Length > 0).Distinct().ToList();
        if (words.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
        return GapText.TypedOrThrow(words);
    }

    private static string Chosen(List<(string Id, string Word)> labels, List<string> right)
    {
        if (right.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
        if (right.Count > 1) throw new NotTakenException(ExchangeRules.SeveralRight);
        if (labels.Find(label => label.Id == right[0]).Word is not { } word) throw new NotTakenException(ExchangeRules.AnswerUnknown, right[0]);
        return GapText.ChosenOrThrow(word, [.. labels.Where(label => label.Id != right[0]).Select(label => label.Word)]);
    }

    private static IEnumerable<XElement> Conditions(XElement item) => item.Child("resprocessing").Named("respcondition");

    // Null where it only says something; percent otherwise.
    private static decimal? Score(XElement condition) =>
        condition.Named("setvar").FirstOrDefault(set => set.Said("varname") is "SCORE" or "que_score" or "") is { } set
            && decimal.TryParse(set.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && Math.Abs(score) <= 1000 ? score : null;

    private string General(XElement item)
    {
        foreach (var outcome in (string[])["correct_fb", "general_incorrect_fb"])
            if (Feedback(item, outcome.Replace("_fb", "", StringComparison.Ordinal)).Length > 0)
                intake.Note(ExchangeRules.FeedbackLost);
        return Feedback(item, "general");
    }

    private string Feedback(XElement item, string id) =>
        item.Named("itemfeedback").FirstOrDefault(feedback => feedback.Said("ident") == $"{id}_fb") is { } feedback ? Foreign().Text(Material(feedback)) : "";

    private void NoteAnswerFeedback(XElement item)
    {
        if (item.Named("itemfeedback").Any(feedback => feedback.Said("ident") is not ("general_fb" or "correct_fb" or "general_incorrect_fb"))) intake.Note(ExchangeRules.FeedbackLost);
    }

    private ForeignText Foreign() => new(intake, files);

    private static string Field(XElement? item, string label) =>
        item?.Descendants().Where(field => field.Name.LocalName == "qtimetadatafield" && field.Value("fieldlabel").Trim() == label && field.Ancestors().First(parent => parent.Name.LocalName is "item" or "assessment" or "objectbank") == item)
            .Select(field => field.Value("fieldentry").Trim()).FirstOrDefault() ?? "";

    // Words of a material that is its own, not of an answer further in.
    private static string Material(XElement? element)
    {
        var own = element.Named("material").Concat(element.Named("flow_mat").Concat(element.Named("flow")).SelectMany(flow => flow.Within("material")));
        return string.Concat(own.SelectMany(material => material.Elements()).Select(text => text.Name.LocalName switch
        {
            "mattext" => text.Said("texttype") is "text/html" ? text.Value : WebUtility.HtmlEncode(text.Value),
            "matimage" => $"<img src=\"{WebUtility.HtmlEncode(text.Said("uri"))}\">",
            "matbreak" => "<br>",
            _ => "",
        }));
    }
}
