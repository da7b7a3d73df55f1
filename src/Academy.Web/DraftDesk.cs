using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Courses that are being written, always through the person: a draft in which somebody has no part is not there for them. Every save is a
/// revision; two who change one file are merged, or both are shown.
/// </summary>
public sealed class DraftDesk(AcademyDb db, CurrentAccount me, TimeProvider clock)
{
    /// <summary>The draft with the list of its files (no contents), or null where it is not there for this person.</summary>
    public async Task<OpenDraft?> FindAsync(string course, CancellationToken cancel)
    {
        var parts = await PartsAsync(course, cancel);
        if (parts.Count == 0 && !me.IsAdmin) return null;

        var draft = await db.Drafts.Include(stored => stored.Files).FirstOrDefaultAsync(stored => stored.CourseSlug == course, cancel);
        return draft is null ? null : new OpenDraft(draft, parts, me.IsAdmin);
    }

    /// <summary>The same for who may write in it.</summary>
    public async Task<OpenDraft?> FindToWriteAsync(string course, CancellationToken cancel) =>
        await FindAsync(course, cancel) is { MayWrite: true } open ? open : null;

    /// <summary>One file with its newest bytes.</summary>
    public async Task<DraftFile?> FindFileAsync(OpenDraft open, string path, CancellationToken cancel)
    {
        if (open.Draft.Find(path) is not { } file) return null;
        await db.Entry(file).Reference(stored => stored.Content).LoadAsync(cancel);
        return file;
    }

