using System.Globalization;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>One learner in one course: the attempts, and what was given beyond the rules.</summary>
public sealed class LearnerModel(AcademyDb db, CourseShelf shelf, AccommodationDesk desk, CurrentAccount me, Texts texts, TimeProvider clock)
    : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    /// <summary>In the order of the form, for the summary of what is wrong.</summary>
    public static readonly string[] Fields = [nameof(QuizPath), nameof(Minutes), nameof(Attempts), nameof(Opens), nameof(Closes), nameof(Reason)];

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "enrolment")] public Guid EnrolmentId { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    // What is typed stays text until it is read, so that a wrong number comes back as it was typed.
    [BindProperty] public string? QuizPath { get; set; }
    [BindProperty] public string? Minutes { get; set; }
    [BindProperty] public string? Attempts { get; set; }
    [BindProperty] public string? Opens { get; set; }
    [BindProperty] public string? Closes { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>Given or Withdrawn, just now.</summary>
    [TempData] public string? Done { get; set; }

    public CourseOutline Outline { get; private set; } = null!;
    public string FullName { get; private set; } = "";
    public string? Position { get; private set; }
    public IReadOnlyList<Attempt> Shown { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<GivenAccommodation> Given { get; private set; } = [];
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Address => $"/{PageLanguage.Current}/studio/courses/{Outline.Course.Slug}/learners/{EnrolmentId}";
    public Enrolment Enrolment => Outline.Enrolment!;
    public IEnumerable<Quiz> Quizzes => Outline.Course.Items.OfType<Quiz>();

    public string TitleOf(string quizPath) => Outline.Course.Find(quizPath) is { } item ? Outline.TitleOf(item) : quizPath;

    public bool Stands(Accommodation given) => Outline.Course.Find(given.QuizPath) is Quiz quiz && Enrolment.AccommodationAt(quiz)?.Id == given.Id;

    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var allowance = new Allowance(
            Number(Minutes, nameof(Minutes), Accommodation.MostMinutes), Number(Attempts, nameof(Attempts), Accommodation.MostAttempts),
            Moment(Opens, nameof(Opens), new TimeOnly(0, 0)), Moment(Closes, nameof(Closes), new TimeOnly(23, 59, 59)));
        if (Outline.Course.Find(QuizPath ?? "") is not Quiz quiz) ModelState.AddModelError(nameof(QuizPath), texts["Team.ChooseQuiz"]);
        else if (ModelState.IsValid && Enrolment.WhyNotAccommodate(quiz, allowance, Reason) is { } refusal) ModelState.AddModelError(FieldOf(refusal), texts[$"Refusals.{refusal}"]);
        if (Reason?.Length > Accommodation.LongestReason) ModelState.AddModelError(nameof(Reason), texts.Format("Office.TooLong", Reason.Length, Accommodation.LongestReason));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!await desk.GiveAsync(Course, EnrolmentId, QuizPath!, allowance, Reason, me.Id, cancel)) return NotFound();
        Done = "Given";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid accommodation, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !await desk.WithdrawAsync(Course, EnrolmentId, accommodation, me.Id, cancel)) return NotFound();
        Done = "Withdrawn";
        return Redirect(Address);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private static string FieldOf(Refusal refusal) => refusal switch
    {
        Refusal.ReasonMissing => nameof(Reason),
        Refusal.NothingGiven or Refusal.TooMuchGiven or Refusal.NoTimeLimitToLengthen => nameof(Minutes),
        Refusal.AttemptsNotLimited => nameof(Attempts),
        Refusal.WindowEmpty => nameof(Closes),
        _ => "",
    };

    private int Number(string? typed, string field, int most)
    {
        if (string.IsNullOrWhiteSpace(typed)) return 0;
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        ModelState.AddModelError(field, texts.Format("Team.WholeNumber", most));
        return 0;
    }

    // As the browser's own field writes it, or as a person does where it has none.
    private DateTimeOffset? Moment(string? typed, string field, TimeOnly ofDayAlone)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        string[] withTime = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "dd.MM.yyyy HH:mm"], days = ["yyyy-MM-dd", "dd.MM.yyyy"];
        if (DateTime.TryParseExact(typed.Trim(), withTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && IsNear(moment)) return KazakhstanTime.At(moment);
        if (DateOnly.TryParseExact(typed.Trim(), days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsNear(day.ToDateTime(ofDayAlone)))
            return KazakhstanTime.At(day.ToDateTime(ofDayAlone));
        ModelState.AddModelError(field, texts["Team.DateAndTime"]);
        return null;

        static bool IsNear(DateTime moment) => moment.Year is >= 2000 and < 3000;
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var enrolment = await db.Enrolments.Where(one => one.Id == EnrolmentId && one.CourseSlug == Course).Include(one => one.Accommodations).FirstOrDefaultAsync(cancel);
        if (enrolment is null) return false;

        Outline = new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current);
        var person = await db.Users.Where(account => account.Id == enrolment.AccountId).Select(account => new { account.FullName, account.Position }).SingleAsync(cancel);
        (FullName, Position) = (person.FullName, person.Position);
        var attempts = db.Attempts.AsNoTracking().Where(attempt => attempt.EnrolmentId == enrolment.Id);
        Links = PageLinks.At(PageNumber, PageSize, await attempts.CountAsync(cancel));
        Shown = await attempts.OrderByDescending(attempt => attempt.StartedAt).ThenByDescending(attempt => attempt.Id).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        Given = await (
            from given in db.Accommodations.AsNoTracking()
            where given.EnrolmentId == enrolment.Id
            join account in db.Users on given.GivenById equals account.Id
            join other in db.Users on given.WithdrawnById equals other.Id into others
            from withdrawer in others.DefaultIfEmpty()
            orderby given.GivenAt descending
            select new GivenAccommodation(given, account.FullName, withdrawer.FullName)).Take(PageSize).ToListAsync(cancel);
        return true;
    }
}

/// <param name="WithdrawnBy">Null where it was not withdrawn.</param>
public sealed record GivenAccommodation(Accommodation Accommodation, string By, string? WithdrawnBy);
