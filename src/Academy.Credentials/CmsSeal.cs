using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Academy.Credentials;

/// <summary>The seal's CMS, as PAdES B-B asks: detached, SHA-256, bound to its certificate, and without a time of its own.</summary>
internal static class CmsSeal
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1", SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47", SigningTime = "1.2.840.113549.1.9.5";

    /// <summary>Bytes that a seal of this key may take.</summary>
    public static int RoomFor(SigningKey key) => 3072 + key.Certificate.RawDataMemory.Length + key.Chain.Sum(above => above.RawDataMemory.Length);

    public static byte[] Make(byte[] data, SigningKey key)
    {
        // The chain is put in by hand: looking for it could go to the network.
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, key.Certificate) { DigestAlgorithm = new Oid(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        foreach (var above in key.Chain) signer.Certificates.Add(above);
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, Bound(key.Certificate)));
        var cms = new SignedCms(new ContentInfo(data), detached: true);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <summary>Whether it is one sound signature of the data, bound to its certificate.</summary>
    /// <param name="encoded">With zeros behind it, as the room in a file is filled.</param>
    /// <returns>The certificate of the signer; null where it is not.</returns>
    public static X509Certificate2? Signer(byte[] encoded, byte[] data)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(encoded, AsnEncodingRules.BER, out _, out _, out var length);
            if (encoded.AsSpan(length).ContainsAnyExcept((byte)0)) return null;

            var cms = new SignedCms(new ContentInfo(data), detached: true);
            cms.Decode(encoded.AsSpan(0, length));
            if (cms.SignerInfos is not [var signer] || signer.Certificate is not { } certificate || signer.DigestAlgorithm.Value != Sha256) return null;

            signer.CheckSignature(verifySignatureOnly: true);
            var attributes = signer.SignedAttributes.Cast<CryptographicAttributeObject>().ToLookup(attribute => attribute.Oid.Value);
            if (attributes[SigningTime].Any()) return null;
            return attributes[SigningCertificateV2].SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>()).Any(value => value.RawData.AsSpan().SequenceEqual(Bound(certificate)))
                ? certificate : null;
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    // SEQUENCE { SEQUENCE { SEQUENCE { OCTET STRING } } }: the certificate's SHA-256, which needs no name since it is the default.
    private static byte[] Bound(X509Certificate2 certificate)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
        return asn.Encode();
    }
}
