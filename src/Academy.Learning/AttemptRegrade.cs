using Academy.Courseware;

namespace Academy.Learning;

// What a later ruling on a question may do to a closed attempt, and what statistics need to know of it.
public sealed partial class Attempt
{
    /// <summary>Stands in <see cref="Language"/> where answers were given in more than one language.</summary>
    public const string SeveralLanguages = "+";

    /// <summary>The number of the ruling on this quiz that the result was worked out under; 0 where there was none.</summary>
    public int RulingNumber { get; private set; }

    /// <summary>The language of the page on which answers were given; null before the first.</summary>
    public string? Language { get; private set; }

    /// <summary>Told at each answer: statistics compare the languages of a question.</summary>
    public void AnswerIn(string language) => Language = Language is null || Language == language ? language : SeveralLanguages;

    /// <summary>What the answers earn under a quiz as it stands now; null while an open answer waits for its marker. Changes nothing.</summary>
    /// <param name="answers">Of this attempt; handed in, since a regrade reads millions of them and changes none.</param>
    public AttemptResult? ResultUnder(Quiz quiz, IEnumerable<PlainAnswer> answers)
    {
        var given = answers.ToDictionary(answer => answer.QuestionId, answer => answer.Value);
        var grade = Grading.Grade(Paper.QuestionsOf(quiz), question => given.GetValueOrDefault(question.Id), question => Marks.For(question.Id)?.Points);
        return grade.NeedsMarking ? null : new AttemptResult(grade.RoundedPoints, grade.MaxPoints, Passed == true || grade.Reaches(PassMark));
    }

    /// <summary>
    /// Works the result out again after a ruling. Points may rise or fall; a pass, once given, stays. A second call for the same ruling
    /// changes nothing, so a regrade that was broken off goes on where it stopped.
    /// </summary>
    /// <returns>What stood before, or null where neither points nor pass changed.</returns>
    public EarlierResult? Regrade(Quiz quiz, Guid rulingId, IEnumerable<PlainAnswer> answers, DateTimeOffset now)
    {
        if (IsOpen || RulingNumber >= quiz.RulingNumber || ResultUnder(quiz, answers) is not { } result) return null;

        var earlier = new EarlierResult(this, rulingId, now);
        RulingNumber = quiz.RulingNumber;
        Revision++;
        if (Points == result.Points && MaxPoints == result.MaxPoints && Passed == result.Passed) return null;

        (Points, MaxPoints, Passed) = (result.Points, result.MaxPoints, result.Passed);
        return earlier;
    }
}

/// <summary>An answer without what only its saving needs: a regrade and statistics read millions of them.</summary>
/// <param name="At">When the learner gave it, as far as that is known.</param>
public readonly record struct PlainAnswer(string QuestionId, Answer Value, DateTimeOffset At)
{
    public static PlainAnswer Of(GivenAnswer answer) => new(answer.QuestionId, answer.Value, answer.GivenAt ?? answer.SavedAt);
}

/// <param name="Passed">True also where the attempt had passed before: a ruling never takes a pass away.</param>
public readonly record struct AttemptResult(decimal Points, decimal MaxPoints, bool Passed)
{
    /// <summary>Whole percent, rounded down, as <see cref="Attempt.Percent"/>.</summary>
    public int Percent => MaxPoints > 0 ? (int)(Points * 100 / MaxPoints) : 0;
}

/// <summary>The result of an attempt before a ruling changed it: kept, so that what was told to a learner once can always be shown.</summary>
public sealed class EarlierResult
{
    private EarlierResult() { }

    internal EarlierResult(Attempt attempt, Guid rulingId, DateTimeOffset now)
    {
        AttemptId = attempt.Id;
        RulingId = rulingId;
        Points = attempt.Points ?? 0;
        MaxPoints = attempt.MaxPoints ?? 0;
        Passed = attempt.Passed == true;
        ReplacedAt = now;
    }

    public Guid AttemptId { get; private set; }

    /// <summary>The ruling that replaced this result.</summary>
    public Guid RulingId { get; private set; }

    public decimal Points { get; private set; }
    public decimal MaxPoints { get; private set; }
    public bool Passed { get; private set; }
    public DateTimeOffset ReplacedAt { get; private set; }

    /// <summary>Whole percent, rounded down, as <see cref="Attempt.Percent"/>.</summary>
    public int Percent => new AttemptResult(Points, MaxPoints, Passed).Percent;
}
