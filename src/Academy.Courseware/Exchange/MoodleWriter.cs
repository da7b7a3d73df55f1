using System.Globalization;
using System.Text;
using System.Xml;

namespace Academy.Courseware.Exchange;

/// <summary>Writes Moodle XML as Moodle itself exports it.</summary>
internal sealed class MoodleWriter
{
    private readonly XmlWriter _xml;
    private readonly Outlet _outlet;

    private MoodleWriter(XmlWriter xml, Outlet outlet) => (_xml, _outlet) = (xml, outlet);

    public static byte[] Write(IReadOnlyList<Question> questions, Outlet outlet)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineChars = "\n" }))
        {
            outlet.AddressOf = file => "@@PLUGINFILE@@/" + string.Join('/', file.Path[MediaReader.Folder.Length..].Split('/').Select(Uri.EscapeDataString));
            var writer = new MoodleWriter(xml, outlet);
            xml.WriteStartElement("quiz");
            for (var at = 0; at < questions.Count; at++) writer.Question(questions[at], at + 1);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private void Question(Question question, int number)
    {
        _outlet.Begin(question, number);
        _xml.WriteStartElement("question");
        _xml.WriteAttributeString("type", KindOf(question));
        var name = question.Prompt.In(_outlet.Language).ToPlainText();
        Plain("name", name.Length <= 200 ? name : name[..200]);
        Rich("questiontext", () => question is GapsQuestion gaps ? _outlet.Asked(question) + Cloze(gaps) : _outlet.Asked(question));
        Rich("generalfeedback", () => _outlet.Xhtml(question.Explanation));
        _xml.WriteElementString("defaultgrade", QuizWriter.Plain(question.Points));
        _xml.WriteElementString("penalty", "0");
        _xml.WriteElementString("hidden", "0");
        _xml.WriteElementString("idnumber", question.Id);
        Answers(question);
        if (question.Tags.Count > 0)
        {
            _xml.WriteStartElement("tags");
            foreach (var tag in question.Tags) Plain("tag", tag);
            _xml.WriteEndElement();
        }
        _xml.WriteEndElement();
    }

    private static string KindOf(Question question) => question switch
    {
        ChoiceQuestion => "multichoice",
        NumberQuestion => "numerical",
        ShortTextQuestion => "shortanswer",
        MatchingQuestion => "matching",
        OrderingQuestion => "ordering",
        GapsQuestion => "cloze",
        _ => "essay",
    };

    private void Answers(Question question)
    {
        switch (question)
        {
            case ChoiceQuestion choice: Choice(choice); break;
            case NumberQuestion number: Number(number); break;
            case ShortTextQuestion text:
                _xml.WriteElementString("usecase", "0");
                foreach (var word in text.Accepted) Answer("100", "moodle_auto_format", () => Text(word.Replace("*", "\\*", StringComparison.Ordinal)));
                break;
            case MatchingQuestion matching: Matching(matching); break;
            case OrderingQuestion ordering: Ordering(ordering); break;
            case OpenQuestion open: Open(open); break;
        }
    }

    private void Choice(ChoiceQuestion choice)
    {
        _xml.WriteElementString("single", choice.Multiple ? "false" : "true");
        _xml.WriteElementString("shuffleanswers", "true");
        _xml.WriteElementString("answernumbering", "none");
        var right = choice.Options.Count(option => option.IsRight);
        foreach (var option in choice.Options)
        {
            var fraction = (choice.Multiple, option.IsRight) switch { (_, true) => choice.Multiple ? Outlet.Percent(right) : "100", (true, false) => "-" + Outlet.Percent(right), _ => "0" };
            Answer(fraction, "html", () =>
            {
                RichText(() => _outlet.Xhtml(option.Text));
                Rich("feedback", () => _outlet.Xhtml(option.Feedback));
            });
        }
    }

    private void Number(NumberQuestion number)
    {
        var middle = number.Least + (number.Most - number.Least) / 2;
        Answer("100", "moodle_auto_format", () =>
        {
            Text(QuizWriter.Plain(middle));
            _xml.WriteElementString("tolerance", QuizWriter.Plain(number.Most - middle));
        });
        if (number.Unit.In(_outlet.Language) is { Length: > 0 } unit)
        {
            _xml.WriteStartElement("units");
            _xml.WriteStartElement("unit");
            _xml.WriteElementString("multiplier", "1");
            _xml.WriteElementString("unit_name", unit);
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            _xml.WriteElementString("unitgradingtype", "0");
            _xml.WriteElementString("showunits", "0");
        }
    }

    private void Matching(MatchingQuestion matching)
    {
        _xml.WriteElementString("shuffleanswers", "true");
        foreach (var pair in matching.Pairs)
        {
            _xml.WriteStartElement("subquestion");
            _xml.WriteAttributeString("format", "html");
            RichText(() => _outlet.Xhtml(pair.Left));
            Plain("answer", _outlet.Plain(pair.Right));
            _xml.WriteEndElement();
        }
    }

    private void Ordering(OrderingQuestion ordering)
    {
        _xml.WriteElementString("layouttype", "VERTICAL");
        _xml.WriteElementString("selecttype", "ALL");
        _xml.WriteElementString("selectcount", ordering.Steps.Count.ToString(CultureInfo.InvariantCulture));
        _xml.WriteElementString("gradingtype", "ABSOLUTE_POSITION");
        for (var at = 0; at < ordering.Steps.Count; at++)
        {
            var step = ordering.Steps[at];
            Answer((at + 1).ToString(CultureInfo.InvariantCulture), "html", () => RichText(() => _outlet.Xhtml(step)));
        }
    }

    private void Open(OpenQuestion open)
    {
        _xml.WriteElementString("responseformat", "editor");
        _xml.WriteElementString("responserequired", "1");
        _xml.WriteElementString("attachments", "0");
        if (open.Rubric is { } rubric) Rich("graderinfo", () => RubricHtml.Of(rubric, _outlet.Language));
    }

    private string Cloze(GapsQuestion gaps)
    {
        var html = _outlet.Xhtml(OwnText.WithPlaces(gaps, _outlet.Language));
        for (var at = 0; at < gaps.Gaps.Count; at++)
            html = html.Replace($"<{HtmlToMarkdown.GapElement} n=\"{at.ToString(CultureInfo.InvariantCulture)}\"></{HtmlToMarkdown.GapElement}>", gaps.Gaps[at] switch
            {
                TypedGap typed => $"{{1:SHORTANSWER:{string.Join('~', typed.Accepted.Select(word => "=" + Embedded(word.Replace("*", "\\*", StringComparison.Ordinal), stars: true)))}}}",
                ChosenGap chosen => $"{{1:MULTICHOICE:={Embedded(chosen.Choices[chosen.Right].In(_outlet.Language))}{string.Concat(chosen.Choices.Where((_, place) => place != chosen.Right).Select(choice => "~" + Embedded(choice.In(_outlet.Language))))}}}",
                _ => "",
            }, StringComparison.Ordinal);
        return html;
    }

    private static string Embedded(string word, bool stars = false)
    {
        var to = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
        {
            var isStar = stars && word[at] == '\\' && at + 1 < word.Length && word[at + 1] == '*';
            if (word[at] is '}' or '#' or '~' or '"' or '\\' && !isStar || at == 0 && word[at] is '=' or '%') to.Append('\\');
            to.Append(word[at]);
        }
        return Outlet.Escaped(to.ToString());
    }

    private void Answer(string fraction, string format, Action inside)
    {
        _xml.WriteStartElement("answer");
        _xml.WriteAttributeString("fraction", fraction);
        _xml.WriteAttributeString("format", format);
        inside();
        _xml.WriteEndElement();
    }

    private void Plain(string element, string text)
    {
        _xml.WriteStartElement(element);
        Text(text);
        _xml.WriteEndElement();
    }

    private void Rich(string element, Func<string> html)
    {
        _xml.WriteStartElement(element);
        _xml.WriteAttributeString("format", "html");
        RichText(html);
        _xml.WriteEndElement();
    }

    // The pictures that a text shows stand beside it, written as text.
    private void RichText(Func<string> html)
    {
        _outlet.Files = [];
        var said = html();
        _xml.WriteStartElement("text");
        if (said.Length > 0) _xml.WriteCData(said);
        _xml.WriteEndElement();
        foreach (var file in _outlet.Files.DistinctBy(file => file.Path))
        {
            var path = file.Path[MediaReader.Folder.Length..];
            var slash = path.LastIndexOf('/');
            _xml.WriteStartElement("file");
            _xml.WriteAttributeString("name", path[(slash + 1)..]);
            _xml.WriteAttributeString("path", slash < 0 ? "/" : $"/{path[..slash]}/");
            _xml.WriteAttributeString("encoding", "base64");
            _xml.WriteString(Convert.ToBase64String(file.Bytes.Span));
            _xml.WriteEndElement();
        }
    }

    private void Text(string text) => _xml.WriteElementString("text", text);
}

/// <summary>A rubric as the table that <see cref="RubricText"/> reads back.</summary>
internal static class RubricHtml
{
    public static string Of(Rubric rubric, string language)
    {
        var width = rubric.Criteria.Max(criterion => criterion.Levels.Count);
        var to = new StringBuilder("<table><thead><tr><th>").Append(Outlet.Escaped(Words.In(language, "Criterion"))).Append("</th>");
        for (var level = 1; level <= width; level++) to.Append(CultureInfo.InvariantCulture, $"<th>{level}.</th>");
        to.Append("</tr></thead><tbody>");
        foreach (var criterion in rubric.Criteria)
        {
            to.Append("<tr><th>").Append(Outlet.Escaped(criterion.Name.In(language))).Append("</th>");
            foreach (var level in criterion.Levels) to.Append(CultureInfo.InvariantCulture, $"<td>{Outlet.Escaped(level.Description.In(language))} ({level.Points})</td>");
            to.Append("</tr>");
        }
        return to.Append("</tbody></table>").ToString();
    }
}
