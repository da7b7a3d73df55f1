namespace Academy.Faults;

/// <summary>What came of a call: an answer, or nobody knows. A refusal by the site's rules is an answer too.</summary>
public enum Outcome { Unknown, Acknowledged, Refused }

/// <summary>One request that saves an answer, as its sender saw it.</summary>
/// <param name="Sent">Place in the one order of everything that learners saw, when it was sent.</param>
/// <param name="Done">And when its answer, or the news that there is none, came back.</param>
/// <param name="Told">The newest number that the site said stands.</param>
/// <param name="ToldText">The newest answer that the site said stands, where it was another.</param>
public sealed record SaveCall(
    int Learner, Guid Attempt, string Question, long Number, string Text, long Sent, long Done, Outcome Outcome, long Told = 0, string? ToldText = null);

/// <summary>One request that hands an attempt in.</summary>
public sealed record SubmitCall(int Learner, Guid Attempt, long Sent, long Done, Outcome Outcome, string? Receipt = null);

/// <summary>Everything that learners sent and were told, in the order they saw it. Written from many threads.</summary>
public sealed class History
{
    private readonly Lock _gate = new();
    private readonly List<SaveCall> _saves = [];
    private readonly List<SubmitCall> _submits = [];
    private long _order;

    public IReadOnlyList<SaveCall> Saves => Copy(_saves);
    public IReadOnlyList<SubmitCall> Submits => Copy(_submits);

    /// <summary>The next place in the order.</summary>
    public long Next() => Interlocked.Increment(ref _order);

    public void Add(SaveCall call)
    {
        lock (_gate) _saves.Add(call);
    }

    public void Add(SubmitCall call)
    {
        lock (_gate) _submits.Add(call);
    }

    private List<T> Copy<T>(List<T> calls)
    {
        lock (_gate) return [.. calls];
    }
}

/// <summary>An answer as it stands in the database, or as the site tells it.</summary>
public sealed record KeptAnswer(Guid Attempt, string Question, long Number, string Text);

/// <summary>An attempt as it stands in the database.</summary>
/// <param name="Learner">Whose it is, or -1 where it belongs to nobody of this run.</param>
public sealed record KeptAttempt(Guid Id, int Learner, string Quiz, int Number, bool IsOpen, string? Receipt);
