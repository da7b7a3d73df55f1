using Academy.Courseware;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

/// <summary>Rulings laid over a course, and what they do to attempts that were closed before.</summary>
public sealed class RulingTests
{
    private const string Why = "The law has changed since";
    private static readonly Guid Instructor = Guid.NewGuid();

    private readonly Quiz _quiz = QuizMaker.OfEveryKind().Quiz;

    [Fact]
    public void A_withdrawn_question_leaves_the_maximum_and_no_new_paper_asks_it()
    {
        var ruled = Ruled(_quiz, ("ordering", RulingKind.Withdrawn, null));

        Assert.Equal(8, Grading.Grade(ruled.Questions, _ => null).MaxPoints);
        Assert.Equal(6, ruled.PaperLength);
        Assert.DoesNotContain(Begun(ruled).Paper.Questions, question => question.Id == "ordering");
        // What was drawn before still finds it.
        Assert.True(Begun(_quiz).Paper.QuestionsOf(ruled).Single(question => question.Id == "ordering").IsWithdrawn);
    }

    [Theory]
    [InlineData("single", "0")]
    [InlineData("number", "7")]
    [InlineData("text", "аким")]
    public void A_new_key_makes_right_what_was_wrong(string id, string given)
    {
        QuestionKey key = id switch
        {
            "single" => new QuestionKey { Right = [0] },
            "number" => new QuestionKey { Least = 6, Most = 8 },
            _ => new QuestionKey { Accepted = ["Аким"] },
        };
        Assert.True(Grading.Share(_quiz.Find(id)!, new Answer([given])).IsZero);

        var ruled = Ruled(_quiz, (id, RulingKind.NewKey, key));

        Assert.True(Grading.Share(ruled.Find(id)!, new Answer([given])).IsFull);
        Assert.All(ruled.Questions.Where(question => question.Id != id), question => Assert.Same(_quiz.Find(question.Id), question));
    }

    [Fact]
    public void Gaps_take_a_new_key_each_and_a_multiple_choice_other_right_options()
    {
        var key = new QuestionKey { Gaps = [new GapKey(null, ["кенес"]), new GapKey(0, null), new GapKey(2, null)] };
        var ruled = Ruled(_quiz, ("gaps", RulingKind.NewKey, key), ("multiple", RulingKind.NewKey, new QuestionKey { Right = [1, 3] }));

        Assert.True(Grading.Share(ruled.Find("gaps")!, new Answer(["Кенес", "0", "2"])).IsFull);
        Assert.True(Grading.Share(ruled.Find("multiple")!, new Answer(["1", "3"])).IsFull);
        Assert.Equal(key, QuestionKey.FromJson(key.ToJson()));
    }

