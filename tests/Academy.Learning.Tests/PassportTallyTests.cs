using Academy.Courseware;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>Passports added up: every total is the sum of its rows, to the last digit.</summary>
public sealed class PassportTallyTests
{
    private static readonly Places Register = Places.Standard;

    private static PassportRow Row(string? place, WorkState state, string? specialisation = null, params (string Kind, decimal Cost)[] needs) =>
        new(Guid.NewGuid(), Register.Find(place), state, state != WorkState.Draft, null, specialisation, needs);

    private static readonly PassportRow[] Rows =
    [
        Row("613800000", WorkState.Accepted, "milk", ("roads", 0.1m), ("roads", 0.2m), ("water", 1_000_000_000m)),
        Row("613800000", WorkState.Submitted, "milk", ("water", 80_000.5m)),
        Row("611000000", WorkState.Submitted, "grain"),
        Row("610000000", WorkState.Draft),
        Row("103200000", WorkState.Returned),
        Row("751110000", WorkState.Accepted, "milk", ("school", 0.3m)),
        Row(null, WorkState.Draft),
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("610000000")]
    [InlineData("613800000")]
    [InlineData("750000000")]
    public void A_total_is_the_sum_of_what_stands_under_it(string? within)
    {
        var place = Register.Find(within);
        var tally = new PassportTally(Register, place);
        var counted = Rows.Where(tally.Add).ToList();

        var parts = tally.ByPlace.Select(one => one.Sums).Append(tally.Elsewhere).ToList();
        Assert.Equal(counted.Count, tally.Total.Begun);
        Assert.Equal(tally.Total.Begun, parts.Sum(part => part.Begun));
        Assert.Equal(tally.Total.HandedIn, parts.Sum(part => part.HandedIn));
        Assert.Equal(tally.Total.Accepted, parts.Sum(part => part.Accepted));
        Assert.Equal(tally.Total.NeedCount, parts.Sum(part => part.NeedCount));
        Assert.Equal(tally.Total.NeedCost, parts.Sum(part => part.NeedCost));
        Assert.Equal(counted.SelectMany(row => row.Needs).Sum(need => need.Cost), tally.Total.NeedCost);
        Assert.Equal(tally.Total.Specialisations.Values.Sum(), parts.Sum(part => part.Specialisations.Values.Sum()));
        foreach (var kind in tally.Total.Needs.Keys)
            Assert.Equal(tally.Total.Needs[kind].Cost, parts.Sum(part => part.Needs.GetValueOrDefault(kind).Cost));
    }

    [Fact]
    public void Tenths_add_up_exactly_and_each_place_has_its_own()
    {
        var tally = new PassportTally(Register, null);
        foreach (var row in Rows) tally.Add(row);
        var turkistan = tally.ByPlace.Single(one => one.Place.Code == "610000000").Sums;

        Assert.Equal((2, 0.3m), turkistan.Needs["roads"]);
        Assert.Equal((2, 1_000_080_000.5m), turkistan.Needs["water"]);
        Assert.Equal((4, 3, 1), (turkistan.Begun, turkistan.HandedIn, turkistan.Accepted));
        Assert.Equal(3, tally.Total.Specialisations["milk"]);
        Assert.Equal(20, tally.ByPlace.Count());
        Assert.Equal(1, tally.Elsewhere.Begun);
    }

    [Fact]
    public void What_was_returned_is_being_mended_and_counts_in_no_sum()
    {
        var sheet = new Worksheet
        {
            ModuleSlug = "m", Slug = VillagePassport.Slug, Title = Said(), Minutes = 0, Intro = Said(),
            Sections = [new WorksheetSection(null, null, [new Field(VillagePassport.Specialisation, FieldKind.Choice, Said(), null, true, null, null, null, [new FieldChoice("milk", Said()), new FieldChoice("grain", Said())], [], null)])],
        };
        var answers = WorksheetAnswers.FromJson("""{"specialisation":"milk"}""");

        Assert.Equal("milk", PassportRow.Of(Guid.NewGuid(), "613800000", WorkState.Accepted, true, sheet, answers, Register).Specialisation);
        Assert.Null(PassportRow.Of(Guid.NewGuid(), "613800000", WorkState.Returned, true, sheet, answers, Register).Specialisation);

        static Translated<string> Said() => new([KeyValuePair.Create(Languages.Russian, "x")]);
    }
}
