using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Academy.Courseware.Exchange;

/// <summary>Reads one assessmentItem of QTI 2.0 to 2.2.</summary>
internal sealed class QtiItemReader
{
    private static readonly string[] Interactions =
    [
        "choiceInteraction", "orderInteraction", "matchInteraction", "associateInteraction", "gapMatchInteraction", "inlineChoiceInteraction", "textEntryInteraction",
        "extendedTextInteraction", "hottextInteraction", "hotspotInteraction", "selectPointInteraction", "graphicOrderInteraction", "graphicAssociateInteraction",
        "graphicGapMatchInteraction", "positionObjectInteraction", "sliderInteraction", "mediaInteraction", "drawingInteraction", "uploadInteraction", "customInteraction", "endAttemptInteraction",
    ];

    private readonly Intake _intake;
    private readonly Func<string, ReadOnlyMemory<byte>?> _files;
    private readonly XElement _item;
    private readonly XElement? _body;
    private readonly IReadOnlyList<string> _tags;

    private QtiItemReader(Intake intake, XElement item, Func<string, ReadOnlyMemory<byte>?> files, IReadOnlyList<string> tags)
    {
        (_intake, _item, _files, _tags) = (intake, item, files, tags);
        _body = item.Child("itemBody");
    }

    /// <param name="files">Of the package, as the item names them.</param>
    public static void Read(Intake intake, XElement item, Func<string, ReadOnlyMemory<byte>?> files, IReadOnlyList<string> tags)
    {
        var name = item.Said("title").Trim();
        intake.Add(name.Length > 0 ? name : item.Said("identifier"), XmlText.LineOf(item), () => new QtiItemReader(intake, item, files, tags).Question(name));
    }

    private QuestionText Question(string name)
    {
        if (_body is null) throw new NotTakenException(ExchangeRules.NoText);
        var interactions = _body.Descendants().Where(element => Interactions.Contains(element.Name.LocalName)).ToList();
        var draft = new QuestionText("", Points(), _tags, "", "", "", new OpenText(""));
        if (interactions.Count == 0) throw new NotTakenException(ExchangeRules.AsksNothing);

        var inline = interactions.Count(element => element.Name.LocalName is "textEntryInteraction" or "inlineChoiceInteraction");
        if (inline < interactions.Count && interactions.Count > 1) throw new NotTakenException(ExchangeRules.SeveralParts);
        var only = interactions[0];
        var read = only.Name.LocalName switch
        {
            "choiceInteraction" => Asked(draft, name, only, () => Choice(only)),
            "orderInteraction" => Asked(draft, name, only, () => Ordering(only)),
            "matchInteraction" => Asked(draft, name, only, () => Matching(only)),
            "extendedTextInteraction" => Asked(draft, name, only, () => Open()),
            "gapMatchInteraction" => GapMatch(draft, name, only),
            "textEntryInteraction" when interactions.Count == 1 && Lone(only) is { } unit => Asked(draft, name, only.Parent == _body ? only : only.Parent!, () => Typed(only, unit)),
            "textEntryInteraction" or "inlineChoiceInteraction" => Gaps(draft, name, interactions),
            var kind => throw new NotTakenException(ExchangeRules.UnknownKind, kind),
        };
        return read with { Explanation = Explanation(), Id = _intake.Id(_item.Said("identifier"), name) };
    }

    private decimal Points()
    {
        foreach (var outcome in _item.Named("outcomeDeclaration"))
            if (outcome.Said("identifier") == "MAXSCORE" && outcome.Value("defaultValue", "value").Trim() is { Length: > 0 } most)
                return Wording.Points(_intake, most);
        return Wording.Points(_intake, _item.Named("outcomeDeclaration").FirstOrDefault(outcome => outcome.Said("identifier") == "SCORE").Said("normalMaximum"));
    }

