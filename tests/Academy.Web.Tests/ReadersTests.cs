using System.Net;
using System.Net.Http.Json;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>What learners leave behind in a lesson, and what its authors see of it.</summary>
public sealed class ReadersTests
{
    private const string Lesson = "/learn/welcome/start/akim";
    private const string Readers = "/studio/courses/welcome/readers";
    private const string Question = "Кому подчиняется аким сельского округа?";

    [Theory, OnEachDatabase]
    public async Task Opening_a_lesson_is_one_visit_and_its_time_only_grows_and_never_past_the_time_that_went_by(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        await learner.OpenAsync(Lesson);
        var opened = academy.Clock.GetUtcNow();
        Assert.Equal((0, 0, opened), await VisitAsync(academy));

        academy.Clock.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(learner, academy, seconds: 90, furthest: 1);
        await TellAsync(learner, academy, seconds: 30, furthest: 0);
        Assert.Equal((90, 1, opened), await VisitAsync(academy));
        await TellAsync(learner, academy, seconds: int.MaxValue, furthest: int.MaxValue);
        Assert.Equal((120, 1, opened), await VisitAsync(academy));
        await learner.OpenAsync(Lesson);
        Assert.Equal("120", learner.Page.QuerySelector("[data-place]")!.GetAttribute("data-seconds"));

        Assert.False((await academy.QueryAsync(db => db.LessonVisits.SingleAsync())).IsFinished);
        await learner.PressAsync("done");
        Assert.True((await academy.QueryAsync(db => db.LessonVisits.SingleAsync(visit => visit.Path == "start/akim"))).IsFinished);
    }

    [Theory, OnEachDatabase]
    public async Task A_lesson_read_offline_is_a_visit_of_its_day_and_counts_once(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var read = academy.Clock.GetUtcNow().AddHours(1);
        academy.Clock.Advance(TimeSpan.FromHours(5));
        await learner.OpenAsync("/learn/welcome/start/maslikhat");

        for (var time = 0; time < 2; time++) await SendAsync(learner, new { lessons = new[] { new { course = "welcome", lesson = "start/akim", at = read } } });

        var visit = await academy.QueryAsync(db => db.LessonVisits.SingleAsync(one => one.Path == "start/akim"));
        Assert.Equal((true, read), (visit.IsFinished, visit.FirstAt));
    }

    [Theory, OnEachDatabase]
    public async Task Of_a_self_check_the_first_answer_counts_and_only_whether_it_was_right(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        await learner.PressAsync("c1");
        Assert.Equal(0, await academy.QueryAsync(db => db.LessonChecks.CountAsync()));

        await learner.PressAsync("c1", ("a", "0"));
        await learner.PressAsync("c1", ("a", "1"));

        var counted = await academy.QueryAsync(db => db.LessonChecks.SingleAsync());
        Assert.False(counted.IsRight);
        Assert.StartsWith("c1-", counted.Key);
    }

    [Theory, OnEachDatabase]
    public async Task A_lesson_is_rated_in_one_press_and_the_last_word_counts(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        await learner.PressAsync("rate-Useful");
        Assert.Equal("/ru/learn/welcome/start/akim", learner.Path.Split('#')[0]);
        Assert.Contains("Ваша оценка: полезен", learner.Text);

        await learner.PressAsync("rate-Partly", ("Words", new string('я', LessonRating.LongestWords + 1)));
        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        Assert.NotNull(learner.Page.QuerySelector("#Words-error"));
        Assert.Contains("яяя", learner.Page.QuerySelector("#Words")!.TextContent);
        await learner.PressAsync("rate-Partly", ("Words", "Мало примеров"));

        var rating = await academy.QueryAsync(db => db.LessonRatings.SingleAsync());
        Assert.Equal((Usefulness.Partly, "Мало примеров", "ru"), (rating.Usefulness, rating.Words, rating.Language));
        Assert.Equal("true", learner.Page.QuerySelector("#rate-Partly")!.GetAttribute("aria-pressed"));
    }

