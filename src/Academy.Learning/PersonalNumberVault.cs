using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Learning;

/// <summary>
/// A secret under which personal numbers are kept. It lies apart from the database: who has only one of the two has no number.
/// </summary>
public sealed partial class PersonalNumberKey
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    private readonly byte[] _sealing;
    private readonly byte[] _looking;

    private PersonalNumberKey(string id, byte[] secret)
    {
        Id = id;
        Secret = secret;
        // Two uses, two keys: what one of them tells is of no help with the other.
        _sealing = HKDF.Expand(HashAlgorithmName.SHA256, secret, Length, "academy personal-number seal"u8.ToArray());
        _looking = HKDF.Expand(HashAlgorithmName.SHA256, secret, Length, "academy personal-number look-up"u8.ToArray());
    }

    /// <summary>Stands in front of everything that was made with the key, so that a later key can take its place.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Sealing => _sealing;

    internal ReadOnlySpan<byte> Looking => _looking;

    private byte[] Secret { get; }

    /// <param name="id">Up to 16 small letters and digits: "2026a".</param>
    public static PersonalNumberKey New(string id) => new(Sound(id), RandomNumberGenerator.GetBytes(Length));

    /// <summary>A key as its file has it: <c>id:secret</c>.</summary>
    /// <exception cref="FormatException">It is none; what it says is not repeated.</exception>
    public static PersonalNumberKey Parse(string text)
    {
        var (id, colon) = (text.Trim(), text.Trim().IndexOf(':', StringComparison.Ordinal));
        var secret = new byte[Length + 3];
        if (colon < 1 || !Convert.TryFromBase64String(id[(colon + 1)..], secret, out var length) || length != Length)
            throw new FormatException("A key of personal numbers is written as id:secret, the secret being 32 bytes in Base64.");
        return new PersonalNumberKey(Sound(id[..colon]), secret[..Length]);
    }

    /// <summary>What the key's file has to say.</summary>
    public string ToFileText() => $"{Id}:{Convert.ToBase64String(Secret)}";

    public override string ToString() => $"key {Id} of personal numbers";

    private static string Sound(string id) => IdText().IsMatch(id) ? id : throw new FormatException("The id of a key is up to 16 small letters and digits.");

    [GeneratedRegex("^[a-z0-9]{1,16}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdText();
}

/// <summary>
/// Keeps personal numbers so that the database alone does not tell them: sealed (AES-256-GCM) to be shown to the few who may, and as a keyed
/// hash (HMAC-SHA256) to be found by. Numbers are few enough to try them all, so a hash without a key would hide nothing. With several keys the
/// first is used and the others still open; what <see cref="IsCurrent"/> denies can be sealed anew, one by one.
/// </summary>
public sealed class PersonalNumberVault
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int DigitsLength = 12;

    private readonly IReadOnlyList<PersonalNumberKey> _keys;

    /// <param name="keys">The current one first.</param>
    public PersonalNumberVault(params IReadOnlyList<PersonalNumberKey> keys)
    {
        if (keys.Count == 0) throw new ArgumentException("Personal numbers need a key.", nameof(keys));
        if (keys.DistinctBy(key => key.Id).Count() != keys.Count) throw new ArgumentException("Two keys of personal numbers have one id.", nameof(keys));
        _keys = keys;
    }

    /// <summary>Sealed anew each time: equal numbers do not look equal.</summary>
    public string Seal(PersonalNumber number)
    {
        var key = _keys[0];
        var box = new byte[NonceLength + TagLength + DigitsLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key.Sealing, TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), Encoding.ASCII.GetBytes(number.Reveal()), box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), Encoding.ASCII.GetBytes(key.Id));
        return $"{key.Id}:{Convert.ToBase64String(box)}";
    }

    /// <summary>The number that was sealed.</summary>
    /// <exception cref="CryptographicException">It was altered, or its key is not here.</exception>
    public PersonalNumber Open(string sealedNumber)
    {
        var box = new byte[NonceLength + TagLength + DigitsLength + 3];
        var colon = sealedNumber.IndexOf(':', StringComparison.Ordinal);
        // One box is written in one way only: Base64 would let its last letter be another.
        if (colon < 1 || !Convert.TryFromBase64String(sealedNumber[(colon + 1)..], box, out var length) || length != NonceLength + TagLength + DigitsLength
            || Convert.ToBase64String(box, 0, length) != sealedNumber[(colon + 1)..])
            throw new CryptographicException("This is no sealed personal number.");
        var key = _keys.FirstOrDefault(one => one.Id == sealedNumber[..colon]) ?? throw new CryptographicException("The key of this personal number is not here.");

        Span<byte> digits = stackalloc byte[DigitsLength];
        using var cipher = new AesGcm(key.Sealing, TagLength);
        cipher.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength + TagLength, DigitsLength), box.AsSpan(NonceLength, TagLength), digits, Encoding.ASCII.GetBytes(key.Id));
        return PersonalNumber.Read(Encoding.ASCII.GetString(digits)).Number ?? throw new CryptographicException("What was sealed is no personal number.");
    }

    /// <summary>What a number is found by: the same for the same number. To be stored, and unique.</summary>
    public string LookUp(PersonalNumber number) => LookUp(number, _keys[0]);

    /// <summary>The same under every key, for rows that are not sealed anew yet; the current one first.</summary>
    public IReadOnlyList<string> LookUps(PersonalNumber number) => [.. _keys.Select(key => LookUp(number, key))];

    /// <summary>Whether a sealed number or a look-up was made with the current key.</summary>
    public bool IsCurrent(string kept) => kept.StartsWith($"{_keys[0].Id}:", StringComparison.Ordinal);

    private static string LookUp(PersonalNumber number, PersonalNumberKey key) =>
        $"{key.Id}:{Convert.ToBase64String(HMACSHA256.HashData(key.Looking, Encoding.ASCII.GetBytes(number.Reveal())))}";
}
