using System.Security.Cryptography;

namespace Academy.Learning;

/// <summary>A person's own electronic signature of a certificate's file, as a CMS beside it. Never changed.</summary>
public sealed class CertificateSignature
{
    public const int LongestName = 300;
    public const int LongestSerial = 80;

    private CertificateSignature() { }

    /// <param name="authority">Who says that it is right; null where only form and digest were compared.</param>
    public CertificateSignature(
        Guid certificateId, byte[] cms, string signer, string issuer, string serial, DateTimeOffset? signedAt, string? authority, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        CertificateId = certificateId;
        Cms = cms;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(cms));
        Signer = Shortened(signer, LongestName);
        Issuer = Shortened(issuer, LongestName);
        Serial = Shortened(serial, LongestSerial);
        SignedAt = signedAt;
        Authority = authority;
        AddedAt = now;
        AddedById = by;
    }

    public Guid Id { get; private set; }
    public Guid CertificateId { get; private set; }
    public byte[] Cms { get; private set; } = [];
    public string Sha256 { get; private set; } = "";
    public string Signer { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public string Serial { get; private set; } = "";

    /// <summary>As the signature itself says.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    public string? Authority { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public Guid AddedById { get; private set; }

    private static string Shortened(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
