using System.Net;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>An instructor puts a key right or withdraws a question of an edition that people have sat.</summary>
public sealed class RulingTests
{
    private const string Check = "/learn/welcome/start/check";
    private const string Term = "/studio/courses/welcome/rulings/start/check/term";
    private const string Why = "Срок полномочий изменён законом";

    [Theory, OnEachDatabase]
    public async Task A_key_is_put_right_the_site_shows_first_who_is_concerned_and_nobody_loses_a_pass(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var failed = await SitAsync(academy, term: "1", quorum: "10");
        Assert.Contains("Проходной балл не набран", failed.Text);
        var passed = await SitAsync(academy, term: "0", quorum: "12");
        Assert.Contains("Тест пройден", passed.Text);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync(Term);
        await instructor.PressAsync("preview", ("kind", "NewKey"), ("right", "1"));

        Assert.Equal(HttpStatusCode.OK, instructor.Status);
        Assert.Contains("вырастет: 1, снизится: 1", instructor.Text);
        Assert.Contains("1 из 3, 33 % 3 из 3, 100 % теперь пройдено", Plain(instructor.Text));
        Assert.Contains("2 из 3, 66 % 0 из 3, 0 % зачёт остаётся", Plain(instructor.Text));
        Assert.Equal(0, await academy.QueryAsync(db => db.Rulings.CountAsync()));

        await instructor.PressAsync("apply", ("Reason", "коротко"));
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        await instructor.PressAsync("apply", ("Reason", Why));

        Assert.Contains("все результаты пересчитаны", instructor.Text);
        Assert.Contains(Why, instructor.Text);
        Assert.Contains("1 из 3, 33 % 3 из 3, 100 % теперь пройдено", Plain(instructor.Text));
        Assert.Contains("2 из 3, 66 % 0 из 3, 0 % зачёт остаётся", Plain(instructor.Text));

        await failed.OpenAsync(failed.Path);
        Assert.Contains("Тест пройден", failed.Text);
        Assert.Contains("Баллы: 3 из 3", failed.Text);
        Assert.Contains("Первоначальный результат: 1 из 3", failed.Text);
        await failed.OpenAsync("/learn");
        Assert.Contains("Теперь тест засчитан как пройденный. Новый результат: 100 %", Plain(failed.Text));
        await passed.OpenAsync(passed.Path);
        Assert.Contains("Тест пройден", passed.Text);
        Assert.Contains("Баллы: 0 из 3", passed.Text);
        await passed.OpenAsync("/learn");
        Assert.Contains("ваш результат пересчитан. Новый результат: 0 %", Plain(passed.Text));
        Assert.Equal("welcome 1 1", await academy.QueryAsync(db => db.Journal.Where(entry => entry.Act == JournalAct.QuestionRuled).Select(entry => entry.Subject).SingleAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_ruling_is_taken_back_points_return_and_what_was_passed_stays_passed(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await SitAsync(academy, term: "1", quorum: "10");
        var result = learner.Path;
        var instructor = await academy.InstructorAsync();
        await RuleAsync(instructor, ("kind", "NewKey"), ("right", "1"));

        await instructor.FollowAsync("Отменить решение");
        Assert.Contains("3 из 3, 100 % 1 из 3, 33 % зачёт остаётся", Plain(instructor.Text));
        await instructor.PressAsync("apply", ("Reason", "Ошиблись: ключ был верным"));

        await learner.OpenAsync(result);
        Assert.Contains("Тест пройден", learner.Text);
        Assert.Contains("Баллы: 1 из 3", learner.Text);
        Assert.Equal([(1m, false), (3m, true)], (await academy.QueryAsync(db => db.EarlierResults.OrderBy(one => one.ReplacedAt).ThenBy(one => one.Points).ToListAsync())).Select(one => (one.Points, one.Passed)));
        await instructor.OpenAsync(Term);
        await instructor.PressAsync("preview", ("kind", "NewKey"), ("right", "0"));
        Assert.Contains("Ничего не изменится", instructor.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_withdrawn_question_counts_for_nothing_is_named_on_the_result_and_is_never_drawn_again(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var running = await academy.EnrolledLearnerAsync();
        await running.OpenAsync(Check);
        await running.PressAsync("start");
        await running.PressAsync("next", ("a", "1"));
        var instructor = await academy.InstructorAsync();

        await RuleAsync(instructor, ("kind", "Withdrawn"));

        // On a running attempt the question stays where it was, with its answer.
        await running.PressAsync("next", ("a", "10"));
        Assert.Contains("Есть ответ на вопросы: 2 из 2", running.Text);
        await running.PressAsync("submit");
        Assert.Contains("Баллы: 1 из 1", running.Text);
        Assert.Contains("исключены и не учитываются: 1.", running.Text);

        var next = await academy.EnrolledLearnerAsync();
        await next.OpenAsync(Check);
        await next.PressAsync("start");
        Assert.Contains("Вопрос 1 из 1", next.Text);
        Assert.Contains("Какой процент нужен для кворума?", next.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Who_passes_by_a_ruling_has_completed_the_course_and_waits_for_a_certificate(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (account, wrong) = await SitExamAsync(academy);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync($"/studio/courses/welcome/rulings/final/exam/{wrong}");
        await instructor.PressAsync("preview", ("kind", "Withdrawn"));
        Assert.Contains("курс завершится, можно выдать", instructor.Text);
        await instructor.PressAsync("apply", ("Reason", Why));

        var enrolment = await academy.QueryAsync(db => db.Enrolments.SingleAsync(one => one.AccountId == account));
        Assert.Equal(academy.Clock.GetUtcNow(), enrolment.CompletedAt);
        Assert.Equal(1, await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().Waiting.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_regrade_that_was_broken_off_goes_on_and_does_nothing_twice(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        for (var person = 0; person < 5; person++) await SitExamAsync(academy);
        var question = (await academy.QueryAsync(db => db.Attempts.OrderBy(one => one.Id).FirstAsync())).Paper.Questions[0].Id;
        var by = await academy.AddAccountAsync(roles: Roles.Instructor);

        var left = await academy.WithAsync(async services =>
        {
            var desk = services.GetRequiredService<RegradeDesk>();
            var ruling = Assert.Single((await desk.RuleAsync("welcome", [1], "final/exam", question, RulingKind.Withdrawn, null, Why, by.Id, CancellationToken.None))!);
            Assert.Equal(2, await desk.RegradeAsync(ruling, 2, CancellationToken.None));
            return await desk.Waiting(ruling.EditionId, ruling.QuizPath, ruling.Number).CountAsync();
        });
        Assert.Equal(3, left);

        // Another process, later.
        for (var round = 0; round < 2; round++)
        {
            academy.Clock.Advance(RegradeDesk.StragglersUntil);
            await academy.WithAsync(async services =>
            {
                await services.GetRequiredService<RegradeDesk>().RegradeAllAsync(CancellationToken.None);
                return 0;
            });
        }

        var attempts = await academy.QueryAsync(db => db.Attempts.ToListAsync());
        Assert.All(attempts, attempt => Assert.Equal(1, attempt.RulingNumber));
        var asked = attempts.Count(attempt => attempt.Paper.Has(question));
        Assert.Equal(asked, await academy.QueryAsync(db => db.EarlierResults.CountAsync()));
        Assert.Equal(asked, await academy.QueryAsync(db => db.Notes.CountAsync()));
        Assert.NotNull((await academy.QueryAsync(db => db.Rulings.SingleAsync())).SettledAt);
    }

    [Theory, OnEachDatabase]
    public async Task Another_node_sees_a_ruling_within_a_second_and_at_once_where_it_draws_or_grades(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var other = new CourseShelf(academy.Services.GetRequiredService<IServiceScopeFactory>(), academy.Clock);
        var edition = (await academy.QueryAsync(db => db.Editions.SingleAsync(one => one.CourseSlug == "welcome"))).Id;
        bool IsWithdrawn(Course course) => ((Quiz)course.Find("start/check")!).Find("term")!.IsWithdrawn;
        Assert.False(IsWithdrawn(await other.CourseAsync(edition)));

        await RuleAsync(await academy.InstructorAsync(), ("kind", "Withdrawn"));

        Assert.False(IsWithdrawn(await other.CourseAsync(edition)));
        Assert.True(IsWithdrawn(await other.CourseNowAsync(edition)));
        using var third = new CourseShelf(academy.Services.GetRequiredService<IServiceScopeFactory>(), academy.Clock);
        Assert.True(IsWithdrawn(await third.CourseAsync(edition)));
        await RuleAsync(await academy.InstructorAsync(), ("kind", "Restored"));
        Assert.True(IsWithdrawn(await third.CourseAsync(edition)));
        academy.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(IsWithdrawn(await third.CourseAsync(edition)));
    }

    // Within the second for which this node would still show the question as it was.
    [Theory, OnEachDatabase]
    public async Task Marks_given_right_after_a_ruling_on_another_node_count_under_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync("practice");
        await learner.OpenAsync("/learn/practice/work/reasons");
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "1"));
        await learner.PressAsync("next", ("a", "Так сказано в законе"));
        await learner.PressAsync("submit");
        var marker = await academy.InstructorAsync();
        await marker.OpenAsync("/studio/marking");
        await marker.PressAsync("Взять на проверку");
        var colleague = await academy.AddAccountAsync();
        using var other = new CourseShelf(academy.Services.GetRequiredService<IServiceScopeFactory>(), academy.Clock);
        var made = await academy.WithAsync(services => new RegradeDesk(services.GetRequiredService<AcademyDb>(), other, academy.Clock).RuleAsync(
            "practice", [1], "work/reasons", "budget", RulingKind.NewKey, new QuestionKey { Right = [1] }, Why, colleague.Id, CancellationToken.None));
        Assert.Equal(1, Assert.Single(made!).Number);

        await marker.PressAsync("give", ("p.why.c1", "1"), ("p.why.c2", "1"));

        var attempt = await academy.QueryAsync(db => db.Attempts.SingleAsync());
        Assert.Equal((1, 5m), (attempt.RulingNumber, attempt.Points));
    }

    [Theory, OnEachDatabase]
    public async Task The_same_question_of_another_edition_is_ruled_on_with_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var old = await SitAsync(academy, term: "1", quorum: "10");
        var result = old.Path;
        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync("/studio/import");
        await instructor.UploadAsync("import", "Package", "welcome.zip", Package.Of().With("start/akim.ru.md", "Аким", "Аким, то есть глава,").Zip());
        await instructor.PressAsync("publish-2");
        await SitAsync(academy, term: "1", quorum: "10");

        await instructor.OpenAsync(Term);
        Assert.Contains("Издание 1, 1 завершённая попытка", instructor.Text);
        await instructor.PressAsync("preview", ("kind", "NewKey"), ("right", "1"), ("also", "1"));
        Assert.Contains("Издания: 1, 2", instructor.Text);
        await instructor.PressAsync("apply", ("Reason", Why));

        Assert.Equal(2, await academy.QueryAsync(db => db.Rulings.CountAsync()));
        Assert.Equal(2, await academy.QueryAsync(db => db.Attempts.CountAsync(attempt => attempt.Passed == true)));
        await old.OpenAsync(result);
        Assert.Contains("Баллы: 3 из 3", old.Text);
    }

    [Fact]
    public async Task What_is_not_there_or_makes_no_sense_is_refused_in_words()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var instructor = await academy.InstructorAsync();

        foreach (var path in (string[])["/studio/courses/none/rulings/start/check/term", "/studio/courses/welcome/rulings/start/akim/term", "/studio/courses/welcome/rulings/start/check/none", $"{Term}?edition=7", $"/studio/courses/welcome/rulings/{Guid.NewGuid()}", "/studio/courses/none/rulings"])
            Assert.Equal(HttpStatusCode.NotFound, (await instructor.OpenAsync(path)).Status);
        await instructor.OpenAsync($"{Term}?kind=NewKey");
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Верный ответ указан не полностью", instructor.Text);
        await instructor.OpenAsync($"{Term}?kind=NewKey&right=7");
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        await instructor.OpenAsync("/studio/courses/welcome/rulings/start/check/quorum?kind=NewKey&least=12&most=10");
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        await instructor.OpenAsync("/studio/courses/welcome/rulings/final/exam/match?kind=NewKey");
        Assert.Contains("нельзя исправить ключ", instructor.Text);
    }

    private static async Task RuleAsync(Browser instructor, params (string, string)[] choice)
    {
        await instructor.OpenAsync(Term);
        await instructor.PressAsync("preview", choice);
        await instructor.PressAsync("apply", ("Reason", Why));
        Assert.Contains("все результаты пересчитаны", instructor.Text);
    }

    private static async Task<Browser> SitAsync(AcademyApp academy, string term, string quorum)
    {
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", term));
        await learner.PressAsync("next", ("a", quorum));
        await learner.PressAsync("submit");
        return learner;
    }

    // Somebody who has read everything and answered two of the exam's three questions: 66 of the 70 percent.
    private static async Task<(Guid Account, string Wrong)> SitExamAsync(AcademyApp academy)
    {
        var account = await academy.AddAccountAsync();
        return await academy.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, "welcome", CancellationToken.None))!;
            var (now, quiz) = (academy.Clock.GetUtcNow(), (Quiz)edition.Course.Find("final/exam")!);
            var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
            foreach (var lesson in edition.Course.Lessons) enrolment.FinishLesson(lesson, now);
            var attempt = enrolment.StartAttempt(quiz, seed: 1, now);
            var questions = attempt.Paper.QuestionsOf(quiz);
            foreach (var question in questions.Skip(1)) attempt.Save(question, RightAnswers.To(question), new SentAnswer(1, Flagged: false), now);
            attempt.Submit(quiz, now);
            Assert.False(attempt.Passed);
            db.Enrolments.Add(enrolment);
            await db.SaveChangesAsync();
            return (account.Id, questions[0].Id);
        });
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
