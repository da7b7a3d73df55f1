using Academy.Courseware;
using Academy.Learning.Law;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>The law changes: which texts it touches, and when each of them is in order again.</summary>
public sealed class LawCaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Changed = new(2026, 11, 20);
    private static readonly DateOnly Due = new(2026, 12, 8);
    private static readonly Guid Lawyer = Guid.NewGuid();

    [Theory]
    [InlineData("35", "35", true)]
    [InlineData("35", "35(2)", true)]
    [InlineData("35(2)", "35", true)]
    [InlineData("35(2)", "35(2)(1)", true)]
    [InlineData("35(2)", "35(3)", false)]
    [InlineData("35", "35-1", false)]
    [InlineData("35-1", "35", false)]
    [InlineData("35", "3", false)]
    [InlineData("3", "35", false)]
    [InlineData("35‑1", "35-1", true)]
    [InlineData("ст. 35 (2)", "35(2)", true)]
    [InlineData("35-бап", "35", true)]
    public void Articles_meet_where_one_is_the_other_or_a_part_of_it(string changed, string cited, bool meet) => Assert.Equal(meet, LawArticle.Meet(changed, cited));

    [Fact]
    public void A_typed_list_gives_each_article_once() => Assert.Equal(["35", "36-2", "6(1)"], LawArticle.Read("35, ст. 36–2;\n35 , 6 (1),,"));

    [Fact]
    public void A_change_touches_its_articles_and_whoever_cites_the_whole_act()
    {
        var change = Change("35, 36-2");

        Assert.True(change.Touches("code", "36-2"));
        Assert.True(change.Touches("code", ""));
        Assert.False(change.Touches("code", "36"));
        Assert.False(change.Touches("other", "35"));
        Assert.True(Change("").Touches("code", "7"));
        Assert.True(new LawChange("code", LawChangeKind.Repealed, Changed, ["35"], "new", new Bilingual("а", "б"), "https://a.kz", Lawyer, Now).Touches("code", "7"));
    }

    [Fact]
    public void Each_lesson_and_question_is_one_case_and_what_is_only_drafted_one_too()
    {
        LawPlace[] published = [Place("m/lesson", null, "kk"), Place("m/lesson", null, "ru"), Place("m/quiz", "a", "ru"), Place("m/quiz", "b", "ru", "7"), Place("m/quiz", null, "ru", "")];
        LawPlace[] drafted = [Place("m/lesson", null, "ru", mark: "new"), Place("m/next", null, "ru")];

        var cases = LawCase.Open(Change("35"), "course", published, drafted, Lawyer, Due, Now);

        Assert.Equal(["m/lesson  35 True", "m/quiz a 35 True", "m/quiz   True", "m/next  35 False"], cases.Select(one => $"{one.ItemPath} {one.QuestionId} {one.Articles} {one.IsWithLearners}"));
        Assert.True(cases[2].CitesWhole);
        Assert.All(cases, one => Assert.Equal((LawCaseState.Open, Lawyer, Due), (one.State, one.OwnerId!.Value, one.DueOn)));
    }

    [Theory]
    // The text is another and was checked after the change.
    [InlineData("new", "2026-11-20", "35", true)]
    // A quiz says no day: its new text is enough.
    [InlineData("new", null, "35", true)]
    // Another comma with the old day.
    [InlineData("new", "2026-11-19", "35", false)]
    // Nothing was written.
    [InlineData("old", "2026-11-24", "35", false)]
    // It cites the article no more.
    [InlineData("new", "2026-11-19", "7", true)]
    public void An_edition_closes_what_it_has_reworked(string mark, string? checkedOn, string article, bool closes)
    {
        var change = Change("35");
        var one = LawCase.Open(change, "course", [Place("m/lesson", null, "ru")], [], null, Due, Now)[0];

        Assert.Equal(closes, one.CloseIfReworked(change, [Place("m/lesson", null, "ru", article, mark, checkedOn)], 3, Lawyer, Now));
        Assert.Equal(closes ? (LawCaseState.Reworked, 3) : (LawCaseState.Open, null), (one.State, one.ClosedEdition));
    }

    [Fact]
    public void A_text_in_two_languages_is_reworked_when_both_are()
    {
        var change = Change("35");
        var one = LawCase.Open(change, "course", [Place("m/lesson", null, "kk"), Place("m/lesson", null, "ru")], [], null, Due, Now)[0];

        Assert.False(one.CloseIfReworked(change, [Place("m/lesson", null, "kk", mark: "new"), Place("m/lesson", null, "ru")], 2, null, Now));
        Assert.True(one.CloseIfReworked(change, [Place("m/lesson", null, "kk", mark: "new"), Place("m/lesson", null, "ru", mark: "new")], 3, null, Now));
    }

    [Fact]
    public void Confirming_says_why_and_ends_it()
    {
        var one = LawCase.Open(Change("35"), "course", [Place("m/lesson", null, "ru")], [], null, Due, Now)[0];

        Assert.Equal(Refusal.LawNoteMissing, Assert.Throws<RefusedException>(() => one.Confirm("верно", Lawyer, Now)).Refusal);
        one.Confirm("  Пункт 2 остался прежним. ", Lawyer, Now);

        Assert.Equal((LawCaseState.Confirmed, "Пункт 2 остался прежним.", Lawyer), (one.State, one.ClosingNote, one.ClosedById));
        Assert.Equal(Refusal.LawCaseClosed, Assert.Throws<RefusedException>(() => one.Confirm("Пункт 2 остался прежним.", Lawyer, Now)).Refusal);
        Assert.Equal(Refusal.LawCaseClosed, Assert.Throws<RefusedException>(() => one.HandTo(null, Due)).Refusal);
        one.Withdraw(Lawyer, Now);
        Assert.Equal(LawCaseState.Confirmed, one.State);
    }

    [Fact]
    public void It_is_overdue_on_the_day_after_and_never_once_closed()
    {
        var one = LawCase.Open(Change("35"), "course", [Place("m/lesson", null, "ru")], [], null, Due, Now)[0];
        Assert.False(one.IsOverdue(Due));
        Assert.True(one.IsOverdue(Due.AddDays(1)));
        one.HandTo(Lawyer, Due.AddDays(7));
        Assert.False(one.IsOverdue(Due.AddDays(1)));
        one.Confirm("Пункт 2 остался прежним.", Lawyer, Now);
        Assert.False(one.IsOverdue(Due.AddDays(30)));
    }

    [Fact]
    public void A_change_is_withdrawn_once()
    {
        var change = Change("35");
        change.Withdraw(Lawyer, Now);
        Assert.True(change.IsWithdrawn);
        Assert.Equal(Refusal.LawChangeWithdrawn, Assert.Throws<RefusedException>(() => change.Withdraw(Lawyer, Now)).Refusal);
    }

    private static LawChange Change(string articles) =>
        new("code", LawChangeKind.Amended, Changed, LawArticle.Read(articles), null, new Bilingual("Өзгерді", "Изменилось"), "https://adilet.zan.kz", Lawyer, Now);

    private static LawPlace Place(string item, string? question, string language, string article = "35", string mark = "old", string? checkedOn = "2026-11-20") =>
        new(item, question, language, "code", article, new SourceLocation($"{item}.{language}.md", 5, 1))
        {
            LawChecked = checkedOn is null ? null : DateOnly.ParseExact(checkedOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            TextHash = mark,
        };
}
