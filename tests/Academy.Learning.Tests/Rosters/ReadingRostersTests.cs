using System.Globalization;
using System.Text;
using Academy.Courseware;
using Academy.Learning.Rosters;
using Academy.Sheets;
using Academy.Sheets.Tests;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests.Rosters;

/// <summary>Rosters as districts send them: found, read and complained of cell by cell.</summary>
public sealed class ReadingRostersTests
{
    private static readonly object?[] Kazakh = ["Р/с №", "Тегі", "Аты", "Әкесінің аты (бар болса)", "ЖСН", "Лауазымы", "Облыс", "Аудан", "Ауылдық округ", "Елді мекен", "Қызметке кіріскен күні", "Эл. пошта", "Ұялы телефоны", "Оқу тілі"];

    [Fact]
    public void A_person_is_read_whole()
    {
        var row = RosterMaker.Read([Kazakh, [1, "Тілеубаев", "Асқар", "Серікұлы", 990101500016L, "Ауыл әкімі", "Маңғыстау облысы", "Бейнеу ауданы", "Ақжігіт", "Ақжігіт ауылы", new DateTime(2024, 3, 1), "Asqar@demo.kz", 77000000000L, "қазақша"]]).Rows.Single();

        Assert.Empty(row.Findings);
        Assert.Equal((2, new PersonName("Тілеубаев", "Асқар", "Серікұлы"), PersonalNumber.Parse("990101500016")), (row.Number, row.Name, row.PersonalNumber));
        Assert.Equal(("473600000", "Ақжігіт", "Ақжігіт ауылы"), (row.Place?.Code, row.RuralDistrict, row.Settlement));
        Assert.Equal(("Ауыл әкімі", new DateOnly(2024, 3, 1), "asqar@demo.kz", "+77000000000", Languages.Kazakh), (row.Post, row.TookOfficeOn, row.Email, row.Phone, row.Language));
        Assert.DoesNotContain("99010150", row.ToString());
    }

    public static TheoryData<string[], RosterField?[]> Headers() => new()
    {
        { ["№ п/п", "Фамилия", "Имя", "Отчество (при наличии)", "ИИН", "Должность", "Область", "Район", "Сельский округ", "Населённый пункт", "Дата вступления в должность", "E-mail", "Моб. телефон", "Язык обучения"],
            [null, RosterField.Surname, RosterField.GivenName, RosterField.Patronymic, RosterField.PersonalNumber, RosterField.Post, RosterField.Region, RosterField.District, RosterField.RuralDistrict, RosterField.Settlement, RosterField.TookOfficeOn, RosterField.Email, RosterField.Phone, RosterField.Language] },
        { ["No", "Phone", "Date of birth", "Full name", "Took office on", "IIN", "District", "Region", "Notes"],
            [null, RosterField.Phone, null, RosterField.FullName, RosterField.TookOfficeOn, RosterField.PersonalNumber, RosterField.District, RosterField.Region, null] },
        { ["Ф.И.О. акима", "Дата рождения", "Наименование района / города", "Контактный телефон", "Электронный адрес", "Код КАТО", "Дата избрания (назначения)"],
            [RosterField.FullName, null, RosterField.District, RosterField.Phone, RosterField.Email, RosterField.PlaceCode, RosterField.TookOfficeOn] },
        { ["Аты-жөні", "Туған күні", "Қызметке тағайындалған күні", "Байланыс телефоны", "Электрондық поштасы", "ӘАОЖ коды"],
            [RosterField.FullName, null, RosterField.TookOfficeOn, RosterField.Phone, RosterField.Email, RosterField.PlaceCode] },
        { ["ТЕГІ", "АТЫ", "ӘКЕСІНІҢ АТЫ", "жсн", "ұялы телефон", "Білімі"],
            [RosterField.Surname, RosterField.GivenName, RosterField.Patronymic, RosterField.PersonalNumber, RosterField.Phone, null] },
        { ["Фамилия, имя, отчество", "ИИН (12 цифр)", "Занимаемая должность", "Стаж", "Телефон рабочий"],
            [RosterField.FullName, RosterField.PersonalNumber, RosterField.Post, null, RosterField.Phone] },
        { ["Фaмилия", "Имя", "Рaйон"], [RosterField.Surname, RosterField.GivenName, RosterField.District] },
    };

