using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;

namespace Academy.Courseware.Exchange;

/// <summary>How another system says that a text is to be read.</summary>
internal enum TextForm
{
    Html,

    /// <summary>Moodle's own: HTML in which a line break is one.</summary>
    Moodle,
    Plain,
    Markdown,
}

/// <summary>A text of another system on its way into Markdown, with the files that came with it.</summary>
/// <param name="intake">Where pictures go and what is left out is told.</param>
/// <param name="files">Bytes by the name that the text uses, or null where there is no such file.</param>
/// <param name="gaps">How each gap is written.</param>
internal sealed partial class ForeignText(Intake intake, Func<string, ReadOnlyMemory<byte>?> files, IReadOnlyList<string>? gaps = null) : IHtmlSurroundings
{
    private static readonly Markdig.MarkdownPipeline Foreign = new MarkdownPipelineBuilder().UsePipeTables().Build();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLine();

    /// <summary>Whichever form it has, as HTML.</summary>
    public static string AsHtml(string text, TextForm form) => form switch
    {
        TextForm.Plain => WebUtility.HtmlEncode(text.Trim()).Replace("\n", "<br>", StringComparison.Ordinal),
        TextForm.Moodle => string.Concat(EmptyLine().Split(text.Trim()).Select(part => $"<p>{part.Replace("\n", "<br>", StringComparison.Ordinal)}</p>")),
        TextForm.Markdown => FromMarkdown(text),
        _ => text,
    };

    public IReadOnlyList<MarkdownBlock> Blocks(string html)
    {
        // A picture inside an address is no text.
        if (html.Length > ExchangeLimits.QuestionLength && html.Length - InlineData(html) > ExchangeLimits.QuestionLength || HtmlTree.Parse(html) is not { } tree)
            throw new NotTakenException(ExchangeRules.TooLong, Intake.Number(ExchangeLimits.QuestionLength));
        return Blocks(tree);
    }

    public IReadOnlyList<MarkdownBlock> Blocks(HtmlNode tree) => new HtmlToMarkdown(this).Blocks(tree);

    /// <summary>All of it as blocks; what stands in a quote or an option.</summary>
    public string Text(string html) => MarkdownBlock.Join(Blocks(html));

    /// <summary>All of it in one line; what stands in a cell or a heading.</summary>
    public string Line(string html) => InOneLine(Blocks(html));

    public string InOneLine(IReadOnlyList<MarkdownBlock> blocks)
    {
        if (blocks.Any(block => !block.IsParagraph)) Note(ExchangeRules.LayoutLost);
        return string.Join(' ', blocks.Select(block => block.InOneLine()));
    }

    /// <summary>The words alone, for texts that have no markup with us: accepted answers, choices of a gap.</summary>
    public static string Words(string html) => HtmlTree.Parse(html)?.Words() ?? throw new NotTakenException(ExchangeRules.TooLong, Intake.Number(ExchangeLimits.QuestionLength));

    public bool KeepsLines => false;

    public string? Gap(int number) => gaps is not null && number < gaps.Count ? gaps[number] : null;

    public void Note(ExchangeRule rule, params string[] arguments) => intake.Note(rule, arguments);

    public string PictureWords(string path)
    {
        Note(ExchangeRules.PictureWithoutWords, path);
        return $"{Courseware.Words.In(intake.Language, "Picture")} {path[(path.LastIndexOf('/') + 1)..]}";
    }

    public string? Link(HtmlNode anchor)
    {
        var address = anchor.Attribute("href").Trim();
        if (NameOf(address) is { } name) return File(name, pictureOnly: false);
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" && uri.Host.Length > 0 && (uri.Scheme == "mailto" ? uri.UserInfo.Length > 0 : uri.UserInfo.Length == 0)
            && !uri.AbsoluteUri.AsSpan().ContainsAny("<>\\"))
            return uri.AbsoluteUri;
        Note(ExchangeRules.LinkLost, address);
        return null;
    }

    public string? Picture(HtmlNode image)
    {
        var address = image.Attribute("src").Trim();
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return Data(address);
        if (NameOf(address) is { } name) return File(name, pictureOnly: true);

        Note(ExchangeRules.PictureOutside, address);
        return null;
    }

    private static int InlineData(string html)
    {
        var sum = 0;
        for (var at = html.IndexOf("data:", StringComparison.OrdinalIgnoreCase); at >= 0; at = html.IndexOf("data:", at, StringComparison.OrdinalIgnoreCase))
        {
            var end = html.AsSpan(at).IndexOfAny("\"'> ");
            if (end < 0) return sum + html.Length - at;
            sum += end;
            at += Math.Max(end, 5);
        }
        return sum;
    }

    // How Moodle, Canvas and packages name a file that they brought with them.
    private string? NameOf(string address)
    {
        foreach (var mark in (string[])["@@PLUGINFILE@@/", "$IMS-CC-FILEBASE$/", "%24IMS-CC-FILEBASE%24/", "$@FILEPHP@$/"])
            if (address.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return Unescaped(address[mark.Length..]);
        if (address.Length == 0 || address[0] is '/' or '#' || address.Contains(':', StringComparison.Ordinal)) return null;
        var relative = Unescaped(address);
        return files(relative) is null ? null : relative;
    }

    private static string Unescaped(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        return Uri.UnescapeDataString(end < 0 ? address : address[..end]);
    }

    private string? File(string name, bool pictureOnly)
    {
        if (files(name) is not { } bytes)
        {
            Note(ExchangeRules.FileLost, name);
            return null;
        }
        return Taken(name, bytes, pictureOnly);
    }

    private string? Taken(string name, ReadOnlyMemory<byte> bytes, bool pictureOnly)
    {
        if (intake.Media.Add(name, bytes, pictureOnly, out var why) is { } path) return path;
        intake.Note(ExchangeRules.MediaRefused, name, why);
        return null;
    }

    private string? Data(string address)
    {
        const string Mark = ";base64,";
        var at = address.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at > 0 && Base64(address.AsSpan(at + Mark.Length)) is { } bytes) return Taken("picture", bytes, pictureOnly: true);
        Note(ExchangeRules.FileLost, address.Length > 30 ? address[..30] : address);
        return null;
    }

    /// <summary>Null where it is none. Line breaks and spaces inside do not matter.</summary>
    public static byte[]? Base64(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static string FromMarkdown(string text)
    {
        if (!MarkdownShape.IsBounded(text, (_, _, _) => { })) throw new NotTakenException(ExchangeRules.TooLong, Intake.Number(ExchangeLimits.QuestionLength));
        try
        {
            return Markdown.ToHtml(text, Foreign);
        }
        catch (ArgumentException)
        {
            // Markdig's only way to say that it is nested past its own bound.
            throw new NotTakenException(ExchangeRules.TooLong, Intake.Number(ExchangeLimits.QuestionLength));
        }
    }
}
