using System.Text;

namespace Academy.Learning;

/// <summary>
/// Names as they are searched: small letters, and the Kazakh ones as people type them on a Russian keyboard. We fold it ourselves because
/// the two databases fold differently, and SQLite folds no Cyrillic at all.
/// </summary>
public static class SearchText
{
    /// <summary>As long as <paramref name="text"/> or shorter; the same for a name and for what people type to find it.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var word in text.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (folded.Length > 0) folded.Append(' ');
            foreach (var letter in word) folded.Append(Fold(char.ToLowerInvariant(letter)));
        }
        return folded.ToString();
    }

    private static char Fold(char letter) => letter switch
    {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' or 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        'ё' => 'е',
        _ => letter,
    };
}
