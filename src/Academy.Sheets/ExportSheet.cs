using System.Xml;

namespace Academy.Sheets;

/// <summary>One value of a table that goes out: a text, a number, a day, or nothing.</summary>
public readonly record struct ExportCell
{
    public string? Text { get; private init; }
    public decimal? Number { get; private init; }
    public DateOnly? Day { get; private init; }

    public static ExportCell Empty => default;

    // What XML cannot hold is nothing that anybody typed.
    public static implicit operator ExportCell(string? text) => new() { Text = text is null ? null : string.Concat(text.EnumerateRunes().Where(IsAllowed)) };

    public static implicit operator ExportCell(decimal number) => new() { Number = number };

    public static implicit operator ExportCell(DateOnly? day) => new() { Day = day };

    private static bool IsAllowed(System.Text.Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}

/// <summary>A table that goes out, its rows read one after another.</summary>
/// <param name="Name">Of the sheet; made to fit.</param>
public sealed record ExportSheet(string Name, IReadOnlyList<string> Headers, IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows);
