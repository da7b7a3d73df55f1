using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>One course: its editions, the newest first, and what the compiler said last.</summary>
public sealed class CourseModel(
    AcademyDb db, CourseShelf shelf, CourseImports imports, DraftDesk drafts, DraftShelf drafted, ReviewDesk reviews, CurrentAccount me) : PageModel, IShowsRefusal
{
    // An editor who imports every day for months still gets one page; older editions are reached by their number.
    private const int MostShown = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>The number of an edition just published or brought in: the banner says so, if it is so.</summary>
    [BindProperty(SupportsGet = true)] public int? Published { get; set; }

    [BindProperty(SupportsGet = true)] public int? Imported { get; set; }

    /// <summary>Null where nothing was taken in yet.</summary>
    public Translated<string>? Title { get; private set; }

    public IReadOnlyList<ShownEdition> Editions { get; private set; } = [];
    public int EditionCount { get; private set; }

    /// <summary>What a learner who begins now gets.</summary>
    public Edition? Current { get; private set; }

    public ImportReport? LastImport { get; private set; }

    public string? LastImportBy { get; private set; }

    /// <summary>What the shown editions changed, where somebody wrote it.</summary>
    public IReadOnlyDictionary<Guid, PublicationNote> Notes { get; private set; } = new Dictionary<Guid, PublicationNote>();

    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];

    /// <summary>This person has a part in it, or is an admin: its files are open to them.</summary>
    public bool HasDraft { get; private set; }

    public bool MayWrite { get; private set; }

    /// <summary>Nobody has it in hand yet.</summary>
    public bool MayTakeUp { get; private set; }

    private bool _mayPublish;

    public Edition? JustPublished => Editions.FirstOrDefault(row => row.Edition.Number == Published && row.Edition.IsPublished)?.Edition;

    public Edition? JustImported => Editions.FirstOrDefault(row => row.Edition.Number == Imported)?.Edition;

    // What courses share has pages of its own.
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        Course == CourseDraft.LibrarySlug ? Redirect($"/{PageLanguage.Current}/studio/law") : await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeUpAsync(CancellationToken cancel) =>
        await drafts.TakeUpAsync(Course, cancel) ? Redirect($"/{PageLanguage.Current}/studio/courses/{Course}") : NotFound();

    public async Task<IActionResult> OnPostPublishAsync(Guid edition, CancellationToken cancel)
    {
        if (!await drafts.MayPublishAsync(Course, cancel)) return NotFound();

        // Two people may press at once: the second reads again and is told that it is published already.
        var number = await db.RetryingAsync(async () =>
        {
            var found = await db.Editions.FirstOrDefaultAsync(stored => stored.Id == edition && stored.CourseSlug == Course, cancel);
            if (found is null) return null;
            if ((found.WhyNotPublish() ?? await reviews.WhyNotPublishAsync(found, cancel)) is { } refusal) throw new RefusedException(refusal);

            await imports.PublishAsync(found, me.Id, cancel);
            return (int?)found.Number;
        });
        return number is null ? NotFound() : Redirect($"/{PageLanguage.Current}/studio/courses/{Course}?published={number}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    /// <summary>Publishing an edition that is older than the current one would change nothing for anybody.</summary>
    public bool MayPublish(Edition edition) => _mayPublish && edition.WhyNotPublish() is null && edition.Number > (Current?.Number ?? 0);

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var editions = db.Editions.AsNoTracking().Where(edition => edition.CourseSlug == Course);
        LastImport = await db.ImportReports.AsNoTracking().Where(report => report.CourseSlug == Course).OrderByDescending(report => report.At).FirstOrDefaultAsync(cancel);
        EditionCount = await editions.CountAsync(cancel);
        var open = await drafts.FindAsync(Course, cancel);
        HasDraft = open is { Draft.IsLibrary: false };
        MayWrite = HasDraft && open!.MayWrite;
        if (LastImport is null && EditionCount == 0 && !HasDraft) return false;

        _mayPublish = await drafts.MayPublishAsync(Course, cancel);
        MayTakeUp = await drafts.MayTakeUpAsync(Course, cancel);
        Editions = await (
            from edition in editions
            join account in db.Users on edition.ImportedById equals account.Id into importers
            from importer in importers.DefaultIfEmpty()
            orderby edition.Number descending
            select new ShownEdition(edition, importer.FullName)).Take(MostShown).ToListAsync(cancel);
        var shownIds = Editions.Select(row => row.Edition.Id).ToList();
        Notes = await db.PublicationNotes.AsNoTracking().Where(note => shownIds.Contains(note.EditionId)).ToDictionaryAsync(note => note.EditionId, cancel);
        Current = await editions.Where(edition => edition.PublishedAt != null).OrderByDescending(edition => edition.Number).FirstOrDefaultAsync(cancel);
        Title = (Current ?? (Editions.Count > 0 ? Editions[0].Edition : null)) is { } shown ? (await shelf.CourseAsync(shown.Id)).Title
            : HasDraft ? (await drafted.GetAsync(open!.Draft, cancel)).Compilation.Built?.Title : null;
        if (LastImport is not null)
        {
            Findings = StoredDiagnostic.Read(LastImport.Diagnostics);
            LastImportBy = await db.Users.Where(account => account.Id == LastImport.ById).Select(account => account.FullName).FirstOrDefaultAsync(cancel);
        }
        return true;
    }
}

/// <param name="By">Null where the site or an operator's command brought it in.</param>
public sealed record ShownEdition(Edition Edition, string? By);
