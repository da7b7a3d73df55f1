using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Learn;

/// <summary>
/// Where the form of a task is sent. Every button sends the text too, so that pressing one never loses what was typed; what is refused is
/// shown here with it, all else on the task's own page.
/// </summary>
[RequestSizeLimit(Limits.LargestWork)]
[RequestFormLimits(MultipartBodyLengthLimit = Limits.LargestWork, ValueLengthLimit = 1024 * 1024)]
public sealed class TaskModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, WorkDesk desk, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "item")] public string ItemSlug { get; set; } = "";
    [BindProperty] public int Revision { get; set; }
    [BindProperty] public IFormFile? Upload { get; set; }

    public TaskView View { get; private set; } = null!;

    private string Path => $"{Module}/{ItemSlug}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Back() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ActAsync(act: null, cancel);

    public Task<IActionResult> OnPostRemoveAsync(Guid remove, CancellationToken cancel) =>
        ActAsync(() => desk.RemoveAsync(me.Id, Course, Path, remove, cancel), cancel);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken cancel) =>
        ActAsync(() => desk.SubmitAsync(me.Id, Course, Path, cancel), cancel);

    // The file first and the text whatever becomes of it: a refusal of one loses nothing of the other.
    private async Task<IActionResult> ActAsync(Func<Task>? act, CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        db.ChangeTracker.Clear();
        var refusals = new List<(string Field, Refusal Refusal)>();
        // A field left out is not an emptied one.
        var body = Request.Form.TryGetValue("Body", out var sent) ? PlainText.Clean(sent.ToString()) : null;
        if (Upload is { } file) await TryAsync(nameof(Upload), async () => await desk.AttachAsync(me.Id, Course, Path, file.FileName, await file.BytesAsync(StoredFile.Largest, cancel), cancel));
        if (body is not null) await TryAsync("Body", () => desk.SaveAsync(me.Id, Course, Path, body, Revision, cancel));
        if (act is not null && refusals.Count == 0) await TryAsync("", act);
        if (refusals.Count == 0) return Back();

        foreach (var (field, refusal) in refusals) ModelState.AddModelError(field, texts[$"Refusals.{refusal}"]);
        Response.StatusCode = refusals.Select(one => StatusOf(one.Refusal)).First();
        await FindAsync(cancel);
        var isOther = refusals.Any(one => one.Refusal == Refusal.WorkChangedElsewhere);
        View = View with { Typed = body, HasOther = isOther };
        return Page();

        async Task TryAsync(string field, Func<Task> tried)
        {
            try
            {
                await tried();
            }
            catch (RefusedException refused)
            {
                refusals.Add((field, refused.Refusal));
                db.ChangeTracker.Clear();
            }
        }
    }

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.FileTooLarge or Refusal.FileUnpacksTooLarge or Refusal.FileQuotaUsed or Refusal.WorkTooLong => StatusCodes.Status413PayloadTooLarge,
        Refusal.FileEmpty or Refusal.FileTypeUnknown or Refusal.FileNotWhatItsNameSays or Refusal.FileBroken or Refusal.FileLocked or Refusal.FileActive
            or Refusal.WorkEmpty => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    private RedirectResult Back() => Redirect(View.Outline.AddressOf(View.Task));

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var enrolment = await db.FindEnrolmentWithWorkAsync(me.Id, Course, Path, withVersions: true, cancel);
        if (enrolment is null) return false;

        var course = await shelf.CourseAsync(enrolment.EditionId);
        if (course.Find(Path) is not Assignment task) return false;

        var work = enrolment.WorkFor(task);
        View = new TaskView(new CourseOutline(course, enrolment, PageLanguage.Current), task, work, work is null ? [] : await desk.VersionsAsync(work, cancel));
        return true;
    }
}
