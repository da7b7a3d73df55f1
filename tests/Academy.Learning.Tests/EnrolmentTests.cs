using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class EnrolmentTests
{
    private static readonly Lesson First = Lesson("first");
    private static readonly Lesson Second = Lesson("second");

    [Fact]
    public void Nobody_enrols_themselves_where_staff_enrol_a_cohort() =>
        Assert.Equal(Refusal.EnrolmentByStaffOnly, Enrolment.WhyNotSelfEnrol(Course() with { Access = Access.Cohort }));

    [Theory]
    [InlineData(Access.Open)]
    [InlineData(Access.Registered)]
    public void Everywhere_else_people_enrol_themselves(Access access) =>
        Assert.Null(Enrolment.WhyNotSelfEnrol(Course() with { Access = access }));

    [Fact]
    public void A_lesson_finished_twice_counts_once_and_keeps_its_first_date()
    {
        var enrolment = Enrolled(Course(First));

        enrolment.FinishLesson(First, Monday.AddHours(1));
        enrolment.FinishLesson(First, Monday.AddHours(2));

        Assert.Equal(("start/first", Monday.AddHours(1)), Assert.Single(enrolment.LessonsRead) is var read ? (read.Path, read.At) : default);
        Assert.True(enrolment.IsDone(First));
    }

    [Fact]
    public void An_ended_enrolment_takes_no_lesson_though_one_a_moment_earlier_was_taken()
    {
        var enrolment = Enrolled(Course(First, Second));
        enrolment.FinishLesson(First, Monday);

        enrolment.End(Monday.AddDays(1));

        Refuses(Refusal.EnrolmentEnded, () => enrolment.FinishLesson(Second, Monday.AddDays(1)));
        Assert.Equal((true, false), (enrolment.HasRead("start/first"), enrolment.HasRead("start/second")));
    }

    [Fact]
    public void Ending_twice_keeps_the_first_date()
    {
        var enrolment = Enrolled(Course());

        enrolment.End(Monday);
        enrolment.End(Monday.AddDays(1));

        Assert.Equal(Monday, enrolment.EndedAt);
    }

    [Fact]
    public void An_ended_enrolment_starts_no_attempt()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Quiz;
        var enrolment = Enrolled(Course(quiz));
        Assert.Null(enrolment.WhyNotAttempt(quiz, Monday));

        enrolment.End(Monday);

        Assert.Equal(Refusal.EnrolmentEnded, enrolment.WhyNotAttempt(quiz, Monday));
        Refuses(Refusal.EnrolmentEnded, () => enrolment.StartAttempt(quiz, 1, Monday));
    }

    [Fact]
    public void A_second_attempt_waits_until_the_open_one_is_handed_in_but_another_quiz_may_begin()
    {
        var (quiz, other) = (new QuizMaker("one").Single("q", "*a", "b").Quiz, new QuizMaker("two").Single("q", "*a", "b").Quiz);
        var enrolment = Enrolled(Course(quiz, other));
        var attempt = enrolment.StartAttempt(quiz, 1, Monday);

        Refuses(Refusal.AttemptStillOpen, () => enrolment.StartAttempt(quiz, 2, Monday));
        Assert.Null(enrolment.WhyNotAttempt(other, Monday));

        attempt.Submit(quiz, Monday);
        Assert.Equal(2, enrolment.StartAttempt(quiz, 2, Monday).Number);
        Assert.Equal(1, enrolment.StartAttempt(other, 2, Monday).Number);
    }

    [Fact]
    public void The_last_attempt_is_allowed_and_the_next_refused()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Attempts(2).Quiz;
        var enrolment = Enrolled(Course(quiz));
        enrolment.Sit(quiz, Monday);
        Assert.Equal(1, enrolment.AttemptsLeft(quiz));

        enrolment.Sit(quiz, Monday);

        Assert.Equal(0, enrolment.AttemptsLeft(quiz));
        Refuses(Refusal.NoAttemptsLeft, () => enrolment.StartAttempt(quiz, 3, Monday));
    }

    [Fact]
    public void Without_a_limit_attempts_never_run_out()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Quiz;
        var enrolment = Enrolled(Course(quiz));
        for (var time = 0; time < 30; time++) enrolment.Sit(quiz, Monday);

        Assert.Null(enrolment.AttemptsLeft(quiz));
        Assert.Equal(31, enrolment.StartAttempt(quiz, 1, Monday).Number);
    }

    [Fact]
    public void The_next_attempt_waits_from_the_newest_hand_in_to_the_very_moment()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Wait(TimeSpan.FromHours(24)).Quiz;
        var enrolment = Enrolled(Course(quiz));
        Assert.Null(enrolment.NextAttemptFrom(quiz));
        enrolment.Sit(quiz, Monday);
        var again = Monday.AddHours(24);

        Refuses(Refusal.TooEarlyForAttempt, () => enrolment.StartAttempt(quiz, 2, again.AddTicks(-1)));

        enrolment.Sit(quiz, again);
        Assert.Equal(again.AddHours(24), enrolment.NextAttemptFrom(quiz));
    }

    [Theory]
    [InlineData(false, 70)]
    [InlineData(true, 70)]
    [InlineData(true, 0)]
    public void While_an_attempt_lies_with_a_marker_no_other_starts_and_once_it_is_marked_the_next_may(bool isExam, int bar)
    {
        var (maker, other) = (new QuizMaker().Single("q1", "*a", "b").Open("q2").Bar(bar), new QuizMaker("other").Single("q", "*a", "b").Quiz);
        var quiz = isExam ? maker.Exam().Quiz : maker.Quiz;
        var enrolment = Enrolled(Course(quiz, other));
        var attempt = enrolment.Sit(quiz, Monday, ("q2", "Потому что"));

        Refuses(Refusal.AttemptAwaitsMarking, () => enrolment.StartAttempt(quiz, 2, Monday));
        Assert.Null(enrolment.WhyNotAttempt(other, Monday));

        enrolment.GiveMarks(attempt, quiz, new OpenMarks([KeyValuePair.Create("q2", new OpenMark(0, ""))]));
        Assert.Equal(2, enrolment.StartAttempt(quiz, 2, Monday).Number);
    }

    [Fact]
    public void Practice_without_a_bar_does_not_wait_for_its_marker_nor_does_an_attempt_whose_open_answer_is_empty()
    {
        var (practice, check) = (new QuizMaker("practice").Open("q").Bar(0).Quiz, new QuizMaker().Single("q1", "*a", "b").Open("q2").Quiz);
        var enrolment = Enrolled(Course(practice, check));
        enrolment.Sit(practice, Monday, ("q", "Потому что"));
        enrolment.Sit(check, Monday, ("q1", "0"));

        Assert.Equal(2, enrolment.StartAttempt(practice, 2, Monday).Number);
        Assert.Equal(2, enrolment.StartAttempt(check, 2, Monday).Number);
    }

    [Fact]
    public void What_will_never_be_possible_is_said_before_that_an_attempt_lies_with_a_marker()
    {
        var once = new QuizMaker("once").Open("q").Attempts(1).Quiz;
        var shut = new QuizMaker("shut").Open("q").Closes(Monday.AddHours(1)).Wait(TimeSpan.FromDays(1)).Quiz;
        var enrolment = Enrolled(Course(once, shut));
        enrolment.Sit(once, Monday, ("q", "Потому что"));
        enrolment.Sit(shut, Monday, ("q", "Потому что"));

        Assert.Equal(Refusal.NoAttemptsLeft, enrolment.WhyNotAttempt(once, Monday));
        Assert.Equal(Refusal.AttemptAwaitsMarking, enrolment.WhyNotAttempt(shut, Monday));
        Assert.Equal(Refusal.QuizClosed, enrolment.WhyNotAttempt(shut, Monday.AddHours(1)));
    }

    [Fact]
    public void A_quiz_without_waiting_time_may_be_sat_again_at_once()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Quiz;
        var enrolment = Enrolled(Course(quiz));
        enrolment.Sit(quiz, Monday);

        Assert.Null(enrolment.NextAttemptFrom(quiz));
        Assert.Null(enrolment.WhyNotAttempt(quiz, Monday));
    }

    [Fact]
    public void A_learner_goes_on_where_they_were()
    {
        var course = Course(First, Second);
        var enrolment = Enrolled(course);
        Assert.Equal(First, enrolment.Next(course));

        enrolment.Visit(Second, "s2-1", Monday);

        Assert.Equal(Second, enrolment.Next(course));
        Assert.Equal(("start/second", "s2-1", Monday), (enrolment.LastItem, enrolment.LastPlace, enrolment.LastSeenAt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_visit_told_late_does_not_move_the_place_back(int minutes)
    {
        var enrolment = Enrolled(Course(First, Second));
        enrolment.Visit(Second, "s3", Monday);
        var revision = enrolment.Revision;

        enrolment.Visit(First, "s1", Monday.AddMinutes(minutes));

        Assert.Equal(("start/second", "s3", revision), (enrolment.LastItem, enrolment.LastPlace, enrolment.Revision));
    }

    [Fact]
    public void After_a_finished_lesson_comes_the_next_one_not_done_and_then_what_was_skipped()
    {
        var third = Lesson("third");
        var course = Course(First, Second, third);
        var enrolment = Enrolled(course);
        enrolment.Visit(Second, null, Monday);

        enrolment.FinishLesson(Second, Monday);
        Assert.Equal(third, enrolment.Next(course));

        enrolment.FinishLesson(third, Monday);
        Assert.Equal(First, enrolment.Next(course));

        enrolment.FinishLesson(First, Monday);
        Assert.Null(enrolment.Next(course));
    }

    [Fact]
    public void A_place_that_is_no_longer_in_the_course_sends_to_the_first_thing_not_done()
    {
        var enrolment = Enrolled(Course(First, Second));
        enrolment.Visit(Lesson("removed"), null, Monday);

        Assert.Equal(First, enrolment.Next(Course(First, Second)));
    }

    [Fact]
    public void Starting_an_attempt_is_being_there()
    {
        var quiz = new QuizMaker("exam").Single("q", "*a", "b").Quiz;
        var course = Course(First, quiz);
        var enrolment = Enrolled(course);

        enrolment.StartAttempt(quiz, 1, Monday);

        Assert.Equal(quiz, enrolment.Next(course));
    }

    [Fact]
    public void A_course_is_complete_when_the_last_thing_it_asks_for_is_done_and_the_date_stays()
    {
        var exam = new QuizMaker("exam").Exam().Single("q", "*a", "b").Quiz;
        var course = Course(First, exam);
        var enrolment = Enrolled(course);
        enrolment.FinishLesson(First, Monday);
        enrolment.Sit(exam, Monday, ("q", "1"));
        Assert.False(enrolment.CompleteIfEarned(course, Monday));
        Assert.Equal([exam], enrolment.MissingFor(course));

        enrolment.Sit(exam, Monday, ("q", "0"));

        Assert.True(enrolment.CompleteIfEarned(course, Monday.AddDays(1)));
        Assert.False(enrolment.CompleteIfEarned(course, Monday.AddDays(2)));
        Assert.Equal(Monday.AddDays(1), enrolment.CompletedAt);
    }

    [Fact]
    public void A_passed_attempt_stays_passed_after_a_worse_one()
    {
        var quiz = new QuizMaker().Single("q", "*a", "b").Quiz;
        var enrolment = Enrolled(Course(quiz));

        enrolment.Sit(quiz, Monday, ("q", "0"));
        enrolment.Sit(quiz, Monday, ("q", "1"));

        Assert.True(enrolment.HasPassed(quiz.Path));
        Assert.Equal([2, 1], enrolment.ClosedAttempts(quiz).Select(attempt => attempt.Number));
    }

    [Fact]
    public void An_ended_enrolment_is_not_completed_any_more()
    {
        var course = Course(First);
        var enrolment = Enrolled(course);
        enrolment.FinishLesson(First, Monday);
        enrolment.End(Monday);

        Assert.False(enrolment.CompleteIfEarned(course, Monday));
        Assert.Null(enrolment.CompletedAt);
    }

    [Theory]
    [InlineData(true, true, true, true, "start/lesson start/quiz start/exam start/task")]
    [InlineData(true, false, false, false, "start/lesson")]
    [InlineData(false, true, false, false, "start/quiz")]
    [InlineData(false, false, true, false, "start/exam")]
    [InlineData(false, false, false, true, "start/task")]
    [InlineData(false, false, false, false, "")]
    public void The_course_says_what_completion_asks_for(bool lessons, bool quizzes, bool exams, bool tasks, string missing)
    {
        var course = Course(
            Lesson("lesson"), new QuizMaker("quiz").Single("q", "*a", "b").Quiz, new QuizMaker("exam").Exam().Single("q", "*a", "b").Quiz, Task("task"))
            with { Completion = new Completion(lessons, quizzes, exams, tasks) };

        Assert.Equal(missing, string.Join(' ', Enrolled(course).MissingFor(course).Select(item => item.Path)));
    }
}
