using Academy.Learning.Drafts;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>When a translation is older than its original, and how long that may be put off.</summary>
public sealed class TranslationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly CourseDraft _draft = new("budget", null, Now);

    [Fact]
    public void What_came_in_together_matches_and_later_the_last_change_tells()
    {
        var (original, translation) = (Text("a.ru.md", "раз", Now), Text("a.kk.md", "бір", Now));
        Assert.Equal(TranslationStand.UpToDate, Translation.Of(original, translation, marked: null));
        Assert.Equal(TranslationStand.Older, Translation.Of(original with { At = Now.AddMinutes(1) }, translation, marked: null));
        Assert.Equal(TranslationStand.UpToDate, Translation.Of(original with { At = Now.AddMinutes(1) }, translation with { At = Now.AddMinutes(2) }, marked: null));
        Assert.Equal(TranslationStand.Missing, Translation.Of(original, null, marked: null));
    }

    [Fact]
    public void A_mark_says_more_than_the_times_and_a_text_changed_back_matches_again()
    {
        var (original, translation) = (Text("a.ru.md", "раз", Now), Text("a.kk.md", "бір", Now.AddDays(3)));
        var marked = original.Sha256;
        Assert.Equal(TranslationStand.UpToDate, Translation.Of(original with { At = Now.AddDays(9) }, translation, marked));
        _draft.Save(original.File, "два"u8.ToArray(), null, Now.AddDays(1));
        Assert.Equal(TranslationStand.Older, Translation.Of(original with { At = Now.AddDays(1) }, translation, marked));
        _draft.Save(original.File, "раз"u8.ToArray(), null, Now.AddDays(2));
        Assert.Equal(TranslationStand.UpToDate, Translation.Of(original with { At = Now.AddDays(2) }, translation, marked));
    }

    [Fact]
    public void A_waiver_has_a_reason_and_ends_by_itself_at_the_end_of_its_day_in_Kazakhstan()
    {
        var by = Guid.NewGuid();
        var waiver = new TranslationWaiver(Guid.NewGuid(), "kk", " Аудармашы демалыста ", new DateOnly(2026, 11, 30), by, Now);
        Assert.Equal("Аудармашы демалыста", waiver.Reason);
        Assert.True(waiver.Holds(new DateTimeOffset(2026, 11, 30, 18, 59, 59, TimeSpan.Zero)));
        Assert.False(waiver.Holds(new DateTimeOffset(2026, 11, 30, 19, 0, 0, TimeSpan.Zero)));
        waiver.Withdraw(by, Now);
        Assert.False(waiver.Holds(Now));
    }

    [Theory]
    [InlineData("коротко", 1, Refusal.ReasonMissing)]
    [InlineData(null, 1, Refusal.ReasonMissing)]
    [InlineData("Переводчик в отпуске", -1, Refusal.WaiverDateWrong)]
    [InlineData("Переводчик в отпуске", 367, Refusal.WaiverDateWrong)]
    public void Nobody_puts_off_without_a_reason_or_for_ever(string? reason, int days, Refusal refusal) => Assert.Equal(refusal, Assert.Throws<RefusedException>(
        () => new TranslationWaiver(Guid.NewGuid(), "kk", reason, KazakhstanTime.DayOf(Now).AddDays(days), Guid.NewGuid(), Now)).Refusal);

    private SavedText Text(string path, string text, DateTimeOffset at) => new(_draft.Add(path, System.Text.Encoding.UTF8.GetBytes(text), null, at), at);
}