    [Fact]
    public void The_last_ruling_on_a_question_stands_and_one_may_take_all_back()
    {
        var course = Course(_quiz);
        var (edition, rulings) = (Published(course), new List<QuestionRuling>());
        foreach (var kind in (RulingKind[])[RulingKind.Withdrawn, RulingKind.NewKey, RulingKind.Restored])
        {
            var standing = (Quiz)(rulings.Count == 0 ? course : Rulings.Apply(course, rulings)).Find(_quiz.Path)!;
            rulings.Add(QuestionRuling.Rule(edition, rulings.Count + 1, standing, standing.Find("single")!, isRuled: rulings.Count > 0, kind,
                kind == RulingKind.NewKey ? new QuestionKey { Right = [0] } : null, Why, Instructor, Monday));
        }

        Quiz After(int count) => (Quiz)Rulings.Apply(course, rulings.Take(count)).Find(_quiz.Path)!;
        Assert.True(After(1).Find("single")!.IsWithdrawn);
        Assert.Equal(1, After(2).Find("single")!.Points);
        Assert.True(((ChoiceQuestion)After(2).Find("single")!).Options[0].IsRight);
        Assert.Same(_quiz.Find("single"), After(3).Find("single"));
        Assert.Equal(3, After(3).RulingNumber);
        Assert.Same(course.Find(_quiz.Path), _quiz);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_by_its_own_name()
    {
        var edition = Published(Course(_quiz));
        Refusal? WhyNot(string id, RulingKind kind, QuestionKey? key = null, bool isRuled = false, Quiz? quiz = null) =>
            QuestionRuling.WhyNot(edition, quiz ?? _quiz, (quiz ?? _quiz).Find(id)!, isRuled, kind, key);

        Assert.Equal(Refusal.KeyNotForQuestion, WhyNot("matching", RulingKind.NewKey, new QuestionKey()));
        Assert.Equal(Refusal.KeyNotForQuestion, WhyNot("ordering", RulingKind.NewKey, new QuestionKey { Right = [0] }));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("single", RulingKind.NewKey));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("single", RulingKind.NewKey, new QuestionKey { Right = [] }));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("single", RulingKind.NewKey, new QuestionKey { Right = [3] }));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("number", RulingKind.NewKey, new QuestionKey { Least = 2, Most = 1 }));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("text", RulingKind.NewKey, new QuestionKey { Accepted = [" "] }));
        Assert.Equal(Refusal.KeyIncomplete, WhyNot("gaps", RulingKind.NewKey, new QuestionKey { Gaps = [new GapKey(null, ["a"])] }));
        Assert.Equal(Refusal.RulingChangesNothing, WhyNot("single", RulingKind.NewKey, QuestionKey.Of(_quiz.Find("single")!)));
        Assert.Equal(Refusal.RulingChangesNothing, WhyNot("single", RulingKind.Restored));
        Assert.Null(WhyNot("single", RulingKind.Restored, isRuled: true));
        Assert.Equal(Refusal.RulingChangesNothing, WhyNot("single", RulingKind.Withdrawn, quiz: Ruled(_quiz, ("single", RulingKind.Withdrawn, null))));
        Assert.Equal(Refusal.NothingLeftToEarn, WhyNot("only", RulingKind.Withdrawn, quiz: new QuizMaker().Single("only", "*a", "b").Quiz));
        Assert.Equal(Refusal.EditionNotPublished, QuestionRuling.WhyNot(
            new Edition(Course(_quiz), "library", 1, null, Monday), _quiz, _quiz.Find("single")!, false, RulingKind.Withdrawn, null));
        Assert.Equal(Refusal.ReasonMissing, Assert.Throws<RefusedException>(() =>
            QuestionRuling.Rule(edition, 1, _quiz, _quiz.Find("single")!, false, RulingKind.Withdrawn, null, "short", Instructor, Monday)).Refusal);
    }

    [Fact]
    public void A_running_attempt_is_no_business_of_a_regrade()
    {
        var attempt = Begun(_quiz);

        Assert.Null(attempt.Regrade(Ruled(_quiz, ("single", RulingKind.Withdrawn, null)), Guid.NewGuid(), [], Monday));
        Assert.Equal(0, attempt.RulingNumber);
    }

    /// <summary>Whatever was answered and whatever is ruled: the paper stays, a pass stays, a second run does nothing, and taking it back gives the first points.</summary>
    [Property(MaxTest = 300)]
    public Property A_regrade_keeps_the_paper_and_every_pass_and_can_be_taken_back()
    {
        var sheets = from right in Gen.ListOf(Gen.Elements(true, false), _quiz.Questions.Count)
                     from ruled in Gen.Elements("single", "multiple", "number", "text", "gaps", "matching", "ordering")
                     from withdraw in Gen.Elements(true, false)
                     from bar in Gen.Choose(0, 100)
                     select (right: right.ToList(), ruled, withdraw, bar);
        return Prop.ForAll(Arb.From(sheets), sheet =>
        {
            var quiz = _quiz with { PassMark = sheet.bar };
            var attempt = Begun(quiz);
            foreach (var (question, isRight) in quiz.Questions.Zip(sheet.right))
                if (isRight) attempt.Save(question, new Answer(RightTo(question)), new SentAnswer(1, Flagged: false), Monday);
            attempt.Submit(quiz, Monday);
            var (points, most, passed, paper, answers) = (attempt.Points, attempt.MaxPoints, attempt.Passed, attempt.Paper, attempt.Answers.Select(PlainAnswer.Of).ToList());

            var kind = sheet.withdraw || sheet.ruled is "matching" or "ordering" ? RulingKind.Withdrawn : RulingKind.NewKey;
            var ruled = Ruled(quiz, (sheet.ruled, kind, kind == RulingKind.NewKey ? OtherKey(quiz.Find(sheet.ruled)!) : null));
            var first = attempt.Regrade(ruled, Guid.NewGuid(), answers, Monday);
            var revision = attempt.Revision;
            var second = attempt.Regrade(ruled, Guid.NewGuid(), answers, Monday);

            Assert.Null(second);
            Assert.Equal(revision, attempt.Revision);
            Assert.Equal(first is not null, (points, most, passed) != (attempt.Points, attempt.MaxPoints, attempt.Passed));
            if (first is not null) Assert.Equal((points, most, passed == true), (first.Points, first.MaxPoints, first.Passed));
            Assert.True(attempt.Passed == true || passed == false);
            Assert.InRange(attempt.Points!.Value, 0, attempt.MaxPoints!.Value);
            Assert.Equal(paper, attempt.Paper);

            var passedSince = attempt.Passed;
            attempt.Regrade(quiz with { RulingNumber = 2 }, Guid.NewGuid(), answers, Monday);
            Assert.Equal((points, most, passedSince), (attempt.Points, attempt.MaxPoints, attempt.Passed));
        });
    }

    private static Quiz Ruled(Quiz quiz, params (string Question, RulingKind Kind, QuestionKey? Key)[] rulings)
    {
        var edition = Published(Course(quiz));
        return Rulings.Apply(quiz, [.. rulings.Select((one, place) =>
            QuestionRuling.Rule(edition, place + 1, quiz, quiz.Find(one.Question)!, isRuled: false, one.Kind, one.Key, Why, Instructor, Monday))]);
    }

    private static QuestionKey OtherKey(Question question) => question switch
    {
        ChoiceQuestion => new QuestionKey { Right = [1, 3 % ((ChoiceQuestion)question).Options.Count] },
        NumberQuestion => new QuestionKey { Least = 1, Most = 2 },
        ShortTextQuestion => new QuestionKey { Accepted = ["другое"] },
        _ => new QuestionKey { Gaps = [new GapKey(null, ["другое"]), new GapKey(0, null), new GapKey(1, null)] },
    };

    private static IEnumerable<string> RightTo(Question question) => question switch
    {
        ChoiceQuestion choice => choice.Options.Index().Where(option => option.Item.IsRight).Select(option => $"{option.Index}"),
        NumberQuestion => ["1500"],
        ShortTextQuestion text => [text.Accepted[0]],
        MatchingQuestion matching => matching.Pairs.Select((_, place) => $"{place}"),
        OrderingQuestion ordering => ordering.Steps.Select((_, place) => $"{place + 1}"),
        GapsQuestion gaps => gaps.Gaps.Select(gap => gap is ChosenGap chosen ? $"{chosen.Right}" : ((TypedGap)gap).Accepted[0]),
        _ => [],
    };

    private static Edition Published(Course course)
    {
        var edition = new Edition(course, "library", 1, null, Monday);
        edition.Publish(null, Monday);
        return edition;
    }

    private static Attempt Begun(Quiz quiz) => new Enrolment(Guid.NewGuid(), Course(quiz), Guid.NewGuid(), Monday).StartAttempt(quiz, seed: 1, Monday);
}
