using Markdig.Syntax;

namespace Academy.Courseware;

/// <summary>What stands at the head of every text: its title and what the front matter says of it.</summary>
/// <param name="Path">Of the file. Not the file itself: its parsed text is a hundred times as large, and nobody needs it any more.</param>
internal sealed record TextHead(string Path, string Title, int? Minutes, DateOnly? Updated, SourceLocation? UpdatedAt, DateOnly? LawChecked, IReadOnlyList<string> Objectives)
{
    private const int LongestMinutes = 10_000;

    /// <param name="keys">What the front matter of this kind of file may say.</param>
    public static TextHead Read(MarkdownFile file, params string[] keys)
    {
        file.FrontMatter?.Allow(keys);
        return new TextHead(
            file.Path,
            TitleOf(file),
            file.FrontMatter?.Integer("minutes", 1, LongestMinutes),
            file.FrontMatter?.Date("updated"),
            file.FrontMatter?.Find("updated")?.Location,
            file.FrontMatter?.Date("law_checked"),
            file.FrontMatter?.Texts("objectives") ?? []);
    }

    /// <summary>The document without its title and front matter.</summary>
    public static IReadOnlyList<Block> BodyOf(MarkdownFile file) =>
        [.. file.Document.Where(block => block is not (HeadingBlock { Level: 1 } or Markdig.Extensions.Yaml.YamlFrontMatterBlock))];

    private static string TitleOf(MarkdownFile file)
    {
        var titles = file.Document.OfType<HeadingBlock>().Where(heading => heading.Level == 1).ToList();
        foreach (var second in titles.Skip(1)) file.Report(Rules.SecondTitle, second.Span.Start, file.Raw(second).StartsWith("# ") ? file.Replacing(second.Span.Start, 0, "#") : null);

        var title = MarkupText.Plain(titles.FirstOrDefault()?.Inline);
        if (title.Length == 0) file.Report(Rules.TitleMissing, titles.FirstOrDefault()?.Span.Start ?? 0);
        return title;
    }
}
