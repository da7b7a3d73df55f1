using System.Net;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>An exam's window, its clock and its paper, as a learner meets them. The clock stands at Monday, 16 November 2026, 10:00.</summary>
public sealed class ExamRulesTests
{
    private const string Exam = "/learn/welcome/final/exam";
    private const string Settings = "time_limit: 20m";

    [Theory, OnEachDatabase]
    public async Task Before_the_opening_the_page_says_from_when_and_a_start_is_refused(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", Settings, $"{Settings}, opens: 2026-11-16T12:00"));
        var learner = await academy.EnrolledLearnerAsync();

        await learner.OpenAsync(Exam);
        Assert.Contains("Тест ещё не открыт. Он откроется: 16 ноября 2026 года, 12:00.", learner.Text);
        Assert.Null(learner.Page.QuerySelector("#start"));
        await Sitting.PostAsync(learner, $"{Exam}?handler=Start");
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("Он откроется: 16 ноября 2026 года, 12:00.", learner.Text);

        academy.Clock.Advance(TimeSpan.FromHours(2));
        await Sitting.StartAsync(learner, Exam);
        Assert.Contains("Вопрос 1 из 3", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task After_the_closing_a_start_is_refused_and_a_day_closes_with_its_last_second(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", Settings, $"{Settings}, closes: 2026-11-16"));
        academy.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 16, 18, 59, 58, TimeSpan.Zero));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Exam);
        Assert.Contains("Закроется16 ноября 2026 года, 23:59", learner.Text);

