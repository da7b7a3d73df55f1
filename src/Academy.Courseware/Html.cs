using System.Net;
using System.Text;

namespace Academy.Courseware;

/// <summary>
/// Markup that the compiler rendered from Markdown. It is a type of its own so that a page cannot mistake it for text,
/// and a class so that the site can remember, per instance, that it has been through the allow-list.
/// </summary>
public sealed class Html(string markup)
{
    public static readonly Html Empty = new("");

    public string Markup { get; } = markup;

    public bool IsEmpty => Markup.Length == 0;

    /// <summary>The words without the markup, for places that hold text only: titles, choices of a list.</summary>
    public string ToPlainText()
    {
        var text = new StringBuilder(Markup.Length);
        var inTag = false;
        foreach (var letter in Markup)
        {
            if (letter == '<') inTag = true;
            else if (letter == '>') inTag = false;
            else if (!inTag) text.Append(letter);
        }
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    public override string ToString() => Markup;
}
