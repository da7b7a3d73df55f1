using System.Text;
using System.Xml;

namespace Academy.Sheets;

/// <summary>Goes through the XML of one part from element to element, holding nothing but the one it stands at.</summary>
internal sealed class PartReader : IDisposable
{
    private const int Deepest = 64;

    private readonly XmlReader _xml;

    public PartReader(PartText text) => _xml = XmlReader.Create(text, new XmlReaderSettings
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        // Control letters are taken out of texts afterwards; a workbook that has one is still readable.
        CheckCharacters = false,
        NameTable = new PartNames(),
    });

    /// <summary>How many elements stand around; 0 outside the root.</summary>
    public int Depth => _xml.Depth;

    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>Names without their prefix: the same parts are written under two families of namespaces.</summary>
    public string Name => _xml.LocalName;

    /// <summary>Moves to the next element that begins, or returns false at the end of the part.</summary>
    public bool NextElement()
    {
        while (Read())
            if (_xml.NodeType == XmlNodeType.Element)
                return true;
        return false;
    }

    /// <summary>Moves to the next child of the element at <paramref name="depth"/>, or returns false where that ends.</summary>
    public bool NextInside(int depth)
    {
        while (Read())
        {
            if (_xml.NodeType == XmlNodeType.Element) return true;
            if (_xml.NodeType == XmlNodeType.EndElement && _xml.Depth <= depth) return false;
        }
        return false;
    }

    /// <summary>An attribute by its name alone; null where there is none.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>The same, where the name stands in a namespace: <c>r:id</c>.</summary>
    public string? PrefixedAttribute(string name)
    {
        string? value = null;
        for (var has = _xml.MoveToFirstAttribute(); has; has = _xml.MoveToNextAttribute())
            if (_xml.LocalName == name && _xml.Prefix.Length > 0)
                value = _xml.Value;
        _xml.MoveToElement();
        return value;
    }

    /// <summary>The text right inside the element it stands at, which it leaves.</summary>
    public string Text(int longest, int row)
    {
        if (_xml.IsEmptyElement) return "";
        var (depth, text) = (_xml.Depth, "");
        while (Read() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth <= depth))
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text = Longer(text, _xml.Value, longest, row);
        return text;
    }

    /// <summary>All of <c>t</c> inside the element it stands at, which it leaves: a text in pieces of several looks. What tells how to say it aloud is left out.</summary>
    public string RichText(int longest, int row)
    {
        if (_xml.IsEmptyElement) return "";
        var (depth, text) = (_xml.Depth, "");
        StringBuilder? pieces = null;
        while (NextInside(depth))
        {
            if (Name == "rPh")
            {
                Leave();
                continue;
            }
            if (Name != "t") continue;

            var piece = Text(longest, row);
            if (pieces is null && text.Length == 0)
            {
                text = piece;
                continue;
            }
            pieces ??= new StringBuilder(text);
            if (pieces.Length + piece.Length > longest) throw new TableRefusedException(TableFault.TextTooLong, longest, row);
            pieces.Append(piece);
        }
        return pieces?.ToString() ?? text;
    }

    /// <summary>Goes to the end of the element it stands at.</summary>
    public void Leave()
    {
        if (_xml.IsEmptyElement) return;
        var depth = _xml.Depth;
        while (Read() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth <= depth)) { }
    }

    public void Dispose() => _xml.Dispose();

    private static string Longer(string text, string more, int longest, int row) =>
        text.Length + more.Length > longest ? throw new TableRefusedException(TableFault.TextTooLong, longest, row) : text.Length == 0 ? more : text + more;

    private bool Read()
    {
        if (!_xml.Read()) return false;
        return _xml.Depth <= Deepest ? true : throw new TableRefusedException(TableFault.Unsafe);
    }
}
