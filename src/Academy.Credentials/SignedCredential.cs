using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Academy.Credentials;

/// <summary>
/// The certificate as data: an Open Badge 3.0, which is a W3C verifiable credential, as a JWT signed with RS256. The public key travels in
/// its header, so that it can be checked without the site; the site publishes the same key, so that the key can be checked too.
/// </summary>
public static class SignedCredential
{
    private const string Context = "https://www.w3.org/ns/credentials/v2", Badges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    // Far more than any of ours: what is longer is not looked at.
    private const int Longest = 64 * 1024;

    // Kazakh and Russian letters as themselves: a third of the size, and readable for whoever opens it.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Sign(CertificateFacts certificate, CredentialFacts facts, SigningKey key)
    {
        var (year, block, index) = CredentialAddresses.PlaceOf(certificate.Number);
        var list = CredentialAddresses.StatusList(facts.Site, year, block);
        var course = Words.Course(certificate);
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray(Context, Badges),
            ["id"] = CredentialAddresses.Id(facts.Id),
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = Both(certificate.CourseTitle),
            ["issuer"] = Profile(facts.Site, certificate.Organisation),
            ["validFrom"] = Moment(facts.ValidFrom),
            ["awardedDate"] = Moment(facts.ValidFrom),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = CredentialAddresses.Id(facts.HolderId),
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(new JsonObject
                {
                    ["type"] = "IdentityObject",
                    ["hashed"] = true,
                    ["identityHash"] = HashOf(certificate.HolderName, facts.Salt),
                    ["identityType"] = "name",
                    ["salt"] = facts.Salt,
                }),
                ["licenseNumber"] = certificate.Number,
                ["activityStartDate"] = Moment(Noon(certificate.From)),
                ["activityEndDate"] = Moment(Noon(certificate.To)),
                ["achievement"] = new JsonObject
                {
                    ["id"] = new Uri(facts.Site, $"/kk/courses/{facts.Course}").AbsoluteUri,
                    ["type"] = new JsonArray("Achievement"),
                    ["name"] = Both(certificate.CourseTitle),
                    ["description"] = Both(course),
                    ["criteria"] = new JsonObject { ["narrative"] = Both(Words.Criteria) },
                },
            },
            // The list of bits first: readers that look at one entry know that kind.
            ["credentialStatus"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = $"{list}#{index}",
                    ["type"] = "BitstringStatusListEntry",
                    ["statusPurpose"] = "revocation",
                    ["statusListIndex"] = index.ToString(CultureInfo.InvariantCulture),
                    ["statusListCredential"] = list,
                },
                new JsonObject { ["id"] = CredentialAddresses.Revocations(facts.Site), ["type"] = "1EdTechRevocationList" }),
        };
        if (facts.ValidUntil is { } until) badge["validUntil"] = Moment(until);
        return Sign(badge, facts.Site, key);
    }

    /// <summary>Who issues, as the credential and the profile's own address say it.</summary>
    public static JsonObject Profile(Uri site, Bilingual? name) => new()
    {
        ["id"] = CredentialAddresses.Issuer(site),
        ["type"] = new JsonArray("Profile"),
        ["name"] = name is null ? site.Host : Both(name),
        ["url"] = site.AbsoluteUri,
    };

    /// <summary>A list of bits, signed: a bit is set where the certificate of that place stands no more.</summary>
    public static string SignStatusList(Uri site, string year, long block, IEnumerable<int> revoked, DateTimeOffset now, SigningKey key)
    {
        var bits = new byte[CredentialAddresses.StatusListLength / 8];
        foreach (var index in revoked) bits[index / 8] |= (byte)(0x80 >> (index % 8));
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize)) zip.Write(bits);

        var address = CredentialAddresses.StatusList(site, year, block);
        return Sign(new JsonObject
        {
            ["@context"] = new JsonArray(Context),
            ["id"] = address,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = CredentialAddresses.Issuer(site),
            ["validFrom"] = Moment(now),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = $"{address}#list",
                ["type"] = "BitstringStatusList",
                ["statusPurpose"] = "revocation",
                ["encodedList"] = "u" + Base64Url.Text(packed.ToArray()),
            },
        }, site, key);
    }

    /// <summary>Checks the signature against the key in the header, and every pair that says one thing twice. Whose key it is, the caller decides.</summary>
    public static CredentialReading Read(string text)
    {
        if (text.Length > Longest || text.Split('.') is not [var head, var body, var mark]) return CredentialReading.Refused(FileFault.NotACertificate);
        if (Base64Url.Bytes(head) is not { } header || Base64Url.Bytes(body) is not { } payload || Base64Url.Bytes(mark) is not { } signature)
            return CredentialReading.Refused(FileFault.NotACertificate);

        try
        {
            using var said = JsonDocument.Parse(header);
            using var badge = JsonDocument.Parse(payload);
            if (KeyOf(said.RootElement) is not var (thumbprint, key)) return CredentialReading.Refused(FileFault.CredentialWrong);
            using (key)
                if (!key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                    return CredentialReading.Refused(FileFault.CredentialChanged);

            return Told(badge.RootElement, said.RootElement.GetProperty("kid").GetString()!) is { } told
                ? new CredentialReading(Fault: null, thumbprint, told)
                : CredentialReading.Refused(FileFault.CredentialWrong);
        }
        // Signed by somebody, but not in the form of a certificate.
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException)
        {
            return CredentialReading.Refused(FileFault.CredentialWrong);
        }
    }

    internal static string HashOf(string name, string salt) =>
        $"sha256${Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.Normalize() + salt)))}";

    private static string Sign(JsonObject payload, Uri site, SigningKey key)
    {
        var issuer = payload["issuer"] is JsonObject profile ? profile["id"] : payload["issuer"];
        payload["iss"] = issuer!.GetValue<string>();
        payload["jti"] = payload["id"]!.GetValue<string>();
        payload["nbf"] = Seconds(payload["validFrom"]!.GetValue<string>());
        payload["sub"] = payload["credentialSubject"]!["id"]!.GetValue<string>();
        if (payload["validUntil"] is { } until) payload["exp"] = Seconds(until.GetValue<string>());

        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = CredentialAddresses.Key(site, key.Thumbprint), ["jwk"] = key.ToJwk(id: null), ["typ"] = "JWT" };
        var signed = $"{Text(header)}.{Text(payload)}";
        return $"{signed}.{Base64Url.Text(key.Sign(Encoding.ASCII.GetBytes(signed)))}";

        static string Text(JsonObject json) => Base64Url.Text(Encoding.UTF8.GetBytes(json.ToJsonString(Plain)));
    }

    // The header may hold nothing else: a name that a verifier does not know could change what the signature means.
    private static (string Thumbprint, RSA Key)? KeyOf(JsonElement header)
    {
        if (header.EnumerateObject().Any(member => member.Name is not ("alg" or "kid" or "jwk" or "typ"))) return null;
        if (header.GetProperty("alg").GetString() != "RS256") return null;
        if (header.TryGetProperty("typ", out var type) && type.GetString() != "JWT") return null;

        var jwk = header.GetProperty("jwk");
        if (jwk.GetProperty("kty").GetString() != "RSA") return null;
        var (modulus, exponent) = (jwk.GetProperty("n").GetString()!, jwk.GetProperty("e").GetString()!);
        if (Base64Url.Bytes(modulus) is not { Length: >= 256 and <= 1024 } n || Base64Url.Bytes(exponent) is not { Length: <= 8 } e) return null;

        var thumbprint = SigningKey.ThumbprintOf(modulus, exponent);
        if (!Uri.TryCreate(header.GetProperty("kid").GetString(), UriKind.Absolute, out var kid) || kid.Segments[^1] != thumbprint) return null;
        return (thumbprint, RSA.Create(new RSAParameters { Modulus = n, Exponent = e }));
    }

    private static ToldCredential? Told(JsonElement badge, string kid)
    {
        var (issuer, subject) = (badge.GetProperty("issuer"), badge.GetProperty("credentialSubject"));
        var achievement = subject.GetProperty("achievement");
        if (!Strings(badge.GetProperty("@context")).SequenceEqual([Context, Badges])) return null;
        if (!Strings(badge.GetProperty("type")).Order(StringComparer.Ordinal).SequenceEqual(["OpenBadgeCredential", "VerifiableCredential"])) return null;

        // Each thing that is said as a claim of the token and as a part of the credential is one thing.
        var (id, from) = (Same("id", "jti"), badge.GetProperty("validFrom").GetString()!);
        var issuerId = issuer.GetProperty("id").GetString()!;
        if (id is null || issuerId != badge.GetProperty("iss").GetString() || subject.GetProperty("id").GetString() != badge.GetProperty("sub").GetString()) return null;
        if (Seconds(from) != badge.GetProperty("nbf").GetInt64()) return null;
        var hasUntil = badge.TryGetProperty("validUntil", out var until);
        if (hasUntil != badge.TryGetProperty("exp", out var exp) || hasUntil && Seconds(until.GetString()!) != exp.GetInt64()) return null;

        // A key speaks for the address that it lies at.
        if (!Uri.TryCreate(issuerId, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https") || new Uri(kid).Authority != site.Authority) return null;
        if (!id.StartsWith("urn:uuid:", StringComparison.Ordinal) || !Guid.TryParseExact(id["urn:uuid:".Length..], "D", out var certificate)) return null;

        var number = subject.GetProperty("licenseNumber").GetString()!;
        if (number.Length != 12 || !number.All(char.IsAsciiDigit)) return null;

        var identity = subject.GetProperty("identifier")[0];
        return new ToldCredential(
            certificate, number, achievement.GetProperty("name").GetString()!, achievement.GetProperty("description").GetString()!, issuer.GetProperty("name").GetString()!, site,
            Day(subject.GetProperty("activityStartDate")), Day(subject.GetProperty("activityEndDate")),
            DateTimeOffset.FromUnixTimeSeconds(Seconds(from)), hasUntil ? DateTimeOffset.FromUnixTimeSeconds(exp.GetInt64()) : null,
            identity.GetProperty("identityHash").GetString()!, identity.GetProperty("salt").GetString()!);

        string? Same(string one, string other) => badge.GetProperty(one).GetString() is { } said && said == badge.GetProperty(other).GetString() ? said : null;
    }

    private static IEnumerable<string?> Strings(JsonElement list) => list.EnumerateArray().Select(one => one.GetString());

    private static DateOnly Day(JsonElement moment) => DateOnly.FromDateTime(DateTimeOffset.Parse(moment.GetString()!, CultureInfo.InvariantCulture).UtcDateTime);

    private static string Both(Bilingual text) => text.Kk == text.Ru ? text.Kk : $"{text.Kk} / {text.Ru}";

    // The token counts whole seconds, so the credential says no more.
    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // A day as a moment that is the same day wherever it is read.
    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static long Seconds(string moment) =>
        DateTimeOffset.ParseExact(moment, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}

/// <param name="Fault">Null where it is genuine.</param>
/// <param name="Thumbprint">Of the key that signed it.</param>
public sealed record CredentialReading(FileFault? Fault, string? Thumbprint, ToldCredential? Told)
{
    internal static CredentialReading Refused(FileFault fault) => new(fault, Thumbprint: null, Told: null);
}

/// <summary>What a credential says.</summary>
public sealed record ToldCredential(
    Guid Id, string Number, string Course, string Description, string Organisation, Uri Issuer, DateOnly From, DateOnly To,
    DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil, string IdentityHash, string Salt)
{
    /// <summary>Whether it was issued to somebody of this name, as it is written on the certificate.</summary>
    public bool IsAbout(string name) => SignedCredential.HashOf(name.Trim(), Salt) == IdentityHash;
}