    [Theory, MemberData(nameof(Headers))]
    public void Headers_are_understood_in_three_languages_and_any_order(string[] headers, RosterField?[] fields)
    {
        var mapping = RosterMaker.Propose(new Book().Sheet("1", headers, ["x"]))!;

        Assert.Equal(1, mapping.HeaderRow);
        Assert.Equal(fields, headers.Index().Select(header => mapping.Columns.TryGetValue(header.Index, out var field) ? field : (RosterField?)null));
        Assert.Equal(headers, mapping.Headers);
    }

    [Fact]
    public void The_sheet_with_people_is_found_among_others_and_below_a_title()
    {
        var book = new Book().Sheet("Титул", ["СПИСОК"], ["акимов сельских округов"]).HiddenSheet("Справочник", ["Фамилия", "Имя", "Отчество", "ИИН"])
            .Sheet("Свод", ["Район", "Количество"], ["Бейнеу", 5])
            .Sheet("Люди", ["Список акимов Мангистауской области"], [null], ["по состоянию на 01.11.2026"], ["№", "ФИО", "Район", "ИИН"], [1, "А Б", "Бейнеу"]);
        var mapping = RosterMaker.Propose(book)!;

        Assert.Equal((3, 4), (mapping.Sheet, mapping.HeaderRow));
        Assert.Equal(RosterField.FullName, mapping.Columns[1]);
    }

    [Fact]
    public void A_header_of_two_rows_is_read_where_it_is_narrow()
    {
        var book = new Book();
        var data = book.Rows(["Акимы"], ["№", "Аким", null, null, "Район"], [null, "Фамилия", "Имя", "Отчество", null], [1, "Тілеубаев", "Асқар", "Серікұлы", "Бейнеу"]);
        var bytes = book.Sheet("1", data + """<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:D2"/><mergeCell ref="E2:E3"/></mergeCells>""").Bytes();

        var row = RosterMaker.Read(bytes).Rows.Single();
        Assert.Equal(("Тілеубаев Асқар Серікұлы", "473600000", 4), (row.Name!.Full, row.Place?.Code, row.Number));
    }

