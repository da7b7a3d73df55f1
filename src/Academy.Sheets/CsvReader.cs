using System.Text;

namespace Academy.Sheets;

/// <summary>Reads the rows of a text one after another. A row's number is the one that a spreadsheet shows: rows are counted, not lines.</summary>
internal sealed class CsvReader(string text, char separator, TableLimits limits, CancellationToken cancel)
{
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private int _at;
    private int _number;
    private int _rows;
    private int _cells;

    public int CellsLeftOut { get; private set; }

    /// <summary>The next row that holds something, or null at the end.</summary>
    public TableRow? Next()
    {
        while (ReadFields())
        {
            if ((_number & 0x3FF) == 0) cancel.ThrowIfCancellationRequested();
            var last = _fields.FindLastIndex(field => !string.IsNullOrWhiteSpace(field));
            if (last < 0) continue;

            if (++_rows > limits.Rows) throw new TableRefusedException(TableFault.TooManyRows, limits.Rows);
            if ((_cells += last + 1) > limits.Cells) throw new TableRefusedException(TableFault.TooManyCells, limits.Cells);
            return new TableRow(_number, [.. _fields.Take(last + 1).Select(field => TableCell.OfText(Meant(field)))]);
        }
        return null;
    }

    /// <summary>Reads a row away and tells how many columns it had, or null at the end.</summary>
    public int? Skip() => ReadFields() ? _fields.Count : null;

    private bool ReadFields()
    {
        _fields.Clear();
        if (_at >= text.Length) return false;

        _number++;
        for (var column = 0; ; column++)
        {
            var field = ReadField();
            if (column < limits.Columns) _fields.Add(field);
            else if (!string.IsNullOrWhiteSpace(field)) CellsLeftOut++;

            if (_at >= text.Length) return true;
            var ends = text[_at++];
            if (ends == separator) continue;
            if (ends == '\r' && _at < text.Length && text[_at] == '\n') _at++;
            return true;
        }
    }

    // Ends at a separator, at a line end or at the end of the text, which it leaves for the row.
    private string ReadField()
    {
        if (_at >= text.Length || text[_at] != '"') return ReadPlain();

        _field.Clear();
        _at++;
        while (true)
        {
            // A quote that is never closed takes the rest of the file, up to the limit of a cell.
            var quote = text.IndexOf('"', _at);
            var end = quote < 0 ? text.Length : quote;
            Hold(_field.Length + end - _at);
            _field.Append(text, _at, end - _at);
            _at = end;
            if (quote < 0) return CellText.Clean(_field.ToString());

            _at++;
            if (_at >= text.Length || text[_at] != '"') break;
            _field.Append('"');
            _at++;
        }
        // Letters after the closing quote belong to the cell too: "Ақжол" ауылы
        return CellText.Clean(_field.Append(ReadPlain()).ToString());
    }

    private string ReadPlain()
    {
        var rest = text.AsSpan(_at);
        var length = rest.IndexOfAny(separator, '\r', '\n');
        if (length < 0) length = rest.Length;
        Hold(length);
        _at += length;
        return CellText.Clean(rest[..length].ToString());
    }

    private void Hold(int length)
    {
        if (length > limits.TextLength) throw new TableRefusedException(TableFault.TextTooLong, limits.TextLength, _number);
    }

    // ="0123" keeps a zero in front in files that accounting programs write; an apostrophe before a sign is what we and others write for safety.
    private static string Meant(string field)
    {
        var trimmed = field.AsSpan().Trim();
        if (trimmed.Length >= 3 && trimmed.StartsWith("=\"") && trimmed[^1] == '"' && !trimmed[2..^1].Contains('"')) return trimmed[2..^1].ToString();
        return field.Length > 1 && SafeCell.IsMadeSafe(field) ? SafeCell.Original(field) : field;
    }
}
