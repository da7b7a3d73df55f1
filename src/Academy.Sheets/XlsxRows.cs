using System.Globalization;

namespace Academy.Sheets;

/// <summary>
/// Reads the rows of a worksheet one after another. What the sheet says of its own size is not asked: it may be wrong, and only what is there
/// is gone through.
/// </summary>
internal sealed class XlsxRows(PartReader reader, IReadOnlyList<string> shared, CellFormats formats, IReadOnlyList<MergedCells> merged, TableLimits limits) : IDisposable
{
    // Of the format itself.
    private const int LastRow = 1_048_576;

    private readonly List<TableCell> _cells = [];
    private readonly MergedCells?[] _open = new MergedCells?[limits.Columns];
    private readonly TableCell[] _held = new TableCell[limits.Columns];
    private bool _isInside;
    private int _depth;
    private int _row;
    private int _nextMerged;
    private int _rows;
    private int _filled;

    public int CellsLeftOut { get; private set; }

    /// <summary>The next row that holds something, or null at the end.</summary>
    public TableRow? Next()
    {
        if (!_isInside && !FindData()) return null;

        while (reader.NextInside(_depth))
        {
            if (reader.Name != "row" || reader.Depth != _depth + 1)
            {
                reader.Leave();
                continue;
            }
            ReadRow();
            var last = _cells.FindLastIndex(cell => !cell.IsEmpty);
            if (last < 0) continue;

            if (++_rows > limits.Rows) throw new TableRefusedException(TableFault.TooManyRows, limits.Rows);
            if ((_filled += last + 1) > limits.Cells) throw new TableRefusedException(TableFault.TooManyCells, limits.Cells);
            FillMerged();
            last = _cells.FindLastIndex(cell => !cell.IsEmpty);
            return new TableRow(_row, [.. _cells.Take(last + 1)]);
        }
        return null;
    }

    public void Dispose() => reader.Dispose();

    private bool FindData()
    {
        while (reader.NextElement())
        {
            if (reader.Name != "sheetData") continue;
            (_isInside, _depth) = (true, reader.Depth);
            return !reader.IsEmpty;
        }
        return false;
    }

    private void ReadRow()
    {
        _cells.Clear();
        // Rows and cells need not say where they stand.
        var said = int.TryParse(reader.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        _row = Math.Max(said, _row + 1);
        if (_row > LastRow) throw new TableRefusedException(TableFault.Damaged);
        if (reader.IsEmpty) return;

        var (depth, column) = (reader.Depth, -1);
        while (reader.NextInside(depth))
        {
            if (reader.Name != "c")
            {
                reader.Leave();
                continue;
            }
            column = ColumnOf(reader.Attribute("r")) ?? column + 1;
            var cell = ReadCell();
            if (cell.IsEmpty) continue;
            if (column >= limits.Columns)
            {
                CellsLeftOut++;
                continue;
            }
            while (_cells.Count <= column) _cells.Add(TableCell.Empty);
            _cells[column] = cell;
        }
    }

    private TableCell ReadCell()
    {
        if (reader.IsEmpty) return TableCell.Empty;

        var (kind, style, depth) = (reader.Attribute("t"), reader.Attribute("s"), reader.Depth);
        var value = "";
        while (reader.NextInside(depth))
        {
            if (reader.Name == "v") value = reader.Text(limits.TextLength, _row);
            else if (reader.Name == "is") value = reader.RichText(limits.TextLength, _row);
            else reader.Leave();
        }
        if (value.Length == 0) return TableCell.Empty;

        return kind switch
        {
            "s" => int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count
                ? TableCell.OfText(shared[at])
                : throw new TableRefusedException(TableFault.Damaged, _row),
            "str" or "inlineStr" => TableCell.OfText(CellText.Clean(CellText.Unescaped(value))),
            "b" => TableCell.OfBoolean(value.Trim() is "1" or "true"),
            "e" => TableCell.OfError(value),
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) ? TableCell.OfDate(date) : TableCell.OfText(value),
            _ => formats.Of(value, style),
        };
    }

    // A value stands in the first cell of what is merged; people see it in every row of it. Across columns it is left where it stands:
    // a title over the whole table is no header of each column.
    private void FillMerged()
    {
        for (; _nextMerged < merged.Count && merged[_nextMerged].FirstRow <= _row; _nextMerged++)
        {
            var one = merged[_nextMerged];
            _open[one.Column] = one;
            _held[one.Column] = one.FirstRow == _row && one.Column < _cells.Count ? _cells[one.Column] : TableCell.Empty;
        }
        for (var column = 0; column < _open.Length; column++)
        {
            if (_open[column] is not { } one) continue;
            if (one.LastRow < _row)
            {
                _open[column] = null;
                continue;
            }
            if (_held[column].IsEmpty || column < _cells.Count && !_cells[column].IsEmpty) continue;
            while (_cells.Count <= column) _cells.Add(TableCell.Empty);
            _cells[column] = _held[column];
        }
    }

    /// <summary>"AB12" is column 27; null where no column is told.</summary>
    internal static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is not (>= 'A' and <= 'Z')) break;
            column = column * 26 + letter - 'A' + 1;
            // Farther than any sheet goes.
            if (column > 100_000) break;
        }
        return column == 0 ? null : column - 1;
    }
}

/// <summary>Cells of several rows that show as one.</summary>
internal sealed record MergedCells(int FirstRow, int LastRow, int Column)
{
    public static MergedCells? Of(string? range)
    {
        if (range?.Split(':') is not [var from, var to]) return null;
        return XlsxRows.ColumnOf(from) is { } column && RowOf(from) is { } first && RowOf(to) is { } last ? new MergedCells(first, last, column) : null;
    }

    private static int? RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