    [Fact]
    public void Without_a_header_columns_are_told_by_what_stands_in_them()
    {
        var mapping = RosterMaker.Propose(new Book().Sheet("1", ["Тілеубаев Асқар", "a@demo.kz", "990101500016", "8 700 000 00 00"], ["Серікова Мөлдір", "b@demo.kz", "991231600429", "8 700 000 00 01"]))!;

        Assert.Equal((0, true), (mapping.HeaderRow, mapping.HasName));
        Assert.Equal([RosterField.FullName, RosterField.Email, RosterField.PersonalNumber, RosterField.Phone], mapping.Columns.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Null(RosterMaker.Propose(new Book().Sheet("1", "<sheetData/>")));
        Assert.False(RosterMaker.Propose(new Book().Sheet("1", [1, 2], [3, 4]))!.HasName);
    }

    [Fact]
    public void A_person_changes_what_a_column_tells()
    {
        using var file = Book.Open(new Book().Sheet("1", ["Имя", "Фамилия", "Что это"], ["Тілеубаев", "Асқар", "a@demo.kz"]).Bytes());
        var mapping = RosterMapping.Propose(file)!.With(0, RosterField.Surname).With(1, RosterField.GivenName).With(2, RosterField.Email);

        var row = new RosterReader(RosterMaker.Places, RosterMaker.Today).Read(file, mapping).Rows.Single();
        Assert.Equal(("Тілеубаев Асқар", "a@demo.kz"), (row.Name!.Full, row.Email));
        Assert.Equal([RosterField.GivenName], mapping.With(0, null).With(2, null).Columns.Values);
    }

    [Fact]
    public void Rows_of_nobody_are_left_out_and_told_and_headings_say_where_people_are_from()
    {
        var reading = RosterMaker.Read(
        [
            ["№", "ФИО", "Должность", "Телефон"], [1, 2, 3, 4],
            ["Карагандинская область"], ["Абайский район"], [1, "Тілеубаев Асқар", "аким", "8 700 000 00 00"],
            ["№", "ФИО", "Должность", "Телефон"], ["Шетский р-н"], [2, "Серікова Мөлдір", "аким", "8 700 000 00 01"],
            ["Маңғыстау облысы"], [3, "Нұрланова Сәуле", "аким", "8 700 000 00 02"],
            ["Итого: 3"], [null, "Исполнитель: Ким А., тел. 55-55-55"],
        ]);

        Assert.Equal([(5, "353200000"), (8, "356400000"), (10, "470000000")], reading.Rows.Select(row => (row.Number, row.Place!.Code)));
        Assert.All(reading.Rows, row => Assert.Empty(row.Findings));
        Assert.Equal([2, 3, 4, 6, 7, 9, 11, 12], reading.Skipped.Select(row => row.Number));
        Assert.Equal("Шетский р-н", reading.Skipped[4].Text);
    }

    [Fact]
    public void A_heading_in_the_column_of_names_is_no_person_and_a_person_with_half_a_name_is_one()
    {
        var reading = RosterMaker.Read([["Аты-жөні", "Телефон"], ["Бейнеу ауданы"], ["Тілеубаев Асқар"], ["Шет ауданы"], ["Ким Анна", "8 700 000 00 00"], ["Барлығы: 2"]]);
        Assert.Equal([("Тілеубаев Асқар", "473600000"), ("Ким Анна", "356400000")], reading.Rows.Select(row => (row.Name!.Full, row.Place!.Code)));

        reading = RosterMaker.Read([["№", "Тегі", "Аты", "Телефон"], [1, "Тілеубаев"], [2, "Ким", "Анна"]]);
        Assert.Equal([RosterFault.GivenNameMissing], reading.Rows.SelectMany(row => row.Findings).Select(finding => finding.Fault));

        Assert.Equal(["Ким Анна", "Цой Олег"], RosterMaker.Read([["Список слушателей курса"], ["№", "ФИО"], [1, "Ким Анна"], [2, "Цой Олег"]]).Rows.Select(row => row.Name!.Full));
    }

    [Property(MaxTest = 300)]
    public bool Whatever_stands_in_the_cells_a_table_is_read(string?[][] cells, int[] where)
    {
        var stream = new MemoryStream();
        string[] headers = ["Тегі", "Аты", "Әкесінің аты", "ЖСН", "Облыс", "Аудан", "ӘАОЖ", "Қызметке кіріскен күні", "Пошта", "Телефон", "Тіл", "Елді мекен"];
        XlsxExport.WriteAsync(stream, [new ExportSheet("1", headers, Rows())], TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        using var file = Book.Open(stream.ToArray());
        var mapping = RosterMapping.Propose(file)!;
        if (where.Length > 0) mapping = mapping.With(where[0] & 15, RosterField.FullName);

        var reading = new RosterReader(RosterMaker.Places, RosterMaker.Today).Read(file, mapping);
        Assert.All(reading.Rows, row => Assert.True(row.Name is not null || row.IsWrong));
        Assert.Equal(reading.Rows.Count, RosterPlan.Make(reading.Rows, [], _ => []).Rows.Count);
        return true;

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows()
        {
            foreach (var row in cells) yield return [.. row.Take(14).Select(cell => (ExportCell)cell)];
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Ditto_marks_repeat_the_place_above()
    {
        var rows = RosterMaker.Read([["ФИО", "Область", "Район"], ["Тілеубаев Асқар", "Мангистауская обл.", "Бейнеу"], ["Серікова Мөлдір", "-//-", "\""], ["Нұрланова Сәуле", "—//—", "Мунайлинский"]]).Rows;
        Assert.Equal(["473600000", "473600000", "475000000"], rows.Select(row => row.Place?.Code));
    }

    public static TheoryData<RosterField, object?, RosterFault, string[]> Faults() => new()
    {
        { RosterField.Surname, null, RosterFault.SurnameMissing, [] },
        { RosterField.GivenName, null, RosterFault.GivenNameMissing, [] },
        { RosterField.GivenName, "А. С.", RosterFault.OnlyInitials, [] },
        { RosterField.Surname, "Н?рланова", RosterFault.LettersLost, [] },
        { RosterField.Surname, "Нұрланова 2", RosterFault.NotAName, ["2"] },
        { RosterField.Surname, "Нұрланова, Ким", RosterFault.NotAName, [","] },
        { RosterField.Surname, new string('ы', 101), RosterFault.TooLong, ["100"] },
        { RosterField.Surname, "Нұрлaнoвa", RosterFault.LookAlikesReplaced, ["Нұрланова"] },
        { RosterField.Surname, "НҰРЛАНОВА", RosterFault.CapitalsMended, ["Нұрланова"] },
        { RosterField.PersonalNumber, "99010150001", RosterFault.NumberWrongLength, ["11"] },
        { RosterField.PersonalNumber, 8.50101e11, RosterFault.NumberDigitsLost, [] },
        { RosterField.PersonalNumber, "8,50101E+11", RosterFault.NumberDigitsLost, [] },
        { RosterField.PersonalNumber, "990101500015", RosterFault.NumberWrongCheckDigit, [] },
        { RosterField.PersonalNumber, "990230500018", RosterFault.NumberNoSuchDay, [] },
        { RosterField.PersonalNumber, "990101700010", RosterFault.NumberNoSuchCentury, [] },
        { RosterField.PersonalNumber, "491240000019", RosterFault.NumberOfOrganisation, [] },
        { RosterField.PersonalNumber, "нет данных", RosterFault.NumberNotDigits, [] },
        { RosterField.Email, "akim@demo", RosterFault.EmailIncomplete, [] },
        { RosterField.Email, "аkim@demo.kz", RosterFault.EmailCyrillic, ["akim@demo.kz"] },
        { RosterField.Phone, "55 55 55", RosterFault.PhoneNoAreaCode, [] },
        { RosterField.Phone, 770000000, RosterFault.PhoneWrongLength, ["9"] },
        { RosterField.TookOfficeOn, "30.02.2024", RosterFault.NoSuchDay, [] },
        { RosterField.TookOfficeOn, "01.03.2034", RosterFault.DayUnlikely, [] },
        { RosterField.TookOfficeOn, new DateTime(1985, 1, 1), RosterFault.DayUnlikely, [] },
        { RosterField.TookOfficeOn, 45352, RosterFault.DayFromNumber, ["2024-03-01"] },
        { RosterField.District, "Бейнау", RosterFault.PlaceUnknown, ["473600000"] },
        { RosterField.District, "Шетский район", RosterFault.PlaceElsewhere, ["356400000"] },
        { RosterField.Region, "Нарния", RosterFault.PlaceUnknown, [] },
        { RosterField.PlaceCode, "999999999", RosterFault.PlaceCodeUnknown, [] },
        { RosterField.PlaceCode, "356400000", RosterFault.PlaceCodeDiffers, ["356400000"] },
        { RosterField.Language, "эльфийский", RosterFault.LanguageUnknown, [] },
    };

    [Theory, MemberData(nameof(Faults))]
    public void Every_fault_is_told_with_its_cell(RosterField field, object? value, RosterFault fault, string[] arguments)
    {
        (RosterField Field, string Header, object? Value)[] columns =
        [
            (RosterField.Surname, "Фамилия", "Нұрланова"), (RosterField.GivenName, "Имя", "Сәуле"), (RosterField.PersonalNumber, "ИИН", null), (RosterField.Region, "Область", "Мангистауская область"),
            (RosterField.District, "Район", "Бейнеуский район"), (RosterField.PlaceCode, "КАТО", null), (RosterField.TookOfficeOn, "Дата назначения", "01.03.2024"), (RosterField.Email, "Почта", "a@demo.kz"), (RosterField.Phone, "Телефон", null), (RosterField.Language, "Язык", "рус"),
        ];
        var reading = RosterMaker.Read([["Список"], [.. columns.Select(column => column.Header)], [.. columns.Select(column => column.Field == field ? value : column.Value)]]);

        var finding = Assert.Single(reading.Rows.Single().Findings);
        Assert.Equal((3, Array.FindIndex(columns, column => column.Field == field), field, fault), (finding.Row, finding.Column, finding.Field, finding.Fault));
        Assert.Equal(arguments, finding.Arguments);
        Assert.Equal(fault < RosterFault.ZerosPutBack, reading.Rows.Single().IsWrong);
    }

    [Fact]
    public void An_empty_name_and_a_broken_formula_are_told_and_a_lost_zero_is_put_back()
    {
        var book = new Book();
        var number = PersonalNumberTests.Numbers(new DateOnly(2001, 2, 3)).First();
        var rows = book.Rows(["ФИО", "ИИН", "Телефон"], ["Ким Анна", long.Parse(number.Reveal(), CultureInfo.InvariantCulture), null], [null, null, "8 700 000 00 00"]).Replace("</sheetData>", """<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="C4"><v>77000000000</v></c></row></sheetData>""", StringComparison.Ordinal);
        var reading = RosterMaker.Read(book.Sheet("1", rows).Bytes());

        Assert.Equal(number, reading.Rows[0].PersonalNumber);
        Assert.Equal([RosterFault.ZerosPutBack, RosterFault.NameMissing, RosterFault.BrokenFormula], reading.Rows.SelectMany(row => row.Findings).Select(finding => finding.Fault));
        Assert.Equal([RosterField.PersonalNumber, RosterField.FullName, RosterField.FullName], reading.Rows.SelectMany(row => row.Findings).Select(finding => finding.Field));
    }

    [Fact]
    public void What_a_person_mends_in_the_page_stands_in_place_of_the_cell()
    {
        object?[][] rows = [["ФИО", "Район"], ["Тілеубаев А.", "Бейнау"], ["Серікова Мөлдір", "Бейнеу"]];
        Assert.True(RosterMaker.Read(rows).Rows[0].IsWrong);

        var row = RosterMaker.Read(rows, (2, RosterField.FullName, "Тілеубаев Асқар"), (2, RosterField.District, "473600000"), (2, RosterField.PersonalNumber, "990101500016")).Rows[0];
        // A code typed where the name stood is no name.
        Assert.Equal([RosterFault.PlaceUnknown], row.Findings.Select(finding => finding.Fault));

        row = RosterMaker.Read(rows, (2, RosterField.FullName, "Тілеубаев Асқар"), (2, RosterField.District, "Бейнеу"), (2, RosterField.PersonalNumber, "990101500016")).Rows[0];
        Assert.False(row.IsWrong);
        Assert.Equal(("Тілеубаев Асқар", "473600000", "••••••••0016"), (row.Name!.Full, row.Place!.Code, row.PersonalNumber!.ToString()));
    }

    [Fact]
    public void The_same_list_as_text_in_an_old_code_page_is_the_same_people()
    {
        var text = "Список;;\nФамилия;Имя;ИИН;Телефон\nЁлкина;Анна;=\"990101500016\";'+7 700 000 00 00\nКим;Олег;9,90102E+11;\n";
        var reading = RosterMaker.Read(CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text));

        Assert.Equal(("Ёлкина Анна", "••••••••0016", "+77000000000"), (reading.Rows[0].Name!.Full, $"{reading.Rows[0].PersonalNumber}", reading.Rows[0].Phone));
        Assert.Equal(RosterFault.NumberDigitsLost, reading.Rows[1].Findings.Single().Fault);
    }
}
