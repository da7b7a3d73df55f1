using System.Globalization;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>A course between its authors and its reviewers: what changed, what was said, who has approved, what is missing.</summary>
public sealed class ReviewModel(AcademyDb db, ReviewDesk desk, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Settled threads too.</summary>
    [BindProperty(SupportsGet = true)] public bool All { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>The draft's number that the page showed.</summary>
    [BindProperty] public int Seen { get; set; }

    [BindProperty] public CourseRole Role { get; set; }
    [BindProperty] public string? Word { get; set; }
    [BindProperty] public string? Reviewers { get; set; }
    [BindProperty] public string? Lawyers { get; set; }

    /// <summary>What was just done: the last part of a sentence's key.</summary>
    [TempData] public string? Done { get; set; }

    public CourseReview Review { get; private set; } = null!;
    public Translated<string>? Title { get; private set; }
    public IReadOnlyList<ShownThread> Threads { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<(Guid AccountId, CourseRole Role)> People { get; private set; } = [];

    /// <summary>Open comments by file.</summary>
    public IReadOnlyDictionary<Guid, int> OpenByFile { get; private set; } = new Dictionary<Guid, int>();

    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}/review";
    public IReadOnlyList<DraftFile> Changed => [.. Review.Changed];
    public ReviewStanding Standing => Review.Standing;
    public Guid MyId => me.Id;

    public string NameOf(Guid? id) => id is { } known ? Names.GetValueOrDefault(known, "") : texts["Studio.BySite"];

    public bool HasSaid(CourseRole role) => Standing.Answers.Any(answer => answer.ById == me.Id && answer.Role == role);

    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel) => AfterAct(await desk.AskAsync(Course, cancel), "Asked");

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancel) => AfterAct(await desk.TakeBackAsync(Course, cancel), "TakenBack");

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        AfterAct(await desk.AnswerAsync(Course, Seen, Role, ReviewAnswer.Approved, Word, cancel), "Approved");

    public async Task<IActionResult> OnPostWantAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Word))
        {
            if (!await FindAsync(cancel)) return NotFound();
            ModelState.AddModelError(nameof(Word), texts["Refusals.CommentMissing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        return AfterAct(await desk.AnswerAsync(Course, Seen, Role, ReviewAnswer.ChangesWanted, Word, cancel), "Wanted");
    }

    public async Task<IActionResult> OnPostNeedsAsync(CancellationToken cancel)
    {
        var needs = new ReviewNeeds(Number(Reviewers, nameof(Reviewers)), Number(Lawyers, nameof(Lawyers)));
        if (!ModelState.IsValid)
        {
            if (!await FindAsync(cancel)) return NotFound();
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        return AfterAct(await desk.NeedAsync(Course, needs, cancel), "NeedsSet");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    private IActionResult AfterAct(bool isDone, string done)
    {
        if (!isDone) return NotFound();
        Done = done;
        return Redirect(Address);
    }

    private int Number(string? typed, string field)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ReviewNeeds.Most) return number;
        ModelState.AddModelError(field, texts.Format("Refusals.TooManyApprovals", ReviewNeeds.Most));
        return 0;
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { } found) return false;

        Review = found;
        Title = await desk.TitleAsync(found.Draft, cancel);
        var threads = db.ReviewComments.AsNoTracking().Where(comment => comment.DraftId == found.Draft.Id);
        OpenByFile = await threads.Where(comment => comment.SettledAt == null).GroupBy(comment => comment.FileId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        if (!All) threads = threads.Where(comment => comment.SettledAt == null);
        Links = PageLinks.At(PageNumber, PageSize, await threads.CountAsync(cancel), All ? "all=true&" : "");
        var page = await threads.OrderByDescending(comment => comment.At).ThenByDescending(comment => comment.Id).Skip(Links.Skip).Take(PageSize)
            .Include(comment => comment.Replies).AsSplitQuery().ToListAsync(cancel);
        Threads = [.. page.Select(comment => new ShownThread(comment, found.Draft.Files.First(file => file.Id == comment.FileId)))];
        People = [.. (await db.CourseMembers.Where(member => member.CourseSlug == Course).OrderBy(member => member.GivenAt)
            .Select(member => new { member.AccountId, member.Role }).ToListAsync(cancel)).Select(member => (member.AccountId, member.Role))];
        Names = await db.NamesAsync(
            [
                .. People.Select(person => person.AccountId), .. found.Writers, .. found.Standing.Answers.Select(answer => answer.ById),
                .. page.SelectMany(PeopleOf), .. Changed.Select(file => file.ChangedById).OfType<Guid>(),
            ], cancel);
        return true;
    }

    internal static IEnumerable<Guid> PeopleOf(ReviewComment comment) =>
        [comment.ById, .. comment.Replies.Select(reply => reply.ById), .. new[] { comment.SettledById, comment.ReopenedById }.OfType<Guid>()];
}

/// <summary>A thread and the file that it is about.</summary>
public sealed record ShownThread(ReviewComment Comment, DraftFile File);
