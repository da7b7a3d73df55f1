using System.Text.RegularExpressions;

namespace Academy.Learning.Rosters;

/// <summary>A person's name in its parts. A patronymic is there only where the person has one.</summary>
public sealed partial record PersonName(string Surname, string GivenName, string? Patronymic = null)
{
    /// <summary>As lists have it: surname first.</summary>
    public string Full => Patronymic is { Length: > 0 } ? $"{Surname} {GivenName} {Patronymic}" : $"{Surname} {GivenName}".Trim();

    /// <summary>
    /// A name that stands in one cell. The surname comes first, unless a patronymic in the middle shows that it comes last:
    /// «Асқар Серікұлы Тілеубаев».
    /// </summary>
    public static PersonName Split(string full)
    {
        var words = Joined(full.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words switch
        {
            [] => new PersonName("", ""),
            [var only] => new PersonName(only, ""),
            [var surname, var given] => new PersonName(surname, given),
            [var given, var patronymic, var surname] when IsPatronymic(patronymic) && !IsPatronymic(surname) => new PersonName(surname, given, patronymic),
            [var surname, var given, .. var rest] => new PersonName(surname, given, string.Join(' ', rest)),
        };
    }

    internal static bool IsPatronymic(string word) => PatronymicEnd().IsMatch(word);

    /// <summary>«А.», «А.С.»: what a list has instead of a name.</summary>
    internal static bool IsInitials(string text) => Initials().IsMatch(text);

    // «Серік ұлы» is one word that somebody has parted.
    private static List<string> Joined(IEnumerable<string> words)
    {
        var joined = new List<string>();
        foreach (var word in words)
        {
            if (joined.Count > 1 && ParentWord().IsMatch(word)) joined[^1] += " " + word;
            else joined.Add(word);
        }
        return joined;
    }

    [GeneratedRegex("(ұлы|улы|қызы|кызы|оглы|оғлы|ович|евич|ьич|овна|евна|ична|[uū]ly|[kq]yzy|ovich|evich|ovna|evna)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PatronymicEnd();

    [GeneratedRegex("^(ұлы|улы|қызы|кызы|оглы|оғлы|uly|kyzy|qyzy)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ParentWord();

    [GeneratedRegex(@"^(\p{L}\.?\s*){1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Initials();
}
