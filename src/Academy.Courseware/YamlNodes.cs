using System.Globalization;

namespace Academy.Courseware;

/// <summary>A value of a YAML file and where it stands. The <c>As…</c> methods give null and a diagnostic where it is something else.</summary>
internal abstract class YamlNode(SourceLocation location, FileFindings findings)
{
    public SourceLocation Location { get; } = location;

    /// <summary>How many nodes it is, itself and everything in it, aliases spelled out.</summary>
    public abstract int Count { get; }

    public void Report(Rule rule, params string[] arguments) => findings.Add(new Diagnostic(rule, Location, arguments));

    /// <param name="fix">What mends it; null where nothing certainly does.</param>
    public void Report(Rule rule, Fix? fix, params string[] arguments) => findings.Add(new Diagnostic(rule, Location, arguments) { Fix = fix });

    public YamlMapping? AsMapping() => As<YamlMapping>(Rules.YamlExpectedMapping);

    public YamlSequence? AsSequence() => As<YamlSequence>(Rules.YamlExpectedList);

    /// <summary>A text of one line or more, never empty, without outer space.</summary>
    public string? AsText()
    {
        if (this is not YamlScalar scalar) return Refuse<string>(Rules.YamlExpectedText);
        var text = scalar.Text.Trim();
        if (text.Length == 0) return Refuse<string>(Rules.YamlEmpty);
        return text.Any(IsUnprintable) ? Refuse<string>(Rules.YamlUnprintable) : text;
    }

    /// <summary>a-z, 0-9 and '-', not at the ends: part of addresses and file names.</summary>
    public string? AsSlug()
    {
        if (AsText() is not { } text) return null;
        if (Slug.IsValid(text)) return text;
        Report(Rules.NotASlug, text);
        return null;
    }

    public int? AsInteger(int least, int most) =>
        AsNumber(least, most, Rules.YamlExpectedInteger, NumberStyles.AllowLeadingSign) is { } number ? (int)number : null;

    public decimal? AsNumber(decimal least, decimal most) =>
        AsNumber(least, most, Rules.YamlExpectedNumber, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint);

    public bool? AsYesNo()
    {
        if (this is YamlScalar { Text: "true" }) return true;
        if (this is YamlScalar { Text: "false" }) return false;
        Report(Rules.YamlExpectedYesNo);
        return null;
    }

