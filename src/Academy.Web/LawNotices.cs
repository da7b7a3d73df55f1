using Academy.Courseware;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// What learners are told on a lesson whose law has changed. In memory; one small question to the database tells whether any case has changed,
/// and its answer is good for a second, so a page of a lesson mostly costs none.
/// </summary>
public sealed class LawNotices(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile Known? _known;

    /// <param name="course">The edition that the learner reads.</param>
    /// <param name="edition">Its number.</param>
    public async Task<IReadOnlyList<LawNotice>> OfAsync(Course course, int edition, Item item)
    {
        if (!course.LawPlaces.Any(place => place.ItemPath == item.Path)) return [];

        var cases = (await KnownAsync()).ByItem[(course.Slug, item.Path)];
        // Not all that is open stands in this edition: an earlier or later text may cite something else.
        return
        [
            .. cases.Where(one => (one.State == LawCaseState.Open || one.ClosedEdition > edition) && course.LawPlaces.Any(place =>
                    place.ItemPath == item.Path && (place.QuestionId ?? "") == one.QuestionId && one.Change.Touches(place)))
                .GroupBy(one => one.Change.Id)
                .Select(same => new LawNotice(same.First().Change, same.Any(one => one.State == LawCaseState.Open) ? null : same.Max(one => one.ClosedEdition)))
                .OrderByDescending(notice => notice.Change.Day),
        ];
    }

    private async Task<Known> KnownAsync()
    {
        if (_known is { } fresh && clock.GetElapsedTime(fresh.At) < GoodFor) return fresh;

        await _asking.WaitAsync();
        try
        {
            if (_known is { } others && clock.GetElapsedTime(others.At) < GoodFor) return others;

            var at = clock.GetTimestamp();
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AcademyDb>();
            // Every act of a case counts it up, and none is ever deleted: the same two numbers are the same cases.
            var state = (await db.LawCases.GroupBy(_ => 1).Select(all => new { Count = all.Count(), Acts = all.Sum(one => (long)one.Revision) }).ToListAsync())
                .Select(all => (all.Count, all.Acts)).FirstOrDefault();
            if (_known is { } same && same.State == state) return _known = same with { At = at };

            var told = await (
                from one in db.LawCases.AsNoTracking()
                join change in db.LawChanges.AsNoTracking() on one.ChangeId equals change.Id
                where one.State == LawCaseState.Open || one.State == LawCaseState.Reworked
                select new ToldCase(one.CourseSlug, one.ItemPath, one.QuestionId, one.State, one.ClosedEdition, change)).ToListAsync();
            return _known = new Known(at, state, told.ToLookup(one => (one.CourseSlug, one.ItemPath)));
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private sealed record ToldCase(string CourseSlug, string ItemPath, string QuestionId, LawCaseState State, int? ClosedEdition, LawChange Change);

    /// <param name="At">A timestamp of the clock, taken before the database was asked.</param>
    private sealed record Known(long At, (int Count, long Acts) State, ILookup<(string Course, string Item), ToldCase> ByItem);
}

/// <param name="ReworkedIn">Null while it is being reworked; the edition in which it was, where the learner reads an earlier one.</param>
public sealed record LawNotice(LawChange Change, int? ReworkedIn);
