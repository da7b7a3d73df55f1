using System.Globalization;

namespace Academy.Learning.Rosters;

/// <summary>Capitals as a certificate has them, for names that were typed in capitals only or with none.</summary>
internal static class NameCase
{
    // Not of the reader's language: capitals of Cyrillic are the same in all of ours.
    private static readonly TextInfo Letters = CultureInfo.InvariantCulture.TextInfo;

    public static string Mended(string name) => string.Join(' ', name.Split(' ').Select(Word));

    // Each part of a name with a hyphen by itself. A single letter is an initial.
    private static string Word(string word)
    {
        var letters = word.Where(char.IsLetter).ToList();
        var isWrong = letters.Count > 1 && (letters.All(char.IsUpper) || char.IsLower(letters[0]) && letters.All(char.IsLower));
        if (!isWrong) return word;

        var small = Letters.ToLower(word);
        // «ұлы» and «қызы» apart are words, not names.
        return small is "ұлы" or "қызы" or "улы" or "кызы" or "оглы" ? small : string.Join('-', small.Split('-').Select(part => part.Length == 0 ? part : Letters.ToUpper(part[0]) + part[1..]));
    }
}
