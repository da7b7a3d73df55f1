using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Academy.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Academy.Faults;

/// <summary>
/// The database beside the running site: puts people into it, enrolled and signed in, and reads what is kept. It has the site's own model,
/// rules and keys, so what it makes is what the site would have made.
/// </summary>
public sealed class School : IAsyncDisposable
{
    private readonly WebApplication _services;

    private School(WebApplication services) => _services = services;

    /// <summary>For a site that has been ready once: its database, content and keys are there.</summary>
    public static School Of(SitePlace place)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddHttpContextAccessor();
        // Without a pool: a session that died with the server must not be what the next look is made with.
        builder.Services.AddAcademyStorage(place.Provider, $"{place.Connection};Pooling=false");
        builder.Services.AddDataProtection().SetApplicationName("Academy").PersistKeysToDbContext<AcademyDb>();
        builder.Services.AddAcademyAccounts(builder.Environment);
        builder.Services.AddSingleton<CourseShelf>();
        return new School(builder.Build());
    }

    /// <summary>New people, enrolled and signed in.</summary>
    /// <param name="quiz">Each with an attempt at it; null for none.</param>
    /// <param name="ago">How long ago the attempt of each began.</param>
    public Task<IReadOnlyList<Person>> EnrolAsync(int count, string? quiz = null, Func<int, TimeSpan>? ago = null) => WithAsync<IReadOnlyList<Person>>(async services =>
    {
        var db = services.GetRequiredService<AcademyDb>();
        var edition = await services.GetRequiredService<CourseShelf>().CurrentAsync(db, Sitting.Course, CancellationToken.None)
            ?? throw new InvalidOperationException($"There is no course {Sitting.Course}.");
        var people = new List<Person>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(200))
        {
            var accounts = batch.Select(_ => NewAccount()).ToList();
            db.Users.AddRange(accounts);
            foreach (var (place, account) in batch.Zip(accounts))
            {
                var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, DateTimeOffset.UtcNow);
                var attempt = quiz is null ? null
                    : enrolment.StartAttempt((Quiz)edition.Course.Find(quiz)!, seed: place, DateTimeOffset.UtcNow - (ago?.Invoke(place) ?? TimeSpan.Zero));
                db.Enrolments.Add(enrolment);
                people.Add(new Person(place, account.Id, await CookieAsync(services, account), attempt?.Id));
            }
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        return people;
    });

    /// <summary>Somebody new with a role, signed in.</summary>
    /// <returns>The cookie, as the browser sends it.</returns>
    public Task<string> SignInAsync(string role) => WithAsync(async services =>
    {
        var (db, account) = (services.GetRequiredService<AcademyDb>(), NewAccount());
        db.Users.Add(account);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = await db.Roles.Where(one => one.Name == role).Select(one => one.Id).SingleAsync() });
        await db.SaveChangesAsync();
        return await CookieAsync(services, account);
    });

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<AcademyDb, Task<T>> ask) => WithAsync(services => ask(services.GetRequiredService<AcademyDb>()));

    /// <summary>Every attempt and answer there is.</summary>
    public Task<(IReadOnlyList<KeptAttempt> Attempts, IReadOnlyList<KeptAnswer> Answers)> ReadAsync(IReadOnlyList<Person> people) => QueryAsync(async db =>
    {
        var learners = people.ToDictionary(person => person.AccountId, person => person.Number);
        var rows = await (from attempt in db.Attempts.AsNoTracking().Include(attempt => attempt.Answers)
                          join enrolment in db.Enrolments on attempt.EnrolmentId equals enrolment.Id
                          select new { Attempt = attempt, enrolment.AccountId }).ToListAsync();
        return (
            (IReadOnlyList<KeptAttempt>)[.. rows.Select(row => new KeptAttempt(
                row.Attempt.Id, learners.GetValueOrDefault(row.AccountId, -1), row.Attempt.QuizPath, row.Attempt.Number, row.Attempt.IsOpen, row.Attempt.Receipt))],
            (IReadOnlyList<KeptAnswer>)[.. rows.SelectMany(row => row.Attempt.Answers).Select(answer =>
                new KeptAnswer(answer.AttemptId, answer.QuestionId, answer.Sequence, answer.Value.Values.Count > 0 ? answer.Value.Values[0] ?? "" : ""))]);
    });

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Account NewAccount()
    {
        var id = Guid.CreateVersion7();
        var email = $"{id:N}@academy.test";
        return new Account
        {
            Id = id, UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true, SecurityStamp = Guid.NewGuid().ToString("N"), FullName = "Оспанова Гүлнар", Position = "әкім", CreatedAt = DateTimeOffset.UtcNow,
        };
    }

    // What the sign-in page gives: the same ticket under the same key, without a tenth of a second of hashing for each.
    private static async Task<string> CookieAsync(IServiceProvider services, Account account)
    {
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        var now = DateTimeOffset.UtcNow;
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + cookie.ExpireTimeSpan };
        return $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme))}";
    }
}

/// <param name="Cookie">As the browser sends it.</param>
/// <param name="Attempt">An attempt that is running already.</param>
public sealed record Person(int Number, Guid AccountId, string Cookie, Guid? Attempt);
