using System.Globalization;
using System.Text.RegularExpressions;

namespace Academy.Learning.Rosters;

/// <summary>Days as people write them: 15.08.2026, 15 тамыз 2026 ж., «15» августа 2026 года, 2026-08-15.</summary>
public static partial class TypedDay
{
    // A spreadsheet's numbers of the days from 1954 to 2064: another number in a column of days is something else.
    private const int FirstSerial = 20_000;
    private const int LastSerial = 60_000;
    private const int LongestCell = 80;

    // Two digits of a year: '49 is ahead of us, '50 behind.
    private const int CenturyTurns = 50;

    // How months begin in the three languages, long enough to be told apart, folded as SearchText folds.
    private static readonly string[][] Months =
    [
        ["кант", "янв", "jan"], ["акп", "фев", "feb"], ["наур", "мар", "mar"], ["сауи", "апр", "apr"], ["мамы", "май", "мая", "may"], ["маус", "июн", "jun"],
        ["шил", "июл", "jul"], ["тамы", "авг", "aug"], ["кыр", "сен", "sep"], ["каз", "окт", "oct"], ["кара", "ноя", "nov"], ["желт", "дек", "dec"],
    ];

    /// <summary>A day, or what is wrong.</summary>
    public static TypedValue<DateOnly?> Read(string typed)
    {
        var text = typed.Length > LongestCell ? "" : SearchText.Fold(Clock().Replace(typed.Trim(), "")).Trim();
        if (text.Length == 0) return new(null, RosterFault.DayUnreadable);

        if (Figures().Match(text) is { Success: true } figures)
            return figures.Groups["a"].Length == 4 ? Of(figures, "a", "b", "c") : Of(figures, "c", "b", "a");
        if (Together().Match(text) is { Success: true } together) return Of(together, "y", "m", "d");
        if (WithMonth(text) is { } named) return named;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is >= FirstSerial and <= LastSerial)
            return Day(DateOnly.FromDateTime(DateTime.FromOADate(serial)), RosterFault.DayFromNumber);
        return new(null, Incomplete().IsMatch(text) ? RosterFault.DayIncomplete : RosterFault.DayUnreadable);
    }

    private static TypedValue<DateOnly?> WithMonth(string[] words)
    {
        var month = Array.FindIndex(Months, starts => words.Any(word => starts.Any(start => word.StartsWith(start, StringComparison.Ordinal)))) + 1;
        var numbers = words.Select(word => Number().Match(word)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        if (numbers.Count == 1 && numbers[0].Length == 4) return new(null, RosterFault.DayIncomplete);
        if (numbers.Count != 2) return new(null, numbers.Count < 2 ? RosterFault.DayIncomplete : RosterFault.DayUnreadable);

        // The year is the one that is long, and where both are short the last: 15 тамыз 26.
        var (day, year) = numbers[0].Length == 4 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
        return Made(Year(year), month, int.Parse(day, CultureInfo.InvariantCulture));
    }

    private static TypedValue<DateOnly?>? WithMonth(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Months.Any(starts => starts.Any(start => word.StartsWith(start, StringComparison.Ordinal)))) ? WithMonth(words) : null;
    }

    private static TypedValue<DateOnly?> Of(Match match, string year, string month, string day)
    {
        var (y, m, d) = (Year(match.Groups[year].Value), int.Parse(match.Groups[month].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[day].Value, CultureInfo.InvariantCulture));
        // American programs put the month first; it shows only where the day is past the twelfth.
        return m is > 12 and <= 31 && d <= 12 && Made(y, d, m).Value is { } turned ? Day(turned, RosterFault.MonthFirst) : Made(y, m, d);
    }

    private static TypedValue<DateOnly?> Made(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(new DateOnly(year, month, day)) : new(null, RosterFault.NoSuchDay);

    private static TypedValue<DateOnly?> Day(DateOnly day, RosterFault how) => new(day, how, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static int Year(string digits) => int.Parse(digits, CultureInfo.InvariantCulture) is var year && digits.Length == 2 ? year + (year < CenturyTurns ? 2000 : 1900) : year;

    [GeneratedRegex(@"[T\s,]\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?\s*([AaPp][Mm])?Z?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    // "ж", "г" or a word around does no harm: «с 15.08.2026 г.»
    [GeneratedRegex(@"^([^0-9 ]+ )*(?<a>[0-9]{4}) (?<b>[0-9]{1,2}) (?<c>[0-9]{1,2})( ?[^0-9 ]+)*$|^([^0-9 ]+ )*(?<a>[0-9]{1,2}) (?<b>[0-9]{1,2}) (?<c>[0-9]{4}|[0-9]{2})( ?[^0-9 ]+)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Figures();

    [GeneratedRegex("^(?<y>(19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Together();

    [GeneratedRegex("^([0-9]{1,2}|[0-9]{4})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("^([^0-9 ]+ )*([0-9]{1,2} )?(19|20)[0-9]{2}( ?[^0-9 ]+)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Incomplete();
}
