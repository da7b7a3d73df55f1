using Academy.Courseware;

namespace Academy.Learning.Readers;

/// <summary>What an author learns about the readers of one lesson. Of few readers nothing but that they are few, so that nobody is recognised.</summary>
public sealed record LessonFigures(Lesson Lesson)
{
    /// <summary>Fewer than these are not told apart, neither readers nor answers.</summary>
    public const int Fewest = 5;

    /// <summary>Learners who opened it.</summary>
    public int Readers { get; init; }

    /// <summary>Of them, who said that they had read it.</summary>
    public int Finished { get; init; }

    /// <summary>How long it was in view, of those whose browser told.</summary>
    public Quartiles? Seconds { get; init; }

    /// <summary>First answers to its self-checks, and those of them that were not right.</summary>
    public (int Answers, int Missed) Checks { get; init; }

    public IReadOnlyDictionary<Usefulness, int> Ratings { get; init; } = new Dictionary<Usefulness, int>();

    public int Rated => Ratings.Values.Sum();

    public bool AreFew => Readers < Fewest;

    /// <summary>How many opened it, or null where they are few.</summary>
    public int? ShownReaders => AreFew ? null : Readers;

    public int? ShownFinished => AreFew ? null : Finished;

    public Quartiles? ShownSeconds => AreFew || Seconds is not { Count: >= Fewest } ? null : Seconds;

    /// <summary>From 0 to 1, or null where too few answered.</summary>
    public double? ShownMissed => AreFew || Checks.Answers < Fewest ? null : (double)Checks.Missed / Checks.Answers;

    public IReadOnlyDictionary<Usefulness, int>? ShownRatings => AreFew || Rated < Fewest ? null : Ratings;
}

/// <summary>The median and the quarters around it.</summary>
/// <param name="Count">Values it was worked out from.</param>
public sealed record Quartiles(int Low, int Median, int High, int Count)
{
    /// <summary>Null of nothing.</summary>
    /// <param name="counted">Each value with how often it is there, in any order.</param>
    public static Quartiles? Of(IEnumerable<(int Value, int Times)> counted)
    {
        var inOrder = counted.Where(one => one.Times > 0).OrderBy(one => one.Value).ToList();
        var all = inOrder.Sum(one => one.Times);
        return all == 0 ? null : new Quartiles(At(1), At(2), At(3), all);

        // The value at or below which that many quarters of all lie.
        int At(int quarters)
        {
            var left = ((long)all * quarters + 3) / 4;
            foreach (var (value, times) in inOrder)
                if ((left -= times) <= 0)
                    return value;
            return inOrder[^1].Value;
        }
    }
}
