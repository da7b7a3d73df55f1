using Academy.Courseware;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>The register of places is whole and says what its source says.</summary>
public sealed class PlacesTests
{
    private static readonly Places All = Places.Standard;

    [Fact]
    public void It_has_twenty_units_at_the_top_and_two_hundred_and_twenty_inside()
    {
        Assert.Equal(20, All.Regions.Count);
        Assert.Equal(17, All.Regions.Count(place => place.Kind == PlaceKind.Region));
        Assert.Equal(PlaceKind.Capital, All.Find("710000000")!.Kind);
        Assert.Equal(220, All.All.Count(place => !place.IsTop));
        Assert.Equal(220, All.Regions.Sum(region => All.Inside(region).Count));
        Assert.Equal(new DateOnly(2026, 11, 24), All.AsOf);
    }

    [Fact]
    public void Every_code_has_nine_digits_stands_once_and_lies_in_its_parent()
    {
        Assert.All(All.All, place => Assert.Matches("^[0-9]{9}$", place.Code));
        Assert.Equal(All.All.Count, All.All.Select(place => place.Code).Distinct().Count());
        Assert.All(All.All.Where(place => !place.IsTop), place => Assert.Equal($"{place.Code[..2]}0000000", place.ParentCode));
        Assert.All(All.All, place => Assert.StartsWith(All.Chain(place)[0].Prefix, place.Code, StringComparison.Ordinal));
        // What is inside one place is inside no other of its level.
        Assert.All(All.Regions.SelectMany(All.Inside).GroupBy(place => place.Prefix), same => Assert.Single(same));
    }

    [Fact]
    public void The_tile_map_has_a_cell_of_its_own_for_every_unit_at_the_top()
    {
        Assert.Equal(20, All.Regions.Select(region => (region.Region!.Column, region.Region.Row)).Distinct().Count());
        Assert.All(All.Regions, region => Assert.True(region.Region!.Column is >= 0 and <= 5 && region.Region.Row is >= 0 and <= 4));
        Assert.Equal(("KZ-61", 2, 3), (All.Find("610000000")!.Region!.Iso, All.Find("610000000")!.Region!.Column, All.Find("610000000")!.Region!.Row));
        Assert.Equal("Түркістан", All.Find("610000000")!.Region!.Centre!.In(Languages.Kazakh));
        Assert.Null(All.Find("750000000")!.Region!.Centre);
    }

    [Fact]
    public void A_name_is_said_in_each_language_and_in_Russian_where_there_is_no_English_one()
    {
        var district = All.Find(" 613800000 ")!;

        Assert.Equal(("Жетісай ауданы", "Жетысайский район"), (district.Name.In(Languages.Kazakh), district.Name.In(Languages.Russian)));
        Assert.Equal(("Жетысайский район", Languages.Russian), (district.Name.In(Languages.English), district.Name.LanguageFor(Languages.English)));
        Assert.Equal("Turkistan Region", All.Find("610000000")!.Name.In(Languages.English));
        Assert.Equal(["610000000", "613800000"], All.Chain(district).Select(place => place.Code));
        Assert.DoesNotContain(All.All, place => place.Name.In(Languages.Kazakh).Contains('?', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("жетисай", "613800000")]
    [InlineData("Жетысай", "613800000")]
    [InlineData("ЖЕТІСАЙ АУДАНЫ", "613800000")]
    [InlineData("жамбыл алматы", "194200000")]
    [InlineData("6138", "613800000")]
    [InlineData("6138 00000", "613800000")]
    [InlineData("turkistan region", "610000000")]
    public void A_place_is_found_as_people_type_it(string typed, string code) =>
        Assert.Contains(code, All.Search(typed).Select(place => place.Code));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("нет такого места")]
    [InlineData("000000000")]
    [InlineData(null)]
    public void What_is_nowhere_is_not_found(string? typed) => Assert.Empty(All.Search(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("999999999")]
    public void A_code_that_is_none_gives_nothing(string? code) => Assert.Null(All.Find(code));
}
