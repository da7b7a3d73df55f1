using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>Instructors at the queue and at the marker's desk; and what the learner is told.</summary>
public sealed class MarkingWorksTests
{
    private const string Course = "practice";
    private const string Plan = "/learn/practice/work/plan";
    private const string Report = "/learn/practice/work/report";
    private const string Reasons = "/learn/practice/work/reasons";
    private const string Queue = "/studio/marking";

    [Theory, OnEachDatabase]
    public async Task A_work_is_taken_marked_by_the_rubric_and_the_learner_reads_why(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Plan, "Улица Абая, до 1 мая, смета 2 млн");
        var marker = await academy.InstructorAsync();

        await marker.OpenAsync(Queue);
        Assert.Contains("Ждёт проверки: 1 работа", marker.Text);
        await marker.PressAsync("Взять на проверку");
        Assert.Contains("Работа у вас до 10:30", marker.Text);
        Assert.Contains("Улица Абая, до 1 мая", marker.Text);
        await marker.PressAsync("save", ("p.c1", "2"), ("c.c1", "Сроки есть"));
        Assert.Contains("Всего: 60 из 100", marker.Text);
        await marker.PressAsync("give", ("p.c2", "1"), ("Comment", "Добавьте итог сметы"));

        Assert.Contains("Проверка закончена", marker.Text);
        Assert.Contains("80 из 100", marker.Text);
        await learner.OpenAsync(Plan);
        Assert.Contains("Работа принята: 16 ноября 2026 года Итоговые баллы: 80 из 100", learner.Text);
        Assert.Contains("60 из 60", learner.Text);
        Assert.Contains("Сроки есть", learner.Text);
        Assert.Contains("Добавьте итог сметы", learner.Text);
        Assert.Equal([JournalAct.MarkGiven], await JournalAsync(academy));
        await learner.OpenAsync("/learn");
        Assert.Contains("Ваша работа оценена. Баллы: 80 / 100.", learner.Text);
        await marker.OpenAsync(Queue);
        Assert.Contains("Проверять нечего", marker.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_work_comes_back_with_a_comment_and_is_handed_in_again(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Plan, "Улица Абая");
        var marker = await academy.InstructorAsync();
        await TakeAsync(marker);

        await marker.PressAsync("return", ("c.c1", "Нет сроков"));
        Assert.Equal(HttpStatusCode.Conflict, marker.Status);
        Assert.Contains("Напишите комментарий", marker.Text);
        Assert.Contains("Нет сроков", marker.Page.QuerySelector("textarea[name='c.c1']")!.TextContent);
        await marker.PressAsync("return", ("Comment", "Добавьте сроки"));
        Assert.Contains("Работа возвращена на доработку", marker.Text);

        await learner.OpenAsync(Plan);
        Assert.Contains("Возвращено на доработку", learner.Text);
        Assert.Contains("Добавьте сроки", learner.Text);
        Assert.Equal("Улица Абая", learner.Page.QuerySelector("#Body")!.TextContent);
        await learner.PressAsync("submit", ("Body", "Улица Абая, до 1 мая"));
        await marker.OpenAsync(Queue);
        Assert.Contains("Отправленная работа, версия 2", marker.Text);
        await marker.PressAsync("Взять на проверку");
        Assert.Contains("Улица Абая, до 1 мая", marker.Text);
        Assert.Contains("Добавьте сроки", marker.Text);
        Assert.Equal([JournalAct.WorkReturned], await JournalAsync(academy));
    }

