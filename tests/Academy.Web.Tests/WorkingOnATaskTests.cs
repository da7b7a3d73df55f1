using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A learner at a task: drafts, two windows, handing in, coming back.</summary>
public sealed class WorkingOnATaskTests
{
    private const string Course = "practice";
    private const string Plan = "/learn/practice/work/plan";

    [Theory, OnEachDatabase]
    public async Task A_task_shows_what_to_do_and_how_it_is_marked_and_keeps_a_draft(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);

        await learner.OpenAsync(Plan);
        Assert.Contains("Составьте план ремонта одной улицы", learner.Text);
        Assert.Contains("По каким критериям проверяют, всего 100 баллов", learner.Text);
        Assert.Contains("60 б.: названы работы и сроки", learner.Text);
        await learner.PressAsync("save", ("Body", "Улица Абая\r\nсмета 2 млн"));

        Assert.EndsWith(Plan, learner.Path);
        Assert.Contains("Черновик сохранён: 10:00", learner.Text);
        Assert.Equal("Улица Абая\nсмета 2 млн", learner.Page.QuerySelector("#Body")!.TextContent);
        Assert.Equal(0, await academy.QueryAsync(db => db.Markings.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Handing_in_closes_the_text_and_puts_it_before_the_markers(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);

        await learner.PressAsync("submit", ("Body", "Улица Абая"));

        Assert.Contains("Отправлено на проверку: 16 ноября 2026 года, 10:00", learner.Text);
        Assert.Contains("Улица Абая", learner.Text);
        Assert.Null(learner.Page.QuerySelector("#Body"));
        Assert.Equal(1, await academy.QueryAsync(db => db.Markings.CountAsync()));
        await learner.OpenAsync($"/learn/{Course}");
        Assert.Contains("На проверке", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_empty_work_is_not_handed_in(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);

        await learner.PressAsync("submit", ("Body", "  "));

        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        Assert.Contains("Отправлять пока нечего", learner.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.Markings.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task The_later_of_two_windows_is_shown_both_texts_and_decides(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var first = await academy.EnrolledLearnerAsync(Course);
        await first.OpenAsync(Plan);
        using var second = first.SamePerson();
        await second.OpenAsync(Plan);
        await first.PressAsync("save", ("Body", "из первого окна"));

        await second.PressAsync("save", ("Body", "из второго окна"));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("из второго окна", second.Page.QuerySelector("#Body")!.TextContent);
        Assert.Equal("из первого окна", second.Page.QuerySelector("#standing-text")!.TextContent);
        Assert.Equal("из первого окна", (await academy.QueryAsync(db => db.Set<WorkDraft>().SingleAsync())).Body);

        await second.PressAsync("save", ("Body", "из обоих окон"));
        Assert.Equal("из обоих окон", (await academy.QueryAsync(db => db.Set<WorkDraft>().SingleAsync())).Body);
        // A window that was handed in elsewhere loses nothing either.
        await second.PressAsync("submit");
        await first.PressAsync("save", ("Body", "опоздавшее"));
        Assert.Equal(HttpStatusCode.Conflict, first.Status);
        Assert.Contains("опоздавшее", first.Text);
        Assert.Contains("Работа на проверке", first.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_draft_saves_itself_and_a_window_that_fell_behind_is_told_what_stands(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);

        var saved = await SaveAsync(learner, new { body = "одно", revision = 0 });
        Assert.Equal((HttpStatusCode.OK, 1), (saved.Status, JsonDocument.Parse(saved.Bytes).RootElement.GetProperty("revision").GetInt32()));
        var behind = await SaveAsync(learner, new { body = "другое", revision = 0 });
        var told = JsonDocument.Parse(behind.Bytes).RootElement;
        Assert.Equal((HttpStatusCode.Conflict, 1, "одно"), (behind.Status, told.GetProperty("revision").GetInt32(), told.GetProperty("body").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(learner, new { body = "одно", revision = 0 })).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SaveAsync(learner, new { body = new string('ә', 100_001), revision = 1 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(learner, new { body = new string('ә', 100_000), revision = 1 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(learner, new { body = "a\0b", revision = 2 })).Status);
        Assert.Equal("ab", (await academy.QueryAsync(db => db.Set<WorkDraft>().SingleAsync())).Body);
    }

    [Theory, OnEachDatabase]
    public async Task A_text_at_the_limit_goes_by_the_form_and_one_more_keeps_what_was_typed(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);

        await learner.PressAsync("save", ("Body", new string('ж', 100_001)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, learner.Status);
        Assert.Contains("Текст слишком длинный", learner.Text);
        Assert.Equal(100_001, learner.Page.QuerySelector("#Body")!.TextContent.Length);

        await learner.PressAsync("save", ("Body", new string('ж', 100_000)));
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        Assert.Equal(100_000, (await academy.QueryAsync(db => db.Set<WorkDraft>().SingleAsync())).Body.Length);
    }

    [Theory, OnEachDatabase]
    public async Task Two_windows_that_begin_at_once_begin_one_work_and_lose_no_text(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            using var twin = learner.SamePerson();
            return (await SaveAsync(twin, new { body = $"окно {number}", revision = 0 }, learner)).Status;
        }));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.Conflict));
        Assert.Equal(1, await academy.QueryAsync(db => db.Works.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Eight_presses_of_hand_in_give_one_version_and_one_thing_to_mark(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);
        await learner.PressAsync("save", ("Body", "готово"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var twin = learner.SamePerson();
            await twin.OpenAsync(Plan);
            if (twin.Page.QuerySelector("#submit") is not null) await twin.PressAsync("submit");
        }));

        Assert.Equal(1, await academy.QueryAsync(db => db.Set<WorkVersion>().CountAsync()));
        Assert.Equal(1, await academy.QueryAsync(db => db.Markings.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_task_of_a_course_one_is_not_in_is_not_found_on_any_way(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);
        var stranger = await academy.EnrolledLearnerAsync();
        await stranger.OpenAsync("/learn/welcome/start/check");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{Plan}/work")).Status);
        await stranger.OpenAsync("/account/profile");
        var token = stranger.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Put, stranger.Resolve("/api/works/practice/work/plan"))
        {
            Content = JsonContent.Create(new { body = "x", revision = 0 }), Headers = { { "X-Antiforgery", token } },
        });
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Equal(0, await academy.QueryAsync(db => db.Works.CountAsync()));
    }

    private static Task<Browser> SaveAsync(Browser learner, object body, Browser? page = null)
    {
        var token = (page ?? learner).Page.QuerySelector("form#work input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return learner.SendAsync(new HttpRequestMessage(HttpMethod.Put, learner.Resolve((page ?? learner).Page.QuerySelector("form#work")!.GetAttribute("data-save")!))
        {
            Content = JsonContent.Create(body), Headers = { { "X-Antiforgery", token } },
        });
    }
}
