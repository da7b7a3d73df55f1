using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.SigningIn;

/// <summary>Where the letter's link leads. Opening it changes nothing, since mail scanners open links; the button confirms.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class ConfirmModel(UserManager<Account> accounts, Texts texts) : AccountPage(texts)
{
    [BindProperty(Name = "user", SupportsGet = true)] public string? AccountId { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }

    /// <summary>The link is too old, used up by a newer one, or none of ours.</summary>
    public bool IsDead { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() is null ? Dead() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is not { } account) return Dead();
        if (!account.EmailConfirmed && !(await accounts.ConfirmEmailAsync(account, AccountMail.ReadCode(Code)!)).Succeeded) return Dead();
        return To("sign-in", "confirmed");
    }

    private async Task<Account?> FindAsync() =>
        Guid.TryParse(AccountId, out var id) && AccountMail.ReadCode(Code) is { } code && await accounts.FindByIdAsync(id.ToString()) is { } account
        && await accounts.VerifyUserTokenAsync(account, accounts.Options.Tokens.EmailConfirmationTokenProvider, UserManager<Account>.ConfirmEmailTokenPurpose, code)
            ? account : null;

    private PageResult Dead()
    {
        IsDead = true;
        return ShowMistakes();
    }
}
