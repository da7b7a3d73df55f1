using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Learn;

/// <summary>A lesson to read, a quiz before it is begun, a task or a worksheet. One address for all, since a course names its items, not their kinds.</summary>
public sealed class ItemModel(
    AcademyDb db, CourseShelf shelf, CurrentAccount me, ReadingDesk reading, AttemptDesk attempts, WorkDesk works, SheetDesk sheets, LawNotices law, TimeProvider clock)
    : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "item")] public string ItemSlug { get; set; } = "";

    public CourseOutline Outline { get; private set; } = null!;
    public Item Item { get; private set; } = null!;
    public Item? Before { get; private set; }
    public Item? After { get; private set; }
    /// <summary>The form of a worksheet; null for anything else, and for somebody who has not enrolled.</summary>
    public SheetView? Sheet { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Of a task; null for all else.</summary>
    public TaskView? Task { get; private set; }

    /// <summary>Changes of the law that the item is being reworked for.</summary>
    public IReadOnlyList<LawNotice> LawChanges { get; private set; } = [];

    /// <summary>Null for somebody who reads an open course without having enrolled.</summary>
    public Enrolment? Enrolment => Outline.Enrolment;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancel)
    {
        if (!me.IsSignedIn) return Challenge();
        if (!await FindAsync(cancel) || Item is not Lesson || Enrolment is null) return NotFound();

        await reading.FinishAsync(me.Id, Course, Item.Path, clock.GetUtcNow(), cancel);
        return Redirect(After is null ? $"/{PageLanguage.Current}/learn/{Course}" : Outline.AddressOf(After));
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel)
    {
        if (!me.IsSignedIn) return Challenge();
        if (!await FindAsync(cancel) || Item is not Quiz || Enrolment is null) return NotFound();

        var attempt = await attempts.StartAsync(me.Id, Course, Item.Path, cancel);
        return attempt is null ? NotFound() : Redirect($"/{PageLanguage.Current}/attempts/{attempt.Id}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await FindAsync(cancel)) return Page();
        // Somebody who may not read it yet is shown the door, and only where the course exists.
        if (await shelf.CurrentAsync(db, Course, cancel) is null) return NotFound();
        return me.IsSignedIn ? Redirect($"/{PageLanguage.Current}/courses/{Course}") : Challenge();
    }

    // Through the person's own enrolment, and so in the edition they began; an open course also without one.
    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var enrolment = me.IsSignedIn ? await db.FindEnrolmentAsync(me.Id, Course, cancel) : null;
        var edition = enrolment is not null ? await shelf.GetAsync(enrolment.EditionId) : await OpenCourseAsync(cancel);
        if (edition?.Course is not { } course || course.Find($"{Module}/{ItemSlug}") is not { } item) return false;

        (Outline, Item) = (new CourseOutline(course, enrolment, PageLanguage.Current), item);
        (Before, After) = (course.Before(item), course.After(item));
        LawChanges = await law.OfAsync(course, edition.Number, item);
        if (item is Assignment task)
        {
            var work = enrolment is null ? null : await works.FindAsync(me.Id, Course, item.Path, cancel);
            Task = new TaskView(Outline, task, work, work is null ? [] : await works.VersionsAsync(work, cancel));
        }
        if (item is Worksheet && enrolment is not null) Sheet = await sheets.OpenAsync(me.Id, Course, item.Path, cancel);
        return true;
    }

    private async Task<ShelvedEdition?> OpenCourseAsync(CancellationToken cancel) =>
        await shelf.CurrentAsync(db, Course, cancel) is { Course.Access: Courseware.Access.Open } edition ? edition : null;
}
