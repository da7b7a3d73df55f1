using System.Diagnostics;
using System.Globalization;
using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Faults;

/// <summary>What happens to the site and its database while people answer. Long on the command line, short among the tests.</summary>
public static class Runs
{
    /// <summary>The web process is killed at random moments and started again at once.</summary>
    /// <param name="connection">Of an empty PostgreSQL database; null for SQLite.</param>
    public static async Task<Verdict> KillSiteAsync(string? connection, int learners, int kills, int seed, TimeSpan pause, Action<string>? say = null)
    {
        await using var ward = await Ward.OpenAsync(connection);
        await ward.EnrolAsync(learners);
        var stop = ward.LetLearn(pause);
        await ward.UntilSavedAsync();
        var chance = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            // Also while it is still starting.
            await Task.Delay(TimeSpan.FromSeconds(2 * chance.NextDouble()));
            await ward.Sites[0].KillAsync();
            ward.Sites[0].Start();
            if (chance.Next(4) > 0)
            {
                await ward.Sites[0].UntilReadyAsync();
                await ward.UntilSavedAsync();
            }
            if (kill % 10 == 0) say?.Invoke($"{kill} kills; {ward.Counts}");
        }
        await ward.Sites[0].UntilReadyAsync();
        await stop();
        return new Verdict(await ward.JudgeAsync(), $"{kills} kills of the site on {ward.Place.Provider}; {ward.Counts}");
    }

    /// <summary>All processes of PostgreSQL are killed and started again, then it is stopped for a while; the site is left alone and must recover by itself.</summary>
    public static async Task<Verdict> KillDatabaseAsync(int learners, int kills, TimeSpan away, int seed, TimeSpan pause, Action<string>? say = null)
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.CreateDatabaseAsync("academy");
        // A pool that believes in its sessions for long would answer from dead ones.
        await using var ward = await Ward.OpenAsync(postgres.ConnectionTo("academy"));
        await ward.EnrolAsync(learners);
        var stop = ward.LetLearn(pause);
        await ward.UntilSavedAsync();
        var (chance, back) = (new Random(seed), new List<double>());
        for (var kill = 1; kill <= kills; kill++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 * chance.NextDouble()));
            await postgres.KillAsync();
            await postgres.StartAsync();
            back.Add((await ward.UntilSavedAsync()).TotalSeconds);
            say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"kill {kill}: saving again after {back[^1]:0.0} s; {ward.Counts}"));
        }

        await postgres.StopAsync();
        var findings = new List<string>();
        var stopped = Stopwatch.StartNew();
        do
        {
            var (status, body) = await ward.LookAsync(ward.Sites[0].Address);
            if (status != HttpStatusCode.ServiceUnavailable || !body.Contains("Страница сейчас не открывается", StringComparison.Ordinal))
                findings.Add($"broken: a page answered {(int)status} while the database was away");
            await Task.Delay(200);
        }
        while (stopped.Elapsed < away);
        await postgres.StartAsync();
        back.Add((await ward.UntilSavedAsync()).TotalSeconds);

        await stop();
        findings.AddRange(await ward.JudgeAsync());
        return new Verdict([.. findings.Distinct()], string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills of PostgreSQL and a stop of {away.TotalSeconds:0} s; saving again at most {back.Max():0.0} s after it was back; {ward.Counts}"));
    }

    /// <summary>One attempt is handed in by many presses at once and many more, on two processes.</summary>
    public static async Task<Verdict> SubmitTwiceAsync(string connection, int attempts, int parallel, int repeats)
    {
        await using var ward = await Ward.OpenAsync(connection, sites: 2);
        await ward.EnrolAsync(attempts);
        foreach (var learner in ward.Learners)
        {
            await learner.StartAsync(ward.Sites[0].Address, CancellationToken.None);
            for (var number = 1; number <= Sitting.Questions; number++) await learner.AnswerAsync(ward.Sites[number % 2].Address, $"q{number}", CancellationToken.None);
            await Task.WhenAll(Enumerable.Range(0, parallel).Select(press => learner.SubmitAsync(ward.Sites[press % 2].Address, CancellationToken.None)));
            for (var press = 0; press < repeats; press++) await learner.SubmitAsync(ward.Sites[press % 2].Address, CancellationToken.None);
        }
        var findings = (await ward.JudgeAsync()).ToList();
        var wanting = ward.History.Submits.Count(call => call.Outcome != Outcome.Acknowledged);
        if (wanting > 0) findings.Add($"broken: {wanting} presses got no receipt");
        foreach (var (attempt, changes) in await ChangesAsync(ward))
            // Each question was answered once, and the attempt handed in once.
            if (changes != Sitting.Questions + 1) findings.Add($"doubled: attempt {attempt} was changed {changes} times");
        return new Verdict(findings, $"{attempts} attempts handed in {parallel} times at once and {repeats} times after, on two nodes");
    }

    /// <summary>Many attempts run out of time within a minute, nobody is there, and one of two processes is killed meanwhile.</summary>
    /// <param name="within">The deadlines lie between ten seconds from the start and this much later.</param>
    public static async Task<Verdict> DeadlinesAsync(string connection, int attempts, TimeSpan within, Action<string>? say = null)
    {
        await using var ward = await Ward.OpenAsync(connection, sites: 2);
        // Begun so long ago that their time is over when it should be.
        await ward.EnrolAsync(attempts, Sitting.TimedQuiz, place => Sitting.TimeLimit - TimeSpan.FromSeconds(10) - (within * place / attempts));
        var answering = Stopwatch.StartNew();
        await Parallel.ForEachAsync(ward.Learners, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (learner, cancel) =>
        {
            await learner.TakeTokenAsync(ward.Sites[learner.Number % 2].Address, cancel);
            await learner.AnswerAsync(ward.Sites[learner.Number % 2].Address, "q1", cancel);
        });
        say?.Invoke($"answered within {answering.Elapsed.TotalSeconds:0} s; {ward.Counts}");

        var seen = new Dictionary<Guid, (TimeSpan Late, DateTimeOffset Deadline)>();
        var patience = Stopwatch.StartNew();
        var killed = false;
        while (seen.Count < attempts && patience.Elapsed < within + TimeSpan.FromMinutes(3))
        {
            var closed = await ward.School.QueryAsync(db => db.Attempts.AsNoTracking().Where(attempt => attempt.SubmittedAt != null)
                .Select(attempt => new { attempt.Id, attempt.SubmittedAt, attempt.Deadline }).ToListAsync());
            foreach (var one in closed) seen.TryAdd(one.Id, (DateTimeOffset.UtcNow - one.Deadline!.Value, one.Deadline.Value));
            if (!killed && seen.Count > 0)
            {
                await ward.Sites[0].KillAsync();
                ward.Sites[0].Start();
                killed = true;
            }
            await Task.Delay(250);
        }

        var findings = (await ward.JudgeAsync()).ToList();
        if (seen.Count < attempts) findings.Add($"lost: {attempts - seen.Count} of {attempts} attempts are still open");
        var wrong = await ward.School.QueryAsync(db => db.Attempts.CountAsync(attempt => attempt.SubmittedAt != attempt.Deadline));
        if (wrong > 0) findings.Add($"aged: {wrong} attempts do not end at their deadline");
        var saved = ward.History.Saves.Where(call => call.Outcome == Outcome.Acknowledged).Select(call => call.Attempt).ToHashSet();
        foreach (var (attempt, changes) in await ChangesAsync(ward))
            if (changes != (saved.Contains(attempt) ? 2 : 1)) findings.Add($"doubled: attempt {attempt} was changed {changes} times");
        return new Verdict(findings, string.Create(CultureInfo.InvariantCulture,
            $"{attempts} attempts with deadlines within {within.TotalSeconds:0} s on two nodes, one killed; handed in at most {seen.Values.Select(one => one.Late.TotalSeconds).DefaultIfEmpty(0).Max():0.0} s after the deadline"));
    }

    // Every save and the hand-in count an attempt's revision up by one.
    private static Task<Dictionary<Guid, int>> ChangesAsync(Ward ward) =>
        ward.School.QueryAsync(db => db.Attempts.ToDictionaryAsync(attempt => attempt.Id, attempt => attempt.Revision));
}
