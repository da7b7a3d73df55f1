namespace Academy.Sheets;

/// <summary>
/// A table as people have it: a workbook (.xlsx) or a text file (.csv, .txt) of any usual encoding. What it is shows in its bytes, not in its
/// name. Rows are read one after another, and only so much is read as <see cref="TableLimits"/> allow.
/// </summary>
public abstract class TableFile : IDisposable
{
    private protected TableFile(TableLimits limits, CancellationToken cancel) => (Limits, Cancel) = (limits, cancel);

    /// <summary>In the order of their tabs.</summary>
    public abstract IReadOnlyList<SheetHead> Sheets { get; }

    /// <summary>How a text file is written: UTF-8, UTF-16, UTF-16BE, windows-1251 or KZ-1048. Null for a workbook.</summary>
    public virtual string? Encoding => null;

    /// <summary>Cells that stood too far to the right and were left out, in the rows read so far.</summary>
    public int CellsLeftOut { get; private protected set; }

    private protected TableLimits Limits { get; }

    private protected CancellationToken Cancel { get; }

    /// <summary>Opens what was sent.</summary>
    /// <exception cref="TableRefusedException">It is no table, or past a limit.</exception>
    public static TableFile Open(ReadOnlyMemory<byte> bytes, TableLimits? limits = null, CancellationToken cancel = default)
    {
        limits ??= TableLimits.Standard;
        if (bytes.Length > limits.FileBytes) throw new TableRefusedException(TableFault.FileTooLarge, limits.FileBytes >> 20);
        if (bytes.IsEmpty) throw new TableRefusedException(TableFault.Empty);

        return FileType.Of(bytes.Span) switch
        {
            FileType.Kind.Zip => new XlsxFile(bytes, limits, cancel),
            FileType.Kind.Text => new CsvFile(bytes.Span, limits, cancel),
            FileType.Kind.Encrypted => throw new TableRefusedException(TableFault.Password),
            FileType.Kind.OldExcel => throw new TableRefusedException(TableFault.OldExcel),
            FileType.Kind.Markup => throw new TableRefusedException(TableFault.WebPage),
            _ => throw new TableRefusedException(TableFault.NotATable),
        };
    }

    /// <summary>The rows of a sheet that hold something, read as they are asked for. May be called again.</summary>
    /// <exception cref="TableRefusedException">Also in the middle: what was read before may not be used either.</exception>
    public abstract IEnumerable<TableRow> Rows(SheetHead sheet);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
