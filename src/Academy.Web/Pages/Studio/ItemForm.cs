using System.Globalization;
using System.Text.RegularExpressions;
using Academy.Courseware;

namespace Academy.Web.Pages.Studio;

/// <summary>
/// An item's settings as a form shows them. Where a field comes back as it was shown, course.yml keeps what its author wrote, to the letter.
/// </summary>
public sealed partial record ItemForm
{
    public static readonly IReadOnlyList<string> Units = ["m", "h", "d", "s"];
    public static readonly IReadOnlyList<string> Reviews = ["after-submit", "after-pass", "never"];

    public string Pass { get; set; } = "";
    public string Attempts { get; set; } = "";
    public string Wait { get; set; } = "";
    public string WaitUnit { get; set; } = "h";
    public string TimeLimit { get; set; } = "";
    public string TimeLimitUnit { get; set; } = "m";
    public string Grace { get; set; } = "";
    public string GraceUnit { get; set; } = "m";
    public string Opens { get; set; } = "";
    public string Closes { get; set; } = "";

    /// <summary>One draw a line: how many, then the tag, or nothing for the whole bank.</summary>
    public string Draw { get; set; } = "";

    public bool ShuffleQuestions { get; set; }
    public bool ShuffleOptions { get; set; }
    public string Review { get; set; } = "";
    public string Points { get; set; } = "";
    public string Markers { get; set; } = "";

    /// <summary>As it was posted. A field that is not there says nothing, as an empty one does.</summary>
    public static ItemForm Of(IFormCollection posted)
    {
        return new ItemForm
        {
            Pass = At(nameof(Pass)), Attempts = At(nameof(Attempts)), Wait = At(nameof(Wait)), WaitUnit = At(nameof(WaitUnit)), TimeLimit = At(nameof(TimeLimit)), TimeLimitUnit = At(nameof(TimeLimitUnit)),
            Grace = At(nameof(Grace)), GraceUnit = At(nameof(GraceUnit)), Opens = At(nameof(Opens)), Closes = At(nameof(Closes)), Draw = At(nameof(Draw)),
            ShuffleQuestions = At(nameof(ShuffleQuestions)) == "true", ShuffleOptions = At(nameof(ShuffleOptions)) == "true",
            Review = At(nameof(Review)), Points = At(nameof(Points)), Markers = At(nameof(Markers)),
        };

        string At(string field) => posted[$"Form.{field}"].ToString();
    }

    public static ItemForm Of(ManifestItemText item)
    {
        var form = new ItemForm
        {
            Pass = Said("pass"), Attempts = Said("attempts"), Review = Said("review"), Points = Said("points"), Markers = Said("markers"),
            Opens = Moment(Said("opens"), "T00:00"), Closes = Moment(Said("closes"), "T23:59"),
            Draw = string.Join('\n', item.Draws.Select(draw => draw.Tag is null ? draw.Count : $"{draw.Count} {draw.Tag}")),
            ShuffleQuestions = item.Shuffle.Contains("questions"), ShuffleOptions = item.Shuffle.Contains("options"),
        };
        if (Length().Match(Said("wait")) is { Success: true } wait) (form.Wait, form.WaitUnit) = (wait.Groups[1].Value, wait.Groups[2].Value);
        if (Length().Match(Said("time_limit")) is { Success: true } limit) (form.TimeLimit, form.TimeLimitUnit) = (limit.Groups[1].Value, limit.Groups[2].Value);
        if (Length().Match(Said("grace")) is { Success: true } grace) (form.Grace, form.GraceUnit) = (grace.Groups[1].Value, grace.Groups[2].Value);
        return form;

        string Said(string key) => item.Settings.GetValueOrDefault(key, "");
    }

