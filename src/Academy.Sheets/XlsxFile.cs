using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace Academy.Sheets;

/// <summary>
/// A workbook, read by ourselves. The readers there are were tried: one runs for minutes at a sheet that lies about its size and takes gigabytes
/// for one long text; the other takes minutes for one far cell and gigabytes for empty ones. Nothing but the parts that are needed is unpacked.
/// </summary>
internal sealed class XlsxFile : TableFile
{
    // The sheet that is wanted is gone through up to three times: for its merged cells, for its header, for its rows.
    private const int Readings = 3;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly PartBudget _budget;
    private readonly List<(SheetHead Head, string Part)> _sheets = [];
    private readonly Dictionary<int, IReadOnlyList<MergedCells>> _merged = [];
    private readonly string? _sharedPart;
    private readonly CellFormats _formats;
    private IReadOnlyList<string>? _shared;

    public XlsxFile(ReadOnlyMemory<byte> bytes, TableLimits limits, CancellationToken cancel)
        : base(limits, cancel)
    {
        _budget = new PartBudget(limits.UnpackedBytes * Readings, limits.UnpackedBytes);
        _zip = Sound(() => new ZipArchive(Opened(bytes), ZipArchiveMode.Read, leaveOpen: false));
        try
        {
            Sound(TakeParts);
            var workbook = Workbook();
            var related = Related(workbook);
            var (sheets, is1904) = Sound(() => ReadWorkbook(workbook));
            foreach (var (name, link, isHidden) in sheets)
                if (related.GetValueOrDefault(link) is { Kind: "worksheet" } sheet && _parts.ContainsKey(sheet.Part))
                    _sheets.Add((new SheetHead(_sheets.Count, name, isHidden), sheet.Part));
            if (_sheets.Count == 0) throw new TableRefusedException(TableFault.Damaged);

            _sharedPart = related.Values.FirstOrDefault(part => part.Kind == "sharedStrings").Part;
            var styles = related.Values.FirstOrDefault(part => part.Kind == "styles").Part;
            _formats = styles is not null && _parts.ContainsKey(styles) ? Sound(() => ReadFormats(styles, is1904)) : new CellFormats([], is1904);
        }
        catch
        {
            _zip.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<SheetHead> Sheets => [.. _sheets.Select(sheet => sheet.Head)];

    public override IEnumerable<TableRow> Rows(SheetHead sheet)
    {
        var part = _sheets[sheet.Index].Part;
        _shared ??= Sound(ReadShared);
        if (!_merged.TryGetValue(sheet.Index, out var merged)) _merged[sheet.Index] = merged = Sound(() => ReadMerged(part));

        CellsLeftOut = 0;
        using var rows = new XlsxRows(Sound(() => Open(part)), _shared, _formats, merged, Limits);
        while (Sound(rows.Next) is { } row)
        {
            CellsLeftOut = rows.CellsLeftOut;
            yield return row;
        }
    }

    public override void Dispose()
    {
        _zip.Dispose();
        base.Dispose();
    }

    // One place for the ways in which a part can be broken.
    private static T Sound<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or XmlException or DecoderFallbackException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new TableRefusedException(TableFault.Damaged, fault);
        }
    }

    private static MemoryStream Opened(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);

