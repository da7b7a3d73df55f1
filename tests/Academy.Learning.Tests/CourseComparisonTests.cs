using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

/// <summary>What is only words may go out as a correction; all that counts or grades makes a new edition. And who may move to one.</summary>
public sealed class CourseComparisonTests
{
    private static Course Two(Quiz quiz) => Course(Lesson("read"), quiz, Task("plan"));

    private static Quiz Bank() => new QuizMaker().Single("term", "*на 4 года", "на 5 лет").Number("quorum", 10, 10).Matching("match", ("сход", "жители"), ("собрание", "представители")).Ordering("steps", "один", "два").Quiz;

    [Fact]
    public void The_same_course_has_no_changes() => Assert.Empty(CourseComparison.Compare(Two(Bank()), Two(Bank())));

    [Fact]
    public void All_of_a_first_edition_is_new() =>
        Assert.Equal([CourseChangeKind.ItemAdded, CourseChangeKind.ItemAdded, CourseChangeKind.ItemAdded], CourseComparison.Compare(null, Two(Bank())).Select(change => change.Kind));

    public static TheoryData<CourseChangeKind, string> Cases => new()
    {
        { CourseChangeKind.Words, "lesson words" }, { CourseChangeKind.Words, "minutes" }, { CourseChangeKind.QuestionWords, "prompt" }, { CourseChangeKind.QuestionWords, "option" },
        { CourseChangeKind.QuestionWords, "explanation" }, { CourseChangeKind.CourseWords, "authors" }, { CourseChangeKind.QuestionKey, "key" }, { CourseChangeKind.QuestionKey, "points" },
        { CourseChangeKind.QuestionKey, "range" }, { CourseChangeKind.QuestionKey, "swapped options" }, { CourseChangeKind.QuestionKey, "swapped steps" },
        { CourseChangeKind.QuestionAdded, "another question" }, { CourseChangeKind.QuestionRemoved, "a question less" }, { CourseChangeKind.QuestionOrder, "questions turned" },
        { CourseChangeKind.QuizRules, "bar" }, { CourseChangeKind.QuizRules, "attempts" }, { CourseChangeKind.Marks, "task points" }, { CourseChangeKind.ItemAdded, "another lesson" },
        { CourseChangeKind.ItemRemoved, "a lesson less" }, { CourseChangeKind.Order, "items turned" }, { CourseChangeKind.CourseRules, "hours" }, { CourseChangeKind.CourseTitle, "title" },
        { CourseChangeKind.Languages, "language" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_change_is_told_and_only_words_may_be_a_correction(CourseChangeKind kind, string what)
    {
        var old = Two(Bank());
        var change = Assert.Single(CourseComparison.Compare(old, Changed(old, what)));
        Assert.Equal(kind, change.Kind);
        Assert.Equal(kind is not (CourseChangeKind.Words or CourseChangeKind.QuestionWords or CourseChangeKind.CourseWords), change.ForbidsCorrection);
    }

    [Fact]
    public void Who_learns_moves_with_all_that_is_done_and_keeps_the_paper()
    {
        var (from, to) = (Two(Bank()), Course(Lesson("read"), Lesson("more"), new QuizMaker().Single("other", "*да", "нет").Quiz, Task("plan")));
        var enrolment = Enrolled(from);
        var first = enrolment.EditionId;
        enrolment.FinishLesson((Lesson)from.Find("start/read")!, Monday);
        var attempt = enrolment.Sit((Quiz)from.Find("start/check")!, Monday, ("term", "0"), ("quorum", "10"));
        var second = Guid.NewGuid();

        enrolment.MoveTo(from, to, second, Monday);

        Assert.Equal((second, first), (enrolment.EditionId, attempt.EditionId));
        Assert.True(enrolment.HasRead("start/read"));
        Assert.Equal("start/check", enrolment.Next(to)!.Path);
        Assert.Equal(4, attempt.Paper.QuestionsOf((Quiz)from.Find("start/check")!).Count);
    }

    [Fact]
    public void A_running_attempt_a_finished_course_and_a_work_of_another_form_keep_their_edition()
    {
        var from = Two(Bank());
        var running = Enrolled(from);
        running.StartAttempt((Quiz)from.Find("start/check")!, 1, Monday);
        Refuses(Refusal.AttemptStillOpen, () => running.MoveTo(from, from, Guid.NewGuid(), Monday));

        var worked = Enrolled(from);
        worked.BeginWork(from.Find("start/plan")!, Monday);
        Refuses(Refusal.WorkInOtherForm, () => worked.MoveTo(from, Changed(from, "task points"), Guid.NewGuid(), Monday));
        worked.MoveTo(from, Changed(from, "lesson words"), Guid.NewGuid(), Monday);

        var short1 = Course(Lesson("read"));
        var finished = Enrolled(short1);
        finished.FinishLesson((Lesson)short1.Items[0], Monday);
        Assert.True(finished.CompleteIfEarned(short1, Monday));
        Refuses(Refusal.FinishedEditionStays, () => finished.MoveTo(short1, from, Guid.NewGuid(), Monday));
    }

    [Fact]
    public void Who_has_done_all_that_a_new_edition_asks_for_completes_by_moving()
    {
        var (from, to) = (Course(Lesson("read"), Lesson("gone")), Course(Lesson("read")));
        var enrolment = Enrolled(from);
        enrolment.FinishLesson((Lesson)from.Items[0], Monday);
        enrolment.MoveTo(from, to, Guid.NewGuid(), Monday.AddDays(1));
        Assert.Equal(Monday.AddDays(1), enrolment.CompletedAt);
    }

    [Fact]
    public void A_ruling_is_carried_over_as_it_stands()
    {
        var (course, now) = (Two(Bank()), Monday);
        var edition = new Edition(course, "", 1, null, now);
        edition.Publish(null, now);
        var quiz = (Quiz)course.Find("start/check")!;
        var ruling = QuestionRuling.Rule(edition, 3, quiz, quiz.Find("quorum")!, isRuled: false, RulingKind.Withdrawn, null, "Норма утратила силу", Guid.NewGuid(), now);
        var correction = new Edition(course, "", 2, null, now);
        correction.PublishAsCorrectionOf(edition, null, now);

        var carried = ruling.CarryOver(correction, 1, now.AddDays(1));

        Assert.Equal((correction.Id, 1, now.AddDays(1), ruling.At, ruling.Reason), (carried.EditionId, carried.Number, carried.SettledAt, carried.At, carried.Reason));
        Assert.True(((Quiz)Rulings.Apply(course, [carried]).Find("start/check")!).Find("quorum")!.IsWithdrawn);
        Assert.Equal((edition.Id, true), (correction.CorrectsId!.Value, correction.IsCorrection));
    }

    private static Course Changed(Course course, string what) => what switch
    {
        "lesson words" => With(course, "start/read", item => ((Lesson)item) with { Text = ((Lesson)item).Text.Select(text => text with { Blocks = [new MarkupBlock(new Html("<p>жаңа</p>"))] }) }),
        "minutes" => With(course, "start/read", item => item with { Minutes = 11 }),
        "prompt" => Asked(course, "term", question => question with { Prompt = QuizMaker.Text("На сколько лет?") }),
        "option" => Asked(course, "term", question => ((ChoiceQuestion)question) with { Options = [((ChoiceQuestion)question).Options[0], ((ChoiceQuestion)question).Options[1] with { Text = QuizMaker.Text("на пять лет") }] }),
        "explanation" => Asked(course, "quorum", question => question with { Explanation = QuizMaker.Text("Статья 76") }),
        "authors" => course with { Authors = ["Школа акимов"] },
        "key" => Asked(course, "term", question => ((ChoiceQuestion)question) with { Options = [.. ((ChoiceQuestion)question).Options.Select(option => option with { IsRight = !option.IsRight })] }),
        "points" => Asked(course, "term", question => question with { Points = 2 }),
        "range" => Asked(course, "quorum", question => ((NumberQuestion)question) with { Most = 11 }),
        "swapped options" => Asked(course, "match", question => ((MatchingQuestion)question) with { Pairs = [.. ((MatchingQuestion)question).Pairs.Reverse()] }),
        "swapped steps" => Asked(course, "steps", question => ((OrderingQuestion)question) with { Steps = [.. ((OrderingQuestion)question).Steps.Reverse()] }),
        "another question" => Sat(course, quiz => quiz with { Questions = [.. quiz.Questions, quiz.Questions[0] with { Id = "new" }] }),
        "a question less" => Sat(course, quiz => quiz with { Questions = [.. quiz.Questions.Skip(1)] }),
        "questions turned" => Sat(course, quiz => quiz with { Questions = [.. quiz.Questions.Reverse()] }),
        "bar" => Sat(course, quiz => quiz with { PassMark = 60 }),
        "attempts" => Sat(course, quiz => quiz with { Attempts = 3 }),
        "task points" => With(course, "start/plan", item => ((Assignment)item) with { Points = 50 }),
        "another lesson" => Items(course, [.. course.Items, Lesson("more")]),
        "a lesson less" => Items(course, [.. course.Items.Skip(1)]),
        "items turned" => Items(course, [.. course.Items.Reverse()]),
        "hours" => course with { Hours = 17 },
        "title" => course with { About = course.About.Select(about => about with { Title = about.Title + "!" }) },
        _ => course with { Languages = ["kk", "ru", "en"] },
    };

    private static Course Items(Course course, IReadOnlyList<Item> items) => course with { Modules = [course.Modules[0] with { Items = items }] };

    private static Course With(Course course, string path, Func<Item, Item> change) => Items(course, [.. course.Items.Select(item => item.Path == path ? change(item) : item)]);

    private static Course Sat(Course course, Func<Quiz, Quiz> change) => With(course, "start/check", item => change((Quiz)item));

    private static Course Asked(Course course, string id, Func<Question, Question> change) =>
        Sat(course, quiz => quiz with { Questions = [.. quiz.Questions.Select(question => question.Id == id ? change(question) : question)] });
}
