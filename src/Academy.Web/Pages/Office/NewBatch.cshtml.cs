using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>Certificates for all who wait in a course: settled here, issued in the background.</summary>
public sealed class NewBatchModel(AcademyDb db, CertificateDesk desk, BatchDesk batches, TemplateDesk templates, CourseShelf shelf, Settings settings, CurrentAccount me, Texts texts) : PageModel
{
    public const int MostMonths = 600;

    [BindProperty(SupportsGet = true, Name = "course")] public string CourseSlug { get; set; } = "";
    [BindProperty] public Guid BatchId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public string? SignatoryName { get; set; }
    [BindProperty] public string? PositionKk { get; set; }
    [BindProperty] public string? PositionRu { get; set; }
    [BindProperty] public string? Months { get; set; }
    [BindProperty] public OrderForm Order { get; set; } = new();

    /// <summary>A version of a template; none for the standard.</summary>
    [BindProperty(SupportsGet = true, Name = "template")] public Guid? Template { get; set; }

    [BindProperty] public bool Confirmed { get; set; }

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<(Guid VersionId, string Name)> Templates { get; private set; } = [];

    /// <summary>Who wait; more than a batch holds wait for the next.</summary>
    public int People { get; private set; }

    public bool NeedsApproval => settings.SecondApproval;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        if (await ChosenAsync(cancel) is { } chosen)
        {
            (SignatoryName, PositionKk, PositionRu) = (chosen.SignatoryName, chosen.SignatoryPosition.Kk, chosen.SignatoryPosition.Ru);
            Months = chosen.ValidMonths?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        else if (await desk.LastSignatoryAsync(cancel) is { } last)
            (SignatoryName, PositionKk, PositionRu) = (last.Name, last.Position.Kk, last.Position.Ru);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (await db.CertificateBatches.AnyAsync(batch => batch.Id == BatchId, cancel)) return ToBatch();

        int? months = null;
        if (!string.IsNullOrWhiteSpace(Months))
        {
            if (int.TryParse(Months, out var typed) && typed is >= 1 and <= MostMonths) months = typed;
            else ModelState.AddModelError(nameof(Months), texts.Format("Office.MonthsWrong", MostMonths));
        }
        var order = Order.Read(ModelState, texts);
        if (!Confirmed) ModelState.AddModelError(nameof(Confirmed), texts["Office.ConfirmNames"]);
        if (Template is not null && await ChosenAsync(cancel) is null) return NotFound();
        if (People == 0) ModelState.AddModelError("", texts["Office.NobodyWaits"]);
        if (SignatoryFields.Read(ModelState, texts, SignatoryName, PositionKk, PositionRu) is not { } signatory)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var waiting = await Waiting.OrderBy(enrolment => enrolment.CompletedAt).ThenBy(enrolment => enrolment.Id)
            .Select(enrolment => enrolment.Id).Take(CertificateBatch.MostPeople).ToListAsync(cancel);
        await batches.MakeAsync(BatchId, CourseSlug, waiting, signatory, new IssueTerms(order, months) { TemplateVersionId = Template }, me.Id, cancel);
        return ToBatch();
    }

    private Task<TemplateContent?> ChosenAsync(CancellationToken cancel) =>
        db.TemplateVersions.AsNoTracking().Where(version => version.Id == Template).Select(version => version.Content).FirstOrDefaultAsync(cancel);

    private IQueryable<Enrolment> Waiting => desk.Waiting.Where(enrolment => enrolment.CourseSlug == CourseSlug);

    private RedirectToPageResult ToBatch() => RedirectToPage("/Office/Batch", new { lang = PageLanguage.Current, id = BatchId });

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, CourseSlug, cancel) is not { } edition || !CertificateDesk.GivesCertificates(edition)) return false;

        Course = edition.Course;
        Templates = await templates.ChoicesAsync(cancel);
        People = Math.Min(await Waiting.CountAsync(cancel), CertificateBatch.MostPeople);
        return true;
    }
}
