using System.Collections.Concurrent;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Statistics;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Statistics of quizzes. Attempts are read in batches and counted as they come, so memory does not grow with them; what was counted is
/// kept until something is handed in or ruled on.
/// </summary>
public sealed class StatisticsDesk(AcademyDb db, CourseShelf shelf, StatisticsCache cache)
{
    private const int BatchSize = 1000;

    /// <param name="onlyFirst">Only the first attempt of each learner: who sits again has seen the questions.</param>
    /// <returns>Null where the edition has no such quiz.</returns>
    public async Task<QuizReport?> ReportAsync(Guid editionId, string quizPath, bool onlyFirst, CancellationToken cancel)
    {
        var edition = await shelf.GetAsync(editionId);
        if (edition.Course.Find(quizPath) is not Quiz quiz) return null;

        var attempts = db.AttemptsAt(editionId, quizPath).AsNoTracking().WithResult().Where(attempt => !onlyFirst || attempt.Number == 1);
        var version = $"{quiz.RulingNumber} {await attempts.StateAsync(cancel)}";
        return await cache.GetAsync($"{editionId} {quizPath} {onlyFirst}", version, () => CountAsync(quiz, attempts, cancel));
    }

    private async Task<QuizReport> CountAsync(Quiz quiz, IQueryable<Attempt> attempts, CancellationToken cancel)
    {
        var statistics = new QuizStatistics(quiz);
        var last = Guid.Empty;
        while (true)
        {
            var (batch, answers) = await db.BatchAsync(attempts, last, BatchSize, cancel);
            if (batch.Count == 0) return statistics.Report();

            foreach (var attempt in batch) statistics.Add(attempt, answers[attempt.Id]);
            last = batch[^1].Id;
        }
    }
}

/// <summary>The reports asked for last, each as long as it is true.</summary>
public sealed class StatisticsCache
{
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<string, Kept> _reports = new();
    private long _asked;

    public async Task<QuizReport> GetAsync(string quiz, string version, Func<Task<QuizReport>> count)
    {
        var asked = Interlocked.Increment(ref _asked);
        if (_reports.TryGetValue(quiz, out var kept) && kept.Version == version) return kept.Report;

        var report = await count();
        _reports[quiz] = new Kept(version, report, asked);
        foreach (var (old, _) in _reports.OrderByDescending(one => one.Value.Asked).Skip(MostKept)) _reports.TryRemove(old, out _);
        return report;
    }

    private sealed record Kept(string Version, QuizReport Report, long Asked);
}
