namespace Academy.Web;

/// <summary>Something done again and again for as long as the site runs, each round in a scope of its own. A round that fails is logged, and the next goes on.</summary>
/// <param name="every">How often.</param>
/// <param name="whatFailed">What the log says of a round that was broken off.</param>
public abstract class Rounds(TimeSpan every, string whatFailed, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>One round. What it leaves undone, the next one does.</summary>
    protected abstract Task GoAsync(IServiceProvider services, CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await GoAsync(scope.ServiceProvider, stoppingToken);
            }
            // A cancellation that is not ours, of a command that took too long say, must not end the rounds for good.
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "{WhatFailed}; trying again in {Seconds} s", whatFailed, every.TotalSeconds);
            }
    }
}
