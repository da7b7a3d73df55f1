using System.Globalization;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Academy.Web.Pages.Studio;

/// <summary>Withdraw a question of a published edition or put its key right: choose, see whose result would change, then decide.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class RulingModel(AcademyDb db, CourseShelf shelf, RegradeDesk desk, RulingPreviews previews, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    // What is regraded before the page answers; the rest goes on by itself.
    private const int AtOnce = 2000;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "question")] public string QuestionId { get; set; } = "";

    /// <summary>The edition's number; the newest published one where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "edition")] public int? EditionNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")] public RulingKind? Kind { get; set; }

    /// <summary>Numbers of other editions to rule on alike.</summary>
    [BindProperty(SupportsGet = true, Name = "also")] public IReadOnlyList<int> Also { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    [BindProperty] public string? Reason { get; set; }

    public Edition Edition { get; private set; } = null!;
    public RuledQuestion Found { get; private set; } = null!;
    public Question Question => Found.Question;
    public Translated<string> CourseTitle => Found.Written.Title;

    /// <summary>Of this question, the newest first.</summary>
    public IReadOnlyList<ShownRuling> Earlier { get; private set; } = [];

    /// <summary>Other published editions that hold the same question, and how many attempts were handed in there.</summary>
    public IReadOnlyList<(int Number, int Attempts)> Others { get; private set; } = [];

    /// <summary>The key typed or marked; of the question as it stands before anybody chose.</summary>
    public QuestionKey Key { get; private set; } = new();

    /// <summary>Null until a ruling is chosen, or while its consequences are worked out.</summary>
    public RegradePreview? Preview { get; private set; }

    public int Seen { get; private set; }
    public int Total { get; private set; }
    public bool IsWorking { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<(string Name, int Number, RegradeChange Change)> Shown { get; private set; } = [];

    public string Path => $"{Module}/{Item}";
    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}/rulings/{Path}/{QuestionId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        await PreviewAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Kind is not { } kind) return NotFound();
        if (QuestionRuling.WhyNotReason(Reason) is not null)
        {
            ModelState.AddModelError(nameof(Reason), texts["Refusals.ReasonMissing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await PreviewAsync(cancel);
            return Page();
        }

        var rulings = await desk.RuleAsync(Course, [Edition.Number, .. Also.Where(number => number != Edition.Number).Distinct()], Path, QuestionId, kind, Key, Reason, me.Id, cancel);
        if (rulings is null) return NotFound();

        foreach (var ruling in rulings) await desk.RegradeAsync(ruling, AtOnce, cancel);
        return Redirect($"/{PageLanguage.Current}/studio/courses/{Course}/rulings/{rulings.Single(ruling => ruling.EditionId == Edition.Id).Id}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    /// <summary>The choice as an address or hidden fields say it again.</summary>
    public IEnumerable<KeyValuePair<string, string>> Choice()
    {
        yield return new("edition", Text(Edition.Number));
        yield return new("kind", $"{Kind}");
        foreach (var number in Also) yield return new("also", Text(number));
        if (Kind != RulingKind.NewKey) yield break;

        foreach (var place in Key.Right ?? []) yield return new("right", Text(place));
        if (Question is NumberQuestion)
        {
            yield return new("least", Text(Key.Least));
            yield return new("most", Text(Key.Most));
        }
        if (Key.Accepted is { } accepted) yield return new("accepted", string.Join('\n', accepted));
        foreach (var (place, gap) in (Key.Gaps ?? []).Index()) yield return new($"gap.{place}", gap.Accepted is { } texts ? string.Join('\n', texts) : Text(gap.Right));
    }

    public static string Text(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var editions = await db.Editions.AsNoTracking().Where(edition => edition.CourseSlug == Course && edition.PublishedAt != null)
            .OrderByDescending(edition => edition.Number).ToListAsync(cancel);
        if (editions.FirstOrDefault(edition => EditionNumber is null || edition.Number == EditionNumber) is not { } chosen) return false;

        Edition = chosen;
        var rulings = await db.Rulings.AsNoTracking().Where(ruling => ruling.EditionId == chosen.Id).ToListAsync(cancel);
        if (await desk.FindAsync(chosen.Id, rulings, Path, QuestionId) is not { } found) return false;

        Found = found;
        Earlier = await ShownRuling.Of(db, db.Rulings.Where(ruling => ruling.EditionId == chosen.Id && ruling.QuizPath == Path && ruling.QuestionId == QuestionId))
            .Take(PageSize).ToListAsync(cancel);
        Key = Kind is null ? QuestionKey.Of(Question) ?? new QuestionKey() : ReadKey();
        Also = [.. Also.Take(PageSize)];
        Others = await OthersAsync(editions, cancel);
        return true;
    }

    private async Task<IReadOnlyList<(int, int)>> OthersAsync(IReadOnlyList<Edition> editions, CancellationToken cancel)
    {
        var others = new List<(int, int)>();
        // Older editions than these have no learners left whose results anybody would still mend at one stroke.
        foreach (var edition in editions.Where(edition => edition.Id != Edition.Id).Take(10))
            if ((await shelf.WrittenAsync(edition.Id)).Course.Find(Path) is Quiz quiz && quiz.Find(QuestionId) is { } same && same.GetType() == Question.GetType())
                others.Add((edition.Number, await db.AttemptsAt(edition.Id, Path).WithResult().CountAsync(cancel)));
        return others;
    }

    private async Task PreviewAsync(CancellationToken cancel)
    {
        if (Kind is not { } kind) return;
        if (QuestionRuling.WhyNot(Edition, Found.Quiz, Question, Found.IsRuled, kind, Key) is { } refusal)
        {
            ModelState.AddModelError("", texts[$"Refusals.{refusal}"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var states = new List<PreviewState>();
        var ruling = $"{QuestionId} {kind} {(kind == RulingKind.NewKey ? Key.ToJson() : "")}";
        foreach (var number in Also.Prepend(Edition.Number).Distinct())
        {
            var edition = await db.Editions.AsNoTracking().FirstOrDefaultAsync(one => one.CourseSlug == Course && one.Number == number && one.PublishedAt != null, cancel);
            if (edition is null) continue;
            var rulings = await db.Rulings.AsNoTracking().Where(one => one.EditionId == edition.Id).ToListAsync(cancel);
            if (await desk.FindAsync(edition.Id, rulings, Path, QuestionId) is not { } found || (kind == RulingKind.NewKey && Key.WhyNotFor(found.Question) is not null)) continue;

            states.Add(await previews.AskAsync(db, edition.Id, Rulings.Preview(found.Quiz, found.WrittenQuiz, QuestionId, kind, Key), ruling, cancel));
        }
        (Seen, Total) = (states.Sum(state => state.Seen), states.Sum(state => state.Total));
        IsWorking = states.Any(state => state.Preview is null);
        if (IsWorking)
        {
            Response.Headers["Refresh"] = "3";
            return;
        }

        Preview = new RegradePreview(
            states.Sum(state => state.Preview!.Attempts), states.Sum(state => state.Preview!.Passes), [.. states.SelectMany(state => state.Preview!.Changes)]);
        var query = QueryString.Create(Choice().Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Value!.TrimStart('?');
        Links = PageLinks.At(PageNumber, PageSize, Preview.Changes.Count, query + "&");
        var page = Preview.Changes.Skip(Links.Skip).Take(PageSize).ToList();
        var names = await NamesAsync(db, [.. page.Select(change => change.AttemptId)], cancel);
        Shown = [.. page.Select(change => (names[change.AttemptId].Name, names[change.AttemptId].Number, change))];
    }

    /// <summary>Whose attempts these are, and which of theirs.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, (string Name, int Number)>> NamesAsync(AcademyDb db, IReadOnlyList<Guid> attemptIds, CancellationToken cancel) =>
        (await (
            from attempt in db.Attempts
            join enrolment in db.Enrolments on attempt.EnrolmentId equals enrolment.Id
            join account in db.Users on enrolment.AccountId equals account.Id
            where attemptIds.Contains(attempt.Id)
            select new { attempt.Id, account.FullName, attempt.Number }).ToListAsync(cancel)).ToDictionary(one => one.Id, one => (one.FullName, one.Number));

    private QuestionKey ReadKey()
    {
        if (Kind != RulingKind.NewKey) return new QuestionKey();
        return Question switch
        {
            ChoiceQuestion => new QuestionKey { Right = [.. Given("right").Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1).Distinct().Order()] },
            NumberQuestion => new QuestionKey { Least = Number(Given("least")), Most = Number(Given("most")) },
            ShortTextQuestion => new QuestionKey { Accepted = Lines(Given("accepted")) },
            GapsQuestion gaps => new QuestionKey
            {
                Gaps = [.. gaps.Gaps.Select((gap, place) => gap is ChosenGap
                    ? new GapKey((int?)Number(Given($"gap.{place}")) ?? -1, null)
                    : new GapKey(null, Lines(Given($"gap.{place}"))))],
            },
            _ => new QuestionKey(),
        };
    }

    private StringValues Given(string name) => Request.HasFormContentType ? Request.Form[name] : Request.Query[name];

    private static string[] Lines(StringValues given) =>
        [.. $"{given}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    private static decimal? Number(StringValues given) =>
        decimal.TryParse($"{given}".Trim().Replace(',', '.').Replace('−', '-').Replace(" ", "").Replace("\u00A0", ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="By">The name of who ruled.</param>
/// <param name="EditionNumber">Of the edition it is laid over.</param>
public sealed record ShownRuling(QuestionRuling Ruling, int EditionNumber, string By)
{
    /// <summary>The newest first.</summary>
    public static IQueryable<ShownRuling> Of(AcademyDb db, IQueryable<QuestionRuling> rulings) =>
        from ruling in rulings.AsNoTracking()
        join edition in db.Editions on ruling.EditionId equals edition.Id
        join account in db.Users on ruling.ById equals account.Id
        orderby ruling.At descending, ruling.Number descending
        select new ShownRuling(ruling, edition.Number, account.FullName);
}