    /// <summary>The fields that cannot stand in course.yml, each with the end of the key of its sentence. What the compiler alone can judge it judges afterwards.</summary>
    public IEnumerable<(string Field, string Sentence)> Faults()
    {
        if (!IsNumber(Pass, 0, 100)) yield return (nameof(Pass), "BadPercent");
        if (!IsNumber(Attempts, 1, 1000)) yield return (nameof(Attempts), "BadNumber");
        if (!IsNumber(Wait, 0, 31_622_400)) yield return (nameof(Wait), "BadNumber");
        if (!IsNumber(TimeLimit, 0, 31_622_400)) yield return (nameof(TimeLimit), "BadNumber");
        if (!IsNumber(Grace, 0, 31_622_400)) yield return (nameof(Grace), "BadNumber");
        if (!IsMoment(Opens)) yield return (nameof(Opens), "BadMoment");
        if (!IsMoment(Closes)) yield return (nameof(Closes), "BadMoment");
        if (Lines(Draw).Any(line => !IsDraw(line))) yield return (nameof(Draw), "BadDraw");
        if (Review.Length > 0 && !Reviews.Contains(Review)) yield return (nameof(Review), "BadNumber");
        if (Points.Trim().Length > 0 && !(decimal.TryParse(Points, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var points) && points <= 1000))
            yield return (nameof(Points), "BadNumber");
        if (!IsNumber(Markers, 1, 2)) yield return (nameof(Markers), "BadNumber");
        if (!Units.Contains(WaitUnit) && Wait.Length > 0) yield return (nameof(Wait), "BadNumber");
        if (!Units.Contains(TimeLimitUnit) && TimeLimit.Length > 0) yield return (nameof(TimeLimit), "BadNumber");
        if (!Units.Contains(GraceUnit) && Grace.Length > 0) yield return (nameof(Grace), "BadNumber");
    }

    /// <summary>Lays what was changed upon course.yml.</summary>
    public CourseManifestEditor LayOn(CourseManifestEditor manifest, string path)
    {
        if (manifest.Item(path) is not { } item) return manifest;

        var shown = Of(item);
        if (item.FileKind == FileKind.Quiz)
        {
            Value("pass", shown.Pass, Pass);
            Value("attempts", shown.Attempts, Attempts);
            Span("wait", shown.Wait + shown.WaitUnit, Wait, WaitUnit);
            Span("time_limit", shown.TimeLimit + shown.TimeLimitUnit, TimeLimit, TimeLimitUnit);
            Span("grace", shown.Grace + shown.GraceUnit, Grace, GraceUnit);
            Value("opens", shown.Opens, Opens);
            Value("closes", shown.Closes, Closes);
            Value("review", shown.Review, Review);
            if (string.Join('\n', Lines(shown.Draw)) != string.Join('\n', Lines(Draw))) manifest = manifest.SetDraws(path, [.. Lines(Draw).Select(DrawOf)]);
            if ((shown.ShuffleQuestions, shown.ShuffleOptions) != (ShuffleQuestions, ShuffleOptions))
                manifest = manifest.SetShuffle(path, [.. ShuffleQuestions ? ["questions"] : Array.Empty<string>(), .. ShuffleOptions ? ["options"] : Array.Empty<string>()]);
        }
        else if (item.FileKind == FileKind.Task)
        {
            Value("points", shown.Points, Points);
            Value("markers", shown.Markers, Markers);
        }
        return manifest;

        void Value(string key, string was, string now)
        {
            if (was != now.Trim()) manifest = manifest.SetItem(path, key, now.Trim() is { Length: > 0 } value ? value : null);
        }

        // Without a number the unit says nothing.
        void Span(string key, string was, string now, string unit)
        {
            if (now.Trim().Length == 0 ? char.IsAsciiDigit(was[0]) : was != now.Trim() + unit) manifest = manifest.SetItem(path, key, now.Trim().Length == 0 ? null : now.Trim() + unit);
        }
    }

    private static string Moment(string said, string time) => Day().IsMatch(said) ? said + time : said;

    private static bool IsNumber(string text, int least, int most) => text.Trim().Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool IsMoment(string text) => text.Trim().Length == 0 || DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDraw(string line) => DrawLine().IsMatch(line);

    private static ManifestDrawText DrawOf(string line) => line.Split(' ', 2, StringSplitOptions.TrimEntries) is [var count, { Length: > 0 } tag] ? new ManifestDrawText(tag, count) : new ManifestDrawText(null, line);

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    [GeneratedRegex("^([0-9]{1,9})([smhd])$")] private static partial Regex Length();
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] private static partial Regex Day();
    [GeneratedRegex(@"^[1-9][0-9]{0,3}( +\S.{0,99})?$")] private static partial Regex DrawLine();
}
