using System.Globalization;
using System.Text.Json;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>
/// What a learner answered, for every kind of question a list of texts: options by their place ("0", "2"); a number or a text as typed;
/// for matching the place of a right side for each left side; for ordering the position from 1 of each step; for gaps a text or a choice's place each.
/// </summary>
public sealed record Answer
{
    public static readonly Answer Empty = new([]);

    private static readonly Answer[] OneDigit = [.. Enumerable.Range(0, 10).Select(digit => new Answer([$"{digit}"]))];

    // JSON can say null where a text belongs; to every rule that is an empty field.
    public Answer(IEnumerable<string?> values) => Values = [.. values.Select(value => value ?? "")];

    public IReadOnlyList<string> Values { get; }

    /// <summary>Nothing chosen and nothing typed.</summary>
    public bool IsEmpty => Values.All(string.IsNullOrWhiteSpace);

    /// <summary>Characters, with one between two values: a million empty values are long too.</summary>
    public int Length => Values.Sum(value => value.Length) + Math.Max(0, Values.Count - 1);

    /// <summary>Whether the question's own fields could have given it: every option was offered, and no value stands where there is no place.</summary>
    public bool Fits(Question question) => question switch
    {
        ChoiceQuestion choice => Values.Count <= (choice.Multiple ? choice.Options.Count : 1)
            && Values.All(value => IsPlace(value, 0, choice.Options.Count)) && Values.Distinct().Count() == Values.Count,
        MatchingQuestion matching => Values.Count <= matching.Pairs.Count && Values.All(value => IsPlace(value, 0, matching.Pairs.Count)),
        OrderingQuestion ordering => Values.Count <= ordering.Steps.Count && Values.All(value => IsPlace(value, 1, ordering.Steps.Count)),
        GapsQuestion gaps => Values.Count <= gaps.Gaps.Count
            && Values.Zip(gaps.Gaps).All(given => given.Second is not ChosenGap chosen || IsPlace(given.First, 0, chosen.Choices.Count)),
        _ => Values.Count <= 1,
    };

    // Nothing chosen is an answer too. Only the form that our pages send: "01" or "+1" is somebody else's.
    private static bool IsPlace(string value, int first, int count) =>
        value.Length == 0
        || int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= first && place < first + count
        && value == place.ToString(CultureInfo.InvariantCulture);

    public bool Equals(Answer? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(Values.Count, HashCode.Combine);

    /// <summary>A JSON array of texts.</summary>
    public string ToJson() => JsonSerializer.Serialize(Values);

    /// <exception cref="JsonException">It is not a JSON array of texts.</exception>
    // Most answers ever read are one option of a few: these are not parsed, and shared.
    public static Answer FromJson(string json) => json.Length == 5 && json[1] == '"' && char.IsAsciiDigit(json[2]) ? OneDigit[json[2] - '0'] : Parsed(json);

    private static Answer Parsed(string json) => new(JsonSerializer.Deserialize<string?[]>(json) ?? []);
}
