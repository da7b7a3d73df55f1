using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Academy.Web.Tests;

/// <summary>What the site does again and again goes on whatever became of a round, until the site stops.</summary>
public sealed class RoundsTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // A command that gave up by itself is told as a cancellation too.
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task A_round_that_is_broken_off_is_followed_by_the_next(Type fault)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var clock = new FakeTimeProvider();
        using var rounds = new BrokenOnce(fault, services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger.Instance);
        await rounds.StartAsync(TestContext.Current.CancellationToken);

        while (!rounds.Second.IsCompleted && !rounds.ExecuteTask!.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            clock.Advance(Every);
            await Task.Yield();
        }

        Assert.True(rounds.Second.IsCompletedSuccessfully);
        await rounds.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(rounds.ExecuteTask!.IsFaulted);
    }

    private sealed class BrokenOnce(Type fault, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : Rounds(Every, "A round was broken off", scopes, clock, log)
    {
        private readonly TaskCompletionSource _second = new();
        private int _round;

        public Task Second => _second.Task;

        protected override Task GoAsync(IServiceProvider services, CancellationToken cancel)
        {
            if (++_round == 1) throw (Exception)Activator.CreateInstance(fault)!;
            _second.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
