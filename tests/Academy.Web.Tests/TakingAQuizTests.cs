using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>A learner at a quiz, without script and by what the script sends.</summary>
public sealed class TakingAQuizTests
{
    private const string Check = "/learn/welcome/start/check";
    private const string Exam = "/learn/welcome/final/exam";

    [Theory, OnEachDatabase]
    public async Task Answers_are_given_one_by_one_handed_in_and_graded(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();

        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        Assert.Contains("Вопрос 1 из 2", learner.Text);
        await learner.PressAsync("next", ("a", "0"));
        await learner.PressAsync("next", ("a", "10 "));
        Assert.Contains("Есть ответ на вопросы: 2 из 2", learner.Text);
        await learner.PressAsync("submit");

        Assert.Contains("Тест пройден", learner.Text);
        Assert.Contains("100 %", learner.Text);
        Assert.Contains("Баллы: 3 из 3", learner.Text);
        Assert.Contains("Код квитанции", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_third_attempt_is_refused_and_the_page_says_why(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await learner.OpenAsync(Check);
            await learner.PressAsync("start");
            await learner.PressAsync("finish");
            await learner.PressAsync("submit");
            Assert.Contains("Проходной балл не набран", learner.Text);
        }

        await learner.OpenAsync(Check);
        Assert.Contains("Попыток не осталось", learner.Text);
        await learner.SendAsync(Post(learner, $"/ru{Check}?handler=Start"));

        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("Попыток не осталось", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task The_next_attempt_at_the_exam_waits_an_hour(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await FailAsync(learner, Exam);

        await learner.OpenAsync(Exam);
        Assert.Contains("Следующую попытку можно начать: 16 ноября 2026 года, 11:00", learner.Text);

        academy.Clock.Advance(TimeSpan.FromHours(1));
        await learner.OpenAsync(Exam);
        await learner.PressAsync("start");
        Assert.Contains("Вопрос 1 из 3", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task The_same_attempt_shows_the_same_paper_also_in_the_other_language_with_the_answers_given(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "2"));
        await learner.FollowAsync("Вопрос 1");
        var order = learner.Page.QuerySelectorAll("input[name=a]").Select(input => input.GetAttribute("value")).ToList();

        await learner.FollowAsync("ҚАЗ");

        Assert.StartsWith("/kk/attempts/", learner.Path);
        Assert.Contains("Әкім неше жылға сайланады?", learner.Text);
        Assert.Equal(order, learner.Page.QuerySelectorAll("input[name=a]").Select(input => input.GetAttribute("value")));
        Assert.Equal("2", learner.Page.QuerySelector("input[name=a][checked]")?.GetAttribute("value"));
    }

    [Theory, OnEachDatabase]
    public async Task Time_runs_on_the_servers_clock_and_what_was_saved_is_graded(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Exam);
        await learner.PressAsync("start");
        var question = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!;
        await SaveAsync(learner, question, "0", seq: 1);

        academy.Clock.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(learner, question, "1", seq: 2)).Status);
        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(learner, question, "0", seq: 3)).Status);

        await academy.WithAsync(async services =>
        {
            await services.GetRequiredService<AttemptDesk>().SubmitOverdueAsync(CancellationToken.None);
            return 0;
        });
        var attempt = await academy.QueryAsync(db => db.Attempts.Include(one => one.Answers).SingleAsync());
        Assert.Equal(attempt.Deadline, attempt.SubmittedAt);
        Assert.Equal(["1"], Assert.Single(attempt.Answers).Value.Values);
    }

    [Theory, OnEachDatabase]
    public async Task An_answer_may_be_sent_twice_and_out_of_order(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var question = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!;

        await SaveAsync(learner, question, "1", seq: 2);
        var older = await SaveAsync(learner, question, "0", seq: 1);
        var told = JsonDocument.Parse(older.Bytes).RootElement;

        Assert.Equal(HttpStatusCode.OK, older.Status);
        Assert.Equal(2, told.GetProperty("saved").GetInt64());
        Assert.Equal("1", told.GetProperty("value")[0].GetString());
        Assert.Equal(["1"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);
    }

    [Theory, OnEachDatabase]
    public async Task A_tab_that_fell_behind_is_told_and_overwrites_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var question = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!;
        await SaveAsync(learner, question, "1", seq: 5);

        await learner.PressAsync("next", ("a", "0"));

        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("открыт и в другом месте", learner.Text);
        Assert.Equal("1", learner.Page.QuerySelector("input[name=a][checked]")?.GetAttribute("value"));
        Assert.Equal(["1"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);
    }

    [Theory, OnEachDatabase]
    public async Task Fifty_presses_of_hand_in_give_one_receipt(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var attempt = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!.Split('/')[3];
        var token = learner.Page.QuerySelector("form#question")!.GetAttribute("data-token")!;

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var twin = learner.SamePerson();
            await twin.SendAsync(new HttpRequestMessage(HttpMethod.Post, twin.Resolve($"/api/attempts/{attempt}/submit")) { Headers = { { "X-Antiforgery", token } } });
            Assert.Equal(HttpStatusCode.OK, twin.Status);
            return JsonDocument.Parse(twin.Bytes).RootElement.GetProperty("receipt").GetString();
        }));

        Assert.Single(receipts.Distinct());
        Assert.Equal(receipts[0], (await academy.QueryAsync(db => db.Attempts.SingleAsync())).Receipt);
    }

    [Theory, OnEachDatabase]
    public async Task Two_presses_of_start_give_one_attempt(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);

        var paths = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var twin = learner.SamePerson();
            await twin.SendAsync(Post(learner, $"/ru{Check}?handler=Start"));
            return twin.Path;
        }));

        Assert.Single(paths.Distinct());
        Assert.Equal(1, await academy.QueryAsync(db => db.Attempts.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Somebody_elses_attempt_is_not_found_on_any_way(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var page = learner.Path.Split('?')[0];
        var save = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!;
        var stranger = await academy.EnrolledLearnerAsync();
        await stranger.OpenAsync(Check);
        await stranger.PressAsync("start");

        foreach (var path in (string[])[page, $"{page}/finish", $"{page}/result"])
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(path)).Status);
        await stranger.OpenAsync(Check);
        await stranger.FollowAsync("Продолжить тест");
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(stranger, save, "0", seq: 1)).Status);
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<GivenAnswer>().CountAsync()));
    }

    [Fact]
    public async Task Without_the_pages_token_nothing_is_saved()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var question = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!;

        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Put, learner.Resolve(question)) { Content = JsonContent.Create(new { value = "0", seq = 1 }) });

        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<GivenAnswer>().CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task The_exams_right_answers_stay_hidden_until_it_is_passed(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();

        await FailAsync(learner, Exam);

        Assert.Contains("Верные ответы откроются", learner.Text);
        Assert.DoesNotContain("Верный ответ", learner.Text);
    }

    private static async Task FailAsync(Browser learner, string quiz)
    {
        await learner.OpenAsync(quiz);
        await learner.PressAsync("start");
        await learner.PressAsync("finish");
        await learner.PressAsync("submit");
    }

    private static Task<Browser> SaveAsync(Browser learner, string address, string value, long seq)
    {
        var token = learner.Page.QuerySelector("form#question")!.GetAttribute("data-token")!;
        return learner.SendAsync(new HttpRequestMessage(HttpMethod.Put, learner.Resolve(address))
        {
            Content = JsonContent.Create(new { value, seq }), Headers = { { "X-Antiforgery", token } },
        });
    }

    // A press of a button that the page did not offer: what somebody would send by hand.
    private static HttpRequestMessage Post(Browser learner, string address)
    {
        var token = learner.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new HttpRequestMessage(HttpMethod.Post, learner.Resolve(address))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
        };
    }
}
