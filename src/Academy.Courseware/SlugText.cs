using System.Text;

namespace Academy.Courseware;

/// <summary>Names for addresses, made of titles: Kazakh and Russian letters become the Latin ones that people here would type.</summary>
public static class SlugText
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['а'] = "a", ['ә'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['ғ'] = "g", ['д'] = "d", ['е'] = "e", ['ё'] = "e", ['ж'] = "zh", ['з'] = "z", ['и'] = "i",
        ['й'] = "i", ['к'] = "k", ['қ'] = "q", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['ң'] = "n", ['о'] = "o", ['ө'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s",
        ['т'] = "t", ['у'] = "u", ['ұ'] = "u", ['ү'] = "u", ['ф'] = "f", ['х'] = "h", ['һ'] = "h", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh", ['щ'] = "sh", ['ъ'] = "",
        ['ы'] = "y", ['і'] = "i", ['ь'] = "", ['э'] = "e", ['ю'] = "iu", ['я'] = "ia",
    };

    public const int Longest = Slug.Longest;

    /// <summary>Whether it may stand in an address: a-z, 0-9 and '-', not at the ends.</summary>
    public static bool IsValid(string text) => Slug.IsValid(text);

    /// <summary>Empty where the title has no letter that could be written.</summary>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (letter is >= 'a' and <= 'z' or >= '0' and <= '9') slug.Append(letter);
            else if (Letters.TryGetValue(letter, out var latin)) slug.Append(latin);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        // Whole words, as many as there is comfortable room for.
        var whole = slug.ToString().Trim('-');
        if (whole.Length <= Comfortable) return whole;
        var cut = whole.LastIndexOf('-', Comfortable);
        return whole[..(cut > 0 ? cut : Comfortable)].Trim('-');
    }

    /// <summary>The name itself, or with a number behind it where it is taken.</summary>
    public static string Free(string wanted, Func<string, bool> isTaken)
    {
        for (var number = 2; isTaken(wanted); number++)
        {
            var ending = $"-{Number.Of(number)}";
            var stem = wanted.TrimEnd("0123456789".ToCharArray()).TrimEnd('-');
            if (stem.Length == 0 || !wanted.EndsWith($"-{Number.Of(number - 1)}", StringComparison.Ordinal)) stem = wanted;
            wanted = stem[..Math.Min(stem.Length, Slug.Longest - ending.Length)].TrimEnd('-') + ending;
        }
        return wanted;
    }

    private const int Comfortable = 40;
}
