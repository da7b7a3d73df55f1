using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Academy.Sheets.Tests;

/// <summary>Files that are meant to harm, or are something else altogether: each is refused by its name, or read without harm.</summary>
public sealed class HostileTablesTests
{
    private const string Sheet1 = "xl/worksheets/sheet1.xml";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly Dictionary<string, (TableFault? Fault, Func<byte[]> Make)> Files = new()
    {
        ["nothing"] = (TableFault.Empty, () => []),
        ["spaces"] = (TableFault.Empty, () => "  \r\n\t\n"u8.ToArray()),
        ["only a mark"] = (TableFault.Empty, () => [0xEF, 0xBB, 0xBF]),
        ["PDF"] = (TableFault.NotATable, () => "%PDF-1.7\n1 0 obj"u8.ToArray()),
        ["RTF"] = (TableFault.NotATable, () => "{\\rtf1 список}"u8.ToArray()),
        ["picture"] = (TableFault.NotATable, () => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1]),
        ["program"] = (TableFault.NotATable, () => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3E, 0]),
        ["zeros"] = (TableFault.NotATable, () => new byte[10_000]),
        ["old Excel"] = (TableFault.OldExcel, () => [.. Compound, .. new byte[504], .. Encoding.Unicode.GetBytes("Workbook")]),
        ["Excel 4"] = (TableFault.OldExcel, () => [0x09, 0x04, 0x06, 0x00, 0, 0, 0x10, 0]),
        ["with a password"] = (TableFault.Password, () => [.. Compound, .. new byte[504], .. Encoding.Unicode.GetBytes("EncryptionInfo"), .. Encoding.Unicode.GetBytes("EncryptedPackage")]),
        ["with a password of the packer"] = (TableFault.Password, () => Flagged(People().Bytes(), 1)),
        ["binary workbook"] = (TableFault.BinaryWorkbook, () => Zip(("[Content_Types].xml", ""), ("xl/workbook.bin", "x"))),
        ["LibreOffice"] = (TableFault.OpenDocument, () => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"))),
        ["Word"] = (TableFault.NotATable, () => People().Part("xl/workbook.xml", """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>""").Bytes()),
        ["photographs"] = (TableFault.NotATable, () => Zip(("1.jpg", "x"), ("2.jpg", "y"))),
        ["empty zip"] = (TableFault.NotATable, () => Zip()),
        ["web page"] = (TableFault.WebPage, () => "<html><table><tr><td>1</td></tr></table></html>"u8.ToArray()),
        ["web page with a mark"] = (TableFault.WebPage, () => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("  <!DOCTYPE html><p>")]),
        ["XML of Excel 2003"] = (TableFault.WebPage, () => """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>"""u8.ToArray()),

        ["cut in the middle"] = (TableFault.Damaged, () => People().Bytes() is var bytes ? bytes[..(bytes.Length / 2)] : []),
        ["cut at the end"] = (TableFault.Damaged, () => People().Bytes()[..^5]),
        ["a changed byte"] = (TableFault.Damaged, () => Changed(People().Bytes(CompressionLevel.NoCompression), "Нұрланова", "Нұрлановы")),
        ["no workbook"] = (TableFault.Damaged, () => People().Part("_rels/.rels", "<Relationships xmlns='x'/>").Bytes()),
        ["no sheets"] = (TableFault.Damaged, () => new Book().Bytes()),
        ["a sheet that is not there"] = (TableFault.Damaged, () => People().Part("xl/_rels/workbook.xml.rels", Link("worksheet", "worksheets/none.xml")).Bytes()),
        ["a sheet outside of the file"] = (TableFault.Damaged, () => People().Part("xl/_rels/workbook.xml.rels", Link("worksheet", "../../../../etc/passwd")).Bytes()),
        ["a sheet at an address"] = (TableFault.Damaged, () => People().Part("xl/_rels/workbook.xml.rels", Link("worksheet", "http://127.0.0.1:9/x", "External")).Bytes()),
        ["only a diagram"] = (TableFault.Damaged, () => People().Part("xl/_rels/workbook.xml.rels", Link("chartsheet", "worksheets/sheet1.xml")).Bytes()),
        ["no XML"] = (TableFault.Damaged, () => People().Part(Sheet1, "это не XML").Bytes()),
        ["an empty part"] = (TableFault.Damaged, () => People().Part(Sheet1, "").Bytes()),
        ["unclosed XML"] = (TableFault.Damaged, () => People().Part(Sheet1, $"<worksheet xmlns='{Main}'><sheetData><row>").Bytes()),
        ["broken UTF-8"] = (TableFault.Damaged, () => People().Part(Sheet1, stream => stream.Write([.. "<worksheet><sheetData><row><c t='str'><v>"u8, 0xC3, 0x28, .. "</v></c></row></sheetData></worksheet>"u8])).Bytes()),
        ["the same part twice"] = (TableFault.Damaged, () => Twice(Sheet1)),
        ["a shared text that is not there"] = (TableFault.Damaged, () => Data("<row><c t='s'><v>77</v></c></row>")),
        ["a shared text before the first"] = (TableFault.Damaged, () => Data("<row><c t='s'><v>-1</v></c></row>")),
        ["a row after the last"] = (TableFault.Damaged, () => Data("<row r='99999999'><c><v>1</v></c></row>")),
        ["very many parts"] = (TableFault.Damaged, () => Zip([.. Enumerable.Range(0, 3000).Select(number => ($"{number}", ""))])),
        ["very many sheets"] = (TableFault.TooManySheets, () => Enumerable.Range(0, 300).Aggregate(new Book(), (book, number) => book.Sheet($"{number}", [number])).Bytes()),

        ["a DTD"] = (TableFault.Unsafe, () => People().Part(Sheet1, "<!DOCTYPE worksheet []><worksheet/>").Bytes()),
        ["a DTD in the list of sheets"] = (TableFault.Unsafe, () => People().Part("xl/workbook.xml", "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><workbook/>").Bytes()),
        ["a billion laughs"] = (TableFault.Unsafe, () => People().Part("xl/sharedStrings.xml", $"<!DOCTYPE x [<!ENTITY a 'ha'>{string.Concat(Enumerable.Range(0, 9).Select(step => $"<!ENTITY {(char)('b' + step)} '{string.Concat(Enumerable.Repeat($"&{(char)('a' + step)};", 10))}'>"))}]><sst><si><t>&j;</t></si></sst>").Bytes()),
        ["a file from outside"] = (TableFault.Unsafe, () => People().Part("xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><sst><si><t>&a;</t></si></sst>").Bytes()),
        ["CDATA"] = (TableFault.Unsafe, () => Data("<row><c t='str'><v><![CDATA[1]]></v></c></row>")),
        ["an unknown entity"] = (TableFault.Damaged, () => Data("<row><c t='str'><v>&xxe;</v></c></row>")),
        ["a tower of elements"] = (TableFault.Unsafe, () => Filled(Sheet1, "<a>", 2_000_000)),
        ["ever new names"] = (TableFault.Unsafe, () => People().Part(Sheet1, stream =>
        {
            stream.Write("<w>"u8);
            for (var number = 0; number < 200_000; number++) stream.Write(Encoding.ASCII.GetBytes($"<n{number}/>"));
        }).Bytes()),
        ["one name of a megabyte"] = (TableFault.TextTooLong, () => Filled(Sheet1, "n", 1 << 20, before: "<")),

        ["a text of 300 MB"] = (TableFault.TextTooLong, () => Filled("xl/sharedStrings.xml", new string('ы', 1 << 20), 150, before: "<sst><si><t>", after: "</t></si></sst>")),
        ["a text of 300 MB in the sheet"] = (TableFault.TextTooLong, () => Filled(Sheet1, new string('ы', 1 << 20), 150, before: "<worksheet><sheetData><row><c t='str'><v>", after: "</v></c></row></sheetData></worksheet>")),
        ["a text in many pieces"] = (TableFault.TextTooLong, () => Filled("xl/sharedStrings.xml", "<r><t>" + new string('ы', 1000) + "</t></r>", 1000, before: "<sst><si>", after: "</si></sst>")),
        ["an attribute of 100 MB"] = (TableFault.TextTooLong, () => Filled(Sheet1, new string('1', 1 << 20), 100, before: "<worksheet><sheetData><row r='")),
        ["a tag of attributes"] = (TableFault.TextTooLong, () => Filled(Sheet1, new string(' ', 1 << 20), 100, before: "<worksheet")),
        ["a comment of 100 MB"] = (TableFault.TextTooLong, () => Filled(Sheet1, new string('-', 1 << 20).Replace("--", "- "), 100, before: "<worksheet><!-- ")),
        ["spaces of 100 MB"] = (TableFault.TextTooLong, () => Filled(Sheet1, new string(' ', 1 << 20), 100, before: "<worksheet>")),
        ["a long cell"] = (TableFault.TextTooLong, () => Data($"<row r='12'><c t='str'><v>{new string('x', 40_000)}</v></c></row>")),

        ["very many empty cells"] = (TableFault.UnpacksTooLarge, () => Filled(Sheet1, string.Concat(Enumerable.Repeat("<c s='1'/>", 1 << 16)), 500, before: "<worksheet><sheetData><row>")),
        ["very many shared texts"] = (TableFault.TooManyCells, () => Filled("xl/sharedStrings.xml", string.Concat(Enumerable.Repeat("<si/>", 1 << 16)), 800, before: "<sst>")),
        ["shared texts that do not pack"] = (TableFault.TooManyCells, () => People().Part("xl/sharedStrings.xml", stream =>
        {
            var chance = new Random(1);
            stream.Write("<sst>"u8);
            for (var number = 0; number < 2_000_000; number++) stream.Write(Encoding.ASCII.GetBytes($"<si><t>{chance.Next():x}</t></si>"));
            stream.Write("</sst>"u8);
        }).Bytes()),
        ["very many rows"] = (TableFault.TooManyRows, () => People().Part(Sheet1, stream =>
        {
            stream.Write("<worksheet><sheetData>"u8);
            for (var number = 1; number < 200_000; number++) stream.Write(Encoding.ASCII.GetBytes($"<row r='{number}'><c><v>{number * 7919L % 1000003}</v></c></row>"));
            stream.Write("</sheetData></worksheet>"u8);
        }).Bytes()),
        ["very many merged cells"] = (TableFault.TooManyCells, () => People().Part(Sheet1, stream =>
        {
            stream.Write("<worksheet><sheetData/><mergeCells>"u8);
            for (var number = 1; number < 100_000; number++) stream.Write(Encoding.ASCII.GetBytes($"<mergeCell ref='A{number}:A{number * 3}'/>"));
            stream.Write("</mergeCells></worksheet>"u8);
        }).Bytes()),
        ["a file of 30 MB"] = (TableFault.FileTooLarge, () => new byte[30 << 20]),

        ["a text file of one quote"] = (TableFault.TextTooLong, () => Encoding.UTF8.GetBytes("а;\"" + new string('б', 100_000))),
        ["a text file of one line"] = (TableFault.TextTooLong, () => Encoding.UTF8.GetBytes(new string('б', 1_000_000))),
        ["a text file of very many rows"] = (TableFault.TooManyRows, () => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("а;б\n", 200_000)))),
        ["a text file with zeros inside"] = (TableFault.NotATable, () => "a;b\n1;\0\0\0\n"u8.ToArray()),

        // Read without harm.
        ["a false size"] = (null, () => Data("", "<dimension ref='A1:XFD1048576'/>")),
        ["a size that is none"] = (null, () => Data("", "<dimension ref='😀:-1'/>")),
        ["a far cell"] = (null, () => Data("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")),
        ["a cell after the last column"] = (null, () => Data("<row r='9'><c r='ZZZZZZZZZZZZZZ9'><v>1</v></c></row>")),
        ["all cells merged"] = (null, () => Data("", after: "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref=''/><mergeCell ref='B'/><mergeCell ref='1:2'/></mergeCells>")),
        ["a million of empty rows"] = (null, () => Filled(Sheet1, string.Concat(Enumerable.Repeat("<row ht='15'/>", 1000)), 1000, before: "<worksheet><sheetData><row><c><v>1</v></c></row>", after: "</sheetData></worksheet>")),
        ["a false count"] = (null, () => People().Part("xl/sharedStrings.xml", $"<sst xmlns='{Main}' count='4294967295' uniqueCount='-1'>{string.Concat(Enumerable.Repeat("<si><t>а</t></si>", 20))}</sst>").Bytes()),
        ["a formula that would call a program"] = (null, () => Data("<row r='9'><c t='str'><f>cmd|'/c calc'!A1</f><v>x</v></c></row>")),
        ["looks that are not there"] = (null, () => Data("<row r='9'><c s='4294967295'><v>1</v></c><c s='-1'><v>1</v></c><c s='x'><v>1</v></c></row>")),
        ["no looks"] = (null, () => People().Part("xl/styles.xml", "<x/>").Bytes()),
        ["kinds that are not there"] = (null, () => Data("<row r='9'><c t='zzz'><v>1</v></c><c t='d'><v>завтра</v></c><c t='b'><v>да</v></c></row>")),
        ["a strange element"] = (null, () => Data("<x><row><c><v>1</v></c></row></x><row r='9'><x><c/></x><c><x>1</x><v>2</v></c></row>")),
        ["a text file of separators"] = (null, () => Encoding.UTF8.GetBytes("а;б\n" + new string(';', 1_000_000) + "\n")),
    };

    public static TheoryData<string> Names() => [.. Files.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_file_is_refused_by_its_name_or_read(string name)
    {
        var (expected, make) = Files[name];
        var bytes = make();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (fault, rows) = Read(bytes);

        Assert.Equal(expected, fault);
        if (expected is null) Assert.NotEmpty(rows);
        // All that was ever asked for, not only what was held at a time.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Fact]
    public void A_false_size_and_a_far_cell_cost_nothing_and_what_was_left_out_is_counted()
    {
        using var file = Book.Open(Data("<row r='1048576'><c r='A1048576'><v>7</v></c><c r='IW1048576'><v>8</v></c><c r='XFD1048576'><v>9</v></c></row>", "<dimension ref='A1:XFD1048576'/>"));
        var rows = file.Rows(file.Sheets[0]).ToList();

        Assert.Equal([1, 2, 3, 1_048_576], rows.Select(row => row.Number));
        Assert.Equal((1, 2), (rows[^1].Cells.Count, file.CellsLeftOut));
    }

    [Fact]
    public void A_limit_is_told_with_its_figure_and_the_row()
    {
        var refused = Assert.Throws<TableRefusedException>(() => ReadingWorkbooksTests.Read(Files["a long cell"].Make()));

        Assert.Equal(["32767", "12"], refused.Arguments);
        Assert.Equal(["20"], Assert.Throws<TableRefusedException>(() => Book.Open(new byte[30 << 20])).Arguments);
    }

    [Fact]
    public void Reading_stops_when_nobody_waits_for_it()
    {
        using var stop = new CancellationTokenSource();
        using var file = TableFile.Open(Files["very many rows"].Make(), cancel: stop.Token);
        using var rows = file.Rows(file.Sheets[0]).GetEnumerator();
        Assert.True(rows.MoveNext());

        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => { while (rows.MoveNext()) { } });
    }

    [Fact]
    public void Any_changed_byte_of_a_workbook_is_a_table_or_refused()
    {
        var whole = People().Bytes();
        var chance = new Random(3);
        for (var turn = 0; turn < 3000; turn++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = chance.Next(1, 4); change > 0; change--) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            Read(bytes);
        }
    }

    private static (TableFault? Fault, List<TableRow> Rows) Read(byte[] bytes)
    {
        var rows = new List<TableRow>();
        try
        {
            using var file = Book.Open(bytes);
            foreach (var sheet in file.Sheets) rows.AddRange(file.Rows(sheet));
            return (null, rows);
        }
        catch (TableRefusedException refused)
        {
            return (refused.Fault, rows);
        }
    }

    private static Book People() => new Book().Sheet("Люди", ["Тегі", "Аты"], ["Нұрланова", "Сәуле"], ["Серікова", "Мөлдір"]);

    private static byte[] Data(string rows, string before = "", string after = "")
    {
        var book = new Book();
        var usual = book.Rows(["Тегі", "Аты"], ["Нұрланова", "Сәуле"], ["Серікова", "Мөлдір"]);
        return book.Sheet("Люди", before + usual.Replace("</sheetData>", $"{rows}</sheetData>", StringComparison.Ordinal) + after).Bytes();
    }

    private static byte[] Filled(string part, string piece, int times, string before = "", string after = "") => People().Part(part, stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(before));
        var bytes = Encoding.UTF8.GetBytes(piece);
        for (var time = 0; time < times; time++) stream.Write(bytes);
        stream.Write(Encoding.UTF8.GetBytes(after));
    }).Bytes();

    private static string Link(string kind, string target, string mode = "Internal") => $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" TargetMode="{mode}"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>
        """;

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        return bytes.ToArray();
    }

    private static byte[] Twice(string part)
    {
        var bytes = new MemoryStream();
        bytes.Write(People().Bytes());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true)) zip.CreateEntry(part);
        return bytes.ToArray();
    }

    // The flag of each file, in its own header and in the directory.
    private static byte[] Flagged(byte[] zip, byte flag)
    {
        for (var at = 0; at < zip.Length - 10; at++)
        {
            if (zip.AsSpan(at).StartsWith("PK\x03\x04"u8)) zip[at + 6] |= flag;
            if (zip.AsSpan(at).StartsWith("PK\x01\x02"u8)) zip[at + 8] |= flag;
        }
        return zip;
    }

    private static byte[] Changed(byte[] zip, string from, string to)
    {
        var (old, other) = (Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(to).AsSpan(0, Encoding.UTF8.GetByteCount(from)).ToArray());
        other[^1] ^= 1;
        var at = zip.AsSpan().IndexOf(old);
        other.CopyTo(zip, at);
        return zip;
    }
}
