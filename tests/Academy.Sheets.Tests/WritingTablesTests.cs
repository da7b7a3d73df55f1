using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Academy.Sheets.Tests;

/// <summary>Tables that go out: a spreadsheet runs nothing of them, and shows what was given.</summary>
public sealed class WritingTablesTests
{
    private static readonly string[] Hostile =
    [
        "=HYPERLINK(\"http://x\")", "+7 701 000 00 00", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd", "%0A", "＝1", "−1", "'=1", "''", "\"", "a;b", "0101", "850101300123", "<b>", "_x000D_", new string('ы', 40_000),
    ];

    [Fact]
    public async Task No_cell_of_a_text_file_is_run_and_every_text_comes_back()
    {
        var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, new ExportSheet("x", ["текст"], Rows([.. Hostile[..^1].Select(text => (ExportCell)text)])), CancellationToken.None);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), stream.ToArray()[..3]);
        var rows = ReadingWorkbooksTests.Read(stream.ToArray()).Skip(1).Select(row => row[0].Text);
        Assert.Equal(Hostile[..^1].Select(text => text == "\r=1" ? "\n=1" : text), rows);
        var lines = new CsvReader(Encoding.UTF8.GetString(stream.ToArray()[3..]), ';', TableLimits.Standard, CancellationToken.None);
        Assert.Equal(1, lines.Skip());
        Assert.All(Encoding.UTF8.GetString(stream.ToArray()[3..]).Split("\r\n"), line => Assert.DoesNotContain(line.TrimStart('"').FirstOrDefault('x'), "=+-@\t|%−＝"));
    }

    [Fact]
    public async Task A_workbook_has_numbers_days_and_texts_a_header_that_stays_and_a_filter()
    {
        var stream = new MemoryStream();
        await XlsxExport.WriteAsync(stream, [new ExportSheet("Жиын", ["а", "б", "в"], Rows([12.5m, (DateOnly?)new DateOnly(2026, 8, 15), "0101"], ["=1+1", ExportCell.Empty, new string('ы', 40_000)]))], CancellationToken.None);

        var rows = ReadingWorkbooksTests.Read(stream.ToArray());
        Assert.Equal([CellKind.Number, CellKind.Date, CellKind.Text], rows[1].Cells.Select(cell => cell.Kind));
        Assert.Equal((12.5, new DateTime(2026, 8, 15), "0101"), (rows[1][0].Number, rows[1][1].Date, rows[1][2].Text));
        Assert.Equal(("=1+1", CellKind.Empty, 32_767), (rows[2][0].Text, rows[2][1].Kind, rows[2][2].Text.Length));
        using var zip = new ZipArchive(stream);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("state=\"frozen\"", xml);
        Assert.Contains("<autoFilter ref=\"A1:C1048576\"", xml);
        Assert.DoesNotContain("<f>", xml);
    }

    [Fact]
    public async Task A_table_that_is_longer_than_a_sheet_goes_on_in_the_next()
    {
        var stream = new MemoryStream();
        var rows = Enumerable.Range(1, 25).Select(IReadOnlyList<ExportCell> (number) => [(decimal)number]).ToArray();
        await XlsxExport.WriteAsync(stream, [new ExportSheet("Тізім", ["№"], Rows(rows)), new ExportSheet("Бос", ["а"], Rows())], mostRows: 11, CancellationToken.None);

        using var file = Book.Open(stream.ToArray());
        Assert.Equal(["Тізім", "Тізім 2", "Тізім 3", "Бос"], file.Sheets.Select(sheet => sheet.Name));
        Assert.All(file.Sheets.Take(3), sheet => Assert.Equal("№", file.Rows(sheet).First()[0].Text));
        Assert.Equal(Enumerable.Range(1, 25).Select(number => number.ToString(CultureInfo.InvariantCulture)), file.Sheets.Take(3).SelectMany(sheet => file.Rows(sheet).Skip(1)).Select(row => row[0].Text));
        Assert.Equal("а", file.Rows(file.Sheets[3]).Single()[0].Text);
    }

    private static IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(ExportCell[] column) => Rows([.. column.Select(IReadOnlyList<ExportCell> (cell) => [cell])]);

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(params IReadOnlyList<ExportCell>[] rows)
    {
        foreach (var row in rows) yield return row;
        await Task.CompletedTask;
    }
}
