using System.Text;
using Markdig.Extensions.Abbreviations;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Academy.Courseware;

/// <summary>Text into markup, and markup's nodes back into text.</summary>
internal static class MarkupText
{
    /// <summary>Text for an element or a quoted attribute. Control characters are left out: no page can show them.</summary>
    public static StringBuilder AppendText(this StringBuilder to, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAny("<>&\"'");
            AppendPrintable(to, at < 0 ? text : text[..at]);
            if (at < 0) return to;
            to.Append(text[at] switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", _ => "&#39;" });
            text = text[(at + 1)..];
        }
    }

    /// <summary>What a reader sees of these inlines, without any markup.</summary>
    public static string Plain(ContainerInline? content)
    {
        var text = new StringBuilder();
        if (content is not null) AppendPlain(text, content);
        return text.ToString().Trim();
    }

    private static void AppendPlain(StringBuilder to, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: to.Append(literal.Content.AsSpan()); break;
            case CodeInline code: to.Append(code.Content); break;
            case LineBreakInline: to.Append(' '); break;
            case HtmlEntityInline entity: to.Append(entity.Transcoded.AsSpan()); break;
            case AutolinkInline link: to.Append(link.Url); break;
            case AbbreviationInline abbreviation: to.Append(abbreviation.Abbreviation.Label); break;
            case BraceInline { IsGap: true } brace: to.Append(brace.Raw); break;
            case BraceInline or TaskList: break;
            case ContainerInline container:
                for (var child = container.FirstChild; child is not null; child = child.NextSibling) AppendPlain(to, child);
                break;
        }
    }

    private static void AppendPrintable(StringBuilder to, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\0', '\x1F'))
        {
            to.Append(text);
            return;
        }
        foreach (var letter in text)
            if (letter >= ' ' || letter is '\n' or '\t') to.Append(letter);
    }
}
