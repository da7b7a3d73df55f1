using System.Text.Json;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>One thing that a marker gives points for: a criterion of a rubric, or the whole where there is none.</summary>
/// <param name="Key">Unique in the scheme and never changed: drafts and marks hang on it.</param>
/// <param name="QuestionId">The open question it belongs to; null in a task.</param>
/// <param name="Prompt">Of the open question; null in a task.</param>
/// <param name="Name">The criterion; null where there is no rubric.</param>
/// <param name="Points">The most it gives.</param>
/// <param name="Levels">Of a rubric's criterion; empty where any number of points may be given.</param>
public sealed record MarkPart(
    string Key, string? QuestionId, Translated<Html>? Prompt, Translated<string>? Name, decimal Points, IReadOnlyList<Level> Levels);

/// <summary>What a marker gives points for, in the author's order.</summary>
public sealed record MarkScheme(IReadOnlyList<MarkPart> Parts)
{
    public decimal MaxPoints => Parts.Sum(part => part.Points);

    /// <param name="item">A task, or a quiz of which <paramref name="attempt"/> was handed in; for all else the scheme is empty.</param>
    public static MarkScheme Of(Item item, Attempt? attempt = null) => item switch
    {
        Assignment task => new([.. PartsOf("", null, task.Rubric, task.Points)]),
        Quiz quiz when attempt is not null => new([.. attempt.OpenQuestions(quiz).SelectMany(question => PartsOf($"{question.Id}.", question, question.Rubric, question.Points))]),
        _ => new([]),
    };

    /// <summary>Why these marks cannot even be kept as a draft, or null.</summary>
    public Refusal? WhyNot(MarkSheet sheet)
    {
        foreach (var part in Parts)
        {
            var mark = sheet.For(part.Key);
            if (mark.Comment.Length > MarkSheet.LongestComment) return Refusal.CommentTooLong;
            if (mark.Points is { } points && (points < 0 || points > part.Points || decimal.Round(points, 2) != points)) return Refusal.PointsOutOfRange;
            if (mark.Level is { } level && (level < 0 || level >= part.Levels.Count || part.Levels[level].Points != mark.Points)) return Refusal.PointsOutOfRange;
        }
        return null;
    }

    public bool IsComplete(MarkSheet sheet) => Parts.All(part => sheet.For(part.Key).Points is not null);

    public decimal Sum(MarkSheet sheet) => Parts.Sum(part => sheet.For(part.Key).Points ?? 0);

    private static IEnumerable<MarkPart> PartsOf(string prefix, OpenQuestion? question, Rubric? rubric, decimal points) => rubric is null
        ? [new MarkPart($"{prefix}points", question?.Id, question?.Prompt, null, points, [])]
        : rubric.Criteria.Select((criterion, place) => new MarkPart(
            $"{prefix}c{place + 1}", question?.Id, question?.Prompt, criterion.Name, criterion.Levels.Max(level => level.Points), criterion.Levels));
}

/// <summary>What one marker gives for one part.</summary>
/// <param name="Points">Null while the marker has not decided.</param>
/// <param name="Level">The place of the rubric's level, where one was chosen.</param>
public sealed record PartMark(decimal? Points, int? Level = null, string Comment = "");

/// <summary>Points and comments for the parts of a scheme, by key.</summary>
public sealed record MarkSheet
{
    /// <summary>Characters of the comment to one part.</summary>
    public const int LongestComment = 2_000;

    public static readonly MarkSheet Empty = new([]);

    private static readonly PartMark Nothing = new(Points: null);
    private readonly SortedDictionary<string, PartMark> _parts;

    public MarkSheet(IEnumerable<KeyValuePair<string, PartMark>> parts) =>
        _parts = new SortedDictionary<string, PartMark>(parts.Where(part => part.Value != Nothing).ToDictionary(), StringComparer.Ordinal);

    public PartMark For(string key) => _parts.GetValueOrDefault(key, Nothing);

    public bool Equals(MarkSheet? other) => other is not null && ToJson() == other.ToJson();

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(_parts);

    public static MarkSheet FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, PartMark>>(json) ?? []);
}

/// <summary>How two markers' marks become one. <c>docs/grading.md</c> says the same to people.</summary>
public static class TwoMarkers
{
    /// <summary>Percent of the points by which two sums may differ and still be one opinion.</summary>
    public const int Tolerance = 10;

    /// <summary>Whether nobody needs to settle anything.</summary>
    public static bool Agree(MarkScheme scheme, MarkSheet one, MarkSheet other) =>
        Math.Abs(scheme.Sum(one) - scheme.Sum(other)) * 100 <= scheme.MaxPoints * Tolerance;

    /// <summary>The mean of each part; half a hundredth goes to the learner. So the parts shown add up to the sum shown.</summary>
    public static MarkSheet Mean(MarkScheme scheme, MarkSheet one, MarkSheet other) => new(scheme.Parts.Select(part =>
    {
        var (first, second) = (one.For(part.Key), other.For(part.Key));
        var mean = decimal.Ceiling(((first.Points ?? 0) + (second.Points ?? 0)) / 2 * 100) / 100;
        return KeyValuePair.Create(part.Key, new PartMark(mean, first.Level == second.Level ? first.Level : null));
    }));
}
