using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>An instructor, or staff, finds a learner and gives them more than the quiz's rules do.</summary>
public sealed class AccommodationPageTests
{
    private const string Exam = "/learn/welcome/final/exam";
    private const string Reason = "Справка о лечении, предъявлена лично";

    [Theory, OnEachDatabase]
    public async Task A_learner_is_found_by_name_given_more_and_sees_what(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await EnrolAsync(academy, "Ақбота Сәуле Қайратқызы");
        await EnrolAsync(academy, "Иванов Пётр");
        var staff = await academy.StaffAsync();

        await staff.OpenAsync("/office");
        await staff.FollowAsync("Слушатели");
        await staff.FollowAsync("Введение");
        await staff.OpenAsync($"{staff.Path}?q=сауле");
        Assert.Contains("Найдено: 1", staff.Text);
        Assert.DoesNotContain("Иванов", staff.Text);
        await staff.FollowAsync("Ақбота");
        await staff.PressAsync("give", ("QuizPath", "final/exam"), ("Minutes", "20"), ("Attempts", "1"), ("Reason", Reason));

        Assert.Contains("Индивидуальные условия даны.", staff.Text);
        Assert.Contains(Reason, staff.Text);
        await learner.OpenAsync(Exam);
        Assert.Contains("Вам дано дополнительно", learner.Text);
        Assert.Contains("дополнительное время: 20 минут", learner.Text);
        Assert.Contains("40 минут", learner.Text);
        Assert.Contains("осталось 3 из 3", learner.Text);
        Assert.DoesNotContain(Reason, learner.Text);
        var entry = await academy.QueryAsync(db => db.Journal.SingleAsync(one => one.Act == JournalAct.AccommodationGiven));
        Assert.DoesNotContain("Ақбота", entry.Subject, StringComparison.Ordinal);
        await learner.OpenAsync("/learn");
        Assert.Contains("Вам предоставлены особые условия для этого теста.", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Extra_time_reaches_a_running_attempt_and_a_withdrawal_does_not_shorten_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await EnrolAsync(academy, "Ақбота Сәуле");
        var sitting = await Sitting.StartAsync(learner, Exam);
        Assert.Contains("до 10:20", learner.Text);
        var instructor = await OpenLearnerAsync(academy);

        await instructor.PressAsync("give", ("QuizPath", "final/exam"), ("Minutes", "15"), ("Reason", Reason));
        await learner.OpenAsync($"/attempts/{sitting.Id}?q=1");
        Assert.Contains("до 10:35", learner.Text);
        await instructor.PressAsync("withdraw");
        Assert.Contains("Индивидуальные условия отозваны.", instructor.Text);
        Assert.Contains("отозвано", instructor.Text);

        await learner.OpenAsync($"/attempts/{sitting.Id}?q=1");
        Assert.Contains("до 10:35", learner.Text);
        await sitting.SubmitAsync();
        await learner.OpenAsync(Exam);
        Assert.DoesNotContain("Вам дано дополнительно", learner.Text);
        await instructor.OpenAsync(instructor.Path);
        Assert.Contains((await academy.QueryAsync(db => db.Attempts.SingleAsync())).Receipt!, instructor.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(one => one.Act == JournalAct.AccommodationWithdrawn)));
    }

    [Theory, OnEachDatabase]
    public async Task Other_dates_let_one_person_in_after_the_closing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", "time_limit: 20m", "time_limit: 20m, closes: 2026-11-16T10:30"));
        var learner = await EnrolAsync(academy, "Ақбота Сәуле");
        academy.Clock.Advance(TimeSpan.FromHours(1));
        var instructor = await OpenLearnerAsync(academy);

        await instructor.PressAsync("give", ("QuizPath", "final/exam"), ("Closes", "2026-11-17T18:00"), ("Reason", Reason));

