using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.SigningIn;

/// <summary>Signing out is a press: a link or a picture on another site cannot do it.</summary>
public sealed class SignOutModel(SignInManager<Account> signIn, CurrentAccount me, Texts texts) : AccountPage(texts)
{
    public IActionResult OnGet() => me.IsSignedIn ? Page() : To("sign-in");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return To("sign-in", "signed-out");
    }
}