    // What stands in the body around the interaction, and its own prompt after it.
    private QuestionText Asked(QuestionText draft, string name, XElement interaction, Func<AnswerText> answers)
    {
        var html = new StringBuilder();
        foreach (var node in _body!.Nodes()) Write(html, node, skip: interaction, null);
        foreach (var prompt in interaction.Named("prompt")) html.Append("<p>").Append(Inside(prompt)).Append("</p>");
        var (asked, stem) = Wording.Ask(_intake, name, Foreign().Blocks(html.ToString()));
        return draft with { Prompt = asked, Stem = stem, Answers = answers() };
    }

    private ChoiceText Choice(XElement interaction)
    {
        var declaration = Declaration(interaction);
        var single = declaration.Said("cardinality") is "single" or "";
        var right = Values(declaration);
        var map = Map(declaration);
        var choices = interaction.Named("simpleChoice").ToList();
        if (right.Count == 0 && map.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
        if (right.FirstOrDefault(value => choices.All(choice => choice.Said("identifier") != value)) is { } unknown) throw new NotTakenException(ExchangeRules.AnswerUnknown, unknown);

        var most = map.Count == 0 ? 1 : map.Values.Max();
        if (right.Count == 0) right = [.. map.Where(entry => single ? entry.Value == most && most > 0 : entry.Value > 0).Select(entry => entry.Key)];
        var share = 100m / Math.Max(right.Count, 1);
        var weights = choices.Select(choice => Weight(choice.Said("identifier"))).ToList();
        // Without weights several are right together or not at all.
        if (!single && right.Count > 1 && map.Count == 0) _intake.Note(ExchangeRules.WeightsLost);
        NoteScoring(map.Count > 0);
        return Wording.Choice(_intake, single, [.. choices.Select((choice, at) => (weights[at], Foreign().Text(Inside(choice, "feedbackInline")), Feedback(choice)))]);

        // Points of a mapping are held against our rule: one share for each right mark, one less for each wrong one.
        decimal Weight(string id)
        {
            var isRight = right.Contains(id);
            if (map.Count == 0) return isRight ? share : single ? 0 : -share;
            var sum = right.Sum(value => Math.Max(0, map.GetValueOrDefault(value)));
            var weight = sum == 0 ? 0 : map.GetValueOrDefault(id) * 100 / (single ? most : sum);
            return isRight ? Math.Max(weight, 1) : Math.Min(weight, single ? 99 : 0);
        }
    }

    private string Feedback(XElement choice)
    {
        var own = choice.Within("feedbackInline").Select(feedback => Foreign().Text(Inside(feedback))).ToList();
        // As the specification's own example does it: the outcome FEEDBACK is the choice made.
        own.AddRange(_item.Named("modalFeedback").Where(feedback => feedback.Said("identifier") == choice.Said("identifier") && feedback.Said("showHide") != "hide").Select(feedback => Foreign().Text(Inside(feedback))));
        return string.Join("\n\n", own.Where(text => text.Length > 0));
    }

    private string Explanation()
    {
        var choices = _item.Within("simpleChoice").Select(choice => choice.Said("identifier")).ToHashSet();
        var others = _item.Named("modalFeedback").Where(feedback => !choices.Contains(feedback.Said("identifier"))).ToList();
        // Told to everybody: ours, or the only one there is. What is told to some only has no place.
        var general = others.Where(feedback => feedback.Said("identifier") is "general" or "explanation" or "solution" or "general_fb").ToList();
        if (general.Count == 0 && others.Count == 1) general = others;
        if (others.Count > general.Count) _intake.Note(ExchangeRules.FeedbackLost);
        return string.Join("\n\n", general.Select(feedback => Foreign().Text(Inside(feedback))).Where(text => text.Length > 0));
    }

    private OrderingText Ordering(XElement interaction)
    {
        var steps = interaction.Named("simpleChoice").ToDictionaryOfFirst(choice => choice.Said("identifier"));
        var order = Values(Declaration(interaction));
        if (order.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
        if (order.FirstOrDefault(step => !steps.ContainsKey(step)) is { } unknown) throw new NotTakenException(ExchangeRules.AnswerUnknown, unknown);
        if (order.Count < steps.Count) _intake.Note(ExchangeRules.DistractorsLost);
        if (order.Count < 2) throw new NotTakenException(ExchangeRules.TooFew);
        return new OrderingText([.. order.Select(step => Foreign().Text(Inside(steps[step])))]);
    }

    private MatchingText Matching(XElement interaction)
    {
        var sets = interaction.Named("simpleMatchSet").ToList();
        if (sets.Count != 2) throw new NotTakenException(ExchangeRules.AnswerMissing);
        var right = sets[1].Named("simpleAssociableChoice").ToDictionaryOfFirst(choice => choice.Said("identifier"));
        var pairs = Values(Declaration(interaction)).Select(pair => pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(pair => pair.Length == 2).ToList();
        var read = new List<(string, string)>();
        foreach (var left in sets[0].Named("simpleAssociableChoice"))
        {
            // A pair may be written from either side.
            var found = pairs.Where(pair => pair.Contains(left.Said("identifier"))).Select(pair => pair[0] == left.Said("identifier") ? pair[1] : pair[0]).ToList();
            if (found.Count > 1) throw new NotTakenException(ExchangeRules.PairsShared);
            if (found.Count == 0) _intake.Note(ExchangeRules.DistractorsLost);
            else if (!right.TryGetValue(found[0], out var side)) throw new NotTakenException(ExchangeRules.AnswerUnknown, found[0]);
            else read.Add((Foreign().Line(Inside(left)), Foreign().Line(Inside(side))));
        }
        if (right.Count > read.Count) _intake.Note(ExchangeRules.DistractorsLost);
        NoteScoring(Map(Declaration(interaction)).Count > 0);
        return Wording.Matching(_intake, read);
    }

    private OpenText Open()
    {
        var notes = _body.Within("rubricBlock").Where(block => block.Said("view").Contains("scorer", StringComparison.Ordinal)).ToList();
        return notes.Count == 1 ? RubricText.Read(_intake, Foreign(), Inside(notes[0])) : new OpenText("");
    }

    // Null where other words stand in its paragraph: then it is a gap in a text. A unit alone is part of the answer.
    private string? Lone(XElement entry)
    {
        if (entry.Parent == _body) return "";
        if (entry.Parent is not { } paragraph || paragraph.Name.LocalName is not ("p" or "div") || paragraph.Parent != _body || paragraph.Elements().Count() > 1) return null;
        if (string.Concat(entry.NodesBeforeSelf().OfType<XText>().Select(text => text.Value)).AsSpan().Trim().Length > 0) return null;
        var after = string.Concat(entry.NodesAfterSelf().OfType<XText>().Select(text => text.Value)).Trim();
        return after.Length == 0 || Declaration(entry).Said("baseType") is "float" or "integer" && NumberAnswer.TryRead("1 " + after, out _, out _, out var unit) && unit == after ? after : null;
    }

    private AnswerText Typed(XElement entry, string unit)
    {
        var declaration = Declaration(entry);
        if (declaration.Said("baseType") is "float" or "integer") return Numbers(declaration, unit);
        NoteCase(declaration);
        return Wording.Words(_intake, Accepted(declaration), hasWildcards: false);
    }

    private static List<(decimal Weight, string Text)> Accepted(XElement? declaration)
    {
        var map = Map(declaration);
        var most = map.Count == 0 ? 1 : map.Values.Max();
        return [.. Values(declaration).Select(value => (100m, value)), .. map.Where(entry => entry.Value != 0 && most > 0).Select(entry => (entry.Value * 100 / most, entry.Key))];
    }

    private NumberText Numbers(XElement? declaration, string unit)
    {
        var id = declaration.Said("identifier");
        var processing = _item.Child("responseProcessing");
        decimal? least = null, most = null;
        foreach (var test in processing.Within("gte").Concat(processing.Within("lte")))
            if (test.Elements().FirstOrDefault().Said("identifier") == id && test.Value("baseValue") is { Length: > 0 } bound)
            {
                if (test.Name.LocalName == "gte") least = Wording.Number(bound);
                else most = Wording.Number(bound);
            }
        if (least is { } from && most is { } to) return Wording.Numbers(_intake, [(100, from, to)], unit);

        var right = Values(declaration).Select(Wording.Number).Concat(Map(declaration).Where(entry => entry.Value > 0).Select(entry => Wording.Number(entry.Key))).Distinct().ToList();
        var tolerance = processing.Within("equal").FirstOrDefault(test => test.Said("toleranceMode") is "absolute" or "relative");
        var spread = tolerance.Said("tolerance").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Wording.Number).ToList();
        return Wording.Numbers(_intake, [.. right.Select(number => Spread(number))], unit);

        (decimal, decimal, decimal) Spread(decimal number)
        {
            if (spread.Count == 0) return (100, number, number);
            var (below, above) = (spread[0], spread[^1]);
            if (tolerance.Said("toleranceMode") == "relative") (below, above) = (Math.Abs(number) * below / 100, Math.Abs(number) * above / 100);
            return (100, number - below, number + above);
        }
    }

    private QuestionText Gaps(QuestionText draft, string name, List<XElement> interactions) =>
        Gapped(draft, name, _body!.Nodes(), interactions, [.. interactions.Select(entry => entry.Name.LocalName == "textEntryInteraction" ? TypedGap(entry) : ChosenGap(entry))]);

    private string TypedGap(XElement entry)
    {
        var declaration = Declaration(entry);
        if (declaration.Said("baseType") is "float" or "integer") _intake.Note(ExchangeRules.GapNumber);
        NoteCase(declaration);
        var accepted = Wording.Accepted(_intake, Accepted(declaration), hasWildcards: false);
        return GapText.TypedOrThrow(accepted);
    }

    private string ChosenGap(XElement interaction)
    {
        var right = Values(Declaration(interaction));
        var words = interaction.Named("inlineChoice").Select(choice => (Id: choice.Said("identifier"), Word: ForeignText.Words(Inside(choice)))).ToList();
        return Chosen(right, words);
    }

    private static string Chosen(List<string> right, List<(string Id, string Word)> words)
    {
        if (right.Count == 0) throw new NotTakenException(ExchangeRules.NoneRight);
        if (right.Count > 1) throw new NotTakenException(ExchangeRules.SeveralRight);
        if (words.Find(word => word.Id == right[0]).Word is not { Length: > 0 } word) throw new NotTakenException(ExchangeRules.AnswerUnknown, right[0]);
        return GapText.ChosenOrThrow(word, [.. words.Where(other => other.Id != right[0]).Select(other => other.Word)]);
    }

    private QuestionText GapMatch(QuestionText draft, string name, XElement interaction)
    {
        var pairs = Values(Declaration(interaction)).Select(pair => pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(pair => pair.Length == 2).ToList();
        var words = interaction.Named("gapText").Select(text => (Id: text.Said("identifier"), Word: ForeignText.Words(Inside(text)))).ToList();
        if (interaction.Named("gapImg").Any()) throw new NotTakenException(ExchangeRules.UnknownKind, "gapImg");
        var gaps = interaction.Within("gap").ToList();
        var written = gaps.Select(gap => Chosen([.. pairs.Where(pair => pair.Contains(gap.Said("identifier"))).Select(pair => pair[0] == gap.Said("identifier") ? pair[1] : pair[0])], words)).ToList();
        return Gapped(draft, name, _body!.Nodes(), gaps, written);
    }

    private QuestionText Gapped(QuestionText draft, string name, IEnumerable<XNode> nodes, List<XElement> places, List<string> gaps)
    {
        var html = new StringBuilder();
        foreach (var node in nodes) Write(html, node, null, places);
        var foreign = new ForeignText(_intake, _files, gaps);
        var (prompt, stem, text) = Wording.AskGaps(_intake, name, foreign.Blocks(html.ToString()));
        return draft with { Prompt = prompt, Stem = stem, Answers = new GapsText(text) };
    }

    private void NoteCase(XElement? declaration)
    {
        if (declaration.Within("mapEntry").Any(entry => entry.Said("caseSensitive") == "true")) _intake.Note(ExchangeRules.CaseLost);
    }

    // A rule of our own making is known by its outcome; another's program is not read.
    private void NoteScoring(bool hasMap)
    {
        var processing = _item.Child("responseProcessing");
        if (processing is null || processing.Said("template").Length > 0 || hasMap) return;
        if (processing.Within("responseCondition").Count() > 2) _intake.Note(ExchangeRules.RuleUnread);
    }

    private XElement? Declaration(XElement interaction) =>
        _item.Named("responseDeclaration").FirstOrDefault(declaration => declaration.Said("identifier") == interaction.Said("responseIdentifier"));

    private static List<string> Values(XElement? declaration) => [.. declaration.Child("correctResponse").Named("value").Select(value => value.Value.Trim()).Where(value => value.Length > 0)];

    private static Dictionary<string, decimal> Map(XElement? declaration)
    {
        var map = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var entry in declaration.Child("mapping").Named("mapEntry"))
            if (decimal.TryParse(entry.Said("mappedValue"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 10_000)
                map[entry.Said("mapKey")] = value;
        return map;
    }

    private ForeignText Foreign() => new(_intake, _files);

    private static string Inside(XElement element, string without = "")
    {
        var html = new StringBuilder();
        foreach (var node in element.Nodes().Where(node => node is not XElement child || child.Name.LocalName != without)) Write(html, node, null, null);
        return html.ToString();
    }

    // The item's own XHTML as HTML again, with the places of interactions marked.
    private static void Write(StringBuilder html, XNode node, XElement? skip, List<XElement>? places)
    {
        if (node is XText text)
        {
            html.Append(System.Net.WebUtility.HtmlEncode(text.Value));
            return;
        }
        if (node is not XElement element || element == skip || element.Name.LocalName == "rubricBlock") return;
        if (places?.IndexOf(element) is >= 0 and var place)
        {
            html.Append('<').Append(HtmlToMarkdown.GapElement).Append(" n=").Append(Intake.Number(place)).Append("></").Append(HtmlToMarkdown.GapElement).Append('>');
            return;
        }
        // An object with a picture is how the oldest items show one.
        var name = element.Name.LocalName;
        if (name is "object" && element.Said("type").StartsWith("image/", StringComparison.Ordinal))
        {
            html.Append("<img src=\"").Append(System.Net.WebUtility.HtmlEncode(element.Said("data"))).Append("\" alt=\"").Append(System.Net.WebUtility.HtmlEncode(element.Value.Trim())).Append("\">");
            return;
        }
        if (name is "gapText" or "gapImg" or "simpleChoice" or "inlineChoice") return;
        name = name switch { "prompt" => "p", "gapMatchInteraction" or "feedbackBlock" or "templateBlock" => "div", "feedbackInline" or "templateInline" => "span", _ => name };
        html.Append('<').Append(name);
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "alt" or "title" or "start" or "colspan" or "rowspan" or "class"))
            html.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(System.Net.WebUtility.HtmlEncode(attribute.Value)).Append('"');
        html.Append('>');
        foreach (var child in element.Nodes()) Write(html, child, skip, places);
        if (name is not ("br" or "img" or "hr")) html.Append("</").Append(name).Append('>');
    }
}

internal static class FirstOfEach
{
    /// <summary>A key written twice is answered by its first.</summary>
    public static Dictionary<string, T> ToDictionaryOfFirst<T>(this IEnumerable<T> all, Func<T, string> key)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all) map.TryAdd(key(one), one);
        return map;
    }
}
