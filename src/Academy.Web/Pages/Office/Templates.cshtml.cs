using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>The templates of certificates.</summary>
public sealed class TemplatesModel(AcademyDb db, TemplateDesk desk, CurrentAccount me, Texts texts) : PageModel
{
    [BindProperty] public string? Name { get; set; }

    public IReadOnlyList<CertificateTemplate> Templates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Templates = await db.CertificateTemplates.AsNoTracking().OrderBy(template => template.Name).Take(TemplateDesk.MostTemplates).ToListAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = (Name ?? "").Trim();
        if (name.Length is > 0 and <= CertificateTemplate.LongestName)
            return RedirectToPage("/Office/Template", new { lang = PageLanguage.Current, id = await desk.MakeAsync(name, me.Id, cancel) });

        ModelState.AddModelError(nameof(Name), name.Length == 0 ? texts["Office.TemplateNameMissing"] : texts.Format("Office.TooLong", name.Length, CertificateTemplate.LongestName));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await OnGetAsync(cancel);
        return Page();
    }
}
