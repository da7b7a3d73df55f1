using Academy.Courseware;
using Academy.Learning.Readers;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>What a browser says of itself is bounded, and the same whatever order it comes in.</summary>
public sealed class LessonVisitTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 5, 0, 0, TimeSpan.Zero);
    private static readonly Lesson Lesson = CourseMaker.Lesson("first");

    [Fact]
    public void Repeats_and_late_reports_change_nothing()
    {
        var visit = new LessonVisit(Guid.NewGuid(), Lesson, Now);
        visit.Take(90, 3, headings: 5, Now.AddMinutes(2));
        visit.Take(90, 3, headings: 5, Now.AddMinutes(2));
        visit.Take(30, 1, headings: 5, Now.AddMinutes(1));
        Assert.Equal((90, 3, Now.AddMinutes(2)), (visit.Seconds, visit.Furthest, visit.LastAt));
    }

    [Fact]
    public void Nobody_reads_longer_than_the_time_that_passed_or_further_than_the_lesson()
    {
        var visit = new LessonVisit(Guid.NewGuid(), Lesson, Now);
        visit.Take(int.MaxValue, int.MaxValue, headings: 5, Now.AddMinutes(1));
        Assert.Equal((60, 5), (visit.Seconds, visit.Furthest));
        visit.Take(int.MaxValue, -1, headings: 5, Now.AddDays(3));
        Assert.Equal((LessonVisit.MostSeconds, 5), (visit.Seconds, visit.Furthest));
        visit.Take(-5, -5, headings: 5, Now.AddDays(3));
        Assert.Equal((LessonVisit.MostSeconds, 5), (visit.Seconds, visit.Furthest));
    }

    [Fact]
    public void A_rating_may_be_changed_and_its_words_are_bounded()
    {
        var rating = new LessonRating(Guid.NewGuid(), Lesson);
        rating.Say(Usefulness.Partly, "  Мало примеров. ", "ru", Now);
        Assert.Equal("Мало примеров.", rating.Words);
        rating.Say(Usefulness.Useful, " ", "kk", Now.AddDays(1));
        Assert.Equal((Usefulness.Useful, null, "kk"), (rating.Usefulness, rating.Words, rating.Language));
        Assert.Throws<ArgumentException>(() => rating.Say(Usefulness.Useful, new string('я', LessonRating.LongestWords + 1), "ru", Now));
    }
}