        await learner.OpenAsync(Exam);
        Assert.Contains("закроется: 17 ноября 2026 года, 18:00", learner.Text);
        await learner.PressAsync("start");
        Assert.Contains("Вопрос 1 из 3", learner.Text);
    }

    [Theory]
    [InlineData("", "", "", Reason, "Укажите дополнительное время")]
    [InlineData("20", "", "", "просил", "Укажите причину полностью")]
    [InlineData("двадцать", "", "", Reason, "Напишите целое число от 0 до 1440.")]
    [InlineData("1441", "", "", Reason, "Напишите целое число от 0 до 1440.")]
    [InlineData("-5", "", "", Reason, "Напишите целое число от 0 до 1440.")]
    [InlineData("", "101", "", Reason, "Напишите целое число от 0 до 100.")]
    [InlineData("", "", "завтра", Reason, "Напишите дату и время так: 01.12.2026 09:00.")]
    public async Task What_cannot_be_given_is_said_at_its_field_and_nothing_is_kept(string minutes, string attempts, string closes, string reason, string said)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await EnrolAsync(academy, "Ақбота Сәуле");
        var instructor = await OpenLearnerAsync(academy);

        await instructor.PressAsync("give", ("QuizPath", "final/exam"), ("Minutes", minutes), ("Attempts", attempts), ("Closes", closes), ("Reason", reason));

        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains(said, instructor.Page.QuerySelector(".err-t")!.TextContent);
        Assert.Equal(minutes, instructor.Page.QuerySelector("#Minutes")!.GetAttribute("value") ?? "");
        Assert.Equal(0, await academy.QueryAsync(db => db.Accommodations.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Two_who_give_at_once_leave_one_latest(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await EnrolAsync(academy, "Ақбота Сәуле");
        var pages = new[] { await OpenLearnerAsync(academy), await OpenLearnerAsync(academy), await OpenLearnerAsync(academy) };

        await Task.WhenAll(pages.Select((page, place) => page.PressAsync("give", ("QuizPath", "final/exam"), ("Minutes", $"{place + 5}"), ("Reason", Reason))));

        Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.Status));
        Assert.Equal([1, 2, 3], await academy.QueryAsync(db => db.Accommodations.OrderBy(one => one.Number).Select(one => one.Number).ToListAsync()));
        await pages[0].OpenAsync(pages[0].Path);
        Assert.Single(pages[0].Page.QuerySelectorAll("#withdraw"));
    }

    [Fact]
    public async Task A_list_of_many_comes_in_fifties_and_a_learner_of_another_course_is_not_found()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await academy.QueryAsync(async db =>
        {
            var edition = await db.Editions.SingleAsync(one => one.CourseSlug == AcademyApp.Course);
            var taught = await academy.Services.GetRequiredService<CourseShelf>().CourseAsync(edition.Id);
            for (var person = 0; person < 60; person++)
            {
                var account = new Account { Id = Guid.CreateVersion7(), UserName = $"p{person}", NormalizedUserName = $"P{person}", FullName = $"Серік {person:00}" };
                db.AddRange(account, new Enrolment(account.Id, taught, edition.Id, academy.Clock.GetUtcNow()));
            }
            return await db.SaveChangesAsync();
        });
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync("/studio/courses/welcome/learners");
        Assert.Equal(50, instructor.Page.QuerySelectorAll("tbody tr").Length);
        await instructor.OpenAsync("/studio/courses/welcome/learners?p=2");
        Assert.Equal(10, instructor.Page.QuerySelectorAll("tbody tr").Length);

        var someone = await academy.QueryAsync(db => db.Enrolments.Select(one => one.Id).FirstAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await instructor.OpenAsync($"/studio/courses/other/learners/{someone}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await instructor.OpenAsync("/studio/courses/other/learners")).Status);
    }

    private static async Task<Browser> EnrolAsync(AcademyApp academy, string name)
    {
        var learner = await academy.SignInAsync(await academy.AddAccountAsync(name), "ru");
        await learner.OpenAsync("/courses/welcome");
        await learner.PressAsync("enrol");
        return learner;
    }

    private static async Task<Browser> OpenLearnerAsync(AcademyApp academy)
    {
        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync("/studio/courses/welcome");
        await instructor.FollowAsync("Слушатели");
        return await instructor.FollowAsync("Ақбота");
    }
}
