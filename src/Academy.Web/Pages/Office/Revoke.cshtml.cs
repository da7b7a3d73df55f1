using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>Takes a certificate's force away, with a reason: in general words for anyone, in its own for the office.</summary>
public sealed class RevokeModel(AcademyDb db, CertificateDesk desk, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";
    [BindProperty] public RevocationKind? Kind { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public OrderForm Order { get; set; } = new();

    public Certificate Certificate { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        if (Certificate.WhyNotRevoke(Reason) == Refusal.ReasonMissing) ModelState.AddModelError(nameof(Reason), texts["Refusals.ReasonMissing"]);
        else if (Reason?.Length > Learning.Certificate.LongestReason) ModelState.AddModelError(nameof(Reason), texts.Format("Office.TooLong", Reason.Length, Learning.Certificate.LongestReason));
        if (Kind is null) ModelState.AddModelError(nameof(Kind), texts["Office.KindMissing"]);
        var order = Order.Read(ModelState, texts);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await desk.RevokeAsync(Number, new Revocation(Kind!.Value, Reason, order), me.Id, cancel);
        TempData[nameof(CertificateModel.Done)] = "RevokedDone";
        return RedirectToPage("/Office/Certificate", new { lang = PageLanguage.Current, number = Number });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == Number, cancel);
        if (found is null) return false;
        Certificate = found;
        return true;
    }
}
