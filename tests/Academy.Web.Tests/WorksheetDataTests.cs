using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Academy.Learning;
using Academy.Storage;
using Academy.Sheets;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>Worksheets as data: filtered, taken away as files that no spreadsheet runs, and passports added up.</summary>
public sealed class WorksheetDataTests
{
    public static TheoryData<string> Hostile =>
    [
        "=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\tтаб", "−1", "＝1", "|x", "%0A", "'уже с апострофом", "''", "обычный; с \"кавычками\"", "две\nстроки", "Әкім 😀",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void A_text_is_never_run_and_comes_back_as_it_was(string text)
    {
        var cell = SafeCell.Text(text);

        Assert.DoesNotContain(cell[0], "=+-@\t\r\n|%−＝＋－＠");
        Assert.Equal(text, SafeCell.Original(cell));
    }

    [Theory, OnEachDatabase]
    public async Task Both_files_give_back_what_was_handed_in_and_neither_runs_anything(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        var hostile = Hostile.Select(row => row.Data).ToList();
        foreach (var (place, text) in hostile.Index())
            await academy.HandInAsync(
                Passports.Answers("613800000", ("village", text), ("growth", text), ("needs", Passports.Needs(("roads", "80 000,5"), ("water", "0")))),
                place == 0 ? WorkState.Accepted : WorkState.Submitted, place == 1 ? "=HYPERLINK(\"x\")" : null);
        await academy.HandInAsync(Passports.Answers("751110000"));
        var staff = await academy.StaffAsync();
        await staff.OpenAsync($"/office/{Passports.Table}?place=610000000");

        await staff.PressAsync("xlsx");
        Assert.Equal(XlsxExport.MediaType, staff.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment; filename=village-passport.xlsx; filename*=UTF-8''village-passport.xlsx", staff.Response.Content.Headers.ContentDisposition?.ToString());
        var book = Passports.ReadBook(staff.Bytes);
        Assert.Equal(["Паспорт села", "Что производят", "Потребности", "Идеи"], book.Keys);
        var main = book["Паспорт села"];
        Assert.Equal(hostile.Count + 1, main.Count);
        int Column(string header) => main[0].FindIndex(cell => cell.Text == header);
        var villages = main.Skip(1).Select(row => row[Column("Село")]).ToList();
        Assert.All(villages, cell => Assert.Equal('s', cell.Type));
        Assert.Equal(hostile.Select(text => text.Trim()).Order(StringComparer.Ordinal), villages.Select(cell => cell.Text).Order(StringComparer.Ordinal));
        Assert.All(main.Skip(1), row => Assert.Equal(('n', "1500.5"), row[main[0].FindIndex(cell => cell.Text.StartsWith("Поступления от продажи", StringComparison.Ordinal))]));
        Assert.All(main.Skip(1), row => Assert.Equal(('s', "613800000"), row[Column("Код КАТО")]));
        Assert.All(main.Skip(1), row => Assert.Equal(('d', Serial(2026, 10, 1)), row[Column("На какой день цифры")]));
        Assert.All(main.Skip(1), row => Assert.Equal(('d', Serial(2026, 11, 16)), row[Column("Отправлено")]));
        Assert.Contains(main.Skip(1), row => row[Column("Слушатель")] == ('s', "=HYPERLINK(\"x\")"));
        var needs = book["Потребности"];
        Assert.Equal(2 * hostile.Count + 1, needs.Count);
        Assert.Equal(main.Skip(1).Select(row => row[0].Text).Order(StringComparer.Ordinal), needs.Skip(1).Select(row => row[0].Text).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(hostile.Count, needs.Count(row => row.Contains(('n', "80000.5"))));

        await staff.OpenAsync($"/office/{Passports.Table}?place=613800000&state=Submitted");
        await staff.PressAsync("csv");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), staff.Bytes[..3]);
        var lines = Passports.ReadCsv(Encoding.UTF8.GetString(staff.Bytes[3..]));
        Assert.Equal(hostile.Count, lines.Count);
        var at = lines[0].IndexOf("Село");
        Assert.Equal(hostile.Skip(1).Select(text => text.Trim()).Order(StringComparer.Ordinal), lines.Skip(1).Select(line => SafeCell.Original(line[at])).Order(StringComparer.Ordinal));
        Assert.All(lines.Skip(1).SelectMany(line => line).Where(cell => cell.Length > 0), cell => Assert.DoesNotContain(cell[0], "=+-@\t\r\n|%−＝＋－＠"));
        Assert.Contains("1500,5", lines[1]);
        Assert.Contains("2026-10-01", lines[1]);

        await staff.OpenAsync($"/office/{Passports.Table}");
        await staff.PressAsync("csv", ("table", "needs"));
        Assert.Equal(2 * hostile.Count + 1, Passports.ReadCsv(Encoding.UTF8.GetString(staff.Bytes[3..])).Count);
        Assert.Equal(3, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.WorksheetsExported && entry.Subject == $"{Passports.Course}/{Passports.Item}")));

