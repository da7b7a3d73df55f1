using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class ForgedAnswerTests
{
    private static readonly Quiz Everything = QuizMaker.OfEveryKind().Open("open").Quiz;

    // Three options, five, a number, a text, three pairs, four steps, a typed gap and two chosen ones (of two and of three), an essay.
    [Theory]
    [InlineData("single", "0")]
    [InlineData("single", "2")]
    [InlineData("single", "")]
    [InlineData("multiple", "0|4")]
    [InlineData("multiple", "0|1|2|3|4")]
    [InlineData("number", "сорок")]
    [InlineData("text", "анything")]
    [InlineData("matching", "2|2|")]
    [InlineData("ordering", "1|2|3|4")]
    [InlineData("ordering", "|||4")]
    [InlineData("gaps", "хоть что|1|2")]
    [InlineData("gaps", "")]
    [InlineData("open", "эссе")]
    public void What_the_fields_of_a_question_can_say_fits_it(string question, string values) => Assert.Null(WhyForged(question, values));

    [Theory]
    [InlineData("single", "3")]
    [InlineData("single", "-1")]
    [InlineData("single", "00")]
    [InlineData("single", "+1")]
    [InlineData("single", "١")]
    [InlineData("single", "99999999999999999999")]
    [InlineData("single", "маслихат")]
    [InlineData("single", "0|1")]
    [InlineData("single", "|")]
    [InlineData("multiple", "5")]
    [InlineData("multiple", "0|0")]
    [InlineData("multiple", "0|1|2|3|4|5")]
    [InlineData("number", "45|46")]
    [InlineData("text", "a|b")]
    [InlineData("matching", "0|1|3")]
    [InlineData("matching", "0|1|2|0")]
    [InlineData("ordering", "0|1|2|3")]
    [InlineData("ordering", "1|2|3|5")]
    [InlineData("ordering", "1|2|3|4|")]
    [InlineData("gaps", "аким|2|0")]
    [InlineData("gaps", "аким|1|x")]
    [InlineData("gaps", "аким|1|2|0")]
    [InlineData("open", "a|b")]
    public void What_they_cannot_say_was_not_offered(string question, string values) => Assert.Equal(Refusal.NotOffered, WhyForged(question, values));

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData((1L << 53) + 1)]
    [InlineData(long.MaxValue)]
    public void A_number_that_no_page_counts_to_is_refused(long sequence)
    {
        Assert.Equal(Refusal.SequenceAbsurd, WhyForged("single", "0", new SentAnswer(sequence, Flagged: false)));
        Assert.Equal(Refusal.SequenceAbsurd, sequence == 0 ? Refusal.SequenceAbsurd : WhyForged("single", "0", new SentAnswer(1, Flagged: false, Base: sequence)));
    }

    [Fact]
    public void The_right_answer_to_every_kind_fits()
    {
        foreach (var question in Everything.Questions) Assert.True(RightTo(question).Fits(question), question.Id);
    }

    [Fact]
    public void A_forged_answer_leaves_no_trace()
    {
        var attempt = Begun();

        Refuses(Refusal.NotOffered, () => attempt.Save(Everything.Find("single")!, new Answer(["7"]), new SentAnswer(1, Flagged: true), Monday));

        Assert.Equal(0, attempt.Revision);
        Assert.Empty(attempt.Answers);
    }

    private static Answer RightTo(Question question) => question switch
    {
        ChoiceQuestion choice => new Answer(choice.Options.Index().Where(option => option.Item.IsRight).Select(option => $"{option.Index}")),
        MatchingQuestion matching => new Answer(matching.Pairs.Index().Select(pair => $"{pair.Index}")),
        OrderingQuestion ordering => new Answer(ordering.Steps.Index().Select(step => $"{step.Index + 1}")),
        GapsQuestion gaps => new Answer(gaps.Gaps.Select(gap => gap is ChosenGap chosen ? $"{chosen.Right}" : "аким")),
        _ => new Answer(["1500"]),
    };

    private static Refusal? WhyForged(string question, string values, SentAnswer? sent = null) =>
        Begun().WhyForged(Everything.Find(question)!, new Answer(values.Split('|')), sent ?? new SentAnswer(1, Flagged: false), Monday);

    private static Attempt Begun() => Enrolled(Course(Everything)).StartAttempt(Everything, seed: 1, Monday);
}
