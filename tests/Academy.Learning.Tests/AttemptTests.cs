using Academy.Courseware;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class AttemptTests
{
    private static readonly DateTimeOffset Deadline = Monday.AddMinutes(40);
    private static readonly Quiz Timed = new QuizMaker("exam").Single("q", "*a", "b").ShortText("t", "a").Limit(TimeSpan.FromMinutes(40)).Quiz;

    [Fact]
    public void A_save_that_arrives_within_the_slack_counts()
    {
        var attempt = Begun(Timed);

        attempt.Give(Timed, "q", new Answer(["1"]), 1, flagged: false, Deadline);
        attempt.Give(Timed, "q", new Answer(["0"]), 2, flagged: false, Deadline + Attempt.Slack);
        attempt.Submit(Timed, Deadline + Attempt.Slack);

        Assert.Equal(1, attempt.Points);
    }

    [Fact]
    public void A_save_after_the_slack_is_refused_and_changes_nothing()
    {
        var attempt = Begun(Timed);
        attempt.Give(Timed, "q", new Answer(["0"]), 1, flagged: false, Monday);
        var late = Deadline + Attempt.Slack + TimeSpan.FromTicks(1);

        Assert.Equal(Refusal.AttemptClosed, attempt.WhyNotAnswer(late));
        Refuses(Refusal.AttemptClosed, () => attempt.Give(Timed, "q", new Answer(["1"]), 2, flagged: false, late));

        Assert.Equal(new Answer(["0"]), attempt.AnswerTo("q")!.Value);
    }

    [Fact]
    public void An_attempt_is_overdue_once_the_slack_is_over_and_until_it_is_handed_in()
    {
        var attempt = Begun(Timed);
        var late = Deadline + Attempt.Slack + TimeSpan.FromTicks(1);
        Assert.Equal((false, true), (attempt.IsOverdue(Deadline + Attempt.Slack), attempt.IsOverdue(late)));

        attempt.Submit(Timed, late);

        Assert.False(attempt.IsOverdue(late));
    }

    [Fact]
    public void Without_a_limit_no_attempt_is_ever_overdue()
    {
        var attempt = Begun(new QuizMaker().Single("q", "*a", "b").Quiz);

        Assert.Equal((null, false), (attempt.Deadline, attempt.IsOverdue(Monday.AddYears(1))));
        Assert.Null(attempt.WhyNotAnswer(Monday.AddYears(1)));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(40, 40)]
    [InlineData(41, 40)]
    [InlineData(24 * 60, 40)]
    public void An_attempt_ends_when_it_is_handed_in_but_never_after_its_deadline(int noticed, int ended)
    {
        var attempt = Begun(Timed);

        attempt.Submit(Timed, Monday.AddMinutes(noticed));

        Assert.Equal(Monday.AddMinutes(ended), attempt.SubmittedAt);
    }

    [Fact]
    public void Handing_in_twice_gives_the_same_receipt_grade_and_time()
    {
        var attempt = Begun(Timed);
        attempt.Give(Timed, "q", new Answer(["0"]), 1, flagged: false, Monday);
        attempt.Submit(Timed, Monday.AddMinutes(1));
        var (receipt, digest, points, at, revision) = (attempt.Receipt, attempt.Digest, attempt.Points, attempt.SubmittedAt, attempt.Revision);

        attempt.Submit(Timed, Monday.AddMinutes(2));

        Assert.Equal((receipt, digest, points, at, revision), (attempt.Receipt, attempt.Digest, attempt.Points, attempt.SubmittedAt, attempt.Revision));
        Assert.Matches("^[2-9A-HJ-NP-Z]{8}$", receipt);
        Assert.Matches("^[0-9a-f]{64}$", digest);
    }

    [Fact]
    public void Nothing_is_saved_after_the_hand_in()
    {
        var attempt = Begun(Timed);
        Assert.Null(attempt.WhyNotAnswer(Monday));
        attempt.Submit(Timed, Monday);

        Assert.Equal(Refusal.AttemptClosed, attempt.WhyNotAnswer(Monday));
        Refuses(Refusal.AttemptClosed, () => attempt.Give(Timed, "q", new Answer(["0"]), 1, flagged: false, Monday));
    }

    [Fact]
    public void A_receipt_speaks_of_the_answers_and_the_attempt()
    {
        var enrolment = Enrolled(Course(Timed));
        var digests = new[] { "0", "1", "0" }.Select(value => enrolment.Sit(Timed, Monday, ("q", value)).Digest);

        Assert.Equal(3, digests.Distinct().Count());
    }

    [Fact]
    public void A_question_that_is_not_on_the_paper_takes_no_answer()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Single("q2", "*a", "b").Tagged("drawn").Draw("drawn", 1).Quiz;
        var attempt = Begun(quiz);

        Refuses(Refusal.NotOnThePaper, () => attempt.Give(quiz, "q1", new Answer(["0"]), 1, flagged: false, Monday));

        Assert.Equal(1, attempt.Give(quiz, "q2", new Answer(["0"]), 1, flagged: false, Monday).Sequence);
    }

    [Fact]
    public void The_longest_answer_is_kept_and_one_character_more_refused()
    {
        var attempt = Begun(Timed);
        Refuses(Refusal.AnswerTooLong, () => attempt.Give(Timed, "t", new Answer([new string('ы', Attempt.LongestAnswer + 1)]), 1, flagged: false, Monday));
        Refuses(Refusal.AnswerTooLong, () => attempt.Give(Timed, "t", new Answer(Enumerable.Repeat("", Attempt.LongestAnswer + 2)), 1, flagged: false, Monday));

        Assert.Equal(1, attempt.Give(Timed, "t", new Answer([new string('ы', Attempt.LongestAnswer)]), 1, flagged: false, Monday).Sequence);
    }

    [Fact]
    public void The_same_sequence_again_changes_nothing_and_answers_with_what_stands()
    {
        var attempt = Begun(Timed);
        attempt.Give(Timed, "q", new Answer(["0"]), 2, flagged: true, Monday);
        var revision = attempt.Revision;

        var standing = attempt.Give(Timed, "q", new Answer(["1"]), 2, flagged: false, Monday.AddMinutes(1));

        Assert.Equal(
            (new Answer(["0"]), 2, true, Monday, revision),
            (standing.Value, standing.Sequence, standing.Flagged, standing.SavedAt, attempt.Revision));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_sequence_below_one_leaves_no_trace(long sequence)
    {
        var attempt = Begun(Timed);

        Refuses(Refusal.SequenceAbsurd, () => attempt.Give(Timed, "q", new Answer(["0"]), sequence, flagged: false, Monday));

        Assert.Equal((null, 0), (attempt.AnswerTo("q"), attempt.Revision));
        Assert.Empty(attempt.Answers);
    }

    [Property]
    public Property However_often_and_in_whatever_order_saves_arrive_the_newest_answer_stands()
    {
        // Each number is a save with that sequence; the value says which one it was.
        var arrivals = Gen.Choose(1, 9).ListOf().ToArbitrary();
        return Prop.ForAll(arrivals, sequences =>
        {
            var attempt = Begun(Timed);
            foreach (var sequence in sequences)
            {
                var standing = attempt.Give(Timed, "t", new Answer([$"version {sequence}"]), sequence, flagged: sequence % 2 == 0, Monday);
                if (standing.Sequence < sequence) return false;
            }
            if (sequences.Count == 0) return attempt.AnswerTo("t") is null;

            var newest = sequences.Max();
            return attempt.AnswerTo("t") is { } answer && answer.Sequence == newest
                && answer.Value.Equals(new Answer([$"version {newest}"])) && answer.Flagged == (newest % 2 == 0);
        });
    }

    [Property]
    public Property The_order_of_arrival_never_shows_in_the_digest()
    {
        var arrivals = Gen.Elements("q", "t").Zip(Gen.Choose(1, 5)).ListOf().ToArbitrary();
        return Prop.ForAll(arrivals, saves =>
        {
            var enrolment = Enrolled(Course(Timed));
            var attempt = enrolment.StartAttempt(Timed, 1, Monday);
            foreach (var (question, sequence) in saves) attempt.Give(Timed, question, new Answer([$"{(question == "q" ? sequence % 2 : sequence)}"]), sequence, flagged: false, Monday);
            attempt.Submit(Timed, Monday);

            var said = string.Concat(attempt.Answers.OrderBy(answer => answer.QuestionId, StringComparer.Ordinal)
                .Select(answer => $"\n{answer.QuestionId}\t{answer.Sequence}\t{answer.Value.ToJson()}"));
            var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{attempt.Id:N}{said}"));
            return attempt.Digest == Convert.ToHexStringLower(hash);
        });
    }

    [Fact]
    public void The_bar_and_the_deadline_are_those_of_the_start()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Single("q2", "*a", "b").Bar(50).Limit(TimeSpan.FromMinutes(40)).Quiz;
        var attempt = Begun(quiz);
        attempt.Give(quiz, "q1", new Answer(["0"]), 1, flagged: false, Monday);

        attempt.Submit(quiz with { PassMark = 100, TimeLimit = TimeSpan.FromMinutes(1) }, Monday.AddMinutes(10));

        Assert.Equal((50, true, Deadline, Monday.AddMinutes(10)), (attempt.PassMark, attempt.Passed, attempt.Deadline, attempt.SubmittedAt));
    }

    [Fact]
    public void Answers_of_nothing_are_not_counted_as_answered()
    {
        var attempt = Begun(Timed);

        attempt.Give(Timed, "q", Answer.Empty, 1, flagged: true, Monday);
        attempt.Give(Timed, "t", new Answer([" "]), 1, flagged: false, Monday);
        Assert.Equal(0, attempt.AnsweredCount);

        attempt.Give(Timed, "q", new Answer(["1"]), 2, flagged: true, Monday);
        Assert.Equal(1, attempt.AnsweredCount);
    }

    [Fact]
    public void A_percent_is_rounded_down_and_unknown_before_the_hand_in()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Worth(699).Single("q2", "*a", "b").Worth(301).Quiz;
        var attempt = Begun(quiz);
        attempt.Give(quiz, "q1", new Answer(["0"]), 1, flagged: false, Monday);
        Assert.Null(attempt.Percent);

        attempt.Submit(quiz, Monday);

        Assert.Equal((69, false, 699, 1000), (attempt.Percent, attempt.Passed, attempt.Points, attempt.MaxPoints));
    }

    [Fact]
    public void Right_answers_are_shown_after_the_hand_in_where_the_quiz_says_so()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Reviewed(Review.AfterSubmit).Quiz;
        var enrolment = Enrolled(Course(quiz));
        var attempt = enrolment.StartAttempt(quiz, 1, Monday);
        Assert.False(attempt.MayReview(quiz, enrolment));

        attempt.Submit(quiz, Monday);

        Assert.True(attempt.MayReview(quiz, enrolment));
        Assert.False(attempt.MayReview(quiz with { Review = Review.Never }, enrolment));
    }

    [Fact]
    public void Right_answers_that_wait_for_a_pass_are_shown_after_it()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Reviewed(Review.AfterPass).Quiz;
        var enrolment = Enrolled(Course(quiz));
        var failed = enrolment.Sit(quiz, Monday, ("q", "1"));
        Assert.False(failed.MayReview(quiz, enrolment));

        enrolment.Sit(quiz, Monday, ("q", "0"));

        Assert.True(failed.MayReview(quiz, enrolment));
    }

    [Fact]
    public void Right_answers_that_wait_for_a_pass_are_not_shown_while_the_last_attempt_runs()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Attempts(2).Reviewed(Review.AfterPass).Quiz;
        var enrolment = Enrolled(Course(quiz));
        var failed = enrolment.Sit(quiz, Monday);

        var last = enrolment.StartAttempt(quiz, 1, Monday);
        Assert.False(failed.MayReview(quiz, enrolment));

        last.Submit(quiz, Monday);
        Assert.True(failed.MayReview(quiz, enrolment));
    }

    [Fact]
    public void A_quiz_of_another_edition_cannot_grade_the_paper()
    {
        var attempt = Begun(Timed);

        Assert.Throws<InvalidOperationException>(() => attempt.Submit(new QuizMaker("exam").Single("new", "*a", "b").Quiz, Monday));

        Assert.True(attempt.IsOpen);
    }

    [Fact]
    public void An_answer_that_is_no_proper_text_can_still_be_handed_in()
    {
        var attempt = Begun(Timed);
        attempt.Give(Timed, "t", new Answer(["a\ud800\ufffe\0"]), 1, flagged: false, Monday);

        attempt.Submit(Timed, Monday);

        Assert.Equal((0, false), (attempt.Points, attempt.Passed));
    }

    [Fact]
    public void An_answer_survives_JSON_whatever_it_says()
    {
        var answer = new Answer(["0", "", "ё\"\\\u0000\u2028</script>", "қ"]);

        Assert.Equal(answer, Answer.FromJson(answer.ToJson()));
        Assert.Equal(new Answer(["", "1"]), Answer.FromJson("""[null,"1"]"""));
        Assert.Equal(Answer.Empty, Answer.FromJson("null"));
    }

    private static Attempt Begun(Quiz quiz)
    {
        var enrolment = Enrolled(Course(quiz));
        return enrolment.StartAttempt(quiz, seed: 1, Monday);
    }
}
