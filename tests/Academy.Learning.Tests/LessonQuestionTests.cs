using Academy.Courseware;
using Academy.Learning.Readers;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>A learner asks about a lesson, an author answers; and what figures tell of few readers.</summary>
public sealed class LessonQuestionTests
{
    private const string Text = "Кто утверждает бюджет округа?";

    private static readonly Lesson Lesson = CourseMaker.Lesson("first");
    private static readonly Guid Author = Guid.CreateVersion7();

    private readonly Enrolment _enrolment = CourseMaker.Enrolled(CourseMaker.Course(Lesson));

    [Fact]
    public void Asking_twice_is_one_question_while_it_waits()
    {
        var first = Ask();
        Assert.Same(first, Ask($" {Text} ", first));

        first.Reply(0, "Маслихат района.", isPrivate: false, Author, CourseMaker.Monday);
        Assert.Equal(2, Ask(Text, first).Number);
    }

    [Fact]
    public void A_sixth_question_within_a_day_is_refused_and_the_next_day_it_is_not()
    {
        var asked = new List<LessonQuestion>();
        for (var number = 1; number <= LessonQuestion.MostADay; number++) asked.Add(Ask($"{Text} {number}", [.. asked]));

        Assert.Equal(Refusal.TooManyQuestions, Assert.Throws<RefusedException>(() => Ask($"{Text} 6", [.. asked])).Refusal);
        Assert.Null(LessonQuestion.WhyNotAsk(_enrolment, asked, CourseMaker.Monday.AddDays(1)));
    }

    [Theory]
    [InlineData("Почему?  ", false)]
    [InlineData("Почему же?", true)]
    [InlineData(null, false)]
    public void A_question_has_some_words(string? text, bool fits) => Assert.Equal(fits, LessonQuestion.Fits(text));

    [Fact]
    public void The_asker_is_told_of_the_answer_and_not_of_each_comma()
    {
        var question = Ask();
        Assert.True(question.Reply(0, "Маслихат района", isPrivate: true, Author, CourseMaker.Monday));
        Assert.False(question.Reply(1, "Маслихат района.", isPrivate: false, Author, CourseMaker.Monday));
        Assert.Equal((LessonQuestionState.Shown, "Маслихат района."), (question.State, question.Answer));
    }

    [Fact]
    public void Of_two_authors_the_second_sees_first_what_the_other_did()
    {
        var question = Ask();
        question.Reply(0, "Маслихат района.", isPrivate: false, Author, CourseMaker.Monday);

        Assert.Equal(Refusal.QuestionChangedElsewhere, Assert.Throws<RefusedException>(() => question.Reply(0, "Аким.", false, Author, CourseMaker.Monday)).Refusal);
        Assert.Equal(Refusal.QuestionChangedElsewhere, Assert.Throws<RefusedException>(() => question.Hide(0, Author, CourseMaker.Monday)).Refusal);
        Assert.Equal("Маслихат района.", question.Answer);
    }

    [Fact]
    public void Hiding_takes_down_what_was_shown_and_an_answer_brings_it_back()
    {
        var question = Ask();
        question.Reply(0, "Маслихат района.", isPrivate: false, Author, CourseMaker.Monday);
        question.Hide(1, Author, CourseMaker.Monday);
        question.Hide(1, Author, CourseMaker.Monday);
        Assert.Equal((LessonQuestionState.Hidden, 2), (question.State, question.Revision));
        question.Reply(2, "Маслихат района.", isPrivate: false, Author, CourseMaker.Monday);
        Assert.Equal(LessonQuestionState.Shown, question.State);
    }

    [Fact]
    public void Of_fewer_than_five_readers_nothing_is_told_but_that_they_are_few()
    {
        var times = Quartiles.Of([(60, 2), (120, 2)]);
        var few = new LessonFigures(Lesson)
        {
            Readers = 4, Finished = 2, Seconds = times, Checks = (10, 5), Ratings = new Dictionary<Usefulness, int> { [Usefulness.Useful] = 6 },
        };
        Assert.True(few is { ShownReaders: null, ShownFinished: null, ShownSeconds: null, ShownMissed: null, ShownRatings: null });

        // Each figure by its own number: five readers, of whom four told how long they read.
        var five = few with { Readers = 5 };
        Assert.True(five is { ShownReaders: 5, ShownFinished: 2, ShownSeconds: null, ShownMissed: 0.5, ShownRatings.Count: 1 });
        Assert.Null((five with { Checks = (4, 4) }).ShownMissed);
    }

    [Fact]
    public void Quartiles_are_values_that_were_there()
    {
        Assert.Null(Quartiles.Of([]));
        Assert.Equal(new Quartiles(30, 30, 30, 1), Quartiles.Of([(30, 1)]));
        Assert.Equal(new Quartiles(2, 4, 6, 8), Quartiles.Of([(8, 1), (1, 1), (3, 1), (2, 1), (4, 1), (5, 1), (7, 1), (6, 1)]));
        Assert.Equal(new Quartiles(10, 10, 90, 100), Quartiles.Of([(90, 40), (10, 60)]));
    }

    private LessonQuestion Ask(string text = Text, params LessonQuestion[] earlier) => LessonQuestion.Ask(_enrolment, Lesson, text, "ru", earlier, CourseMaker.Monday);
}
