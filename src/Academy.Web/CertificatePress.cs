using System.Security.Cryptography;
using System.Text;
using Academy.Credentials;
using Academy.Learning;
using Bilingual = Academy.Learning.Bilingual;

namespace Academy.Web;

/// <summary>Draws, signs and seals: from a certificate of the register to its file. Everything it needs is copied on the certificate, so it gives the same at any time.</summary>
public sealed class CertificatePress(Settings settings, SealKeys keys)
{
    public CertificateFile Make(Certificate certificate, CertificateDesign design)
    {
        var (pdf, credential) = SealedFile.Make(FactsOf(certificate, design), CredentialOf(certificate), keys.Signing);
        return CertificateFile.Seal(certificate.Id, pdf, credential);
    }

    /// <summary>The certificate as signed data alone.</summary>
    public string Sign(Certificate certificate, CertificateDesign design) => SignedCredential.Sign(FactsOf(certificate, design), CredentialOf(certificate), keys.Signing);

    /// <summary>One page each, in one file to print; a copy, without seal and data.</summary>
    public byte[] Print(IReadOnlyList<(Certificate Certificate, CertificateDesign Design)> certificates, DateTimeOffset now) =>
        CertificatePdf.RenderTogether([.. certificates.Select(one => FactsOf(one.Certificate, one.Design))], KazakhstanTime.DayOf(now));

    private CertificateFacts FactsOf(Certificate certificate, CertificateDesign design) => new()
    {
        Number = certificate.Number,
        HolderName = certificate.HolderName,
        Position = certificate.Position,
        Organisation = Printed(certificate.Organisation),
        CourseTitle = Printed(certificate.CourseTitle),
        Hours = certificate.Hours,
        From = certificate.From,
        To = certificate.To,
        IssuedOn = KazakhstanTime.DayOf(certificate.IssuedAt),
        SignatoryName = certificate.SignatoryName,
        SignatoryPosition = Printed(certificate.SignatoryPosition),
        City = Printed(certificate.City),
        VerificationUrl = VerificationUrl(certificate),
        Design = design,
        Specimen = settings.DemoPeople.Count > 0,
    };

    private CredentialFacts CredentialOf(Certificate certificate) => new()
    {
        Id = certificate.Id,
        HolderId = certificate.AccountId,
        // Nobody can know it without the check code, and it is the same whenever it is asked for.
        Salt = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"salt {certificate.Code}")).AsSpan(0, 16)),
        Course = certificate.CourseSlug,
        Site = settings.SiteUrl,
        ValidFrom = certificate.IssuedAt,
        // The whole of the last day, as the sun goes in Kazakhstan.
        ValidUntil = certificate.ValidTo is { } last ? KazakhstanTime.At(last.ToDateTime(new TimeOnly(23, 59, 59))) : null,
    };

    /// <summary>What the QR code opens.</summary>
    private string VerificationUrl(Certificate certificate) =>
        new Uri(settings.SiteUrl, $"/v/{certificate.Number}/{certificate.Code}").AbsoluteUri;

    private static Credentials.Bilingual Printed(Bilingual text) => new(text.Kk, text.Ru);
}

/// <summary>The school's own keys, read once: a key that is added signs after the next start.</summary>
public sealed class SealKeys(Settings settings, TimeProvider clock) : IDisposable
{
    private readonly Lazy<SigningKeys> _keys = new(() => Load(settings, clock));

    /// <exception cref="SettingException">There is none, or a file is no key.</exception>
    public SigningKeys All => _keys.Value;

    /// <summary>The one that signs now.</summary>
    /// <exception cref="SettingException">There is none, or a file is no key.</exception>
    public SigningKey Signing => All.Newest!;

    public void Dispose()
    {
        if (_keys.IsValueCreated) _keys.Value.Dispose();
    }

    /// <summary>What a PDF reader shows as the name of whose seal it is.</summary>
    public static string NameOf(Uri site) => $"Academy seal, {site.Host}";

    private static SigningKeys Load(Settings settings, TimeProvider clock)
    {
        try
        {
            var keys = SigningKeys.Load(settings.KeysFolder);
            if (keys.Newest is not null) return keys;
            if (!settings.MakesKeys) throw new SettingException("Keys__Folder", "KeysMissing", settings.KeysFolder);

            keys.Dispose();
            SigningKeys.Make(settings.KeysFolder, NameOf(settings.SiteUrl), clock.GetUtcNow());
            return SigningKeys.Load(settings.KeysFolder);
        }
        catch (SigningKeyException broken)
        {
            throw new SettingException("Keys__Folder", "KeyBroken", broken.File);
        }
    }
}
