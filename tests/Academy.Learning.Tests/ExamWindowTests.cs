using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

/// <summary>When a quiz may be sat, and what one person is given beyond its rules.</summary>
public class ExamWindowTests
{
    private static readonly Guid Instructor = Guid.CreateVersion7();
    private static readonly DateTimeOffset Opens = Monday.AddHours(1);
    private static readonly DateTimeOffset Closes = Monday.AddHours(3);
    private const string Reason = "Справка из больницы";

    private static readonly Quiz Exam = new QuizMaker("exam").Exam().Single("q", "*a", "b").Attempts(1).Limit(TimeSpan.FromMinutes(40)).Quiz;
    private static readonly Quiz Windowed = Exam with { Opens = Opens, Closes = Closes };

    [Fact]
    public void An_attempt_starts_from_the_opening_to_the_last_tick_before_the_closing()
    {
        var enrolment = Enrolled(Course(Windowed));

        Assert.Equal(Refusal.QuizNotOpenYet, enrolment.WhyNotAttempt(Windowed, Opens.AddTicks(-1)));
        Assert.Null(enrolment.WhyNotAttempt(Windowed, Opens));
        Assert.Null(enrolment.WhyNotAttempt(Windowed, Closes.AddTicks(-1)));
        Assert.Equal(Refusal.QuizClosed, enrolment.WhyNotAttempt(Windowed, Closes));
    }

    [Fact]
    public void A_refusal_names_its_moment()
    {
        var enrolment = Enrolled(Course(Windowed));

        Assert.Equal(Opens, Assert.Throws<RefusedException>(() => enrolment.StartAttempt(Windowed, 1, Monday)).Moment);
        Assert.Equal(Closes, Assert.Throws<RefusedException>(() => enrolment.StartAttempt(Windowed, 1, Closes)).Moment);
    }

    [Theory]
    [InlineData(60, 100)]
    [InlineData(140, 180)]
    [InlineData(150, 180)]
    [InlineData(179, 180)]
    public void An_attempt_ends_with_its_time_or_with_the_window_whichever_is_first(int starts, int ends) =>
        Assert.Equal(Monday.AddMinutes(ends), Enrolled(Course(Windowed)).StartAttempt(Windowed, 1, Monday.AddMinutes(starts)).Deadline);

    [Fact]
    public void Without_a_time_limit_the_window_is_the_deadline()
    {
        var quiz = Windowed with { TimeLimit = null };

        Assert.Equal(Closes, Enrolled(Course(quiz)).StartAttempt(quiz, 1, Opens).Deadline);
    }

    [Fact]
    public void Extra_time_holds_for_the_next_attempt()
    {
        var enrolment = Given(Exam, new Allowance(ExtraMinutes: 20));

        Assert.Equal(TimeSpan.FromMinutes(60), enrolment.TimeLimit(Exam));
        Assert.Equal(Monday.AddMinutes(60), enrolment.StartAttempt(Exam, 1, Monday).Deadline);
    }

    [Fact]
    public void Extra_time_makes_a_running_attempt_longer_at_once_and_its_grace_with_it()
    {
        var quiz = Exam with { Grace = TimeSpan.FromMinutes(2) };
        var enrolment = Enrolled(Course(quiz));
        var attempt = enrolment.StartAttempt(quiz, 1, Monday);

        Give(enrolment, quiz, new Allowance(ExtraMinutes: 20), Monday.AddMinutes(40));

        Assert.Equal((Monday.AddMinutes(60), Monday.AddMinutes(62)), (attempt.Deadline, attempt.HandInAt));
        Assert.Null(attempt.WhyNotAnswer(Monday.AddMinutes(59)));
    }

    [Fact]
    public void A_running_attempt_never_gets_shorter()
    {
        var enrolment = Given(Exam, new Allowance(ExtraMinutes: 20));
        var attempt = enrolment.StartAttempt(Exam, 1, Monday);

        Give(enrolment, Exam, new Allowance(ExtraMinutes: 5), Monday.AddMinutes(1));
        enrolment.Withdraw(enrolment.Accommodations[^1], Instructor, Monday.AddMinutes(2));

        Assert.Equal(Monday.AddMinutes(60), attempt.Deadline);
    }

    [Fact]
    public void What_is_over_does_not_open_again()
    {
        var enrolment = Enrolled(Course(Exam));
        var attempt = enrolment.StartAttempt(Exam, 1, Monday);

        Give(enrolment, Exam, new Allowance(ExtraMinutes: 20), Monday.AddMinutes(41));

        Assert.Equal((Monday.AddMinutes(40), true), (attempt.Deadline, attempt.IsOverdue(Monday.AddMinutes(41))));
    }

    [Fact]
    public void Extra_time_does_not_go_past_the_window_but_other_dates_do()
    {
        var enrolment = Given(Windowed, new Allowance(ExtraMinutes: 60));
        var attempt = enrolment.StartAttempt(Windowed, 1, Closes.AddMinutes(-30));
        Assert.Equal(Closes, attempt.Deadline);

        Give(enrolment, Windowed, new Allowance(Closes: Closes.AddDays(1)), Closes.AddMinutes(-20));

        Assert.Equal(Closes.AddMinutes(10), attempt.Deadline);
    }

