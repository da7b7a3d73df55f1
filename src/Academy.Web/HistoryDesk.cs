using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What was done in a draft, by whom and when: every step of a file, any text as it was, and the way back. Through the person, as <see cref="DraftDesk"/> finds the draft.</summary>
public sealed class HistoryDesk(AcademyDb db, DraftDesk drafts, CurrentAccount me, TimeProvider clock)
{
    /// <summary>The file that is there by this name, or the one that was removed last; or one that once was, by its id.</summary>
    public static DraftFile? Find(OpenDraft open, string path, Guid? id = null) => id is { } known
        ? open.Draft.Files.FirstOrDefault(file => file.Id == known)
        : open.Draft.Find(path) ?? open.Draft.Files.Where(file => file.Path == path).OrderByDescending(file => file.RemovedAt).FirstOrDefault();

    /// <summary>The steps of one file, the newest first.</summary>
    public IQueryable<ShownRevision> Of(DraftFile file) => Shown(db.FileRevisions.Where(revision => revision.FileId == file.Id)).OrderByDescending(one => one.Number);

    /// <summary>The steps of all files, the newest first.</summary>
    public IQueryable<ShownRevision> Of(CourseDraft draft) => Shown(OfDraft(draft)).OrderByDescending(one => one.At).ThenBy(one => one.FileId).ThenByDescending(one => one.Number);

    public Task<int> CountAsync(CourseDraft draft, CancellationToken cancel) => OfDraft(draft).CountAsync(cancel);

    /// <summary>The files that were changed at or after a moment, the last changed first, each with what it was before.</summary>
    public async Task<IReadOnlyList<ChangedFile>> ChangedSinceAsync(OpenDraft open, DateTimeOffset since, CancellationToken cancel)
    {
        var changed = await OfDraft(open.Draft).Where(revision => revision.At >= since).GroupBy(revision => revision.FileId)
            .Select(file => new { Id = file.Key, First = file.Min(revision => revision.Number), Steps = file.Count() }).ToListAsync(cancel);
        var files = open.Draft.Files.ToDictionary(file => file.Id);
        var names = await db.NamesAsync(changed.Select(one => files[one.Id].ChangedById).OfType<Guid>(), cancel);
        return [.. changed.Select(one => new ChangedFile(files[one.Id], one.First - 1, one.Steps, files[one.Id].ChangedById is { } by ? names.GetValueOrDefault(by) : null))
            .OrderByDescending(one => one.File.ChangedAt).ThenBy(one => one.File.Path, StringComparer.Ordinal)];
    }

    /// <summary>One step with its bytes, or null where the file has none of that number. Number 0 is the file before it was: empty.</summary>
    public async Task<OldText?> ReadAsync(DraftFile file, int number, CancellationToken cancel)
    {
        if (number == 0) return new OldText(null, []);
        return await Of(file).FirstOrDefaultAsync(one => one.Number == number, cancel) is { } step && await db.ReadRevisionAsync(file.Id, number, cancel) is { } bytes
            ? new OldText(step, bytes)
            : null;
    }

