using System.Globalization;
using System.Text;
using Academy.Courseware;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>Filling in a worksheet: what is asked, what an answer means, what is wrong with it.</summary>
public sealed class WorksheetRulesTests
{
    private static readonly Places Register = Places.Standard;

    private static Translated<string> Said(string text) => new([KeyValuePair.Create(Languages.Russian, text)]);

    private static Field Field(
        string id, FieldKind kind, bool required = false, decimal? least = null, decimal? most = null, int? decimals = null, string? unit = null,
        string[]? choices = null, Field[]? columns = null, FieldCondition? when = null, PlaceLevel level = PlaceLevel.District) =>
        new(id, kind, Said(id), null, required, unit is null ? null : Said(unit), least, most, [.. (choices ?? []).Select(choice => new FieldChoice(choice, Said(choice)))], columns ?? [], when)
        {
            Decimals = decimals,
            Level = level,
        };

    private static Worksheet Sheet(params Field[] fields) => new()
    {
        ModuleSlug = "m", Slug = "w", Title = Said("w"), Minutes = 0, Intro = Said(""), Sections = [new WorksheetSection(null, null, fields)],
    };

    private static WorksheetAnswers Answers(params (string Field, string Value)[] given) =>
        new(given.Select(one => KeyValuePair.Create(one.Field, new FieldAnswer([one.Value]))));

    private static FieldReading Read(Field field, params string[] values) => WorksheetRules.Read(field, new FieldAnswer(values), Register);

    [Theory]
    [InlineData("12500", "12500")]
    [InlineData("12 500", "12500")]
    [InlineData("12\u00A0500", "12500")]
    [InlineData("7,5", "7.5")]
    [InlineData("7.5", "7.5")]
    [InlineData("7,50", "7.5")]
    [InlineData("-3", "-3")]
    [InlineData("−3", "-3")]
    [InlineData("80 000 тыс. тенге", "80000")]
    [InlineData("000012", "12")]
    [InlineData("0,1", "0.1")]
    public void A_number_is_read_as_people_write_it(string typed, string number) =>
        Assert.Equal(new NumberValue(decimal.Parse(number, CultureInfo.InvariantCulture)), Read(Field("n", FieldKind.Number, unit: "тыс. тенге"), typed).Value);

    [Theory]
    [InlineData("абв", FieldProblem.NotANumber)]
    [InlineData("12 тонн", FieldProblem.NotANumber)]
    [InlineData("1e9", FieldProblem.NotANumber)]
    [InlineData("1,2,3", FieldProblem.NotANumber)]
    [InlineData("99999999999999999999999999999999", FieldProblem.NotANumber)]
    [InlineData("1,5", FieldProblem.NotWhole)]
    [InlineData("-1", FieldProblem.TooSmall)]
    [InlineData("101", FieldProblem.TooLarge)]
    [InlineData("٣", FieldProblem.NotANumber)]
    public void A_number_that_cannot_be_is_told_apart(string typed, FieldProblem problem) =>
        Assert.Equal(problem, Read(Field("n", FieldKind.Number, least: 0, most: 100, decimals: 0), typed).Problem);

    [Fact]
    public void Digits_after_the_comma_are_counted_without_zeros_at_the_end()
    {
        var field = Field("n", FieldKind.Number, decimals: 1);

        Assert.Equal(new NumberValue(2.5m), Read(field, "2,500").Value);
        Assert.Equal(FieldProblem.TooManyDecimals, Read(field, "2,55").Problem);
        Assert.Equal([1], Read(field, "2,55").Details);
    }

    [Theory]
    [InlineData("24.11.2026", 2026, 11, 24)]
    [InlineData("1.2.2026", 2026, 2, 1)]
    [InlineData("24/11/2026", 2026, 11, 24)]
    [InlineData("2026-11-24", 2026, 11, 24)]
    [InlineData("29.02.2028", 2028, 2, 29)]
    [InlineData(" 24.11.2026 г. ", 2026, 11, 24)]
    public void A_day_is_read_both_ways(string typed, int year, int month, int day) =>
        Assert.Equal(new DateValue(new DateOnly(year, month, day)), Read(Field("d", FieldKind.Date), typed).Value);

