using System.Data.Common;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Academy.Web;

/// <summary>Whether the site has been prepared since its start, and prepares it as soon as the database lets it.</summary>
public sealed class Readiness(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<Readiness> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsPrepared => _prepared.Task.IsCompletedSuccessfully;

    /// <summary>Set where a setting cannot work: the program ends with exit code 1 and this sentence's exception.</summary>
    public SettingException? Refused { get; private set; }

    /// <summary>Prepares now. False where the database cannot be reached; then it is tried again in the background.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public async Task<bool> TryPrepareAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StartUp>().RunAsync(cancel);
            _prepared.TrySetResult();
            return true;
        }
        catch (Exception fault) when (Faults.IsDatabaseAway(fault))
        {
            log.LogError(fault, "The database cannot be reached; trying again every {Seconds} s", Pause.TotalSeconds);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!IsPrepared && await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await TryPrepareAsync(stoppingToken);
            }
            catch (SettingException refused)
            {
                Refused = refused;
                lifetime.StopApplication();
                return;
            }
    }
}

/// <summary>What <c>/health/ready</c> asks: prepared, and the database answers.</summary>
public sealed class DatabaseCheck(AcademyDb db, Readiness readiness) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await db.NumberSeries.AnyAsync(limit.Token);
            return readiness.IsPrepared ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception: fault);
        }
    }
}
