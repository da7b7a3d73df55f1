using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class GraceTests
{
    private static readonly DateTimeOffset Deadline = Monday.AddMinutes(40);
    private static readonly Quiz Timed = new QuizMaker("exam").ShortText("t", "a").Limit(TimeSpan.FromMinutes(40)).Grace(TimeSpan.FromMinutes(2)).Quiz;
    private static readonly Question Question = Timed.Questions[0];

    [Fact]
    public void The_grace_is_that_of_the_start()
    {
        var attempt = Begun();

        attempt.Submit(Timed with { Grace = TimeSpan.FromHours(1) }, Monday);

        Assert.Equal((TimeSpan.FromMinutes(2), Deadline, Deadline.AddMinutes(2)), (attempt.Grace, attempt.Deadline, attempt.HandInAt));
    }

    [Fact]
    public void What_was_given_before_the_deadline_and_arrives_in_the_grace_counts()
    {
        var attempt = Begun();

        Save(attempt, "a", 1, givenAt: Deadline, arrives: Deadline.AddMinutes(2));
        attempt.Submit(Timed, Deadline.AddMinutes(2) + Attempt.Slack);

        Assert.Equal((1, Deadline), (attempt.Points, attempt.SubmittedAt));
        Assert.Equal(Deadline, attempt.AnswerTo("t")!.GivenAt);
    }

    [Theory]
    [InlineData(1, 60, "given after the deadline")]
    [InlineData(0, 121, "arrived after the grace")]
    [InlineData(null, 60, "without a time")]
    public void Anything_else_is_refused_as_closed(int? givenAfter, int arrivesAfter, string why)
    {
        var attempt = Begun();

        Refuses(Refusal.AttemptClosed, () => Save(attempt, why, 1, givenAfter is { } seconds ? Deadline.AddSeconds(seconds) : null, Deadline.AddSeconds(arrivesAfter)));

        Assert.Empty(attempt.Answers);
    }

    [Fact]
    public void An_answer_in_the_grace_must_not_be_older_than_the_one_it_replaces()
    {
        var attempt = Begun();
        Save(attempt, "b", 1, givenAt: Monday.AddMinutes(20), arrives: Monday.AddMinutes(20));

        Refuses(Refusal.AttemptClosed, () => Save(attempt, "a", 2, givenAt: Monday.AddMinutes(19), arrives: Deadline.AddMinutes(1)));
        Save(attempt, "a", 2, givenAt: Monday.AddMinutes(21), arrives: Deadline.AddMinutes(1));

        Assert.Equal("a", attempt.AnswerTo("t")!.Value.Values[0]);
    }

    [Fact]
    public void Sent_again_in_the_grace_it_is_answered_as_the_first_time()
    {
        var attempt = Begun();
        Save(attempt, "a", 3, givenAt: Monday.AddMinutes(20), arrives: Monday.AddMinutes(20));

        var standing = Save(attempt, "a", 3, givenAt: Monday.AddMinutes(20), arrives: Deadline.AddMinutes(1)).Standing;

        Assert.Equal((3, Monday.AddMinutes(20)), (standing.Sequence, standing.SavedAt));
    }

    [Fact]
    public void A_hand_in_by_the_learner_closes_the_grace_at_once()
    {
        var attempt = Begun();
        attempt.Submit(Timed, Deadline.AddSeconds(30));

        Refuses(Refusal.AttemptClosed, () => Save(attempt, "a", 1, givenAt: Deadline, arrives: Deadline.AddSeconds(31)));

        Assert.Equal(Deadline, attempt.SubmittedAt);
    }

    [Fact]
    public void The_server_hands_in_when_the_grace_is_over_and_not_before()
    {
        var attempt = Begun();
        var last = Deadline.AddMinutes(2) + Attempt.Slack;

        Assert.Equal((false, true), (attempt.IsPastGrace(last), attempt.IsPastGrace(last.AddTicks(1))));
        Assert.Equal((false, true), (attempt.IsOverdue(Deadline + Attempt.Slack), attempt.IsOverdue(last)));
    }

    [Theory]
    [InlineData(6, Refusal.ClockWrong)]
    [InlineData(5, null)]
    [InlineData(-5, null)]
    [InlineData(-6, Refusal.ClockWrong)]
    public void A_time_that_cannot_be_is_refused(int seconds, Refusal? expected)
    {
        var attempt = Begun();

        Assert.Equal(expected, attempt.WhyForged(Question, new Answer(["a"]), new SentAnswer(1, Flagged: false, At: Monday.AddSeconds(seconds)), Monday));
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(24)]
    public void Whatever_the_browsers_clock_says_no_attempt_ends_early_or_opens_again(int hours)
    {
        var attempt = Begun();
        var wrong = TimeSpan.FromHours(hours);

        Refuses(Refusal.ClockWrong, () => Save(attempt, "a", 1, Monday + wrong, arrives: Monday.AddMinutes(1)));
        Assert.Null(attempt.WhyNotAnswer(Deadline));

        Assert.Throws<RefusedException>(() => Save(attempt, "a", 1, Deadline + wrong, arrives: Deadline.AddMinutes(3)));
        Assert.Equal((Deadline, true), (attempt.Deadline, attempt.IsOverdue(Deadline.AddMinutes(3))));
    }

    private static SaveOutcome Save(Attempt attempt, string value, long sequence, DateTimeOffset? givenAt, DateTimeOffset arrives) =>
        attempt.Save(Question, new Answer([value]), new SentAnswer(sequence, Flagged: false, Base: 0, "one-and-the-same", givenAt), arrives);

    private static Attempt Begun() => Enrolled(Course(Timed)).StartAttempt(Timed, seed: 1, Monday);
}
