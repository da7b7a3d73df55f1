using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Academy.Courseware.Exchange;

/// <summary>Reads XML from a stranger: no DTD, nothing from outside, no deeper and no more than can be a bank of questions.</summary>
internal static partial class XmlText
{
    [GeneratedRegex("&(?<name>[A-Za-z][A-Za-z0-9]{1,30});", RegexOptions.NonBacktracking)]
    private static partial Regex Entity();

    /// <summary>The whole document; null where it is not well-formed.</summary>
    /// <exception cref="NotTakenException">It has a DTD, or is past a limit: nothing of it is read.</exception>
    public static XElement? Whole(string text)
    {
        RefuseDoctype(text);
        return TryRead(text, out _, 0);
    }

    /// <summary>The same, where a file that is not well-formed has nothing to give.</summary>
    public static XElement Sound(string text)
    {
        RefuseDoctype(text);
        return TryRead(text, out var line, 0) ?? throw new NotTakenException(ExchangeRules.NotXml, Intake.Number(line));
    }

    /// <summary>
    /// The elements of a name one by one, from a document that is broken somewhere: what is sound is read, what is not is there without
    /// its element.
    /// </summary>
    public static IEnumerable<(XElement? Element, int Line, int FaultLine, string Fragment)> Pieces(string text, string name)
    {
        var starts = Starts(text, name).ToList();
        var (line, counted) = (1, 0);
        for (var at = 0; at < starts.Count; at++)
        {
            line += text.AsSpan(counted, starts[at] - counted).Count('\n');
            counted = starts[at];
            var end = at + 1 < starts.Count ? starts[at + 1] : text.Length;
            var closing = $"</{name}>";
            var piece = text[starts[at]..end];
            var close = piece.LastIndexOf(closing, StringComparison.Ordinal);
            var fragment = close < 0 ? piece : piece[..(close + closing.Length)];
            yield return (TryRead(KnownEntities(fragment), out var fault, 0), line, line + Math.Max(fault, 1) - 1, fragment);
        }
    }

    private static IEnumerable<int> Starts(string text, string name)
    {
        var mark = "<" + name;
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
            if (at + mark.Length < text.Length && (char.IsWhiteSpace(text[at + mark.Length]) || text[at + mark.Length] is '>' or '/'))
                yield return at;
    }

    private static void RefuseDoctype(string text)
    {
        // Entities, files and addresses from outside all begin here.
        if (text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) && HasDoctype(text)) throw new NotTakenException(ExchangeRules.Doctype);
    }

    // In a text or a comment the word harms nobody.
    private static bool HasDoctype(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at))
        {
            var rest = text.AsSpan(at);
            var end = rest.StartsWith("<!--") ? text.IndexOf("-->", at, StringComparison.Ordinal) : rest.StartsWith("<?") ? text.IndexOf("?>", at, StringComparison.Ordinal) : -1;
            if (end < 0) return rest.StartsWith("<!");
            at = end;
        }
        return false;
    }

    // «&nbsp;» belongs to HTML; in XML it is an error that many hands make.
    private static string KnownEntities(string fragment) => Entity().Replace(fragment, match => match.Groups["name"].Value switch
    {
        "amp" or "lt" or "gt" or "quot" or "apos" => match.Value,
        _ => WebUtility.HtmlDecode(match.Value),
    });

    private static XElement? TryRead(string text, out int faultLine, int firstLine)
    {
        faultLine = 0;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024, CheckCharacters = false };
        try
        {
            Bound(text, settings);
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XElement.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException fault)
        {
            faultLine = firstLine + fault.LineNumber;
            return null;
        }
    }

    // Looked at once before a tree is built of it.
    private static void Bound(string text, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.Depth > ExchangeLimits.Depth) throw new NotTakenException(ExchangeRules.XmlTooDeep, Intake.Number(ExchangeLimits.Depth));
            if (reader.NodeType == XmlNodeType.Element && (++elements > ExchangeLimits.Elements || reader.AttributeCount > 200)) throw new NotTakenException(ExchangeRules.XmlTooMany, Intake.Number(ExchangeLimits.Elements));
        }
    }

    public static int LineOf(XElement element) => element is IXmlLineInfo at && at.HasLineInfo() ? at.LineNumber : 0;

    /// <summary>Children by their local name: files disagree about namespaces.</summary>
    public static IEnumerable<XElement> Named(this XElement? parent, string name) => parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static XElement? Child(this XElement? parent, string name) => parent.Named(name).FirstOrDefault();

    public static IEnumerable<XElement> Within(this XElement? parent, string name) => parent?.Descendants().Where(child => child.Name.LocalName == name) ?? [];

    public static string Value(this XElement? parent, params string[] path)
    {
        foreach (var name in path) parent = parent.Child(name);
        return parent?.Value ?? "";
    }

    public static string Said(this XElement? element, string attribute) => element?.Attributes().FirstOrDefault(one => one.Name.LocalName == attribute)?.Value ?? "";
}
