using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Public;

/// <summary>
/// Does this certificate stand? For anyone, without signing in. The number alone tells state, course and date; the name and all else that
/// is printed only with the code, since numbers run in sequence. A wrong code is answered like a number that does not exist.
/// </summary>
[EnableRateLimiting(Limits.Verify)]
public sealed class VerifyModel(AcademyDb db, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Number { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }

    /// <summary>What was typed into the form.</summary>
    [BindProperty(SupportsGet = true, Name = "n")] public string? TypedNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "c")] public string? TypedCode { get; set; }

    /// <summary>Null where nothing was asked or nothing is told.</summary>
    public Certificate? Certificate { get; private set; }

    /// <summary>The code is right: everything printed may be shown.</summary>
    public bool WithCode { get; private set; }

    public bool NotFoundHere { get; private set; }

    /// <summary>The number that took this one's place; only with the code.</summary>
    public string? Newer { get; private set; }

    /// <summary>The verdict stands in the title, where a screen reader and a tab say it first.</summary>
    public string Title => texts[Certificate is { } found ? $"Verify.{found.State}"
        : NotFoundHere ? "Verify.NotFound" : ModelState.IsValid ? "Verify.Title" : "Verify.ErrorTitle"];

    public DateTimeOffset CheckedAt => clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // What a revocation changes is seen at once.
        Response.Headers.CacheControl = "no-store";
        if (Number is null) return Request.Query.ContainsKey("n") ? Ask() : Page();

        var number = CertificateNumber.Read(Number)?.Digits ?? Number;
        (TypedNumber, TypedCode) = (CertificateNumber.Read(Number)?.ToString() ?? Number, Code);
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == number, cancel);
        WithCode = CertificateDesk.Matches(found, Code);
        if (found is null || (Code is not null && !WithCode))
        {
            NotFoundHere = true;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Certificate = found;
        if (WithCode && found.ReplacedById is { } newer)
            Newer = await db.Certificates.Where(certificate => certificate.Id == newer).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
        return Page();
    }

    // The form leads to the address that the paper names too, so that an answer can be kept and sent on.
    private IActionResult Ask()
    {
        var code = CertificateDesk.CleanCode(TypedCode);
        if (CertificateNumber.Read(TypedNumber) is { } number)
            return LocalRedirect($"/{PageLanguage.Current}/verify/{number.Digits}{(code.Length > 0 ? $"/{Uri.EscapeDataString(code)}" : "")}");

        ModelState.AddModelError("n", string.IsNullOrWhiteSpace(TypedNumber)
            ? texts["Verify.NumberMissing"] : texts.Format("Verify.NumberWrong", TypedNumber.Count(char.IsAsciiDigit)));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
