using Academy.Courseware;

namespace Academy.Learning;

/// <summary>What one person is given at one quiz beyond its rules. The latest stands in place of those before it; withdrawn, none does.</summary>
public sealed class Accommodation
{
    /// <summary>Minutes that may be added: a day.</summary>
    public const int MostMinutes = 24 * 60;

    public const int MostAttempts = 100;
    public const int LongestReason = 1000;

    /// <summary>Letters of a reason; less explains nothing to whoever asks a year later.</summary>
    public const int ShortestReason = 10;

    private Accommodation() { }

    internal Accommodation(Guid enrolmentId, string quizPath, int number, Allowance given, string reason, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        EnrolmentId = enrolmentId;
        QuizPath = quizPath;
        Number = number;
        (ExtraMinutes, ExtraAttempts, Opens, Closes) = given;
        Reason = reason;
        GivenById = by;
        GivenAt = now;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/item</c></summary>
    public string QuizPath { get; private set; } = "";

    /// <summary>1, 2, 3 … within the quiz.</summary>
    public int Number { get; private set; }

    /// <summary>Added to the time limit.</summary>
    public int ExtraMinutes { get; private set; }

    /// <summary>Added to the attempts.</summary>
    public int ExtraAttempts { get; private set; }

    /// <summary>In place of the quiz's own, where it says so.</summary>
    public DateTimeOffset? Opens { get; private set; }

    /// <summary>In place of the quiz's own, where it says so.</summary>
    public DateTimeOffset? Closes { get; private set; }

    public string Reason { get; private set; } = "";
    public Guid GivenById { get; private set; }
    public DateTimeOffset GivenAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    internal void Withdraw(Guid by, DateTimeOffset now) => (WithdrawnById, WithdrawnAt) = (by, now);
}

/// <summary>The extra of an accommodation, apart from who gave it and why.</summary>
public sealed record Allowance(int ExtraMinutes = 0, int ExtraAttempts = 0, DateTimeOffset? Opens = null, DateTimeOffset? Closes = null)
{
    public bool IsNothing => ExtraMinutes == 0 && ExtraAttempts == 0 && Opens is null && Closes is null;
}
