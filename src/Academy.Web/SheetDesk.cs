using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>A worksheet as its learner sees it.</summary>
/// <param name="Work">Null before anything was saved.</param>
public sealed record SheetView(CourseOutline Outline, Worksheet Sheet, WorksheetAnswers Answers, Work? Work)
{
    /// <summary>Which draft the answers were read from; a window sends it back.</summary>
    public int Revision { get; init; }

    /// <summary>What is wrong: of the form as it stands, or, after an attempt to hand it in, also what is missing.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>Why a file was not taken, by its field.</summary>
    public IReadOnlyDictionary<string, Refusal> FileRefusals { get; init; } = new Dictionary<string, Refusal>();

    /// <summary>What another window has saved since this one was read; null where nothing has.</summary>
    public WorksheetAnswers? Elsewhere { get; init; }

    /// <summary>Said to fields when the newest version was returned.</summary>
    public IReadOnlyDictionary<string, string> Comments { get; init; } = new Dictionary<string, string>();

    public WorkState State => Work?.State ?? WorkState.Draft;

    public bool CanChange => Work?.WhyNotChange() is null && Outline.Enrolment?.WhyNotWork() is null;

    public StoredFile? FileOf(string fieldId) => Work?.Files.LastOrDefault(file => file.Field == fieldId)?.File;
}

/// <summary>A file from the form.</summary>
public sealed record SheetUpload(string FieldId, string Name, byte[] Bytes);

/// <summary>What a window sends.</summary>
/// <param name="Revision">Of the draft that the window had read.</param>
/// <param name="Remove">Fields whose file is to go.</param>
public sealed record SheetPost(WorksheetAnswers Answers, int Revision, IReadOnlyList<SheetUpload> Uploads, IReadOnlyList<string> Remove);

