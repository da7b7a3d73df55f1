using System.Net;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A correction reaches who is learning and moves nothing under them; a new edition waits until they move themselves.</summary>
public sealed class CorrectionTests
{
    private const string Check = "/learn/welcome/start/check";
    private const string OldWords = "Аким отвечает перед маслихатом.";
    private const string NewWords = "Аким отчитывается перед маслихатом.";
    private const string OldQuestion = "На сколько лет избирают акима? {#term points=2";
    private const string NewQuestion = "На какой срок, на сколько лет избирают акима? {#term points=2";

    [Theory, OnEachDatabase]
    public async Task A_correction_keeps_place_paper_certificate_and_rulings(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (finished, finishedId) = await academy.GraduateAsync();
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");
        await learner.PressAsync("done");
        var running = await Sitting.StartAsync(learner, Check);
        var author = await academy.AuthorAsync();
        await academy.NeedNobodyAsync(author);
        await author.OpenAsync("/studio/courses/welcome/rulings/start/check/quorum");
        await author.PressAsync("preview", ("kind", "Withdrawn"));
        await author.PressAsync("apply", ("Reason", "Норма о кворуме утратила силу"));
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        await academy.WriteAsync("start/check.quiz.ru.md", OldQuestion, NewQuestion);

        await author.PublishDraftAsync("Correction");

        Assert.Equal("/ru/studio/courses/welcome?published=2", author.Path);
        await learner.OpenAsync("/learn/welcome");
        Assert.Contains("Пройдено уроков: 1 из 2", learner.Text);
        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains(NewWords, learner.Text);
        // The paper that was begun asks in its own words, also after it is handed in; the next one in the corrected ones.
        await learner.OpenAsync($"/attempts/{running.Id}");
        Assert.DoesNotContain("На какой срок", learner.Text);
        Assert.Contains("На сколько лет избирают акима?", learner.Text);
        await running.SaveAsync("term", new { value = "1", seq = 1 });
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        await running.SubmitAsync();
        await learner.OpenAsync($"/attempts/{running.Id}/result");
        Assert.Contains("Баллы: 0 из 2", learner.Text);
        Assert.DoesNotContain("На какой срок", learner.Text);
        // The ruling holds for who begins now.
        var next = await Sitting.StartAsync(learner, Check);
        Assert.Contains("На какой срок", learner.Text);
        Assert.Equal(["term"], (await academy.QueryAsync(db => db.Attempts.AsNoTracking().SingleAsync(one => one.Id == next.Id))).Paper.Questions.Select(question => question.Id));

        // Who has finished keeps the edition, and gets the certificate of it.
        Assert.Equal(1, await EditionOfAsync(academy, finishedId));
        await finished.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains(OldWords, finished.Text);
        await finished.OpenAsync("/learn/welcome");
        Assert.Contains("Текст курса исправлен", finished.Text);
        Assert.Null(finished.Page.QuerySelector("#move"));
        Assert.Contains("сертификат выдаётся за него", finished.Text);
        // Statistics of each edition count the papers drawn from it.
        await author.OpenAsync("/studio/courses/welcome/statistics/start/check?edition=1");
        Assert.Equal(HttpStatusCode.OK, author.Status);
        Assert.Equal((2, 1), await academy.QueryAsync(async db => (
            await db.Attempts.CountAsync(one => one.QuizPath == "start/check" && db.Editions.Any(edition => edition.Id == one.EditionId && edition.Number == 1)),
            await db.Attempts.CountAsync(one => one.QuizPath == "start/check" && db.Editions.Any(edition => edition.Id == one.EditionId && edition.Number == 2)))));

        // A ruling on the first edition still reaches its papers.
        await author.OpenAsync("/studio/courses/welcome/rulings/start/check/term?edition=1");
        await author.PressAsync("preview", ("kind", "NewKey"), ("right", "1"));
        await author.PressAsync("apply", ("Reason", "Срок изменён законом"));
        await learner.OpenAsync($"/attempts/{running.Id}/result");
        Assert.Contains("Тест пройден", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_new_edition_leaves_learners_where_they_are_until_they_move(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");
        await learner.PressAsync("done");
        var sitting = await Sitting.StartAsync(learner, Check);
        await sitting.SaveAsync("term", new { value = "0", seq = 1 });
        var author = await academy.AuthorAsync();
        await academy.NeedNobodyAsync(author);
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        foreach (var language in (string[])["ru", "kk"]) await academy.WriteAsync($"start/check.quiz.{language}.md", "{#quorum", "{#quorum-of-people");

        await author.PublishDraftAsync("Correction", "Попытка");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Опубликуйте это как новое издание", author.Text);
        await author.PublishDraftAsync("NewEdition", "Добавлен вопрос о кворуме");
        Assert.Equal("/ru/studio/courses/welcome?published=2", author.Path);

        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains(OldWords, learner.Text);
        Assert.DoesNotContain("Исправлено", learner.Text);
        await learner.OpenAsync("/learn/welcome");
        Assert.Contains("Вышло новое издание курса: 16 ноября 2026 года Добавлен вопрос о кворуме", Plain(learner.Text));
        Assert.Contains("сначала закончите начатый тест", learner.Text);
        await Sitting.PostAsync(learner, "/learn/welcome?handler=Move");
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        await sitting.SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        await learner.OpenAsync("/learn/welcome");
        await learner.PressAsync("move");

        Assert.Contains("Вы перешли на новое издание", learner.Text);
        Assert.Contains("Пройдено уроков: 1 из 2", learner.Text);
        Assert.DoesNotContain("Вышло новое издание", learner.Text);
        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains(NewWords, learner.Text);
        // The old paper is still shown as it was, though its question is in no quiz any more.
        await learner.OpenAsync($"/attempts/{sitting.Id}/result");
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        Assert.Contains("Какой процент нужен для кворума?", learner.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.LearnerMoved)));
        // A second press, or somebody who is not in the course, changes nothing.
        var before = await WhoSeesWhatTests.DigestAsync(academy);
        await Sitting.PostAsync(await learner.OpenAsync("/learn/welcome"), "/learn/welcome?handler=Move");
        var stranger = await academy.LearnerAsync();
        before = await WhoSeesWhatTests.DigestAsync(academy);
        await stranger.OpenAsync("/learn");
        await Sitting.PostAsync(stranger, "/learn/welcome?handler=Move");
        Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));
    }

    [Theory, OnEachDatabase]
    public async Task Two_authors_who_press_at_once_publish_once(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.EnrolledLearnerAsync();
        var author = await academy.AuthorAsync();
        var (other, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Author);
        await academy.NeedNobodyAsync(author);
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        foreach (var person in (Browser[])[author, other]) await person.OpenAsync("/studio/courses/welcome/publish");

        await Task.WhenAll(((Browser[])[author, other]).Select(person => person.PressAsync("publish", ("Kind", "Correction"), ("Kk", "Мәтін түзетілді"), ("Ru", "Исправлен текст"))));

        Assert.Equal(["/ru/studio/courses/welcome?published=2", "/ru/studio/courses/welcome?published=2"], [author.Path, other.Path]);
        Assert.Equal(2, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.EditionPublished && entry.ActorId != null)));
        Assert.Equal(0, await academy.QueryAsync(db => db.Enrolments.CountAsync(enrolment => db.Editions.Any(edition => edition.Id == enrolment.EditionId && edition.Number == 1 && edition.CourseSlug == "welcome"))));
    }

    [Theory, OnEachDatabase]
    public async Task The_second_correction_goes_on_from_the_first_and_lessons_name_the_last_one(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (learning, writing) = (await academy.AddAccountAsync(), await academy.AddAccountAsync(roles: Roles.Instructor));
        var learner = await academy.SignInAsync(learning, "ru");
        await learner.OpenAsync("/courses/welcome");
        await learner.PressAsync("enrol");
        var author = await academy.SignInAsync(writing, "ru");
        await author.OpenAsync("/studio/courses/welcome");
        await author.PressAsync("take-up");
        await academy.NeedNobodyAsync(author);
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        await author.PublishDraftAsync("Correction", "Уточнён глагол");
        academy.Clock.Advance(TimeSpan.FromDays(2));
        (learner, author) = (await academy.SignInAsync(learning, "ru"), await academy.SignInAsync(writing, "ru"));
        await academy.WriteAsync("start/maslikhat.ru.md", "Маслихат утверждает бюджет.", "Бюджет утверждает маслихат.");
        await author.PublishDraftAsync("Correction", "Порядок слов");
        Assert.Equal("/ru/studio/courses/welcome?published=3", author.Path);

        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains("Исправлено 16.11.2026. Уточнён глагол", learner.Text);
        await learner.OpenAsync("/learn/welcome/start/maslikhat");
        Assert.Contains("Исправлено 18.11.2026. Порядок слов", learner.Text);
        await learner.OpenAsync("/learn/welcome");
        Assert.Null(learner.Page.QuerySelector("#newer"));

        // Without a note in both languages, and back to words that an edition has already, nothing is published.
        await academy.WriteAsync("start/maslikhat.ru.md", "Бюджет утверждает маслихат.", "Маслихат утверждает бюджет.");
        await author.OpenAsync("/studio/courses/welcome/publish");
        await author.PressAsync("publish", ("Ru", "Как было"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("Напишите по-казахски, что изменилось", author.Text);
        Assert.Equal("Как было", author.Page.QuerySelector("#Ru")!.TextContent);
        await author.PressAsync("publish", ("Kk", "Бұрынғыдай"));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Точно такой текст уже есть: издание 2", author.Text);
    }

    private static Task<int> EditionOfAsync(AcademyApp academy, Guid enrolmentId) => academy.QueryAsync(db => db.Enrolments.Where(enrolment => enrolment.Id == enrolmentId)
        .Join(db.Editions, enrolment => enrolment.EditionId, edition => edition.Id, (_, edition) => edition.Number).SingleAsync());

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
