using System.Collections.Concurrent;
using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Drafts as the compiler last saw them, in memory: a change of one file reads that file from the database and compiles that file.
/// What is here is always checked against the draft's own number, so another node's savings are seen at once.
/// </summary>
public sealed class DraftShelf(IServiceScopeFactory scopes, TimeProvider clock)
{
    // A draft with its pictures takes some megabytes, and at any moment few are being written.
    private const int Most = 24;

    private readonly ConcurrentDictionary<Guid, ShelvedDraft> _drafts = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _asked = new();
    private volatile KeptLibrary? _library;

    /// <summary>The draft as it is stored, compiled.</summary>
    public async Task<ShelvedDraft> GetAsync(CourseDraft draft, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AcademyDb>();
        var library = await LibraryAsync(db, cancel);
        _asked[draft.Id] = clock.GetUtcNow();
        if (_drafts.TryGetValue(draft.Id, out var known) && known.Revision >= draft.Revision && ReferenceEquals(known.Library, library)) return known;

        var shelved = await ReadAsync(db, draft, library, known, cancel);
        Forget();
        return _drafts.AddOrUpdate(draft.Id, shelved, (_, other) => other.Revision > shelved.Revision && ReferenceEquals(other.Library, library) ? other : shelved);
    }

    /// <summary>The acts and terms that drafts are held against: the newest that were published.</summary>
    public async Task<Library> LibraryAsync(AcademyDb db, CancellationToken cancel)
    {
        var newest = db.LibraryPackages.NewestFirst();
        var hash = await newest.Select(kept => kept.Hash).FirstOrDefaultAsync(cancel);
        if (hash is null) return Library.Empty;
        if (_library is { } known && known.Hash == hash) return known.Library;

        var bytes = await newest.Where(kept => kept.Hash == hash).Select(kept => kept.Bytes).FirstAsync(cancel);
        var library = LibraryReader.Read(CourseSource.FromStored(bytes)).Library;
        _library = new KeptLibrary(hash, library);
        return library;
    }

    private static async Task<ShelvedDraft> ReadAsync(AcademyDb db, CourseDraft draft, Library library, ShelvedDraft? known, CancellationToken cancel)
    {
        // The number first: files saved between the two questions are then newer than it says, and the next asker reads them again.
        var revision = await db.Drafts.Where(stored => stored.Id == draft.Id).Select(stored => stored.Revision).SingleAsync(cancel);
        var listed = await db.DraftFiles.Where(file => file.DraftId == draft.Id && file.RemovedAt == null)
            .Select(file => new { file.Id, file.Path, file.Number }).ToListAsync(cancel);
        var missing = listed.Where(file => known is null || !known.Files.TryGetValue(file.Id, out var kept) || kept.Number != file.Number).Select(file => file.Id).ToList();
        var contents = missing.Count == 0 ? [] : await (missing.Count * 2 > listed.Count
                ? db.Set<DraftContent>().Where(content => db.DraftFiles.Any(file => file.Id == content.FileId && file.DraftId == draft.Id && file.RemovedAt == null))
                : db.Set<DraftContent>().Where(content => missing.Contains(content.FileId)))
            .AsNoTracking().ToDictionaryAsync(content => content.FileId, content => content.Bytes, cancel);

        var files = listed.ToDictionary(file => file.Id, file => new ShelvedFile(
            file.Path, file.Number, contents.TryGetValue(file.Id, out var read) ? read : known!.Files[file.Id].Bytes));
        var source = new CourseSource(files.Values.Select(file => KeyValuePair.Create(file.Path, file.Bytes)));
        return new ShelvedDraft(draft.Id, revision, files, source, library, CourseCompiler.Compile(source, draft.CourseSlug, library, known?.Compilation)) { Slug = draft.CourseSlug };
    }

    private void Forget()
    {
        while (_drafts.Count >= Most && _asked.OrderBy(asked => asked.Value).Select(asked => (Guid?)asked.Key).FirstOrDefault() is { } oldest)
        {
            _drafts.TryRemove(oldest, out _);
            _asked.TryRemove(oldest, out _);
        }
    }

    private sealed record KeptLibrary(string Hash, Library Library);
}

/// <param name="Number">The file's revision.</param>
public sealed record ShelvedFile(string Path, int Number, ReadOnlyMemory<byte> Bytes);

/// <summary>A draft at one moment.</summary>
/// <param name="Revision">The draft's number then.</param>
/// <param name="Files">By their ids.</param>
public sealed record ShelvedDraft(
    Guid Id, int Revision, IReadOnlyDictionary<Guid, ShelvedFile> Files, CourseSource Source, Library Library, Compilation Compilation)
{
    public required string Slug { get; init; }

    /// <summary>The course as it would be with one file's text as it is being typed: what is not changed is not read again.</summary>
    public Compilation With(string path, ReadOnlyMemory<byte> bytes) =>
        CourseCompiler.Compile(new CourseSource([.. Source.Files.Where(file => file.Key != path), new(path, bytes)]), Slug, Library, Compilation);
}
