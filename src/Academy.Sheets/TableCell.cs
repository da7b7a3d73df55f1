using System.Globalization;

namespace Academy.Sheets;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,
    Date,
    Boolean,

    /// <summary>A formula that could not be worked out: #N/A, #REF!</summary>
    Error,
}

/// <summary>One value of a table that came in. A formula is the value that was last worked out for it.</summary>
public readonly record struct TableCell
{
    private readonly string? _text;

    private TableCell(CellKind kind, string text, double number = 0, DateTime date = default) =>
        (Kind, _text, Number, Date) = (kind, text, number, date);

    public static TableCell Empty => default;

    public CellKind Kind { get; }

    /// <summary>The value as a text: a number without exponent where it is whole, a day as 2026-08-15.</summary>
    public string Text => _text ?? "";

    /// <summary>Of a number, and of a boolean 0 or 1.</summary>
    public double Number { get; }

    /// <summary>Of a date.</summary>
    public DateTime Date { get; }

    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>A text as it stands; nothing but spaces is an empty cell.</summary>
    public static TableCell OfText(string text) => string.IsNullOrWhiteSpace(text) ? Empty : new(CellKind.Text, text);

    public static TableCell OfNumber(double number) => new(CellKind.Number, Written(number), number);

    public static TableCell OfDate(DateTime date) =>
        new(CellKind.Date, date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), date: date);

    public static TableCell OfBoolean(bool value) => new(CellKind.Boolean, value ? "TRUE" : "FALSE", value ? 1 : 0);

    public static TableCell OfError(string text) => new(CellKind.Error, text);

    // Whole numbers up to here are exact in a double.
    private static string Written(double number) => double.IsInteger(number) && Math.Abs(number) < 1e15
        ? number.ToString("F0", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A row that holds something.</summary>
/// <param name="Number">As the spreadsheet program shows it, from 1.</param>
/// <param name="Cells">From the first column up to the last that holds something.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells)
{
    /// <summary>The cell of a column, counted from 0; empty where the row has ended.</summary>
    public TableCell this[int column] => column < Cells.Count ? Cells[column] : TableCell.Empty;
}

/// <summary>A sheet of a workbook; a text file has one without a name.</summary>
public sealed record SheetHead(int Index, string Name, bool IsHidden);
