using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>
/// Every act that writes, with the database failing at its first command, its second, and so on: before the command, after it, and
/// around the commit, when nobody knows whether it was done. The act is then done wholly or not at all, and doing it again succeeds.
/// </summary>
public sealed class FailureSweepTests
{
    private const string Check = "/learn/welcome/start/check";
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Quietly =
    [
        .. ((string[])["Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore"]).Select(category => KeyValuePair.Create($"Logging:LogLevel:{category}", "None")),
    ];

    private static readonly Signatory Signatory = new("Е. Т. Үлгібаев", new Bilingual("департамент басшысы", "руководитель департамента"));

    [Theory, OnEachDatabase]
    public Task Enrolling(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var learner = await academy.LearnerAsync();
        await learner.OpenAsync("/courses/welcome");
        var enrol = Press(learner, "/ru/courses/welcome?handler=Enrol");
        var me = await NewestAccountAsync(academy);
        return new Scene(() => DoneAsync(learner, enrol), db => CountAsync(db.Enrolments.Where(enrolment => enrolment.AccountId == me)));
    });

    [Theory, OnEachDatabase]
    public Task Publishing_a_correction(DatabaseProvider provider)
    {
        Browser? author = null;
        return SweepAsync(provider, async academy =>
        {
            if (author is null)
            {
                author = await academy.AuthorAsync();
                await academy.NeedNobodyAsync(author);
            }
            await academy.WriteAsync("start/akim.ru.md", "## Полномочия", "Новое.\n\n## Полномочия");
            await academy.EnrolledLearnerAsync();
            var me = await NewestAccountAsync(academy);
            var last = await academy.QueryAsync(db => db.Editions.Where(edition => edition.CourseSlug == "welcome").MaxAsync(edition => edition.Number));
            await author.OpenAsync("/studio/courses/welcome/publish");
            var publish = Press(author, "/ru/studio/courses/welcome/publish",
                ("Seen", author.Page.QuerySelector("input[name=Seen]")!.GetAttribute("value")!), ("Kind", "Correction"), ("Kk", $"Түзетілді {last}"), ("Ru", $"Исправлено {last}"));
            return new Scene(() => DoneAsync(author, publish), async db =>
            {
                var made = db.Editions.Where(edition => edition.CourseSlug == "welcome" && edition.Number > last);
                var number = await db.Enrolments.Where(enrolment => enrolment.AccountId == me).Join(db.Editions, enrolment => enrolment.EditionId, edition => edition.Id, (_, edition) => edition.Number).SingleAsync();
                var draft = await db.Drafts.AsNoTracking().SingleAsync();
                return $"{await made.CountAsync()} editions, {await made.CountAsync(edition => edition.PublishedAt != null && edition.CorrectsId != null)} published, "
                    + $"{await db.EditionPackages.CountAsync(package => made.Any(edition => edition.Id == package.EditionId))} packages, "
                    + $"{await db.PublicationNotes.CountAsync(note => made.Any(edition => edition.Id == note.EditionId))} notes, {await db.CorrectedItems.CountAsync(item => made.Any(edition => edition.Id == item.EditionId))} items, "
                    + $"learner moved by {number - last}, draft changed: {draft.HasChanges}, {await db.Journal.CountAsync(entry => entry.Act == JournalAct.EditionPublished && entry.Subject == $"welcome {last + 1}")} in the journal";
            });
        });
    }

    [Theory, OnEachDatabase]
    public Task Finishing_a_lesson(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/akim");
        var done = Press(learner, "/ru/learn/welcome/start/akim?handler=Done");
        var me = await NewestAccountAsync(academy);
        return new Scene(() => DoneAsync(learner, done), db => CountAsync(db.Enrolments.Where(enrolment => enrolment.AccountId == me).SelectMany(enrolment => enrolment.LessonsRead)));
    });

    [Theory, OnEachDatabase]
    public Task Starting_an_attempt(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Check);
        var start = Press(learner, $"/ru{Check}?handler=Start");
        var me = await NewestAccountAsync(academy);
        return new Scene(() => DoneAsync(learner, start), db => CountAsync(db.Enrolments.Where(enrolment => enrolment.AccountId == me).SelectMany(enrolment => enrolment.Attempts)));
    });

    [Theory, OnEachDatabase]
    public Task Saving_an_answer(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (learner, attempt, question, token) = await SittingAsync(academy);
        return new Scene(
            () => DoneAsync(learner, () => new HttpRequestMessage(HttpMethod.Put, learner.Resolve(question)) { Content = JsonContent.Create(new { value = "1", seq = 3 }), Headers = { { "X-Antiforgery", token } } }),
            async db =>
            {
                var stored = await db.Attempts.AsNoTracking().Include(one => one.Answers).SingleAsync(one => one.Id == attempt);
                return $"{string.Join(' ', stored.Answers.Select(answer => $"{answer.Sequence}={answer.Value.Values[0]}"))}, changed {stored.Revision} times";
            });
    });

    [Theory, OnEachDatabase]
    public Task Replacing_an_answer(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (learner, attempt, question, token) = await SittingAsync(academy);
        Assert.True(await DoneAsync(learner, () => Save("0", 1)));
        return new Scene(
            () => DoneAsync(learner, () => Save("1", 2)),
            async db =>
            {
                var stored = await db.Attempts.AsNoTracking().Include(one => one.Answers).SingleAsync(one => one.Id == attempt);
                return $"{string.Join(' ', stored.Answers.Select(answer => $"{answer.Sequence}={answer.Value.Values[0]}"))}, changed {stored.Revision} times";
            });

        HttpRequestMessage Save(string value, int seq) =>
            new(HttpMethod.Put, learner.Resolve(question)) { Content = JsonContent.Create(new { value, seq }), Headers = { { "X-Antiforgery", token } } };
    });

    [Theory, OnEachDatabase]
    public Task Handing_in(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (learner, attempt, question, token) = await SittingAsync(academy);
        Assert.True(await DoneAsync(learner, () => new HttpRequestMessage(HttpMethod.Put, learner.Resolve(question)) { Content = JsonContent.Create(new { value = "0", seq = 1 }), Headers = { { "X-Antiforgery", token } } }));
        return new Scene(
            () => DoneAsync(learner, () => new HttpRequestMessage(HttpMethod.Post, learner.Resolve($"/api/attempts/{attempt}/submit")) { Headers = { { "X-Antiforgery", token } } }),
            async db =>
            {
                var stored = await db.Attempts.AsNoTracking().SingleAsync(one => one.Id == attempt);
                return $"{(stored.IsOpen ? "open" : "closed")}, receipt {stored.Receipt is not null}, passed {stored.Passed}, changed {stored.Revision} times";
            });
    });

    [Theory, OnEachDatabase]
    public Task Running_out_of_time(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (_, attempt, _, _) = await SittingAsync(academy, "/learn/welcome/final/exam");
        // The clock of all scenes goes on; each attempt is begun after the last one is over.
        academy.Clock.Advance(TimeSpan.FromMinutes(21));
        return new Scene(
            () => academy.WithAsync(async services =>
            {
                await services.GetRequiredService<AttemptDesk>().SubmitOverdueAsync(CancellationToken.None);
                return true;
            }),
            async db =>
            {
                var stored = await db.Attempts.AsNoTracking().SingleAsync(one => one.Id == attempt);
                return $"{(stored.IsOpen ? "open" : "closed")}, at the deadline {stored.SubmittedAt == stored.Deadline}, changed {stored.Revision} times";
            });
    });

    [Theory, OnEachDatabase]
    public Task Issuing_a_certificate(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (_, enrolment) = await academy.GraduateAsync();
        var by = await NewestAccountAsync(academy);
        return new Scene(
            () => academy.WithAsync(async services => (await services.GetRequiredService<CertificateDesk>().IssueAsync([enrolment], Signatory, by, CancellationToken.None)).Single().Number is not null),
            db => CertificatesAsync(db, enrolment),
            // The file is drawn after the number is told, and whoever opens it draws what is missing.
            async db => await db.Certificates.CountAsync(one => one.EnrolmentId == enrolment) == 1 && await db.CertificateFiles.CountAsync() < await db.Certificates.CountAsync()
                ? await CertificatesAsync(db, enrolment) : null,
            async services =>
            {
                await services.GetRequiredService<CertificateDesk>().SealMissingAsync(CancellationToken.None);
            });
    });

    [Theory, OnEachDatabase]
    public Task Revoking_a_certificate(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (number, enrolment, by) = await IssuedAsync(academy);
        return new Scene(
            async () =>
            {
                try
                {
                    return await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().RevokeAsync(number, new Revocation(RevocationKind.Other, "выдан по ошибке"), by, CancellationToken.None));
                }
                catch (RefusedException refused) when (refused.Refusal == Refusal.CertificateNotValid)
                {
                    // What was done without our hearing of it, the second press is told.
                    return true;
                }
            },
            async db => $"{await CertificatesAsync(db, enrolment)}, revoked {await db.Certificates.CountAsync(one => one.Number == number && one.RevokedAt != null)}, "
                + $"in the journal {await db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateRevoked && entry.Subject == number)}");
    });

    [Theory, OnEachDatabase]
    public Task Replacing_a_certificate(DatabaseProvider provider) => SweepAsync(provider, async academy =>
    {
        var (number, enrolment, by) = await IssuedAsync(academy);
        return new Scene(
            async () =>
            {
                try
                {
                    return await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().ReplaceAsync(number, by, CancellationToken.None)) is not null;
                }
                catch (RefusedException refused) when (refused.Refusal == Refusal.CertificateNotValid)
                {
                    return true;
                }
            },
            async db => $"{await CertificatesAsync(db, enrolment)}, replaced {await db.Certificates.CountAsync(one => one.Number == number && one.ReplacedById != null)}, "
                + $"in the journal {await db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateReplaced && entry.Subject == number)}",
            async db => await db.CertificateFiles.CountAsync() < await db.Certificates.CountAsync() ? await CertificatesAsync(db, enrolment) : null,
            async services =>
            {
                await services.GetRequiredService<CertificateDesk>().SealMissingAsync(CancellationToken.None);
            });
    });

    /// <param name="Act">True where it was said to be done; false or an exception where it was not.</param>
    /// <param name="State">What an observer could know of it, the same for every scene of its kind.</param>
    /// <param name="Between">Not null where it is half done in a way that is allowed and mended by <paramref name="Mend"/>.</param>
    private sealed record Scene(
        Func<Task<bool>> Act, Func<AcademyDb, Task<string>> State, Func<AcademyDb, Task<string?>>? Between = null, Func<IServiceProvider, Task>? Mend = null);

    private static async Task SweepAsync(DatabaseProvider provider, Func<AcademyApp, Task<Scene>> arrange)
    {
        var fault = new FaultAt();
        // What is broken on purpose is not logged; and nothing is done, nor asked of the database, but by the act itself.
        await using var academy = await AcademyApp.StartAsync(provider, settings: Quietly, services: services =>
        {
            services.CountQueries(fault);
            foreach (var rounds in services.Where(service => service.ImplementationType?.IsSubclassOf(typeof(Rounds)) == true).ToList()) services.Remove(rounds);
        });

        // The first time warms up what is read once in a process; the second is counted.
        Assert.True(await (await arrange(academy)).Act());
        var whole = await arrange(academy);
        var before = await academy.QueryAsync(whole.State);
        fault.Count();
        Assert.True(await whole.Act());
        var steps = fault.Stop();
        var after = await academy.QueryAsync(whole.State);
        Assert.NotEqual(before, after);
        Assert.InRange(steps, 2, 100);

        var wrong = new List<string>();
        for (var step = 1; step <= steps; step++)
        {
            var scene = await arrange(academy);
            fault.FailAt(step);
            var isDone = await TryAsync(scene.Act);
            var at = fault.Stop();
            var found = await academy.QueryAsync(scene.State);
            var between = scene.Between is null ? null : await academy.QueryAsync(scene.Between);
            if (between is not null) await academy.WithAsync(async services => { await scene.Mend!(services); return 0; });
            else if (found != before && found != after) wrong.Add($"step {step}: half done: {found}");
            if (isDone && between is null && found != after) wrong.Add($"step {step}: said to be done: {found}");

            if (!await TryAsync(scene.Act)) wrong.Add($"step {step}: does not succeed the second time");
            var atLast = await academy.QueryAsync(scene.State);
            if (atLast != after) wrong.Add($"step {step}: after the second time: {atLast}, expected {after}");
            if (at < step) wrong.Add($"step {step} was never reached");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is DbUpdateException or InvalidOperationException or System.Net.Sockets.SocketException or DbException)
        {
            return false;
        }
    }

    /// <summary>Done; a fault must be told as a database that is away.</summary>
    private static async Task<bool> DoneAsync(Browser person, Func<HttpRequestMessage> request)
    {
        using var twin = person.SamePerson();
        await twin.SendAsync(request());
        if (twin.Status == HttpStatusCode.ServiceUnavailable) return false;
        Assert.True((int)twin.Status < 400, $"{request().RequestUri} answered {twin.Status}");
        return true;
    }

    // A button's post, made once from the page as it was: it is sent again after a fault.
    private static Func<HttpRequestMessage> Press(Browser person, string address, params (string Name, string Value)[] fields)
    {
        var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return () => new HttpRequestMessage(HttpMethod.Post, person.Resolve(address)) { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]) };
    }

    private static async Task<(Browser Learner, Guid Attempt, string Question, string Token)> SittingAsync(AcademyApp academy, string quiz = Check)
    {
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(quiz);
        await learner.PressAsync("start");
        var form = learner.Page.QuerySelector("form#question")!;
        var question = form.GetAttribute("data-save")!;
        return (learner, Guid.Parse(question.Split('/')[3]), question, form.GetAttribute("data-token")!);
    }

    private static async Task<(string Number, Guid Enrolment, Guid By)> IssuedAsync(AcademyApp academy)
    {
        var (_, enrolment) = await academy.GraduateAsync();
        var by = await NewestAccountAsync(academy);
        var outcome = await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().IssueAsync([enrolment], Signatory, by, CancellationToken.None));
        return (outcome.Single().Number!, enrolment, by);
    }

    // Certificates of one enrolment, and whether numbers and journal agree with all there are.
    private static async Task<string> CertificatesAsync(AcademyDb db, Guid enrolment)
    {
        var all = await db.Certificates.CountAsync();
        return $"{await db.Certificates.CountAsync(one => one.EnrolmentId == enrolment)} certificates, gap {await db.NumberSeries.SumAsync(series => series.Last) - all}, "
            + $"not in the journal {all - await db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateIssued)}";
    }

    private static async Task<string> CountAsync<T>(IQueryable<T> rows) => $"{await rows.CountAsync()}";

    private static Task<Guid> NewestAccountAsync(AcademyApp academy) =>
        academy.QueryAsync(async db => (await db.Users.Select(account => new { account.Id, account.Email }).ToListAsync())
            .MaxBy(account => int.Parse(account.Email!.Split("@")[0]["person".Length..], System.Globalization.CultureInfo.InvariantCulture))!.Id);

    /// <summary>Counts the places where a database can fail (before and after each command and each commit), and fails at one of them.</summary>
    private sealed class FaultAt : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int _place;
        private int _failAt;
        private bool _isOn;

        public void Count() => FailAt(0);

        public void FailAt(int place) => (_place, _failAt, _isOn) = (0, place, true);

        /// <returns>How many places were passed.</returns>
        public int Stop()
        {
            _isOn = false;
            return _place;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (IsNext) await result.DisposeAsync();
            Pass();
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Pass();
            return Task.CompletedTask;
        }

        private bool IsNext => _isOn && _place + 1 == _failAt;

        private void Pass()
        {
            if (!_isOn) return;
            if (++_place == _failAt) throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionReset);
        }
    }
}
