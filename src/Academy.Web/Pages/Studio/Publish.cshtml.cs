using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>The last look before a draft becomes an edition: what the compiler says, what changes for learners, how it goes out.</summary>
public sealed class PublishModel(AcademyDb db, ReviewDesk desk, Texts texts) : PageModel, IShowsRefusal
{
    /// <summary>More than these are counted, not listed.</summary>
    public const int MostListed = 200;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>The draft's number that the page showed.</summary>
    [BindProperty] public int Seen { get; set; }

    [BindProperty] public PublicationKind? Kind { get; set; }
    [BindProperty] public string? Kk { get; set; }
    [BindProperty] public string? Ru { get; set; }
    [BindProperty] public string? En { get; set; }

    public CourseReview Review { get; private set; } = null!;
    public Translated<string>? Title { get; private set; }
    public Edition? Current { get; private set; }

    /// <summary>Learners who get a correction at once.</summary>
    public int Learners { get; private set; }

    /// <summary>Rulings that stand on questions which the draft still has as they were: a new edition would ask them as before.</summary>
    public IReadOnlyList<QuestionRuling> RulingsLeft { get; private set; } = [];

    public IReadOnlyList<CourseChange> Changes { get; private set; } = [];
    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];
    public ReviewStanding Standing => Review.Standing;

    /// <summary>The draft was made from another edition than learners have now: what is only there would go.</summary>
    public bool IsFromElsewhere => Current is not null && Review.Draft.EditionId != Current.Id;

    public IEnumerable<CourseChange> Forbidding => Changes.Where(change => change.ForbidsCorrection);
    public bool MayCorrect => Current is not null && !Forbidding.Any();
    public PublicationKind Chosen => Kind ?? (MayCorrect ? PublicationKind.Correction : PublicationKind.NewEdition);

    private Course? _before;

    public string ErrorsOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : "";

    /// <summary>A change in words: what, where.</summary>
    public string SentenceOf(CourseChange change)
    {
        var item = change.ItemPath is { } path ? Review.Compiled.Compilation.Built?.Find(path) ?? _before?.Find(path) : null;
        var name = item?.Title.In(PageLanguage.Current) ?? change.ItemPath ?? "";
        return change.QuestionId is { } question ? texts.Format($"Review.Change.{change.Kind}", name, question) : texts.Format($"Review.Change.{change.Kind}", name);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        Check(nameof(Kk), Kk);
        Check(nameof(Ru), Ru);
        if (En?.Length > PublicationNote.Longest) ModelState.AddModelError(nameof(En), texts["Refusals.NoteTooLong"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var edition = await desk.PublishAsync(Course, Seen, Chosen, Kk, Ru, En, cancel);
        return edition is null ? NotFound() : Redirect($"/{PageLanguage.Current}/studio/courses/{Course}?published={edition.Number}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    private void Check(string field, string? note)
    {
        if (string.IsNullOrWhiteSpace(note)) ModelState.AddModelError(field, texts[$"Review.NoteMissing.{field}"]);
        else if (note.Length > PublicationNote.Longest) ModelState.AddModelError(field, texts["Refusals.NoteTooLong"]);
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { MayWrite: true } found) return false;

        Review = found;
        Title = await desk.TitleAsync(found.Draft, cancel);
        Findings = [.. found.Compiled.Compilation.Diagnostics.Select(StoredDiagnostic.Of)];
        if (await desk.CurrentAsync(Course, cancel) is var (edition, before))
        {
            (Current, _before) = (edition, before);
            Learners = await db.Enrolments.CountAsync(enrolment => enrolment.EditionId == edition.Id && enrolment.CompletedAt == null && enrolment.EndedAt == null, cancel);
        }
        if (found.Compiled.Compilation.Built is { } built)
        {
            Changes = CourseComparison.Compare(_before, built);
            RulingsLeft = await RulingsLeftAsync(built, cancel);
        }
        return true;
    }

    private async Task<IReadOnlyList<QuestionRuling>> RulingsLeftAsync(Course built, CancellationToken cancel)
    {
        if (Current is null) return [];
        var changed = Changes.Where(change => change.Kind is CourseChangeKind.QuestionKey or CourseChangeKind.QuestionRemoved or CourseChangeKind.ItemRemoved)
            .Select(change => (change.ItemPath, change.QuestionId)).ToHashSet();
        var rulings = await db.Rulings.AsNoTracking().Where(ruling => ruling.EditionId == Current.Id).ToListAsync(cancel);
        return [.. rulings.GroupBy(ruling => (ruling.QuizPath, ruling.QuestionId)).Select(own => own.MaxBy(ruling => ruling.Number)!)
            .Where(ruling => ruling.Kind != RulingKind.Restored && built.Find(ruling.QuizPath) is Quiz quiz && quiz.Find(ruling.QuestionId) is not null && !changed.Contains((ruling.QuizPath, ruling.QuestionId)))];
    }
}
