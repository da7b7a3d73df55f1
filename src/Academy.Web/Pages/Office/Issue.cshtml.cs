using System.Text.Json;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>Certificates for those who completed a course: choose, look once more, issue, see the numbers.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class IssueModel(
    AcademyDb db, CertificateDesk desk, BatchDesk batches, CourseShelf shelf, Settings settings, CurrentAccount me, Texts texts) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true, Name = "course")] public string CourseSlug { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;
    [BindProperty] public List<Guid> Enrolments { get; set; } = [];
    [BindProperty] public string? SignatoryName { get; set; }
    [BindProperty] public string? PositionKk { get; set; }
    [BindProperty] public string? PositionRu { get; set; }
    [BindProperty] public bool Confirmed { get; set; }

    /// <summary>Of the batch that this form makes where a second person approves: pressed twice it is one.</summary>
    [BindProperty] public Guid BatchId { get; set; } = Guid.CreateVersion7();

    /// <summary>What was issued by the last press, as the session remembers it until it is shown.</summary>
    [TempData] public string? Told { get; set; }

    public Course Course { get; private set; } = null!;
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The people of the summary; null on the other steps.</summary>
    public IReadOnlyList<Row>? Chosen { get; private set; }

    public IReadOnlyList<Row> Ready => [.. (Chosen ?? []).Where(row => row.Objection is null)];

    /// <summary>What became of the last press; null where there was none.</summary>
    public Outcome? Issued { get; private set; }

    /// <param name="Objection">Why there can be no certificate yet.</param>
    public sealed record Row(Guid EnrolmentId, string FullName, string? Position, DateOnly From, DateOnly To, int Hours, Bilingual? City, Objection? Objection);

    /// <param name="Refused">Name and reason.</param>
    public sealed record Outcome(IReadOnlyList<Certificate> New, IReadOnlyList<Certificate> Standing, IReadOnlyList<(string Name, string Reason)> Refused);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindCourseAsync(cancel)) return NotFound();

        await ListAsync(cancel);
        if (Told is { } told) Issued = await RecallAsync(told, cancel);
        if (await desk.LastSignatoryAsync(cancel) is { } last)
            (SignatoryName, PositionKk, PositionRu) = (last.Name, last.Position.Kk, last.Position.Ru);
        return Page();
    }

    /// <summary>From the list to the summary.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        if (!await FindCourseAsync(cancel)) return NotFound();
        if (await ReadFormAsync(cancel) is null) return await BackToListAsync(StatusCodes.Status400BadRequest, cancel);

        return Page();
    }

    /// <summary>From the summary back to the list, with what was chosen and typed.</summary>
    public async Task<IActionResult> OnPostChangeAsync(CancellationToken cancel) =>
        await FindCourseAsync(cancel) ? await BackToListAsync(StatusCodes.Status200OK, cancel) : NotFound();

    public async Task<IActionResult> OnPostIssueAsync(CancellationToken cancel)
    {
        if (!await FindCourseAsync(cancel)) return NotFound();
        if (await ReadFormAsync(cancel) is not { } signatory) return await BackToListAsync(StatusCodes.Status400BadRequest, cancel);
        if (!Confirmed)
        {
            ModelState.AddModelError(nameof(Confirmed), texts["Office.ConfirmNames"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (settings.SecondApproval && Ready.Count > 0)
        {
            // Few or many, nobody issues alone.
            await batches.MakeAsync(BatchId, CourseSlug, [.. Ready.Select(row => row.EnrolmentId)], signatory, IssueTerms.None, me.Id, cancel);
            return RedirectToPage("/Office/Batch", new { lang = PageLanguage.Current, id = BatchId });
        }

        Told = JsonSerializer.Serialize(await desk.IssueAsync([.. Chosen!.Select(row => row.EnrolmentId)], signatory, me.Id, cancel));
        return RedirectToPage(new { lang = PageLanguage.Current, course = CourseSlug });
    }

    /// <summary>The objection in the reader's language. Two of them address the learner elsewhere.</summary>
    public string Sentence(Objection objection) => SentenceOf(texts, objection.Refusal, objection.Details);

    internal static string SentenceOf(Texts texts, Refusal refusal, IReadOnlyList<string> details) => refusal switch
    {
        Refusal.EnrolmentEnded => texts["Office.TrainingEnded"],
        Refusal.CertificateNotValid => texts["Office.WasRevoked"],
        _ => texts.Format($"Refusals.{refusal}", [.. details]),
    };

    private async Task<bool> FindCourseAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, CourseSlug, cancel) is not { } edition || !CertificateDesk.GivesCertificates(edition)) return false;
        Course = edition.Course;
        return true;
    }

    private IQueryable<Enrolment> Waiting => desk.Waiting.AsNoTracking().Where(enrolment => enrolment.CourseSlug == CourseSlug);

    private async Task ListAsync(CancellationToken cancel)
    {
        Links = PageLinks.At(PageNumber, PageSize, await Waiting.CountAsync(cancel));
        Rows = await RowsAsync(Waiting.OrderBy(enrolment => enrolment.CompletedAt).ThenBy(enrolment => enrolment.Id).Skip(Links.Skip).Take(PageSize), cancel);
    }

    private async Task<IActionResult> BackToListAsync(int status, CancellationToken cancel)
    {
        Chosen = null;
        await ListAsync(cancel);
        Response.StatusCode = status;
        return Page();
    }

    // Ids are looked up within this course: what somebody writes into the form is not on the list.
    private async Task<Signatory?> ReadFormAsync(CancellationToken cancel)
    {
        var chosen = Enrolments.Take(PageSize).ToList();
        Chosen = await RowsAsync(db.Enrolments.AsNoTracking().Where(enrolment => enrolment.CourseSlug == CourseSlug && chosen.Contains(enrolment.Id)), cancel);
        if (Chosen.Count == 0) ModelState.AddModelError(nameof(Enrolments), texts["Office.ChooseSomebody"]);

        return SignatoryFields.Read(ModelState, texts, SignatoryName, PositionKk, PositionRu);
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<Enrolment> enrolments, CancellationToken cancel)
    {
        var rows = new List<Row>();
        foreach (var candidate in await desk.Candidates(enrolments).ToListAsync(cancel))
        {
            var enrolment = candidate.Enrolment;
            var edition = await shelf.GetAsync(enrolment.EditionId);
            var city = edition.Library.ProgrammeOf(CourseSlug)?.Certificate?.City;
            rows.Add(new Row(
                enrolment.Id, candidate.FullName, candidate.Position,
                KazakhstanTime.DayOf(enrolment.StartedAt), KazakhstanTime.DayOf(enrolment.CompletedAt ?? enrolment.StartedAt),
                edition.Course.Hours, city is null ? null : Bilingual.From(city), CertificateDesk.WhyNot(candidate, edition)));
        }
        return rows;
    }

    private async Task<Outcome> RecallAsync(string told, CancellationToken cancel)
    {
        var outcomes = JsonSerializer.Deserialize<List<IssueOutcome>>(told) ?? [];
        var numbers = outcomes.Where(outcome => outcome.Number is not null).Select(outcome => outcome.Number!).ToList();
        var certificates = await db.Certificates.AsNoTracking().Where(certificate => numbers.Contains(certificate.Number))
            .OrderBy(certificate => certificate.Number).ToListAsync(cancel);
        var newOnes = outcomes.Where(outcome => outcome.IsNew).Select(outcome => outcome.Number).ToHashSet();

        var refused = outcomes.Where(outcome => outcome.Objection is not null).ToDictionary(outcome => outcome.EnrolmentId, outcome => outcome.Objection!);
        var names = await db.Enrolments.Where(enrolment => refused.Keys.Contains(enrolment.Id))
            .Join(db.Users, enrolment => enrolment.AccountId, account => account.Id, (enrolment, account) => new { enrolment.Id, account.FullName })
            .ToDictionaryAsync(person => person.Id, person => person.FullName, cancel);
        return new Outcome(
            [.. certificates.Where(certificate => newOnes.Contains(certificate.Number))],
            [.. certificates.Where(certificate => !newOnes.Contains(certificate.Number))],
            [.. refused.Select(one => (names.GetValueOrDefault(one.Key, ""), Sentence(one.Value)))]);
    }
}
