namespace Academy.Sheets;

/// <summary>A text file of columns between semicolons, commas or tabs.</summary>
internal sealed class CsvFile : TableFile
{
    private const int RowsLookedAt = 30;
    private const string Separators = ";,\t|";

    private readonly string _text;
    private readonly char _separator;

    public CsvFile(ReadOnlySpan<byte> bytes, TableLimits limits, CancellationToken cancel)
        : base(limits, cancel)
    {
        (_text, Encoding) = TextBytes.Decode(bytes);
        if (string.IsNullOrWhiteSpace(_text)) throw new TableRefusedException(TableFault.Empty);
        _separator = Said() ?? Guessed();
    }

    public override IReadOnlyList<SheetHead> Sheets { get; } = [new(0, "", IsHidden: false)];

    public override string? Encoding { get; }

    public override IEnumerable<TableRow> Rows(SheetHead sheet)
    {
        var reader = new CsvReader(_text, _separator, Limits, Cancel);
        if (Said() is not null) reader.Skip();
        CellsLeftOut = 0;
        while (reader.Next() is { } row)
        {
            CellsLeftOut = reader.CellsLeftOut;
            yield return row;
        }
    }

    // Excel's own first line: "sep=;".
    private char? Said() => _text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && _text.Length > 4
        && (_text.Length == 5 || _text[5] is '\r' or '\n') && Separators.Contains(_text[4], StringComparison.Ordinal) ? _text[4] : null;

    // The one with which most rows have the same number of columns, and of such ones the one with the most columns.
    private char Guessed()
    {
        var (best, most) = (Separators[0], (Rows: 0, Columns: 1));
        foreach (var separator in Separators)
        {
            var counts = Counts(separator).Where(count => count > 1).CountBy(count => count).ToList();
            if (counts.Count == 0) continue;
            var usual = counts.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).First();
            var found = (Rows: usual.Value, Columns: usual.Key);
            if (found.CompareTo(most) > 0) (best, most) = (separator, found);
        }
        return best;
    }

    private IEnumerable<int> Counts(char separator)
    {
        var reader = new CsvReader(_text, separator, Limits, Cancel);
        for (var looked = 0; looked < RowsLookedAt; looked++)
        {
            int? columns;
            try
            {
                columns = reader.Skip();
            }
            catch (TableRefusedException)
            {
                // With the right separator the same fault comes again, where it belongs.
                yield break;
            }
            if (columns is null) yield break;
            yield return columns.Value;
        }
    }
}
