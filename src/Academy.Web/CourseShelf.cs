using System.Collections.Concurrent;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Compiled editions in memory, by id, with the rulings on their questions laid over. An edition never changes, so what was compiled stays
/// right for as long as the process lives; rulings come later, on any node. One small question to the database tells every edition's
/// newest ruling, and its answer is good for a second, so a page of a lesson mostly costs none. Whoever draws or grades asks afresh.
/// </summary>
public sealed class CourseShelf(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Lazy<Task<ShelvedEdition>>> _editions = new();
    private readonly ConcurrentDictionary<Guid, ShelvedEdition> _ruled = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyDictionary<string, Correction>> _corrections = new();
    private readonly SemaphoreSlim _asking = new(1);
    private volatile RulingNumbers? _numbers;

    /// <summary>From memory, or compiled from the stored package the first time. A ruling made on another node is seen within a second.</summary>
    public async Task<ShelvedEdition> GetAsync(Guid editionId) => await GetAsync(editionId, await NumbersAsync(afresh: false));

    /// <summary>With every ruling that is stored at this moment: for drawing and grading.</summary>
    public async Task<Course> CourseNowAsync(Guid editionId) => (await GetAsync(editionId, await NumbersAsync(afresh: true))).Course;

    private async Task<ShelvedEdition> GetAsync(Guid editionId, RulingNumbers numbers)
    {
        var written = await WrittenAsync(editionId);
        if (!numbers.Newest.TryGetValue(editionId, out var newest)) return written;
        if (_ruled.TryGetValue(editionId, out var ruled) && ruled.RulingNumber >= newest) return ruled;

        await using var scope = scopes.CreateAsyncScope();
        var rulings = await scope.ServiceProvider.GetRequiredService<AcademyDb>().Rulings.AsNoTracking()
            .Where(ruling => ruling.EditionId == editionId).ToListAsync();
        ruled = written with { Course = Rulings.Apply(written.Course, rulings), RulingNumber = rulings.Max(ruling => ruling.Number) };
        return _ruled.AddOrUpdate(editionId, ruled, (_, other) => other.RulingNumber > ruled.RulingNumber ? other : ruled);
    }

    private async Task<RulingNumbers> NumbersAsync(bool afresh)
    {
        var asked = clock.GetTimestamp();
        if (!afresh && _numbers is { } known && clock.GetElapsedTime(known.At, asked) < GoodFor) return known;

        await _asking.WaitAsync();
        try
        {
            // Somebody else's answer is as good where it was asked for after this caller came.
            if (_numbers is { } others && others.At > asked || !afresh && _numbers is { } same && clock.GetElapsedTime(same.At, asked) < GoodFor) return _numbers!;

            var at = clock.GetTimestamp();
            await using var scope = scopes.CreateAsyncScope();
            var newest = await scope.ServiceProvider.GetRequiredService<AcademyDb>().Rulings.GroupBy(ruling => ruling.EditionId)
                .Select(group => new { group.Key, Number = group.Max(ruling => ruling.Number) }).ToDictionaryAsync(one => one.Key, one => one.Number);
            return _numbers = new RulingNumbers(at, newest);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    /// <param name="At">A timestamp of the clock, taken before the database was asked.</param>
    private sealed record RulingNumbers(long At, IReadOnlyDictionary<Guid, int> Newest);

    /// <summary>As its author wrote it: no ruling is applied.</summary>
    public async Task<ShelvedEdition> WrittenAsync(Guid editionId)
    {
        var taken = _editions.GetOrAdd(editionId, id => new Lazy<Task<ShelvedEdition>>(() => LoadAsync(id)));
        try
        {
            return await taken.Value;
        }
        catch
        {
            // The database was away, say: the next reader tries again.
            _editions.TryRemove(new(editionId, taken));
            throw;
        }
    }

    public async Task<Course> CourseAsync(Guid editionId) => (await GetAsync(editionId)).Course;

    /// <summary>
    /// The items whose words corrections have changed since their course was last a new edition, each with the newest of them. Ask only
    /// for an edition that is published: with that, its corrections are settled.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Correction>> CorrectionsAsync(Guid editionId)
    {
        if (_corrections.TryGetValue(editionId, out var known)) return known;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AcademyDb>();
        var found = new Dictionary<string, Correction>(StringComparer.Ordinal);
        for (Guid? next = editionId; next is { } id;)
        {
            var edition = await db.Editions.AsNoTracking().SingleAsync(stored => stored.Id == id);
            if (edition.PublishedAt is not { } at || !edition.IsCorrection) break;

            var note = await db.PublicationNotes.AsNoTracking().SingleAsync(stored => stored.EditionId == id);
            foreach (var path in await db.CorrectedItems.Where(item => item.EditionId == id).Select(item => item.ItemPath).ToListAsync())
                found.TryAdd(path, new Correction(at, note));
            next = edition.CorrectsId;
        }
        return _corrections[editionId] = found;
    }

    /// <summary>The newest published edition of every course, by the course's slug.</summary>
    public async Task<IReadOnlyList<ShelvedEdition>> CurrentAsync(AcademyDb db, CancellationToken cancel)
    {
        var ids = await db.Editions.Current().OrderBy(edition => edition.CourseSlug).Select(edition => edition.Id).ToListAsync(cancel);
        var current = new List<ShelvedEdition>(ids.Count);
        foreach (var id in ids) current.Add(await GetAsync(id));
        return current;
    }

    /// <summary>The newest published edition of one course, or null.</summary>
    public async Task<ShelvedEdition?> CurrentAsync(AcademyDb db, string course, CancellationToken cancel)
    {
        var id = await db.Editions.Current().Where(edition => edition.CourseSlug == course).Select(edition => (Guid?)edition.Id).FirstOrDefaultAsync(cancel);
        return id is { } found ? await GetAsync(found) : null;
    }

    private async Task<ShelvedEdition> LoadAsync(Guid editionId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AcademyDb>();
        var stored = await (
            from edition in db.Editions
            join package in db.EditionPackages on edition.Id equals package.EditionId
            join library in db.LibraryPackages on edition.LibraryHash equals library.Hash
            where edition.Id == editionId
            select new { edition.CourseSlug, edition.Number, Package = package.Bytes, Library = library.Bytes }).SingleAsync();

        var shared = LibraryReader.Read(CourseSource.FromStored(stored.Library)).Library;
        var compilation = CourseCompiler.Compile(CourseSource.FromStored(stored.Package), stored.CourseSlug, shared);
        return new ShelvedEdition(
            editionId,
            stored.Number,
            // It was accepted once; what the compiler has learnt to refuse since does not take the course from its learners.
            compilation.Built ?? throw new InvalidOperationException(
                $"Edition {editionId} of {stored.CourseSlug} was accepted and cannot be built now: {compilation.Diagnostics.First(d => d.Severity == Severity.Error)}"),
            shared);
    }
}

/// <summary>What the page of a corrected item says.</summary>
public sealed record Correction(DateTimeOffset At, PublicationNote Note);

/// <param name="Library">The law register, glossary and programmes it was compiled with.</param>
public sealed record ShelvedEdition(Guid Id, int Number, Course Course, Library Library)
{
    /// <summary>The newest ruling on a question that is applied; 0 where there is none.</summary>
    public int RulingNumber { get; init; }
}