        static string Serial(int year, int month, int day) => new DateTime(year, month, day).ToOADate().ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_learner_takes_nothing_away_and_an_instructor_does()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        await academy.HandInAsync(Passports.Answers());
        var learner = await academy.LearnerAsync();
        await learner.OpenAsync("/account/profile");
        var token = learner.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve($"/office/{Passports.Table}?handler=Xlsx"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }),
        });
        Assert.Equal(HttpStatusCode.Forbidden, learner.Status);
        Assert.Equal(0, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.WorksheetsExported)));

        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync($"/studio/{Passports.Table}");
        await instructor.PressAsync("xlsx");
        Assert.Equal(2, Passports.ReadBook(instructor.Bytes)["Паспорт села"].Count);
    }

    [Theory, OnEachDatabase]
    public async Task The_table_shows_fifty_and_filters_by_place_and_state(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        for (var person = 0; person < 52; person++) await academy.HandInAsync(Passports.Answers(person % 26 == 0 ? "611000000" : "613800000"));
        await academy.HandInAsync(Passports.Answers("103200000"), WorkState.Accepted);
        await academy.HandInAsync(Passports.Answers("103200000"), WorkState.Draft);
        var staff = await academy.StaffAsync();

        await staff.OpenAsync($"/office/{Passports.Table}");
        Assert.Contains("Найдено: 53", staff.Text);
        Assert.Equal(50, staff.Page.QuerySelectorAll(".grid-t tbody tr").Length);
        await staff.OpenAsync($"/office/{Passports.Table}?p=2");
        Assert.Equal(3, staff.Page.QuerySelectorAll(".grid-t tbody tr").Length);
        await staff.OpenAsync($"/office/{Passports.Table}?place=611000000");
        Assert.Contains("Найдено: 2", staff.Text);
        await staff.OpenAsync($"/office/{Passports.Table}?place=100000000&state=Accepted");
        Assert.Contains("Найдено: 1", staff.Text);
        await staff.OpenAsync($"/office/{Passports.Table}?place=100000000&state=Submitted");
        Assert.Contains("Ничего не найдено", staff.Text);
        await staff.OpenAsync($"/office/{Passports.Table}?place=%27%3B--&state=7&p=-5");
        Assert.Contains("Найдено: 53", staff.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Passports_add_up_and_every_figure_leads_to_what_it_counts(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        await academy.HandInAsync(Passports.Answers("613800000", ("needs", Passports.Needs(("roads", "0,1"), ("roads", "0,2"), ("water", "1 000 000")))), WorkState.Accepted);
        await academy.HandInAsync(Passports.Answers("613800000", ("needs", Passports.Needs(("roads", "80 000"))), ("specialisation", "grain"), ("village", "Достық")));
        await academy.HandInAsync(Passports.Answers("611000000"), WorkState.Returned);
        await academy.HandInAsync(Passports.Answers("103200000"), WorkState.Draft);
        await academy.HandInAsync(new JsonObject { ["village"] = "нигде" }, WorkState.Draft);
        await academy.EnrolledLearnerAsync(Passports.Course);
        var staff = await academy.StaffAsync();

        await staff.OpenAsync("/office");
        await staff.FollowAsync("Паспорта сёл");
        Assert.Equal(["5", "3", "1", "20 %", "1 080 000,3"], Total(staff));
        Assert.Contains("Ещё не начали: 1", staff.Text);
        Assert.Equal(["3", "3", "1", "33 %", "1 080 000,3"], Row(staff, "Туркестанская область"));
        Assert.Equal(["1", "0", "0", "0 %", "0"], Row(staff, "Место не указано"));
        Assert.Contains("80 000,3", Fold(staff.Page.QuerySelector("svg.chart")!.TextContent));

        await staff.FollowAsync("Туркестанская область");
        Assert.Equal(["3", "3", "1", "33 %", "1 080 000,3"], Total(staff));
        Assert.Equal(["2", "2", "1", "50 %", "1 080 000,3"], Row(staff, "Жетысайский район"));
        var region = staff.Path;

        // Each figure and the length of the list behind it are the same.
        foreach (var (figure, link) in staff.Page.QuerySelectorAll("main td a, .kpi dd a").Select(a => (a.TextContent.Trim(), a.GetAttribute("href")!)).ToList())
        {
            if (!int.TryParse(figure, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) continue;
            await staff.OpenAsync(link);
            Assert.Contains($"Найдено: {count}", staff.Text);
        }
        await staff.OpenAsync(region);
        await staff.FollowAsync("дороги");
        Assert.Contains("Найдено: 2", staff.Text);
        Assert.Contains("Достық", staff.Text);

        await staff.FollowAsync("Жетысайский район");
        Assert.Contains("Найдено: 2", staff.Text);
        await staff.FollowAsync("Достық");
        Assert.Contains("Ждёт проверки", staff.Text);

        static IEnumerable<string> Cells(IElement row) => row.QuerySelectorAll("td").Select(cell => Fold(cell.TextContent));
        static IEnumerable<string> Total(Browser browser) => Cells(browser.Page.QuerySelector(".stack tfoot tr")!);
        static IEnumerable<string> Row(Browser browser, string name) => Cells(browser.Page.QuerySelectorAll(".stack tbody tr").First(row => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ten_thousand_rows_go_into_a_book_one_after_another()
    {
        var read = 0;
        using var stream = new MemoryStream();

        await XlsxExport.WriteAsync(stream, [new ExportSheet("а/б:в?", ["текст", "число"], Rows()), new ExportSheet("а б в", [], Rows(0))], CancellationToken.None);

        var book = Passports.ReadBook(stream.ToArray());
        Assert.Equal(["а б в", "а б в 2"], book.Keys);
        Assert.Equal(10_001, book["а б в"].Count);
        Assert.Equal(('n', "9999.1"), book["а б в"][^1][1]);

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(int count = 10_000)
        {
            for (; read < count; read++)
            {
                await Task.Yield();
                yield return ["=1", read + 0.1m];
            }
        }
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
