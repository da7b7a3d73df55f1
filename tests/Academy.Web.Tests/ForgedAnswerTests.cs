using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>What somebody sends who does not use our pages, or uses them where a rule says no: refused on every way in, and nothing changes.</summary>
public sealed class ForgedAnswerTests
{
    private const string Check = "/learn/welcome/start/check";
    private const string Exam = "/learn/welcome/final/exam";
    private const string Reasons = "/learn/practice/work/reasons";

    [Theory, OnEachDatabase]
    public async Task A_forged_answer_is_refused_in_its_own_number_and_changes_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(learner, Check);
        await sitting.SaveAsync("term", new { value = "1", seq = 1 });
        await sitting.SaveAsync("quorum", new { value = "9", seq = 1 });
        var now = academy.Clock.GetUtcNow();
        var before = await WhoSeesWhatTests.DigestAsync(academy);

        (string Name, string Question, object Body, HttpStatusCode Status)[] calls =
        [
            ("unknown question", "nothing", new { value = "1", seq = 9 }, HttpStatusCode.NotFound),
            ("question of another quiz", "budget", new { value = "1", seq = 9 }, HttpStatusCode.NotFound),
            ("an option outside", "term", new { value = "3", seq = 9 }, HttpStatusCode.BadRequest),
            ("an option below", "term", new { value = "-1", seq = 9 }, HttpStatusCode.BadRequest),
            ("a text in a choice", "term", new { value = "на 4 года", seq = 9 }, HttpStatusCode.BadRequest),
            ("two of one", "term", new { value = new[] { "0", "1" }, seq = 9 }, HttpStatusCode.BadRequest),
            ("two numbers", "quorum", new { value = new[] { "10", "9" }, seq = 9 }, HttpStatusCode.BadRequest),
            ("a number instead of a text", "quorum", new { value = 10, seq = 9 }, HttpStatusCode.BadRequest),
            ("an object", "quorum", new { value = new { a = 1 }, seq = 9 }, HttpStatusCode.BadRequest),
            ("no value", "quorum", new { seq = 9 }, HttpStatusCode.BadRequest),
            ("a long text", "quorum", new { value = new string('9', 20_001), seq = 9 }, HttpStatusCode.RequestEntityTooLarge),
            ("ten megabytes", "quorum", new { value = new string('9', 10 * 1024 * 1024), seq = 9 }, HttpStatusCode.RequestEntityTooLarge),
            ("a number below one", "quorum", new { value = "10", seq = 0 }, HttpStatusCode.BadRequest),
            ("a negative number", "quorum", new { value = "10", seq = -5 }, HttpStatusCode.BadRequest),
            ("an absurd number", "quorum", new { value = "10", seq = (1L << 53) + 1 }, HttpStatusCode.BadRequest),
            ("a number past all numbers", "quorum", new { value = "10", seq = 1e30 }, HttpStatusCode.BadRequest),
            ("a negative base", "quorum", new { value = "10", seq = 9, @base = -1 }, HttpStatusCode.BadRequest),
            ("a clock from the future", "quorum", new { value = "10", seq = 9, at = Sitting.Time(now.AddSeconds(6)) }, HttpStatusCode.BadRequest),
            ("a day ahead", "quorum", new { value = "10", seq = 9, at = Sitting.Time(now.AddDays(1)) }, HttpStatusCode.BadRequest),
            ("a day behind", "quorum", new { value = "10", seq = 9, at = Sitting.Time(now.AddDays(-1)) }, HttpStatusCode.BadRequest),
            ("no time at all", "quorum", new { value = "10", seq = 9, at = "сейчас" }, HttpStatusCode.BadRequest),
            ("a short name of a page", "quorum", new { value = "10", seq = 9, tab = "a" }, HttpStatusCode.BadRequest),
            ("a strange name of a page", "quorum", new { value = "10", seq = 9, tab = "<script>alert(1)</script>" }, HttpStatusCode.BadRequest),
        ];
        (string Name, string Page, (string, string)[] Fields, HttpStatusCode Status)[] posts =
        [
            ("unknown question", "?q=3", [("a", "1"), ("seq", "9"), ("base", "1")], HttpStatusCode.NotFound),
            ("an option outside", "?q=1", [("a", "3"), ("seq", "9"), ("base", "1")], HttpStatusCode.BadRequest),
            ("a text in a choice", "?q=1", [("a", "на 4 года"), ("seq", "9"), ("base", "1")], HttpStatusCode.BadRequest),
            ("two of one", "?q=1", [("a", "0"), ("a", "1"), ("seq", "9"), ("base", "1")], HttpStatusCode.BadRequest),
            ("two numbers", "?q=2", [("a", "10"), ("a", "9"), ("seq", "9"), ("base", "1")], HttpStatusCode.BadRequest),
            ("a long text", "?q=2", [("a", new string('9', 20_001)), ("seq", "9"), ("base", "1")], HttpStatusCode.RequestEntityTooLarge),
            ("ten megabytes", "?q=2", [("a", new string('9', 10 * 1024 * 1024)), ("seq", "9"), ("base", "1")], HttpStatusCode.RequestEntityTooLarge),
            ("a number below one", "?q=2", [("a", "10"), ("seq", "-5"), ("base", "1")], HttpStatusCode.BadRequest),
            ("an absurd number", "?q=2", [("a", "10"), ("seq", "9007199254740993"), ("base", "1")], HttpStatusCode.BadRequest),
            ("no number", "?q=2", [("a", "10")], HttpStatusCode.BadRequest),
        ];
        var wrong = new List<string>();
        foreach (var (name, question, body, status) in calls)
            if (await sitting.SaveAsync(question, body) is { Status: var answered } && answered != status) wrong.Add($"API, {name}: {answered}");
        foreach (var (name, page, fields, status) in posts)
        {
            await learner.OpenAsync($"/attempts/{sitting.Id}?q=1");
            // The form is read before its token is checked, so that too large a form is not taken for a forged one.
            if (await sitting.PostAsync(page, fields) is { Status: var answered } && answered != status) wrong.Add($"form, {name}: {answered}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));
    }

    [Theory, OnEachDatabase]
    public async Task A_file_of_answers_that_somebody_wrote_by_hand_obeys_the_rules_of_any_answer(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var sitting = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);
        await sitting.SaveAsync("quorum", new { value = "9", seq = 1 });
        var (now, before) = (academy.Clock.GetUtcNow(), await WhoSeesWhatTests.DigestAsync(academy));
        await sitting.Person.OpenAsync("/account/profile");

        await sitting.RescueAsync(academy,
            Given("nothing", "1"), Given("budget", "1"), Given("term", "3"), Given("term", "01"), Given("quorum", new string('9', 20_001)), Given("quorum", "10", seq: 0),
            Given("quorum", "10", seq: (1L << 53) + 1), Given("quorum", "10", at: now.AddSeconds(6)), Given("quorum", "10", at: now.AddDays(-1)), Given("quorum", "10", seen: -1));

        Assert.Equal(HttpStatusCode.OK, sitting.Person.Status);
        Assert.EndsWith("?taken=0&known=0&late=10", sitting.Person.Path);
        Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));

        // The name of a page is no answer: a strange one is forgotten, and what was answered counts.
        await sitting.Person.OpenAsync("/account/profile");
        await sitting.RescueAsync(academy, Given("quorum", "10", tab: new string('a', 5000)), Given("term", "1", tab: "<script>alert(1)</script>"));
        Assert.EndsWith("?taken=2&known=0&late=0", sitting.Person.Path);
        Assert.All(await academy.QueryAsync(db => db.Set<GivenAnswer>().ToListAsync()), answer => Assert.Null(answer.Tab));
    }

    private static object Given(string question, string value, long seq = 9, long? seen = null, DateTimeOffset? at = null, string? tab = null) =>
        new { question, value = new[] { value }, seq, flagged = false, @base = seen, tab, at = at is { } moment ? Sitting.Time(moment) : null };

    /// <summary>Where a rule says no, and what each way in answers; null where that way is open in that state.</summary>
    public sealed record Forbidden(string Name, HttpStatusCode? Start, HttpStatusCode? Form, HttpStatusCode? Save, HttpStatusCode? Finish, HttpStatusCode? Submit, HttpStatusCode? Rescue);

    [Theory, OnEachDatabase]
    public async Task In_every_forbidden_state_every_way_in_is_closed_and_nothing_changes(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var wrong = new List<string>();
        const HttpStatusCode ok = HttpStatusCode.OK, missing = HttpStatusCode.NotFound, conflict = HttpStatusCode.Conflict;

        var owner = await academy.EnrolledLearnerAsync();
        var running = await Sitting.StartAsync(owner, Check);
        var closed = await Sitting.StartAsync(owner, Exam);
        await closed.SubmitAsync();

        // A closed attempt leads to its result: the pages answer 200 with it, the hand-in with the same receipt.
        await TryAsync(new("waiting time", conflict, ok, conflict, ok, ok, ok), closed, Exam, question: await QuestionAsync(academy, closed));
        await TryAsync(new("not on the paper", null, missing, missing, null, null, ok), running, Check, page: 7, question: "nothing");
        await TryAsync(new("signed out", ok, ok, HttpStatusCode.Unauthorized, ok, HttpStatusCode.Unauthorized, ok), running.By(await OpenAsync(academy.Stranger(), "/account/sign-in")), Check);

        await TryAsync(new("not enrolled", missing, missing, missing, missing, missing, missing), running.By(await OpenAsync(await academy.LearnerAsync(), "/account/profile")), Check);
        await TryAsync(new("somebody else's", null, missing, missing, missing, missing, missing), running.By(await OpenAsync(await academy.EnrolledLearnerAsync(), "/account/profile")), Check);

        var ended = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);
        await EndAsync(academy, ended);
        await TryAsync(new("ended", missing, missing, missing, missing, missing, missing), ended, Check);

        var used = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);
        await used.SubmitAsync();
        var last = await Sitting.StartAsync(used.Person, Check);
        await TryAsync(new("closed", null, ok, conflict, ok, ok, ok), used, Check);
        await last.SubmitAsync();
        await TryAsync(new("no attempts left", conflict, ok, conflict, ok, ok, ok), last, Check);

        var marked = await Sitting.StartAsync(await academy.EnrolledLearnerAsync("practice"), Reasons);
        await marked.SaveAsync("why", new { value = "Так сказано в законе", seq = 1 });
        await marked.SubmitAsync();
        await TryAsync(new("with the marker", conflict, ok, conflict, ok, ok, ok), marked, Reasons, question: "why");

        await academy.PublishAsync(Package.Of().With("course.yml", "time_limit: 20m", "time_limit: 20m, grace: 5m, opens: 2026-11-16T11:00, closes: 2026-11-16T12:00"));
        var early = await OpenAsync(await academy.EnrolledLearnerAsync(), "/account/profile");
        await TryAsync(new("before the opening", conflict, missing, missing, missing, missing, missing), new Sitting(early, Guid.CreateVersion7()), Exam);
        academy.Clock.Advance(TimeSpan.FromMinutes(61));
        var late = await Sitting.StartAsync(early, Exam);
        // The grace keeps the server from handing in, so the state holds still while it is looked at.
        academy.Clock.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(6));
        await TryAsync(new("overdue", conflict, conflict, conflict, null, null, ok), late, Exam, question: await QuestionAsync(academy, late));
        academy.Clock.Advance(TimeSpan.FromHours(2));
        await late.SubmitAsync();
        await TryAsync(new("after the closing", conflict, ok, conflict, ok, ok, ok), late, Exam, question: await QuestionAsync(academy, late));

        await academy.PublishAsync(Package.Of().With("course.yml", "access: registered", "access: cohort"));
        var outsider = await OpenAsync(await academy.LearnerAsync(), "/account/profile");
        await TryAsync(new("a course for a cohort", missing, missing, missing, missing, missing, missing), running.By(outsider), Check);
        await Sitting.PostAsync(outsider, "/courses/welcome?handler=Enrol");
        if (outsider.Status != conflict) wrong.Add($"a course for a cohort, enrol: {outsider.Status}");

        Assert.Empty(wrong);

        async Task TryAsync(Forbidden state, Sitting sitting, string quiz, int page = 1, string question = "term")
        {
            var before = await WhoSeesWhatTests.DigestAsync(academy);
            var home = sitting.Person.Path;
            await ExpectAsync("start", state.Start, () => Sitting.PostAsync(sitting.Person, $"{quiz}?handler=Start"));
            await ExpectAsync("form", state.Form, () => sitting.PostAsync($"?q={page}", ("a", "0"), ("seq", "99"), ("base", "98")));
            await ExpectAsync("save", state.Save, () => sitting.SaveAsync(question, new { value = "0", seq = 99 }));
            await ExpectAsync("finish", state.Finish, () => sitting.PostAsync("/finish"));
            await ExpectAsync("submit", state.Submit, () => sitting.SubmitAsync());
            await ExpectAsync("rescue", state.Rescue, () => sitting.RescueAsync(academy, Given(question, "0", seq: 99)));
            if (before != await WhoSeesWhatTests.DigestAsync(academy)) wrong.Add($"{state.Name}: something changed");

            async Task ExpectAsync(string way, HttpStatusCode? status, Func<Task<Browser>> ask)
            {
                if (status is null) return;
                await sitting.Person.OpenAsync(state.Name == "signed out" ? "/account/sign-in" : "/account/profile");
                var answered = (await ask()).Status;
                if (answered != status) wrong.Add($"{state.Name}, {way}: {answered} instead of {status}");
                // A stranger gets no further than the door.
                if (state.Name == "signed out" && answered == ok && !sitting.Person.Path.Contains("/account/sign-in", StringComparison.Ordinal)) wrong.Add($"signed out, {way}: {sitting.Person.Path}");
                if (answered == ok && way is "form" or "finish" && state.Name != "signed out" && !sitting.Person.Path.Contains("/result", StringComparison.Ordinal)) wrong.Add($"{state.Name}, {way}: {sitting.Person.Path}");
            }
        }
    }

    private static async Task<Browser> OpenAsync(Browser person, string page) => await person.OpenAsync(page);

    private static Task<string> QuestionAsync(AcademyApp academy, Sitting sitting) =>
        academy.QueryAsync(async db => (await db.Attempts.SingleAsync(attempt => attempt.Id == sitting.Id)).Paper.Questions[0].Id);

    private static Task<int> EndAsync(AcademyApp academy, Sitting sitting) => academy.QueryAsync(async db =>
    {
        var enrolment = await db.Enrolments.SingleAsync(one => one.Attempts.Any(attempt => attempt.Id == sitting.Id));
        enrolment.End(academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });
}
