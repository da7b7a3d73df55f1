using System.Globalization;

namespace Academy.Courseware.Exchange;

/// <summary>Compiled questions back into the words that they were made of.</summary>
internal sealed class OwnText : IHtmlSurroundings
{
    private readonly Dictionary<string, string> _acts;
    private readonly Dictionary<string, string> _media;
    private IReadOnlyList<string> _gaps = [];

    public OwnText(Library library, IEnumerable<MediaFile> media)
    {
        _acts = library.Acts.Values.Where(act => act.Address is not null).ToDictionaryOfFirst(act => act.Address!.AbsoluteUri).ToDictionary(act => act.Key, act => act.Value.Id);
        _media = media.ToDictionaryOfFirst(LinkResolver.MediaAddress).ToDictionary(file => file.Key, file => file.Value.Path);
    }

    public QuestionText Read(Question question, string language)
    {
        var (prompt, stem, explanation) = (Line(question.Prompt.In(language)), Blocks(question.Stem.In(language)), Blocks(question.Explanation.In(language)));
        return new QuestionText(question.Id, question.Points, question.Tags, prompt, stem, explanation, Answers(question, language))
        {
            RussianKeyboard = question is ShortTextQuestion { RussianKeyboard: true } or GapsQuestion { RussianKeyboard: true },
        };
    }

    private AnswerText Answers(Question question, string language) => question switch
    {
        ChoiceQuestion choice => new ChoiceText(choice.Multiple, [.. choice.Options.Select(option => new OptionText(option.IsRight, Blocks(option.Text.In(language)), Blocks(option.Feedback.In(language))))]),
        NumberQuestion number => new NumberText(number.Least, number.Most, number.Unit.In(language)),
        ShortTextQuestion text => new WordsText(text.Accepted),
        MatchingQuestion matching => new MatchingText(Heading(matching.LeftHeading.In(language)), Heading(matching.RightHeading.In(language)),
            [.. matching.Pairs.Select(pair => (MarkdownEscape.Cell(Line(pair.Left.In(language))), MarkdownEscape.Cell(Line(pair.Right.In(language)))))]),
        OrderingQuestion ordering => new OrderingText([.. ordering.Steps.Select(step => Blocks(step.In(language)))]),
        GapsQuestion gaps => Gaps(gaps, language),
        OpenQuestion { Rubric: { } rubric } => new OpenText(RubricText.Table(rubric, language)),
        _ => new OpenText(""),
    };

    private GapsText Gaps(GapsQuestion question, string language)
    {
        _gaps = [.. question.Gaps.Select(gap => Written(gap, language))];
        return new GapsText(Blocks(new Html(WithPlaces(question, language))));
    }

    /// <summary>The text in paragraphs with a place for each gap.</summary>
    public static string WithPlaces(GapsQuestion question, string language)
    {
        var pieces = question.Pieces.In(language);
        var whole = string.Concat(pieces.Select((piece, at) => piece.Markup + (at < question.Gaps.Count ? string.Create(CultureInfo.InvariantCulture, $"<{HtmlToMarkdown.GapElement} n={at}></{HtmlToMarkdown.GapElement}>") : "")));
        return string.Concat(whole.Split("<br><br>").Select(paragraph => $"<p>{paragraph}</p>"));
    }

    private static string Written(Gap gap, string language) => gap switch
    {
        ChosenGap chosen => $"{{={chosen.Choices[chosen.Right].In(language)}{string.Concat(chosen.Choices.Where((_, at) => at != chosen.Right).Select(choice => "|~" + choice.In(language)))}}}",
        TypedGap typed => $"{{={string.Join('|', typed.Accepted)}}}",
        _ => "",
    };

    public string Blocks(Html html) => html.IsEmpty || HtmlTree.Parse(html.Markup) is not { } tree ? "" : MarkdownBlock.Join(new HtmlToMarkdown(this).Blocks(tree));

    private string Line(Html html) => Blocks(html).Replace("\\\n", " ", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Heading(string text) => MarkdownEscape.Cell(MarkdownEscape.Inline(text));

    public bool KeepsLines => true;

    public string? Gap(int number) => number < _gaps.Count ? _gaps[number] : null;

    public string? Link(HtmlNode anchor)
    {
        var address = anchor.Attribute("href");
        if (anchor.HasClass("lawref") && _acts.TryGetValue(address, out var act)) return "law:" + act;
        if (_media.TryGetValue(address, out var path)) return path;
        // /{lang}/learn/{course}/{module}/{item}
        return address.Split('/') is ["", _, "learn", _, var module, var item] ? $"lesson:{module}/{item}" : address;
    }

    public string? Picture(HtmlNode image) => _media.GetValueOrDefault(image.Attribute("src"));

    public string PictureWords(string path) => path;

    // What came from Markdown goes back into it.
    public void Note(ExchangeRule rule, params string[] arguments) { }
}