    [Theory]
    [InlineData("31.02.2026")]
    [InlineData("29.02.2026")]
    [InlineData("2026-13-01")]
    [InlineData("00.01.2026")]
    [InlineData("24.11.26")]
    [InlineData("вчера")]
    [InlineData("24.11.20260")]
    [InlineData("24.11.9999")]
    public void A_day_that_no_calendar_has_is_none(string typed) => Assert.Equal(FieldProblem.NotADate, Read(Field("d", FieldKind.Date), typed).Problem);

    [Fact]
    public void Choices_are_those_of_the_form_in_its_order()
    {
        var several = Field("s", FieldKind.Several, choices: ["a", "b", "c"]);

        Assert.Equal(["a", "c"], Assert.IsType<ChoiceValue>(Read(several, "c", "a").Value).Chosen.Select(choice => choice.Id));
        Assert.Equal(FieldProblem.NotAChoice, Read(several, "a", "z").Problem);
        Assert.Equal(FieldProblem.NotAChoice, Read(Field("c", FieldKind.Choice, choices: ["a", "b"]), "A").Problem);
        Assert.Equal(new YesNoValue(true), Read(Field("y", FieldKind.YesNo), "yes").Value);
        Assert.Equal(FieldProblem.NotAChoice, Read(Field("y", FieldKind.YesNo), "да").Problem);
    }

    [Fact]
    public void A_place_is_a_code_of_the_register_and_deep_enough()
    {
        Assert.Equal("613800000", Assert.IsType<PlaceValue>(Read(Field("p", FieldKind.Place), "613800000").Value).Place.Code);
        Assert.Equal(FieldProblem.DistrictMissing, Read(Field("p", FieldKind.Place), "610000000").Problem);
        Assert.NotNull(Read(Field("p", FieldKind.Place, level: PlaceLevel.Region), "610000000").Value);
        Assert.Equal(FieldProblem.NotAPlace, Read(Field("p", FieldKind.Place), "999999999").Problem);
    }

    [Fact]
    public void What_is_required_is_demanded_only_when_it_is_handed_in()
    {
        var sheet = Sheet(Field("name", FieldKind.ShortText, required: true), Field("people", FieldKind.Number));
        var typed = Answers(("people", "много"));

        Assert.Equal([FieldProblem.NotANumber], sheet.Check(typed, handingIn: false, Register).Select(fault => fault.Problem));
        Assert.Equal([FieldProblem.Missing, FieldProblem.NotANumber], sheet.Check(typed, handingIn: true, Register).Select(fault => fault.Problem));
    }

    [Fact]
    public void A_field_that_is_not_asked_is_neither_demanded_nor_kept()
    {
        var sheet = Sheet(
            Field("water", FieldKind.Choice, choices: ["pipe", "well"]),
            Field("dry", FieldKind.YesNo, when: new FieldCondition("water", "well")),
            Field("depth", FieldKind.Number, required: true, when: new FieldCondition("dry", "yes")));

        var well = Answers(("water", "well"), ("dry", "yes"));
        Assert.Equal(["depth"], sheet.Check(well, handingIn: true, Register).Select(fault => fault.Path));

        // The middle answer still stands, but nobody asks for it any more, and so nobody asks for what hangs on it.
        var pipe = Answers(("water", "pipe"), ("dry", "yes"), ("depth", "глубоко"));
        Assert.Empty(sheet.Check(pipe, handingIn: true, Register));
        Assert.Equal("""{"water":"pipe"}""", sheet.Kept(pipe).ToJson());
        Assert.Equal(["water"], sheet.Values(pipe, Register).Keys);
    }

