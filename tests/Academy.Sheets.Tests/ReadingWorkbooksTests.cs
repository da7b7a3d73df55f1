using System.Text;
using Xunit;

namespace Academy.Sheets.Tests;

/// <summary>Workbooks as people make them: what they see in a cell is what is read.</summary>
public sealed class ReadingWorkbooksTests
{
    [Fact]
    public void Values_come_as_the_sheet_shows_them()
    {
        var rows = Read(new Book().Sheet("Тізім",
            ["Тегі", "ЖСН", "Күні", "Иә"],
            ["Құдайберген", 850101300123L, new DateTime(2026, 8, 15), true],
            [null, null, null, null],
            ["  ", null, 0.5]));

        Assert.Equal([1, 2, 4], rows.Select(row => row.Number));
        Assert.Equal(["Тегі", "ЖСН", "Күні", "Иә"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["Құдайберген", "850101300123", "2026-08-15", "TRUE"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal([CellKind.Text, CellKind.Number, CellKind.Date, CellKind.Boolean], rows[1].Cells.Select(cell => cell.Kind));
        Assert.Equal([CellKind.Empty, CellKind.Empty, CellKind.Number], rows[2].Cells.Select(cell => cell.Kind));
        Assert.True(rows[0][17].IsEmpty);
    }

    [Theory]
    [InlineData(Book.Day, "46249", "2026-08-15")]
    [InlineData(Book.OwnDay, "46249.75", "2026-08-15 18:00:00")]
    [InlineData(Book.NoDay, "46249", "46249")]
    [InlineData(Book.Plain, "46249", "46249")]
    [InlineData(999, "46249", "46249")]
    [InlineData(Book.Day, "1", "1900-01-01")]
    [InlineData(Book.Day, "59", "1900-02-28")]
    [InlineData(Book.Day, "60", "60")]
    [InlineData(Book.Day, "61", "1900-03-01")]
    [InlineData(Book.Day, "2958465", "9999-12-31")]
    [InlineData(Book.Day, "99999999", "99999999")]
    [InlineData(Book.Day, "-5", "-5")]
    [InlineData(Book.Plain, "1E999", "1E999")]
    [InlineData(Book.Plain, "8.50101300123E11", "850101300123")]
    [InlineData(Book.Plain, "0.1", "0.1")]
    [InlineData(Book.Plain, "нет", "нет")]
    public void A_number_is_a_day_where_its_look_says_so(int look, string value, string shown) =>
        Assert.Equal(shown, Read(new Book().Sheet("1", $"""<sheetData><row><c s="{look}"><v>{value}</v></c></row></sheetData>"""))[0][0].Text);

    [Fact]
    public void Days_of_a_workbook_from_an_old_Macintosh_are_the_same_days()
    {
        var day = new DateTime(2024, 2, 29);
        Assert.Equal(day, Read(new Book { Is1904 = true }.Sheet("1", [day]))[0][0].Date);
        Assert.Equal(day, Read(new Book().Sheet("1", [day]))[0][0].Date);
    }

    [Fact]
    public void A_formula_is_the_value_that_was_worked_out()
    {
        var row = Read(new Book().Sheet("1", """
            <sheetData><row><c t="str"><f>A1&amp;"x"</f><v>Абай</v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>NOW()</f></c>
            <c t="inlineStr"><is><r><t>Құдай</t></r><r><rPr><b/></rPr><t>берген</t></r><rPh sb="0" eb="1"><t>не читать</t></rPh></is></c><c t="d"><v>2026-08-15T00:00:00</v></c></row></sheetData>
            """))[0];

        Assert.Equal(["Абай", "2", "#DIV/0!", "", "Құдайберген", "2026-08-15"], row.Cells.Select(cell => cell.Text));
        Assert.Equal(CellKind.Error, row[2].Kind);
    }

    [Fact]
    public void Merged_cells_show_in_every_row_they_cover_and_only_in_their_first_column()
    {
        var book = new Book();
        var data = book.Rows(["Список", null, null], ["Ф.И.О.", null, "Район"], ["А", "Б", "Бейнеу"], ["В", "Г", null], ["Д", "Е", null], ["Ж", "З", null]);
        var rows = Read(book.Sheet("1", data + """<mergeCells><mergeCell ref="C3:C5"/><mergeCell ref="A1:C1"/><mergeCell ref="A2:B2"/></mergeCells>"""));

        Assert.Single(rows[0].Cells);
        Assert.Equal(["Ф.И.О.", "", "Район"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal(["Бейнеу", "Бейнеу", "Бейнеу", ""], rows.Skip(2).Select(row => row[2].Text));
    }

    [Fact]
    public void Sheets_are_told_with_those_that_are_hidden()
    {
        using var file = Book.Open(new Book().Sheet("Сводка", ["1"]).HiddenSheet("Справочник", ["2"]).Sheet("Люди & другие", ["3"]).Bytes());

        Assert.Equal([("Сводка", false), ("Справочник", true), ("Люди & другие", false)], file.Sheets.Select(sheet => (sheet.Name, sheet.IsHidden)));
        Assert.Equal("3", file.Rows(file.Sheets[2]).Single()[0].Text);
        Assert.Equal("1", file.Rows(file.Sheets[0]).Single()[0].Text);
        Assert.Null(file.Encoding);
    }

    [Fact]
    public void Rows_and_cells_need_not_say_where_they_stand_and_control_letters_are_taken_out()
    {
        var rows = Read(new Book().Sheet("1", """
            <sheetData><row><c t="inlineStr"><is><t>а_x000D_&#10;б&#1;_x0007__x</t></is></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="7"><c><v>7</v></c></row><row r="3"><c><v>8</v></c></row><row><c><v>9</v></c></row></sheetData>
            """));

        Assert.Equal(["а\nб_x", "", "", "4", "5"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal([1, 7, 8, 9], rows.Select(row => row.Number));
    }

    [Fact]
    public void Prefixed_names_of_the_strict_format_and_UTF16_parts_are_read_too()
    {
        const string sheet = """<?xml version="1.0" encoding="utf-16"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>Ә</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>""";
        var rows = Read(new Book().Sheet("1").Part("xl/worksheets/sheet1.xml", stream =>
        {
            stream.Write(Encoding.Unicode.Preamble);
            stream.Write(Encoding.Unicode.GetBytes(sheet));
        }));

        Assert.Equal((2, "Ә"), (rows[0].Number, rows[0][1].Text));
    }

    [Fact]
    public void What_is_written_comes_back()
    {
        Assert.Equal("Ә", CellText.Unescaped("_x04D8_"));
        Assert.Equal("_x04D8", CellText.Unescaped("_x04D8"));
        Assert.Equal("__x", CellText.Unescaped("__x"));
        Assert.Equal("а__x000Я_", CellText.Unescaped("а__x000Я_"));
    }

    internal static List<TableRow> Read(Book book, TableLimits? limits = null) => Read(book.Bytes(), limits);

    internal static List<TableRow> Read(byte[] bytes, TableLimits? limits = null)
    {
        using var file = Book.Open(bytes, limits);
        return [.. file.Rows(file.Sheets[0])];
    }
}
