namespace Academy.Sheets;

/// <summary>How much of a stranger's file is read. Past a limit the file is refused with the limit named; it is never half read.</summary>
public sealed record TableLimits
{
    /// <summary>What rosters are held to.</summary>
    public static TableLimits Standard { get; } = new();

    /// <summary>The file as it is sent. A roster of 100,000 people is some 10 MB.</summary>
    public int FileBytes { get; init; } = 20 << 20;

    /// <summary>One part of a workbook, really unpacked. A sheet of 100,000 rows is some 80 MB.</summary>
    public long UnpackedBytes { get; init; } = 200 << 20;

    /// <summary>How many times larger a part may become. A sheet of real data grows some ten times, one of empty formatted cells sixty.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>Entries of the packed file. A workbook has some dozens.</summary>
    public int Parts { get; init; } = 2_000;

    public int Sheets { get; init; } = 200;

    /// <summary>Rows that hold something: 100,000 people and what stands around them.</summary>
    public int Rows { get; init; } = 110_000;

    /// <summary>Columns from the left. What stands farther is left out and counted in <see cref="TableFile.CellsLeftOut"/>.</summary>
    public int Columns { get; init; } = 256;

    /// <summary>Cells of one sheet that hold something.</summary>
    public int Cells { get; init; } = 5_000_000;

    /// <summary>Letters of one cell: Excel's own limit.</summary>
    public int TextLength { get; init; } = 32_767;

    /// <summary>Texts that a workbook keeps apart from its sheets, and their letters together: these are held in memory.</summary>
    public int SharedTexts { get; init; } = 1_500_000;

    /// <inheritdoc cref="SharedTexts"/>
    public int SharedLetters { get; init; } = 40_000_000;

    /// <summary>Ranges of merged cells in one sheet.</summary>
    public int Merges { get; init; } = 20_000;
}
