using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>One attempt open in several places.</summary>
public sealed class TwoTabsTests
{
    private const string Check = "/learn/welcome/start/check";

    [Theory, OnEachDatabase]
    public async Task Over_a_bad_line_no_page_overwrites_what_it_has_not_seen_and_each_is_told_the_truth(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        for (var run = 0; run < 4; run++)
        {
            var sitting = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);
            var tabs = new Tabs(run, tabs: 2 + run % 2, async message =>
            {
                await sitting.SaveAsync("quorum", new { value = message.Value, seq = message.Sequence, @base = message.Base, tab = message.Tab });
                Assert.True(sitting.Person.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{sitting.Person.Status}");
                var value = sitting.Told.GetProperty("value");
                return new Tabs.Reply(sitting.Person.Status == HttpStatusCode.Conflict, sitting.Told.GetProperty("saved").GetInt64(),
                    value.ValueKind == System.Text.Json.JsonValueKind.Null ? null : value[0].GetString());
            });
            for (var step = 0; step < 150; step++) await tabs.StepAsync();

            var answer = await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync(one => one.AttemptId == sitting.Id));
            Assert.Equal(tabs.Standing, (answer.Value.Values[0], answer.Sequence));
        }
    }

    [Theory, OnEachDatabase]
    public async Task Many_pages_at_the_same_instant_leave_one_answer_and_everybody_knows_which(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(learner, Check);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(async place =>
        {
            var twin = learner.SamePerson();
            await twin.OpenAsync("/account/profile");
            var same = sitting.By(twin);
            await same.SaveAsync("quorum", new { value = $"{place}", seq = place + 1, @base = 0, tab = $"page-number-{place:0000000}" });
            return (Mine: $"{place}", twin.Status, Value: same.Told.GetProperty("value"));
        }));

        var stands = (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values[0];
        var winner = Assert.Single(told, one => one.Status == HttpStatusCode.OK && one.Value.ValueKind == System.Text.Json.JsonValueKind.Null);
        Assert.Equal(stands, winner.Mine);
        Assert.All(told.Where(one => one.Mine != stands), one => Assert.Equal(stands, one.Value[0].GetString()));
    }

    [Theory, OnEachDatabase]
    public async Task Without_script_the_page_that_fell_behind_shows_the_newer_answer_and_can_then_save(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var one = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(one, Check);
        await one.OpenAsync($"/attempts/{sitting.Id}?q=1");
        var other = one.SamePerson();
        await other.OpenAsync($"/attempts/{sitting.Id}?q=1");

        await one.PressAsync("next", ("a", "0"));
        await other.PressAsync("next", ("a", "1"));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("0", other.Page.QuerySelector("input[name=a][checked]")?.GetAttribute("value"));
        Assert.Equal(["0"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);

        await other.PressAsync("next", ("a", "1"));
        Assert.Equal(["1"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);
    }

    [Theory, OnEachDatabase]
    public async Task A_page_that_says_nothing_of_itself_is_served_as_before(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var sitting = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);

        await sitting.SaveAsync("quorum", new { value = "9", seq = 1, @base = 0, tab = "aaaaaaaaaaaaaaaa" });
        await sitting.SaveAsync("quorum", new { value = "10", seq = 2 });

        Assert.Equal(HttpStatusCode.OK, sitting.Person.Status);
        Assert.Equal(["10"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);
    }
}