    [Theory, OnEachDatabase]
    public async Task Of_two_markers_who_press_at_once_one_has_the_work_and_the_other_is_told(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await HandedInAsync(academy, Plan, "готово");
        var markers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => academy.InstructorAsync()));
        foreach (var marker in markers) await marker.OpenAsync(Queue);

        await Task.WhenAll(markers.Select(marker => marker.PressAsync("Взять на проверку")));

        Assert.Single(markers, marker => marker.Status == HttpStatusCode.OK);
        Assert.Equal(5, markers.Count(marker => marker.Status == HttpStatusCode.Conflict && marker.Text.Contains("Эту работу сейчас проверяет другой человек", StringComparison.Ordinal)));
        Assert.Equal(1, await academy.QueryAsync(db => db.Set<Mark>().CountAsync()));
        var late = markers.First(marker => marker.Status == HttpStatusCode.Conflict);
        await late.OpenAsync(Queue);
        Assert.Matches("Проверяет: Оспанова Гүлнар [0-9]+, до 10:30", late.Text);
    }

    [Theory, OnEachDatabase]
    public async Task After_half_an_hour_another_takes_over_and_the_first_loses_no_words(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await HandedInAsync(academy, Plan, "готово");
        var (slow, fresh) = (await academy.InstructorAsync(), await academy.InstructorAsync());
        await TakeAsync(slow);
        academy.Clock.Advance(TimeSpan.FromMinutes(30));

        await TakeAsync(fresh);
        await slow.PressAsync("give", ("p.c1", "2"), ("p.c2", "2"), ("Comment", "Отличная работа"));

        Assert.Equal(HttpStatusCode.Conflict, slow.Status);
        Assert.Contains("работу взял другой", slow.Text);
        Assert.Contains("Отличная работа", slow.Text);
        Assert.Equal([JournalAct.MarkingTakenOver], await JournalAsync(academy));
        await fresh.PressAsync("give", ("p.c1", "1"), ("p.c2", "0"));
        Assert.Contains("30 из 100", fresh.Text);
    }

    [Theory, OnEachDatabase]
    public async Task The_later_of_a_markers_two_windows_is_shown_both_and_overwrites_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await HandedInAsync(academy, Plan, "готово");
        var first = await academy.InstructorAsync();
        await TakeAsync(first);
        using var second = first.SamePerson();
        await second.OpenAsync(first.Path);
        await first.PressAsync("save", ("p.c1", "2"), ("Comment", "из первого окна"));

        await second.PressAsync("give", ("p.c1", "0"), ("p.c2", "0"), ("Comment", "из второго окна"));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("из первого окна", second.Text);
        Assert.Equal("из второго окна", second.Page.QuerySelector("#Comment")!.TextContent);
        Assert.Equal("из первого окна", (await academy.QueryAsync(db => db.Set<Mark>().SingleAsync())).Comment);
        await second.PressAsync("save", ("Comment", "из обоих"));
        Assert.Equal("из обоих", (await academy.QueryAsync(db => db.Set<Mark>().SingleAsync())).Comment);
    }

    [Theory, OnEachDatabase]
    public async Task The_second_marker_sees_nothing_of_the_first_and_near_marks_make_their_mean(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Report, "Отчёт");
        var (one, two) = (await academy.InstructorAsync(), await academy.InstructorAsync());
        await TakeAsync(one);
        await one.PressAsync("give", ("p.points", "8"), ("Comment", "Коротко и ясно"));
        Assert.DoesNotContain("Проверка закончена", one.Text);
        await one.OpenAsync(Queue);
        Assert.Contains("Проверять нечего", one.Text);

        await two.OpenAsync(Queue);
        Assert.Contains("Два проверяющих, готово: 1", two.Text);
        await two.PressAsync("Взять на проверку");
        Assert.DoesNotContain("Коротко и ясно", two.Text);
        await two.PressAsync("give", ("p.points", "7,55"));

        Assert.Contains("Проверка закончена", two.Text);
        await learner.OpenAsync(Report);
        Assert.Contains("Итоговые баллы: 7,78 из 10", learner.Text);
        Assert.Contains("Коротко и ясно", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Marks_too_far_apart_are_proposed_by_one_and_agreed_to_by_the_other(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Report, "Отчёт");
        var (one, two) = (await academy.InstructorAsync(), await academy.InstructorAsync());
        await GiveAsync(one, "9");
        await GiveAsync(two, "5");
        Assert.Contains("Два проверяющих поставили разные баллы", two.Text);
        Assert.Contains("Разница: 4", two.Text);
        await learner.OpenAsync(Report);
        Assert.DoesNotContain("Итоговые баллы", learner.Text);

        await two.PressAsync("take");
        await two.PressAsync("give", ("p.points", "8"), ("Comment", "Вывод всё же есть"));
        Assert.Null(two.Page.QuerySelector("#agree"));
        await one.OpenAsync(Queue);
        Assert.Contains("Баллы расходятся", one.Text);
        await one.FollowAsync("Отчёт перед сходом");
        Assert.Contains("Вывод всё же есть", one.Text);
        await one.PressAsync("agree");

        Assert.Contains("Проверка закончена", one.Text);
        Assert.Equal([JournalAct.MarkGiven, JournalAct.MarkGiven, JournalAct.MarkProposed, JournalAct.MarkSettled], await JournalAsync(academy));
        await learner.OpenAsync(Report);
        Assert.Contains("Итоговые баллы: 8 из 10", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_appeal_is_answered_by_another_and_never_lowers_the_points(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Plan, "Смета на третьей странице");
        var (one, two) = (await academy.InstructorAsync(), await academy.InstructorAsync());
        await TakeAsync(one);
        await one.PressAsync("give", ("p.c1", "2"), ("p.c2", "1"));
        var page = one.Path;
        await learner.OpenAsync(Plan);
        await learner.FollowAsync("Подать апелляцию");
        await learner.PressAsync("appeal", ("Reason", " "));
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        await learner.PressAsync("appeal", ("Reason", "Итог сметы есть"));
        Assert.Contains("Ваша апелляция", learner.Text);
        Assert.DoesNotContain("Подать апелляцию", learner.Text);

        await one.OpenAsync(page);
        Assert.Contains("На апелляцию отвечает тот, кто эту работу не проверял", one.Text);
        Assert.Null(one.Page.QuerySelector("#take"));
        await TakeAsync(two);
        Assert.Contains("Итог сметы есть", two.Text);
        await two.PressAsync("give", ("p.c2", "0"), ("Comment", "Нет"));
        Assert.Equal(HttpStatusCode.Conflict, two.Status);
        Assert.Contains("По апелляции баллы не снижаются", two.Text);
        await two.PressAsync("give", ("p.c2", "2"), ("Comment", "Верно, итог есть"));

        await learner.OpenAsync(Plan);
        Assert.Contains("Итоговые баллы: 100 из 100", learner.Text);
        Assert.Contains("Верно, итог есть", learner.Text);
        Assert.Equal([JournalAct.MarkGiven, JournalAct.MarkAppealed, JournalAct.AppealAnswered], await JournalAsync(academy));
        Assert.Equal(100m, (await academy.QueryAsync(db => db.Works.SingleAsync())).Points);
    }

    [Theory, OnEachDatabase]
    public async Task An_open_answer_of_a_quiz_goes_through_the_same_queue_and_then_the_result_stands(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Reasons);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "0"));
        await learner.PressAsync("next", ("a", "Так сказано в законе"));
        await learner.PressAsync("submit");
        var result = learner.Path;
        Assert.Contains("Ждёт проверки преподавателя", learner.Text);
        Assert.DoesNotContain("Тест пройден", learner.Text);
        Assert.DoesNotContain("Проходной балл не набран", learner.Text);
        await learner.OpenAsync(Reasons);
        Assert.Contains("На проверке", learner.Text);

        var marker = await academy.InstructorAsync();
        await TakeAsync(marker);
        Assert.Contains("Так сказано в законе", marker.Text);
        Assert.Null(marker.Page.QuerySelector("#return"));
        await marker.PressAsync("give", ("p.why.c1", "1"), ("p.why.c2", "1"), ("c.why.c2", "Верно"), ("Comment", "Хорошо"));

        await learner.OpenAsync(result);
        Assert.Contains("Тест пройден", learner.Text);
        Assert.Contains("Баллы: 5 из 5", learner.Text);
        Assert.Contains("Верно", learner.Text);
        Assert.Contains("Хорошо", learner.Text);
        Assert.True((await academy.QueryAsync(db => db.Attempts.SingleAsync())).Passed);
    }

    [Theory, OnEachDatabase]
    public async Task While_an_open_answer_waits_for_its_marker_no_second_attempt_starts_and_the_page_says_why(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Reasons);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "0"));
        await learner.PressAsync("next", ("a", "Так сказано в законе"));
        await learner.PressAsync("submit");

        await learner.OpenAsync(Reasons);
        Assert.Contains("Ваша прошлая попытка ждёт проверки преподавателя", learner.Text);
        Assert.Null(learner.Page.QuerySelector("#start"));
        await learner.OpenAsync("/account/profile");
        await Sitting.PostAsync(learner, $"{Reasons}?handler=Start");
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("Следующую можно начать, когда будет её результат", learner.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Attempts.CountAsync()));

        var marker = await academy.InstructorAsync();
        await TakeAsync(marker);
        await marker.PressAsync("give", ("p.why.c1", "0"), ("p.why.c2", "0"));
        await learner.OpenAsync(Reasons);
        await learner.PressAsync("start");
        Assert.Equal(2, await academy.QueryAsync(db => db.Attempts.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task The_course_is_complete_only_when_the_last_work_is_accepted(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Plan, "готово");
        await learner.OpenAsync(Report);
        await learner.PressAsync("submit", ("Body", "готово"));
        await learner.OpenAsync(Reasons);
        await learner.PressAsync("start");
        await learner.PressAsync("next", ("a", "0"));
        await learner.PressAsync("next", ("a", "Потому что"));
        await learner.PressAsync("submit");
        var (one, two) = (await academy.InstructorAsync(), await academy.InstructorAsync());
        await TakeAsync(one, "План");
        await one.PressAsync("give", ("p.c1", "0"), ("p.c2", "0"));
        await GiveAsync(one, "10");
        await GiveAsync(two, "10");
        Assert.Null((await academy.QueryAsync(db => db.Enrolments.SingleAsync())).CompletedAt);

        await TakeAsync(one);
        await one.PressAsync("give", ("p.why.c1", "1"), ("p.why.c2", "1"));

        Assert.Equal(academy.Clock.GetUtcNow(), (await academy.QueryAsync(db => db.Enrolments.SingleAsync())).CompletedAt);
        await learner.OpenAsync($"/learn/{Course}");
        Assert.Contains("Курс завершён", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_instructor_who_learns_never_marks_their_own_work(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var both = await academy.InstructorAsync();
        await both.OpenAsync($"/courses/{Course}");
        await both.PressAsync("enrol");
        await both.OpenAsync(Plan);
        await both.PressAsync("submit", ("Body", "готово"));
        var marking = await academy.QueryAsync(db => db.Markings.Select(one => one.Id).SingleAsync());

        await both.OpenAsync(Queue);
        Assert.Contains("Проверять нечего", both.Text);
        await both.OpenAsync($"{Queue}/{marking}");
        Assert.Contains("Свою работу проверять нельзя", both.Text);
        Assert.Null(both.Page.QuerySelector("#take"));
        await PostAsync(both, $"/ru{Queue}/{marking}?handler=Take");

        Assert.Equal(HttpStatusCode.Conflict, both.Status);
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<Mark>().CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Forged_points_change_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await HandedInAsync(academy, Report, "готово");
        var marker = await academy.InstructorAsync();
        await TakeAsync(marker);

        foreach (var points in (string[])["10.01", "-1", "1e2", "NaN", "abc", "99999999999999999999999999999999999999", "1.005"])
        {
            await marker.PressAsync("give", ("p.points", points));
            Assert.Contains(marker.Status, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.Conflict]);
        }

        Assert.Null((await academy.QueryAsync(db => db.Set<Mark>().SingleAsync())).GivenAt);
        Assert.Equal(HttpStatusCode.NotFound, (await marker.OpenAsync($"{Queue}/{Guid.NewGuid()}")).Status);
    }

    [Theory, OnEachDatabase]
    public async Task Anothers_appeal_is_not_found(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await HandedInAsync(academy, Plan, "готово");
        var marker = await academy.InstructorAsync();
        await TakeAsync(marker);
        await marker.PressAsync("give", ("p.c1", "0"), ("p.c2", "0"));
        var marking = await academy.QueryAsync(db => db.Markings.Select(one => one.Id).SingleAsync());

        var other = await academy.EnrolledLearnerAsync(Course);

        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"/learn/appeals/{marking}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await marker.OpenAsync($"/learn/appeals/{marking}")).Status);
    }

    [Theory, OnEachDatabase]
    public async Task The_queue_is_by_course_and_item_the_oldest_first_and_fifty_on_a_page(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await HandedInAsync(academy, Plan, "первая");
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await learner.OpenAsync(Report);
        await learner.PressAsync("submit", ("Body", "вторая"));
        await academy.QueryAsync(async db =>
        {
            var (enrolment, plan) = (await db.Enrolments.SingleAsync(), await db.Markings.SingleAsync(one => one.ItemPath == "work/plan"));
            for (var number = 0; number < 50; number++)
            {
                var account = new Account { Id = Guid.NewGuid(), UserName = $"many{number}", FullName = $"Многие {number}", CreatedAt = academy.Clock.GetUtcNow() };
                db.Users.Add(account);
                var course = await Shelf(academy, enrolment.EditionId);
                var another = new Enrolment(account.Id, course, enrolment.EditionId, academy.Clock.GetUtcNow());
                var item = course.Find("work/plan")!;
                var work = another.BeginWork(item, academy.Clock.GetUtcNow());
                work.SaveDraft("готово", 0, academy.Clock.GetUtcNow());
                db.Enrolments.Add(another);
                db.Markings.Add(new Marking(another, work, work.Submit(academy.Clock.GetUtcNow().AddMinutes(1)), 1, MarkScheme.Of(item), academy.Clock.GetUtcNow()));
            }
            return await db.SaveChangesAsync();
        });
        var marker = await academy.InstructorAsync();

        await marker.OpenAsync(Queue);
        Assert.Equal(50, marker.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("План ремонта дороги", marker.Page.QuerySelectorAll("tbody tr")[0].TextContent);
        Assert.Contains("Отчёт перед сходом", marker.Page.QuerySelectorAll("tbody tr")[1].TextContent);
        await marker.OpenAsync($"{Queue}?p=2");
        Assert.Equal(2, marker.Page.QuerySelectorAll("tbody tr").Length);
        await marker.OpenAsync(Queue);
        await marker.PressAsync("filter", ("course", Course));
        await marker.PressAsync("filter", ("item", "work/report"));
        Assert.Contains("Ждёт проверки: 1 работа", marker.Text);
        Assert.Contains("Отчёт перед сходом", Assert.Single(marker.Page.QuerySelectorAll("tbody tr")).TextContent);
    }

    private static Task<Courseware.Course> Shelf(AcademyApp academy, Guid edition) =>
        academy.WithAsync(services => ((CourseShelf)services.GetService(typeof(CourseShelf))!).CourseAsync(edition));

    private static async Task<Browser> HandedInAsync(AcademyApp academy, string task, string text)
    {
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(task);
        await learner.PressAsync("submit", ("Body", text));
        return learner;
    }

    private static async Task TakeAsync(Browser marker, string? title = null)
    {
        await marker.OpenAsync(Queue);
        if (title is null)
        {
            await marker.FollowAsync(marker.Page.QuerySelector("tbody a")!.TextContent);
        }
        else
        {
            await marker.FollowAsync(title);
        }
        await marker.PressAsync("take");
    }

    private static async Task GiveAsync(Browser marker, string points)
    {
        await TakeAsync(marker, "Отчёт");
        await marker.PressAsync("give", ("p.points", points));
    }

    // Sorted: with a clock that stands still nothing else tells which entry came first.
    private static Task<List<JournalAct>> JournalAsync(AcademyApp academy) => academy.QueryAsync(async db =>
    {
        JournalAct[] acts = [JournalAct.MarkGiven, JournalAct.WorkReturned, JournalAct.MarkProposed, JournalAct.MarkSettled, JournalAct.MarkAppealed, JournalAct.AppealAnswered, JournalAct.MarkingTakenOver];
        return (await db.Journal.Where(entry => acts.Contains(entry.Act)).Select(entry => entry.Act).ToListAsync()).Order().ToList();
    });

    private static Task<Browser> PostAsync(Browser browser, string address)
    {
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, browser.Resolve(address)) { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) });
    }
}
