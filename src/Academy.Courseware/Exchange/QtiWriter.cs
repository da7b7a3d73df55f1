using System.Globalization;
using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>Writes QTI 2.2: an item for each question, their pictures, and the manifest that names them.</summary>
internal sealed class QtiWriter(Outlet outlet)
{
    private const string ItemNamespace = "http://www.imsglobal.org/xsd/imsqti_v2p2";
    private const string ManifestNamespace = "http://www.imsglobal.org/xsd/imscp_v1p1";
    private const string LomNamespace = "http://ltsc.ieee.org/xsd/LOM";

    public static byte[] Write(string title, IReadOnlyList<Question> questions, Outlet outlet)
    {
        outlet.AddressOf = file => "../" + string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var resources = new StringBuilder();
        for (var at = 0; at < questions.Count; at++)
        {
            outlet.Files = [];
            outlet.Begin(questions[at], at + 1);
            var path = $"items/{questions[at].Id}.xml";
            if (new QtiWriter(outlet).Item(questions[at]) is not { } item)
            {
                outlet.Note(ExchangeRules.KindNotHeld);
                continue;
            }
            files[path] = Encoding.UTF8.GetBytes(item);
            resources.Append(CultureInfo.InvariantCulture, $"    <resource identifier=\"r{at + 1}\" type=\"imsqti_item_xmlv2p2\" href=\"{path}\">\n");
            if (questions[at].Tags.Count > 0)
                resources.Append("      <metadata><lom:lom><lom:general>")
                    .Append(string.Concat(questions[at].Tags.Select(tag => $"<lom:keyword><lom:string>{Outlet.Escaped(tag)}</lom:string></lom:keyword>"))).Append("</lom:general></lom:lom></metadata>\n");
            resources.Append("      <file href=\"").Append(path).Append("\"/>\n");
            foreach (var picture in outlet.Files.DistinctBy(file => file.Path))
            {
                files[picture.Path] = picture.Bytes;
                resources.Append("      <file href=\"").Append(Outlet.Escaped(string.Join('/', picture.Path.Split('/').Select(Uri.EscapeDataString)))).Append("\"/>\n");
            }
            resources.Append("    </resource>\n");
        }
        files["imsmanifest.xml"] = Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest xmlns="{ManifestNamespace}" xmlns:lom="{LomNamespace}" identifier="manifest">
              <metadata><schema>QTIv2.2 Package</schema><schemaversion>1.0.0</schemaversion><lom:lom><lom:general><lom:title><lom:string>{Outlet.Escaped(title)}</lom:string></lom:title></lom:general></lom:lom></metadata>
              <organizations/>
              <resources>
            {resources}  </resources>
            </manifest>

            """);
        return new CourseSource(files).ToZip();
    }

    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _processing = new();
    private readonly StringBuilder _feedback = new();

    // Null where QTI would give another question back.
    private string? Item(Question question)
    {
        _body.Append(outlet.Asked(question));
        switch (question)
        {
            case ChoiceQuestion choice: Choice(choice); break;
            case NumberQuestion number: Number(number); break;
            case ShortTextQuestion text: ShortText(text); break;
            case MatchingQuestion matching: Matching(matching); break;
            case OrderingQuestion ordering: Ordering(ordering); break;
            case GapsQuestion gaps when gaps.Gaps.Count > 1 || gaps.Pieces.In(outlet.Language).Any(piece => !string.IsNullOrWhiteSpace(piece.Markup)): Gaps(gaps); break;
            case OpenQuestion open: Open(open); break;
            default: return null;
        }
        General(question);
        // Keys may begin with a digit, identifiers of XML may not.
        var identifier = char.IsAsciiDigit(question.Id[0]) ? "_" + question.Id : question.Id;
        var name = question.Prompt.In(outlet.Language).ToPlainText().ReplaceLineEndings(" ");
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <assessmentItem xmlns="{ItemNamespace}" identifier="{identifier}" title="{Outlet.Escaped(name.Length <= 200 ? name : name[..200])}" adaptive="false" timeDependent="false" xml:lang="{outlet.Language}">
            {_declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="{QuizWriter.Plain(question.Points)}"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
            <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>{QuizWriter.Plain(question.Points)}</value></defaultValue></outcomeDeclaration>
            <outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
            <itemBody>{_body}</itemBody>
            <responseProcessing>{_processing}</responseProcessing>
            {_feedback}</assessmentItem>

            """;
    }

