using Academy.Courseware;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>An act that the register does not have yet.</summary>
public sealed class LawNewModel(LawRegister register, Texts texts) : PageModel, IShowsRefusal
{
    /// <summary>What lessons write after <c>law:</c>.</summary>
    [BindProperty] public string? Id { get; set; }

    [BindProperty] public ActForm Form { get; set; } = new();
    [TempData] public string? Done { get; set; }

    public RegisterView Register { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Register = await register.ReadAsync(cancel);
        if (!Register.MayWrite) return NotFound();

        var id = (Id ?? "").Trim();
        if (!IsName(id)) ModelState.AddModelError(nameof(Id), texts["Law.IdWrong"]);
        else if (Register.Acts.ContainsKey(id)) ModelState.AddModelError(nameof(Id), texts["Law.IdKnown"]);
        var entry = Form.Read(ModelState, texts, Register.Acts.Keys);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if (!await register.SaveActAsync(id, entry, 0, isNew: true, cancel)) return NotFound();
        Done = "Saved";
        return Redirect($"/{PageLanguage.Current}/studio/law/acts/{id}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        Register = await register.ReadAsync(cancel);
        return Register.MayWrite ? Page() : NotFound();
    }

    // The format's rule of names.
    private static bool IsName(string id) =>
        id.Length is > 0 and <= 64 && id[0] != '-' && id[^1] != '-' && id.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
}
