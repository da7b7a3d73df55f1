using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Academy.Credentials;

/// <summary>
/// The keys that seal certificates: one PEM file each, with a certificate and, while it signs, its private key. The newest that can sign
/// signs; all others go on verifying what they signed, also when their private keys are gone.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    private SigningKeys(IReadOnlyList<SigningKey> all)
    {
        All = all;
        Newest = all.FirstOrDefault(key => key.CanSign);
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SigningKey> All { get; }

    /// <summary>The one that signs; null where none can.</summary>
    public SigningKey? Newest { get; }

    /// <summary>What files are held against: see <see cref="SigningKey.Thumbprint"/>.</summary>
    public IReadOnlySet<string> Thumbprints => All.Select(key => key.Thumbprint).ToHashSet();

    /// <summary>All keys of a folder; none where there is no such folder.</summary>
    /// <exception cref="SigningKeyException">A file is no key.</exception>
    public static SigningKeys Load(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.pem") : [];
        return new SigningKeys([.. files.Select(SigningKey.Read)
            .OrderByDescending(key => key.Certificate.NotBefore).ThenBy(key => key.Thumbprint, StringComparer.Ordinal)]);
    }

    /// <summary>Makes a key of RSA 2048 with a certificate of its own, which an authority's may replace in the file later.</summary>
    /// <param name="name">Whose seal it is, as a PDF reader shows it.</param>
    /// <returns>The file.</returns>
    public static string Make(string folder, string name, DateTimeOffset now)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(new X500DistinguishedNameBuilder().Named(name), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now, now.AddYears(10));

        var file = Path.Combine(folder, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{SigningKey.ThumbprintOf(rsa)[..8]}.pem");
        Directory.CreateDirectory(folder);
        // Under another name first: who starts at the same moment must never read half a key.
        var unfinished = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(unfinished, Options()))
            stream.Write(Encoding.ASCII.GetBytes($"{certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}\n"));
        File.Move(unfinished, file);
        return file;

        static FileStreamOptions Options() => OperatingSystem.IsWindows()
            ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
            // Whoever can read it can make certificates.
            : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
    }

    public void Dispose()
    {
        foreach (var key in All) key.Dispose();
    }
}

/// <summary>A key that signs, or once signed, certificates.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly X509Certificate2[] _chain;

    private SigningKey(X509Certificate2 certificate, X509Certificate2[] chain)
    {
        (Certificate, _chain) = (certificate, chain);
        using var rsa = certificate.GetRSAPublicKey()!;
        Thumbprint = ThumbprintOf(rsa);
    }

    /// <summary>Of RFC 7638: the key's name, made of the key itself.</summary>
    public string Thumbprint { get; }

    public X509Certificate2 Certificate { get; }

    public bool CanSign => Certificate.HasPrivateKey;

    /// <summary>The certificates of the authorities above, where the file holds them.</summary>
    public IReadOnlyList<X509Certificate2> Chain => _chain;

    public byte[] Sign(byte[] data)
    {
        using var rsa = Certificate.GetRSAPrivateKey() ?? throw new InvalidOperationException("This key only verifies.");
        return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The public key as JSON (RFC 7517).</summary>
    /// <param name="id">What <c>kid</c> says; null leaves it out.</param>
    public JsonObject ToJwk(string? id)
    {
        using var rsa = Certificate.GetRSAPublicKey()!;
        var key = rsa.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.Text(key.Modulus!), ["e"] = Base64Url.Text(key.Exponent!), ["alg"] = "RS256", ["use"] = "sig" };
        if (id is not null) jwk["kid"] = id;
        return jwk;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var above in _chain) above.Dispose();
    }

    internal static string ThumbprintOf(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return ThumbprintOf(Base64Url.Text(key.Modulus!), Base64Url.Text(key.Exponent!));
    }

    internal static string ThumbprintOf(string modulus, string exponent) =>
        Base64Url.Text(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{exponent}}","kty":"RSA","n":"{{modulus}}"}""")));

    internal static SigningKey Read(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(pem);
            if (all.Count == 0) throw new CryptographicException("It holds no certificate.");

            // The file's first certificate is the key's own; those of authorities follow.
            var first = all[0];
            if (first.PublicKey.Oid.Value != "1.2.840.113549.1.1.1") throw new CryptographicException("It is no RSA key.");
            if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) return new SigningKey(first, [.. all.Skip(1)]);

            using (first) return new SigningKey(X509Certificate2.CreateFromPem(pem, pem), [.. all.Skip(1)]);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new SigningKeyException(file, fault);
        }
    }
}

/// <summary>A file in the keys' folder cannot be read as a key.</summary>
public sealed class SigningKeyException(string file, Exception why) : Exception($"{file}: {why.Message}", why)
{
    public string File { get; } = file;
}

/// <summary>Base 64 for addresses, without padding (RFC 4648, section 5).</summary>
internal static class Base64Url
{
    public static string Text(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>Null where it is not written so.</summary>
    public static byte[]? Bytes(string text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

internal static class DistinguishedNames
{
    public static X500DistinguishedName Named(this X500DistinguishedNameBuilder builder, string name)
    {
        // An authority's limit for a common name.
        builder.AddCommonName(name.Length <= 64 ? name : name[..64]);
        return builder.Build();
    }
}