        academy.Clock.Advance(TimeSpan.FromSeconds(1));
        await Sitting.PostAsync(learner, $"{Exam}?handler=Start");

        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Contains("Тест закрыт. Время закрытия: 16 ноября 2026 года, 23:59.", learner.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.Attempts.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task An_attempt_that_runs_into_the_closing_ends_there_and_the_start_page_said_so(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", Settings, $"{Settings}, closes: 2026-11-16T10:10"));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Exam);
        Assert.Contains("Тест закроется раньше, чем выйдет всё время: сдать его можно до 10:10.", learner.Text.Replace(". Сдать", ": сдать", StringComparison.Ordinal));

        var sitting = await Sitting.StartAsync(learner, Exam);
        Assert.Contains("до 10:10", learner.Text);
        academy.Clock.Advance(TimeSpan.FromMinutes(11));
        await SubmitOverdueAsync(academy);

        var attempt = await AttemptAsync(academy, sitting);
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 5, 10, 0, TimeSpan.Zero), attempt.SubmittedAt);
        Assert.Equal(attempt.Deadline, attempt.SubmittedAt);
    }

    [Theory, OnEachDatabase]
    public async Task A_broken_line_is_credited_up_to_the_grace_and_the_server_waits_for_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", Settings, $"{Settings}, grace: 2m").With("course.yml", "count: 3", "count: 5"));
        var learner = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(learner, Exam);
        var deadline = (await AttemptAsync(academy, sitting)).Deadline!.Value;

        academy.Clock.SetUtcNow(deadline.AddSeconds(90));
        await SubmitOverdueAsync(academy);
        await sitting.SaveAsync("quorum", new { value = "10", seq = 1, @base = 0, tab = "aaaaaaaaaaaaaaaa", at = Sitting.Time(deadline.AddSeconds(-1)) });
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        await sitting.SaveAsync("budget", new { value = "маслихат", seq = 1, @base = 0, tab = "aaaaaaaaaaaaaaaa", at = Sitting.Time(deadline.AddSeconds(1)) });
        Assert.Equal((HttpStatusCode.Conflict, "{}"), (learner.Status, System.Text.Encoding.UTF8.GetString(learner.Bytes)));
        await sitting.SaveAsync("budget", new { value = "маслихат", seq = 1 });
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);

        academy.Clock.SetUtcNow(deadline.AddSeconds(126));
        await SubmitOverdueAsync(academy);
        var attempt = await AttemptAsync(academy, sitting);
        Assert.Equal(deadline, attempt.SubmittedAt);
        Assert.Equal(["quorum"], attempt.Answers.Select(answer => answer.QuestionId));
        await sitting.SaveAsync("budget", new { value = "маслихат", seq = 1, at = Sitting.Time(deadline.AddSeconds(-1)) });
        Assert.Equal(attempt.Receipt, sitting.Told.GetProperty("receipt").GetString());
    }

    [Theory, OnEachDatabase]
    public async Task A_second_paper_asks_what_the_first_did_not(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", "count: 3", "count: 2").With("course.yml", "wait: 1h, ", ""));
        var learner = await academy.EnrolledLearnerAsync();
        var first = await Sitting.StartAsync(learner, Exam);
        await first.SubmitAsync();
        var second = await Sitting.StartAsync(learner, Exam);

        var asked = new[] { await AttemptAsync(academy, first), await AttemptAsync(academy, second) }.SelectMany(attempt => attempt.Paper.Questions);
        Assert.Equal(4, asked.Select(question => question.Id).Distinct().Count());
    }

    [Theory, OnEachDatabase]
    public async Task An_edition_published_during_an_attempt_moves_neither_paper_key_bar_nor_clock(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.PublishAsync(Package.Of().With("course.yml", "count: 3", "count: 5"));
        var learner = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(learner, Exam);
        var before = await AttemptAsync(academy, sitting);
        var shown = learner.Text;

        // The key of one question turned round, another one gone, a higher bar, half the time, a closed window, other words.
        var changed = Package.Of().With("course.yml", "pass: 70", "pass: 100").With("course.yml", Settings, "time_limit: 1m, closes: 2026-11-16T10:01").With("course.yml", "count: 3", "count: 4");
        foreach (var language in (string[])["kk", "ru"])
            changed = changed.With($"final/exam.quiz.{language}.md", "{#quorum tags=\"law\"}\n\n= 10", "{#quorum tags=\"law\"}\n\n= 50").With($"final/exam.quiz.{language}.md", "{#budget tags", "{#other-id tags");
        await academy.PublishAsync(changed);
        academy.Clock.Advance(TimeSpan.FromMinutes(5));
        await SubmitOverdueAsync(academy);

        await learner.OpenAsync($"/attempts/{sitting.Id}?q=1");
        Assert.Equal(shown.Split("Осталось")[0], learner.Text.Split("Осталось")[0]);
        foreach (var (question, value) in ((string, object)[])[("term", "0"), ("home", "1"), ("quorum", "10"), ("budget", "маслихат"), ("match", new[] { "0", "1" })])
            Assert.Equal(HttpStatusCode.OK, (await sitting.SaveAsync(question, new { value, seq = 1 })).Status);
        await sitting.SubmitAsync();

        var after = await AttemptAsync(academy, sitting);
        Assert.Equal((before.Paper, before.PassMark, before.Deadline, before.HandInAt), (after.Paper, after.PassMark, after.Deadline, after.HandInAt));
        Assert.Equal((5, 5, true), (after.Points, after.MaxPoints, after.Passed));
    }

    [Theory, OnEachDatabase]
    public async Task One_attempt_that_cannot_be_handed_in_does_not_stop_the_five_hundred_behind_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var broken = await academy.QueryAsync(async db =>
        {
            var edition = await academy.Services.GetRequiredService<CourseShelf>().CurrentAsync(db, AcademyApp.Course, CancellationToken.None);
            var exam = (Quiz)edition!.Course.Find("final/exam")!;
            var now = academy.Clock.GetUtcNow();
            var ids = new List<Guid>();
            for (var person = 0; person < 520; person++)
            {
                var account = new Account { Id = Guid.CreateVersion7(), UserName = $"p{person}", NormalizedUserName = $"P{person}", FullName = $"Серік {person}", CreatedAt = now };
                var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
                ids.Add(enrolment.StartAttempt(exam, seed: person, now.AddMilliseconds(person)).Id);
                db.AddRange(account, enrolment);
            }
            await db.SaveChangesAsync();
            // The two at the head of the queue ask what their edition does not have, as after a damaged restore.
            await db.Attempts.Where(attempt => attempt.Id == ids[0] || attempt.Id == ids[1])
                .ExecuteUpdateAsync(attempt => attempt.SetProperty(one => one.Paper, Paper.FromJson("""[{"Id":"gone","Order":[]}]""")));
            return ids.Take(2).ToHashSet();
        });
        academy.Clock.Advance(TimeSpan.FromMinutes(21));

        await SubmitOverdueAsync(academy);

        var left = await academy.QueryAsync(db => db.Attempts.Where(attempt => attempt.SubmittedAt == null).Select(attempt => attempt.Id).ToListAsync());
        Assert.Equal(broken, left.ToHashSet());
        Assert.Equal(518, await academy.QueryAsync(db => db.Attempts.CountAsync(attempt => attempt.SubmittedAt == attempt.Deadline)));
    }

    private static Task<int> SubmitOverdueAsync(AcademyApp academy) => academy.WithAsync(async services =>
    {
        await services.GetRequiredService<AttemptDesk>().SubmitOverdueAsync(CancellationToken.None);
        return 0;
    });

    private static Task<Attempt> AttemptAsync(AcademyApp academy, Sitting sitting) =>
        academy.QueryAsync(db => db.Attempts.AsNoTracking().Include(attempt => attempt.Answers).SingleAsync(attempt => attempt.Id == sitting.Id));
}
