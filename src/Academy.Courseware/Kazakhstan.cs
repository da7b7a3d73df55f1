namespace Academy.Courseware;

/// <summary>The clock by which the course's people live.</summary>
public static class Kazakhstan
{
    /// <summary>One zone, UTC+5, since 1 March 2024. Fixed rather than the system's time zones: an old tzdata still says +6 for Asia/Almaty.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(5);
}
