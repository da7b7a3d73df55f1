using Academy.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.SigningIn;

/// <summary>Who signs in is told what stands in the way only after the right password: before it, every no is the same.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class SignInModel(
    UserManager<Account> accounts, SignInManager<Account> signIn, PasswordCheck passwords, AccountMail mail, IDataProtectionProvider protection,
    CurrentAccount me, When when, Texts texts) : AccountPage(texts)
{
    // Long enough to press the button after having looked for the letter.
    private static readonly TimeSpan LetterTicketLifespan = TimeSpan.FromMinutes(30);

    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Where to go afterwards.</summary>
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    /// <summary>Set where the password is right and the e-mail not yet confirmed: lets its holder have the letter again.</summary>
    public string? LetterTicket { get; private set; }

    /// <summary>Set where a letter could not be sent: for the help line.</summary>
    public string? LetterFault { get; private set; }

    protected override IReadOnlyCollection<string> Deeds => ["confirmed", "reset", "sent-again", "everywhere", "signed-out"];

    public IActionResult OnGet()
    {
        ReturnUrl = Local(ReturnUrl);
        return me.IsSignedIn ? Redirect(ReturnUrl) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ReturnUrl = Local(ReturnUrl);
        if (string.IsNullOrWhiteSpace(Email)) Refuse(nameof(Email), "Account.EmailMissing");
        if (string.IsNullOrEmpty(Password)) Refuse(nameof(Password), "Account.PasswordMissing");
        if (!ModelState.IsValid) return ShowMistakes();

        var account = AsEmail(Email) is { } email ? await accounts.FindByEmailAsync(email) : null;
        var answer = await passwords.JudgeAsync(account, Password, cancel);
        if (account is null || !answer.IsRight)
        {
            Refuse("", "Account.NoMatch");
            return ShowMistakes();
        }
        if (answer.LockedUntil is { } until)
        {
            Refuse("", "Account.Locked", when.Nearly(until));
            return ShowMistakes();
        }
        if (!account.EmailConfirmed)
        {
            LetterTicket = LetterTickets.Protect(account.Id.ToString(), LetterTicketLifespan);
            return ShowMistakes();
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return Redirect(ReturnUrl);
    }

    public async Task<IActionResult> OnPostLetterAsync(string? ticket)
    {
        ReturnUrl = Local(ReturnUrl);
        var account = await FindByTicketAsync(ticket);
        if (account is null)
        {
            Refuse("", "Account.PageTooOld");
            return ShowMistakes();
        }
        if (account.EmailConfirmed || await mail.SendConfirmationAsync(account)) return To("sign-in", "sent-again");

        (LetterTicket, LetterFault) = (ticket, Faults.Reference(HttpContext));
        return Page();
    }

    private ITimeLimitedDataProtector LetterTickets => protection.CreateProtector("Academy.LetterAgain").ToTimeLimitedDataProtector();

    private async Task<Account?> FindByTicketAsync(string? ticket)
    {
        try
        {
            return ticket is null ? null : await accounts.FindByIdAsync(LetterTickets.Unprotect(ticket));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
