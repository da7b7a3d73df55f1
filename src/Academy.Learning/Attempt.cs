using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>One sitting of a quiz. What was drawn, the bar and the deadline are copied when it starts: no later edition or setting moves them.</summary>
public sealed partial class Attempt
{
    /// <summary>A save sent in time may arrive this much later and still counts.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Characters in one answer, an essay included.</summary>
    public const int LongestAnswer = 20_000;

    private readonly List<GivenAnswer> _answers = [];

    private Attempt() { }

    internal Attempt(Guid enrolmentId, Quiz quiz, int number, long seed, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        EnrolmentId = enrolmentId;
        QuizPath = quiz.Path;
        Number = number;
        StartedAt = now;
        Deadline = now + quiz.TimeLimit;
        PassMark = quiz.PassMark;
        Paper = Paper.Draw(quiz, seed);
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/item</c></summary>
    public string QuizPath { get; private set; } = "";

    /// <summary>1, 2, 3 … within the quiz.</summary>
    public int Number { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? Deadline { get; private set; }

    // Copied from the quiz when the attempt starts: the bar must not move while someone is jumping.
    public int PassMark { get; private set; }

    public Paper Paper { get; private set; } = null!;
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Points earned, rounded to hundredths for people; <see cref="Passed"/> was decided on the exact value.</summary>
    public decimal? Points { get; private set; }

    public decimal? MaxPoints { get; private set; }
    public bool? Passed { get; private set; }

    /// <summary>Eight characters that the learner can read aloud and staff can look up.</summary>
    public string? Receipt { get; private set; }

    /// <summary>SHA-256 over the answers as handed in, lower-case hexadecimal.</summary>
    public string? Digest { get; private set; }

    public int Revision { get; private set; }
    public IReadOnlyList<GivenAnswer> Answers => _answers;
    public bool IsOpen => SubmittedAt is null;

    /// <summary>Whole percent, rounded down, so that 69.9 never reads as 70.</summary>
    public int? Percent => Points is { } points && MaxPoints is > 0 ? (int)(points * 100 / MaxPoints.Value) : null;

    public GivenAnswer? AnswerTo(string questionId) => _answers.FirstOrDefault(answer => answer.QuestionId == questionId);

    public int AnsweredCount => _answers.Count(answer => !answer.Value.IsEmpty);

    public bool IsOverdue(DateTimeOffset now) => IsOpen && Deadline is { } deadline && now > deadline + Slack;

    public Refusal? WhyNotAnswer(DateTimeOffset now) => !IsOpen || IsOverdue(now) ? Refusal.AttemptClosed : null;

    /// <summary>Keeps an answer. One with the same or an older number changes nothing, so it may be sent twice and out of order.</summary>
    /// <param name="sequence">Counted up from 1 by whoever asks the learner, per question.</param>
    /// <returns>The newest answer that stands, this one or a newer.</returns>
    public GivenAnswer Save(string questionId, Answer value, long sequence, bool flagged, DateTimeOffset now)
    {
        if (WhyNotAnswer(now) is { } refusal) throw new RefusedException(refusal);
        if (!Paper.Has(questionId)) throw new RefusedException(Refusal.NotOnThePaper);
        if (value.Length > LongestAnswer) throw new RefusedException(Refusal.AnswerTooLong);

        var known = AnswerTo(questionId);
        var answer = known ?? new GivenAnswer(Id, questionId);
        if (sequence <= answer.Sequence) return answer;

        if (known is null) _answers.Add(answer);
        answer.Replace(value, sequence, flagged, now);
        // Saves and the hand-in of one attempt exclude each other through this number.
        Revision++;
        return answer;
    }

    /// <summary>Hands in and grades. The second call changes nothing, so it may be pressed twice.</summary>
    /// <param name="quiz">From the edition of the enrolment: never from a later one.</param>
    public void Submit(Quiz quiz, DateTimeOffset now)
    {
        if (!IsOpen) return;

        // First, so that an attempt which cannot be graded stays open as it was.
        var grade = Grading.Grade(Paper.QuestionsOf(quiz), question => AnswerTo(question.Id)?.Value);
        // Nobody pressed the button in time: the attempt ended when its time did, not when we noticed.
        SubmittedAt = Deadline is { } deadline && now > deadline ? deadline : now;
        Points = grade.RoundedPoints;
        MaxPoints = grade.MaxPoints;
        Passed = grade.Reaches(PassMark);
        RulingNumber = quiz.RulingNumber;
        Digest = DigestOfAnswers();
        Receipt = ReceiptOf(Digest);
        Revision++;
    }

    /// <summary>Whether the learner may see now which answers were right.</summary>
    public bool MayReview(Quiz quiz, Enrolment enrolment) => !IsOpen && quiz.Review switch
    {
        Review.AfterSubmit => true,
        // The last attempt counts as used from its start: the right answers must not lie beside it while it runs.
        Review.AfterPass => enrolment.HasPassed(quiz.Path) || (enrolment.AttemptsLeft(quiz) == 0 && enrolment.OpenAttempt(quiz) is null),
        Review.Never => false,
    };

    private string DigestOfAnswers()
    {
        var text = new StringBuilder(Id.ToString("N"));
        foreach (var answer in _answers.OrderBy(answer => answer.QuestionId, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n{answer.QuestionId}\t{answer.Sequence}\t{answer.Value.ToJson()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Letters and digits that are not mistaken for each other when read aloud.
    private static string ReceiptOf(string digest)
    {
        const string alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var bytes = Convert.FromHexString(digest);
        return string.Concat(bytes.Take(8).Select(value => alphabet[value % alphabet.Length]));
    }
}

/// <summary>The newest answer to one question of one attempt.</summary>
public sealed class GivenAnswer
{
    private GivenAnswer() { }

    internal GivenAnswer(Guid attemptId, string questionId) => (AttemptId, QuestionId) = (attemptId, questionId);

    public Guid AttemptId { get; private set; }
    public string QuestionId { get; private set; } = "";
    public Answer Value { get; private set; } = Answer.Empty;

    /// <summary>0 before the first save.</summary>
    public long Sequence { get; private set; }

    /// <summary>The learner wants to come back to it.</summary>
    public bool Flagged { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    internal void Replace(Answer value, long sequence, bool flagged, DateTimeOffset now) =>
        (Value, Sequence, Flagged, SavedAt) = (value, sequence, flagged, now);
}
