using System.Net;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>An instructor looks at what a quiz's attempts say about it.</summary>
public sealed class QuestionStatisticsTests
{
    private const string Check = "/learn/welcome/start/check";
    private const string Page = "/studio/courses/welcome/statistics/start/check";

    [Theory, OnEachDatabase]
    public async Task Figures_follow_each_attempt_and_each_ruling(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync(Page);
        Assert.Contains("Этот тест пока никто не сдавал", instructor.Text);

        await SitAsync(academy, "kk", "0", "10");
        await SitAsync(academy, "ru", "2", "10");
        await instructor.OpenAsync(Page);

        Assert.Contains("Попыток мало: 2", instructor.Text);
        Assert.Equal(["2", "50 %", "–", "0 с", "100 %", "0 %"], CellsOf(instructor, "term"));
        Assert.Equal(["2", "100 %", "–", "0 с", "100 %", "100 %"], CellsOf(instructor, "quorum"));
        Assert.Contains("слишком лёгкий", RowOf(instructor, "quorum"));
        Assert.Contains("на казахском: 1 из 1", Plain(instructor.Text));
        Assert.Equal(10, instructor.Page.QuerySelectorAll("svg.chart rect").Length);

        await SitAsync(academy, "ru", "2", "11");
        await instructor.OpenAsync(Page);
        Assert.Equal(["3", "33 %", "0,50", "0 с", "100 %", "0 %"], CellsOf(instructor, "term"));

        await instructor.FollowAsync("На сколько лет");
        Assert.Contains("на 4 года верно 1 33 % 100 % 0 %", Cells(instructor));
        Assert.Contains("на 3 года 2 67 % 0 % 100 %", Cells(instructor));
        Assert.Contains("на 5 лет никто не выбрал 0", Cells(instructor));
        Assert.Contains("слишком мало, чтобы сравнивать языки", instructor.Text);

        await instructor.FollowAsync("Исправить или исключить вопрос");
        await instructor.PressAsync("preview", ("kind", "NewKey"), ("right", "2"));
        await instructor.PressAsync("apply", ("Reason", "Верен третий вариант"));
        await instructor.FollowAsync("Статистика теста");
        Assert.Equal("67 %", CellsOf(instructor, "term")[1]);
    }

