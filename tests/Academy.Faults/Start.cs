using System.Diagnostics;
using System.Globalization;

namespace Academy.Faults;

/// <summary>The long runs, by hand or at night: <c>dotnet run -c Release --project tests/Academy.Faults -- all</c>. Ends with 1 where anything was found.</summary>
internal static class Start
{
    private static async Task<int> Main(string[] args)
    {
        var what = args.FirstOrDefault() ?? "";
        var learners = Option(args, "learners", 50);
        var kills = Option(args, "kills", what == "database" ? 10 : 200);
        var seed = Option(args, "seed", Environment.TickCount & 0xFFFF);
        var pause = TimeSpan.FromMilliseconds(Option(args, "pause", 300));
        var runs = new (string Name, Func<Task<Verdict>> Run)[]
        {
            ("sqlite", () => Runs.KillSiteAsync(null, learners, kills, seed, pause, Console.WriteLine)),
            ("postgres", () => OnPostgresAsync(connection => Runs.KillSiteAsync(connection, learners, kills, seed, pause, Console.WriteLine))),
            ("database", () => Runs.KillDatabaseAsync(learners, what == "all" ? 10 : kills, TimeSpan.FromSeconds(10), seed, pause, Console.WriteLine)),
            ("submit", () => OnPostgresAsync(connection => Runs.SubmitTwiceAsync(connection, Option(args, "attempts", 20), parallel: 50, repeats: 50))),
            ("cuts", () => Cuts.RunAsync(TimeSpan.FromSeconds(Option(args, "cut", 60)), patience: TimeSpan.FromSeconds(5), Console.WriteLine)),
            ("deadlines", () => OnPostgresAsync(connection => Runs.DeadlinesAsync(connection, Option(args, "attempts", 1000), TimeSpan.FromMinutes(1), Console.WriteLine))),
        };
        var chosen = runs.Where(run => what == "all" || what == run.Name).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Which? {string.Join(", ", runs.Select(run => run.Name))} or all; --learners 50 --kills 200 --seed 1 --pause 300 --attempts 1000 --cut 60");
            return 2;
        }

        var found = false;
        foreach (var (name, run) in chosen)
        {
            var time = Stopwatch.StartNew();
            var verdict = await run();
            found |= verdict.Findings.Count > 0;
            Console.WriteLine($"{name}: {verdict.Figures}; {verdict.Findings.Count} findings; seed {seed}; {time.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s");
            foreach (var finding in verdict.Findings.Take(50)) Console.WriteLine($"  {finding}");
        }
        return found ? 1 : 0;
    }

    private static async Task<Verdict> OnPostgresAsync(Func<string, Task<Verdict>> run)
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.CreateDatabaseAsync("academy");
        return await run(postgres.ConnectionTo("academy"));
    }

    private static int Option(string[] args, string name, int usual)
    {
        var place = Array.IndexOf(args, $"--{name}");
        return place >= 0 && place + 1 < args.Length ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : usual;
    }
}
