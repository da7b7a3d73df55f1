using FsCheck.Xunit;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class ReceiptCodeTests
{
    [Theory]
    [InlineData("K7MPT42X", "K7MPT42X")]
    [InlineData("k7mp t42x", "K7MPT42X")]
    [InlineData(" k7 mp-t4 2x\t", "K7MPT42X")]
    [InlineData("К7МРТ42Х", "K7MPT42X")]
    [InlineData("K7MPT42", null)]
    [InlineData("K7MPT42XX", null)]
    [InlineData("K7MPT421", null)]
    [InlineData("K7MPT4O0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? code) => Assert.Equal(code, ReceiptCode.Read(typed));

    [Property]
    public bool Every_receipt_is_read_back_in_small_letters_and_fours(long seed)
    {
        var quiz = new QuizMaker().ShortText("t", "a").Quiz;
        var receipt = Enrolled(Course(quiz)).Sit(quiz, Monday.AddSeconds(seed % 1000), ("t", $"{seed}")).Receipt!;

        return ReceiptCode.Read($"{receipt[..4]} {receipt[4..]}".ToLowerInvariant()) == receipt;
    }

    [Fact]
    public void The_answers_of_a_receipt_can_be_held_against_it()
    {
        var quiz = new QuizMaker().ShortText("t", "a").Quiz;
        var attempt = Enrolled(Course(quiz)).StartAttempt(quiz, seed: 1, Monday);
        attempt.Give(quiz, "t", new Answer(["a"]), 1, flagged: false, Monday);
        Assert.False(attempt.HasAnswersAsHandedIn);

        attempt.Submit(quiz, Monday);

        Assert.True(attempt.HasAnswersAsHandedIn);
    }
}
