using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.SigningIn;

/// <summary>
/// A new account. The page afterwards is the same for every address, so nobody learns here who has one: its owner learns it from a letter.
/// </summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class RegisterModel(
    AcademyDb db, UserManager<Account> accounts, IPasswordHasher<Account> hasher, AccountMail mail, CurrentAccount me, TimeProvider clock, Texts texts)
    : AccountPage(texts)
{
    [BindProperty] public string? FullName { get; set; }
    [BindProperty] public string? Position { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Set where the letter could not be sent: for the help line.</summary>
    public string? LetterFault { get; private set; }

    protected override IReadOnlyCollection<string> Deeds => ["sent"];

    public IActionResult OnGet() => me.IsSignedIn ? To("profile") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var typed = new Account
        {
            Id = Guid.CreateVersion7(now), FullName = ReadName(FullName), Position = ReadPosition(Position), Language = PageLanguage.Current, CreatedAt = now,
        };
        if (string.IsNullOrWhiteSpace(Email)) Refuse(nameof(Email), "Account.EmailMissing");
        else if (AsEmail(Email) is { } email) typed.Email = typed.UserName = email;
        else Refuse(nameof(Email), "Account.EmailNotWhole");
        await AcceptAsync(accounts, typed, nameof(Password), Password);
        if (!ModelState.IsValid) return ShowMistakes();

        if (await KeepAsync(typed, cancel)) return To("register", "sent");

        LetterFault = Faults.Reference(HttpContext);
        return Page();
    }

    /// <returns>Whether the letter went out.</returns>
    private async Task<bool> KeepAsync(Account typed, CancellationToken cancel)
    {
        var known = await accounts.FindByEmailAsync(typed.Email!);
        if (known is null && await CreateAsync(typed, cancel)) return await mail.SendConfirmationAsync(typed);

        known ??= await accounts.FindByEmailAsync(typed.Email!) ?? throw new InvalidOperationException("The address is taken, and nobody has it.");
        if (await IsNobodysYetAsync(known))
        {
            // Whoever registered this address first never proved that it is theirs. Their password must not come alive by the letter that the
            // owner expects, so the newest one counts, and the letters sent before die with the old security stamp.
            (known.FullName, known.Position, known.Language) = (typed.FullName, typed.Position, typed.Language);
            known.PasswordHash = hasher.HashPassword(known, Password!);
            (await accounts.UpdateSecurityStampAsync(known)).ThrowIfFailed();
            return await mail.SendConfirmationAsync(known);
        }

        // For the time it takes: the other ways hash a password too.
        hasher.HashPassword(known, Password!);
        return await mail.SendAlreadyRegisteredAsync(known);
    }

    // False where somebody else was faster.
    private async Task<bool> CreateAsync(Account account, CancellationToken cancel)
    {
        db.Journal.Add(new JournalEntry(JournalAct.AccountCreated, account.Id.ToString(), account.Id, account.CreatedAt));
        try
        {
            var created = await accounts.CreateAsync(account, Password!);
            if (!created.Errors.Any(error => error.Code is "DuplicateEmail" or "DuplicateUserName"))
            {
                created.ThrowIfFailed();
                return true;
            }
        }
        catch (DbUpdateException lost) when (lost.IsDuplicate())
        {
        }
        db.ChangeTracker.Clear();
        return false;
    }

    // An account that staff made, or gave a role, is somebody's from the start: it waits for the letter they sent.
    private async Task<bool> IsNobodysYetAsync(Account account) =>
        !account.EmailConfirmed && account.PasswordHash is not null && (await accounts.GetRolesAsync(account)).Count == 0;
}
