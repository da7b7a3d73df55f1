using MailKit.Security;

namespace Academy.Web;

/// <summary>Where mail goes out. Without a host it is written to a folder, and the log says so.</summary>
public sealed record MailSettings(string Host, int Port, string User, string Password, string From, SecureSocketOptions Security)
{
    public bool IsConfigured => Host.Length > 0;

    /// <exception cref="SettingException">A value cannot work.</exception>
    public static MailSettings Read(IConfigurationSection mail)
    {
        var port = mail["Port"] ?? "587";
        if (!int.TryParse(port, out var number) || number is < 1 or > 65535) throw new SettingException("Mail__Port", "PortInvalid", port);

        var security = mail["Security"] ?? nameof(SecureSocketOptions.StartTls);
        if (!Enum.TryParse<SecureSocketOptions>(security, ignoreCase: true, out var options) || !Enum.IsDefined(options))
            throw new SettingException("Mail__Security", "MailSecurityUnknown", security);

        var from = mail["From"] ?? "";
        if (!MimeKit.MailboxAddress.TryParse(from, out _)) throw new SettingException("Mail__From", "MailFromInvalid", from);
        return new MailSettings(mail["Host"] ?? "", number, mail["User"] ?? "", mail["Password"] ?? "", from, options);
    }
}