/// <summary>Saves drafts of worksheets and hands them in. Each act reads, decides and saves at once, through the person.</summary>
public sealed class SheetDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <summary>The form with what was saved. Null where the person has no such worksheet.</summary>
    public async Task<SheetView?> OpenAsync(Guid accountId, string course, string itemPath, CancellationToken cancel)
    {
        if (await FindAsync(accountId, course, itemPath, cancel) is not var (outline, sheet)) return null;
        return await ViewAsync(outline, sheet, cancel);
    }

    /// <summary>Keeps what a window sends. The view that comes back says whether it was kept: where <see cref="SheetView.Elsewhere"/> stands, it was not.</summary>
    public Task<SheetView?> SaveAsync(Guid accountId, string course, string itemPath, SheetPost post, CancellationToken cancel) =>
        ActAsync(accountId, course, itemPath, post, handIn: false, cancel);

    /// <summary>Keeps what a window sends and hands it in, if nothing is wrong or missing. Otherwise the view says what.</summary>
    public Task<SheetView?> HandInAsync(Guid accountId, string course, string itemPath, SheetPost post, CancellationToken cancel) =>
        ActAsync(accountId, course, itemPath, post, handIn: true, cancel);

    private Task<SheetView?> ActAsync(Guid accountId, string course, string itemPath, SheetPost post, bool handIn, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(accountId, course, itemPath, cancel) is not var (outline, sheet)) return null;

        var now = clock.GetUtcNow();
        var work = outline.Enrolment!.BeginWork(sheet, now);
        if (work.WhyNotChange() is { } refusal) throw new RefusedException(refusal);

        var refused = await TakeFilesAsync(accountId, work, sheet, post, now, cancel);
        var answers = WithFiles(sheet, post.Answers, work);
        if (work.WhyNotSave(BodyOf(answers), post.Revision) is { } no)
        {
            if (no != Refusal.WorkChangedElsewhere) throw new RefusedException(no);
            // A file that was sent is there, whoever's words stay.
            await db.SaveChangesAsync(cancel);
            var view = await ViewAsync(outline, sheet, cancel);
            return view with { Answers = answers, Elsewhere = view.Answers, FileRefusals = refused, Faults = sheet.Check(answers, handingIn: false, Places.Standard) };
        }
        work.SaveDraft(BodyOf(answers), post.Revision, now);
        var place = await PlaceOfAsync(work, cancel);
        place.Note(sheet, answers, Places.Standard);

        var faults = sheet.Check(answers, handIn, Places.Standard);
        if (handIn && faults.Count == 0 && refused.Count == 0)
        {
            // Handed in is what was asked: an answer that hangs on another one goes when its condition no longer holds.
            work.SaveDraft(BodyOf(sheet.Kept(answers)), work.Draft!.Revision, now);
            work.Submit(now);
            place.HandIn();
        }
        await db.SaveChangesAsync(cancel);
        return (await ViewAsync(outline, sheet, cancel)) with { Faults = faults, FileRefusals = refused };
    });

    private async Task<(CourseOutline Outline, Worksheet Sheet)?> FindAsync(Guid accountId, string course, string itemPath, CancellationToken cancel)
    {
        var enrolment = await db.FindEnrolmentWithWorkAsync(accountId, course, itemPath, withVersions: true, cancel);
        if (enrolment is null) return null;

        var content = await shelf.CourseAsync(enrolment.EditionId);
        return content.Find(itemPath) is Worksheet sheet ? (new CourseOutline(content, enrolment, PageLanguage.Current), sheet) : null;
    }

    private async Task<SheetView> ViewAsync(CourseOutline outline, Worksheet sheet, CancellationToken cancel)
    {
        var work = outline.Enrolment!.WorkFor(sheet);
        var answers = WorksheetAnswers.FromJson(work?.Draft?.Body);
        var comments = work is { State: WorkState.Returned, Newest: { } newest }
            ? await db.SheetComments.Where(comment => comment.WorkId == work.Id && comment.Number == newest.Number)
                .ToDictionaryAsync(comment => comment.FieldId, comment => comment.Text, cancel)
            : [];
        return new SheetView(outline, sheet, answers, work)
        {
            Revision = work?.Draft?.Revision ?? 0,
            Faults = sheet.Check(answers, handingIn: false, Places.Standard),
            Comments = comments,
        };
    }

    // One file a field: a new one takes the place of the old. A file that is refused costs nothing of what was typed.
    private async Task<Dictionary<string, Refusal>> TakeFilesAsync(
        Guid accountId, Work work, Worksheet sheet, SheetPost post, DateTimeOffset now, CancellationToken cancel)
    {
        var refused = new Dictionary<string, Refusal>(StringComparer.Ordinal);
        foreach (var fieldId in post.Remove) await RemoveAsync(work, fieldId, cancel);
        foreach (var upload in post.Uploads)
        {
            if (sheet.Find(upload.FieldId)?.Kind != FieldKind.File) continue;
            var kept = await db.BytesKeptAsync(accountId, cancel);
            if (StoredFile.WhyNotStore(upload.Name, upload.Bytes, kept) is { } refusal)
            {
                refused[upload.FieldId] = refusal;
                continue;
            }
            await RemoveAsync(work, upload.FieldId, cancel);
            if (work.WhyNotAttach() is { } full)
            {
                refused[upload.FieldId] = full;
                continue;
            }
            var file = StoredFile.Store(accountId, upload.Name, upload.Bytes, kept, now);
            db.StoredFiles.Add(file);
            work.AttachFile(file, now, upload.FieldId);
        }
        return refused;
    }

    private async Task RemoveAsync(Work work, string fieldId, CancellationToken cancel)
    {
        foreach (var id in work.Files.Where(file => file.Field == fieldId).Select(file => file.FileId).ToList())
            if (work.RemoveFile(id) && await db.StoredFiles.FirstOrDefaultAsync(file => file.Id == id, cancel) is { } stored)
                db.StoredFiles.Remove(stored);
    }

    // What a form says of files is not believed: the answer is the file that was really taken.
    private static WorksheetAnswers WithFiles(Worksheet sheet, WorksheetAnswers answers, Work work) => new(
        from field in sheet.Fields
        select KeyValuePair.Create(field.Id, field.Kind == FieldKind.File
            ? new FieldAnswer(work.Files.Where(file => file.Field == field.Id).Select(file => file.FileId.ToString()).TakeLast(1))
            : answers[field.Id]));

    private static string BodyOf(WorksheetAnswers answers) => answers.IsEmpty ? "" : answers.ToJson();

    private async Task<SheetPlace> PlaceOfAsync(Work work, CancellationToken cancel)
    {
        if (await db.SheetPlaces.FirstOrDefaultAsync(place => place.WorkId == work.Id, cancel) is { } noted) return noted;

        var place = new SheetPlace(work.Id);
        db.SheetPlaces.Add(place);
        return place;
    }
}