    /// <summary>
    /// An old text as the file's newest revision, byte for byte. Where somebody has saved since the list was looked at, a text is merged as
    /// any other saving; a picture is refused.
    /// </summary>
    /// <param name="baseNumber">The file's newest revision when the person looked.</param>
    /// <returns>Null where there is no such file, or no such step, for this person.</returns>
    public async Task<FileSaving?> RestoreAsync(string course, Guid fileId, int number, int baseNumber, CancellationToken cancel)
    {
        var saving = await db.RetryingAsync<(FileSaving? Saving, string? Path, string? Text)?>(async () =>
        {
            if (await FindToWriteAsync(course, fileId, cancel) is not var (open, file) || file.IsRemoved) return null;
            if (await db.ReadRevisionAsync(file.Id, number, cancel) is not { } bytes) return null;
            if (baseNumber != file.Number)
                return CoursePath.IsText(file.Path) ? (null, file.Path, DraftText.ForEditor(bytes)) : throw new RefusedException(Refusal.FileChangedElsewhere, file.Path);

            await drafts.FindFileAsync(open, file.Path, cancel);
            open.Draft.Save(file, bytes, me.Id, clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return (new FileSaving(file.Number, null, null), null, null);
        });
        if (saving is not { } done) return null;
        if (done.Saving is not null) return done.Saving;
        db.ChangeTracker.Clear();
        return await drafts.SaveAsync(course, done.Path!, baseNumber, done.Text!, cancel, besideEditor: true);
    }

    /// <summary>A removed file is there again as it was.</summary>
    /// <returns>Its path, or null where there is no such file for this person.</returns>
    public Task<string?> BringBackAsync(string course, Guid fileId, CancellationToken cancel) => db.RetryingAsync<string?>(async () =>
    {
        if (await FindToWriteAsync(course, fileId, cancel) is not var (open, file)) return null;
        open.Draft.BringBack(file, me.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return file.Path;
    });

    /// <summary>The whole history as Git takes it.</summary>
    public async Task WriteAsync(CourseDraft draft, Stream stream, Texts texts, CancellationToken cancel)
    {
        var git = new GitHistory(stream);
        await git.BeginAsync(cancel);
        var steps = new List<HistoryStep>();
        foreach (var file in draft.Files.OrderBy(file => file.Path, StringComparer.Ordinal).ThenBy(file => file.Id))
        {
            var own = await db.FileRevisions.AsNoTracking().Where(revision => revision.FileId == file.Id).OrderBy(revision => revision.Number).ToListAsync(cancel);
            await git.WriteTextsAsync(own, cancel);
            steps.AddRange(own.Select(revision => new HistoryStep(revision)));
        }
        var names = await db.NamesAsync(steps.Select(step => step.ById).OfType<Guid>(), cancel);
        await git.WriteCommitsAsync(steps, id => names.GetValueOrDefault(id, GitHistory.Site), together => Say(together, texts), cancel);
    }

    private static string Say(IReadOnlyList<HistoryStep> together, Texts texts) =>
        together.Count == 1 ? texts.Format($"History.Step.{together[0].Kind}", together[0].Path) : texts.Format("History.Steps", together.Select(step => step.FileId).Distinct().Count());

    private async Task<(OpenDraft Open, DraftFile File)?> FindToWriteAsync(string course, Guid fileId, CancellationToken cancel) =>
        await drafts.FindToWriteAsync(course, cancel) is { } open && open.Draft.Files.FirstOrDefault(file => file.Id == fileId) is { } file ? (open, file) : null;

    /// <summary>A file's path as it stands in an address: names of pictures may have letters and signs of all kinds.</summary>
    public static string InAddress(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private IQueryable<FileRevision> OfDraft(CourseDraft draft) =>
        db.FileRevisions.Where(revision => db.DraftFiles.Any(file => file.Id == revision.FileId && file.DraftId == draft.Id));

    private IQueryable<ShownRevision> Shown(IQueryable<FileRevision> revisions) =>
        from revision in revisions
        join account in db.Users on revision.ById equals account.Id into people
        from person in people.DefaultIfEmpty()
        select new ShownRevision { FileId = revision.FileId, Number = revision.Number, Kind = revision.Kind, Path = revision.Path, Size = revision.Size, At = revision.At, By = person.FullName };
}

/// <summary>One step of a file as a list shows it.</summary>
public sealed class ShownRevision
{
    public required Guid FileId { get; init; }
    public required int Number { get; init; }
    public required RevisionKind Kind { get; init; }

    /// <summary>What the file was called then.</summary>
    public required string Path { get; init; }

    public required int Size { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where an operator's command did it.</summary>
    public required string? By { get; init; }
}

/// <param name="Step">Null for the file before it was.</param>
public sealed record OldText(ShownRevision? Step, byte[] Bytes)
{
    public string Text => DraftText.ForEditor(Bytes);
}

/// <param name="Before">The revision before the first of these changes; 0 where the file is new.</param>
/// <param name="Steps">How many there were.</param>
/// <param name="By">Who changed it last.</param>
public sealed record ChangedFile(DraftFile File, int Before, int Steps, string? By);
