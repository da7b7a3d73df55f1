using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Xunit;

namespace Academy.Sheets.Tests;

/// <summary>A workbook made part by part, so that it can be as wrong as a stranger likes.</summary>
internal sealed class Book
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Looks of cells: none, a built-in day, a day of our own, a number that has a "d" in its quotes.
    public const int Plain = 0, Day = 1, OwnDay = 2, NoDay = 3;

    private readonly List<(string Name, bool IsHidden)> _sheets = [];
    private readonly List<string> _shared = [];
    private readonly List<(string Name, Action<Stream> Write)> _parts = [];

    public bool Is1904 { get; init; }

    public static TableFile Open(byte[] bytes, TableLimits? limits = null) => TableFile.Open(bytes, limits, TestContext.Current.CancellationToken);

    public static string Xml(string root, string inside) => $"""<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{Main}">{inside}</{root}>""";

    /// <summary>A sheet of values: texts are shared ones, null is no cell.</summary>
    public Book Sheet(string name, params object?[][] rows) => Sheet(name, Rows(rows));

    /// <summary>A sheet whose inside is given: <c>&lt;sheetData&gt;…</c></summary>
    public Book Sheet(string name, string inside, bool isHidden = false)
    {
        _sheets.Add((name, isHidden));
        return Part($"xl/worksheets/sheet{_sheets.Count}.xml", Xml("worksheet", inside));
    }

    public Book HiddenSheet(string name, params object?[][] rows) => Sheet(name, Rows(rows), isHidden: true);

    public Book Part(string name, string content) => Part(name, stream => stream.Write(Encoding.UTF8.GetBytes(content)));

    /// <summary>Written in place of an earlier one of the same name.</summary>
    public Book Part(string name, Action<Stream> write)
    {
        _parts.RemoveAll(part => part.Name == name);
        _parts.Add((name, write));
        return this;
    }

    public string Rows(params object?[][] rows)
    {
        var text = new StringBuilder("<sheetData>");
        foreach (var (at, row) in rows.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"""<row r="{at + 1}">""");
            foreach (var (column, value) in row.Index())
                if (value is not null) text.Append(Cell($"{(char)('A' + column)}{at + 1}", value));
            text.Append("</row>");
        }
        return text.Append("</sheetData>").ToString();
    }

    public string Cell(string place, object value)
    {
        switch (value)
        {
            case string text:
                _shared.Add(text);
                return $"""<c r="{place}" t="s"><v>{_shared.Count - 1}</v></c>""";
            case DateTime day:
                return $"""<c r="{place}" s="{Day}"><v>{(day.ToOADate() - (Is1904 ? 1462 : 0)).ToString(CultureInfo.InvariantCulture)}</v></c>""";
            case bool yes:
                return $"""<c r="{place}" t="b"><v>{(yes ? 1 : 0)}</v></c>""";
            default:
                return $"""<c r="{place}"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>""";
        }
    }

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        var own = _parts.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Usual())
                if (!own.Contains(name)) Write(zip, name, stream => stream.Write(Encoding.UTF8.GetBytes(content)), level);
            foreach (var (name, write) in _parts) Write(zip, name, write, level);
        }
        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, Action<Stream> write, CompressionLevel level)
    {
        using var stream = zip.CreateEntry(name, level).Open();
        write(stream);
    }

    private IEnumerable<(string Name, string Content)> Usual()
    {
        yield return ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        yield return ("_rels/.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Links}"><workbookPr date1904="{(Is1904 ? "1" : "0")}"/><sheets>{string.Concat(_sheets.Index().Select(sheet =>
                $"""<sheet name="{SecurityElement.Escape(sheet.Item.Name)}" sheetId="{sheet.Index + 1}" r:id="rId{sheet.Index + 1}"{(sheet.Item.IsHidden ? " state=\"hidden\"" : "")}/>"""))}</sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Packages}">{string.Concat(_sheets.Index().Select(sheet =>
                $"""<Relationship Id="rId{sheet.Index + 1}" Type="{Links}/worksheet" Target="worksheets/sheet{sheet.Index + 1}.xml"/>"""))}
            <Relationship Id="s" Type="{Links}/styles" Target="/xl/styles.xml"/><Relationship Id="t" Type="{Links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """);
        yield return ("xl/styles.xml", Xml("styleSheet", """
            <numFmts><numFmt numFmtId="164" formatCode="[$-43F]d mmmm yyyy\ &quot;ж.&quot;;@"/><numFmt numFmtId="165" formatCode="0\d&quot;адам&quot;"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
            """));
        yield return ("xl/sharedStrings.xml", Xml("sst", string.Concat(_shared.Select(text => $"""<si><t xml:space="preserve">{SecurityElement.Escape(text)}</t></si>"""))));
    }
}