    /// <summary>A course that nobody has in hand yet, any instructor may take up: they become its author, and its newest edition their draft.</summary>
    /// <returns>False where there is no such course, or it is in others' hands.</returns>
    public Task<bool> TakeUpAsync(string course, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (!await MayTakeUpAsync(course, cancel)) return false;

        var now = clock.GetUtcNow();
        // What courses share has no author: admins begin it, and give its lawyers their part.
        if (course != CourseDraft.LibrarySlug) db.CourseMembers.Add(new CourseMember(course, me.Id, CourseRole.Author, me.Id, now));
        db.Journal.Add(new JournalEntry(JournalAct.DraftTakenUp, course, me.Id, now));
        await BeginAsync(course, now, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    public async Task<bool> MayTakeUpAsync(string course, CancellationToken cancel) =>
        course == CourseDraft.LibrarySlug
            ? me.IsAdmin && !await db.Drafts.AnyAsync(draft => draft.CourseSlug == course, cancel)
            : me.IsInstructor && await db.Editions.AnyAsync(edition => edition.CourseSlug == course, cancel) && !await db.CourseMembers.AnyAsync(member => member.CourseSlug == course, cancel);

    /// <summary>Whether this person may bring in and publish editions of the course: its authors, and everybody while it is in nobody's hands.</summary>
    public async Task<bool> MayPublishAsync(string course, CancellationToken cancel) =>
        me.IsAdmin || (await PartsAsync(course, cancel)).Contains(CourseRole.Author)
        || me.IsInstructor && !await db.CourseMembers.AnyAsync(member => member.CourseSlug == course, cancel);

    /// <summary>
    /// Keeps a text as the file's newest revision. Where somebody saved since, the two are merged line by line; where both changed the same
    /// lines, nothing is saved but kept as this person's unsaved text, and both are told.
    /// </summary>
    /// <param name="baseNumber">The revision that the text was made from.</param>
    /// <param name="text">As an editor or a form sent it.</param>
    /// <param name="besideEditor">Written on another page than the editor: what this person has typed there and not saved stays as it is.</param>
    public Task<FileSaving?> SaveAsync(string course, string path, int baseNumber, string text, CancellationToken cancel, bool besideEditor = false) => db.RetryingAsync(async () =>
    {
        if (await FindToWriteAsync(course, cancel) is not { } open || await FindFileAsync(open, path, cancel) is not { } file) return null;

        var now = clock.GetUtcNow();
        var current = file.Content!.Bytes;
        var (mine, theirs) = (DraftText.Lines(text), DraftText.ForEditor(current));
        var merged = false;
        if (baseNumber != file.Number && mine != theirs)
        {
            var merge = await MergeAsync(file, baseNumber, mine, theirs, cancel);
            if (!merge.IsClean)
            {
                if (!besideEditor) await KeepUnsavedAsync(file, mine, baseNumber, seen: null, now, cancel);
                await db.SaveChangesAsync(cancel);
                return new FileSaving(file.Number, theirs, merge);
            }
            merged = merge.CleanText != mine;
            mine = merge.CleanText;
        }

        var bytes = DraftText.ToBytes(mine, current);
        if (bytes.Length > Courseware.Limits.TextBytes) throw new RefusedException(Refusal.DraftTooLong);
        open.Draft.Save(file, bytes, me.Id, now);
        // In the same save: what was typed goes when it is a revision, and not before.
        if (!besideEditor) db.UnsavedTexts.RemoveRange(await MyUnsaved(file).ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        return new FileSaving(file.Number, merged ? mine : null, null);
    });

    /// <summary>Keeps what is being typed, for this person alone.</summary>
    /// <param name="seen">The number this window saw last; 0 where it saw none.</param>
    /// <returns>Null where the file is not there for this person.</returns>
    public Task<UnsavedKept?> KeepAsync(string course, string path, int baseNumber, string text, int seen, CancellationToken cancel) => db.RetryingAsync<UnsavedKept?>(async () =>
    {
        if (await FindToWriteAsync(course, cancel) is not { } open || open.Draft.Find(path) is not { } file) return null;
        if (Encoding.UTF8.GetByteCount(text) > Courseware.Limits.TextBytes) throw new RefusedException(Refusal.DraftTooLong);

        var now = clock.GetUtcNow();
        var kept = await KeepUnsavedAsync(file, DraftText.Lines(text), baseNumber, seen, now, cancel);
        await db.SaveChangesAsync(cancel);
        return kept;
    });

    /// <summary>What this person has typed into a file and not saved.</summary>
    public Task<UnsavedText?> FindUnsavedAsync(DraftFile file, CancellationToken cancel) =>
        MyUnsaved(file).AsNoTracking().FirstOrDefaultAsync(cancel);

    /// <summary>What this person has not saved, beside what the file has become since: for them to decide, piece by piece.</summary>
    /// <param name="file">With its content.</param>
    public async Task<UnsavedMerge?> MergeUnsavedAsync(DraftFile file, CancellationToken cancel) =>
        await FindUnsavedAsync(file, cancel) is { } unsaved
            ? new UnsavedMerge(unsaved, file.Number, await MergeAsync(file, unsaved.BaseNumber, unsaved.Text, DraftText.ForEditor(file.Content!.Bytes), cancel))
            : null;

    public Task ThrowAwayAsync(DraftFile file, CancellationToken cancel) => MyUnsaved(file).ExecuteDeleteAsync(cancel);

    private IQueryable<UnsavedText> MyUnsaved(DraftFile file) => db.UnsavedTexts.Where(unsaved => unsaved.FileId == file.Id && unsaved.AccountId == me.Id);

    private async Task<TextMerge> MergeAsync(DraftFile file, int baseNumber, string mine, string theirs, CancellationToken cancel)
    {
        var origin = await db.ReadRevisionAsync(file.Id, baseNumber, cancel);
        // A number that the file never had: all of it is held against all of the other.
        return TextMerge.Of(origin is null ? "" : DraftText.ForEditor(origin), mine, theirs);
    }

    private async Task<UnsavedKept> KeepUnsavedAsync(DraftFile file, string text, int baseNumber, int? seen, DateTimeOffset now, CancellationToken cancel)
    {
        var unsaved = await MyUnsaved(file).FirstOrDefaultAsync(cancel);
        // Where there is none any more, another window has saved it: this one begins anew.
        if (unsaved is null) (unsaved, seen) = (db.UnsavedTexts.Add(new UnsavedText(file.Id, me.Id)).Entity, null);
        var isKept = unsaved.Keep(text, baseNumber, seen ?? unsaved.Number, now);
        return new UnsavedKept(isKept, unsaved.Number, unsaved.Text, file.Number);
    }

    /// <summary>The draft of what courses share, for admins: taken from the newest published register where there is none yet. Saved at once.</summary>
    public async Task BeginLibraryAsync(CancellationToken cancel)
    {
        if (!me.IsAdmin) return;
        await BeginAsync(CourseDraft.LibrarySlug, clock.GetUtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task BeginAsync(string course, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Drafts.AnyAsync(draft => draft.CourseSlug == course, cancel)) return;
        if (course == CourseDraft.LibrarySlug)
        {
            db.Drafts.Add(await LibraryAsync(now, cancel));
            return;
        }

        var edition = await db.Editions.Where(edition => edition.CourseSlug == course).OrderByDescending(edition => edition.Number).FirstAsync(cancel);
        var package = await db.EditionPackages.AsNoTracking().SingleAsync(stored => stored.EditionId == edition.Id, cancel);
        var draft = new CourseDraft(course, me.Id, now);
        foreach (var (path, bytes) in CourseSource.FromStored(package.Bytes).Files) draft.Add(path, bytes, edition.ImportedById, now);
        draft.IsNow(edition);
        db.Drafts.Add(draft);
    }

    private async Task<CourseDraft> LibraryAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var newest = await db.LibraryPackages.NewestFirst().Select(kept => kept.Bytes).FirstOrDefaultAsync(cancel);
        var library = new CourseDraft(CourseDraft.LibrarySlug, me.Id, now);
        foreach (var (path, bytes) in newest is null ? CourseSource.Empty.Files : CourseSource.FromStored(newest).Files) library.Add(path, bytes, null, now);
        if (library.Find(LibraryReader.LawFile) is null) library.Add(LibraryReader.LawFile, LawRegisterEditor.Empty, null, now);
        return library;
    }

    private async Task<IReadOnlySet<CourseRole>> PartsAsync(string course, CancellationToken cancel) =>
        (await db.CourseMembers.Where(member => member.CourseSlug == course && member.AccountId == me.Id).Select(member => member.Role).ToListAsync(cancel)).ToHashSet();
}

/// <summary>A draft, and what this person may do in it.</summary>
/// <param name="IsAdmin">Admins may everything, so that a course never stays in the hands of somebody who is gone.</param>
public sealed record OpenDraft(CourseDraft Draft, IReadOnlySet<CourseRole> Parts, bool IsAdmin)
{
    public bool MayWrite => IsAdmin || Parts.Contains(CourseRole.Author) || Draft.IsLibrary && Parts.Contains(CourseRole.Lawyer);
}

/// <summary>What came of saving.</summary>
/// <param name="Number">The file's newest revision.</param>
/// <param name="Text">What the file holds now, where that is not what was sent: merged, or in a conflict the other's text. Null where it is what was sent.</param>
/// <param name="Conflict">Both changed the same lines: nothing was saved, and a person decides. Null where it was saved.</param>
public sealed record FileSaving(int Number, string? Text, TextMerge? Conflict);

/// <param name="IsKept">False where another window of the same person had kept another text.</param>
/// <param name="Number">To be said with the next keeping.</param>
/// <param name="Text">What is kept now.</param>
/// <param name="FileNumber">The file's newest revision: another's saving is seen while one types.</param>
public sealed record UnsavedKept(bool IsKept, int Number, string Text, int FileNumber);

/// <param name="FileNumber">The revision that the other side is.</param>
public sealed record UnsavedMerge(UnsavedText Unsaved, int FileNumber, TextMerge Merge);
