using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Academy.Courseware;

/// <summary>
/// A place of a course that cites an article of an act, in one language: who watches the law must find it again when the article changes.
/// Acts that are repealed are named too, although their citation is an error: just those have to be found.
/// </summary>
/// <param name="ItemPath"><c>module/item</c></param>
/// <param name="QuestionId">Of a quiz or exam; null where the citation stands in a lesson (its self-checks included), a task, or before the first question.</param>
/// <param name="Article">As the author wrote it after <c>#</c>; empty where the whole act is cited.</param>
/// <param name="At">The first such citation of that piece of text.</param>
public sealed record LawPlace(string ItemPath, string? QuestionId, string Language, string ActId, string Article, SourceLocation At)
{
    /// <summary>The day on which the author last held the text against the law, where the file says it.</summary>
    public required DateOnly? LawChecked { get; init; }

    /// <summary>
    /// Another value as soon as the author changes the piece of text the citation stands in (the lesson, or the question) or the day on which it was
    /// checked. Line ends do not count.
    /// </summary>
    public required string TextHash { get; init; }
}

/// <summary>The same as a single file knows it, before it is known which item the file is.</summary>
internal sealed record CitedPlace(string? QuestionId, string ActId, string Article, SourceLocation At, string TextHash)
{
    public LawPlace In(string itemPath, string language, DateOnly? lawChecked) =>
        new(itemPath, QuestionId, language, ActId, Article, At) { LawChecked = lawChecked, TextHash = TextHash };

    public static string HashOf(ReadOnlySpan<char> text, DateOnly? lawChecked)
    {
        var day = lawChecked?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var all = $"{day}\n{text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal)}";
        // Two texts of one place are told apart, nothing more: sixteen digits are plenty.
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }
}
