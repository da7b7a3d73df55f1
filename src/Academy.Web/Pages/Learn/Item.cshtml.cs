using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Learn;

/// <summary>A lesson to read, a quiz before it is begun, a task or a worksheet. One address for all, since a course names its items, not their kinds.</summary>
public sealed class ItemModel(
    AcademyDb db, CourseShelf shelf, CurrentAccount me, ReadingDesk reading, AttemptDesk attempts, WorkDesk works, SheetDesk sheets, LawNotices law,
    LessonDesk lessons, Texts texts, TimeProvider clock)
    : PageModel, IShowsRefusal
{
    // Beyond it nobody looks, and a number typed into the address skips no million rows.
    private const int MostPages = 100;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "item")] public string ItemSlug { get; set; } = "";

    /// <summary>Of the questions below a lesson.</summary>
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    // What a reader says of a lesson; kept on the page where it is too long.
    [BindProperty] public Usefulness? Rating { get; set; }
    [BindProperty] public string? Words { get; set; }
    [BindProperty] public string? Question { get; set; }

    /// <summary>A question was just sent.</summary>
    [BindProperty(SupportsGet = true)] public bool Asked { get; set; }

    public CourseOutline Outline { get; private set; } = null!;
    public Item Item { get; private set; } = null!;
    public Item? Before { get; private set; }
    public Item? After { get; private set; }
    /// <summary>The form of a worksheet; null for anything else, and for somebody who has not enrolled.</summary>
    public SheetView? Sheet { get; private set; }

    /// <summary>The last correction of this item's words, where there was one.</summary>
    public Correction? Correction { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Of a task; null for all else.</summary>
    public TaskView? Task { get; private set; }

    /// <summary>What the reader and others have said below a lesson; null for all else.</summary>
    public ReaderView? Reader { get; private set; }

    /// <summary>Changes of the law that the item is being reworked for.</summary>
    public IReadOnlyList<LawNotice> LawChanges { get; private set; } = [];

    /// <summary>Null for somebody who reads an open course without having enrolled.</summary>
    public Enrolment? Enrolment => Outline.Enrolment;

    /// <summary>The sentence at a field, or null.</summary>
    public string? ErrorOf(string field) => ModelState[field]?.Errors is [var error, ..] ? error.ErrorMessage : null;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostRateAsync(CancellationToken cancel)
    {
        if (!me.IsSignedIn) return Challenge();
        if (Rating is not { } rating || !Enum.IsDefined(rating)) return BadRequest();
        if (!LessonRating.Fits(Words))
            return await AgainAsync(nameof(Words), texts.Format("Readers.WordsTooLong", LessonRating.LongestWords), cancel);

        return await lessons.RateAsync(me.Id, Course, $"{Module}/{ItemSlug}", rating, Words, PageLanguage.Current, cancel)
            ? Redirect($"/{PageLanguage.Current}/learn/{Course}/{Module}/{ItemSlug}#rating") : NotFound();
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel)
    {
        if (!me.IsSignedIn) return Challenge();
        if (!LessonQuestion.Fits(Question))
            return await AgainAsync(nameof(Question), texts.Format("Readers.QuestionLength", LessonQuestion.ShortestText, LessonQuestion.LongestText), cancel);

        return await lessons.AskAsync(me.Id, Course, $"{Module}/{ItemSlug}", Question!, PageLanguage.Current, cancel)
            ? Redirect($"/{PageLanguage.Current}/learn/{Course}/{Module}/{ItemSlug}?asked=true#questions") : NotFound();
    }

    private async Task<IActionResult> AgainAsync(string field, string sentence, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Item is not Lesson || Enrolment is null) return NotFound();
        ModelState.AddModelError(field, sentence);
        await ShowReaderAsync(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

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
        if (await FindAsync(cancel))
        {
            await ShowReaderAsync(cancel);
            return Page();
        }
        // Somebody who may not read it yet is shown the door, and only where the course exists.
        if (await shelf.CurrentAsync(db, Course, cancel) is null) return NotFound();
        return me.IsSignedIn ? Redirect($"/{PageLanguage.Current}/courses/{Course}") : Challenge();
    }

    // Through the person's own enrolment, and so in the edition they began; an open course also without one.
    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var enrolment = me.IsSignedIn ? await db.FindEnrolmentAsync(me.Id, Course, cancel) : null;
        var edition = enrolment is not null ? await shelf.GetAsync(enrolment.EditionId) : await OpenEditionAsync(cancel);
        if (edition?.Course is not { } course || course.Find($"{Module}/{ItemSlug}") is not { } item) return false;

        (Outline, Item) = (new CourseOutline(course, enrolment, PageLanguage.Current), item);
        Correction = (await shelf.CorrectionsAsync(edition.Id)).GetValueOrDefault(item.Path);
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

    private async Task ShowReaderAsync(CancellationToken cancel)
    {
        if (Item is not Lesson lesson) return;

        var page = Math.Clamp(PageNumber, 1, MostPages);
        if (Enrolment is null)
        {
            Reader = await lessons.LookAsync(Course, lesson, page, cancel);
            return;
        }
        Reader = await lessons.OpenAsync(Enrolment, lesson, page, cancel);
        // The page grades a self-check by itself; its first result is counted for the authors, without what was answered.
        if (Request.Query["check"].ToString() is { Length: > 0 } id
            && lesson.Text.In(PageLanguage.Current).Blocks.OfType<CheckBlock>().FirstOrDefault(block => block.Question.Id == id) is { Question: var check })
            await lessons.CountCheckAsync(Enrolment, lesson, check, QuestionView.Read(check, Request.Query, "a"), cancel);
    }

    private async Task<ShelvedEdition?> OpenEditionAsync(CancellationToken cancel) =>
        await shelf.CurrentAsync(db, Course, cancel) is { Course.Access: Courseware.Access.Open } edition ? edition : null;
}
