using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Academy.Credentials;

/// <summary>
/// Judges signatures of an authority: its algorithms and its certificates. One for the national authority needs that authority's own
/// provider, which may not be handed on; it takes this interface's place beside <see cref="PinnedAuthority"/>, and nothing else changes.
/// </summary>
public interface ISignatureAuthority
{
    /// <summary>As pages name it.</summary>
    string Name { get; }

    /// <summary>The document's digest by an algorithm; null where it is not known here.</summary>
    byte[]? Digest(string algorithm, byte[] document);

    /// <summary>Whether the signature is right and its signer one of this authority's; null where it is none of this authority's to judge.</summary>
    bool? Judge(SignedCms signature, byte[] document);
}

/// <summary>What a detached signature may fail by.</summary>
public enum SignatureFault
{
    /// <summary>No CMS with one or more signers.</summary>
    NotCms,

    TooLarge,

    /// <summary>It brings a document of its own along.</summary>
    NotDetached,

    /// <summary>The digest is made by an algorithm that nobody here knows.</summary>
    DigestUnknown,

    /// <summary>It signs another document.</summary>
    OtherDocument,

    /// <summary>An authority says that it is wrong.</summary>
    Wrong,
}

/// <summary>A signature that somebody made of a certificate's file, kept beside it.</summary>
/// <param name="IsConfirmed">An authority says that it is right; else only its form and the document's digest were compared.</param>
public sealed record DetachedSignature(string Signer, string Issuer, string Serial, DateTimeOffset? SignedAt, string? Authority, bool IsConfirmed)
{
    /// <summary>Bytes of the largest; one with chain, time stamp and answers about revocation takes a tenth.</summary>
    public const int Longest = 100_000;

    private const string MessageDigest = "1.2.840.113549.1.9.4", SigningTime = "1.2.840.113549.1.9.5", CommonName = "2.5.4.3";

    /// <summary>Its form, and that it is this document that it signs; and what the authorities say.</summary>
    public static (DetachedSignature? Signature, SignatureFault? Fault) Read(byte[] encoded, byte[] document, IReadOnlyCollection<ISignatureAuthority> authorities)
    {
        if (encoded.Length > Longest) return (null, SignatureFault.TooLarge);
        var cms = new SignedCms(new ContentInfo(document), detached: true);
        try
        {
            // Whether a document came along is asked of the bytes: told that there is none, the reader would look past it.
            var alone = new SignedCms();
            alone.Decode(encoded);
            if (alone.ContentInfo.Content.Length > 0) return (null, SignatureFault.NotDetached);

            cms.Decode(encoded);
            if (cms.SignerInfos.Count == 0 || cms.SignerInfos[0].Certificate is not { } signer) return (null, SignatureFault.NotCms);

            foreach (var one in cms.SignerInfos)
            {
                if (Attribute(one, MessageDigest) is not { } signed) return (null, SignatureFault.NotCms);
                if (Digest(one.DigestAlgorithm.Value!, document, authorities) is not { } digest) return (null, SignatureFault.DigestUnknown);
                if (!AsnDecoder.ReadOctetString(signed, AsnEncodingRules.DER, out _).AsSpan().SequenceEqual(digest)) return (null, SignatureFault.OtherDocument);
            }

            var (authority, isRight) = authorities.Select(one => (one.Name, Right: one.Judge(cms, document))).FirstOrDefault(one => one.Right is not null);
            if (isRight == false) return (null, SignatureFault.Wrong);
            return (new DetachedSignature(NameOf(signer.SubjectName), NameOf(signer.IssuerName), signer.SerialNumber, SignedWhen(cms.SignerInfos[0]), authority, isRight == true), null);
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            return (null, SignatureFault.NotCms);
        }
    }

    private static byte[]? Digest(string algorithm, byte[] document, IEnumerable<ISignatureAuthority> authorities) => algorithm switch
    {
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(document),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(document),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(document),
        _ => authorities.Select(authority => authority.Digest(algorithm, document)).FirstOrDefault(digest => digest is not null),
    };

    private static byte[]? Attribute(SignerInfo signer, string oid) =>
        signer.SignedAttributes.Cast<CryptographicAttributeObject>().FirstOrDefault(one => one.Oid.Value == oid)?.Values[0].RawData;

    private static DateTimeOffset? SignedWhen(SignerInfo signer) =>
        Attribute(signer, SigningTime) is { } time ? new DateTimeOffset(new Pkcs9SigningTime(time).SigningTime.ToUniversalTime(), TimeSpan.Zero) : null;

    // A personal number stands in a national certificate's subject: only the name is taken from it.
    private static string NameOf(X500DistinguishedName name) =>
        name.EnumerateRelativeDistinguishedNames().FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)?.GetSingleElementValue() ?? "";
}

/// <summary>An authority whose root certificates lie in a file: signatures of RSA or elliptic curves, as .NET itself checks them.</summary>
public sealed class PinnedAuthority : ISignatureAuthority
{
    private readonly X509Certificate2Collection _roots = [];

    /// <param name="roots">Certificates, as PEM.</param>
    /// <exception cref="CryptographicException">There is none.</exception>
    public PinnedAuthority(string name, string roots)
    {
        _roots.ImportFromPem(roots);
        if (_roots.Count == 0) throw new CryptographicException("There is no certificate.");
        Name = name;
    }

    public string Name { get; }

    public byte[]? Digest(string algorithm, byte[] document) => null;

    public bool? Judge(SignedCms signature, byte[] document)
    {
        var judged = false;
        foreach (var signer in signature.SignerInfos)
        {
            if (signer.Certificate is not { } certificate || !IsOurs(certificate, signature.Certificates)) continue;
            try
            {
                signer.CheckSignature(verifySignatureOnly: true);
                judged = true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
        return judged ? true : null;
    }

    private bool IsOurs(X509Certificate2 certificate, X509Certificate2Collection along)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.ExtraStore.AddRange(along);
        // Nothing is fetched; a signature of years ago is judged by its chain and not by today's date.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }
}
