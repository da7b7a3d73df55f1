namespace Academy.Learning;

/// <summary>Times are UTC inside and Kazakhstan's for people: one zone, UTC+5, since 1 March 2024.</summary>
public static class KazakhstanTime
{
    // A fixed offset rather than the system's time zones: an old tzdata still says +6 for Asia/Almaty.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(5);

    public static DateTimeOffset Of(DateTimeOffset moment) => moment.ToOffset(Offset);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Of(moment).DateTime);
}
