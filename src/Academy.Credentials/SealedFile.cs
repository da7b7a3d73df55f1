using System.Buffers;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Academy.Credentials;

/// <summary>Why a file is not what it should be. Each has a sentence wherever files are checked.</summary>
public enum FileFault
{
    /// <summary>Neither a PDF nor a signed credential.</summary>
    NotACertificate,

    TooLarge,

    /// <summary>A PDF that nobody sealed: a copy, a scan, or from before there were seals.</summary>
    NoSeal,

    /// <summary>Something stands behind the part that is sealed.</summary>
    AddedAfterSealing,

    /// <summary>A byte differs from what was sealed.</summary>
    SealBroken,

    /// <summary>Sealed by somebody, but without a certificate's data.</summary>
    NoCredential,

    /// <summary>The data differ from what was signed.</summary>
    CredentialChanged,

    /// <summary>Signed by somebody, but not as certificates are.</summary>
    CredentialWrong,

    /// <summary>Seal and data are signed with two different keys.</summary>
    TwoKeys,

    /// <summary>Sound, but signed with a key that is not the school's.</summary>
    KeyUnknown,
}

/// <summary>A certificate's file: made once, and checked by whoever has it, without the site.</summary>
public static partial class SealedFile
{
    /// <summary>Bytes of the largest file that is looked at; ours are a tenth of it.</summary>
    public const int Longest = 1_000_000;

    // In small letters only, as we write them: two spellings of one file would be two files.
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The file to keep and the credential inside it.</summary>
    public static (byte[] Pdf, string Credential) Make(CertificateFacts certificate, CredentialFacts facts, SigningKey key)
    {
        var credential = SignedCredential.Sign(certificate, facts, key);
        return (PdfSeal.Apply(CertificatePdf.Render(certificate), certificate.Number, credential, facts.ValidFrom, CmsSeal.RoomFor(key), data => CmsSeal.Make(data, key)), credential);
    }

    /// <param name="known">The thumbprints of the school's keys; null where nobody could give them, and the answer is only that the file is whole.</param>
    public static FileCheck Check(byte[] file, IReadOnlySet<string>? known)
    {
        if (file.Length > Longest) return new FileCheck(FileFault.TooLarge);
        var isPdf = file.AsSpan().StartsWith("%PDF-"u8);
        var reading = isPdf ? ReadPdf(file) : ReadText(file);
        if (reading.Fault is { } fault) return new FileCheck(fault) { IsPdf = isPdf };

        return new FileCheck(known?.Contains(reading.Thumbprint!) == false ? FileFault.KeyUnknown : null) { IsPdf = isPdf, Thumbprint = reading.Thumbprint, Told = reading.Told };
    }

    /// <summary>The thumbprints of the keys in a <c>jwks.json</c>; null where it is none.</summary>
    public static IReadOnlySet<string>? ThumbprintsIn(string jwks)
    {
        try
        {
            using var json = JsonDocument.Parse(jwks);
            return json.RootElement.GetProperty("keys").EnumerateArray()
                .Where(key => key.GetProperty("kty").GetString() == "RSA")
                .Select(key => SigningKey.ThumbprintOf(key.GetProperty("n").GetString()!, key.GetProperty("e").GetString()!)).ToHashSet();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static CredentialReading ReadText(byte[] file) => SignedCredential.Read(Encoding.UTF8.GetString(file).Trim());

    // No reader of PDF is needed: the seal covers every byte but its own, so a file whose seal is ours is one that we wrote, and what we
    // wrote has this form.
    private static CredentialReading ReadPdf(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (text.LastIndexOf("/ByteRange", StringComparison.Ordinal) is var at && at < 0) return CredentialReading.Refused(FileFault.NoSeal);

        var range = ByteRange().Match(text, at);
        if (!range.Success || !int.TryParse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var open)
            || !int.TryParse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var close) || !int.TryParse(range.Groups[3].ValueSpan, CultureInfo.InvariantCulture, out var rest))
            return CredentialReading.Refused(FileFault.SealBroken);
        if (open < at || close <= open + 2 || (long)close + rest > file.Length) return CredentialReading.Refused(FileFault.SealBroken);
        if (close + rest < file.Length) return CredentialReading.Refused(FileFault.AddedAfterSealing);
        if (file[open] != '<' || file[close - 1] != '>' || !IsHex(text.AsSpan((open + 1)..(close - 1)))) return CredentialReading.Refused(FileFault.SealBroken);

        using var signer = CmsSeal.Signer(Convert.FromHexString(text.AsSpan((open + 1)..(close - 1))), [.. file.AsSpan(0, open), .. file.AsSpan(close)]);
        using var rsa = signer?.GetRSAPublicKey();
        if (rsa is null) return CredentialReading.Refused(FileFault.SealBroken);

        var inside = Attachment().Match(text);
        if (!inside.Success || !int.TryParse(inside.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var length) || inside.Index + inside.Length + length > text.Length)
            return CredentialReading.Refused(FileFault.NoCredential);

        var reading = SignedCredential.Read(text.Substring(inside.Index + inside.Length, length));
        return reading.Fault is null && reading.Thumbprint != SigningKey.ThumbprintOf(rsa) ? CredentialReading.Refused(FileFault.TwoKeys) : reading;
    }

    private static bool IsHex(ReadOnlySpan<char> text) => text.Length % 2 == 0 && !text.ContainsAnyExcept(HexDigits);

    [GeneratedRegex(@"\G/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\]")]
    private static partial Regex ByteRange();

    [GeneratedRegex(@"<</Type /EmbeddedFile\n/Subtype /application#2Fjwt\n[^>]{0,100}>>\n/Length (\d{1,6})>> stream\n")]
    private static partial Regex Attachment();
}

/// <param name="Fault">Null where the file is whole and its key is known, or nobody asked about the key.</param>
public sealed record FileCheck(FileFault? Fault)
{
    public bool IsPdf { get; init; }

    /// <summary>Of the key that signed it; null where no signature holds.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>What the file says; null where it cannot be believed to say anything.</summary>
    public ToldCredential? Told { get; init; }
}
