using Academy.Courseware;

namespace Academy.Learning;

/// <summary>Times are UTC inside and Kazakhstan's for people: one zone, UTC+5, since 1 March 2024.</summary>
public static class KazakhstanTime
{
    public static DateTimeOffset Of(DateTimeOffset moment) => moment.ToOffset(Kazakhstan.Offset);

    /// <summary>What a clock on the wall there shows, as a moment.</summary>
    public static DateTimeOffset At(DateTime shown) => new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), Kazakhstan.Offset).ToUniversalTime();

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Of(moment).DateTime);
}
