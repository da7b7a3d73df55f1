using System.Globalization;
using Academy.Learning;

namespace Academy.Web;

/// <summary>Dates and times as people here read them: Kazakhstan's time, in the language of the page.</summary>
public sealed class When(Texts texts, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>24 November 2026, as the language writes it out.</summary>
    public string Date(DateOnly day) => texts.Format("Site.DateLong", day);

    public string Date(DateTimeOffset moment) => Date(KazakhstanTime.DayOf(moment));

    /// <summary>24.11.2026</summary>
    public string ShortDate(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public string ShortDate(DateTimeOffset moment) => ShortDate(KazakhstanTime.DayOf(moment));

    /// <summary>14:45</summary>
    public string Time(DateTimeOffset moment) => KazakhstanTime.Of(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string DateAndTime(DateTimeOffset moment) => $"{Date(moment)}, {Time(moment)}";

    /// <summary>Today only the time, else the date with it.</summary>
    public string Nearly(DateTimeOffset moment) =>
        KazakhstanTime.DayOf(moment) == KazakhstanTime.DayOf(clock.GetUtcNow()) ? Time(moment) : DateAndTime(moment);

    /// <summary>Why not, in a sentence that names the moment where there is one.</summary>
    public string Say(Refusal refusal, DateTimeOffset? moment) =>
        moment is { } named ? texts.Format($"Refusals.{refusal}", DateAndTime(named)) : texts[$"Refusals.{refusal}"];

    /// <summary>For the <c>datetime</c> attribute and for scripts.</summary>
    public static string Machine(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
