using Xunit;

namespace Academy.Learning.Tests;

public class KazakhstanTimeTests
{
    [Theory]
    [InlineData("2026-03-02T18:59:59Z", "2026-03-02")]
    [InlineData("2026-03-02T19:00:00Z", "2026-03-03")]
    [InlineData("2026-12-31T19:00:00Z", "2027-01-01")]
    [InlineData("2026-03-03T01:00:00+06:00", "2026-03-03")]
    [InlineData("2026-03-03T00:30:00+06:00", "2026-03-02")]
    public void A_day_begins_at_midnight_in_Kazakhstan(string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), KazakhstanTime.DayOf(DateTimeOffset.Parse(moment, null)));

    [Theory]
    [InlineData("2026-01-15T12:00:00Z")]
    [InlineData("2026-07-15T12:00:00Z")]
    public void The_clock_is_five_hours_ahead_in_winter_and_in_summer(string moment)
    {
        var utc = DateTimeOffset.Parse(moment, null);

        var local = KazakhstanTime.Of(utc);

        Assert.Equal((17, utc), (local.Hour, local));
    }
}
