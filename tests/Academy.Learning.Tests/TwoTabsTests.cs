using Academy.Courseware;
using Academy.Tests;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class TwoTabsTests
{
    private static readonly Quiz Quiz = new QuizMaker().ShortText("t", "a").Quiz;
    private static readonly Question Question = Quiz.Questions[0];

    [Fact]
    public async Task In_ten_thousand_mixed_steps_no_page_overwrites_what_it_has_not_seen_and_each_is_told_the_truth()
    {
        for (var run = 0; run < 50; run++)
        {
            var attempt = Begun();
            var tabs = new Tabs(run, tabs: 2 + run % 2, message =>
            {
                var (standing, isConflict) = attempt.Save(
                    Question, new Answer([message.Value]), new SentAnswer(message.Sequence, Flagged: false, message.Base, message.Tab), Monday);
                var isOther = standing.Value.Values[0] != message.Value;
                return System.Threading.Tasks.Task.FromResult(new Tabs.Reply(isConflict, standing.Sequence, isOther ? standing.Value.Values[0] : null));
            });
            for (var step = 0; step < 200; step++) await tabs.StepAsync();

            Assert.Equal(tabs.Standing, (attempt.AnswerTo("t")!.Value.Values[0], attempt.AnswerTo("t")!.Sequence));
        }
    }

    [Fact]
    public void A_page_that_has_not_seen_the_others_answer_is_refused_until_it_has()
    {
        var attempt = Begun();
        Save(attempt, "мой первый", 1, seen: 0, "a");

        var (standing, isConflict) = Save(attempt, "вслепую", 5, seen: 0, "b");
        Assert.Equal((true, "мой первый", 1), (isConflict, standing.Value.Values[0], standing.Sequence));

        Assert.False(Save(attempt, "увидев", 5, seen: 1, "b").IsConflict);
        Assert.Equal("увидев", attempt.AnswerTo("t")!.Value.Values[0]);
        Assert.True(Save(attempt, "снова вслепую", 6, seen: 1, "a").IsConflict);
    }

    [Fact]
    public void A_page_may_go_on_though_its_own_replies_were_lost()
    {
        var attempt = Begun();
        for (var sequence = 1; sequence <= 3; sequence++) Assert.False(Save(attempt, $"{sequence}", sequence, seen: 0, "a").IsConflict);

        Assert.Equal(3, attempt.AnswerTo("t")!.Sequence);
    }

    [Fact]
    public void The_same_number_from_another_page_is_a_conflict_unless_it_says_the_same()
    {
        var attempt = Begun();
        Save(attempt, "a", 1, seen: 0, "a");

        Assert.True(Save(attempt, "b", 1, seen: 0, "b").IsConflict);
        Assert.False(Save(attempt, "a", 1, seen: 0, "b").IsConflict);
        Assert.False(Save(attempt, "a", 1, seen: 0, "a").IsConflict);
    }

    [Fact]
    public void Pages_without_a_name_are_never_the_same_page()
    {
        var attempt = Begun();
        Save(attempt, "a", 1, seen: 0, tab: null);

        Assert.True(Save(attempt, "b", 2, seen: 0, tab: null).IsConflict);
        Assert.False(Save(attempt, "b", 2, seen: 1, tab: null).IsConflict);
    }

    [Fact]
    public void A_conflict_changes_nothing()
    {
        var attempt = Begun();
        Save(attempt, "a", 1, seen: 0, "a");
        var revision = attempt.Revision;

        Save(attempt, "b", 2, seen: 0, "b");

        Assert.Equal((revision, "a", "a"), (attempt.Revision, attempt.AnswerTo("t")!.Value.Values[0], attempt.AnswerTo("t")!.Tab));
    }

    private static SaveOutcome Save(Attempt attempt, string value, long sequence, long? seen, string? tab) =>
        attempt.Save(Question, new Answer([value]), new SentAnswer(sequence, Flagged: false, seen, tab), Monday);

    private static Attempt Begun() => Enrolled(Course(Quiz)).StartAttempt(Quiz, seed: 1, Monday);
}
