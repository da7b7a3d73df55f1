using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>Every batch of certificates, the newest first.</summary>
public sealed class BatchesModel(AcademyDb db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<CertificateBatch> Batches { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Links = PageLinks.At(PageNumber, PageSize, await db.CertificateBatches.CountAsync(cancel));
        Batches = await db.CertificateBatches.AsNoTracking().OrderByDescending(batch => batch.MadeAt).ThenBy(batch => batch.Id).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
    }
}
