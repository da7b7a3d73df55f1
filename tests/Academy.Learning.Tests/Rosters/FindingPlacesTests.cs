using Academy.Courseware;
using Academy.Learning.Rosters;
using Xunit;

namespace Academy.Learning.Tests.Rosters;

/// <summary>Places as people write them are found in the register, and nothing is found that was not meant.</summary>
public sealed class FindingPlacesTests
{
    private static readonly PlaceMatcher Matcher = RosterMaker.Places;

    [Theory]
    [InlineData("473600000", null, null, "473600000")]
    [InlineData("4736 00000", null, null, "473600000")]
    [InlineData("4736", null, null, "473600000")]
    [InlineData("473633100", null, null, "473600000")]
    [InlineData("711110000", null, null, "711110000")]
    [InlineData("47", null, null, "470000000")]
    [InlineData(null, "Мангистауская область", "Бейнеуский район", "473600000")]
    [InlineData(null, "Маңғыстау облысы", "Бейнеу ауданы", "473600000")]
    [InlineData(null, "Маңғыстау обл.", "Бейнеу ауд.", null)]
    [InlineData(null, "мангистауской области", "в Бейнеуском районе", "473600000")]
    [InlineData(null, "Mangystau Region", "Beineu", "473600000")]
    [InlineData(null, null, "Бейнеу", "473600000")]
    [InlineData(null, null, "Бейнеуский р-н", "473600000")]
    [InlineData(null, null, "Бейнеу ауданының", "473600000")]
    [InlineData(null, null, "Мангистауская область, Бейнеуский район", "473600000")]
    [InlineData(null, "Мангистауская область, Бейнеуский район", null, "473600000")]
    [InlineData(null, "Карагандинская", "Абайский район", "353200000")]
    [InlineData(null, "область Абай", "Абай ауданы", "103200000")]
    [InlineData(null, "Абай", "Абай", "103200000")]
    [InlineData(null, "Абай облысы", null, "100000000")]
    [InlineData(null, "Шымкент", "Абайский район", "791110000")]
    [InlineData(null, "г. Астана", "район Есиль", "711210000")]
    [InlineData(null, "Астана қ.", null, "710000000")]
    [InlineData(null, "город Алматы", null, "750000000")]
    [InlineData(null, "Алматинская область", "г. Қонаев", "191000000")]
    [InlineData(null, "Алматы обл", "Жамбыл", "194200000")]
    [InlineData(null, "ВКО", null, null)]
    [InlineData(null, "Туркестанская обл.", "г. Туркестан", "611000000")]
    [InlineData(null, "Қостанай облысы", "Қостанай ауданы", "395400000")]
    [InlineData(null, "Қостанай облысы", "Қостанай қаласы", "391000000")]
    [InlineData(null, "Костанайская область", "район имени Беимбета Майлина", "396400000")]
    [InlineData(null, "Актюбинская область", "Айтекебийский р/н", "153400000")]
    [InlineData(null, "Восточно-Казахстанская область", "Катон Карагай", "635400000")]
    [InlineData(null, "Улытауская область", null, null)]
    [InlineData(null, "СКО", "Тимирязевский", null)]
    public void Names_and_codes_are_found(string? code, string? region, string? district, string? found)
    {
        var reading = Matcher.Find(new PlaceWords(code, region, district));

        Assert.Equal(found, reading.Place?.Code);
        Assert.Equal(found is null, reading.Fault is not null);
    }

    [Fact]
    public void What_the_register_does_not_have_is_kept_as_written()
    {
        var reading = Matcher.Find(new PlaceWords(Region: "Маңғыстау облысы, Бейнеу ауданы, Ақжігіт ауылы"));
        Assert.Equal(("473600000", "Ақжігіт ауылы", null), (reading.Place!.Code, reading.Settlement, reading.Fault));

        reading = Matcher.Find(new PlaceWords(District: "Бейнеу", RuralDistrict: "Боранкульский с.о.", Settlement: "с. Боранкуль"));
        Assert.Equal(("473600000", "Боранкульский с.о.", "с. Боранкуль"), (reading.Place!.Code, reading.RuralDistrict, reading.Settlement));

        reading = Matcher.Find(new PlaceWords(District: "Бейнеу", Settlement: "с. Бейнеу"));
        Assert.Equal(("473600000", "с. Бейнеу"), (reading.Place!.Code, reading.Settlement));
    }

    [Fact]
    public void A_name_of_several_is_not_chosen_among_by_us()
    {
        var reading = Matcher.Find(new PlaceWords(District: "Абайский район"));
        Assert.Equal((RosterField.District, RosterFault.PlaceAmbiguous), (reading.Field, reading.Fault));
        Assert.Equal(["103200000", "353200000", "791110000"], reading.Arguments);

        Assert.Equal(["190000000", "750000000"], Matcher.Find(new PlaceWords(Region: "Алматы")).Arguments);
    }

    [Fact]
    public void A_deeper_register_is_searched_as_deep_as_it_goes()
    {
        static Place Deeper(string code, string kk, string ru, string parent) =>
            new(code, PlaceKind.District, new Translated<string>([new("ru", ru), new("kk", kk)]), parent, null);
        var matcher = new PlaceMatcher([.. Places.Standard.All, Deeper("473633000", "Ақжігіт", "Акжигитский сельский округ", "473600000")]);

        Assert.Equal("473633000", matcher.Find(new PlaceWords("473633000")).Place!.Code);
        Assert.Equal("473633000", matcher.Find(new PlaceWords(District: "Бейнеу", RuralDistrict: "Ақжігіт")).Place!.Code);
    }

    [Fact]
    public void Every_place_is_found_by_each_of_its_names_and_by_its_code()
    {
        foreach (var place in Places.Standard.All)
        {
            Assert.Equal(place, Matcher.Find(new PlaceWords(place.Code)).Place);
            foreach (var language in place.Name.Languages)
            {
                var (name, region) = (place.Name.In(language), Places.Standard.Chain(place)[0]);
                var words = place.IsTop ? new PlaceWords(Region: name) : new PlaceWords(Region: region.Name.In(language), District: name);
                Assert.Equal(place, Matcher.Find(words).Place);
                Assert.Equal(place, Matcher.Find(place.IsTop ? words : words with { Region = null }, region).Place);
            }
        }
    }
}
