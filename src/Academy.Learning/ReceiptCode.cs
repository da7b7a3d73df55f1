using Academy.Courseware;

namespace Academy.Learning;

/// <summary>Eight characters that stand for a hand-in: short enough to read aloud, drawn from the digest of the answers.</summary>
public static class ReceiptCode
{
    public const int Length = 8;

    // Letters and digits that are not mistaken for each other when read aloud.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    internal static string Of(string digest) =>
        string.Concat(Convert.FromHexString(digest).Take(Length).Select(value => Alphabet[value % Alphabet.Length]));

    /// <summary>The code as it is stored, or null where what was typed cannot be one. Case, spaces and hyphens do not matter.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 100) return null;
        var letters = typed.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '—')).Select(char.ToUpperInvariant)
            // Whoever types from paper may not know which letters they see.
            .Select(letter => LookAlikes.ToLatin(letter) ?? letter).ToArray();
        return letters.Length == Length && letters.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal)) ? new string(letters) : null;
    }
}