    /// <summary>A day as <c>2026-11-24</c>.</summary>
    public DateOnly? AsDate()
    {
        if (this is YamlScalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Report(Rules.YamlExpectedDate);
        return null;
    }

    /// <summary>A moment by the clocks of Kazakhstan: <c>2026-12-01T09:00</c>, or a day as <c>2026-12-01</c>.</summary>
    /// <param name="endOfDay">A day alone is its last second rather than its first.</param>
    public DateTimeOffset? AsMoment(bool endOfDay)
    {
        if (this is YamlScalar scalar)
        {
            if (DateTime.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Moment(endOfDay ? day + new TimeSpan(23, 59, 59) : day);
            if (DateTime.TryParseExact(scalar.Text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return Moment(moment);
        }
        Report(Rules.YamlExpectedMoment);
        return null;

        // The first and the last year cannot be moved to UTC, and no quiz opens in them.
        DateTimeOffset? Moment(DateTime shown)
        {
            if (shown.Year is > 1900 and < 9000) return new DateTimeOffset(shown, Kazakhstan.Offset).ToUniversalTime();
            Report(Rules.YamlExpectedMoment);
            return null;
        }
    }

    /// <summary>A time as <c>90s</c>, <c>40m</c>, <c>24h</c> or <c>7d</c>; a year at most.</summary>
    public TimeSpan? AsDuration()
    {
        if (this is YamlScalar { Text.Length: > 1 } scalar
            && int.TryParse(scalar.Text.AsSpan(0, scalar.Text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            TimeSpan? unit = scalar.Text[^1] switch
            {
                's' => TimeSpan.FromSeconds(1),
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                _ => null,
            };
            if (unit is { } one && number <= TimeSpan.FromDays(366) / one) return one * number;
        }
        Report(Rules.YamlExpectedDuration);
        return null;
    }

    /// <summary>One of a few words, turned into what it stands for.</summary>
    public T? AsOneOf<T>(IReadOnlyDictionary<string, T> words) where T : struct
    {
        if (this is YamlScalar scalar && words.TryGetValue(scalar.Text, out var meant)) return meant;
        Report(Rules.YamlExpectedOneOf, string.Join(", ", words.Keys));
        return null;
    }

    /// <summary>The texts of a list; what is no text is reported and left out.</summary>
    public IReadOnlyList<string>? AsTexts() => AsSequence() is { } list ? [.. list.Items.Select(item => item.AsText()).OfType<string>()] : null;

    /// <summary>The same said in several languages: <c>{ kk: …, ru: … }</c>; null where no language is left.</summary>
    /// <param name="needed">Languages that must be there; the first comes first in the result.</param>
    public Translated<string>? AsTranslated(IReadOnlyList<string> needed)
    {
        if (AsMapping() is not { } mapping) return null;

        var said = new List<KeyValuePair<string, string>>();
        foreach (var entry in mapping.Entries)
        {
            if (!Languages.All.Contains(entry.Key.Text)) entry.Key.Report(Rules.UnknownLanguage, entry.Key.Text, string.Join(", ", Languages.All));
            else if (entry.Value.AsText() is { } text) said.Add(new(entry.Key.Text, text));
        }
        foreach (var language in needed)
            if (!mapping.Has(language)) Report(Rules.LanguageMissing, language);

        // Of two files that say the same in another order, the same must come out.
        var order = needed.Concat(Languages.All).ToList();
        return said.Count == 0 ? null : new Translated<string>(said.OrderBy(pair => order.IndexOf(pair.Key)));
    }

    private decimal? AsNumber(decimal least, decimal most, Rule expected, NumberStyles styles)
    {
        if (this is not YamlScalar scalar || !decimal.TryParse(scalar.Text, styles, CultureInfo.InvariantCulture, out var number))
        {
            Report(expected);
            return null;
        }
        if (number >= least && number <= most) return number;
        Report(Rules.YamlOutOfRange, least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static bool IsUnprintable(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t') || letter is '\uFFFE' or '\uFFFF';

    private T? As<T>(Rule expected) where T : YamlNode
    {
        if (this is T node) return node;
        Report(this is YamlScalar { Text.Length: 0, IsPlain: true } ? Rules.YamlEmpty : expected);
        return null;
    }

    private T? Refuse<T>(Rule rule) where T : class
    {
        Report(rule);
        return null;
    }
}

/// <summary>A text, a number, a date: as it is written.</summary>
/// <param name="isPlain">Written without quotes.</param>
internal sealed class YamlScalar(SourceLocation location, FileFindings findings, string text, bool isPlain)
    : YamlNode(location, findings)
{
    public string Text { get; } = text;
    public bool IsPlain { get; } = isPlain;

    /// <summary>It is a key that nobody knows, near one that is known.</summary>
    // What stands in quotes may be written in many ways.
    public void ReportMeant(string meant) =>
        Report(Rules.UnknownKeyMeant, IsPlain ? new Fix(Location.Line, Location.Column, Text.Length, meant) : null, Text, meant);

    public override int Count => 1;
}

internal sealed class YamlSequence(SourceLocation location, FileFindings findings, IReadOnlyList<YamlNode> items)
    : YamlNode(location, findings)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override int Count { get; } = 1 + items.Sum(item => item.Count);
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Keys and values in the order of the file, each key once. The getters give null for a key that is not there.</summary>
internal sealed class YamlMapping(SourceLocation location, FileFindings findings, IReadOnlyList<YamlEntry> entries)
    : YamlNode(location, findings)
{
    private readonly Dictionary<string, YamlEntry> _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override int Count { get; } = 1 + entries.Sum(entry => 1 + entry.Value.Count);

    public bool Has(string key) => _byKey.ContainsKey(key);

    public YamlNode? Find(string key) => _byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>The value, or null with a diagnostic where the key is missing.</summary>
    public YamlNode? Need(string key)
    {
        if (Find(key) is { } value) return value;
        Report(Rules.KeyMissing, key);
        return null;
    }

    /// <summary>Warns of every key that is none of these, and names the one that was probably meant.</summary>
    public void Allow(params string[] keys)
    {
        foreach (var entry in Entries)
        {
            if (keys.Contains(entry.Key.Text)) continue;
            if (Nearest(entry.Key.Text, keys) is { } meant) entry.Key.ReportMeant(meant);
            else entry.Key.Report(Rules.UnknownKey, entry.Key.Text, string.Join(", ", keys));
        }
    }

    /// <summary>Every YAML file says by which version of the format it is written.</summary>
    public void CheckFormat(int version)
    {
        if (Need("format") is not { } format) return;
        var known = version.ToString(CultureInfo.InvariantCulture);
        if (format is not YamlScalar said || said.Text != known) format.Report(Rules.UnknownFormat, known);
    }

    public YamlMapping? Mapping(string key) => Find(key)?.AsMapping();
    public YamlSequence? Sequence(string key) => Find(key)?.AsSequence();
    public string? Text(string key) => Find(key)?.AsText();
    public string? Slug(string key) => Find(key)?.AsSlug();
    public int? Integer(string key, int least, int most) => Find(key)?.AsInteger(least, most);
    public decimal? Number(string key, decimal least, decimal most) => Find(key)?.AsNumber(least, most);
    public bool? YesNo(string key) => Find(key)?.AsYesNo();
    public DateOnly? Date(string key) => Find(key)?.AsDate();
    public TimeSpan? Duration(string key) => Find(key)?.AsDuration();
    public DateTimeOffset? Moment(string key, bool endOfDay) => Find(key)?.AsMoment(endOfDay);
    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> words) where T : struct => Find(key)?.AsOneOf(words);

    /// <summary>The texts of a list; empty where the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key)?.AsTexts() ?? [];

    public Translated<string>? Translated(string key, IReadOnlyList<string> needed) => Find(key)?.AsTranslated(needed);

    private static string? Nearest(string key, string[] keys)
    {
        // A key of a hundred letters is nobody's slip of the pen, and comparing it would cost.
        if (key.Length > 40) return null;
        var (meant, distance) = keys.Select(known => (known, EditDistance(key.ToLowerInvariant(), known))).MinBy(pair => pair.Item2);
        return meant is not null && distance <= Math.Max(1, meant.Length / 3) ? meant : null;
    }

    private static int EditDistance(string one, string other)
    {
        var distance = new int[one.Length + 1, other.Length + 1];
        for (var row = 0; row <= one.Length; row++)
            for (var at = 0; at <= other.Length; at++)
            {
                if (row == 0 || at == 0)
                {
                    distance[row, at] = row + at;
                    continue;
                }
                var changed = one[row - 1] == other[at - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(distance[row - 1, at], distance[row, at - 1]) + 1, distance[row - 1, at - 1] + changed);
                // Two letters in the wrong order are one slip, not two.
                if (row > 1 && at > 1 && one[row - 1] == other[at - 2] && one[row - 2] == other[at - 1]) least = Math.Min(least, distance[row - 2, at - 2] + 1);
                distance[row, at] = least;
            }
        return distance[one.Length, other.Length];
    }
}

/// <summary>The form of names that stand in addresses and keys.</summary>
internal static class Slug
{
    public const int Longest = 64;

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest && text[0] != '-' && text[^1] != '-'
        && text.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
}
