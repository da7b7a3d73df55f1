using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>Every course that somebody has brought in: what learners get, what waits to be published, and how the last import went.</summary>
public sealed class IndexModel(AcademyDb db, CourseShelf shelf, DraftShelf drafted, LawDesk law, ReviewDesk reviews, ReadersDesk readers, CurrentAccount me) : PageModel
{
    // The rest is one press away.
    private const int MostCases = 5;

    /// <summary>How many courses a package just brought; from the import page.</summary>
    [BindProperty(SupportsGet = true)] public int? Taken { get; set; }

    public IReadOnlyList<StudioCourse> Courses { get; private set; } = [];

    /// <summary>Courses in which I have a part and of which nothing was published or brought in yet, the newest first.</summary>
    public IReadOnlyList<BegunCourse> Begun { get; private set; } = [];

    // Nobody writes so many at once; what is older is found under its address.
    private const int MostBegun = 20;

    /// <summary>How many works wait for me.</summary>
    public int ToMark { get; private set; }

    /// <summary>The law has changed: what waits for me, then what I may see of others.</summary>
    public IReadOnlyList<ShownCase> LawCases { get; private set; } = [];

    public int LawCaseCount { get; private set; }

    public DateOnly Today => law.Today;

    /// <summary>Courses whose review waits for me.</summary>
    public IReadOnlyList<WaitingCourse> Reviews { get; private set; } = [];

    /// <summary>Readers' questions that wait for an answer in my courses, by course.</summary>
    public IReadOnlyList<(string Course, int Questions)> Questions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var cases = (await law.VisibleAsync(cancel)).Where(one => one.State == LawCaseState.Open);
        LawCaseCount = await cases.CountAsync(cancel);
        if (LawCaseCount > 0) LawCases = await law.ShownAsync(await law.InOrder(cases).Take(MostCases).ToListAsync(cancel), cancel);
        Reviews = await reviews.WaitingAsync(cancel);
        Questions = await readers.WaitingAsync(cancel);
        ToMark = await db.Markings.WaitingFor(me.Id).CountAsync(cancel);
        var published = await db.Editions.AsNoTracking().Current().ToDictionaryAsync(edition => edition.CourseSlug, cancel);
        var newest = await db.Editions.AsNoTracking()
            .Where(edition => !db.Editions.Any(other => other.CourseSlug == edition.CourseSlug && other.Number > edition.Number))
            .ToDictionaryAsync(edition => edition.CourseSlug, cancel);
        // What the compiler said can be long, and only numbers are shown here.
        var reports = await db.ImportReports
            .Where(report => !db.ImportReports.Any(other => other.CourseSlug == report.CourseSlug && other.At > report.At))
            .Select(report => new { report.CourseSlug, report.At, report.Errors, report.Warnings })
            .ToListAsync(cancel);

        // What is being written and has no edition yet is there for its own people only.
        var mine = await db.Drafts.AsNoTracking()
            .Where(draft => draft.CourseSlug != CourseDraft.LibrarySlug && !db.Editions.Any(edition => edition.CourseSlug == draft.CourseSlug))
            .Where(draft => me.IsAdmin || db.CourseMembers.Any(member => member.CourseSlug == draft.CourseSlug && member.AccountId == me.Id))
            .OrderByDescending(draft => draft.ChangedAt).Take(MostBegun).ToListAsync(cancel);
        var begun = new List<BegunCourse>();
        foreach (var draft in mine) begun.Add(new BegunCourse(draft.CourseSlug, (await drafted.GetAsync(draft, cancel)).Compilation.Built?.Title, draft.ChangedAt));
        Begun = begun;

        var courses = new List<StudioCourse>();
        foreach (var slug in newest.Keys.Union(reports.Select(report => report.CourseSlug)).Order(StringComparer.Ordinal))
        {
            var (current, last) = (published.GetValueOrDefault(slug), newest.GetValueOrDefault(slug));
            var report = reports.FirstOrDefault(report => report.CourseSlug == slug);
            courses.Add(new StudioCourse(
                slug,
                (current ?? last) is { } shown ? (await shelf.CourseAsync(shown.Id)).Title : null,
                current,
                last is { IsPublished: false } ? last : null,
                report?.At, report?.Errors ?? 0, report?.Warnings ?? 0));
        }
        Courses = courses;
    }
}

/// <param name="Title">Of what learners get, else of the draft; null where nothing was taken in yet.</param>
/// <param name="Published">What a learner who begins now gets.</param>
/// <param name="Draft">The newest edition, where it is not published.</param>
public sealed record StudioCourse(
    string Slug, Translated<string>? Title, Edition? Published, Edition? Draft, DateTimeOffset? ImportedAt, int Errors, int Warnings);

/// <param name="Title">Null where its landing text cannot be read.</param>
public sealed record BegunCourse(string Slug, Translated<string>? Title, DateTimeOffset ChangedAt);
