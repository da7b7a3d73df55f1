using System.Globalization;
using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>What a conversion needs to know of where the HTML stood.</summary>
internal interface IHtmlSurroundings
{
    /// <summary>The Markdown address of a link, or null where it may not be one.</summary>
    string? Link(HtmlNode anchor);

    /// <summary>The path of a picture under <c>media/</c>, or null where there is none to show; then it has been told.</summary>
    string? Picture(HtmlNode image);

    /// <summary>Words for a picture that has none.</summary>
    string PictureWords(string path);

    /// <summary>Line breaks of the source stay, as in a text that was Markdown before.</summary>
    bool KeepsLines { get; }

    /// <summary>How gap number n is written, or null where there is none.</summary>
    string? Gap(int number);

    void Note(ExchangeRule rule, params string[] arguments);
}

/// <summary>Turns HTML into the Markdown of our format. What Markdown has no words for is told, and its text stays.</summary>
internal sealed class HtmlToMarkdown(IHtmlSurroundings around)
{
    public const string GapElement = "x-gap";

    // Marks of emphasis while a paragraph is put together; whether they can be written is seen at its end.
    private const char StrongOpen = '\uE001', StrongClose = '\uE002', EmOpen = '\uE003', EmClose = '\uE004';

    private static readonly HashSet<string> BlockNames =
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "figcaption", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];

    private static readonly HashSet<string> SilentlyPlain =
        ["span", "a", "p", "div", "font", "small", "abbr", "label", "tbody", "thead", "tfoot", "nobr", "wbr", "body", "html", "section", "article", "main", "header", "footer", "aside", "center", "address", "figure", "figcaption", "bdi", "bdo", "cite", "q", "time", "data", "var", "dfn", "kbd", "samp", "big", "ins", "acronym", "picture"];

    private readonly List<MarkdownBlock> _blocks = [];
    private readonly StringBuilder _run = new();
    private bool _runHasGap;

    public List<MarkdownBlock> Blocks(HtmlNode root)
    {
        Walk(root);
        Flush();
        List<MarkdownBlock> taken = [.. _blocks];
        _blocks.Clear();
        return taken;
    }

    private void Walk(HtmlNode parent)
    {
        foreach (var child in parent.Children)
            if (BlockNames.Contains(child.Name)) Block(child);
            else Inline(child);
    }

    private void Block(HtmlNode node)
    {
        Flush();
        var gaps = HasGap(node);
        switch (node.Name)
        {
            case "hr": Add("---"); break;
            case "pre" when !gaps: Pre(node); break;
            case "ul" or "ol" when !gaps: List(node); break;
            case "table" when !gaps: Table(node); break;
            case "blockquote" when !gaps: Quote(node); break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" when !gaps: Heading(node); break;
            case "figure" when !gaps: Figure(node); break;
            case "tr" when gaps:
                // Cells of a row stay in one line, as far as a line can hold them.
                foreach (var cell in node.Children)
                {
                    Walk(cell);
                    _run.Append(' ');
                }
                Flush();
                break;
            case "div" when !gaps && around.KeepsLines && Box(node): break;
            default:
                if (gaps && node.Name is "ul" or "ol" or "table") around.Note(ExchangeRules.LayoutLost);
                Walk(node);
                Flush();
                break;
        }
    }

    private void Add(string text, bool isParagraph = false, bool hasGap = false)
    {
        if (text.Length > 0) _blocks.Add(new MarkdownBlock(text, isParagraph, hasGap));
    }

    private void Flush()
    {
        var text = MarkdownEscape.Lines(Finished(_run));
        Add(text, isParagraph: true, _runHasGap);
        _run.Clear();
        _runHasGap = false;
    }

    private List<MarkdownBlock> Inside(HtmlNode node)
    {
        var inner = new HtmlToMarkdown(around);
        return inner.Blocks(node);
    }

    private string LineOf(HtmlNode node) => string.Join(' ', Inside(node).Select(block => block.Text)).Replace("\\\n", " ", StringComparison.Ordinal).Replace('\n', ' ');

    private void Heading(HtmlNode node)
    {
        // One and two are the title and the questions themselves.
        var level = Math.Max(3, node.Name[1] - '0');
        var text = LineOf(node);
        if (text.Length > 0) Add($"{new string('#', level)} {text}");
    }

    private void Quote(HtmlNode node)
    {
        var inside = Inside(node);
        if (inside.Count > 0) Add(MarkdownBlock.Indented(MarkdownBlock.Join(inside), "> "));
    }

    private void Pre(HtmlNode node)
    {
        var text = string.Concat(node.All().Select(part => part.Name == "br" ? "\n" : part.Text)).Trim('\n');
        if (text.Length == 0) return;
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal)) fence += "`";
        Add($"{fence}\n{text}\n{fence}");
    }

    private void Figure(HtmlNode node)
    {
        if (node.All().FirstOrDefault(part => part.Name == "img") is not { } image)
        {
            Walk(node);
            Flush();
            return;
        }
        var caption = node.All().FirstOrDefault(part => part.Name == "figcaption")?.Words() ?? "";
        if (caption.Length > 0) image.Attributes["title"] = caption;
        Image(image);
        Flush();
    }

    // «:::» of our own text, read back from what the compiler made of it.
    private bool Box(HtmlNode node)
    {
        var name = node.Attribute("class") switch
        {
            "note" => node.Children.Any(child => child.Name == "h2") ? "summary" : "note",
            "note warn" => "warning",
            "note ok" => "example",
            "check" => "reflection",
            "save" => "download",
            _ => "",
        };
        if (name.Length == 0) return node.HasClass("tbox") && WalkAway(node);

        var body = name == "download" && node.Children.FirstOrDefault(child => child.Name == "div") is { } inner ? inner : node;
        var title = body.Children.FirstOrDefault(child => child.Name is "b" or "h2");
        var rest = new HtmlNode("div");
        rest.Children.AddRange(body.Children.Where(child => child != title && child.Name != "span"));
        Add($"::: {name} {title?.Words()}\n{MarkdownBlock.Join(Inside(rest))}\n:::");
        return true;
    }

    private bool WalkAway(HtmlNode node)
    {
        Walk(node);
        Flush();
        return true;
    }

    private void List(HtmlNode list)
    {
        // Not the marks that answers have: a list of the text must not run into them.
        var number = int.TryParse(list.Attribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < 100_000_000 ? first : 1;
        var isOrdered = list.Name == "ol";
        var bullet = !isOrdered && _blocks is [.., { Text: ['*', ' ', ..] }] ? "+ " : "* ";
        var items = new List<string>();
        var isLoose = false;
        foreach (var item in list.Children.Where(child => !child.IsText || child.Text.AsSpan().Trim().Length > 0))
        {
            var inside = Inside(item);
            if (inside.Count == 0) continue;
            isLoose |= item.Children.Any(child => child.Name == "p");
            var mark = isOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}) ") : bullet;
            var indent = new string(' ', mark.Length);
            var isTight = inside.Skip(1).All(block => !block.IsParagraph) && !item.Children.Any(child => child.Name == "p");
            var text = string.Join(isTight ? "\n" : "\n\n", inside.Select(block => MarkdownBlock.Indented(block.Text, indent)));
            items.Add(mark + text[indent.Length..]);
        }
        Add(string.Join(isLoose ? "\n\n" : "\n", items));
    }

    private void Table(HtmlNode table)
    {
        // Its own rows: those of a table inside belong to a cell, and would be read once more at every step of nesting.
        var rows = table.Children.SelectMany(child => child.Name is "thead" or "tbody" or "tfoot" ? child.Children : [child]).Where(node => node.Name == "tr").ToList();
        var cells = rows.Select(row => row.Children.Where(cell => cell.Name is "td" or "th").ToList()).Where(row => row.Count > 0).ToList();
        if (cells.Count == 0)
        {
            Walk(table);
            Flush();
            return;
        }
        if (table.All().Count(node => node.Name == "table") > 1 || cells.Any(row => row.Any(cell => cell.Attribute("colspan") is not ("" or "1") || cell.Attribute("rowspan") is not ("" or "1"))))
            around.Note(ExchangeRules.LayoutLost);

        var width = cells.Max(row => row.Count);
        var hasHead = table.Children.Any(node => node.Name == "thead") || cells[0].All(cell => cell.Name == "th");
        var lines = new List<string>();
        if (!hasHead) lines.Add(Row([], width));
        foreach (var row in cells) lines.Add(Row([.. row.Select(CellText)], width));
        // Numbers stand to the right where any row of the column does.
        lines.Insert(1, "| " + string.Join(" | ", Enumerable.Range(0, width).Select(column => cells.Any(row => column < row.Count && row[column].HasClass("r")) ? "---:" : "---")) + " |");
        Add(string.Join('\n', lines));
    }

    private static string Row(List<string> cells, int width) =>
        "| " + string.Join(" | ", Enumerable.Range(0, width).Select(column => column < cells.Count ? cells[column] : "")) + " |";

    private string CellText(HtmlNode cell)
    {
        var inside = Inside(cell);
        if (inside.Any(block => !block.IsParagraph)) around.Note(ExchangeRules.LayoutLost);
        return MarkdownEscape.Cell(string.Join("; ", inside.Select(block => block.InOneLine())));
    }

    // A paragraph inside would take the opening mark away with it.
    private static bool HoldsBlocks(HtmlNode node) => node.All().Skip(1).Any(part => BlockNames.Contains(part.Name));

    private static bool HasGap(HtmlNode node) => node.All().Any(part => part.Name == GapElement);

    private void Inline(HtmlNode node)
    {
        if (node.IsText)
        {
            Text(node.Text);
            return;
        }
        switch (node.Name)
        {
            case GapElement:
                if (int.TryParse(node.Attribute("n"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && around.Gap(number) is { } gap)
                {
                    _run.Append(gap);
                    _runHasGap = true;
                }
                break;
            case "br": Break(); break;
            case "b" or "strong": Emphasis(node, StrongOpen, StrongClose); break;
            case "i" or "em": Emphasis(node, EmOpen, EmClose); break;
            case "code" or "tt" when !HasGap(node): Code(node); break;
            case "sub": Raised(node, "0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ"); break;
            case "sup": Raised(node, "0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"); break;
            case "img": Image(node); break;
            case "a": Anchor(node); break;
            case "input" or "button" or "select" or "textarea" or "iframe" or "object" or "embed" or "video" or "audio" or "math" or "svg" or "canvas":
                around.Note(ExchangeRules.FormattingLost, node.Name);
                Walk(node);
                break;
            default:
                if (!SilentlyPlain.Contains(node.Name) && !node.Name.Contains(':')) around.Note(ExchangeRules.FormattingLost, node.Name);
                Walk(node);
                break;
        }
    }

    private void Text(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                var space = around.KeepsLines && letter == '\n' ? '\n' : ' ';
                if (clean.Length > 0 && clean[^1] is ' ' or '\n')
                {
                    if (space == '\n') clean[^1] = '\n';
                }
                else clean.Append(space);
            }
            // The marks used here, and what no page can show.
            else if (letter is not (>= '\uE000' and <= '\uE010') && !char.IsControl(letter)) clean.Append(letter);
        }
        var last = _run.Length > 0 ? _run[^1] : ' ';
        var piece = clean.ToString();
        if (last is ' ' or '\n') piece = piece.TrimStart(' ', '\n');
        _run.Append(MarkdownEscape.Inline(piece, last));
    }

    private void Break()
    {
        // An editor's empty line is the beginning of a paragraph.
        while (_run.Length > 0 && _run[^1] == ' ') _run.Length--;
        if (_run.Length > 1 && _run[^1] == '\n' && _run[^2] == '\\')
        {
            _run.Length -= 2;
            Flush();
            return;
        }
        if (_run.Length > 0) _run.Append("\\\n");
    }

    private void Emphasis(HtmlNode node, char open, char close)
    {
        if (HasGap(node) || HoldsBlocks(node))
        {
            Walk(node);
            return;
        }
        _run.Append(open);
        Walk(node);
        _run.Append(close);
    }

    private void Code(HtmlNode node)
    {
        var text = string.Concat(node.All().Select(part => part.Text)).Replace('\n', ' ');
        if (text.AsSpan().Trim().Length == 0) return;
        var fence = "`";
        while (text.Contains(fence, StringComparison.Ordinal)) fence += "`";
        var space = text.StartsWith('`') || text.EndsWith('`') || text.StartsWith(' ') && text.EndsWith(' ') ? " " : "";
        _run.Append(fence).Append(space).Append(text).Append(space).Append(fence);
    }

    private void Raised(HtmlNode node, string plain, string raised)
    {
        var text = node.Words();
        if (text.Length > 0 && text.All(plain.Contains)) _run.Append(string.Concat(text.Select(letter => raised[plain.IndexOf(letter)])));
        else
        {
            around.Note(ExchangeRules.FormattingLost, node.Name);
            Walk(node);
        }
    }

    private void Image(HtmlNode node)
    {
        var alt = node.Attribute("alt").Trim();
        if (around.Picture(node) is not { } path)
        {
            Text($" {alt} ");
            return;
        }
        if (alt.Length == 0) alt = around.PictureWords(path);
        var title = node.Attribute("title").Trim().Replace('\n', ' ').Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        _run.Append("![").Append(MarkdownEscape.Inline(alt.Replace('\n', ' '))).Append("](").Append(path).Append(title.Length == 0 ? "" : $" \"{title}\"").Append(')');
    }

    private void Anchor(HtmlNode node)
    {
        var address = node.Attribute("href").Length == 0 ? null : around.Link(node);
        var words = node.Words();
        if (address is null || HasGap(node) || words.Length == 0 && node.All().All(part => part.Name != "img") || HoldsBlocks(node))
        {
            Walk(node);
            return;
        }
        _run.Append('[');
        Walk(node);
        _run.Append("](").Append(address.AsSpan().ContainsAny("() ") ? $"<{address}>" : address).Append(')');
    }

    // Emphasis cannot begin or end at a space, nor between a letter and a mark: there it is left out.
    private static string Finished(StringBuilder run)
    {
        var text = run.ToString().Trim(' ', '\n');
        while (text.EndsWith("\\\n", StringComparison.Ordinal) || text.EndsWith('\\') && !text.EndsWith("\\\\", StringComparison.Ordinal)) text = text.TrimEnd('\n').TrimEnd('\\').TrimEnd(' ');
        if (!text.AsSpan().ContainsAnyInRange(StrongOpen, EmClose)) return text;

        var letters = Hoisted(text);
        var pairs = Pairs(letters);
        var to = new StringBuilder(letters.Count + pairs.Count * 2);
        for (var at = 0; at < letters.Count; at++)
        {
            if (letters[at] is < StrongOpen or > EmClose) to.Append(letters[at]);
            else if (pairs.TryGetValue(at, out var mark)) to.Append(mark);
        }
        return to.ToString().Trim(' ', '\n');
    }

    // «**words **» becomes «**words** »: spaces move out of the marks.
    private static List<char> Hoisted(string text)
    {
        var letters = new List<char>(text);
        // A mark moves one place at a time; who writes more spaces than this loses the emphasis, not the words.
        var moved = true;
        for (var pass = 0; moved && pass < 20; pass++)
        {
            moved = false;
            for (var at = 0; at + 1 < letters.Count; at++)
                if (letters[at] is StrongOpen or EmOpen && letters[at + 1] is ' ' or '\n' || letters[at] is ' ' or '\n' && letters[at + 1] is StrongClose or EmClose)
                {
                    (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
                    moved = true;
                }
        }
        return letters;
    }

    private static Dictionary<int, string> Pairs(List<char> letters)
    {
        var marks = new Dictionary<int, string>();
        var open = new Stack<int>();
        var (strong, em) = (0, 0);
        for (var at = 0; at < letters.Count; at++)
        {
            if (letters[at] is StrongOpen or EmOpen)
            {
                open.Push(at);
                _ = letters[at] == StrongOpen ? strong++ : em++;
            }
            else if (letters[at] is StrongClose or EmClose && open.TryPop(out var start))
            {
                var isStrong = letters[start] == StrongOpen;
                var depth = isStrong ? --strong : --em;
                // Twice bold is bold; nothing inside is nothing.
                if (depth > 0 || at - start < 2) continue;

                var (before, first) = (Neighbour(letters, start, -1), Neighbour(letters, start, +1));
                var (last, after) = (Neighbour(letters, at, -1), Neighbour(letters, at, +1));
                if (!Opens(before, first) || !Opens(after, last)) continue;

                var touches = Touches(letters, start - 1) || Touches(letters, start + 1) || Touches(letters, at + 1) || Touches(letters, at - 1);
                var mark = isStrong ? "**" : touches && !char.IsLetterOrDigit(before) && !char.IsLetterOrDigit(after) && open.Count > 0 ? "_" : "*";
                (marks[start], marks[at]) = (mark, mark);
            }
        }
        return marks;
    }

    private static bool Touches(List<char> letters, int at) => at >= 0 && at < letters.Count && letters[at] is >= StrongOpen and <= EmClose;

    private static char Neighbour(List<char> letters, int at, int step)
    {
        // So many marks in a row are no text.
        var end = at + 100 * step;
        for (at += step; at >= 0 && at < letters.Count && at != end; at += step)
            if (letters[at] is < StrongOpen or > EmClose)
                return letters[at];
        return ' ';
    }

    private static bool Opens(char outside, char inside) =>
        !char.IsWhiteSpace(inside) && (!(char.IsPunctuation(inside) || char.IsSymbol(inside)) || char.IsWhiteSpace(outside) || char.IsPunctuation(outside) || char.IsSymbol(outside));
}
