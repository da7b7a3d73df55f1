using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>A new certificate with the name and position of today in place of one where they were wrong.</summary>
public sealed class ReplaceModel(AcademyDb db, CertificateDesk desk, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";
    [BindProperty] public bool Confirmed { get; set; }

    public Certificate Certificate { get; private set; } = null!;

    /// <summary>As the holder's profile says today.</summary>
    public Candidate Today { get; private set; } = null!;

    public bool NothingChanged =>
        Certificate.HolderName == Today.FullName.Trim().Normalize() && Certificate.Position == (Today.Position ?? "").Trim().Normalize();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        if (!Confirmed && Certificate.WhyNotReplace() is null)
        {
            ModelState.AddModelError(nameof(Confirmed), texts["Office.ConfirmName"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var fresh = await desk.ReplaceAsync(Number, me.Id, cancel);
        TempData[nameof(CertificateModel.Done)] = "ReplacedDone";
        return RedirectToPage("/Office/Certificate", new { lang = PageLanguage.Current, number = fresh!.Number });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == Number, cancel);
        if (found is null) return false;

        Certificate = found;
        Today = await desk.Candidates(db.Enrolments.AsNoTracking().Where(enrolment => enrolment.Id == found.EnrolmentId)).SingleAsync(cancel);
        return true;
    }
}