    private void Choice(ChoiceQuestion choice)
    {
        var right = Enumerable.Range(0, choice.Options.Count).Where(at => choice.Options[at].IsRight).ToList();
        // One for a right mark, one less for a wrong one, never below nothing: our own rule.
        var map = choice.Multiple
            ? $"<mapping lowerBound=\"0\" defaultValue=\"-1\">{string.Concat(choice.Options.Select((option, at) => $"<mapEntry mapKey=\"{Key(at)}\" mappedValue=\"{(option.IsRight ? "1" : "-1")}\"/>"))}</mapping>"
            : "";
        Declare("RESPONSE", choice.Multiple ? "multiple" : "single", "identifier", right.Select(Key), map);
        _body.Append(CultureInfo.InvariantCulture, $"<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"{(choice.Multiple ? 0 : 1)}\">");
        for (var at = 0; at < choice.Options.Count; at++)
        {
            _body.Append("<simpleChoice identifier=\"").Append(Key(at)).Append("\">").Append(outlet.Xhtml(choice.Options[at].Text)).Append("</simpleChoice>");
            if (outlet.Xhtml(choice.Options[at].Feedback) is { Length: > 0 } said) Feedback(Key(at), said);
        }
        _body.Append("</choiceInteraction>");
        Score(choice, choice.Multiple ? [$"<divide><mapResponse identifier=\"RESPONSE\"/>{Float(right.Count)}</divide>"] : [Matched("RESPONSE")]);
        _processing.Append(choice.Multiple
            ? "<setOutcomeValue identifier=\"FEEDBACK\"><variable identifier=\"RESPONSE\"/></setOutcomeValue>"
            : "<setOutcomeValue identifier=\"FEEDBACK\"><multiple><variable identifier=\"RESPONSE\"/></multiple></setOutcomeValue>");
    }

    private void Number(NumberQuestion number)
    {
        Declare("RESPONSE", "single", "float", [QuizWriter.Plain(number.Least + (number.Most - number.Least) / 2)]);
        var unit = number.Unit.In(outlet.Language);
        _body.Append("<p><textEntryInteraction responseIdentifier=\"RESPONSE\"/>").Append(unit.Length > 0 ? " " + Outlet.Escaped(unit) : "").Append("</p>");
        _processing.Append("<responseCondition><responseIf><and>")
            .Append("<gte><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">").Append(QuizWriter.Plain(number.Least)).Append("</baseValue></gte>")
            .Append("<lte><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">").Append(QuizWriter.Plain(number.Most)).Append("</baseValue></lte></and>")
            .Append("<setOutcomeValue identifier=\"SCORE\"><variable identifier=\"MAXSCORE\"/></setOutcomeValue></responseIf></responseCondition>");
    }

    private void ShortText(ShortTextQuestion text)
    {
        Typed("RESPONSE", text.Accepted);
        _body.Append("<p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>");
        Score(text, ["<mapResponse identifier=\"RESPONSE\"/>"]);
    }

    private void Typed(string response, IReadOnlyList<string> accepted) => Declare(response, "single", "string", [accepted[0]],
        $"<mapping defaultValue=\"0\">{string.Concat(accepted.Select(word => $"<mapEntry mapKey=\"{Outlet.Escaped(word)}\" mappedValue=\"1\" caseSensitive=\"false\"/>"))}</mapping>");

    private void Matching(MatchingQuestion matching)
    {
        var count = matching.Pairs.Count;
        Declare("RESPONSE", "multiple", "directedPair", Enumerable.Range(0, count).Select(at => $"left{Key(at)} right{Key(at)}"),
            $"<mapping defaultValue=\"0\">{string.Concat(Enumerable.Range(0, count).Select(at => $"<mapEntry mapKey=\"left{Key(at)} right{Key(at)}\" mappedValue=\"1\"/>"))}</mapping>");
        _body.Append(CultureInfo.InvariantCulture, $"<matchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxAssociations=\"{count}\">");
        Side("left", matching.Pairs.Select(pair => pair.Left));
        Side("right", matching.Pairs.Select(pair => pair.Right));
        _body.Append("</matchInteraction>");
        Score(matching, [$"<divide><mapResponse identifier=\"RESPONSE\"/>{Float(count)}</divide>"]);
    }

    private void Side(string side, IEnumerable<Translated<Html>> texts)
    {
        _body.Append("<simpleMatchSet>");
        foreach (var (text, at) in texts.Select((text, at) => (text, at)))
            _body.Append("<simpleAssociableChoice identifier=\"").Append(side).Append(Key(at)).Append("\" matchMax=\"1\">").Append(outlet.Xhtml(text)).Append("</simpleAssociableChoice>");
        _body.Append("</simpleMatchSet>");
    }

    private void Ordering(OrderingQuestion ordering)
    {
        Declare("RESPONSE", "ordered", "identifier", Enumerable.Range(0, ordering.Steps.Count).Select(Key));
        _body.Append("<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\">");
        for (var at = 0; at < ordering.Steps.Count; at++) _body.Append("<simpleChoice identifier=\"").Append(Key(at)).Append("\">").Append(outlet.Xhtml(ordering.Steps[at])).Append("</simpleChoice>");
        _body.Append("</orderInteraction>");
        Score(ordering, [Matched("RESPONSE")]);
    }

    private void Gaps(GapsQuestion gaps)
    {
        var html = outlet.Xhtml(OwnText.WithPlaces(gaps, outlet.Language));
        var shares = new List<string>();
        for (var at = 0; at < gaps.Gaps.Count; at++)
        {
            var response = string.Create(CultureInfo.InvariantCulture, $"RESPONSE{at + 1}");
            var place = $"<{HtmlToMarkdown.GapElement} n=\"{at.ToString(CultureInfo.InvariantCulture)}\"></{HtmlToMarkdown.GapElement}>";
            switch (gaps.Gaps[at])
            {
                case TypedGap typed:
                    Typed(response, typed.Accepted);
                    html = html.Replace(place, $"<textEntryInteraction responseIdentifier=\"{response}\"/>", StringComparison.Ordinal);
                    shares.Add($"<mapResponse identifier=\"{response}\"/>");
                    break;
                case ChosenGap chosen:
                    Declare(response, "single", "identifier", [Key(chosen.Right)]);
                    var choices = string.Concat(chosen.Choices.Select((choice, key) => $"<inlineChoice identifier=\"{Key(key)}\">{Outlet.Escaped(choice.In(outlet.Language))}</inlineChoice>"));
                    html = html.Replace(place, $"<inlineChoiceInteraction responseIdentifier=\"{response}\" shuffle=\"true\">{choices}</inlineChoiceInteraction>", StringComparison.Ordinal);
                    shares.Add(Matched(response));
                    break;
            }
        }
        _body.Append(html);
        Score(gaps, [$"<divide><sum>{string.Concat(shares.Select(Numbered))}</sum>{Float(gaps.Gaps.Count)}</divide>"]);

        // A match is true or false, and only numbers add up: the conditions before the sum make numbers of them.
        string Numbered(string share)
        {
            if (!share.StartsWith("<match>", StringComparison.Ordinal)) return share;
            var id = string.Create(CultureInfo.InvariantCulture, $"PART{++_parts}");
            _declarations.Append("<outcomeDeclaration identifier=\"").Append(id).Append("\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n");
            _processing.Append("<responseCondition><responseIf>").Append(share).Append("<setOutcomeValue identifier=\"").Append(id).Append("\">").Append(Float(1)).Append("</setOutcomeValue></responseIf></responseCondition>");
            return $"<variable identifier=\"{id}\"/>";
        }
    }

    private int _parts;

    private void Open(OpenQuestion open)
    {
        Declare("RESPONSE", "single", "string", []);
        if (open.Rubric is { } rubric) _body.Append("<rubricBlock view=\"scorer\">").Append(RubricHtml.Of(rubric, outlet.Language)).Append("</rubricBlock>");
        _body.Append("<extendedTextInteraction responseIdentifier=\"RESPONSE\" expectedLines=\"10\"/>");
    }

    private void General(Question question)
    {
        if (outlet.Xhtml(question.Explanation) is not { Length: > 0 } said) return;
        _processing.Append("<setOutcomeValue identifier=\"FEEDBACK\"><multiple><variable identifier=\"FEEDBACK\"/><baseValue baseType=\"identifier\">general</baseValue></multiple></setOutcomeValue>");
        Feedback("general", said);
    }

    private void Feedback(string identifier, string said) =>
        _feedback.Append("<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"").Append(identifier).Append("\" showHide=\"show\">").Append(said).Append("</modalFeedback>\n");

    private void Declare(string response, string cardinality, string type, IEnumerable<string> right, string map = "")
    {
        var values = string.Concat(right.Select(value => $"<value>{Outlet.Escaped(value)}</value>"));
        _declarations.Append("<responseDeclaration identifier=\"").Append(response).Append("\" cardinality=\"").Append(cardinality).Append("\" baseType=\"").Append(type).Append("\">")
            .Append(values.Length > 0 ? $"<correctResponse>{values}</correctResponse>" : "").Append(map).Append("</responseDeclaration>\n");
    }

    // Either all for a match, or a share of the points.
    private void Score(Question question, IReadOnlyList<string> share)
    {
        var most = $"<baseValue baseType=\"float\">{QuizWriter.Plain(question.Points)}</baseValue>";
        if (share[0].StartsWith("<match>", StringComparison.Ordinal))
            _processing.Append("<responseCondition><responseIf>").Append(share[0]).Append("<setOutcomeValue identifier=\"SCORE\">").Append(most).Append("</setOutcomeValue></responseIf></responseCondition>");
        else _processing.Append("<setOutcomeValue identifier=\"SCORE\"><product>").Append(most).Append(share[0]).Append("</product></setOutcomeValue>");
    }

    private static string Matched(string response) => $"<match><variable identifier=\"{response}\"/><correct identifier=\"{response}\"/></match>";

    private static string Float(int number) => $"<baseValue baseType=\"float\">{number.ToString(CultureInfo.InvariantCulture)}</baseValue>";

    private static string Key(int at) => string.Create(CultureInfo.InvariantCulture, $"choice{at + 1}");
}