    [Theory, OnEachDatabase]
    public async Task A_second_attempt_counts_only_where_all_are_asked_for(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await SitAsync(academy, "ru", "2", "11");
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "0"));
        await learner.PressAsync("finish");
        await learner.PressAsync("submit");
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync(Page);
        Assert.Equal("1", CellsOf(instructor, "term")[0]);
        await instructor.FollowAsync("Показать все попытки");
        Assert.Equal("2", CellsOf(instructor, "term")[0]);
        await instructor.OpenAsync("/studio/courses/welcome/statistics");
        Assert.Contains("Проверка 1 2 0 %", Cells(instructor));
    }

    [Fact]
    public async Task Columns_sort_by_links_up_and_down()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await SitAsync(academy, "ru", "2", "10");
        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync(Page);
        Assert.Equal(["term", "quorum"], Order(instructor));

        await instructor.FollowAsync("Лёгкость");
        Assert.Equal(["term", "quorum"], Order(instructor));
        Assert.Equal("ascending", instructor.Page.QuerySelector("th[aria-sort]")?.GetAttribute("aria-sort"));
        await instructor.FollowAsync("Лёгкость");
        Assert.Equal(["quorum", "term"], Order(instructor));
        await instructor.OpenAsync($"{Page}?sort=no-such-column&p=99");
        Assert.Equal(HttpStatusCode.OK, instructor.Status);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var instructor = await academy.InstructorAsync();

        foreach (var path in (string[])["/studio/courses/none/statistics", "/studio/courses/none/statistics/start/check", "/studio/courses/welcome/statistics/start/akim", $"{Page}?edition=9", $"{Page}/none"])
            Assert.Equal(HttpStatusCode.NotFound, (await instructor.OpenAsync(path)).Status);
    }

    [Theory, OnEachDatabase]
    public async Task A_question_that_is_harder_in_one_language_is_marked(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, "welcome", CancellationToken.None))!;
            var (now, quiz) = (academy.Clock.GetUtcNow(), (Quiz)edition.Course.Find("start/check")!);
            for (var person = 0; person < 120; person++)
            {
                var account = new Account { Id = Guid.NewGuid(), UserName = $"p{person}", FullName = $"П {person}", CreatedAt = now };
                db.Users.Add(account);
                var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
                var attempt = enrolment.StartAttempt(quiz, seed: 1, now);
                var language = person % 2 == 0 ? "kk" : "ru";
                attempt.Save(quiz.Find("quorum")!, new Answer([person % 3 == 0 ? "11" : "10"]), new SentAnswer(1, Flagged: false), now.AddSeconds(20));
                // Of who answers in Kazakh four of five know it, of who answers in Russian one of five.
                attempt.Save(quiz.Find("term")!, new Answer([person / 2 % 5 == 0 == (language == "kk") ? "1" : "0"]), new SentAnswer(1, Flagged: false), now.AddSeconds(65));
                attempt.AnswerIn(language);
                attempt.Submit(quiz, now.AddMinutes(3));
                db.Enrolments.Add(enrolment);
            }
            return await db.SaveChangesAsync();
        });
        var instructor = await academy.InstructorAsync("kk");

        await instructor.OpenAsync(Page);

        Assert.Contains("тілдер арасында айырма бар", RowOf(instructor, "term"));
        Assert.DoesNotContain("тілдер арасында айырма бар", RowOf(instructor, "quorum"));
        Assert.Equal(["120", "50 %", "0,00", "45 с", "80 %", "20 %"], CellsOf(instructor, "term"));
        await instructor.OpenAsync($"{Page}/term");
        Assert.Contains("сұрақ қазақша оңайырақ. Айырма үлкен.", instructor.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Of_pairs_texts_and_numbers_it_is_told_what_was_answered_and_nothing_that_one_person_wrote(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", "count: 3", "count: 5"));
        await academy.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, "welcome", CancellationToken.None))!;
            var (now, exam) = (academy.Clock.GetUtcNow(), (Quiz)edition.Course.Find("final/exam")!);
            for (var person = 0; person < 5; person++)
            {
                var account = new Account { Id = Guid.NewGuid(), UserName = $"p{person}", FullName = $"П {person}", CreatedAt = now };
                db.Users.Add(account);
                var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
                var attempt = enrolment.StartAttempt(exam, seed: 1, now);
                attempt.Give(exam, "match", new Answer(person == 0 ? ["1", "0"] : ["0", "1"]), 1, flagged: false, now.AddSeconds(10));
                attempt.Give(exam, "budget", new Answer([person < 4 ? "Маслихат" : "<b>Моё имя Серик</b>"]), 1, flagged: false, now.AddSeconds(20));
                attempt.Give(exam, "quorum", new Answer([person < 3 ? "12,50" : "10"]), 1, flagged: false, now.AddSeconds(30));
                attempt.AnswerIn(person < 2 ? "kk" : "ru");
                attempt.Submit(exam, now.AddMinutes(3));
                db.Enrolments.Add(enrolment);
            }
            return await db.SaveChangesAsync();
        });
        var instructor = await academy.InstructorAsync();
        const string exam = "/studio/courses/welcome/statistics/final/exam";

        await instructor.OpenAsync($"{exam}/match");
        Assert.Equal(2, instructor.Page.QuerySelectorAll("table.stack > caption.cap").Length);
        Assert.Matches("верно 4 80 % 50 % 100 % .* 1 20 % 50 % 0 %", Cells(instructor));
        await instructor.OpenAsync($"{exam}/budget");
        Assert.Contains("маслихат верно 4 80 % 100 % 67 %", Cells(instructor));
        Assert.Contains("Другие ответы 1 20 %", Cells(instructor));
        Assert.DoesNotContain("Серик", instructor.Text, StringComparison.OrdinalIgnoreCase);
        await instructor.OpenAsync($"{exam}/quorum");
        Assert.Contains("12,5 3 60 % 100 % 33 %", Cells(instructor));
        Assert.Contains("Другие ответы 2 40 %", Cells(instructor));
        await instructor.OpenAsync($"{exam}/home");
        Assert.Contains("никто не выбрал 0", Cells(instructor));
    }

    private static async Task<Browser> SitAsync(AcademyApp academy, string language, string term, string quorum)
    {
        var learner = await academy.EnrolledLearnerAsync(language: language);
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", term));
        await learner.PressAsync("next", ("a", quorum));
        await learner.PressAsync("submit");
        return learner;
    }

    private static AngleSharp.Dom.IElement Row(Browser browser, string question) =>
        browser.Page.QuerySelector($"tr:has(a[href*='/{question}?'])") ?? throw new InvalidOperationException(browser.Text);

    private static string RowOf(Browser browser, string question) => Plain(Row(browser, question).TextContent);

    private static List<string> CellsOf(Browser browser, string question) => [.. Row(browser, question).QuerySelectorAll("td.r").Select(cell => Plain(cell.TextContent))];

    private static List<string> Order(Browser browser) =>
        [.. browser.Page.QuerySelectorAll("tbody a[href*='/statistics/start/check/']").Select(link => link.GetAttribute("href")!.Split('/')[^1].Split('?')[0])];

    private static string Cells(Browser browser) => Plain(string.Join(' ', browser.Page.QuerySelectorAll("tbody th, tbody td").Select(cell => cell.TextContent)));

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
