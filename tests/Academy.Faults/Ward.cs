using System.Diagnostics;
using System.Globalization;
using System.Net;
using Academy.Storage;

namespace Academy.Faults;

/// <summary>What a run came to.</summary>
/// <param name="Findings">Empty where nothing was lost, aged, doubled or foreign, and nobody saw a broken page.</param>
/// <param name="Figures">One line for people.</param>
public sealed record Verdict(IReadOnlyList<string> Findings, string Figures);

/// <summary>A site (or two on one database), people in it, and everything they were told. What happens to the machinery is the run's part.</summary>
public sealed class Ward : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _giveUp = new();
    private School? _school;

    private Ward(string folder, SitePlace place, IReadOnlyList<SiteProcess> sites)
    {
        (_folder, Place, Sites) = (folder, place, sites);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1000 }) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public SitePlace Place { get; }
    public IReadOnlyList<SiteProcess> Sites { get; }
    public History History { get; } = new();
    public IReadOnlyList<Person> People { get; private set; } = [];
    public IReadOnlyList<Learner> Learners { get; private set; } = [];

    /// <summary>The site's own model beside it.</summary>
    public School School => _school ??= School.Of(Place);

    /// <param name="connection">Of an empty database; null for SQLite in a folder of its own.</param>
    /// <param name="sites">How many processes share it.</param>
    public static async Task<Ward> OpenAsync(string? connection, int sites = 1)
    {
        var folder = Directory.CreateTempSubdirectory("academy-ward-").FullName;
        var content = Path.Combine(folder, "content");
        Sitting.WriteTo(content);
        var place = connection is null
            ? new SitePlace(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "academy.db")}", folder, content)
            : new SitePlace(DatabaseProvider.Postgres, connection, folder, content);
        var running = new List<SiteProcess>();
        for (var site = 0; site < sites; site++) running.Add(await SiteProcess.StartNewAsync(place));
        return new Ward(folder, place, running);
    }

    /// <param name="quiz">Each with an attempt at it; null for none.</param>
    /// <param name="ago">How long ago the attempt of each began.</param>
    public async Task EnrolAsync(int count, string? quiz = null, Func<int, TimeSpan>? ago = null)
    {
        People = await School.EnrolAsync(count, quiz, ago);
        Learners = [.. People.Select(person => new Learner(person, _client, History))];
    }

    /// <summary>Everybody starts, answers at random, sometimes sends an old answer again, sometimes hands in and starts anew, until <see cref="StopAsync"/>.</summary>
    /// <param name="pause">The longest between two answers of one person.</param>
    public Func<Task> LetLearn(TimeSpan pause)
    {
        var all = Task.WhenAll(Learners.Select(learner => Task.Run(() => LearnAsync(learner, new Random(learner.Number), pause))));
        return async () =>
        {
            await _enough.CancelAsync();
            _giveUp.CancelAfter(TimeSpan.FromMinutes(5));
            await all;
        };
    }

    /// <summary>Holds the database and the site's word against the history.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync()
    {
        var (attempts, answers) = await School.ReadAsync(People);
        var told = new List<KeptAnswer>();
        foreach (var learner in Learners.Where(learner => attempts.Any(attempt => attempt.Id == learner.Attempt && attempt.IsOpen)))
            for (var number = 1; number <= Sitting.Questions; number++)
                if (await learner.AskAsync(Sites[0].Address, $"q{number}", _giveUp.Token) is { } answer) told.Add(answer);
        return
        [
            .. Checker.Check(History.Saves, History.Submits, answers, attempts), .. Checker.Differences(answers, told),
            // While a database is away a page says so, with 503; anything else at or above 500 is a fault.
            .. Broken.Select(trouble => $"broken: {trouble}"),
        ];
    }

    private IReadOnlyList<string> Broken =>
        Learners.SelectMany(learner => learner.Troubles).Where(trouble => !trouble.EndsWith("503", StringComparison.Ordinal)).Distinct().ToList() is { Count: > 0 } troubles
            ? [.. troubles, .. Sites.SelectMany(site => site.Faults).Distinct()] : [];

    /// <summary>What has been sent so far, for the figures.</summary>
    public string Counts
    {
        get
        {
            var (saves, submits) = (History.Saves, History.Submits);
            return string.Create(CultureInfo.InvariantCulture,
                $"{Learners.Count} learners; {saves.Count} saves sent, {saves.Count(call => call.Outcome == Outcome.Acknowledged)} acknowledged, {saves.Count(call => call.Outcome == Outcome.Unknown)} unknown; "
                + $"{submits.Count(call => call.Outcome == Outcome.Acknowledged)} of {submits.Count} submissions acknowledged");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in Sites) await site.DisposeAsync();
        if (_school is not null) await _school.DisposeAsync();
        _client.Dispose();
        _enough.Dispose();
        _giveUp.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>How long until an answer is acknowledged again.</summary>
    public async Task<TimeSpan> UntilSavedAsync()
    {
        var (since, now) = (History.Next(), Stopwatch.StartNew());
        while (!History.Saves.Any(call => call.Sent > since && call.Outcome == Outcome.Acknowledged))
        {
            if (now.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"Nothing is saved any more:\n{Sites[0].Log}");
            await Task.Delay(20);
        }
        return now.Elapsed;
    }

    /// <summary>What a page answers now.</summary>
    public async Task<(HttpStatusCode Status, string Body)> LookAsync(Uri site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, $"ru/courses/{Sitting.Course}"));
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task LearnAsync(Learner learner, Random chance, TimeSpan pause)
    {
        await learner.StartAsync(AnySite(), _giveUp.Token);
        while (!_enough.IsCancellationRequested)
        {
            var question = $"q{chance.Next(1, Sitting.Questions + 1)}";
            switch (chance.Next(60))
            {
                case 0:
                    await learner.SubmitSurelyAsync(AnySite(), _giveUp.Token);
                    // Pressed once more, by a finger that did not wait.
                    await learner.SubmitAsync(AnySite(), _giveUp.Token);
                    await learner.StartAsync(AnySite(), _giveUp.Token);
                    break;
                case < 7:
                    await learner.RepeatOldAnswerAsync(AnySite(), question, _giveUp.Token);
                    break;
                default:
                    await learner.AnswerAsync(AnySite(), question, _giveUp.Token);
                    break;
            }
            await Task.Delay(pause * chance.NextDouble(), CancellationToken.None);
        }

        Uri AnySite() => Sites[chance.Next(Sites.Count)].Address;
    }
}
