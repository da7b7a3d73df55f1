using System.Net;
using System.Net.Http.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A learner reads: enrols, marks lessons, tests themselves, goes on elsewhere.</summary>
public sealed class ReadingTests
{
    [Theory, OnEachDatabase]
    public async Task A_learner_enrols_reads_and_is_led_on(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.LearnerAsync();
        await learner.OpenAsync("/");
        await learner.FollowAsync("Введение");
        await learner.PressAsync("enrol");
        Assert.Equal("/ru/learn/welcome", learner.Path);
        Assert.Contains("Пройдено уроков: 0 из 2", learner.Text);

        await learner.FollowAsync("Продолжить урок 1.1");
        await learner.PressAsync("done");

        Assert.Equal("/ru/learn/welcome/start/maslikhat", learner.Path);
        await learner.OpenAsync("/learn");
        Assert.Contains("1.2. Маслихат", learner.Text);
        Assert.Contains("Пройдено уроков: 1 из 2", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_lesson_marked_twice_counts_once_and_keeps_its_first_date(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var first = academy.Clock.GetUtcNow();
        await learner.OpenAsync("/learn/welcome/start/akim");
        await learner.PressAsync("done");

        academy.Clock.Advance(TimeSpan.FromHours(2));
        await learner.OpenAsync("/learn/welcome/start/akim");
        await learner.PressAsync("done");

        var read = await academy.QueryAsync(db => db.Set<LessonRead>().SingleAsync());
        Assert.Equal(first, read.At);
    }

    [Theory, OnEachDatabase]
    public async Task Where_I_stopped_is_known_on_another_device(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        var phone = await academy.SignInAsync(account, "ru");
        await phone.OpenAsync("/courses/welcome");
        await phone.PressAsync("enrol");
        await phone.OpenAsync("/learn/welcome/start/maslikhat");
        await TellPlaceAsync(phone, academy, "start/maslikhat", "s1");

        var computer = await academy.SignInAsync(account, "kk");
        await computer.OpenAsync("/learn");

        Assert.Contains("1.2. Мәслихат", computer.Text);
        Assert.NotNull(computer.Page.QuerySelector("a[href='/kk/learn/welcome/start/maslikhat#s1']"));
    }

    [Theory, OnEachDatabase]
    public async Task Lessons_read_offline_count_with_the_date_they_were_read(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var read = academy.Clock.GetUtcNow().AddHours(1);
        academy.Clock.Advance(TimeSpan.FromHours(5));
        await learner.OpenAsync("/learn/welcome/start/akim");
        var token = learner.Page.QuerySelector("[data-place]")!.GetAttribute("data-token")!;

        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve("/api/progress"))
        {
            Content = JsonContent.Create(new { lessons = new[] { new { course = "welcome", lesson = "start/akim", at = read } } }),
            Headers = { { "X-Antiforgery", token } },
        });

        Assert.Equal(HttpStatusCode.NoContent, learner.Status);
        Assert.Equal(read, (await academy.QueryAsync(db => db.Set<LessonRead>().SingleAsync())).At);
    }

    [Theory, OnEachDatabase]
    public async Task Progress_that_no_page_of_ours_sends_is_refused_whole(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");
        var token = learner.Page.QuerySelector("[data-place]")!.GetAttribute("data-token")!;
        var before = await WhoSeesWhatTests.DigestAsync(academy);
        var lesson = """{"course":"welcome","lesson":"start/akim","at":"2026-11-16T05:00:00Z"}""";

        foreach (var body in (string[])[
            $"{{\"lessons\":[{lesson},null]}}", $"{{\"lessons\":[{lesson},{{\"course\":\"welcome\",\"at\":\"2026-11-16T05:00:00Z\"}}]}}", $"{{\"lessons\":[{lesson},{{}}]}}",
            $"{{\"lessons\":[{lesson}],\"place\":{{}}}}", $"{{\"lessons\":[{string.Join(',', Enumerable.Repeat(lesson, 1001))}]}}", "null", "[]"])
        {
            await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve("/api/progress"))
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Headers = { { "X-Antiforgery", token } },
            });
            Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        }

        Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));
    }

    [Fact]
    public async Task A_self_check_is_graded_on_the_spot_and_its_answer_recorded_nowhere()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");

        await learner.PressAsync("c1", ("a", "1"));
        Assert.Contains("Верно", learner.Text);
        await learner.PressAsync("c1", ("a", "0"));
        Assert.Contains("Неверно", learner.Text);

        Assert.Equal(0, await academy.QueryAsync(db => db.Set<GivenAnswer>().CountAsync()));
    }

    [Fact]
    public async Task Changing_the_language_in_a_lesson_keeps_the_place()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");
        var headings = learner.Page.QuerySelectorAll(".prose h2[id]").Select(heading => heading.Id).ToList();

        await learner.FollowAsync("ҚАЗ");

        Assert.Equal("/kk/learn/welcome/start/akim", learner.Path);
        Assert.Equal("kk", learner.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(headings, learner.Page.QuerySelectorAll(".prose h2[id]").Select(heading => heading.Id));
        Assert.Contains("Әкім мәслихат алдында есеп береді", learner.Text);
    }

    [Fact]
    public async Task An_english_reader_is_told_that_the_lesson_is_in_another_language()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync(language: "en");

        await learner.OpenAsync("/learn/welcome/start/akim");

        Assert.Contains("does not exist in the language you chose", learner.Text);
        Assert.Equal("kk", learner.Page.QuerySelector(".prose")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Law_and_terms_are_explained_at_the_end_of_the_lesson()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync();

        await learner.OpenAsync("/learn/welcome/start/akim");

        Assert.NotNull(learner.Page.QuerySelector("a[href='#law-local-government']"));
        Assert.Contains("статья 35", learner.Page.QuerySelector("#law-local-government")!.TextContent);
        Assert.Contains("Местный представительный орган", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_lesson_costs_four_questions_to_the_database(DatabaseProvider provider)
    {
        var counter = new QueryCounter();
        await using var academy = await AcademyApp.StartAsync(provider, services: services => services.CountQueries(counter));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");

        counter.Reset();
        await learner.OpenAsync("/learn/welcome/start/akim");

        Assert.Equal(HttpStatusCode.OK, learner.Status);
        // Two for the enrolment, one for what this reader has said, one for the questions below.
        Assert.InRange(counter.Count, 1, 4);
    }

    private static async Task TellPlaceAsync(Browser learner, AcademyApp academy, string item, string heading)
    {
        var token = learner.Page.QuerySelector("[data-place]")!.GetAttribute("data-token")!;
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve("/api/progress"))
        {
            Content = JsonContent.Create(new { place = new { course = "welcome", item, heading, at = academy.Clock.GetUtcNow() } }),
            Headers = { { "X-Antiforgery", token } },
        });
        Assert.Equal(HttpStatusCode.NoContent, learner.Status);
    }
}
