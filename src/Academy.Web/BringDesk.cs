using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Folders that come back to a draft, through the person: what is handed in waits beside the draft until its author has decided, file by file,
/// and then goes in whole, in one save, as steps of the history.
/// </summary>
public sealed class BringDesk(AcademyDb db, DraftDesk drafts, FolderDesk folders, CurrentAccount me, TimeProvider clock)
{
    /// <summary>The draft's files to take away. What they were is remembered, so that they can be put together again.</summary>
    /// <returns>Null where the draft is not there for this person.</returns>
    public async Task<CourseSource?> TakeAwayAsync(string course, CancellationToken cancel)
    {
        var taken = await db.RetryingAsync<CourseDraft?>(async () =>
        {
            if (await drafts.FindAsync(course, cancel) is not { } open) return null;
            // The list first: what is saved between it and the files is then newer in the folder than it says, which puts no text at risk.
            if (open.MayWrite && !open.Draft.IsLibrary) await RememberAsync(open.Draft, open.Draft.Files.Where(file => !file.IsRemoved).Select(file => new TakenFile(file.Path, file.Id, file.Number)), cancel);
            await db.SaveChangesAsync(cancel);
            return open.Draft;
        });
        return taken is null ? null : await folders.ReadAsync(taken, cancel);
    }

    /// <summary>Keeps what was handed in for this person; what they had handed in before is gone.</summary>
    /// <returns>Null where the draft is not there to be written; else what speaks against the files, and then nothing was kept.</returns>
    public Task<IReadOnlyList<Diagnostic>?> HandInAsync(string course, CourseSource files, bool isWhole, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindToWriteAsync(course, cancel) is not { } open) return null;

        // What the site has already was looked at when it came in.
        var known = open.Draft.Files.Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        var faults = files.Files.Where(file => file.Key.StartsWith(MediaDesk.Folder, StringComparison.Ordinal)).Select(file => MediaCheck.Look(file.Key, file.Value))
            .Where(looked => !known.Contains(looked.File.Sha256)).SelectMany(looked => looked.Diagnostics).Where(found => found.Severity == Severity.Error).ToList();
        if (faults.Count > 0) return (IReadOnlyList<Diagnostic>?)faults;

