using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.SigningIn;

/// <summary>A new password by the letter's link. The link proves the mailbox, so it confirms the address and opens a locked account too.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class ResetModel(UserManager<Account> accounts, AccountMail mail, Texts texts) : AccountPage(texts)
{
    [BindProperty(Name = "user", SupportsGet = true)] public string? AccountId { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }
    [BindProperty] public string? NewPassword { get; set; }

    /// <summary>The link is too old, used, or none of ours.</summary>
    public bool IsDead { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() is null ? Dead() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is not { } account) return Dead();
        if (!await AcceptAsync(accounts, account, nameof(NewPassword), NewPassword)) return ShowMistakes();

        // Set first: the reset saves all of it at once.
        (account.EmailConfirmed, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
        if (!(await accounts.ResetPasswordAsync(account, AccountMail.ReadCode(Code)!, NewPassword!)).Succeeded) return Dead();

        await mail.SendPasswordChangedAsync(account);
        return To("sign-in", "reset");
    }

    private async Task<Account?> FindAsync() =>
        Guid.TryParse(AccountId, out var id) && AccountMail.ReadCode(Code) is { } code && await accounts.FindByIdAsync(id.ToString()) is { } account
        && await accounts.VerifyUserTokenAsync(account, accounts.Options.Tokens.PasswordResetTokenProvider, UserManager<Account>.ResetPasswordTokenPurpose, code)
            ? account : null;

    private PageResult Dead()
    {
        IsDead = true;
        return ShowMistakes();
    }
}
