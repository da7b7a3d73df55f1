namespace Academy.Courseware;

/// <summary>Latin and Cyrillic letters that look alike on paper and on a screen: people type one and mean the other.</summary>
public static class LookAlikes
{
    // Each letter and, at the same place, its twin.
    private const string Latin = "aceiopxyhkmtABCEHIKMOPTXYəƏ";
    private const string Cyrillic = "асеіорхуһкмтАВСЕНІКМОРТХУәӘ";

    /// <summary>The Cyrillic letter that looks like this Latin one, or null.</summary>
    public static char? ToCyrillic(char latin) => Twin(latin, Latin, Cyrillic);

    /// <summary>The Latin letter that looks like this Cyrillic one, or null.</summary>
    public static char? ToLatin(char cyrillic) => Twin(cyrillic, Cyrillic, Latin);

    private static char? Twin(char letter, string letters, string twins) => letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? twins[at] : null;
}
