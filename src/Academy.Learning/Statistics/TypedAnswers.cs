using Academy.Courseware;

namespace Academy.Learning.Statistics;

/// <summary>How often something was answered, by the language of the page, and what those who did earned on the rest of the paper.</summary>
public readonly record struct AnswerCount(int Count, int InKazakh, int InRussian, int WithRest, double Rest)
{
    public double? MeanRest => WithRest > 0 ? Rest / WithRest : null;

    public AnswerCount With(string? language, double? rest) => new(
        Count + 1, InKazakh + (language == Languages.Kazakh ? 1 : 0), InRussian + (language == Languages.Russian ? 1 : 0),
        WithRest + (rest is null ? 0 : 1), Rest + (rest ?? 0));
}

/// <summary>
/// What was typed into one field, the frequent answers of it, in memory that does not grow with those who type: after each
/// <see cref="Width"/> answers those are dropped that came too seldom so far (lossy counting; Manku, Motwani 2002). A count is never too
/// high, and too low by at most one in <see cref="Width"/> of all answers.
/// </summary>
public sealed class TypedAnswers
{
    public const int Width = 500;

    /// <summary>Characters; what is longer is an answer of its own anyway.</summary>
    public const int Longest = 100;

    /// <summary>What fewer people have typed may say who they are.</summary>
    public const int FewestPeople = 3;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Every answer, the dropped and the long ones too.</summary>
    public int All { get; private set; }

    /// <summary>How many are in memory.</summary>
    public int Kept => _entries.Count;

    /// <param name="folded">As grading compares it; null where it is too long.</param>
    /// <param name="person">One person may answer several times and is still one.</param>
    public void Add(string? folded, Guid person, string? language, double? rest)
    {
        if (folded is not null) _entries[folded] = (_entries.TryGetValue(folded, out var entry) ? entry : new Entry(All / Width)).With(person, language, rest);
        if (++All % Width == 0) DropRare();
    }

    /// <summary>Typed by enough people, the most frequent first.</summary>
    public IEnumerable<(string Folded, AnswerCount Count)> Frequent(int most) =>
        _entries.Where(entry => entry.Value.People >= FewestPeople)
            .OrderByDescending(entry => entry.Value.Count.Count).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(most).Select(entry => (entry.Key, entry.Value.Count));

    private void DropRare()
    {
        foreach (var (folded, entry) in _entries)
            if (entry.Count.Count + entry.Missed <= All / Width)
                _entries.Remove(folded);
    }

    /// <param name="Missed">How many may have been dropped before it came into memory.</param>
    /// <param name="People">Counted no further than is asked for.</param>
    private readonly record struct Entry(int Missed, AnswerCount Count = default, int People = 0, Guid First = default, Guid Second = default)
    {
        public Entry With(Guid person, string? language, double? rest)
        {
            var next = this with { Count = Count.With(language, rest) };
            return People switch
            {
                0 => next with { People = 1, First = person },
                1 when person != First => next with { People = 2, Second = person },
                2 when person != First && person != Second => next with { People = 3 },
                _ => next,
            };
        }
    }
}
