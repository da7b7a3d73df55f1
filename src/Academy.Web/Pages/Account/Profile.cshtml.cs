using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.SigningIn;

/// <summary>My data: the name as it is printed, position, language, password, sessions.</summary>
[EnableRateLimiting(Limits.SignIn)]
public sealed class ProfileModel(
    UserManager<Account> accounts, SignInManager<Account> signIn, PasswordCheck passwords, AccountMail mail, CurrentAccount me, Texts texts) : AccountPage(texts)
{
    private Account _account = null!;

    [BindProperty] public string? FullName { get; set; }
    [BindProperty] public string? Position { get; set; }
    [BindProperty] public string? InterfaceLanguage { get; set; }
    [BindProperty] public string? CurrentPassword { get; set; }
    [BindProperty] public string? NewPassword { get; set; }

    public string Email => _account.Email!;

    protected override IReadOnlyCollection<string> Deeds => ["saved", "password"];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync()) return NotFound();
        ShowSaved();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync()) return NotFound();

        var (name, position) = (ReadName(FullName), ReadPosition(Position));
        if (!Languages.All.Contains(InterfaceLanguage)) Refuse(nameof(InterfaceLanguage), "Account.LanguageUnknown");
        if (!ModelState.IsValid) return ShowMistakes();

        (_account.FullName, _account.Position, _account.Language) = (name, position, InterfaceLanguage!);
        if (!(await accounts.UpdateAsync(_account)).Succeeded) return SavedElsewhere();

        // The name is in the cookie.
        await signIn.RefreshSignInAsync(_account);
        return Redirect($"/{_account.Language}/account/profile{QueryString.Create("done", "saved")}");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancel)
    {
        if (!await FindAsync()) return NotFound();
        ShowSaved();

        if (string.IsNullOrEmpty(CurrentPassword)) Refuse(nameof(CurrentPassword), "Account.PasswordMissing");
        await AcceptAsync(accounts, _account, nameof(NewPassword), NewPassword);
        if (!ModelState.IsValid) return ShowMistakes();

        // A lock keeps strangers out; its owner, signed in and with the right password, may change it all the more.
        if (!(await passwords.JudgeAsync(_account, CurrentPassword, cancel)).IsRight)
        {
            Refuse(nameof(CurrentPassword), "Account.CurrentPasswordWrong");
            return ShowMistakes();
        }
        if (!(await accounts.ChangePasswordAsync(_account, CurrentPassword!, NewPassword!)).Succeeded) return SavedElsewhere();

        // The other devices are signed out by the new security stamp; this one stays.
        await signIn.RefreshSignInAsync(_account);
        await mail.SendPasswordChangedAsync(_account);
        return To("profile", "password");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        if (!await FindAsync()) return NotFound();

        (await accounts.UpdateSecurityStampAsync(_account)).ThrowIfFailed();
        await signIn.SignOutAsync();
        return To("sign-in", "everywhere");
    }

    private async Task<bool> FindAsync()
    {
        if (await accounts.FindByIdAsync(me.Id.ToString()) is not { } found) return false;
        _account = found;
        return true;
    }

    private void ShowSaved() => (FullName, Position, InterfaceLanguage) = (_account.FullName, _account.Position, _account.Language);

    private PageResult SavedElsewhere()
    {
        Refuse("", "Account.SavedElsewhere");
        return ShowMistakes(StatusCodes.Status409Conflict);
    }
}
