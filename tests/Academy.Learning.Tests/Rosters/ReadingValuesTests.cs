using System.Globalization;
using Academy.Learning.Rosters;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests.Rosters;

/// <summary>Days, telephones, addresses and names as they stand in lists.</summary>
public sealed class ReadingValuesTests
{
    [Theory]
    [InlineData("15.08.2026")]
    [InlineData("15.8.2026")]
    [InlineData("15/08/2026")]
    [InlineData("15-08-2026 г.")]
    [InlineData("15.08.26")]
    [InlineData("15.08.2026ж.")]
    [InlineData("с 15.08.2026 г.")]
    [InlineData("2026-08-15")]
    [InlineData("2026-08-15 00:00:00")]
    [InlineData("2026-08-15T00:00:00")]
    [InlineData("15.08.2026 0:00")]
    [InlineData("8/15/2026 12:00:00 AM", RosterFault.MonthFirst)]
    [InlineData("2026.08.15")]
    [InlineData("20260815")]
    [InlineData("15 тамыз 2026")]
    [InlineData("15 тамыз 2026 ж.")]
    [InlineData("2026 жылғы 15 тамыз")]
    [InlineData("2026 ж. 15 тамыздан бастап")]
    [InlineData("15 августа 2026 года")]
    [InlineData("«15» августа 2026 г.")]
    [InlineData("15 авг. 26")]
    [InlineData("15-авг-2026")]
    [InlineData("August 15, 2026")]
    [InlineData("15 August 2026")]
    [InlineData("15-Aug-26")]
    [InlineData("08/15/2026", RosterFault.MonthFirst)]
    [InlineData("46249", RosterFault.DayFromNumber)]
    public void A_day_is_read_in_every_usual_spelling(string typed, RosterFault? told = null)
    {
        var read = TypedDay.Read(typed);

        Assert.Equal((new DateOnly(2026, 8, 15), told), (read.Value, read.Fault));
        if (told is not null) Assert.Equal(["2026-08-15"], read.Arguments);
    }

    [Theory]
    [InlineData("қаңтар", 1), InlineData("ақпан", 2), InlineData("наурыз", 3), InlineData("сәуір", 4), InlineData("мамыр", 5), InlineData("маусым", 6)]
    [InlineData("шілде", 7), InlineData("тамыз", 8), InlineData("қыркүйек", 9), InlineData("қазан", 10), InlineData("қараша", 11), InlineData("желтоқсан", 12)]
    [InlineData("января", 1), InlineData("февраля", 2), InlineData("марта", 3), InlineData("апреля", 4), InlineData("мая", 5), InlineData("июня", 6)]
    [InlineData("июля", 7), InlineData("августа", 8), InlineData("сентября", 9), InlineData("октября", 10), InlineData("ноября", 11), InlineData("декабря", 12)]
    [InlineData("январь", 1), InlineData("май", 5), InlineData("June", 6), InlineData("July", 7), InlineData("December", 12)]
    public void Every_month_is_known_by_its_name(string month, int number) => Assert.Equal(new DateOnly(2025, number, 9), TypedDay.Read($"9 {month} 2025").Value);

    [Theory]
    [InlineData("30.02.2026", RosterFault.NoSuchDay)]
    [InlineData("32 тамыз 2026", RosterFault.NoSuchDay)]
    [InlineData("13.13.2026", RosterFault.NoSuchDay)]
    [InlineData("2026", RosterFault.DayIncomplete)]
    [InlineData("2026 жыл", RosterFault.DayIncomplete)]
    [InlineData("08.2026", RosterFault.DayIncomplete)]
    [InlineData("август 2026", RosterFault.DayIncomplete)]
    [InlineData("скоро", RosterFault.DayUnreadable)]
    [InlineData("12345678901234567890", RosterFault.DayUnreadable)]
    [InlineData("7", RosterFault.DayUnreadable)]
    [InlineData("", RosterFault.DayUnreadable)]
    public void What_is_no_day_says_why(string typed, RosterFault fault) => Assert.Equal((null, fault), (TypedDay.Read(typed).Value, TypedDay.Read(typed).Fault));

    [Theory]
    [InlineData("+7 700 000 00 00", "+77000000000")]
    [InlineData("8 (700) 000-00-00", "+77000000000")]
    [InlineData("77000000000", "+77000000000")]
    [InlineData("77000000000.0", "+77000000000")]
    [InlineData("7000000000", "+77000000000")]
    [InlineData("тел.: 8-700-000-00-00", "+77000000000")]
    [InlineData("8 700 7 770 000", "+77007770000")]
    [InlineData("8 (7172) 55-55-55 (вн. 123)", "+77172555555")]
    [InlineData("+998 90 000 00 00", "+998900000000")]
    [InlineData("+7 900 000 00 00", "+79000000000")]
    [InlineData("8 700 000 00 00, 8 700 000 00 01", "+77000000000", RosterFault.FirstOfSeveral)]
    [InlineData("87000000000\n87000000001", "+77000000000", RosterFault.FirstOfSeveral)]
    [InlineData("87000000000/87000000001", "+77000000000", RosterFault.FirstOfSeveral)]
    [InlineData("87000000000 87000000001", "+77000000000", RosterFault.FirstOfSeveral)]
    [InlineData("7,7E+10", null, RosterFault.PhoneDigitsLost)]
    [InlineData("55-55-55", null, RosterFault.PhoneNoAreaCode)]
    [InlineData("8 700 000 00", null, RosterFault.PhoneWrongLength)]
    [InlineData("нет", null, RosterFault.PhoneWrongLength)]
    public void A_telephone_is_read(string typed, string? phone, RosterFault? told = null) => Assert.Equal((phone, told), (TypedContacts.Phone(typed).Value, TypedContacts.Phone(typed).Fault));