    [Theory, OnEachDatabase]
    public async Task A_question_is_answered_by_an_author_and_shown_to_others_without_a_name(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var asker = await academy.SignInAsync(await academy.AddAccountAsync("Сейітова Айжан"), "ru");
        await asker.OpenAsync("/courses/welcome");
        await asker.PressAsync("enrol");
        var other = await academy.EnrolledLearnerAsync();

        await asker.OpenAsync(Lesson);
        await asker.PressAsync("ask", ("Question", "Почему?"));
        Assert.Equal(HttpStatusCode.BadRequest, asker.Status);
        Assert.Contains("Почему?", asker.Page.QuerySelector("#Question")!.TextContent);
        await asker.PressAsync("ask", ("Question", Question));
        Assert.Contains("Вопрос отправлен авторам", asker.Text);
        Assert.Contains("ждёт ответа", asker.Text);
        await other.OpenAsync(Lesson);
        Assert.DoesNotContain(Question, other.Text);

        await author.OpenAsync("/studio");
        Assert.Contains("1 вопрос ждёт ответа", author.Text);
        await author.OpenAsync(Readers);
        Assert.Contains(Question, author.Text);
        Assert.DoesNotContain("Сейітова", author.Text);
        var id = (await academy.QueryAsync(db => db.LessonQuestions.SingleAsync())).Id.ToString("N");
        await author.PressAsync($"answer-{id}", ("Reply", " "));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        await author.PressAsync($"answer-{id}", ("Reply", "Акиму района."));
        Assert.Equal($"/ru{Readers}?done=answered", author.Path);

        await other.OpenAsync(Lesson);
        Assert.Contains(Question, other.Text);
        Assert.Contains("Акиму района.", other.Text);
        Assert.Contains("Коллега", other.Text);
        Assert.DoesNotContain("Сейітова", other.Text);
        await asker.OpenAsync("/learn");
        Assert.Contains("Автор ответил на ваш вопрос", asker.Text);
        await author.OpenAsync("/studio");
        Assert.DoesNotContain("ждёт ответа", author.Text);

        // Answered for the asker alone, and then put aside: nobody else sees it any more.
        await author.OpenAsync($"{Readers}?all=true");
        await author.PressAsync($"private-{id}");
        await other.OpenAsync(Lesson);
        Assert.DoesNotContain(Question, other.Text);
        await author.OpenAsync($"{Readers}?all=true");
        await author.PressAsync($"hide-{id}");
        await asker.OpenAsync(Lesson);
        Assert.Contains("Акиму района.", asker.Text);
        Assert.Contains("другим не показан", asker.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Notes.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_sixth_question_on_one_day_is_refused_with_its_reason_and_the_input_is_kept(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        for (var number = 1; number <= LessonQuestion.MostADay; number++) await learner.PressAsync("ask", ("Question", $"{Question} {number}"));

        await learner.PressAsync("ask", ("Question", $"{Question} 6"));

        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("За сутки можно задать 5 вопросов", learner.Text);
        Assert.Contains($"{Question} 6", learner.Page.QuerySelector("#Question")!.TextContent);
        Assert.Equal(5, await academy.QueryAsync(db => db.LessonQuestions.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Only_the_people_of_the_course_see_its_readers_and_only_its_authors_answer(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        await learner.PressAsync("ask", ("Question", Question));
        var question = await academy.QueryAsync(db => db.LessonQuestions.SingleAsync());
        var other = await academy.InstructorAsync();
        foreach (var address in (string[])[Readers, $"{Readers}/start/akim"])
        {
            await other.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
        await other.OpenAsync("/studio");
        Assert.DoesNotContain("ждёт ответа", other.Text);
        await AnswerAsync(other, question);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);

        // A reviewer reads, and answers nothing.
        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        await academy.QueryAsync(db =>
        {
            db.CourseMembers.Add(new CourseMember("welcome", account.Id, CourseRole.Reviewer, null, academy.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        var reviewer = await academy.SignInAsync(account, "ru");
        await reviewer.OpenAsync(Readers);
        Assert.Contains(Question, reviewer.Text);
        Assert.Null(reviewer.Page.QuerySelector("textarea"));
        await reviewer.OpenAsync("/studio");
        await AnswerAsync(reviewer, question);
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);

        // The page of an author who was slower says so, and shows what stands.
        await author.OpenAsync(Readers);
        await academy.QueryAsync(async db =>
        {
            var stored = await db.LessonQuestions.SingleAsync();
            stored.Reply(0, "Ответил другой автор.", isPrivate: false, account.Id, academy.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await author.PressAsync($"answer-{question.Id:N}", ("Reply", "Мой ответ"));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Другой автор уже ответил", author.Text);
        Assert.Equal("Ответил другой автор.", (await academy.QueryAsync(db => db.LessonQuestions.SingleAsync())).Answer);
    }

    [Theory, OnEachDatabase]
    public async Task Figures_appear_from_the_fifth_reader_on_and_cost_the_same_for_many(DatabaseProvider provider)
    {
        var counter = new QueryCounter();
        await using var academy = await AcademyApp.StartAsync(provider, services: services => services.CountQueries(counter));
        var author = await academy.AuthorAsync();
        for (var number = 1; number <= 4; number++) await ReadAsync(academy, number);
        await author.OpenAsync(Readers);
        Assert.Contains("Читателей пока мало", author.Text);
        Assert.Null(author.Page.QuerySelector("svg.chart"));
        await author.OpenAsync($"{Readers}/start/akim");
        Assert.DoesNotContain("Мало примеров", author.Text);

        await ReadAsync(academy, 5);
        counter.Reset();
        await author.OpenAsync(Readers);
        var asked = counter.Count;

        var row = author.Page.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("Аким", StringComparison.Ordinal));
        Assert.Equal(["5", "2"], row.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent.Trim()));
        Assert.Contains("3 мин", row.TextContent.Replace('\u00a0', ' '));
        Assert.Contains("40", row.QuerySelectorAll("td")[3].TextContent);
        Assert.Contains("Полезен: 5", row.TextContent);
        Assert.NotNull(author.Page.QuerySelector("svg.chart rect.hi"));
        Assert.Contains("меньше\u00a05", author.Page.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("Маслихат", StringComparison.Ordinal)).TextContent);
        await author.OpenAsync($"{Readers}/start/akim");
        Assert.Contains("Мало примеров", author.Text);
        // Three have not finished: whose place that was could be guessed.
        Assert.Contains("нужно не меньше 5 человек", author.Text);
        for (var number = 6; number <= 10; number++) await ReadAsync(academy, number);
        await author.OpenAsync($"{Readers}/start/akim");
        Assert.Contains("Полномочия", author.Page.QuerySelector("main table")!.TextContent);
        counter.Reset();
        await author.OpenAsync(Readers);
        Assert.InRange(counter.Count, 1, asked);
    }

    // Each opens the lesson for as many minutes as their number says; the first two finish it; every other misses the self-check first.
    private static async Task ReadAsync(AcademyApp academy, int number)
    {
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        academy.Clock.Advance(TimeSpan.FromMinutes(number));
        await TellAsync(learner, academy, number * 60, furthest: 1);
        await learner.OpenAsync(Lesson);
        await learner.PressAsync("c1", ("a", number % 2 == 0 ? "0" : "1"));
        await learner.PressAsync("rate-Useful", ("Words", number == 1 ? "Мало примеров" : ""));
        if (number <= 2) await SendAsync(learner, new { lessons = new[] { new { course = "welcome", lesson = "start/akim", at = academy.Clock.GetUtcNow() } } });
    }

    private static Task TellAsync(Browser learner, AcademyApp academy, int seconds, int furthest) =>
        SendAsync(learner, new { place = new { course = "welcome", item = "start/akim", heading = (string?)null, at = academy.Clock.GetUtcNow(), seconds, furthest } });

    private static async Task SendAsync(Browser learner, object body)
    {
        if (learner.Page.QuerySelector("[data-place]") is null) await learner.OpenAsync(Lesson);
        var token = learner.Page.QuerySelector("[data-place]")!.GetAttribute("data-token")!;
        var page = learner.SamePerson();
        await page.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve("/api/progress")) { Content = JsonContent.Create(body), Headers = { { "X-Antiforgery", token } } });
        Assert.Equal(HttpStatusCode.NoContent, page.Status);
    }

    private static Task<Browser> AnswerAsync(Browser browser, LessonQuestion question)
    {
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, browser.Resolve($"{Readers}?handler=Answer"))
        {
            Content = new FormUrlEncodedContent([new("QuestionId", question.Id.ToString()), new("Seen", "0"), new("Reply", "Нет"), new("__RequestVerificationToken", token)]),
        });
    }

    private static async Task<(int Seconds, int Furthest, DateTimeOffset FirstAt)> VisitAsync(AcademyApp academy)
    {
        var visit = await academy.QueryAsync(db => db.LessonVisits.AsNoTracking().SingleAsync());
        return (visit.Seconds, visit.Furthest, visit.FirstAt);
    }
}
