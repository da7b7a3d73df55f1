using Academy.Faults;
using Academy.Storage;

namespace Academy.Web.Tests;

/// <summary>
/// The program as processes on databases of their own, with people answering while something is killed: the long runs of
/// <c>tests/Academy.Faults</c> in short. What was acknowledged must stand; how fast all recovers is reported there, not asserted here.
/// </summary>
public sealed class SurvivingTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Theory, OnEachDatabase]
    public async Task Killing_the_site_loses_no_acknowledged_answer(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var verdict = await Runs.KillSiteAsync(provider == DatabaseProvider.Sqlite ? null : database.Connection, learners: 8, kills: 5, seed: 1, Pause);

        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public async Task Killing_and_stopping_postgresql_loses_no_acknowledged_answer_and_the_site_recovers_by_itself()
    {
        Assert.SkipWhen(WhyNoServer is not null, WhyNoServer ?? "");

        var verdict = await Runs.KillDatabaseAsync(learners: 8, kills: 2, away: TimeSpan.FromSeconds(3), seed: 1, Pause);

        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public async Task Pressed_by_fifty_at_once_on_two_nodes_an_attempt_is_handed_in_once()
    {
        Assert.SkipWhen(TestDatabase.WhyNoPostgres is not null, TestDatabase.WhyNoPostgres ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);

        var verdict = await Runs.SubmitTwiceAsync(database.Connection, attempts: 2, parallel: 50, repeats: 50);

        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public async Task Attempts_whose_time_is_over_are_handed_in_once_each_also_when_a_node_is_killed()
    {
        Assert.SkipWhen(TestDatabase.WhyNoPostgres is not null, TestDatabase.WhyNoPostgres ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);

        var verdict = await Runs.DeadlinesAsync(database.Connection, attempts: 40, within: TimeSpan.FromSeconds(10));

        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public async Task Cutting_the_line_for_some_seconds_loses_nothing_that_was_answered_meanwhile()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");

        var verdict = await Cuts.RunAsync(TimeSpan.FromSeconds(5), patience: null);

        Assert.Empty(verdict.Findings);
    }

    /// <summary>Null where a server can be started here. Where everything is demanded it must be.</summary>
    private static string? WhyNoServer => Required.Everything ? null : PostgresServer.WhyNot;
}
