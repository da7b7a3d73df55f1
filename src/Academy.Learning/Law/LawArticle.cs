namespace Academy.Learning.Law;

/// <summary>
/// Articles as authors and lawyers write them: <c>35</c>, <c>35-1</c> (an article of its own, not a part of 35), <c>35(2)</c> (paragraph 2 of 35).
/// </summary>
public static class LawArticle
{
    /// <summary>The longest that anybody may name.</summary>
    public const int Longest = 40;

    /// <summary>The same article always in the same letters: plain hyphens, no spaces.</summary>
    public static string Tidy(string written)
    {
        var tidy = string.Concat(written.Where(letter => !char.IsWhiteSpace(letter)).Select(letter => letter switch
        {
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' => '-',
            _ => char.ToLowerInvariant(letter),
        }));
        foreach (var word in (string[])["статья", "ст.", "бап", "article", "art."])
            tidy = tidy.StartsWith(word, StringComparison.Ordinal) ? tidy[word.Length..] : tidy.EndsWith(word, StringComparison.Ordinal) ? tidy[..^word.Length].TrimEnd('-') : tidy;
        return tidy;
    }

    /// <summary>A list as a person types it, with commas, semicolons or lines; each once, in order.</summary>
    public static IReadOnlyList<string> Read(string? typed) =>
        [.. (typed ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Tidy).Where(article => article.Length > 0).Distinct()];

    /// <summary>Whether a change of one touches a text that cites the other: the same article, or one of the two is a part of the other.</summary>
    public static bool Meet(string one, string other)
    {
        var (mine, theirs) = (Tidy(one), Tidy(other));
        return mine == theirs || IsPartOf(mine, theirs) || IsPartOf(theirs, mine);
    }

    private static bool IsPartOf(string part, string whole) => part.Length > whole.Length && part.StartsWith(whole, StringComparison.Ordinal) && part[whole.Length] == '(';
}
