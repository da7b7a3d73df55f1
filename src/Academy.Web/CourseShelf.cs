using System.Collections.Concurrent;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Compiled editions in memory, by id. An edition never changes, so what is on the shelf stays right for as long as the process lives.</summary>
public sealed class CourseShelf(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<ShelvedEdition>>> _editions = new();

    /// <summary>From memory, or compiled from the stored package the first time.</summary>
    public async Task<ShelvedEdition> GetAsync(Guid editionId)
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

        var shared = LibraryReader.Read(Unpack(stored.Library)).Library;
        var compilation = CourseCompiler.Compile(Unpack(stored.Package), stored.CourseSlug, shared);
        return new ShelvedEdition(
            editionId,
            stored.Number,
            compilation.Course ?? throw new InvalidOperationException(
                $"Edition {editionId} of {stored.CourseSlug} was accepted and does not compile now: {compilation.Diagnostics.First(d => d.Severity == Severity.Error)}"),
            shared);
    }

    private static CourseSource Unpack(byte[] package) => CourseSource.FromZip(new MemoryStream(package)).Source;
}

/// <param name="Library">The law register, glossary and programmes it was compiled with.</param>
public sealed record ShelvedEdition(Guid Id, int Number, Course Course, Library Library);