    [Fact]
    public void An_extra_attempt_is_one_more()
    {
        var enrolment = Enrolled(Course(Exam));
        enrolment.Sit(Exam, Monday);
        Assert.Equal(Refusal.NoAttemptsLeft, enrolment.WhyNotAttempt(Exam, Monday));

        Give(enrolment, Exam, new Allowance(ExtraAttempts: 1), Monday);
        Assert.Equal((2, 1), (enrolment.AttemptsAllowed(Exam), enrolment.AttemptsLeft(Exam)));
        enrolment.Sit(Exam, Monday);

        Assert.Equal(Refusal.NoAttemptsLeft, enrolment.WhyNotAttempt(Exam, Monday));
    }

    [Fact]
    public void Other_dates_open_and_close_for_this_person()
    {
        var enrolment = Given(Windowed, new Allowance(Opens: Monday.AddDays(1), Closes: Monday.AddDays(2)));

        Assert.Equal(Refusal.QuizNotOpenYet, enrolment.WhyNotAttempt(Windowed, Opens));
        Assert.Null(enrolment.WhyNotAttempt(Windowed, Monday.AddDays(1)));
        Assert.Equal((Monday.AddDays(1), Monday.AddDays(2)), (enrolment.OpensAt(Windowed), enrolment.ClosesAt(Windowed)));
    }

    [Fact]
    public void The_latest_stands_alone_and_withdrawn_leaves_the_rules_of_the_quiz()
    {
        var enrolment = Given(Exam, new Allowance(ExtraMinutes: 20, ExtraAttempts: 2));
        Give(enrolment, Exam, new Allowance(ExtraMinutes: 5), Monday);
        Assert.Equal((TimeSpan.FromMinutes(45), 1), (enrolment.TimeLimit(Exam), enrolment.AttemptsAllowed(Exam)));

        enrolment.Withdraw(enrolment.Accommodations[^1], Instructor, Monday.AddMinutes(1));
        enrolment.Withdraw(enrolment.Accommodations[^1], Guid.CreateVersion7(), Monday.AddMinutes(2));

        Assert.Null(enrolment.AccommodationAt(Exam));
        Assert.Equal(TimeSpan.FromMinutes(40), enrolment.TimeLimit(Exam));
        Assert.Equal((Instructor, Monday.AddMinutes(1)), (enrolment.Accommodations[^1].WithdrawnById, enrolment.Accommodations[^1].WithdrawnAt));
    }

    [Fact]
    public void What_is_given_at_one_quiz_says_nothing_of_another()
    {
        var other = Exam with { Slug = "other" };

        Assert.Null(Given(Exam, new Allowance(ExtraMinutes: 20)).AccommodationAt(other));
    }

    [Theory]
    [InlineData(0, 0, "Справка из больницы", Refusal.NothingGiven)]
    [InlineData(-1, 0, "Справка из больницы", Refusal.TooMuchGiven)]
    [InlineData(1441, 0, "Справка из больницы", Refusal.TooMuchGiven)]
    [InlineData(0, 101, "Справка из больницы", Refusal.TooMuchGiven)]
    [InlineData(20, 0, "просил    ", Refusal.ReasonMissing)]
    [InlineData(20, 0, null, Refusal.ReasonMissing)]
    [InlineData(1440, 100, "Справка из больницы", null)]
    public void It_takes_something_given_and_a_reason(int minutes, int attempts, string? reason, Refusal? refusal)
    {
        var enrolment = Enrolled(Course(Exam));

        Assert.Equal(refusal, enrolment.WhyNotAccommodate(Exam, new Allowance(minutes, attempts), reason));
        if (refusal is { } why) Refuses(why, () => enrolment.Accommodate(Exam, new Allowance(minutes, attempts), reason, Instructor, Monday));
    }

    [Fact]
    public void More_of_what_is_not_limited_is_refused_and_so_is_a_window_that_never_opens()
    {
        var free = new QuizMaker("free").Single("q", "*a", "b").Quiz;
        var enrolment = Enrolled(Course(free, Windowed));

        Refuses(Refusal.NoTimeLimitToLengthen, () => Give(enrolment, free, new Allowance(ExtraMinutes: 5), Monday));
        Refuses(Refusal.AttemptsNotLimited, () => Give(enrolment, free, new Allowance(ExtraAttempts: 1), Monday));
        Refuses(Refusal.WindowEmpty, () => Give(enrolment, Windowed, new Allowance(Opens: Closes), Monday));
        enrolment.End(Monday);
        Refuses(Refusal.EnrolmentEnded, () => Give(enrolment, Exam, new Allowance(ExtraMinutes: 5), Monday));
    }

    [Fact]
    public void The_next_paper_asks_what_the_earlier_ones_did_not()
    {
        var quiz = new QuizMaker().Open("1").Open("2").Open("3").Open("4").Draw(null, 2).Quiz;
        var enrolment = Enrolled(Course(quiz));

        var papers = Enumerable.Range(0, 2).Select(_ => enrolment.Sit(quiz, Monday).Paper).ToList();

        Assert.Equal(4, papers.SelectMany(paper => paper.Questions).Select(question => question.Id).Distinct().Count());
    }

    private static Enrolment Given(Quiz quiz, Allowance allowance)
    {
        var enrolment = Enrolled(Course(quiz));
        Give(enrolment, quiz, allowance, Monday);
        return enrolment;
    }

    private static void Give(Enrolment enrolment, Quiz quiz, Allowance allowance, DateTimeOffset at) => enrolment.Accommodate(quiz, allowance, Reason, Instructor, at);
}
