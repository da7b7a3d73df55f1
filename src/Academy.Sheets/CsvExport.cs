using System.Globalization;
using System.Text;

namespace Academy.Sheets;

/// <summary>
/// CSV as spreadsheets here open it: UTF-8 with a byte order mark, semicolons, and so the comma in numbers; days as 2026-11-24.
/// </summary>
public static class CsvExport
{
    public const string MediaType = "text/csv; charset=utf-8";

    private const char Between = ';';

    public static async Task WriteAsync(Stream stream, ExportSheet sheet, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(sheet.Headers.Select(header => (ExportCell)header)).AsMemory(), cancel);
        await foreach (var row in sheet.Rows.WithCancellation(cancel)) await writer.WriteLineAsync(Line(row).AsMemory(), cancel);
    }

    private static string Line(IEnumerable<ExportCell> cells) => string.Join(Between, cells.Select(Written));

    private static string Written(ExportCell cell)
    {
        if (cell.Number is { } number) return number.ToString(CultureInfo.InvariantCulture).Replace('.', ',');
        if (cell.Day is { } day) return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var text = SafeCell.Text(cell.Text ?? "");
        return text.AsSpan().ContainsAny(Between, '"', '\n') || text.Contains('\r', StringComparison.Ordinal) || text.StartsWith('\'')
            ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
