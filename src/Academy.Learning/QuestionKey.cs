using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>What is right in a question, as data: what a ruling puts in place of the author's. Each kind of question fills its own part.</summary>
public sealed record QuestionKey
{
    public const int MostTexts = 50;
    public const int LongestText = 200;

    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Choice: the places of the right options. In a single choice each of them earns everything.</summary>
    public IReadOnlyList<int>? Right { get; init; }

    /// <summary>Number: both ends are right.</summary>
    public decimal? Least { get; init; }

    public decimal? Most { get; init; }

    /// <summary>Short text: every accepted answer.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }

    /// <summary>Gaps: for each in order the accepted texts, or the place of the right choice.</summary>
    public IReadOnlyList<GapKey>? Gaps { get; init; }

    /// <summary>Whether a question of this kind has a key that can be put right. The order of steps and pairs is the question itself.</summary>
    public static bool Fits(Question question) => question is ChoiceQuestion or NumberQuestion or ShortTextQuestion or GapsQuestion;

    /// <summary>The key that the question has; null where it has none that could be put right.</summary>
    public static QuestionKey? Of(Question question) => question switch
    {
        ChoiceQuestion choice => new QuestionKey { Right = [.. choice.Options.Index().Where(option => option.Item.IsRight).Select(option => option.Index)] },
        NumberQuestion number => new QuestionKey { Least = number.Least, Most = number.Most },
        ShortTextQuestion text => new QuestionKey { Accepted = text.Accepted },
        GapsQuestion gaps => new QuestionKey
        {
            Gaps = [.. gaps.Gaps.Select(gap => gap is ChosenGap chosen ? new GapKey(chosen.Right, null) : new GapKey(null, ((TypedGap)gap).Accepted))],
        },
        _ => null,
    };

    /// <summary>Null where it is a whole key for this question.</summary>
    public Refusal? WhyNotFor(Question question) => question switch
    {
        ChoiceQuestion choice => Right is { Count: > 0 } right && right.Distinct().Count() == right.Count && right.All(place => place >= 0 && place < choice.Options.Count)
            ? null : Refusal.KeyIncomplete,
        NumberQuestion => Least <= Most ? null : Refusal.KeyIncomplete,
        ShortTextQuestion => IsWhole(Accepted) ? null : Refusal.KeyIncomplete,
        GapsQuestion gaps => Gaps is { } keys && keys.Count == gaps.Gaps.Count && gaps.Gaps.Zip(keys).All(pair => IsWhole(pair.First, pair.Second))
            ? null : Refusal.KeyIncomplete,
        _ => Refusal.KeyNotForQuestion,
    };

    /// <summary>The question with this key; only what is right differs.</summary>
    public Question ApplyTo(Question question) => WhyNotFor(question) is { } refusal ? throw new RefusedException(refusal) : question switch
    {
        ChoiceQuestion choice => choice with { Options = [.. choice.Options.Select((option, place) => option with { IsRight = Right!.Contains(place) })] },
        NumberQuestion number => number with { Least = Least!.Value, Most = Most!.Value },
        ShortTextQuestion text => text with { Accepted = Accepted! },
        GapsQuestion gaps => gaps with
        {
            Gaps = [.. gaps.Gaps.Zip(Gaps!, Gap (gap, key) => gap is ChosenGap chosen ? chosen with { Right = key.Right!.Value } : (TypedGap)gap with { Accepted = key.Accepted! })],
        },
        _ => question,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Compact);

    public static QuestionKey FromJson(string json) => JsonSerializer.Deserialize<QuestionKey>(json, Compact) ?? new QuestionKey();

    public bool Equals(QuestionKey? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    private static bool IsWhole(Gap gap, GapKey key) => gap is ChosenGap chosen
        ? key.Right is { } place && place >= 0 && place < chosen.Choices.Count
        : IsWhole(key.Accepted);

    private static bool IsWhole(IReadOnlyList<string>? texts) =>
        texts is { Count: > 0 and <= MostTexts } && texts.All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText);
}

/// <param name="Right">Of a chosen gap.</param>
/// <param name="Accepted">Of a typed gap.</param>
public sealed record GapKey(int? Right, IReadOnlyList<string>? Accepted);