    [Fact]
    public void Rows_of_a_table_are_checked_one_by_one_and_empty_ones_do_not_count()
    {
        var sheet = Sheet(Field("needs", FieldKind.Table, required: true, least: 2, most: 3, columns:
        [
            Field("kind", FieldKind.Choice, required: true, choices: ["road", "other"]),
            Field("what", FieldKind.ShortText, required: true, when: new FieldCondition("kind", "other")),
            Field("cost", FieldKind.Number, least: 0),
        ]));
        WorksheetAnswers Rows(params WorksheetAnswers[] rows) => new([KeyValuePair.Create("needs", new FieldAnswer(rows))]);

        Assert.Equal([("needs", FieldProblem.Missing)], Found(Rows(WorksheetAnswers.Empty), handingIn: true));
        Assert.Equal([("needs", FieldProblem.TooFewRows)], Found(Rows(Answers(("kind", "road"))), handingIn: true));
        Assert.Equal(
            [("needs.1.cost", FieldProblem.TooSmall), ("needs.2.what", FieldProblem.Missing)],
            Found(Rows(Answers(("kind", "road"), ("what", "не спрашивали")), Answers(("kind", "road"), ("cost", "-5")), Answers(("kind", "other"))), handingIn: true));
        Assert.Equal([("needs", FieldProblem.TooManyRows)], Found(Rows([.. Enumerable.Repeat(Answers(("kind", "road")), 4)]), handingIn: false));
        Assert.Empty(Found(Rows(WorksheetAnswers.Empty, WorksheetAnswers.Empty), handingIn: false));
        Assert.Equal(
            """{"needs":[{"kind":"road"}]}""",
            sheet.Kept(Rows(WorksheetAnswers.Empty, Answers(("kind", "road"), ("what", "нет")))).ToJson());

        List<(string, FieldProblem)> Found(WorksheetAnswers answers, bool handingIn) => [.. sheet.Check(answers, handingIn, Register).Select(fault => (fault.Path, fault.Problem))];
    }

    [Fact]
    public void Answers_come_back_from_their_text_as_they_went()
    {
        var answers = new WorksheetAnswers(
        [
            KeyValuePair.Create("b", new FieldAnswer(["Әкім «Бірлік» \"<&>\n😀"])),
            KeyValuePair.Create("a", new FieldAnswer(["x", "y"])),
            KeyValuePair.Create("t", new FieldAnswer([Answers(("c", "1")), WorksheetAnswers.Empty])),
            KeyValuePair.Create("empty", new FieldAnswer(["  "])),
        ]);

        var back = WorksheetAnswers.FromJson(answers.ToJson());

        Assert.Equal(answers.ToJson(), back.ToJson());
        Assert.Equal("Әкім «Бірлік» \"<&>\n😀", back["b"].Text);
        Assert.Equal(["x", "y"], back["a"].Values);
        Assert.Equal(2, back["t"].Rows.Count);
        Assert.True(back["empty"].IsEmpty);
        Assert.Contains("Бірлік", answers.ToJson(), StringComparison.Ordinal);
    }

    // A fixed seed: the same ten thousand oddities every time.
    [Fact]
    public void Nothing_that_comes_in_throws()
    {
        var kinds = Enum.GetValues<FieldKind>();
        var sheet = Sheet(
        [
            .. kinds.Where(kind => kind != FieldKind.Table).Select(kind => Field($"f{(int)kind}", kind, required: true, least: 0, most: 5, decimals: 2, choices: ["a", "b"])),
            Field("t", FieldKind.Table, columns: [.. kinds.Where(kind => kind != FieldKind.Table).Select(kind => Field($"f{(int)kind}", kind, choices: ["a", "b"]))]),
        ]);
        var random = new Random(42);
        string[] pieces = ["{", "}", "[", "]", ":", ",", "\"", "\"f2\"", "\"t\"", "null", "true", "-1", "1e400", "\\ud800", "\0", "😀", "2026-02-31", "9", "\uFFFE", "a"];
        for (var round = 0; round < 10_000; round++)
        {
            var json = new StringBuilder();
            for (var piece = random.Next(12); piece > 0; piece--) json.Append(pieces[random.Next(pieces.Length)]);
            var value = json.ToString();
            foreach (var answers in (WorksheetAnswers[])
            [
                WorksheetAnswers.FromJson(value), WorksheetAnswers.FromJson($$"""{"f2":{{value}}}"""), WorksheetAnswers.FromJson($$"""{"t":[{"f2":{{value}}}]}"""),
                new(kinds.Select(kind => KeyValuePair.Create($"f{(int)kind}", new FieldAnswer([value])))),
            ])
            {
                _ = sheet.Check(answers, handingIn: round % 2 == 0, Register);
                _ = sheet.Values(answers, Register);
                _ = WorksheetAnswers.FromJson(sheet.Kept(answers).ToJson());
            }
        }
    }
}
