using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Learn;

/// <summary>One course of mine: what is done, what is now, what is next.</summary>
public sealed class CourseModel(AcademyDb db, CourseShelf shelf, ReviewDesk reviews, CurrentAccount me) : PageModel, IShowsRefusal
{
    // Who has not looked for a year need not read all of it.
    private const int NewsShown = 5;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    public CourseOutline Outline { get; private set; } = null!;
    public Enrolment Enrolment => Outline.Enrolment!;

    /// <summary>The valid certificate of this course, if one was issued.</summary>
    public Certificate? Certificate { get; private set; }

    /// <summary>The newest edition, where it is later than mine.</summary>
    public Edition? Newer { get; private set; }

    /// <summary>All that came since is corrections of mine.</summary>
    public bool OnlyCorrected { get; private set; }

    /// <summary>What the editions since mine changed, the newest first.</summary>
    public IReadOnlyList<PublicationNote> News { get; private set; } = [];

    /// <summary>Null where I may move to it.</summary>
    public Refusal? WhyNotMove { get; private set; }

    /// <summary>Just moved, to this edition.</summary>
    [TempData] public bool Moved { get; set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancel)
    {
        Moved = await reviews.MoveAsync(Course, cancel);
        return Redirect($"/{PageLanguage.Current}/learn/{Uri.EscapeDataString(Course)}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var enrolment = await db.FindEnrolmentAsync(me.Id, Course, cancel);
        // Not mine: the course's public page says what it is and how to enrol, or that there is none.
        if (enrolment is null) return Redirect($"/{PageLanguage.Current}/courses/{Uri.EscapeDataString(Course)}");

        Outline = new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current);
        Certificate = await db.Certificates.Of(me.Id).AsNoTracking()
            .FirstOrDefaultAsync(one => one.CourseSlug == Course && one.RevokedAt == null && one.ReplacedAt == null, cancel);
        await FindNewerAsync(enrolment, cancel);
        return Page();
    }

    private async Task FindNewerAsync(Enrolment enrolment, CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, Course, cancel) is not { } current || current.Id == enrolment.EditionId) return;

        var mine = await shelf.GetAsync(enrolment.EditionId);
        Newer = await db.Editions.AsNoTracking().SingleAsync(edition => edition.Id == current.Id, cancel);
        OnlyCorrected = !await db.Editions.AnyAsync(edition => edition.CourseSlug == Course && edition.PublishedAt != null && edition.Number > mine.Number && edition.CorrectsId == null, cancel);
        News = await (
            from edition in db.Editions.AsNoTracking()
            join note in db.PublicationNotes on edition.Id equals note.EditionId
            where edition.CourseSlug == Course && edition.PublishedAt != null && edition.Number > mine.Number
            orderby edition.Number descending
            select note).Take(NewsShown).ToListAsync(cancel);
        WhyNotMove = enrolment.WhyNotMove(mine.Course, current.Course);
    }
}
