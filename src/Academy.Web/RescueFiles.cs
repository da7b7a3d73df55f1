using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Web;

/// <summary>
/// Answers that a learner could not send, as a file that nobody changed on its way. The page of an attempt carries a key to sign with, and
/// a seal that holds the same key, the attempt and its learner for our eyes only; the file has the seal but not the key. The seal is made
/// with the keys in the database, so any node and any later start reads it, and nothing need be kept.
/// </summary>
public sealed class RescueFiles(IDataProtectionProvider protection)
{
    /// <summary>Bytes: a paper of essays.</summary>
    public const int Largest = 900 * 1024;

    private const int KeyLength = 32;
    private const int GuidLength = 16;
    private const string BeforeSign = ",\"sign\":\"";
    private const string AfterSign = "\"}";
    private const int SignLength = 64;

    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    private readonly IDataProtector _protector = protection.CreateProtector("Academy.RescueFile");

    /// <param name="Seq">See <c>AnswerBody</c>; the same holds for the others.</param>
    public sealed record GivenOffline(string Question, IReadOnlyList<string?> Value, long Seq, bool Flagged, long? Base, string? Tab, DateTimeOffset? At);

    public sealed record RescueFile(Guid Attempt, Guid Account, IReadOnlyList<GivenOffline> Answers);

    private sealed record Body(string? Seal, IReadOnlyList<GivenOffline?>? Answers);

    public (string Key, string Seal) KeyFor(Guid attempt, Guid account)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var seal = _protector.Protect([.. key, .. attempt.ToByteArray(), .. account.ToByteArray()]);
        return (WebEncoders.Base64UrlEncode(key), WebEncoders.Base64UrlEncode(seal));
    }

    /// <returns>Null where it is not, to the last bit, what a page of ours wrote.</returns>
    public RescueFile? Read(byte[] bytes)
    {
        // {"seal":…,"answers":[…],"sign":"…"} : signed is everything before the last comma.
        var signedLength = bytes.Length - BeforeSign.Length - SignLength - AfterSign.Length;
        if (signedLength <= 0) return null;
        var signed = bytes.AsSpan(0, signedLength);
        var sign = bytes.AsSpan(signedLength + BeforeSign.Length, SignLength);
        if (!bytes.AsSpan(signedLength, BeforeSign.Length).SequenceEqual(Encoding.ASCII.GetBytes(BeforeSign))
            || !bytes.AsSpan(bytes.Length - AfterSign.Length).SequenceEqual(Encoding.ASCII.GetBytes(AfterSign))) return null;

        if (Parse([.. signed, (byte)'}']) is not { Seal: { } seal, Answers: { } answers } || answers.Any(answer => answer is not { Question: not null, Value: not null })) return null;
        if (Open(seal) is not { } opened) return null;

        var right = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(opened.Key, signed)));
        return CryptographicOperations.FixedTimeEquals(right, sign) ? new RescueFile(opened.Attempt, opened.Account, [.. answers.OfType<GivenOffline>()]) : null;
    }

    private static Body? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(json, AsWritten);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private (byte[] Key, Guid Attempt, Guid Account)? Open(string seal)
    {
        try
        {
            var opened = _protector.Unprotect(WebEncoders.Base64UrlDecode(seal));
            return opened.Length != KeyLength + 2 * GuidLength
                ? null
                : (opened[..KeyLength], new Guid(opened.AsSpan(KeyLength, GuidLength)), new Guid(opened.AsSpan(KeyLength + GuidLength)));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
