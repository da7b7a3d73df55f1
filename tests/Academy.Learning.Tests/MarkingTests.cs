using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class MarkingTests
{
    private static readonly Guid Ann = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();
    private static readonly Guid Cem = Guid.NewGuid();

    // Two criteria of 60 and 40 points.
    private static readonly Assignment Plan = Task("plan") with
    {
        Rubric = new Rubric([Criterion("facts", 0, 30, 60), Criterion("sums", 0, 20, 40)]),
    };

    private static readonly MarkScheme Scheme = MarkScheme.Of(Plan);

    [Fact]
    public void One_markers_marks_are_final()
    {
        var marking = HandedIn();

        marking.Mark(Ann, 60, 20);

        Assert.Equal((MarkingStage.Final, 80m, Monday), (marking.Stage, marking.Points, marking.FinalAt));
        Refuses(Refusal.NothingToMark, () => marking.Take(Ben, Monday));
    }

    [Fact]
    public void Nobody_marks_their_own_work()
    {
        var marking = HandedIn();

        Refuses(Refusal.OwnWork, () => marking.Take(marking.LearnerId, Monday));
        Refuses(Refusal.OwnWork, () => marking.Write(marking.LearnerId, Scheme, Sheet(60, 40), "", 0, Monday));
    }

    [Fact]
    public void What_somebody_has_taken_is_taken_for_half_an_hour_and_then_may_be_taken_over()
    {
        var marking = HandedIn();
        var (mark, _) = marking.Take(Ann, Monday);
        marking.Write(Ann, Scheme, Sheet(60, null), "неплохо", 0, Monday);
        Assert.Equal(mark, marking.Holder(Monday));

        Refuses(Refusal.MarkingTaken, () => marking.Take(Ben, Monday.AddMinutes(30).AddTicks(-1)));
        var (_, from) = marking.Take(Ben, Monday.AddMinutes(30));

        Assert.Equal(Ann, from);
        Refuses(Refusal.MarkingTakenOver, () => marking.Write(Ann, Scheme, Sheet(60, 40), "", 1, Monday.AddMinutes(31)));
        Assert.Equal("неплохо", mark.Comment);
        Assert.Equal("", marking.HeldBy(Ben)!.Comment);
    }

    [Fact]
    public void Saving_begins_the_half_hour_anew_and_late_is_not_too_late_while_nobody_else_has_come()
    {
        var marking = HandedIn();
        marking.Take(Ann, Monday);

        marking.Write(Ann, Scheme, Sheet(60, null), "", 0, Monday.AddMinutes(40));

        Refuses(Refusal.MarkingTaken, () => marking.Take(Ben, Monday.AddMinutes(69)));
        Assert.Equal(Ann, marking.Take(Ben, Monday.AddMinutes(70)).From);
    }

    [Fact]
    public void A_window_that_has_not_read_the_newest_marks_overwrites_nothing()
    {
        var marking = HandedIn();
        marking.Take(Ann, Monday);
        marking.Write(Ann, Scheme, Sheet(60, null), "одно", 0, Monday);

        Refuses(Refusal.MarkChangedElsewhere, () => marking.Write(Ann, Scheme, Sheet(30, null), "другое", 0, Monday));
        marking.Write(Ann, Scheme, Sheet(60, null), "одно", 0, Monday);
        marking.Write(Ann, Scheme, Sheet(30, null), "другое", 1, Monday);

        Assert.Equal(("другое", 2), (marking.HeldBy(Ann)!.Comment, marking.HeldBy(Ann)!.Revision));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(60.01)]
    [InlineData(1.005)]
    public void Points_lie_within_the_criterion_and_in_hundredths(double points)
    {
        var marking = HandedIn();
        marking.Take(Ann, Monday);

        Refuses(Refusal.PointsOutOfRange, () => marking.Write(Ann, Scheme, Sheet((decimal)points, 0), "", 0, Monday));
    }

    [Fact]
    public void A_level_gives_its_own_points_and_no_others()
    {
        Assert.Null(Scheme.WhyNot(new MarkSheet([KeyValuePair.Create("c1", new PartMark(30, 1))])));
        Assert.Equal(Refusal.PointsOutOfRange, Scheme.WhyNot(new MarkSheet([KeyValuePair.Create("c1", new PartMark(60, 1))])));
        Assert.Equal(Refusal.PointsOutOfRange, Scheme.WhyNot(new MarkSheet([KeyValuePair.Create("c1", new PartMark(60, 9))])));
    }

    [Fact]
    public void Marks_are_given_whole()
    {
        var marking = HandedIn();
        Refuses(Refusal.MarkingNotTaken, () => marking.Give(Ann, Scheme, Monday));
        marking.Take(Ann, Monday);
        marking.Write(Ann, Scheme, Sheet(60, null), "", 0, Monday);

        Refuses(Refusal.MarksMissing, () => marking.Give(Ann, Scheme, Monday));
    }

    [Fact]
    public void A_return_needs_a_comment_and_ends_the_marking()
    {
        var marking = HandedIn();
        marking.Take(Ann, Monday);
        Refuses(Refusal.CommentMissing, () => marking.Return(Ann, Monday));
        marking.Write(Ann, Scheme, MarkSheet.Empty, "нет сроков", 0, Monday);

        Assert.Equal("нет сроков", marking.Return(Ann, Monday));
        Assert.Equal((MarkingStage.Returned, Monday), (marking.Stage, marking.ReturnedAt));
        Refuses(Refusal.NothingToMark, () => marking.Take(Ben, Monday));
    }

    [Fact]
    public void Two_markers_are_two_people_and_both_may_have_it_at_once()
    {
        var marking = HandedIn(markers: 2);
        marking.Take(Ann, Monday);
        marking.Take(Ben, Monday);
        Refuses(Refusal.MarkingTaken, () => marking.Take(Cem, Monday));

        marking.Mark(Ann, 60, 40);

        Assert.Equal(MarkingStage.Waiting, marking.Stage);
        Assert.Null(marking.Points);
        Refuses(Refusal.MarkedAlready, () => marking.Take(Ann, Monday));
    }

    [Theory]
    [InlineData(60, 40, 60, 40, 100)]
    [InlineData(60, 40, 60, 30, 95)]
    [InlineData(60, 39.99, 60, 30.02, 95.01)]
    [InlineData(60, 0, 30, 20, 55)]
    public void Two_sums_within_a_tenth_of_the_points_make_their_mean_half_a_hundredth_up(double one, double two, double three, double four, double sum)
    {
        var marking = HandedIn(markers: 2);
        marking.Mark(Ann, (decimal)one, (decimal)two);

        marking.Mark(Ben, (decimal)three, (decimal)four);

        Assert.Equal((MarkingStage.Final, (decimal)sum), (marking.Stage, marking.Points));
    }

    [Fact]
    public void Two_sums_further_apart_are_settled_by_a_third_with_a_reason()
    {
        var marking = Disputed();
        marking.Take(Cem, Monday);
        marking.Write(Cem, Scheme, Sheet(60, 20), "", 0, Monday);
        Refuses(Refusal.ReasonMissing, () => marking.Give(Cem, Scheme, Monday));

        marking.Mark(Cem, 60, 20, "Сметы нет", 1);

        Assert.Equal((MarkingStage.Final, 80m), (marking.Stage, marking.Points));
    }

    [Fact]
    public void Or_by_one_of_the_two_when_the_other_agrees()
    {
        var marking = Disputed();
        marking.Mark(Ann, 60, 20, "Смета есть, но без итога");
        Assert.Equal((MarkingStage.Disputed, Ann), (marking.Stage, marking.Proposal!.MarkerId));
        Refuses(Refusal.NotOneOfTheTwo, () => marking.Agree(Ann, Scheme, Monday));
        Refuses(Refusal.NotOneOfTheTwo, () => marking.Agree(Cem, Scheme, Monday));

        marking.Agree(Ben, Scheme, Monday);

        Assert.Equal((MarkingStage.Final, 80m, Ben), (marking.Stage, marking.Points, marking.AgreedById));
    }

    [Fact]
    public void What_one_proposes_the_other_may_answer_with_another_proposal_and_a_third_may_end_it()
    {
        var marking = Disputed();
        marking.Mark(Ann, 60, 40, "полностью");
        marking.Mark(Ben, 60, 20, "смета неполная");
        Assert.Equal(Ben, marking.Proposal!.MarkerId);

        marking.Mark(Cem, 60, 0, "сметы нет");

        Assert.Equal((MarkingStage.Final, 60m), (marking.Stage, marking.Points));
    }

    [Fact]
    public void A_proposal_that_its_author_changes_is_none_until_it_is_made_again()
    {
        var marking = Disputed();
        marking.Mark(Ann, 60, 20, "так");

        marking.Write(Ann, Scheme, Sheet(60, 0), "иначе", 1, Monday);

        Refuses(Refusal.NothingToMark, () => marking.Agree(Ben, Scheme, Monday));
    }

    [Fact]
    public void An_appeal_is_made_once_with_a_reason_and_answered_by_somebody_who_has_not_marked_it()
    {
        var marking = HandedIn();
        Refuses(Refusal.NothingToAppeal, () => marking.Appeal("Смета на странице 3", Monday));
        marking.Mark(Ann, 30, 0);
        Refuses(Refusal.ReasonMissing, () => marking.Appeal(" ", Monday));

        marking.Appeal("Смета на странице 3", Monday.AddDays(1));
        Refuses(Refusal.AppealedAlready, () => marking.Appeal("ещё", Monday));
        Refuses(Refusal.AppealOfOwnMark, () => marking.Take(Ann, Monday.AddDays(1)));
        marking.Mark(Ben, 30, 40, "Смета найдена");

        Assert.Equal((MarkingStage.Final, 70m), (marking.Stage, marking.Points));
        Refuses(Refusal.AppealedAlready, () => marking.Appeal("и ещё", Monday));
    }

    [Fact]
    public void An_appeal_never_lowers_a_mark_and_its_answer_has_words()
    {
        var marking = HandedIn();
        marking.Mark(Ann, 30, 20);
        marking.Appeal("Проверьте ещё раз", Monday);
        marking.Take(Ben, Monday);
        marking.Write(Ben, Scheme, Sheet(30, 0), "Хуже", 0, Monday);
        Refuses(Refusal.AppealLowers, () => marking.Give(Ben, Scheme, Monday));
        marking.Write(Ben, Scheme, Sheet(30, 20), "", 1, Monday);
        Refuses(Refusal.ReasonMissing, () => marking.Give(Ben, Scheme, Monday));

        marking.Mark(Ben, 30, 20, "Отметка верна", 2);

        Assert.Equal(50m, marking.Points);
    }

    [Fact]
    public void What_has_no_points_is_accepted_and_there_is_nothing_to_appeal()
    {
        var sheet = new Worksheet { ModuleSlug = "start", Slug = "sheet", Title = QuizMaker.Said("sheet"), Minutes = 0, Intro = QuizMaker.Said(""), Sections = [] };
        var enrolment = Enrolled(Course(sheet));
        var work = enrolment.BeginWork(sheet, Monday);
        work.SaveDraft("{}", 0, Monday);
        var none = MarkScheme.Of(sheet);
        var marking = new Marking(enrolment, work, work.Submit(Monday), 1, none, Monday);
        marking.Take(Ann, Monday);

        marking.Give(Ann, none, Monday);

        Assert.Equal((MarkingStage.Final, null), (marking.Stage, marking.Points));
        Refuses(Refusal.NothingToAppeal, () => marking.Appeal("Почему?", Monday));
    }

    [Fact]
    public void An_attempt_with_an_open_answer_passes_only_once_that_is_marked()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Open("q2").Worth(3).Bar(70).Quiz;
        var enrolment = Enrolled(Course(quiz));
        var attempt = enrolment.Sit(quiz, Monday, ("q1", "0"), ("q2", "Потому что так"));
        Assert.Equal((true, null, null, 4m), (attempt.AwaitsMarking, attempt.Passed, attempt.Points, attempt.MaxPoints));
        Assert.True(enrolment.AwaitsMarking(quiz));
        Assert.False(enrolment.CompleteIfEarned(Course(quiz), Monday));

        enrolment.GiveMarks(attempt, quiz, new OpenMarks([KeyValuePair.Create("q2", new OpenMark(1.8m, "почти"))]));

        Assert.Equal((false, true, 2.8m), (attempt.AwaitsMarking, attempt.Passed, attempt.Points));
        Assert.True(enrolment.CompleteIfEarned(Course(quiz), Monday));
    }

    [Fact]
    public void An_open_question_left_empty_needs_no_marker()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Open("q2").Bar(50).Quiz;

        var attempt = Enrolled(Course(quiz)).Sit(quiz, Monday, ("q1", "0"), ("q2", " "));

        Assert.Equal((false, true, 1m), (attempt.AwaitsMarking, attempt.Passed, attempt.Points));
        Assert.Empty(attempt.OpenQuestions(quiz));
    }

    private static Criterion Criterion(string name, params int[] points) =>
        new(QuizMaker.Said(name), [.. points.Select(value => new Level(QuizMaker.Said($"{value}"), value))]);

    private static Marking HandedIn(int markers = 1)
    {
        var enrolment = Enrolled(Course(Plan));
        var work = enrolment.BeginWork(Plan, Monday);
        work.SaveDraft("план", 0, Monday);
        return new Marking(enrolment, work, work.Submit(Monday), markers, Scheme, Monday);
    }

    private static Marking Disputed()
    {
        var marking = HandedIn(markers: 2);
        marking.Mark(Ann, 60, 40);
        marking.Mark(Ben, 60, 0);
        Assert.Equal((MarkingStage.Disputed, null), (marking.Stage, marking.Points));
        return marking;
    }

    internal static MarkSheet Sheet(decimal? facts, decimal? sums) =>
        new([KeyValuePair.Create("c1", new PartMark(facts)), KeyValuePair.Create("c2", new PartMark(sums))]);
}

file static class Markers
{
    /// <summary>Takes, writes and gives.</summary>
    public static void Mark(this Marking marking, Guid by, decimal facts, decimal sums, string comment = "", int revision = 0)
    {
        var scheme = new MarkScheme([new MarkPart("c1", null, null, null, 60, []), new MarkPart("c2", null, null, null, 40, [])]);
        marking.Take(by, CourseMaker.Monday);
        marking.Write(by, scheme, MarkingTests.Sheet(facts, sums), comment, revision, CourseMaker.Monday);
        marking.Give(by, scheme, CourseMaker.Monday);
    }
}
