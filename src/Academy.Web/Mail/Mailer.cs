using MailKit.Net.Smtp;
using MimeKit;

namespace Academy.Web;

/// <summary>Sends a letter in plain text, by the mail server of the settings or into a folder.</summary>
public sealed class Mailer(Settings settings, TimeProvider clock, ILogger<Mailer> log)
{
    /// <summary>Where letters lie when there is no mail server.</summary>
    public string Folder => Path.Combine(settings.DataFolder, "mail");

    /// <exception cref="MailKit.ServiceNotConnectedException">The mail server cannot be reached; other MailKit exceptions where it refuses.</exception>
    public async Task SendAsync(string to, string subject, string text, CancellationToken cancel)
    {
        using var letter = new MimeMessage();
        letter.From.Add(MailboxAddress.Parse(settings.Mail.From));
        letter.To.Add(MailboxAddress.Parse(to));
        letter.Subject = subject;
        letter.Date = clock.GetUtcNow();
        letter.Body = new TextPart("plain") { Text = text };

        if (!settings.Mail.IsConfigured)
        {
            Directory.CreateDirectory(Folder);
            var file = Path.Combine(Folder, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fffffff}-{Guid.CreateVersion7():N}.eml");
            await letter.WriteToAsync(file, cancel);
            log.LogInformation("There is no mail server in the settings (Mail__Host): a letter was written to {File}", file);
            return;
        }

        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Mail.Host, settings.Mail.Port, settings.Mail.Security, cancel);
        if (settings.Mail.User.Length > 0) await client.AuthenticateAsync(settings.Mail.User, settings.Mail.Password, cancel);
        await client.SendAsync(letter, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }
}