    [Theory]
    [InlineData("Akim@Demo.KZ", "akim@demo.kz")]
    [InlineData(" <akim@demo.kz>. ", "akim@demo.kz")]
    [InlineData("mailto:a.b-c+d@x.y.gov.kz", "a.b-c+d@x.y.gov.kz")]
    [InlineData("akim@demo.kz; b@demo.kz", "akim@demo.kz", RosterFault.FirstOfSeveral)]
    [InlineData("akim@demo", null, RosterFault.EmailIncomplete)]
    [InlineData("akim.demo.kz", null, RosterFault.EmailIncomplete)]
    [InlineData("@demo.kz", null, RosterFault.EmailIncomplete)]
    [InlineData("a@@demo.kz", null, RosterFault.EmailIncomplete)]
    [InlineData("аkіm@demo.kz", null, RosterFault.EmailCyrillic)]
    [InlineData("әкім@demo.kz", null, RosterFault.EmailCyrillic)]
    public void An_address_is_read(string typed, string? address, RosterFault? told = null) => Assert.Equal((address, told), (TypedContacts.Email(typed).Value, TypedContacts.Email(typed).Fault));

    [Fact]
    public void An_address_with_Cyrillic_letters_is_proposed_with_Latin_ones() => Assert.Equal(["akim@demo.kz"], TypedContacts.Email("аkіm@demo.kz").Arguments);

    [Theory]
    [InlineData("Тілеубаев Асқар Серікұлы", "Тілеубаев|Асқар|Серікұлы")]
    [InlineData("Асқар Серікұлы Тілеубаев", "Тілеубаев|Асқар|Серікұлы")]
    [InlineData("Тілеубаев  Асқар", "Тілеубаев|Асқар|")]
    [InlineData("Тілеубаев Асқар Серік ұлы", "Тілеубаев|Асқар|Серік ұлы")]
    [InlineData("Ким", "Ким||")]
    [InlineData("Серікұлы Асқар Болатұлы", "Серікұлы|Асқар|Болатұлы")]
    [InlineData("", "||")]
    public void A_whole_name_falls_into_its_parts(string full, string parts)
    {
        var name = PersonName.Split(full);
        Assert.Equal(parts, $"{name.Surname}|{name.GivenName}|{name.Patronymic}");
    }

    [Theory]
    [InlineData("ТІЛЕУБАЕВ", "Тілеубаев")]
    [InlineData("тілеубаев", "Тілеубаев")]
    [InlineData("ӘБДІ-ҒАНИ", "Әбді-Ғани")]
    [InlineData("СЕРІК ҰЛЫ", "Серік ұлы")]
    [InlineData("МакКуин", "МакКуин")]
    [InlineData("Бөкей ордасы", "Бөкей Ордасы")]
    [InlineData("А.", "А.")]
    [InlineData("Ю", "Ю")]
    public void Capitals_are_mended(string typed, string right) => Assert.Equal(right, NameCaseOf(typed));

    [Property(MaxTest = 5000)]
    public bool Anything_typed_is_a_value_or_a_fault(string? typed)
    {
        var text = typed ?? "";
        return (TypedDay.Read(text).Value is not null || TypedDay.Read(text).Fault is not null)
            && (TypedContacts.Phone(text).Value is not null || TypedContacts.Phone(text).Fault is not null)
            && (TypedContacts.Email(text).Value is not null || TypedContacts.Email(text).Fault is not null);
    }

    [Fact]
    public void Every_day_is_read_back_in_every_way_of_writing_it()
    {
        for (var day = new DateOnly(2023, 1, 1); day.Year < 2025; day = day.AddDays(1))
            foreach (var way in (string[])["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd", "dd/MM/yyyy", "d MMMM yyyy", "dd.MM.yy"])
                foreach (var culture in (string[])["kk", "ru", "en"])
                    Assert.Equal(day, TypedDay.Read(day.ToString(way, CultureInfo.GetCultureInfo(culture))).Value);
    }

    private static string NameCaseOf(string typed)
    {
        var row = RosterMaker.Read([["Тегі", "Аты"], [typed, "Асқар"]]).Rows.Single();
        return row.Name!.Surname;
    }
}
