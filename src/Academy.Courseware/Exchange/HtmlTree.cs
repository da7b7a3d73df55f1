using System.Net;

namespace Academy.Courseware.Exchange;

/// <summary>A piece of somebody's HTML as a tree: an element, or a text where <see cref="Name"/> is empty.</summary>
internal sealed class HtmlNode(string name, string text = "")
{
    /// <summary>In small letters.</summary>
    public string Name { get; } = name;

    /// <summary>Of a text: decoded.</summary>
    public string Text { get; } = text;

    public bool IsText => Name.Length == 0;

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);
    public List<HtmlNode> Children { get; } = [];

    public string Attribute(string attribute) => Attributes.GetValueOrDefault(attribute, "");

    public bool HasClass(string css) => Attribute("class").Split(' ').Contains(css);

    /// <summary>Itself and everything in it.</summary>
    public IEnumerable<HtmlNode> All()
    {
        var waiting = new Stack<HtmlNode>([this]);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            for (var at = next.Children.Count - 1; at >= 0; at--) waiting.Push(next.Children[at]);
        }
    }

    /// <summary>The words, with one space for any space.</summary>
    public string Words() => string.Join(' ', string.Concat(All().Select(node => node.Name is "br" or "p" or "li" or "td" ? " " + node.Text : node.Text))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>
/// Reads HTML as editors leave it: unclosed, wrongly nested, with attributes of every kind. Never fails; what is nested too deeply is
/// read flat, and what is too long is refused by its reader.
/// </summary>
internal static class HtmlTree
{
    private const int Deepest = 40;
    private const int MostNodes = 20_000;

    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    private static readonly HashSet<string> Unread = ["script", "style", "head", "title", "template", "noscript"];
    private static readonly HashSet<string> EndsParagraph =
        ["address", "article", "aside", "blockquote", "div", "dl", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "ol", "p", "pre", "section", "table", "ul"];

    /// <summary>Null where there is more of it than one question may have.</summary>
    public static HtmlNode? Parse(string html)
    {
        var root = new HtmlNode("body");
        var open = new Stack<HtmlNode>([root]);
        var (at, nodes) = (0, 0);
        while (at < html.Length)
        {
            if (++nodes > MostNodes) return null;
            var tag = TagAt(html, at);
            if (tag < 0)
            {
                Append(open.Peek(), html[at..]);
                break;
            }
            if (tag > at) Append(open.Peek(), html[at..tag]);
            at = Tag(html, tag, open);
        }
        return root;
    }

    // A '<' that begins a tag; "a < b" and "<3" begin none.
    private static int TagAt(string html, int from)
    {
        for (var at = html.IndexOf('<', from); at >= 0; at = html.IndexOf('<', at + 1))
            if (at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?'))
                return at;
        return -1;
    }

    private static int Tag(string html, int start, Stack<HtmlNode> open)
    {
        var rest = html.AsSpan(start);
        if (rest.StartsWith("<!--")) return After(html, "-->", start + 4);
        if (rest.StartsWith("<![CDATA[")) return After(html, "]]>", start + 9);
        if (rest[1] is '!' or '?') return After(html, ">", start + 2);

        var isEnd = rest[1] == '/';
        var at = start + (isEnd ? 2 : 1);
        var nameStart = at;
        while (at < html.Length && (char.IsAsciiLetterOrDigit(html[at]) || html[at] is '-' or ':')) at++;
        var node = new HtmlNode(html[nameStart..at].ToLowerInvariant());
        at = Attributes(html, at, node, out var isClosed);
        if (node.IsText) return at;
        if (isEnd)
        {
            Close(open, node.Name);
            return at;
        }
        if (Unread.Contains(node.Name))
        {
            var end = html.IndexOf("</" + node.Name, at, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : After(html, ">", end);
        }

        Imply(open, node.Name);
        open.Peek().Children.Add(node);
        if (!isClosed && !Void.Contains(node.Name) && open.Count < Deepest) open.Push(node);
        return at;
    }

    private static int Attributes(string html, int at, HtmlNode node, out bool isClosed)
    {
        isClosed = false;
        while (at < html.Length)
        {
            while (at < html.Length && (char.IsWhiteSpace(html[at]) || html[at] == '/'))
            {
                isClosed = html[at] == '/';
                at++;
            }
            if (at >= html.Length) return at;
            if (html[at] == '>') return at + 1;

            isClosed = false;
            var start = at;
            while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] is not ('=' or '>' or '/')) at++;
            var name = html[start..at].ToLowerInvariant();
            if (at == start) at++;
            while (at < html.Length && char.IsWhiteSpace(html[at])) at++;
            var value = "";
            if (at < html.Length && html[at] == '=')
            {
                at++;
                while (at < html.Length && char.IsWhiteSpace(html[at])) at++;
                (value, at) = Value(html, at);
            }
            if (name.Length > 0) node.Attributes.TryAdd(name, WebUtility.HtmlDecode(value));
        }
        return at;
    }

    private static (string Value, int At) Value(string html, int at)
    {
        if (at >= html.Length) return ("", at);
        if (html[at] is '"' or '\'')
        {
            var end = html.IndexOf(html[at], at + 1);
            return end < 0 ? (html[(at + 1)..], html.Length) : (html[(at + 1)..end], end + 1);
        }
        var start = at;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] != '>') at++;
        return (html[start..at], at);
    }

    // An end that nothing began is nobody's; one that skips others ends them too.
    private static void Close(Stack<HtmlNode> open, string name)
    {
        if (open.SkipLast(1).All(node => node.Name != name)) return;
        while (open.Pop().Name != name) { }
    }

    private static void Imply(Stack<HtmlNode> open, string name)
    {
        if (EndsParagraph.Contains(name) && open.Peek().Name == "p") open.Pop();
        var (closed, within) = name switch
        {
            "li" => ("li", "ul ol"),
            "tr" => ("tr", "table"),
            "td" or "th" => ("td th", "tr table"),
            "dt" or "dd" => ("dt dd", "dl"),
            _ => ("", ""),
        };
        if (closed.Length == 0) return;

        var others = closed.Split(' ');
        var fences = within.Split(' ');
        foreach (var node in open.SkipLast(1))
        {
            if (fences.Contains(node.Name)) return;
            if (!others.Contains(node.Name)) continue;
            while (open.Pop() != node) { }
            return;
        }
    }

    private static void Append(HtmlNode to, string text)
    {
        if (text.Length > 0) to.Children.Add(new HtmlNode("", WebUtility.HtmlDecode(text)));
    }

    private static int After(string html, string end, int from)
    {
        var at = html.IndexOf(end, Math.Min(from, html.Length), StringComparison.Ordinal);
        return at < 0 ? html.Length : at + end.Length;
    }
}
