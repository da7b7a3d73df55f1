using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Academy.Sheets;

/// <summary>XLSX, written row by row: numbers are numbers, days are days, everything else says that it is text. The header stays in sight and filters.</summary>
public static class XlsxExport
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Of the format itself.
    private const int LongestSheetName = 31;
    private const int MostRows = 1_048_576;
    private const int LongestText = 32_767;

    public static Task WriteAsync(Stream stream, IReadOnlyList<ExportSheet> sheets, CancellationToken cancel) => WriteAsync(stream, sheets, MostRows, cancel);

    /// <param name="mostRows">Of one sheet, its header included; a table with more goes on in another sheet.</param>
    internal static async Task WriteAsync(Stream stream, IReadOnlyList<ExportSheet> sheets, int mostRows, CancellationToken cancel)
    {
        await using var book = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancel);
        var header = book.AddStyle(new Style { Font = { Bold = true } });
        var day = book.AddStyle(new Style { Format = NumberFormat.Custom("dd.mm.yyyy") });
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in sheets)
        {
            var rows = await BeginAsync(sheet);
            await foreach (var row in sheet.Rows.WithCancellation(cancel))
            {
                if (rows == mostRows) rows = await BeginAsync(sheet);
                await book.AddRowAsync(row.Select(cell => Written(cell, day)).ToArray(), cancel);
                rows++;
            }
        }
        await book.FinishAsync(cancel);

        async Task<int> BeginAsync(ExportSheet sheet)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            if (sheet.Headers.Count > 0) options.AutoFilter = new AutoFilterOptions($"A1:{ColumnName(sheet.Headers.Count)}{MostRows}");
            await book.StartWorksheetAsync(NameFor(sheet.Name, names), options, cancel);
            await book.AddRowAsync(sheet.Headers.Select(text => new StyledCell(text, header)).ToArray(), cancel);
            return 1;
        }
    }

    private static StyledCell Written(ExportCell cell, StyleId day)
    {
        if (cell.Number is { } number) return new StyledCell(number, null);
        if (cell.Day is { } date) return new StyledCell(date.ToDateTime(TimeOnly.MinValue), day);
        return new StyledCell(cell.Text is { Length: > LongestText } text ? text[..LongestText] : cell.Text, null);
    }

    // No two sheets of one name, and none of the letters that the format keeps for itself.
    private static string NameFor(string wanted, HashSet<string> taken)
    {
        var clean = string.Concat(wanted.Select(letter => @"/\?*[]:'".Contains(letter, StringComparison.Ordinal) ? ' ' : letter)).Trim();
        if (clean.Length == 0) clean = "1";
        for (var number = 1; ; number++)
        {
            var ending = number == 1 ? "" : $" {number}";
            var name = clean[..Math.Min(clean.Length, LongestSheetName - ending.Length)].TrimEnd() + ending;
            if (taken.Add(name)) return name;
        }
    }

    private static string ColumnName(int number)
    {
        var name = "";
        for (; number > 0; number = (number - 1) / 26) name = (char)('A' + (number - 1) % 26) + name;
        return name;
    }
}
