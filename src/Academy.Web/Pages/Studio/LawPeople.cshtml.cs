using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>Who keeps the register of acts. Only admins give this part; for anybody else the page is not there.</summary>
public sealed class LawPeopleModel(LawRegister register, CurrentAccount me, Texts texts) : PageModel
{
    [BindProperty] public string? Email { get; set; }
    [TempData] public string? Done { get; set; }

    public IReadOnlyList<RegisterLawyer> Lawyers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!me.IsAdmin) return NotFound();
        Lawyers = await register.LawyersAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancel)
    {
        if (!me.IsAdmin) return NotFound();
        if (string.IsNullOrWhiteSpace(Email) || !await register.GiveAsync(Email, cancel))
        {
            ModelState.AddModelError(nameof(Email), texts["Law.NoInstructor"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await OnGetAsync(cancel);
        }
        Done = "Given";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostTakeAsync(Guid account, CancellationToken cancel)
    {
        if (!await register.TakeAsync(account, cancel)) return NotFound();
        Done = "Taken";
        return Redirect(Address);
    }

    private static string Address => $"/{PageLanguage.Current}/studio/law/people";
}
