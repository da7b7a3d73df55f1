using System.Net;
using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>What every writer shares: the language, our markup as plain XHTML, and what could not be held.</summary>
internal sealed class Outlet(string language, string format, IEnumerable<MediaFile> media)
{
    private static readonly HashSet<string> Kept =
        ["p", "strong", "em", "code", "pre", "br", "hr", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "h3", "h4", "h5", "h6", "abbr", "sup", "sub"];

    private static readonly HashSet<string> Void = ["br", "hr", "img"];

    private readonly Dictionary<string, MediaFile> _byAddress = media.ToDictionaryOfFirst(LinkResolver.MediaAddress);
    private readonly List<QuestionFinding> _findings = [];
    private int _number;
    private string _name = "";

    public string Language { get; } = language;
    public IReadOnlyList<QuestionFinding> Findings => _findings;

    /// <summary>Files that the text written last shows. Null where the format holds none.</summary>
    public List<MediaFile>? Files { get; set; }

    /// <summary>Where a picture of the course is found beside the written text.</summary>
    public Func<MediaFile, string> AddressOf { get; set; } = file => file.Path;

    public void Begin(Question question, int number)
    {
        (_number, _name) = (number, question.Id);
        if (question is ShortTextQuestion { RussianKeyboard: true } or GapsQuestion { RussianKeyboard: true }) Note(ExchangeRules.KeyboardNotHeld);
        if (question is MatchingQuestion matching
            && (matching.LeftHeading.In(Language), matching.RightHeading.In(Language)) != (Words.In(Language, "LeftSide"), Words.In(Language, "RightSide"))) Note(ExchangeRules.HeadingsNotHeld);
    }

    public void Note(ExchangeRule rule)
    {
        var finding = new QuestionFinding(rule, _number, _name, 0, [format]);
        if (!_findings.Any(known => known.Number == _number && known.Rule == rule)) _findings.Add(finding);
    }

    /// <summary>The heading and what stands under it, as one text.</summary>
    public string Asked(Question question) => $"<p>{Xhtml(question.Prompt)}</p>{Xhtml(question.Stem)}";

    public string Xhtml(Translated<Html> said) => Xhtml(said.In(Language).Markup);

    public string Xhtml(string markup)
    {
        var to = new StringBuilder();
        if (markup.Length > 0 && HtmlTree.Parse(markup) is { } tree)
            foreach (var child in tree.Children) Write(to, child);
        return to.ToString();
    }

    public string Plain(Translated<Html> said)
    {
        var html = said.In(Language);
        if (html.Markup.Contains('<')) Note(ExchangeRules.FormattingNotHeld);
        return html.ToPlainText();
    }

    private void Write(StringBuilder to, HtmlNode node)
    {
        if (node.IsText)
        {
            to.Append(Escaped(node.Text));
            return;
        }
        switch (node.Name)
        {
            case "img":
                Picture(to, node);
                return;
            case "figure":
                to.Append("<p>");
                if (node.Children.Find(child => child.Name == "figcaption") is { } caption) node.Children.Find(child => child.Name == "img")!.Attributes["title"] = caption.Words();
                foreach (var child in node.Children.Where(child => child.Name == "img")) Picture(to, child);
                to.Append("</p>");
                return;
            case "a" when Address(node) is { } address:
                to.Append("<a href=\"").Append(Escaped(address)).Append("\">");
                Inside(to, node);
                to.Append("</a>");
                return;
            case "span" when node.HasClass("i"):
                return;
            case HtmlToMarkdown.GapElement:
                to.Append('<').Append(node.Name).Append(" n=\"").Append(node.Attribute("n")).Append("\"></").Append(node.Name).Append('>');
                return;
            case "div" or "section" when !node.HasClass("tbox"):
                Note(ExchangeRules.BoxNotHeld);
                to.Append("<div>");
                Inside(to, node);
                to.Append("</div>");
                return;
        }
        var name = node.Name is "h1" or "h2" ? "h3" : node.Name is "b" ? "strong" : node.Name;
        if (!Kept.Contains(name))
        {
            Inside(to, node);
            return;
        }
        to.Append('<').Append(name);
        foreach (var attribute in node.Attributes.Where(attribute => attribute.Key is "start" || name == "abbr" && attribute.Key == "title" || attribute is { Key: "class", Value: "r" }))
            to.Append(' ').Append(attribute.Key).Append("=\"").Append(Escaped(attribute.Value)).Append('"');
        if (Void.Contains(name))
        {
            to.Append("/>");
            return;
        }
        to.Append('>');
        Inside(to, node);
        to.Append("</").Append(name).Append('>');
    }

    private void Inside(StringBuilder to, HtmlNode node)
    {
        foreach (var child in node.Children) Write(to, child);
    }

    private void Picture(StringBuilder to, HtmlNode image)
    {
        if (Files is null || !_byAddress.TryGetValue(image.Attribute("src"), out var file))
        {
            Note(ExchangeRules.PictureNotHeld);
            to.Append(Escaped(image.Attribute("alt")));
            return;
        }
        Files.Add(file);
        to.Append("<img src=\"").Append(Escaped(AddressOf(file))).Append("\" alt=\"").Append(Escaped(image.Attribute("alt"))).Append('"');
        foreach (var name in (string[])["title", "width", "height"])
            if (image.Attribute(name).Length > 0) to.Append(' ').Append(name).Append("=\"").Append(Escaped(image.Attribute(name))).Append('"');
        to.Append("/>");
    }

    private string? Address(HtmlNode anchor)
    {
        var address = anchor.Attribute("href");
        if (_byAddress.TryGetValue(address, out var file) && Files is not null)
        {
            Files.Add(file);
            return AddressOf(file);
        }
        if (anchor.HasClass("lawref")) Note(ExchangeRules.LawNotHeld);
        if (address.StartsWith("https:", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)) return address;
        Note(ExchangeRules.LinkNotHeld);
        return null;
    }

    public static string Escaped(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);

    public static string Percent(int right) => (100m / right).ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture);
}
