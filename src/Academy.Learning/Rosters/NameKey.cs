using System.Collections.Frozen;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning.Rosters;

/// <summary>
/// One form for the spellings of one name: Құдайберген, Кудайберген, Kudaibergen and Кyдайберген with a Latin letter. It is for finding and
/// comparing only; nobody is called by it. That two names have one form does not prove that they are one person's.
/// </summary>
public static class NameKey
{
    // Kazakh letters by those that stand for them where there are no others, then letters that Russian writing mixes up.
    private const string From = "әғқңөұүһіёэйыьъ";
    private const string To = "агкноуухиееии\0\0";

    // Longest first: "shch" before "sh".
    private static readonly (string Latin, string Cyrillic)[] Latin =
    [
        ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ya", "я"), ("ia", "я"), ("yu", "ю"), ("iu", "ю"), ("yo", "е"), ("ye", "е"), ("ts", "ц"),
        ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"),
        ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "х"), ("y", "и"), ("z", "з"), ("ı", "и"), ("ə", "а"),
    ];

    // The longer before what it ends in.
    private static readonly string[] PatronymicEnds =
    [
        "қызы", "кызы", "гызы", "ұлы", "улы", "оғлы", "оглы", "евич", "ович", "евна", "овна", "инична", "ична", "ич",
        "qyzy", "kyzy", "uly", "oglu", "evich", "ovich", "evna", "ovna",
    ];

    private static readonly FrozenSet<char> LatinLetters = Enumerable.Range('a', 26).Select(one => (char)one).ToFrozenSet();

    /// <summary>Words stay apart by one space; hyphens and apostrophes are gone.</summary>
    public static string Of(string? name)
    {
        var words = Typed.Normalized(name ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var hasCyrillic = words.Any(HasCyrillic);
        return string.Join(' ', words.Select(word => Word(word, hasCyrillic)).Where(word => word.Length > 0));
    }

    /// <summary>The father's name within: Серікұлы, Серікқызы and Серикович have one.</summary>
    public static string OfPatronymic(string? patronymic)
    {
        // Taken off before letters are folded: in Серікқызы the two қ are of two words.
        var word = string.Concat(Typed.Normalized(patronymic ?? "").ToLowerInvariant().Where(char.IsLetter));
        if (HasCyrillic(word)) word = AsCyrillic(word);
        var end = PatronymicEnds.FirstOrDefault(end => word.Length > end.Length + 1 && word.EndsWith(end, StringComparison.Ordinal));
        return Of(end is null ? word : word[..^end.Length]);
    }

    /// <summary>A name in which Latin letters stand among Cyrillic ones by mistake, written with Cyrillic ones; other names as they are.</summary>
    public static string WithoutLookAlikes(string name) => string.Join(' ', name.Split(' ').Select(word => HasCyrillic(word) ? AsCyrillic(word) : word));

    /// <summary>Letters that are missing, too many, others, or have changed places with their neighbour; counted no farther than <paramref name="most"/> + 1.</summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;
        // Names share most of their beginning and end, and only what is between costs anything.
        var same = one.CommonPrefixLength(other);
        one = one[same..];
        other = other[same..];
        while (one.Length > 0 && other.Length > 0 && one[^1] == other[^1])
        {
            one = one[..^1];
            other = other[..^1];
        }
        if (one.Length == 0 || other.Length == 0) return Math.Min(one.Length + other.Length, most + 1);

        var width = other.Length + 1;
        Span<int> before = stackalloc int[width > 128 ? 0 : width], last = stackalloc int[before.Length], now = stackalloc int[before.Length];
        // No name is as long.
        if (before.Length == 0) return most + 1;

        for (var at = 0; at < width; at++) last[at] = at;
        for (var row = 1; row <= one.Length; row++)
        {
            now[0] = row;
            var least = row;
            for (var at = 1; at < width; at++)
            {
                var cost = one[row - 1] == other[at - 1] ? 0 : 1;
                now[at] = Math.Min(Math.Min(now[at - 1], last[at]) + 1, last[at - 1] + cost);
                if (row > 1 && at > 1 && one[row - 1] == other[at - 2] && one[row - 2] == other[at - 1]) now[at] = Math.Min(now[at], before[at - 2] + 1);
                least = Math.Min(least, now[at]);
            }
            if (least > most) return most + 1;
            var spare = before;
            before = last;
            last = now;
            now = spare;
        }
        return Math.Min(last[width - 1], most + 1);
    }

    /// <summary>Whether two forms may be one name with a slip: one letter, or two in a long name.</summary>
    internal static bool IsClose(string one, string other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        if (shorter < 4) return false;
        var most = shorter < 9 ? 1 : 2;
        return Distance(one, other, most) <= most;
    }

    private static bool HasCyrillic(string word) => word.AsSpan().IndexOfAnyInRange('\u0400', '\u052F') >= 0;

    private static string AsCyrillic(string word) => string.Concat(word.Select(letter => LookAlikes.ToCyrillic(letter) ?? letter));

    // A word of Latin letters that all look Cyrillic is one of those, if the rest of the name is Cyrillic: «ACAH».
    private static string Word(string word, bool nameIsCyrillic)
    {
        if (HasCyrillic(word) || nameIsCyrillic && word.All(letter => !char.IsLetter(letter) || LookAlikes.ToCyrillic(letter) is not null)) word = AsCyrillic(word);
        else if (word.Any(LatinLetters.Contains)) word = Transliterated(word);

        var key = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            var at = From.IndexOf(letter, StringComparison.Ordinal);
            var folded = at >= 0 ? To[at] : char.IsLetterOrDigit(letter) ? letter : '\0';
            if (folded != '\0' && (key.Length == 0 || key[^1] != folded)) key.Append(folded);
        }
        return key.ToString();
    }

    private static string Transliterated(string word)
    {
        var plain = string.Concat(word.Replace("ş", "sh", StringComparison.Ordinal).Replace("ç", "ch", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit));
        var written = new StringBuilder(plain.Length);
        for (var at = 0; at < plain.Length;)
        {
            var (latin, cyrillic) = Latin.FirstOrDefault(pair => plain.AsSpan(at).StartsWith(pair.Latin));
            if (latin is null) written.Append(plain[at++]);
            else
            {
                written.Append(cyrillic);
                at += latin.Length;
            }
        }
        return written.ToString();
    }
}
