using System.Globalization;
using System.Xml;

namespace Academy.Courseware;

/// <summary>
/// Reads an SVG as the drawing it should be. Only what is known to draw is let through: scripts, links, animation, pages inside the
/// picture and anything fetched from elsewhere are refused by not being on the list.
/// </summary>
internal static class SvgReader
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const int LargestSide = 100_000;

    private static readonly HashSet<string> Drawing = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch", "image",
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
        "marker", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "filter",
        "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
        "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
        "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    };

    // What drawing programs note for themselves; browsers pass it over.
    private static readonly HashSet<string> Notes = new(StringComparer.Ordinal)
    {
        "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/",
    };

    private static readonly string[] EmbeddedPictures = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

    private static readonly string[] Fetching = ["@import", "image-set", "image(", "src(", "expression(", "behavior:", "-moz-binding", "javascript:", "\\"];

    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["px"] = 1,
        ["pt"] = 96 / 72.0,
        ["pc"] = 16,
        ["in"] = 96,
        ["cm"] = 96 / 2.54,
        ["mm"] = 96 / 25.4,
    };

    /// <summary>The size, or null with a diagnostic where the file is no plain drawing.</summary>
    public static PictureSize? Read(string path, ReadOnlyMemory<byte> bytes, ICollection<Diagnostic> diagnostics)
    {
        if (SourceText.Decode(path, bytes, diagnostics) is not { } text) return null;

        // No entities, no outside: what the file says stands in the file.
        var settings = new XmlReaderSettings { DtdProcessing = HasPlainDoctype(text) ? DtdProcessing.Ignore : DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        try
        {
            return Read(path, reader, diagnostics);
        }
        catch (XmlException fault)
        {
            diagnostics.Add(Rules.SvgMalformed.At(path, fault.LineNumber, fault.LinePosition));
            return null;
        }
    }

    // Many programs name the DTD of SVG, which no browser reads. Declarations in brackets it would read: they can add "onload" to
    // every element. A bracket may hide behind a '>' in quotes, so the quotes up to the first '>' must be closed.
    private static bool HasPlainDoctype(string text)
    {
        const string Doctype = "<!DOCTYPE";
        var start = text.IndexOf(Doctype, StringComparison.Ordinal);
        if (start < 0 || start != text.LastIndexOf(Doctype, StringComparison.Ordinal)) return false;

        var rest = text.AsSpan(start);
        var end = rest.IndexOf('>');
        return end > 0 && !rest[..end].ContainsAny('[', '\'') && rest[..end].Count('"') % 2 == 0;
    }

    private static PictureSize? Read(string path, XmlReader reader, ICollection<Diagnostic> diagnostics)
    {
        PictureSize? size = null;
        var styleDepth = -1;
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, Depth: 0 } and not { LocalName: "svg", NamespaceURI: Svg })
            {
                diagnostics.Add(At(Rules.SvgMalformed, path, reader));
                return null;
            }
            if (Active(reader, styleDepth >= 0) is { } active)
            {
                diagnostics.Add(At(Rules.SvgActive, path, reader, CoursePath.Shown(active)));
                return null;
            }

            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == styleDepth) styleDepth = -1;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader is { LocalName: "style", IsEmptyElement: false } && styleDepth < 0) styleDepth = reader.Depth;
            if (reader.Depth == 0) size = SizeOf(reader);
        }

        if (size is null) diagnostics.Add(Rules.PictureSizeUnknown.At(path, 0, 0));
        return size;
    }

    private static Diagnostic At(Rule rule, string path, XmlReader reader, params string[] arguments) =>
        reader is IXmlLineInfo at ? rule.At(path, at.LineNumber, at.LinePosition, arguments) : rule.At(path, 0, 0, arguments);

    // What of this node could run or fetch something, or null. Leaves the reader at the offending attribute.
    private static string? Active(XmlReader reader, bool isStyle)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.ProcessingInstruction:
                return "<?" + reader.Name;
            // A browser reads the bytes by this, we have read them as UTF-8.
            case XmlNodeType.XmlDeclaration when reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase):
                return "encoding=" + encoding;
            case XmlNodeType.Text or XmlNodeType.CDATA when isStyle:
                return ActiveStyle(reader.Value);
            case XmlNodeType.Element:
                return ActiveElement(reader);
            default:
                return null;
        }
    }

    private static string? ActiveElement(XmlReader reader)
    {
        if (reader.NamespaceURI == Svg ? !Drawing.Contains(reader.LocalName) : !Notes.Contains(reader.NamespaceURI)) return "<" + reader.Name;

        var element = reader.LocalName;
        while (reader.MoveToNextAttribute())
            if (ActiveAttribute(element, reader) is { } active)
                return active;
        reader.MoveToElement();
        return null;
    }

    private static string? ActiveAttribute(string element, XmlReader attribute)
    {
        if (attribute.Prefix == "xmlns" || attribute.Name == "xmlns" || Notes.Contains(attribute.NamespaceURI)) return null;
        if (attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "xml:base") return attribute.Name;
        if (attribute.LocalName != "href" || attribute.NamespaceURI is not ("" or XLink)) return ActiveStyle(attribute.Value) is null ? null : attribute.Name;

        var address = attribute.Value.Trim();
        var isInside = address.StartsWith('#') || element == "image" && EmbeddedPictures.Any(kind => address.StartsWith(kind, StringComparison.OrdinalIgnoreCase));
        return isInside ? null : attribute.Name;
    }

    private static string? ActiveStyle(string style)
    {
        if (Fetching.FirstOrDefault(word => style.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } fetching) return fetching;
        for (var at = 0; (at = style.IndexOf("url(", at, StringComparison.OrdinalIgnoreCase)) >= 0; at += 4)
            if (!style.AsSpan(at + 4).TrimStart(" \t\r\n'\"").StartsWith("#"))
                return "url(";
        return null;
    }

    private static PictureSize? SizeOf(XmlReader svg)
    {
        if (Length(svg.GetAttribute("width")) is { } width && Length(svg.GetAttribute("height")) is { } height) return Sized(width, height);

        var box = (svg.GetAttribute("viewBox") ?? "").Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return box.Length == 4 && Number(box[2]) is { } across && Number(box[3]) is { } down ? Sized(across, down) : null;
    }

    private static double? Length(string? written)
    {
        var text = (written ?? "").Trim();
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz%".ToCharArray());
        return Units.TryGetValue(text[digits.Length..], out var unit) ? Number(digits) * unit : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static PictureSize? Sized(double width, double height)
    {
        var (across, down) = (Math.Round(width), Math.Round(height));
        return across is >= 1 and <= LargestSide && down is >= 1 and <= LargestSide ? new((int)across, (int)down) : null;
    }
}
