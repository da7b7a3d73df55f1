using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>One certificate: everything printed, its state and its file.</summary>
public sealed class CertificateModel(AcademyDb db, SignatureDesk signatures, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";

    /// <summary>What was done on the page before this one, to be said once.</summary>
    [TempData] public string? Done { get; set; }

    public Certificate Certificate { get; private set; } = null!;

    /// <summary>Null while the file waits to be drawn.</summary>
    public string? Sha256 { get; private set; }

    public string IssuedBy { get; private set; } = "";

    /// <summary>What happened since it was issued, the newest first, with who did it.</summary>
    public IReadOnlyList<(CertificateEvent Event, string By)> History { get; private set; } = [];

    /// <summary>The number that took this one's place.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>The number whose place this one took.</summary>
    public string? Replaces { get; private set; }

    public IReadOnlyList<SignatureRow> Signatures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    /// <summary>A signature of the file, made elsewhere, is kept beside it.</summary>
    public async Task<IActionResult> OnPostSignatureAsync(IFormFile? signature, CancellationToken cancel)
    {
        if (signature is null)
        {
            if (!await FindAsync(cancel)) return NotFound();
            ModelState.AddModelError("signature", texts["Office.SignatureMissing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!await signatures.AddAsync(Number, await signature.BytesAsync(DetachedSignature.Longest, cancel), me.Id, cancel)) return NotFound();
        Done = "SignatureAdded";
        return RedirectToPage(new { lang = PageLanguage.Current, number = Number });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == Number, cancel);
        if (found is null) return false;

        Certificate = found;
        Sha256 = await db.CertificateFiles.Where(file => file.CertificateId == found.Id).Select(file => file.Sha256).FirstOrDefaultAsync(cancel);
        IssuedBy = await NameAsync(found.IssuedById, cancel);
        var history = await db.CertificateEvents.AsNoTracking().Where(happened => happened.CertificateId == found.Id)
            .Join(db.Users, happened => happened.ById, account => account.Id, (happened, account) => new { happened, account.FullName }).ToListAsync(cancel);
        History = [.. history.OrderByDescending(one => one.happened.At).ThenByDescending(one => one.happened.Id).Select(one => (one.happened, one.FullName))];
        ReplacedBy = await db.Certificates.Where(certificate => certificate.Id == found.ReplacedById).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
        Replaces = await db.Certificates.Where(certificate => certificate.ReplacedById == found.Id).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
        Signatures = await db.SignaturesOfAsync(found.Id, cancel);
        return true;
    }

    private async Task<string> NameAsync(Guid accountId, CancellationToken cancel) =>
        await db.Users.Where(account => account.Id == accountId).Select(account => account.FullName).FirstOrDefaultAsync(cancel) ?? "";
}