        var now = clock.GetUtcNow();
        await db.FolderUploads.Where(upload => upload.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        var upload = await Mine(open.Draft).FirstOrDefaultAsync(cancel) ?? db.FolderUploads.Add(new FolderUpload(open.Draft.Id, me.Id)).Entity;
        upload.HandIn(files.ToZip(), isWhole, await MyFolder(open.Draft).FirstOrDefaultAsync(cancel), now);
        await db.SaveChangesAsync(cancel);
        return [];
    });

    /// <summary>What waits for this person, held against the draft as it is now.</summary>
    /// <param name="open">A draft that they may write.</param>
    public async Task<BroughtFolder?> FindAsync(OpenDraft open, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await Mine(open.Draft).FirstOrDefaultAsync(upload => upload.ExpiresAt > now, cancel) is not { } upload) return null;

        return new BroughtFolder(upload, open.Draft.Revision, await folders.CompareAsync(open.Draft, CourseSource.FromStored(upload.Package), upload.IsWhole, upload.Taken, cancel));
    }

    /// <summary>Puts into the draft what was decided, all of it or nothing.</summary>
    /// <param name="uploadId">What the person has seen …</param>
    /// <param name="revision">… and the draft's number then.</param>
    /// <param name="results">For each file that differs, by its path, what it becomes; null for none.</param>
    /// <returns>How many files were changed; null where there is no draft for this person to write in.</returns>
    /// <exception cref="RefusedException">Another folder waits, the draft has been changed since, or two files would have one name.</exception>
    public Task<int?> PutInAsync(string course, Guid uploadId, int revision, IReadOnlyDictionary<string, byte[]?> results, CancellationToken cancel) => db.RetryingAsync<int?>(async () =>
    {
        if (await FindToWriteAsync(course, cancel) is not { } open) return null;
        if (await FindAsync(open, cancel) is not { } brought || brought.Upload.Id != uploadId) throw new RefusedException(Refusal.FolderGone);
        if (brought.Revision != revision) throw new RefusedException(Refusal.DraftChangedSince);

        var now = clock.GetUtcNow();
        List<(ComparedFile File, byte[]? Result)> decided = [.. brought.Files.Select(file => (file, file.Brought is null ? null : results[file.Path]))];
        if (FolderDesk.FaultsOf(decided, open.Draft) is [var fault, ..]) throw new RefusedException(Refusal.NamesAlike, fault.Location.File, fault.Arguments.Count > 0 ? fault.Arguments[0] : "");

        // What goes first makes room for a name that comes in another writing.
        foreach (var (file, result) in decided.Where(one => one.File.Brought is not null).OrderBy(one => one.Result is not null)) FolderDesk.Put(open.Draft, file, result, me.Id, now);
        var changed = open.Draft.Files.Count(file => file.Revisions.Count > 0);
        await RememberAsync(open.Draft, CommonWith(decided, open.Draft, brought.Upload.Taken ?? []), cancel);
        db.FolderUploads.Remove(brought.Upload);
        await db.SaveChangesAsync(cancel);
        return changed;
    });

    /// <returns>False where the draft is not there for this person to write.</returns>
    public async Task<bool> ThrowAwayAsync(string course, Guid uploadId, CancellationToken cancel)
    {
        if (await FindToWriteAsync(course, cancel) is not { } open) return false;
        await Mine(open.Draft).Where(upload => upload.Id == uploadId).ExecuteDeleteAsync(cancel);
        return true;
    }

    private async Task<OpenDraft?> FindToWriteAsync(string course, CancellationToken cancel) =>
        await drafts.FindToWriteAsync(course, cancel) is { Draft.IsLibrary: false } open ? open : null;

    private IQueryable<FolderUpload> Mine(CourseDraft draft) => db.FolderUploads.Where(upload => upload.DraftId == draft.Id && upload.AccountId == me.Id);

    private IQueryable<FolderTaken> MyFolder(CourseDraft draft) => db.FoldersTaken.Where(taken => taken.DraftId == draft.Id && taken.AccountId == me.Id);

    // What the folder on this person's computer and the draft have in common from now on: a file that came out as it is in the folder, as it is
    // now; any other, as it was. The folder itself has not changed.
    private static IEnumerable<TakenFile> CommonWith(IReadOnlyList<(ComparedFile File, byte[]? Result)> decided, CourseDraft draft, IReadOnlyList<TakenFile> before)
    {
        var common = before.Where(file => decided.All(one => one.File.File?.Id != file.FileId || !AreNowSame(one))).ToList();
        common.AddRange(decided.Where(AreNowSame).Select(one => (one.File.InFolder, File: draft.Find(one.File.Path))).Where(one => one.File is not null).Select(one => new TakenFile(one.InFolder, one.File!.Id, one.File.Number)));
        return common.GroupBy(file => file.Path).Select(same => same.Last());

        static bool AreNowSame((ComparedFile File, byte[]? Result) one) =>
            one.File.Brought is not { } brought || (one.Result is null || brought.Folder is null ? one.Result is null && brought.Folder is null : one.Result.AsSpan().SequenceEqual(brought.Folder));
    }

    private async Task RememberAsync(CourseDraft draft, IEnumerable<TakenFile> files, CancellationToken cancel)
    {
        var taken = await MyFolder(draft).FirstOrDefaultAsync(cancel) ?? db.FoldersTaken.Add(new FolderTaken(draft.Id, me.Id)).Entity;
        taken.Take(files, clock.GetUtcNow());
    }
}

/// <summary>A folder that waits, file by file against the draft.</summary>
/// <param name="Revision">The draft's number then.</param>
/// <param name="Files">What needs a person most comes first.</param>
public sealed record BroughtFolder(FolderUpload Upload, int Revision, IReadOnlyList<ComparedFile> Files)
{
    public IEnumerable<ComparedFile> Of(BroughtChange change) => Files.Where(file => file.Change == change);

    /// <summary>Nothing came with it that the draft has not.</summary>
    public bool IsSame => Files.All(file => file.Brought is null);
}
