using System.Collections.Concurrent;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Works previews of rulings out beside the request that asks: a hundred thousand attempts take longer than anybody waits for a page. A
/// preview that is asked for again while nothing was handed in or regraded since is the same one. Another node works it out for itself.
/// </summary>
public sealed class RulingPreviews(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RulingPreviews> log) : IDisposable
{
    private const int MostKept = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly SemaphoreSlim _working = new(2);
    private long _count;

    /// <param name="ruled">The quiz as the ruling would make it.</param>
    /// <param name="ruling">What tells this ruling from any other.</param>
    public async Task<PreviewState> AskAsync(AcademyDb db, Guid editionId, Quiz ruled, string ruling, CancellationToken cancel)
    {
        var state = await db.AttemptsAt(editionId, ruled.Path).WithResult().StateAsync(cancel);
        var key = $"{editionId} {ruled.Path} {ruled.RulingNumber} {ruling} {state}";
        var entry = _entries.GetOrAdd(key, _ => new Entry(Interlocked.Increment(ref _count)));
        var work = entry.Start(() => WorkAsync(entry, editionId, ruled));
        foreach (var (old, _) in _entries.OrderByDescending(one => one.Value.Number).Skip(MostKept)) _entries.TryRemove(old, out _);

        await Task.WhenAny(work, Task.Delay(Patience, clock, cancel));
        if (work.IsFaulted)
        {
            // The database was away, say: who asks next starts afresh.
            _entries.TryRemove(new(key, entry));
            log.LogError(work.Exception, "A preview of a ruling could not be worked out");
        }
        return new PreviewState(work.IsCompleted ? await work : null, entry.Seen, state.Count);
    }

    private async Task<RegradePreview> WorkAsync(Entry entry, Guid editionId, Quiz ruled)
    {
        await _working.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<RegradeDesk>().PreviewAsync(editionId, ruled, seen => entry.Seen = seen, CancellationToken.None);
        }
        finally
        {
            _working.Release();
        }
    }

    public void Dispose() => _working.Dispose();

    private sealed class Entry(long number)
    {
        private readonly Lock _starting = new();
        private Task<RegradePreview>? _work;

        public long Number { get; } = number;

        public int Seen { get; set; }

        public Task<RegradePreview> Start(Func<Task<RegradePreview>> work)
        {
            lock (_starting) return _work ??= Task.Run(work);
        }
    }
}

/// <param name="Preview">Null while it is being worked out.</param>
/// <param name="Seen">Attempts gone through.</param>
/// <param name="Total">Attempts there are.</param>
public sealed record PreviewState(RegradePreview? Preview, int Seen, int Total);
