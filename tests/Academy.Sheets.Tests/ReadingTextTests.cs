using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Sheets.Tests;

/// <summary>Text files in whichever way the program on somebody's desk writes them.</summary>
public sealed class ReadingTextTests
{
    private const string List = "Тегі;Аты;Ауданы\r\nҚұдайберген;Әсел;Үржар\r\nӨтеғұлова;Іңкәр;Нұра\r\n";

    private static readonly Encoding Cyrillic = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    public static TheoryData<string, byte[]> Encodings() => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(List) },
        { "UTF-8", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(List)] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(List)] },
        { "UTF-16", Encoding.Unicode.GetBytes(List) },
        { "UTF-16BE", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(List)] },
        { "UTF-16BE", Encoding.BigEndianUnicode.GetBytes(List) },
        { "KZ-1048", Kazakh(List) },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Every_usual_encoding_is_told_and_read(string name, byte[] bytes)
    {
        using var file = Book.Open(bytes);
        var rows = file.Rows(file.Sheets.Single()).ToList();

        Assert.Equal(name, file.Encoding);
        Assert.Equal(["Тегі", "Аты", "Ауданы"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["Құдайберген", "Әсел", "Үржар"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal(["Өтеғұлова", "Іңкәр", "Нұра"], rows[2].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void A_Russian_code_page_is_told_from_UTF8_and_one_broken_letter_makes_no_other_encoding()
    {
        using var russian = Book.Open(Cyrillic.GetBytes("Фамилия;Имя\nЁлкина;Пётр"));
        Assert.Equal("windows-1251", russian.Encoding);
        Assert.Equal("Ёлкина", russian.Rows(russian.Sheets[0]).Last()[0].Text);

        using var broken = Book.Open([.. Encoding.UTF8.GetBytes(List), 0xD0]);
        Assert.Equal("UTF-8", broken.Encoding);
    }

    [Theory]
    [InlineData("а;б;в\n1;2;3")]
    [InlineData("а,б,в\n1,2,3")]
    [InlineData("а\tб\tв\n1\t2\t3")]
    [InlineData("а|б|в\r1|2|3")]
    [InlineData("sep=;\r\nа;б;в\r\n1;2;3")]
    [InlineData("\"а\";\"б\";\"в\"\n1;\"2\";3")]
    [InlineData("а;б;в;;;\n1;2;3;;;\n\n\n;;;")]
    public void The_separator_is_found(string text) =>
        Assert.Equal(["а б в", "1 2 3"], Read(text).Select(row => string.Join(' ', row.Cells.Select(cell => cell.Text))));

    [Fact]
    public void A_title_above_and_commas_inside_do_not_mislead()
    {
        var rows = Read("Список акимов, 2026 год\n\nФИО;Район;ЖСН\nА. Б., и. о.;Бейнеу;8,50101E+11\nВ, Г;Мұнайлы;1\n");

        Assert.Equal([1, 3, 4, 5], rows.Select(row => row.Number));
        Assert.Equal(["А. Б., и. о.", "Бейнеу", "8,50101E+11"], rows[2].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Quotes_keep_separators_line_ends_and_quotes()
    {
        var rows = Read("1;\"а;б\r\nв \"\"г\"\"\"\n2;\"Ақжол\" ауылы\n3;ТОО \"Нұр\"\n\"4\";\"не закрыто;\n5");

        Assert.Equal(["а;б\nв \"г\"", "Ақжол ауылы", "ТОО \"Нұр\"", "не закрыто;\n5"], rows.Select(row => row[1].Text));
        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData("=\"010101300123\"", "010101300123")]
    [InlineData("\"=\"\"010101300123\"\"\"", "010101300123")]
    [InlineData("'+77010000000", "+77010000000")]
    [InlineData("\"'=1+1\"", "=1+1")]
    [InlineData("'Ақ", "'Ақ")]
    [InlineData("=1+1", "=1+1")]
    public void What_was_made_safe_is_read_as_it_was(string written, string meant) => Assert.Equal(meant, Read($"x;{written}")[0][1].Text);

    [Fact]
    public void A_single_column_is_a_table_too() => Assert.Equal(["akim@demo.kz", "b@demo.kz"], Read("akim@demo.kz\nb@demo.kz\n").Select(row => row[0].Text));

    [Property(MaxTest = 2000)]
    public bool Any_bytes_are_a_table_or_refused(byte[] bytes)
    {
        try
        {
            using var file = Book.Open(bytes);
            foreach (var sheet in file.Sheets) foreach (var row in file.Rows(sheet)) Assert.False(row.Cells[^1].IsEmpty);
        }
        catch (TableRefusedException)
        {
        }
        return true;
    }

    [Property(MaxTest = 500)]
    public Property What_goes_out_comes_back(NonNull<string>[][] table) => Round(table).ToProperty();

    private static bool Round(NonNull<string>[][] table)
    {
        // A table of nothing but commas might as well be one of columns between commas.
        var rows = table.Where(row => row.Length > 0).Select(row => row.Select(cell => CellText.Clean(string.Concat(cell.Get.Split(',', '|', '\t')))).Select(cell => string.IsNullOrWhiteSpace(cell) ? "" : cell).ToArray()).ToList();
        foreach (var write in (Func<Stream, ExportSheet, Task>[])[(stream, sheet) => CsvExport.WriteAsync(stream, sheet, CancellationToken.None), (stream, sheet) => XlsxExport.WriteAsync(stream, [sheet], CancellationToken.None)])
        {
            var stream = new MemoryStream();
            write(stream, new ExportSheet("1", ["x", "y", "z"], Exported(rows))).GetAwaiter().GetResult();
            var back = ReadingWorkbooksTests.Read(stream.ToArray()).Skip(1).Select(row => string.Join('\u0001', row.Cells.Select(cell => cell.Text)));
            Assert.Equal(rows.Where(row => row.Any(cell => cell.Length > 0)).Select(row => string.Join('\u0001', row).TrimEnd('\u0001')), back);
        }
        return true;
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Exported(List<string[]> rows)
    {
        foreach (var row in rows) yield return [.. row.Select(cell => (ExportCell)cell)];
        await Task.CompletedTask;
    }

    private static List<TableRow> Read(string text) => ReadingWorkbooksTests.Read(Encoding.UTF8.GetBytes(text));

    private static byte[] Kazakh(string text)
    {
        const string letters = "ҚҺқһҰұӘӨҒҮөғәҢңү";
        byte[] codes = [0x8D, 0x8E, 0x9D, 0x9E, 0xA1, 0xA2, 0xA3, 0xA5, 0xAA, 0xAF, 0xB4, 0xBA, 0xBC, 0xBD, 0xBE, 0xBF];
        return [.. text.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? codes[at] : Cyrillic.GetBytes([letter])[0])];
    }
}
