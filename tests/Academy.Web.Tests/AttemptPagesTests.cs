using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>The pages of an attempt without script, and what its script asks for.</summary>
public sealed class AttemptPagesTests : IDisposable
{
    private const string Check = "/learn/welcome/start/check";
    private readonly string _content = Directory.CreateTempSubdirectory("academy-attempts-").FullName;

    public void Dispose() => Directory.Delete(_content, recursive: true);

    [Theory, OnEachDatabase]
    public async Task Without_script_both_answers_are_shown_and_mine_is_put_back_by_one_press(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var attempt = learner.Path.Split('?')[0];
        using var phone = learner.SamePerson();
        await phone.OpenAsync($"~{attempt}?q=2");
        await learner.OpenAsync($"~{attempt}?q=2");
        await phone.PressAsync("next", ("a", "12"));

        await learner.PressAsync("next", ("a", "10"));

        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("открыт и в другом месте", learner.Text);
        Assert.Contains("Ваш ответ, данный здесь", learner.Text);
        Assert.Equal("12", learner.Page.QuerySelector("#question input[name=a]")!.GetAttribute("value"));
        Assert.Contains("10", learner.Page.QuerySelector("#mine-words")!.TextContent);

        await learner.PressAsync("mine-back");
        Assert.EndsWith("?q=2", learner.Path);
        Assert.Equal("10", learner.Page.QuerySelector("#question input[name=a]")!.GetAttribute("value"));
        Assert.Equal(["10"], (await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync())).Value.Values);
    }

    [Theory, OnEachDatabase]
    public async Task The_whole_paper_and_its_state_are_for_its_learner_only_and_kept_by_no_browser(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var attempt = learner.Path.Split('?')[0];
        await learner.PressAsync("next", ("a", "2"));

        await learner.OpenAsync($"~{attempt}/paper");
        Assert.Equal(["1", "2"], learner.Page.QuerySelectorAll("[data-number]").Select(one => one.GetAttribute("data-number")));
        Assert.Equal("2", learner.Page.QuerySelector("[data-number='1'] input[checked]")!.GetAttribute("value"));
        Assert.True(learner.Response.Headers.CacheControl!.NoStore);
        await learner.OpenAsync($"~{attempt}/paper?handler=State");
        var answer = Assert.Single(JsonDocument.Parse(learner.Bytes).RootElement.GetProperty("answers").EnumerateArray());
        Assert.Equal("2", answer.GetProperty("value")[0].GetString());
        Assert.True(learner.Response.Headers.CacheControl!.NoStore);

        var other = await academy.EnrolledLearnerAsync();
        foreach (var path in (string[])[$"{attempt}/paper", $"{attempt}/paper?handler=State", $"{attempt}/rescue"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync("~" + path)).Status);

        await learner.OpenAsync($"~{attempt}/finish");
        await learner.PressAsync("submit");
        Assert.Equal(HttpStatusCode.NotFound, (await learner.OpenAsync($"~{attempt}/paper")).Status);
        Assert.False(JsonDocument.Parse((await learner.OpenAsync($"~{attempt}/paper?handler=State")).Bytes).RootElement.GetProperty("open").GetBoolean());
    }

    [Theory, OnEachDatabase]
    public async Task The_result_carries_a_receipt_with_its_code_time_and_digest(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "2"));
        await learner.PressAsync("finish");
        await learner.PressAsync("submit");

        var attempt = await academy.QueryAsync(db => db.Attempts.SingleAsync());
        var receipt = learner.Page.QuerySelector("#receipt")!.TextContent;

        Assert.Contains(attempt.Receipt!, receipt);
        Assert.Contains(attempt.Digest!, receipt);
        Assert.Contains("16 ноября 2026 года, 10:00", receipt);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_of_answers_goes_in_by_the_rules_of_any_answer_also_within_the_grace(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider, Course());
        var learner = await academy.EnrolledLearnerAsync("exam");
        await learner.OpenAsync("/learn/exam/m/final");
        await learner.PressAsync("start");
        var id = Guid.Parse(learner.Path.Split('?')[0].Split('/')[^1]);
        var account = await academy.QueryAsync(db => db.Enrolments.Select(enrolment => enrolment.AccountId).SingleAsync());
        var (key, seal) = academy.Services.GetRequiredService<RescueFiles>().KeyFor(id, account);
        var deadline = academy.Clock.GetUtcNow() + TimeSpan.FromMinutes(20);
        var file = Sign(key, seal, Given("term", "0", 3, deadline - TimeSpan.FromMinutes(1)), Given("home", "1", 2, deadline + TimeSpan.FromMinutes(1)));

        academy.Clock.Advance(TimeSpan.FromMinutes(25));
        await learner.OpenAsync($"/attempts/{id}");
        Assert.Contains("Ответы, данные вовремя, ещё принимаются до 10:30", learner.Text);
        await learner.FollowAsync("Загрузить ответы из файла");
        await learner.UploadAsync("upload", "Answers", "answers.json", file);
        Assert.Contains("Взято ответов из файла: 1.", learner.Text);
        Assert.Contains("Не взяты, потому что время вышло: 1.", learner.Text);
        var saved = await academy.QueryAsync(db => db.Set<GivenAnswer>().SingleAsync());
        Assert.Equal(("term", 3L, "0"), (saved.QuestionId, saved.Sequence, saved.Value.Values[0]));

        await learner.UploadAsync("upload", "Answers", "answers.json", file);
        Assert.Contains("Взято ответов из файла: 0.", learner.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Set<GivenAnswer>().CountAsync()));
    }

    // Signed is what a page of ours wrote, and a page can be made to write anything: its learner has the key.
    [Theory, OnEachDatabase]
    public async Task A_file_with_a_page_name_that_no_page_has_loses_the_name_and_no_answer(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var id = Guid.Parse(learner.Path.Split('?')[0].Split('/')[^1]);
        var account = await academy.QueryAsync(db => db.Enrolments.Select(enrolment => enrolment.AccountId).SingleAsync());
        var (key, seal) = academy.Services.GetRequiredService<RescueFiles>().KeyFor(id, account);
        var question = learner.Page.QuerySelector("form#question")!.GetAttribute("data-save")!.Split('/')[^1];
        await learner.OpenAsync($"/attempts/{id}/rescue");

        foreach (var (tab, seq) in ((string, long)[])[(new string('a', 33), 1), (new string('ә', 24), 2)])
        {
            await learner.UploadAsync("upload", "Answers", "answers.json", Sign(key, seal, Given(question, $"{seq - 1}", seq, academy.Clock.GetUtcNow(), tab, seen: seq - 1)));
            Assert.Contains("Взято ответов из файла: 1.", learner.Text);
            var saved = await academy.QueryAsync(db => db.Set<GivenAnswer>().AsNoTracking().SingleAsync());
            Assert.Equal((seq, $"{seq - 1}", null), (saved.Sequence, saved.Value.Values[0], saved.Tab));
        }
    }

    [Theory, OnEachDatabase]
    public async Task A_file_of_another_person_or_attempt_or_no_file_is_refused_in_words(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        var id = Guid.Parse(learner.Path.Split('?')[0].Split('/')[^1]);
        var account = await academy.QueryAsync(db => db.Enrolments.Select(enrolment => enrolment.AccountId).SingleAsync());
        var files = academy.Services.GetRequiredService<RescueFiles>();
        await learner.OpenAsync($"/attempts/{id}/rescue");

        foreach (var (attempt, person) in ((Guid, Guid)[])[(Guid.NewGuid(), account), (id, Guid.NewGuid())])
        {
            var (key, seal) = files.KeyFor(attempt, person);
            await learner.UploadAsync("upload", "Answers", "answers.json", Sign(key, seal, Given("term", "0", 1, academy.Clock.GetUtcNow())));
            Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
            Assert.Contains("другого теста или другого человека", learner.Text);
        }
        await learner.UploadAsync("upload", "Answers", "answers.json", Encoding.UTF8.GetBytes("{\"seal\":\"\"}"));
        Assert.Contains("изменён или повреждён", learner.Text);
        await learner.PressAsync("upload");
        Assert.Contains("Выберите файл", learner.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<GivenAnswer>().CountAsync()));
    }

    private static object Given(string question, string value, long seq, DateTimeOffset at, string tab = "0123456789abcdef01234567", long seen = 0) =>
        new { question, value = new[] { value }, seq, flagged = false, @base = seen, tab, at };

    private static byte[] Sign(string key, string seal, params object[] answers)
    {
        var signed = JsonSerializer.Serialize(new { seal, answers })[..^1];
        return Encoding.UTF8.GetBytes($"{signed},\"sign\":\"{Convert.ToHexStringLower(HMACSHA256.HashData(WebEncoders.Base64UrlDecode(key), Encoding.UTF8.GetBytes(signed)))}\"}}");
    }

    // The small course has an exam without grace, so here is one with ten minutes of it.
    private string Course()
    {
        var folder = Path.Combine(_content, "courses", "exam");
        Directory.CreateDirectory(Path.Combine(folder, "m"));
        File.WriteAllText(Path.Combine(folder, "course.yml"), """
            format: 1
            languages: [ru]
            hours: 1
            access: registered
            authors: [Школа]
            modules:
              - slug: m
                title: { ru: Итог }
                items:
                  - { exam: final, pass: 50, time_limit: 20m, grace: 10m }
            completion: { exams: pass }
            """);
        File.WriteAllText(Path.Combine(folder, "about.ru.md"), "# Экзамен\n\nКурс из одного экзамена.\n");
        File.WriteAllText(Path.Combine(folder, "m", "final.quiz.ru.md"), """
            # Итог

            ## На сколько лет избирают акима? {#term}

            - (x) на 4 года
            - ( ) на 5 лет

            ## Где живёт аким? {#home}

            - ( ) в районном центре
            - (x) в своей единице
            """);
        return _content;
    }
}
