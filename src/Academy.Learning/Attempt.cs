using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>One sitting of a quiz. What was drawn, the bar and the deadline are copied when it starts: no later edition or setting moves them.</summary>
public sealed partial class Attempt
{
    /// <summary>A save sent in time may arrive this much later and still counts.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Characters in one answer, an essay included.</summary>
    public const int LongestAnswer = 20_000;

    /// <summary>The largest whole number that every browser counts up to without a mistake.</summary>
    public const long LargestSequence = 1L << 53;

    private readonly List<GivenAnswer> _answers = [];

    private Attempt() { }

    internal Attempt(Guid enrolmentId, Guid editionId, Quiz quiz, int number, Paper paper, DateTimeOffset? deadline, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        EnrolmentId = enrolmentId;
        EditionId = editionId;
        QuizPath = quiz.Path;
        Number = number;
        StartedAt = now;
        Deadline = deadline;
        HandInAt = deadline + quiz.Grace;
        PassMark = quiz.PassMark;
        Paper = paper;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary>The edition that the paper was drawn from: shown and graded by it, also when the learner has moved to another since.</summary>
    public Guid EditionId { get; private set; }

    /// <summary><c>module/item</c></summary>
    public string QuizPath { get; private set; } = "";

    /// <summary>1, 2, 3 … within the quiz.</summary>
    public int Number { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>The deadline and the grace: until then answers that were given in time may still arrive. Null where there is no deadline.</summary>
    public DateTimeOffset? HandInAt { get; private set; }

    /// <summary>A break of the line up to this long is credited; the quiz's own, copied when the attempt starts.</summary>
    public TimeSpan Grace => HandInAt - Deadline ?? TimeSpan.Zero;

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

    /// <summary>No answer may be given any more. Those given before may still be on their way, see <see cref="IsPastGrace"/>.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsOpen && Deadline is { } deadline && now > deadline + Slack;

    /// <summary>Nothing more can arrive: the server hands in.</summary>
    public bool IsPastGrace(DateTimeOffset now) => IsOpen && HandInAt is { } last && now > last + Slack;

    public Refusal? WhyNotAnswer(DateTimeOffset now) => !IsOpen || IsOverdue(now) ? Refusal.AttemptClosed : null;

    /// <summary>Why what was sent is no answer at all to this question, whatever stands: somebody forged it, or a page is broken.</summary>
    public Refusal? WhyForged(Question question, Answer value, SentAnswer sent, DateTimeOffset now)
    {
        if (!Paper.Has(question.Id)) return Refusal.NotOnThePaper;
        if (value.Length > LongestAnswer) return Refusal.AnswerTooLong;
        if (!value.Fits(question)) return Refusal.NotOffered;
        if (sent.Sequence is < 1 or > LargestSequence || sent.Base is < 0 or > LargestSequence) return Refusal.SequenceAbsurd;
        // The page counts from a time that it was told in whole seconds, so it may be a little early too.
        return sent.At > now + Slack || sent.At < StartedAt - Slack ? Refusal.ClockWrong : null;
    }

    /// <summary>
    /// Keeps an answer. One with the same or an older number changes nothing, so it may be sent twice and out of order; nor does one
    /// from a page that has not seen what another page saved.
    /// </summary>
    public SaveOutcome Save(Question question, Answer value, SentAnswer sent, DateTimeOffset now)
    {
        if (WhyForged(question, value, sent, now) is { } forged) throw new RefusedException(forged);

        var known = AnswerTo(question.Id);
        var answer = known ?? new GivenAnswer(Id, question.Id);
        if (WhyNotAnswer(now) is { } refusal && !IsCreditedByGrace(answer, sent, now)) throw new RefusedException(refusal);

        if (sent.Sequence <= answer.Sequence)
            return new SaveOutcome(answer, IsConflict: sent.Sequence == answer.Sequence && sent.Base is not null && !answer.IsOf(sent.Tab) && !answer.Says(value, sent.Flagged));
        // The page asks again with what it has now been told as its base, if the learner still wants the other answer.
        if (answer.Sequence > sent.Base && !answer.IsOf(sent.Tab)) return new SaveOutcome(answer, IsConflict: true);

        if (known is null) _answers.Add(answer);
        answer.Replace(value, sent, now);
        // Saves and the hand-in of one attempt exclude each other through this number.
        Revision++;
        return new SaveOutcome(answer, IsConflict: false);
    }

    // The line was down at the deadline: what was given before it counts, told by the page's own time and by the order in which it was given.
    private bool IsCreditedByGrace(GivenAnswer standing, SentAnswer sent, DateTimeOffset now) =>
        IsOpen && now <= HandInAt && sent.At <= Deadline && (sent.Sequence <= standing.Sequence || sent.At >= (standing.GivenAt ?? standing.SavedAt));

    /// <summary>Gives a running attempt more time. It never takes any away, and what is over stays over.</summary>
    /// <returns>Whether the deadline moved.</returns>
    internal bool Lengthen(DateTimeOffset? deadline, DateTimeOffset now)
    {
        if (!IsOpen || IsOverdue(now) || Deadline is null || !(deadline > Deadline)) return false;

        (Deadline, HandInAt) = (deadline, deadline + Grace);
        Revision++;
        return true;
    }

    /// <summary>Hands in and grades. The second call changes nothing, so it may be pressed twice.</summary>
    /// <param name="quiz">From the edition of the attempt: never from a later one.</param>
    public void Submit(Quiz quiz, DateTimeOffset now)
    {
        if (!IsOpen) return;

        // First, so that an attempt which cannot be graded stays open as it was.
        var grade = GradeOf(quiz);
        // Nobody pressed the button in time: the attempt ended when its time did, not when we noticed.
        SubmittedAt = Deadline is { } deadline && now > deadline ? deadline : now;
        Keep(grade);
        RulingNumber = quiz.RulingNumber;
        Digest = DigestOfAnswers();
        Receipt = ReceiptCode.Of(Digest);
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
        RulingNumber = quiz.RulingNumber;
        Revision++;
    }

    private void Keep(Grade grade)
    {
        MaxPoints = grade.MaxPoints;
        if (grade.NeedsMarking) return;

        Points = grade.RoundedPoints;
        // A ruling may have left a pass with fewer points than the bar: marks that come after it must not take the pass away either.
        Passed = (Passed == true && RulingNumber > 0) || grade.Reaches(PassMark);
    }

    /// <summary>Whether the learner may see now which answers were right.</summary>
    public bool MayReview(Quiz quiz, Enrolment enrolment) => !IsOpen && quiz.Review switch
    {
        Review.AfterSubmit => true,
        // The last attempt counts as used from its start: the right answers must not lie beside it while it runs.
        Review.AfterPass => enrolment.HasPassed(quiz.Path) || (enrolment.AttemptsLeft(quiz) == 0 && enrolment.OpenAttempt(quiz) is null),
        Review.Never => false,
    };

    /// <summary>Whether the answers are those that were handed in. Ask it only with all of them loaded.</summary>
    public bool HasAnswersAsHandedIn => Digest is not null && Digest == DigestOfAnswers();

    private string DigestOfAnswers()
    {
        var text = new StringBuilder(Id.ToString("N"));
        foreach (var answer in _answers.OrderBy(answer => answer.QuestionId, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n{answer.QuestionId}\t{answer.Sequence}\t{answer.Value.ToJson()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>What a page sends beside the answer itself.</summary>
/// <param name="Sequence">Counted up from 1 by the page, per question.</param>
/// <param name="Flagged">The learner wants to come back to it.</param>
/// <param name="Base">The newest number that the page has had from the server for this question, 0 for none; null from a page that does not say.</param>
/// <param name="Tab">A random name of the page that asked; null from a page without script.</param>
/// <param name="At">When the answer was given, in the server's time as the page counts it.</param>
public sealed record SentAnswer(long Sequence, bool Flagged, long? Base = null, string? Tab = null, DateTimeOffset? At = null)
{
    /// <summary>Characters in the name of a page.</summary>
    public const int LongestTab = 32;

    /// <summary>Whether a page could have this name: long enough that no two have the same, and of plain letters.</summary>
    public static bool IsTab([NotNullWhen(true)] string? tab) =>
        tab is { Length: >= 16 and <= LongestTab } && tab.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

/// <param name="Standing">The newest answer that stands, the one sent or another.</param>
/// <param name="IsConflict">Another page saved it and the one that sent has not seen it: nothing was changed.</param>
public sealed record SaveOutcome(GivenAnswer Standing, bool IsConflict);

/// <summary>What was given for one open answer.</summary>
public sealed record OpenMark(decimal Points, string Comment);

/// <summary>Points for open answers, by question.</summary>
public sealed record OpenMarks
{
    public static readonly OpenMarks None = new([]);

    private readonly SortedDictionary<string, OpenMark> _marks;

    public OpenMarks(IEnumerable<KeyValuePair<string, OpenMark>> marks) => _marks = new(marks.ToDictionary(), StringComparer.Ordinal);

    public OpenMark? For(string questionId) => _marks.GetValueOrDefault(questionId);

    public bool Equals(OpenMarks? other) => ReferenceEquals(this, other) || other is not null && ToJson() == other.ToJson();

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

    /// <summary>When the learner gave it, as the page counted; null where the page did not say.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>The page that sent it, where it had a name.</summary>
    public string? Tab { get; private set; }

    /// <summary>Pages without a name are never the same one.</summary>
    internal bool IsOf(string? tab) => Tab is not null && Tab == tab;

    internal bool Says(Answer value, bool flagged) => Value.Equals(value) && Flagged == flagged;

    internal void Replace(Answer value, SentAnswer sent, DateTimeOffset now) =>
        (Value, Sequence, Flagged, Tab, SavedAt, GivenAt) = (value, sent.Sequence, sent.Flagged, sent.Tab, now, sent.At > now ? now : sent.At);
}
