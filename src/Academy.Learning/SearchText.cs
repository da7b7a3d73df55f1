using System.Text;

namespace Academy.Learning;

/// <summary>
/// Finds words as people type them: without regard to case, ё and the letters that a Russian keyboard lacks; by the beginning of a
/// word, since endings change. The folding is that of our reference on identifiers, section 5. Done by us, because the two databases
/// fold differently, and SQLite folds no Cyrillic at all.
/// </summary>
public static class SearchText
{
    private const string From = "әғқңөұүһіё";
    private const string To = "агкноуухие";

    /// <summary>Letters of a search that count; what is longer is cut.</summary>
    private const int Longest = 200;

    public static IReadOnlyList<string> Words(string? typed) =>
        Fold((typed ?? "")[..Math.Min(typed?.Length ?? 0, Longest)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every word begins some word of some text.</summary>
    public static bool HasAll(IReadOnlyList<string> words, IEnumerable<string> texts)
    {
        if (words.Count == 0) return true;
        var folded = $" {Fold(string.Join(' ', texts))}";
        return words.All(word => folded.Contains($" {word}", StringComparison.Ordinal));
    }

    /// <summary>Lower case, folded letters, and a single space for everything that is neither letter nor digit.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Typed.Normalized(text).ToLowerInvariant())
        {
            var at = From.IndexOf(letter, StringComparison.Ordinal);
            if (at >= 0) folded.Append(To[at]);
            else if (char.IsLetterOrDigit(letter)) folded.Append(letter);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString();
    }
}
