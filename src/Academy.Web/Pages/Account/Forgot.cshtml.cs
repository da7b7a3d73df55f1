using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.SigningIn;

/// <summary>Asks for the link to a new password. A letter goes to every address, with what is true for it; the page is always the same.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class ForgotModel(UserManager<Account> accounts, AccountMail mail, Texts texts) : AccountPage(texts)
{
    [BindProperty] public string? Email { get; set; }

    /// <summary>Set where the letter could not be sent: for the help line.</summary>
    public string? LetterFault { get; private set; }

    protected override IReadOnlyCollection<string> Deeds => ["sent"];

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Email)) Refuse(nameof(Email), "Account.EmailMissing");
        else if (AsEmail(Email) is null) Refuse(nameof(Email), "Account.EmailNotWhole");
        if (AsEmail(Email) is not { } email) return ShowMistakes();

        var account = await accounts.FindByEmailAsync(email);
        if (account is null ? await mail.SendNoAccountAsync(email, PageLanguage.Current) : await mail.SendResetAsync(account)) return To("forgot", "sent");

        LetterFault = Faults.Reference(HttpContext);
        return Page();
    }
}
