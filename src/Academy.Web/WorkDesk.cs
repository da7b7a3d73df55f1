using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// The learner's side of a task: writes, attaches, hands in. For pages and the API alike; every act is read-decide-save and runs again
/// when another window was faster. Null everywhere where the person is not in that course or it has no such task.
/// </summary>
public sealed class WorkDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <exception cref="RefusedException">A rule says no; of <see cref="Refusal.WorkChangedElsewhere"/> the text that stands is found with <see cref="FindAsync"/>.</exception>
    public Task<WorkDraft?> SaveAsync(Guid accountId, string course, string path, string body, int revision, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await BeginAsync(accountId, course, path, withVersions: false, cancel) is not var (_, work, _)) return null;

        work.SaveDraft(body, revision, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return work.Draft;
    });

    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<StoredFile?> AttachAsync(Guid accountId, string course, string path, string? name, byte[] bytes, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await BeginAsync(accountId, course, path, withVersions: false, cancel) is not var (_, work, _)) return null;
        if (work.WhyNotAttach() is { } refusal) throw new RefusedException(refusal);

        var now = clock.GetUtcNow();
        var file = StoredFile.Store(accountId, name, bytes, await db.BytesKeptAsync(accountId, cancel), now);
        db.StoredFiles.Add(file);
        work.AttachFile(file, now);
        await db.SaveChangesAsync(cancel);
        return file;
    });

    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<Work?> RemoveAsync(Guid accountId, string course, string path, Guid fileId, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(accountId, course, path, cancel) is not { } work) return null;

        var file = work.Files.FirstOrDefault(file => file.FileId == fileId)?.File;
        if (work.RemoveFile(fileId) && file is not null) db.StoredFiles.Remove(file);
        await db.SaveChangesAsync(cancel);
        return work;
    });

    /// <summary>Hands the draft in, which makes it a thing for markers.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<Work?> SubmitAsync(Guid accountId, string course, string path, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await BeginAsync(accountId, course, path, withVersions: true, cancel) is not var (enrolment, work, task)) return null;

        var now = clock.GetUtcNow();
        var version = work.Submit(now);
        db.Markings.Add(new Marking(enrolment, work, version, task.Markers, MarkScheme.Of(task), now));
        await db.SaveChangesAsync(cancel);
        return work;
    });

    /// <summary>The person's work with its draft, files and versions, or null where none is begun.</summary>
    public async Task<Work?> FindAsync(Guid accountId, string course, string path, CancellationToken cancel)
    {
        var enrolment = await db.FindEnrolmentWithWorkAsync(accountId, course, path, withVersions: true, cancel);
        return enrolment?.Works.FirstOrDefault(work => work.ItemPath == path);
    }

    /// <summary>What became of each version, the newest first.</summary>
    public async Task<IReadOnlyList<HandedIn>> VersionsAsync(Work work, CancellationToken cancel)
    {
        var markings = await db.Markings.AsNoTracking().Where(marking => marking.WorkId == work.Id).Include(marking => marking.Marks).ToListAsync(cancel);
        return [.. work.Versions.OrderByDescending(version => version.Number)
            .Select(version => new HandedIn(version, markings.FirstOrDefault(marking => marking.Version == version.Number)))];
    }

    private async Task<(Enrolment Enrolment, Work Work, Assignment Task)?> BeginAsync(Guid accountId, string course, string path, bool withVersions, CancellationToken cancel)
    {
        var enrolment = await db.FindEnrolmentWithWorkAsync(accountId, course, path, withVersions, cancel);
        if (enrolment is null || (await shelf.CourseAsync(enrolment.EditionId)).Find(path) is not Assignment task) return null;

        return (enrolment, enrolment.BeginWork(task, clock.GetUtcNow()), task);
    }
}

/// <summary>A version and the marking it got.</summary>
public sealed record HandedIn(WorkVersion Version, Marking? Marking);

/// <summary>A task on its learner's page.</summary>
/// <param name="Versions">The newest first.</param>
/// <param name="Typed">What the window holds, where it is not what is saved.</param>
/// <param name="HasOther">Another window has saved another text: both are shown.</param>
public sealed record TaskView(CourseOutline Outline, Assignment Task, Work? Work, IReadOnlyList<HandedIn> Versions, string? Typed = null, bool HasOther = false)
{
    public string Body => Typed ?? Work?.Draft?.Body ?? "";

    public int Revision => Work?.Draft?.Revision ?? 0;

    public WorkState State => Work?.State ?? WorkState.Draft;

    public string Address => $"{Outline.AddressOf(Task)}/work";
}

/// <summary>Points by criterion with what markers wrote, as the learner reads it.</summary>
/// <param name="MayAppeal">Shown to the learner, not to markers.</param>
public sealed record MarkingResult(Marking Marking, MarkScheme Scheme, string Language, bool MayAppeal);
