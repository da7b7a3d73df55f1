using System.Security.Cryptography;
using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>A draft as a folder: out to whatever editor its author likes, and back, held against what the draft has become since.</summary>
public sealed class FolderDesk(AcademyDb db)
{
    /// <summary>The files that are there now, byte for byte.</summary>
    public async Task<CourseSource> ReadAsync(CourseDraft draft, CancellationToken cancel)
    {
        var files = await (
            from file in db.DraftFiles
            join content in db.Set<DraftContent>() on file.Id equals content.FileId
            where file.DraftId == draft.Id && file.RemovedAt == null
            select new { file.Path, content.Bytes }).AsNoTracking().ToListAsync(cancel);
        return new CourseSource(files.Select(file => KeyValuePair.Create(file.Path, (ReadOnlyMemory<byte>)file.Bytes)));
    }

    /// <summary>Every file of either side. What differs is loaded with its content, so that it can be changed.</summary>
    /// <param name="draft">With the list of its files.</param>
    /// <param name="isWhole">What the folder does not have was taken out of it; else it says nothing of other files.</param>
    /// <param name="taken">What this folder was when it was taken away, where that is known.</param>
    public async Task<IReadOnlyList<ComparedFile>> CompareAsync(CourseDraft draft, CourseSource folder, bool isWhole, IReadOnlyList<TakenFile>? taken, CancellationToken cancel)
    {
        var pairs = Pair(draft, folder, isWhole, taken);
        var differing = pairs.Where(pair => pair.File is null || pair.Hash is null || pair.File.IsRemoved || pair.Hash != pair.File.Sha256).ToList();
        var fileIds = differing.Select(pair => pair.File?.Id).OfType<Guid>().ToList();
        await db.Set<DraftContent>().Where(content => fileIds.Contains(content.FileId)).LoadAsync(cancel);

        var hashes = differing.Select(pair => pair.Hash).OfType<string>().Distinct().ToList();
        // An earlier revision with the very bytes of the folder: the folder has not changed since then.
        var sameBytes = (await db.FileRevisions.Where(revision => fileIds.Contains(revision.FileId) && hashes.Contains(revision.Sha256))
            .GroupBy(revision => new { revision.FileId, revision.Sha256 })
            .Select(same => new { same.Key.FileId, same.Key.Sha256, Number = same.Max(revision => revision.Number) }).ToListAsync(cancel))
            .ToDictionary(same => (same.FileId, same.Sha256), same => same.Number);

        var compared = pairs.Except(differing).Select(pair => new ComparedFile(pair.Path, pair.InFolder, pair.File, null, null)).ToList();
        foreach (var pair in differing)
        {
            var mine = pair.File is { IsRemoved: false } ? pair.File.Content!.Bytes : null;
            int? number = pair.File is null ? null
                : pair.Hash is not null && sameBytes.TryGetValue((pair.File.Id, pair.Hash), out var same) ? same
                : pair.TakenNumber ?? (pair.File.EditionNumber > 0 && (taken is null || pair.Theirs is not null) ? pair.File.EditionNumber : null);
            var origin = number is null ? null
                : number == pair.File!.Number ? pair.File.Content!.Bytes
                : await db.ReadRevisionAsync(pair.File.Id, number.Value, cancel);
            compared.Add(new ComparedFile(pair.Path, pair.InFolder, pair.File, new BroughtFile(pair.Path, origin, mine, pair.Theirs), number));
        }
        return [.. compared.OrderBy(file => file.Change).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Somebody has written in it since an edition was last made of it or put into it: a folder that takes its place would take that away.</summary>
    /// <param name="draft">With the list of its files.</param>
    /// <param name="justIn">An edition that has just come in: the draft cannot have been made of it.</param>
    public async Task<bool> HasOwnChangesAsync(CourseDraft draft, CancellationToken cancel, Guid? justIn = null)
    {
        if (!draft.HasChanges) return false;

        var newest = await (
            from edition in db.Editions
            join package in db.EditionPackages on edition.Id equals package.EditionId
            where edition.CourseSlug == draft.CourseSlug && edition.Id != justIn
            orderby edition.Number descending
            select package.Bytes).FirstOrDefaultAsync(cancel);
        return newest is null || !IsSame(draft, CourseSource.FromStored(newest));
    }

    /// <summary>The draft's files are those of the folder, byte for byte.</summary>
    public static bool IsSame(CourseDraft draft, CourseSource folder)
    {
        var files = draft.Files.Where(file => !file.IsRemoved).ToList();
        return files.Count == folder.Files.Count
            && files.All(file => folder.Files.TryGetValue(file.Path, out var bytes) && bytes.Length == file.Size && Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) == file.Sha256);
    }

    /// <summary>Does what was decided for one file, as a step of its history.</summary>
    public static void Put(CourseDraft draft, ComparedFile file, byte[]? result, Guid? by, DateTimeOffset now)
    {
        if (result is null)
        {
            if (file.File is { IsRemoved: false } there) draft.Remove(there, by, now);
            return;
        }
        if (file.File is not { } known)
        {
            draft.Add(file.Path, result, by, now);
            return;
        }
        draft.BringBack(known, by, now);
        draft.Rename(known, file.Path, by, now);
        draft.Save(known, result, by, now);
    }

    /// <summary>What speaks against the names that the draft would have then: two that some computer takes for one.</summary>
    public static IReadOnlyList<Diagnostic> FaultsOf(IReadOnlyList<(ComparedFile File, byte[]? Result)> decided, CourseDraft draft)
    {
        var judged = decided.Select(one => one.File.File?.Id).OfType<Guid>().ToHashSet();
        var paths = draft.Files.Where(file => !file.IsRemoved && !judged.Contains(file.Id)).Select(file => file.Path)
            .Concat(decided.Where(one => one.File.Brought is null ? one.File.File is not null : one.Result is not null).Select(one => one.File.Path));
        return CourseSource.FromFiles(paths.Select(path => KeyValuePair.Create(path, ReadOnlyMemory<byte>.Empty))).Diagnostics;
    }

    private static List<Paired> Pair(CourseDraft draft, CourseSource folder, bool isWhole, IReadOnlyList<TakenFile>? taken)
    {
        var byPath = draft.Files.Where(file => !file.IsRemoved).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var byId = draft.Files.ToDictionary(file => file.Id);
        var removed = draft.Files.Where(file => file.IsRemoved).GroupBy(file => file.Path).ToDictionary(same => same.Key, same => same.MaxBy(file => file.RemovedAt)!, StringComparer.Ordinal);
        var had = (taken ?? []).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var numbers = had.Values.ToDictionary(file => file.FileId, file => file.Number);
        var used = new HashSet<Guid>();
        var pairs = new List<Paired>();
        foreach (var (path, bytes) in folder.Files)
        {
            var file = byPath.GetValueOrDefault(path);
            // Moved here since it was taken away: in the folder it still has its old name.
            if (file is null && had.TryGetValue(path, out var then) && byId.GetValueOrDefault(then.FileId) is { } moved && (moved.IsRemoved || !folder.Files.ContainsKey(moved.Path))) file = moved;
            file ??= removed.GetValueOrDefault(path);
            if (file is not null && !used.Add(file.Id)) file = null;
            var theirs = bytes.ToArray();
            pairs.Add(new Paired(file is { IsRemoved: false } ? file.Path : path, path, file, theirs, Convert.ToHexStringLower(SHA256.HashData(theirs)), NumberOf(file)));
        }
        if (isWhole)
            foreach (var file in byPath.Values.Where(file => !used.Contains(file.Id)))
                pairs.Add(new Paired(file.Path, file.Path, file, null, null, NumberOf(file)));
        return pairs;

        int? NumberOf(DraftFile? file) => file is not null && numbers.TryGetValue(file.Id, out var number) ? number : null;
    }

    private sealed record Paired(string Path, string InFolder, DraftFile? File, byte[]? Theirs, string? Hash, int? TakenNumber);
}

/// <summary>One file of the folder and the draft.</summary>
/// <param name="Path">In the draft.</param>
/// <param name="InFolder">In the folder, where it may still have the name that it had when it was taken away.</param>
/// <param name="File">Null where the draft has never had it.</param>
/// <param name="Brought">Null where both sides are the same.</param>
/// <param name="Origin">The revision that both came from; null where nobody knows.</param>
public sealed record ComparedFile(string Path, string InFolder, DraftFile? File, BroughtFile? Brought, int? Origin)
{
    public BroughtChange Change => Brought?.Change ?? BroughtChange.Same;

    /// <summary>There is something to choose.</summary>
    public bool IsOpen => Brought?.Choices.Count > 1;
}
