using Academy.Faults;

namespace Academy.Web.Tests;

/// <summary>The checker of the fault runs finds each fault that is planted for it, and nothing where there is none.</summary>
public sealed class CheckerTests
{
    private static readonly Guid First = new("11111111-0000-0000-0000-000000000000");
    private static readonly Guid Second = new("22222222-0000-0000-0000-000000000000");

    private readonly List<SaveCall> _saves = [];
    private readonly List<SubmitCall> _submits = [];
    private readonly List<KeptAnswer> _answers = [];
    private readonly List<KeptAttempt> _attempts = [new(First, 1, "quiz", 1, IsOpen: true, null), new(Second, 2, "quiz", 1, IsOpen: true, null)];
    private long _now;

    /// <summary>Two people: one saves three answers to q1, the last of which nobody heard of; the other two, one sent twice, and hands in.</summary>
    public CheckerTests()
    {
        Save(1, First, 1);
        Save(1, First, 2);
        Save(1, First, 3, Outcome.Unknown);
        Save(2, Second, 1);
        Save(2, Second, 2);
        Save(2, Second, 1, told: 2, toldText: Text(2, 2));
        Submit(2, Second, "ABCD2345");
        Submit(2, Second, "ABCD2345");
        Keep(First, 2, Text(1, 2));
        Keep(Second, 2, Text(2, 2));
        _attempts[1] = _attempts[1] with { IsOpen = false, Receipt = "ABCD2345" };
    }

    [Fact]
    public void Nothing_is_found_where_all_is_well() => Finds();

    [Fact]
    public void An_answer_that_nobody_heard_of_may_stand_too()
    {
        _answers[0] = _answers[0] with { Number = 3, Text = Text(1, 3) };
        Finds();
    }

    [Fact]
    public void A_lost_answer_is_found()
    {
        _answers.RemoveAt(0);
        Finds("lost");
    }

    [Fact]
    public void An_older_answer_in_place_of_the_newest_is_found()
    {
        _answers[0] = _answers[0] with { Number = 1, Text = Text(1, 1) };
        Finds("aged");
    }

    [Fact]
    public void An_answer_kept_twice_is_found()
    {
        _answers.Add(_answers[0]);
        Finds("doubled");
    }

    [Fact]
    public void An_answer_that_nobody_sent_is_found()
    {
        _answers[0] = _answers[0] with { Text = Text(2, 2) };
        Finds("foreign");
    }

    [Fact]
    public void An_answer_to_a_question_that_nobody_answered_is_found()
    {
        _answers.Add(new KeptAnswer(First, "q9", 1, "1"));
        Finds("foreign");
    }

    [Fact]
    public void A_site_that_tells_an_older_answer_than_before_is_found()
    {
        _saves[5] = _saves[5] with { Told = 1, ToldText = null };
        Finds("aged");
    }

    [Fact]
    public void A_site_that_acknowledges_less_than_it_was_sent_is_found()
    {
        _saves[1] = _saves[1] with { Told = 1 };
        Finds("aged");
    }

    [Fact]
    public void A_site_that_tells_what_nobody_sent_is_found()
    {
        _saves[5] = _saves[5] with { ToldText = Text(1, 2) };
        Finds("foreign");
    }

    [Fact]
    public void A_hand_in_that_did_not_last_is_found()
    {
        _attempts[1] = _attempts[1] with { IsOpen = true, Receipt = null };
        Finds("lost");
    }

    [Fact]
    public void Two_receipts_are_found()
    {
        _submits[1] = _submits[1] with { Receipt = "WXYZ6789" };
        Finds("doubled");
    }

    [Fact]
    public void A_receipt_that_was_never_told_is_found()
    {
        _attempts[1] = _attempts[1] with { Receipt = "WXYZ6789" };
        Finds("foreign");
    }

    [Fact]
    public void A_save_after_the_hand_in_is_found()
    {
        Save(2, Second, 3);
        _answers[1] = _answers[1] with { Number = 3, Text = Text(2, 3) };
        Finds("aged");
    }

    [Fact]
    public void Two_open_attempts_are_found()
    {
        _attempts.Add(new KeptAttempt(Guid.NewGuid(), 1, "quiz", 2, IsOpen: true, null));
        Finds("doubled");
    }

    [Fact]
    public void An_attempt_counted_twice_is_found()
    {
        _attempts.Add(new KeptAttempt(Guid.NewGuid(), 2, "quiz", 1, IsOpen: false, "QRST2345"));
        Finds("doubled");
    }

    [Fact]
    public void A_lost_attempt_is_found()
    {
        _attempts.RemoveAt(0);
        Finds("lost");
    }

    [Fact]
    public void Attempts_that_changed_hands_are_found()
    {
        (_attempts[0], _attempts[1]) = (_attempts[0] with { Learner = 2, Number = 2 }, _attempts[1] with { Learner = 1 });
        Finds("foreign");
    }

    [Fact]
    public void A_page_that_tells_what_the_database_does_not_hold_is_found()
    {
        Assert.Empty(Checker.Differences(_answers, _answers));
        Assert.StartsWith("aged", Assert.Single(Checker.Differences(_answers, [_answers[0] with { Number = 1 }])), StringComparison.Ordinal);
    }

    private void Finds(string? kind = null)
    {
        var findings = Checker.Check(_saves, _submits, _answers, _attempts);
        if (kind is null) Assert.Empty(findings);
        else Assert.Contains(findings, finding => finding.StartsWith($"{kind}: ", StringComparison.Ordinal));
    }

    private void Save(int learner, Guid attempt, long number, Outcome outcome = Outcome.Acknowledged, long? told = null, string? toldText = null) =>
        _saves.Add(new SaveCall(learner, attempt, "q1", number, Text(learner, number), ++_now, ++_now, outcome, outcome == Outcome.Acknowledged ? told ?? number : 0, toldText));

    private void Submit(int learner, Guid attempt, string receipt) => _submits.Add(new SubmitCall(learner, attempt, ++_now, ++_now, Outcome.Acknowledged, receipt));

    private void Keep(Guid attempt, long number, string text) => _answers.Add(new KeptAnswer(attempt, "q1", number, text));

    private static string Text(int learner, long number) => $"{learner} q1 {number}";
}
