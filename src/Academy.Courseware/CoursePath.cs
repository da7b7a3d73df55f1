using System.Globalization;
using System.Text;

namespace Academy.Courseware;

/// <summary>What a path inside a course may look like, so that it means the same on every computer and nothing outside the course on any.</summary>
public static class CoursePath
{
    private static readonly string[] LeftAlone = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "__MACOSX"];

    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        .. from port in (string[])["COM", "LPT"] from number in "0123456789¹²³" select $"{port}{number}",
    ];

    /// <summary>The rule that the path breaks, or null.</summary>
    public static Rule? Fault(string path)
    {
        // Climbing, absolute and malformed paths first: an author must hear the gravest.
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or "..") || path.Any(IsForbidden) || !IsWellFormed(path)) return Rules.UnsafePath;
        if (Encoding.UTF8.GetByteCount(path) > Limits.PathBytes || parts.Length > Limits.Nesting) return Rules.PathTooLong;
        return parts.Any(IsReserved) ? Rules.ReservedName : null;
    }

    /// <summary>What computers leave in folders by themselves (<c>.DS_Store</c>, <c>Thumbs.db</c>, <c>.git/</c>): no part of a course.</summary>
    public static bool IsLeftAlone(string path) =>
        path.Split('/').Any(part => part.StartsWith('.') || LeftAlone.Contains(part, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// The form in which names are kept. A Mac writes «й» as two characters where texts have one; without this a link would miss
    /// its picture, and the same course from another computer would be another edition.
    /// </summary>
    public static string Normal(string path) => path.Normalize(NormalizationForm.FormC);

    /// <summary>Equal for paths that some file system takes for one.</summary>
    public static string Folded(string path) => Normal(path).ToUpperInvariant();

    /// <summary>The path as it may stand in a message: one line, no controls, not endless.</summary>
    public static string Shown(string path)
    {
        var shown = string.Concat(path.Take(Limits.PathBytes).Select(letter => IsHidden(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter));
        return shown.Length < path.Length ? shown + "…" : shown;
    }

    /// <summary>By its name a text that a person can read and compare; all else is media.</summary>
    public static bool IsText(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static bool IsForbidden(char letter) => letter is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || IsHidden(letter);

    // Characters without a shape, among them those that turn the direction of writing: "gnp.exe" can be made to read "exe.png".
    private static bool IsHidden(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;

    private static bool IsWellFormed(string path)
    {
        for (var at = 0; at < path.Length; at++)
        {
            if (!char.IsSurrogate(path[at])) continue;
            if (at + 1 >= path.Length || !char.IsSurrogatePair(path[at], path[at + 1])) return false;
            at++;
        }
        return true;
    }

    private static bool IsReserved(string part) =>
        part[^1] is '.' or ' ' || Devices.Contains(part.Split('.')[0].TrimEnd(' '), StringComparer.OrdinalIgnoreCase);
}
