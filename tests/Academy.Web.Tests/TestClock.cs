using Microsoft.Extensions.Time.Testing;

namespace Academy.Web.Tests;

/// <summary>
/// The site's clock, which goes on when a test says so. Of a long time only the end is gone through second by second: the site's rounds run at
/// every second, and a year of them would take a test an hour.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    // Long enough for every round to come once.
    private static readonly TimeSpan Walked = TimeSpan.FromMinutes(5);

    public new void Advance(TimeSpan time)
    {
        if (time > Walked) AdjustTime(GetUtcNow() + time - Walked);
        base.Advance(time < Walked ? time : Walked);
    }

    public new void SetUtcNow(DateTimeOffset moment) => Advance(moment - GetUtcNow());
}
