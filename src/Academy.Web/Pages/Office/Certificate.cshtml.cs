using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>One certificate: everything printed, its state and its file.</summary>
public sealed class CertificateModel(AcademyDb db) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";

    /// <summary>What was done on the page before this one, to be said once.</summary>
    [TempData] public string? Done { get; set; }

    public Certificate Certificate { get; private set; } = null!;

    /// <summary>Null while the file waits to be drawn.</summary>
    public string? Sha256 { get; private set; }

    public string IssuedBy { get; private set; } = "";
    public string RevokedBy { get; private set; } = "";

    /// <summary>The number that took this one's place.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>The number whose place this one took.</summary>
    public string? Replaces { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == Number, cancel);
        if (found is null) return NotFound();

        Certificate = found;
        Sha256 = await db.CertificateFiles.Where(file => file.CertificateId == found.Id).Select(file => file.Sha256).FirstOrDefaultAsync(cancel);
        IssuedBy = await NameAsync(found.IssuedById, cancel);
        if (found.RevokedById is { } revoker) RevokedBy = await NameAsync(revoker, cancel);
        ReplacedBy = await db.Certificates.Where(certificate => certificate.Id == found.ReplacedById).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
        Replaces = await db.Certificates.Where(certificate => certificate.ReplacedById == found.Id).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
        return Page();
    }

    private async Task<string> NameAsync(Guid accountId, CancellationToken cancel) =>
        await db.Users.Where(account => account.Id == accountId).Select(account => account.FullName).FirstOrDefaultAsync(cancel) ?? "";
}
