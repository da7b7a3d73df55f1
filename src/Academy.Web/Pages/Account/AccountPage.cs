using System.Globalization;
using System.Text;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.SigningIn;

/// <summary>What the pages about an account share: reading what was typed, saying what is wrong at its field, going on.</summary>
public abstract class AccountPage(Texts texts) : PageModel
{
    // Identity's column.
    private const int LongestEmail = 256;

    protected Texts T { get; } = texts;

    /// <summary>What was done before this page opened, one of <see cref="Deeds"/>: shown as a banner.</summary>
    public string? Done { get; private set; }

    /// <summary>The deeds a banner exists for. The address names one, and nothing else in it is shown.</summary>
    protected virtual IReadOnlyCollection<string> Deeds => [];

    /// <summary>With the word for "error" before it where something is wrong, so that it is heard first.</summary>
    public string Title(string key) => ModelState.IsValid ? T[key] : T.Format("Account.TitleWithError", T[key]);

    /// <summary>A form field with its label, hint, value and error.</summary>
    public Field Field(string name, string? value = null, string type = "text", string? autocomplete = null, string? hint = null) =>
        new(name, T[$"Account.{name}"], hint is null ? null : T[hint], type, value, autocomplete,
            [.. ModelState[name]?.Errors.Select(error => error.ErrorMessage) ?? []]);

    [NonHandler]
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context) =>
        Done = Deeds.FirstOrDefault(deed => deed == Request.Query["done"]);

    protected void Refuse(string field, string key, params object[] details) => ModelState.AddModelError(field, T.Format(key, details));

    /// <summary>The same page with what is wrong, and what was typed kept.</summary>
    protected PageResult ShowMistakes(int status = StatusCodes.Status400BadRequest)
    {
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>An address of this site, in the language of the page; its start where the address leads elsewhere or nowhere.</summary>
    protected string Local(string? address)
    {
        if (address is not ['/', ..] || !Url.IsLocalUrl(address)) return $"/{PageLanguage.Current}/learn";

        // A header holds ASCII only. Nothing else of the address is touched: tidying it could make it lead elsewhere.
        address = string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
        // Whoever changes the language at the sign-in goes on in the new one.
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? address : address[..end];
        return PageLanguage.InAddress(path) is null ? address : $"/{PageLanguage.Current}{address[3..]}";
    }

    protected RedirectResult To(string page, string? done = null) =>
        Redirect($"/{PageLanguage.Current}/account/{page}{(done is null ? "" : QueryString.Create("done", done))}");

    /// <summary>Null where it cannot be an address: nobody has it.</summary>
    protected static string? AsEmail(string? typed)
    {
        var text = typed?.Trim().Normalize(NormalizationForm.FormC) ?? "";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= LongestEmail && at > 0 && at == text.LastIndexOf('@') && !text.Any(letter => char.IsWhiteSpace(letter) || IsUnprintable(letter))
            && text[at..].Contains('.', StringComparison.Ordinal) && !text.EndsWith('.') && MimeKit.MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text
            ? text : null;
    }

    /// <summary>Refuses what cannot stand on a certificate; gives it as it will stand there.</summary>
    protected string ReadName(string? typed)
    {
        var name = OneLine(typed);
        if (name.Length == 0) Refuse("FullName", "Account.FullNameMissing");
        else if (!name.Contains(' ', StringComparison.Ordinal) || !name.Split(' ').Take(2).All(part => char.IsLetter(part[0]))) Refuse("FullName", "Account.FullNameOneWord");
        else if (name.Length > Account.LongestName) Refuse("FullName", "Account.TooLong", name.Length, Account.LongestName);
        return name;
    }

    protected string ReadPosition(string? typed)
    {
        var position = OneLine(typed);
        if (position.Length == 0) Refuse("Position", "Account.PositionMissing");
        else if (position.Length > Account.LongestPosition) Refuse("Position", "Account.TooLong", position.Length, Account.LongestPosition);
        return position;
    }

    /// <summary>Says at the field what the rules for passwords refuse; false then.</summary>
    protected async Task<bool> AcceptAsync(UserManager<Account> accounts, Account owner, string field, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            Refuse(field, "Account.PasswordMissing");
            return false;
        }
        foreach (var rule in accounts.PasswordValidators)
            if (await rule.ValidateAsync(accounts, owner, password) is { Succeeded: false } refused)
            {
                Refuse(field, $"Account.{refused.Errors.First().Code}", accounts.Options.Password.RequiredLength, PasswordRules.Longest);
                return false;
            }
        return true;
    }

    private static string OneLine(string? typed) =>
        string.Join(' ', new string([.. (typed ?? "").Normalize(NormalizationForm.FormC).Where(letter => char.IsWhiteSpace(letter) || !IsUnprintable(letter))])
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Among them are the marks that turn the direction of writing: with them a name can pass for another.
    private static bool IsUnprintable(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}

/// <summary>A field of a form, ready to be shown by <c>_Field</c>.</summary>
/// <param name="Type">As in HTML.</param>
/// <param name="Value">Never a password.</param>
public sealed record Field(string Name, string Label, string? Hint, string Type, string? Value, string? Autocomplete, IReadOnlyList<string> Errors);
