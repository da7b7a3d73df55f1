using System.Net;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Academy.Web.Tests;

/// <summary>The whole site on its own empty database, with a clock that tests move; and what a test may arrange, said as a person's acts.</summary>
public sealed class AcademyApp : IAsyncDisposable
{
    public const string Password = "zhusan-iisi-2026";

    /// <summary>A small course of the tests' own content folder: two lessons, a quiz, an exam with a time limit.</summary>
    public const string Course = "welcome";

    private readonly TestDatabase _database;
    private readonly WebApplicationFactory<Program> _site;
    private int _people;

    private AcademyApp(TestDatabase database, WebApplicationFactory<Program> site, TestClock clock) =>
        (_database, _site, Clock) = (database, site, clock);

    /// <summary>Monday, 16 November 2026, 10:00 in Kazakhstan, until a test moves it.</summary>
    public TestClock Clock { get; }

    /// <summary>Letters, when no mail server is configured.</summary>
    public string MailFolder => Path.Combine(_database.Folder, "mail");

    public IServiceProvider Services => _site.Services;

    /// <param name="content">A content folder; the tests' own where null.</param>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static async Task<AcademyApp> StartAsync(
        DatabaseProvider provider, string? content = null, IEnumerable<KeyValuePair<string, string>>? settings = null, Action<IServiceCollection>? services = null)
    {
        var database = await TestDatabase.CreateMigratedAsync(provider, MigrateAsync);
        var usual = SettingsFor(database, content ?? TestContent.Folder);
        var clock = new TestClock(new DateTimeOffset(2026, 11, 16, 5, 0, 0, TimeSpan.Zero));
        var site = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            foreach (var (key, value) in usual.Concat(settings ?? [])) host.UseSetting(key, value);
            host.ConfigureTestServices(replaced =>
            {
                replaced.RemoveAll<TimeProvider>();
                replaced.AddSingleton<TimeProvider>(clock);
                // How slowly a password is hashed has tests of its own; here it would only cost minutes.
                replaced.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                services?.Invoke(replaced);
            });
        });
        _ = site.Server;
        return new AcademyApp(database, site, clock);
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        if (await RunCommandAsync(["migrate", .. SettingsFor(database, TestContent.Folder).Select(setting => $"--{setting.Key}={setting.Value}")]) != 0)
            throw new InvalidOperationException("The migrate command failed.");
    }

    /// <summary>Runs the program as from a terminal and gives its exit code.</summary>
    public static async Task<int> RunCommandAsync(string[] arguments)
    {
        var main = typeof(Program).Assembly.EntryPoint!;
        return await Task.Run(() => main.Invoke(null, [arguments]) switch { int code => code, Task<int> task => task.GetAwaiter().GetResult(), _ => 0 });
    }

    /// <summary>Settings that put the site on this database, as an operator would write them.</summary>
    private static Dictionary<string, string> SettingsFor(TestDatabase database, string content) => new()
    {
        ["environment"] = "Development",
        ["Demo"] = "false",
        ["Database:Provider"] = database.Provider.ToString(),
        ["ConnectionStrings:Academy"] = database.Connection,
        ["Data:Folder"] = database.Folder,
        // One key for all: making one costs more than most tests.
        ["Keys:Folder"] = Path.Combine(Path.GetTempPath(), "academy-test-keys"),
        ["Content:Folder"] = content,
        ["Site:Url"] = "https://academy.test",
        ["Limits:SignIn"] = "100000",
        ["Limits:Verify"] = "100000",
        // The test server warns at every request of what it cannot do; a test that fails should be seen.
        ["Logging:LogLevel:Default"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Error",
    };

    /// <summary>Somebody without an account.</summary>
    /// <param name="language">Of the pages that <see cref="Browser"/> opens.</param>
    public Browser Stranger(string language = Languages.Russian) => new(_site.Server.CreateHandler(), language);

    public Task<Browser> LearnerAsync(string language = Languages.Russian) => SignedInAsync(language);

    public Task<Browser> InstructorAsync(string language = Languages.Russian) => SignedInAsync(language, Roles.Instructor);

    /// <summary>An instructor who has taken the course up: its author, with its newest edition as the draft.</summary>
    public async Task<Browser> AuthorAsync(string course = Course, string language = Languages.Russian)
    {
        var author = await InstructorAsync(language);
        await author.OpenAsync($"/studio/courses/{course}");
        await author.PressAsync("take-up");
        return author;
    }

    public Task<Browser> StaffAsync(string language = Languages.Russian) => SignedInAsync(language, Roles.Staff);

    public Task<Browser> AdminAsync(string language = Languages.Russian) => SignedInAsync(language, Roles.Admin);

    /// <summary>A learner who has pressed the course's enrol button.</summary>
    public async Task<Browser> EnrolledLearnerAsync(string course = Course, string language = Languages.Russian)
    {
        var learner = await LearnerAsync(language);
        await learner.OpenAsync($"/courses/{course}");
        await learner.PressAsync("enrol");
        return learner;
    }

    /// <summary>A learner who has read, sat and passed all that the course asks for, through its rules but without its pages.</summary>
    public async Task<(Browser Learner, Guid EnrolmentId)> GraduateAsync(string course = Course, string? fullName = null, string? position = "аким сельского округа")
    {
        var account = await AddAccountAsync(fullName, position);
        var enrolmentId = await WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            var shelf = services.GetRequiredService<CourseShelf>();
            var edition = await shelf.CurrentAsync(db, course, CancellationToken.None) ?? throw new InvalidOperationException($"There is no course {course}.");
            var now = Clock.GetUtcNow();
            var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
            foreach (var lesson in edition.Course.Lessons) enrolment.FinishLesson(lesson, now);
            foreach (var quiz in edition.Course.Items.OfType<Quiz>())
            {
                var attempt = enrolment.StartAttempt(quiz, seed: 1, now);
                foreach (var question in attempt.Paper.QuestionsOf(quiz)) attempt.Save(question, RightAnswers.To(question), new SentAnswer(1, Flagged: false), now);
                attempt.Submit(quiz, now);
            }
            enrolment.CompleteIfEarned(edition.Course, now);
            db.Enrolments.Add(enrolment);
            await db.SaveChangesAsync();
            return enrolment.Id;
        });
        return (await SignInAsync(account, Languages.Russian), enrolmentId);
    }

    /// <summary>Brings a course in and publishes it; learners who enrol from now on get it.</summary>
    public Task PublishAsync(Package package, string course = Course) => WithAsync(async services =>
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var reading = CourseSource.FromZip(new MemoryStream(package.Zip(course)));
        var outcome = await services.GetRequiredService<CourseImports>().ImportAsync(reading, $"{course}.zip", by: null, publish: true, CancellationToken.None);
        return outcome.Courses.All(one => one.Edition is not null) ? 0 : throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics));
    });

    public async Task<Account> AddAccountAsync(string? fullName = null, string? position = "аким сельского округа", params string[] roles)
    {
        var number = Interlocked.Increment(ref _people);
        return await WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<UserManager<Account>>();
            var account = new Account
            {
                UserName = $"person{number}@academy.test", Email = $"person{number}@academy.test", EmailConfirmed = true,
                FullName = fullName ?? $"Оспанова Гүлнар {number}", Position = position, CreatedAt = Clock.GetUtcNow(),
            };
            (await accounts.CreateAsync(account, Password)).ThrowIfFailed();
            foreach (var role in roles) (await accounts.AddToRoleAsync(account, role)).ThrowIfFailed();
            return account;
        });
    }

    public async Task<Browser> SignInAsync(Account account, string language)
    {
        var browser = Stranger(language);
        await browser.OpenAsync("/account/sign-in");
        await browser.PressAsync("sign-in", ("Email", account.Email!), ("Password", Password));
        if (browser.Status != HttpStatusCode.OK) throw new InvalidOperationException($"Signing in answered {browser.Status}: {browser.Text}");
        return browser;
    }

    private async Task<Browser> SignedInAsync(string language, params string[] roles) =>
        await SignInAsync(await AddAccountAsync(roles: roles), language);

    /// <summary>Looks into, or arranges in, the site's own services: for what no page shows.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<AcademyDb, Task<T>> ask) => WithAsync(services => ask(services.GetRequiredService<AcademyDb>()));

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>The tests' own content, copied beside the test program.</summary>
public static class TestContent
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Content");

    /// <summary>The content that ships with the product.</summary>
    public static string Real { get; } = Find("content");

    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                return Path.Combine(folder.FullName, name);
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Academy.sln.");
    }
}

/// <summary>The answer that earns full points, for every kind that is graded at once.</summary>
public static class RightAnswers
{
    public static Answer To(Question question) => question switch
    {
        ChoiceQuestion choice => new Answer(choice.Options.Index().Where(option => option.Item.IsRight).Select(option => Text(option.Index))),
        NumberQuestion number => new Answer([number.Least.ToString(System.Globalization.CultureInfo.InvariantCulture)]),
        ShortTextQuestion text => new Answer([text.Accepted[0]]),
        MatchingQuestion matching => new Answer(Enumerable.Range(0, matching.Pairs.Count).Select(Text)),
        OrderingQuestion ordering => new Answer(Enumerable.Range(1, ordering.Steps.Count).Select(Text)),
        GapsQuestion gaps => new Answer(gaps.Gaps.Select(gap => gap is ChosenGap chosen ? Text(chosen.Right) : ((TypedGap)gap).Accepted[0])),
        _ => Answer.Empty,
    };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
