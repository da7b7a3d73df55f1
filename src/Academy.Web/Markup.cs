using System.Runtime.CompilerServices;
using Academy.Courseware;
using Ganss.Xss;
using Microsoft.AspNetCore.Html;

namespace Academy.Web;

/// <summary>
/// The only way compiled markup reaches a page: once more through an allow-list, whatever the compiler thought of it.
/// Each piece is cleaned when it is first shown and remembered as long as its edition is in memory.
/// </summary>
public sealed class Markup
{
    private readonly ConditionalWeakTable<Html, HtmlString> _clean = [];
    private readonly HtmlSanitizer _sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = Set(
            "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
            "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "section", "small",
            "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
        AllowedAttributes = Set(
            "alt", "aria-hidden", "aria-label", "aria-labelledby", "class", "colspan", "data-l", "decoding", "height", "href", "hreflang", "id", "lang",
            "loading", "role", "rowspan", "scope", "src", "start", "tabindex", "title", "width"),
        AllowedSchemes = Set("https", "mailto"),
        UriAttributes = Set("href", "src"),
    });

    /// <summary>Thread-safe.</summary>
    public IHtmlContent Show(Html html) =>
        html.IsEmpty ? HtmlString.Empty : _clean.GetValue(html, dirty => new HtmlString(_sanitizer.Sanitize(dirty.Markup)));

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
