using System.Globalization;
using Academy.Courseware;
using Academy.Learning.Rosters;
using Academy.Sheets;

namespace Academy.Web.Tests;

/// <summary>Whatever is found in a roster is said in every language, in whole sentences, and says what to do.</summary>
public sealed class RosterWordsTests
{
    public static TheoryData<string> Spoken() => [.. Languages.All];

    [Theory, MemberData(nameof(Spoken))]
    public void Everything_that_can_be_found_has_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var texts = new Texts();
        var words = new RosterWords(texts, new When(texts, TimeProvider.System));

        foreach (var fault in Enum.GetValues<RosterFault>())
        {
            var isDay = fault is RosterFault.MonthFirst or RosterFault.DayFromNumber;
            var finding = new RosterFinding(2, 1, RosterField.Surname, fault, [isDay ? "2026-08-15" : "473600000"]);
            Whole(words.Fault(finding));
            Assert.Equal(finding.IsError, words.ToDo(finding) is not null);
            if (words.ToDo(finding) is { } toDo) Whole(toDo);
        }
        foreach (var field in Enum.GetValues<RosterField>()) Whole(words.Field(field));
        foreach (var decision in Enum.GetValues<RosterDecision>()) Whole(words.Decision(decision));
        foreach (var doubt in Enum.GetValues<RosterDoubt>()) Whole(words.Doubt(new PlannedRow(Row, RosterDecision.Doubtful, Doubt: doubt, OtherRow: 7)));
        foreach (var fault in Enum.GetValues<TableFault>()) Whole(words.File(new TableRefusedException(fault, 20, 12)));

        static void Whole(string sentence) => Assert.True(sentence.Length > 1 && !sentence.Contains('{', StringComparison.Ordinal), sentence);
    }

    [Fact]
    public void A_place_is_named_and_a_count_has_its_noun()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(Languages.Russian);
        var texts = new Texts();
        var words = new RosterWords(texts, new When(texts, TimeProvider.System));

        Assert.Equal("11 цифр вместо 12", words.Fault(new RosterFinding(14, 4, RosterField.PersonalNumber, RosterFault.NumberWrongLength, ["11"])));
        Assert.Equal("Похоже на: Мангистауская область, Бейнеуский район", words.ToDo(new RosterFinding(27, 7, RosterField.District, RosterFault.PlaceUnknown, ["473600000"])));
        Assert.Equal("Проверьте название", words.ToDo(new RosterFinding(27, 7, RosterField.District, RosterFault.PlaceUnknown, [])));
        Assert.Equal("Строка 42, похоже, о том же человеке. Это один человек?", words.Doubt(new PlannedRow(Row, RosterDecision.Doubtful, Doubt: RosterDoubt.TwoRows, OtherRow: 42)));
    }

    private static RosterRow Row => new() { Number = 2, Typed = new Dictionary<RosterField, string>(), Findings = [] };
}
