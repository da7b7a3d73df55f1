using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Academy.Storage;
using MailKit.Net.Smtp;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Web;

/// <summary>
/// The letters about an account, in its language. They hold no name: whoever registers writes one, so a stranger could send
/// words of their own to any mailbox under the school's name. A letter that cannot be sent is logged and answered with false: the act stands.
/// </summary>
public sealed class AccountMail(
    Mailer mailer, Texts texts, Settings settings, UserManager<Account> accounts, MailboxLimit mailboxes, IHttpContextAccessor context, ILogger<AccountMail> log)
{
    // A person waits at the page meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>With the link that proves the address.</summary>
    public async Task<bool> SendConfirmationAsync(Account account) =>
        await SendAsync("Confirm", account.Email!, account.Language,
            Link(account.Language, "confirm", account, await accounts.GenerateEmailConfirmationTokenAsync(account)));

    /// <summary>To the owner of an account whom somebody, most likely they themselves, wanted to register again.</summary>
    public Task<bool> SendAlreadyRegisteredAsync(Account account) =>
        SendAsync("AlreadyRegistered", account.Email!, account.Language, Address(account.Language, "sign-in"), Address(account.Language, "forgot"));

    /// <summary>With the link that lets a new password be chosen.</summary>
    public async Task<bool> SendResetAsync(Account account) =>
        await SendAsync("Reset", account.Email!, account.Language,
            Link(account.Language, "reset", account, await accounts.GeneratePasswordResetTokenAsync(account)));

    /// <summary>
    /// To an address without an account, for which recovery was asked. So the page does the same work and takes the same time for every
    /// address, and a person who registered with another one learns why nothing else comes.
    /// </summary>
    public Task<bool> SendNoAccountAsync(string email, string language) =>
        SendAsync("NoAccount", email, language, Address(language, "register"));

    public Task<bool> SendPasswordChangedAsync(Account account) =>
        SendAsync("PasswordChanged", account.Email!, account.Language, Address(account.Language, "forgot"));

    /// <summary>Identity's code as it stands in a link; null where it is none of ours.</summary>
    public static string? ReadCode(string? inLink)
    {
        try
        {
            return inLink is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(inLink));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Link(string language, string page, Account account, string code) =>
        Address(language, page) + QueryString.Create(
        [
            KeyValuePair.Create<string, string?>("user", account.Id.ToString()),
            KeyValuePair.Create<string, string?>("code", WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(code))),
        ]);

    private string Address(string language, string page) => new Uri(settings.SiteUrl, $"/{language}/account/{page}").AbsoluteUri;

    private async Task<bool> SendAsync(string letter, string to, string language, params object[] links)
    {
        var mailbox = accounts.NormalizeEmail(to)!;
        if (!mailboxes.HasRoom(mailbox))
        {
            log.LogWarning("A letter {Letter} was not sent: its mailbox has had its letters of this hour", letter);
            return true;
        }

        var culture = CultureInfo.GetCultureInfo(language);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await mailer.SendAsync(to, texts.In(culture, $"Mail.{letter}Subject"),
                string.Format(culture, texts.In(culture, $"Mail.{letter}"), links) + "\n\n" + texts.In(culture, "Mail.Signature") + "\n", patience.Token);
            mailboxes.Count(mailbox);
            return true;
        }
#pragma warning disable CA1031 // Whatever a mail server does, what the person did stands.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // A server's refusal repeats the address, and addresses do not belong in a log.
            log.LogError(fault is SmtpCommandException ? null : fault, "The letter {Letter} could not be sent ({Kind} {Status}). Fault {Reference}",
                letter, fault.GetType().Name, (fault as SmtpCommandException)?.StatusCode, Faults.Reference(context.HttpContext!));
            return false;
        }
    }
}

/// <summary>Nobody may fill somebody else's mailbox by our forms: a few letters an hour, then silence.</summary>
public sealed class MailboxLimit : IDisposable
{
    private const int LettersAnHour = 5;

    private readonly PartitionedRateLimiter<string> _mailboxes = PartitionedRateLimiter.Create<string, string>(mailbox =>
        RateLimitPartition.GetFixedWindowLimiter(mailbox, _ => new FixedWindowRateLimiterOptions { PermitLimit = LettersAnHour, Window = TimeSpan.FromHours(1) }));

    public bool HasRoom(string mailbox)
    {
        using var lease = _mailboxes.AttemptAcquire(mailbox, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>A letter went out. One that could not be sent is not counted, so that it can be tried again.</summary>
    public void Count(string mailbox) => _mailboxes.AttemptAcquire(mailbox).Dispose();

    public void Dispose() => _mailboxes.Dispose();
}