    private bool TakeParts()
    {
        if (_zip.Entries.Count > Limits.Parts) throw new TableRefusedException(TableFault.Damaged);
        foreach (var entry in _zip.Entries)
        {
            if (entry.IsEncrypted) throw new TableRefusedException(TableFault.Password);
            // Two parts of one name: which of them is shown depends on the program.
            if (!_parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry)) throw new TableRefusedException(TableFault.Damaged);
        }
        if (_parts.ContainsKey("xl/workbook.bin")) throw new TableRefusedException(TableFault.BinaryWorkbook);
        if (_parts.ContainsKey("mimetype") && _parts.ContainsKey("content.xml")) throw new TableRefusedException(TableFault.OpenDocument);
        // A document, a package of a course, somebody's photographs.
        if (!_parts.ContainsKey("_rels/.rels")) throw new TableRefusedException(TableFault.NotATable);
        return true;
    }

    private string Workbook()
    {
        var document = Related("").Values.FirstOrDefault(part => part.Kind == "officeDocument").Part;
        if (document is null || !_parts.ContainsKey(document)) throw new TableRefusedException(TableFault.Damaged);
        return document.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? throw new TableRefusedException(TableFault.BinaryWorkbook) : document;
    }

    private PartReader Open(string part) => new(new PartText(new PartStream(_parts[part], Limits, _budget, Cancel), Limits));

    // What a part refers to, by the name it has there.
    private Dictionary<string, (string Kind, string Part)> Related(string part)
    {
        var (folder, file) = (part[..(part.LastIndexOf('/') + 1)], part[(part.LastIndexOf('/') + 1)..]);
        var list = $"{folder}_rels/{file}.rels";
        return _parts.ContainsKey(list) ? Sound(Read) : [];

        Dictionary<string, (string Kind, string Part)> Read()
        {
            var related = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
            using var reader = Open(list);
            while (reader.NextElement())
            {
                if (reader.Name != "Relationship" || reader.Attribute("TargetMode") == "External") continue;
                if (reader.Attribute("Id") is { } id && reader.Attribute("Type") is { } type && reader.Attribute("Target") is { } target)
                    related.TryAdd(id, (type[(type.LastIndexOf('/') + 1)..], Resolved(folder, target)));
            }
            return related;
        }
    }

    private static string Resolved(string folder, string target)
    {
        var whole = target.Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (whole.StartsWith('/') ? whole : folder + whole).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or "..")) steps.Add(step);
        }
        return string.Join('/', steps);
    }

    private (IReadOnlyList<(string Name, string Link, bool IsHidden)> Sheets, bool Is1904) ReadWorkbook(string part)
    {
        var sheets = new List<(string, string, bool)>();
        var is1904 = false;
        using var reader = Open(part);
        if (!reader.NextElement() || reader.Name != "workbook") throw new TableRefusedException(reader.Name == "document" ? TableFault.NotATable : TableFault.Damaged);
        while (reader.NextElement())
        {
            if (reader.Name == "workbookPr") is1904 = reader.Attribute("date1904") is "1" or "true";
            if (reader.Name != "sheet" || reader.PrefixedAttribute("id") is not { } link) continue;
            if (sheets.Count == Limits.Sheets) throw new TableRefusedException(TableFault.TooManySheets, Limits.Sheets);
            sheets.Add((CellText.Clean(reader.Attribute("name") ?? ""), link, reader.Attribute("state") is "hidden" or "veryHidden"));
        }
        return (sheets, is1904);
    }

    private CellFormats ReadFormats(string part, bool is1904)
    {
        var (codes, ofCells) = (new Dictionary<int, string>(), new List<int>());
        using var reader = Open(part);
        var isOfCells = false;
        while (reader.NextElement())
        {
            if (reader.Depth == 1) isOfCells = reader.Name == "cellXfs";
            if (reader.Name == "numFmt" && int.TryParse(reader.Attribute("numFmtId"), out var id)) codes.TryAdd(id, reader.Attribute("formatCode") ?? "");
            // No program writes as many as a cell can name.
            if (isOfCells && reader.Name == "xf" && ofCells.Count <= ushort.MaxValue) ofCells.Add(int.TryParse(reader.Attribute("numFmtId"), out var format) ? format : 0);
        }
        return new CellFormats([.. ofCells.Select(format => CellFormats.IsDate(format, codes.GetValueOrDefault(format)))], is1904);
    }

    private List<string> ReadShared()
    {
        var texts = new List<string>();
        if (_sharedPart is null || !_parts.ContainsKey(_sharedPart)) return texts;

        var letters = 0L;
        using var reader = Open(_sharedPart);
        while (reader.NextElement())
        {
            if (reader.Name != "si") continue;
            var text = CellText.Clean(CellText.Unescaped(reader.RichText(Limits.TextLength, 0)));
            letters += text.Length;
            if (texts.Count >= Limits.SharedTexts || letters > Limits.SharedLetters) throw new TableRefusedException(TableFault.TooManyCells, Limits.Cells);
            texts.Add(text);
        }
        return texts;
    }

    // They stand behind the rows they are about, so the sheet is gone through once for them.
    private List<MergedCells> ReadMerged(string part)
    {
        var merged = new List<MergedCells>();
        using var reader = Open(part);
        while (reader.NextElement())
        {
            if (reader.Name != "mergeCell") continue;
            if (merged.Count == Limits.Merges) throw new TableRefusedException(TableFault.TooManyCells, Limits.Merges);
            if (MergedCells.Of(reader.Attribute("ref")) is { } one && one.FirstRow < one.LastRow && one.Column < Limits.Columns) merged.Add(one);
        }
        merged.Sort((one, other) => one.FirstRow.CompareTo(other.FirstRow));
        return merged;
    }
}
