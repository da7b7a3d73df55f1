using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Courses that come in where they may have a draft already: only their authors bring them in, the draft goes along where nobody has written in
/// it, and where somebody has, the folder waits beside it.
/// </summary>
public sealed class CourseIntake(AcademyDb db, DraftDesk drafts, FolderDesk folders, BringDesk bring, CourseImports imports, CurrentAccount me, TimeProvider clock)
{
    /// <summary>What an instructor hands in.</summary>
    public async Task<Intake> HandInAsync(SourceReading reading, string name, CancellationToken cancel)
    {
        var courses = ContentLayout.Of(reading.Source, name).Courses;
        var held = new Dictionary<string, HeldCourse>(StringComparer.Ordinal);
        var begun = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (slug, source) in courses)
            if (!await drafts.MayPublishAsync(slug, cancel)) held[slug] = new HeldCourse(HeldWhy.NotYours);
            else if (await DraftAsync(slug, cancel) is not { } draft)
            {
                if (!await IsKnownAsync(slug, cancel)) begun.Add(slug);
            }
            else if (!FolderDesk.IsSame(draft, source) && await folders.HasOwnChangesAsync(draft, cancel) && await bring.HandInAsync(slug, source, isWhole: true, cancel) is { Count: 0 })
                held[slug] = new HeldCourse(HeldWhy.Waits);
        db.ChangeTracker.Clear();

        var outcome = await imports.ImportAsync(reading, name, me.Id, publish: false, cancel, held.Keys);
        foreach (var course in outcome.Courses.Where(course => course.Edition is not null))
            if (begun.Contains(course.Slug)) await BeginAsync(course.Slug, courses[course.Slug], cancel);
            else if (!await FollowAsync(course.Slug, courses[course.Slug], course.Edition!.Id, me.Id, cancel) && await bring.HandInAsync(course.Slug, courses[course.Slug], isWhole: true, cancel) is { Count: 0 })
                held[course.Slug] = new HeldCourse(HeldWhy.Waits);
        return new Intake(outcome, held);
    }

    /// <summary>What an operator's command brings in.</summary>
    /// <param name="merge">A draft that somebody has written in takes what the folder has changed, where no file was changed on both sides.</param>
    public async Task<Intake> ImportAsync(SourceReading reading, string name, bool publish, bool merge, CancellationToken cancel)
    {
        var courses = ContentLayout.Of(reading.Source, name).Courses;
        var held = new Dictionary<string, HeldCourse>(StringComparer.Ordinal);
        foreach (var (slug, source) in courses)
            // A folder of which something could not be read does not say what was taken out of it.
            if (await HoldAsync(slug, source, merge && !reading.HasErrors, cancel) is { } why)
                held[slug] = why;

        var outcome = await imports.ImportAsync(reading, name, by: null, publish, cancel, held.Keys);
        foreach (var course in outcome.Courses.Where(course => course.Edition is not null))
            if (!await FollowAsync(course.Slug, courses[course.Slug], course.Edition!.Id, by: null, cancel))
                held[course.Slug] = new HeldCourse(HeldWhy.Waits);
        return new Intake(outcome, held);
    }

    private Task<HeldCourse?> HoldAsync(string course, CourseSource source, bool merge, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await DraftAsync(course, cancel) is not { } draft || FolderDesk.IsSame(draft, source) || !await folders.HasOwnChangesAsync(draft, cancel)) return null;
        if (!merge) return new HeldCourse(HeldWhy.Waits);

        var compared = await folders.CompareAsync(draft, source, isWhole: true, taken: null, cancel);
        var both = compared.Where(file => file.Change == BroughtChange.Both).Select(file => file.Path).ToList();
        if (both.Count > 0) return new HeldCourse(HeldWhy.BothChanged) { Files = both };

        await PutAsync(draft, [.. compared.Select(file => (file, file.Brought?.Usual == BroughtChoice.Folder ? file.Brought.Folder : file.Brought?.Draft))], by: null, cancel);
        return new HeldCourse(HeldWhy.Merged) { Files = [.. compared.Where(file => file.Brought?.Usual == BroughtChoice.Folder).Select(file => file.Path)] };
    });

    /// <summary>The draft becomes what came in.</summary>
    /// <returns>False where somebody has written in it meanwhile: then it stays.</returns>
    private Task<bool> FollowAsync(string course, CourseSource source, Guid editionId, Guid? by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await DraftAsync(course, cancel) is not { } draft) return true;

        if (!FolderDesk.IsSame(draft, source))
        {
            if (await folders.HasOwnChangesAsync(draft, cancel, editionId)) return false;
            var compared = await folders.CompareAsync(draft, source, isWhole: true, taken: null, cancel);
            await PutAsync(draft, [.. compared.Select(file => (file, file.Brought?.Folder))], by, cancel);
        }
        if (await db.Editions.FirstAsync(one => one.Id == editionId, cancel) is { IsPublished: true } edition && draft.HasChanges) draft.IsNow(edition);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    private async Task PutAsync(CourseDraft draft, IReadOnlyList<(ComparedFile File, byte[]? Result)> decided, Guid? by, CancellationToken cancel)
    {
        if (FolderDesk.FaultsOf(decided, draft) is [var fault, ..]) throw new RefusedException(Refusal.NamesAlike, fault.Location.File, fault.Arguments.Count > 0 ? fault.Arguments[0] : "");
        var now = clock.GetUtcNow();
        // What goes first makes room for a name that comes in another writing.
        foreach (var (file, result) in decided.Where(one => one.File.Brought is not null).OrderBy(one => one.Result is not null)) FolderDesk.Put(draft, file, result, by, now);
        await db.SaveChangesAsync(cancel);
    }

    // Whoever brings a course in that nobody knew is its author.
    private Task<bool> BeginAsync(string course, CourseSource source, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await db.Drafts.AnyAsync(draft => draft.CourseSlug == course, cancel) || await db.CourseMembers.AnyAsync(member => member.CourseSlug == course, cancel)) return false;

        var now = clock.GetUtcNow();
        var draft = new CourseDraft(course, me.Id, now);
        foreach (var (path, bytes) in source.Files) draft.Add(path, bytes, me.Id, now);
        db.Drafts.Add(draft);
        db.CourseMembers.Add(new CourseMember(course, me.Id, CourseRole.Author, me.Id, now));
        db.Journal.Add(new JournalEntry(JournalAct.CourseBegun, course, me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    private async Task<bool> IsKnownAsync(string course, CancellationToken cancel) =>
        await db.Editions.AnyAsync(edition => edition.CourseSlug == course, cancel) || await db.CourseMembers.AnyAsync(member => member.CourseSlug == course, cancel);

    private Task<CourseDraft?> DraftAsync(string course, CancellationToken cancel) =>
        db.Drafts.Include(draft => draft.Files).FirstOrDefaultAsync(draft => draft.CourseSlug == course, cancel);
}

/// <summary>Why a course did not become an edition.</summary>
public enum HeldWhy
{
    /// <summary>It is in others' hands.</summary>
    NotYours,

    /// <summary>Somebody has written in its draft: the folder waits, or is to be brought in again.</summary>
    Waits,

    /// <summary>It was put into the draft.</summary>
    Merged,

    /// <summary>Some files were changed on both sides: nothing was done.</summary>
    BothChanged,
}

public sealed record HeldCourse(HeldWhy Why)
{
    /// <summary>Those that were merged, or stood against it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <param name="Outcome">Of the courses that were taken in.</param>
/// <param name="Held">The others, by their slug.</param>
public sealed record Intake(ImportOutcome Outcome, IReadOnlyDictionary<string, HeldCourse> Held);
