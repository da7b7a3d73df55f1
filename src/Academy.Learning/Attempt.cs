using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>One sitting of a quiz. What was drawn, the bar and the deadline are copied when it starts: no later edition or setting moves them.</summary>
public sealed class Attempt
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

    /// <summary>What instructors gave for open answers.</summary>
    public OpenMarks Marks { get; private set; } = OpenMarks.None;

    /// <summary>Handed in, and the result is not known before an instructor has marked the open answers.</summary>
    public bool AwaitsMarking => SubmittedAt is not null && Passed is null;

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
        var grade = GradeOf(quiz);
        // Nobody pressed the button in time: the attempt ended when its time did, not when we noticed.
        SubmittedAt = Deadline is { } deadline && now > deadline ? deadline : now;
        Keep(grade);
        Digest = DigestOfAnswers();
        Receipt = ReceiptOf(Digest);
        Revision++;
    }

    /// <summary>What the answers earn, with the marks that instructors gave.</summary>
    public Grade GradeOf(Quiz quiz) => Grading.Grade(Paper.QuestionsOf(quiz), question => AnswerTo(question.Id)?.Value, question => Marks.For(question.Id)?.Points);

    /// <summary>Open questions of this paper that were answered; what was left empty earns nothing and needs no marker.</summary>
    public IEnumerable<OpenQuestion> OpenQuestions(Quiz quiz) =>
        Paper.QuestionsOf(quiz).OfType<OpenQuestion>().Where(question => AnswerTo(question.Id) is { Value.IsEmpty: false });

    /// <summary>Points for open answers. Once all are there, the result is; given again after an appeal, they take the place of the first.</summary>
    internal void GiveMarks(Quiz quiz, OpenMarks marks)
    {
        if (IsOpen) throw new RefusedException(Refusal.NothingToMark);

        Marks = marks;
        Keep(GradeOf(quiz));
        Revision++;
    }

    private void Keep(Grade grade)
    {
        MaxPoints = grade.MaxPoints;
        if (grade.NeedsMarking) return;

        Points = grade.RoundedPoints;
        Passed = grade.Reaches(PassMark);
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

/// <summary>What was given for one open answer.</summary>
public sealed record OpenMark(decimal Points, string Comment);

/// <summary>Points for open answers, by question.</summary>
public sealed record OpenMarks
{
    public static readonly OpenMarks None = new([]);

    private readonly SortedDictionary<string, OpenMark> _marks;

    public OpenMarks(IEnumerable<KeyValuePair<string, OpenMark>> marks) => _marks = new(marks.ToDictionary(), StringComparer.Ordinal);

    public OpenMark? For(string questionId) => _marks.GetValueOrDefault(questionId);

    public bool Equals(OpenMarks? other) => other is not null && ToJson() == other.ToJson();

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(_marks);

    /// <param name="json">Empty in rows that are older than marking.</param>
    public static OpenMarks FromJson(string json) => json.Length == 0 ? None : new(JsonSerializer.Deserialize<Dictionary<string, OpenMark>>(json) ?? []);
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
