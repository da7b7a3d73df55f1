using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Academy.Faults;

namespace Academy.Bench;

/// <summary>
/// How fast an answer is saved: the site as a process with the settings of production, PostgreSQL as a process, and the client, all on
/// this machine. First a steady load beside people who read, then the most saves a second that keep a bound.
/// </summary>
internal static class Load
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string[] options)
    {
        var seconds = Option("seconds", 300);
        var learners = Option("learners", 2000);
        await using var postgres = await PostgresServer.StartNewAsync(["-c", "shared_buffers=256MB"]);
        await postgres.CreateDatabaseAsync("academy");
        var pool = Option("pool", 0);
        await using var ward = await Ward.OpenAsync(postgres.ConnectionTo("academy") + (pool > 0 ? string.Create(CultureInfo.InvariantCulture, $";Maximum Pool Size={pool}") : ""));
        await ward.EnrolAsync(learners, Sitting.Quiz);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 4000 }) { Timeout = TimeSpan.FromSeconds(30) };
        var people = new Runner[learners];
        await Parallel.ForAsync(0, learners, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (place, cancel) =>
        {
            var learner = ward.Learners[place];
            await learner.TakeTokenAsync(ward.Sites[0].Address, cancel);
            people[place] = new Runner(client, ward.Sites[0].Address, learner);
        });
        Console.WriteLine($"{learners} learners in attempts, {Environment.ProcessorCount} processors; warming up");
        await SteadyAsync(people, saves: 100, pages: 20, TimeSpan.FromSeconds(15));

        Tell("steady", await MeasuredAsync(() => SteadyAsync(people, saves: learners / 10.0, pages: 50, TimeSpan.FromSeconds(seconds))));
        if (options.Contains("--steady")) return 0;

        // On a machine that others use too, processor time tells more than the clock.
        Tell("sixteen at once", await MeasuredAsync(() => AtOnceAsync(people, callers: 16, TimeSpan.FromSeconds(Math.Min(20, seconds)))));
        if (options.Contains("--brief")) return 0;

        // Each step goes on until one does not keep the bound.
        for (var rate = Option("from", 500); rate <= Option("to", 4000); rate += Option("step", 250))
        {
            var round = await MeasuredAsync(() => SteadyAsync(people, saves: rate, pages: 0, TimeSpan.FromSeconds(Math.Min(20, seconds))));
            Tell($"{rate}/s", round);
            if (round.Saves.P99 > Bound || round.Errors > 0) break;
        }
        return 0;

        int Option(string name, int usual) => Array.IndexOf(options, $"--{name}") is var place && place >= 0 ? int.Parse(options[place + 1], CultureInfo.InvariantCulture) : usual;

        async Task<Round> MeasuredAsync(Func<Task<Round>> run)
        {
            var (site, database) = (ward.Sites[0].ProcessorSeconds, postgres.ProcessorSeconds);
            using var me = Process.GetCurrentProcess();
            var mine = me.TotalProcessorTime;
            var round = await run();
            me.Refresh();
            return round with
            {
                Site = ward.Sites[0].ProcessorSeconds - site, Database = postgres.ProcessorSeconds - database, Client = (me.TotalProcessorTime - mine).TotalSeconds,
                Megabytes = ward.Sites[0].Megabytes,
            };
        }
    }

    /// <summary>Saves and pages at even distances, whether the last was answered or not: a site that falls behind is not waited for.</summary>
    private static async Task<Round> SteadyAsync(Runner[] people, double saves, double pages, TimeSpan time)
    {
        var (saved, read) = (new Latencies(), new Latencies());
        var errors = 0;
        var running = new List<Task>();
        var clock = Stopwatch.StartNew();
        var (save, page) = (0, 0);
        while (clock.Elapsed < time)
        {
            for (; save < clock.Elapsed.TotalSeconds * saves; save++) running.Add(CountAsync(people[save % people.Length].SaveAsync(), saved));
            for (; page < clock.Elapsed.TotalSeconds * pages; page++) running.Add(CountAsync(people[page * 37 % people.Length].ReadAsync(), read));
            if (running.Count > 10_000) running.RemoveAll(task => task.IsCompleted);
            await Task.Delay(1);
        }
        var last = clock.Elapsed;
        await Task.WhenAll(running);
        return new Round(saved, read, errors, last, save, page);

        async Task CountAsync(Task<bool> call, Latencies latencies)
        {
            var began = Stopwatch.GetTimestamp();
            if (!await call) Interlocked.Increment(ref errors);
            latencies.Add(Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>Each caller saves one answer after the other.</summary>
    private static async Task<Round> AtOnceAsync(Runner[] people, int callers, TimeSpan time)
    {
        var (saved, errors, save) = (new Latencies(), 0, -1);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await people[Interlocked.Increment(ref save) % people.Length].SaveAsync()) Interlocked.Increment(ref errors);
                saved.Add(Stopwatch.GetElapsedTime(began));
            }
        })));
        return new Round(saved, new Latencies(), errors, clock.Elapsed, save + 1, 0);
    }

    private static void Tell(string name, Round round) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}: {round.SaveCount / round.Time.TotalSeconds:0} saves/s {round.Saves}, {round.PageCount / round.Time.TotalSeconds:0} pages/s {round.Pages}, {round.Errors} errors; "
        + $"processor ms a save: site {1000 * round.Site / round.SaveCount:0.00}, database {1000 * round.Database / round.SaveCount:0.00}, client {1000 * round.Client / round.SaveCount:0.00}; "
        + $"{round.Megabytes:0} MB; {round.Time.TotalSeconds:0} s"));

    private sealed record Round(Latencies Saves, Latencies Pages, int Errors, TimeSpan Time, int SaveCount, int PageCount)
    {
        public double Site { get; init; }
        public double Database { get; init; }
        public double Client { get; init; }
        public double Megabytes { get; init; }
    }

    private sealed class Latencies
    {
        private readonly List<TimeSpan> _all = [];

        public void Add(TimeSpan one)
        {
            lock (_all) _all.Add(one);
        }

        public TimeSpan P99 => At(0.99);

        public override string ToString() => _all.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"(p50 {At(0.5).TotalMilliseconds:0.0}, p95 {At(0.95).TotalMilliseconds:0.0}, p99 {P99.TotalMilliseconds:0.0}, most {At(1).TotalMilliseconds:0} ms)");

        private TimeSpan At(double share)
        {
            lock (_all)
            {
                _all.Sort();
                return _all.Count == 0 ? TimeSpan.Zero : _all[(int)Math.Min(_all.Count - 1, share * _all.Count)];
            }
        }
    }

    /// <summary>One learner with ready requests: what the client does for each must not be what is measured.</summary>
    private sealed class Runner(HttpClient client, Uri site, Learner learner)
    {
        private int _number;

        public async Task<bool> SaveAsync()
        {
            var number = Interlocked.Increment(ref _number);
            using var request = learner.Request(HttpMethod.Put, new Uri(site, $"api/attempts/{learner.Attempt}/answers/q{(number % Sitting.Questions) + 1}"));
            request.Content = new StringContent($$"""{"value":"{{number}}-жауап","seq":{{number}},"flagged":false}""", Encoding.UTF8, "application/json");
            return await SendAsync(request);
        }

        public async Task<bool> ReadAsync()
        {
            using var request = learner.Request(HttpMethod.Get, new Uri(site, $"ru/learn/{Sitting.Course}/{Sitting.Lesson}"));
            return await SendAsync(request);
        }

        private async Task<bool> SendAsync(HttpRequestMessage request)
        {
            try
            {
                // As browsers ask; nobody here reads what comes.
                request.Headers.Add("Accept-Encoding", "gzip, br");
                using var answer = await client.SendAsync(request);
                learner.Take(answer);
                await answer.Content.CopyToAsync(Stream.Null);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }
    }
}
