using System.Diagnostics;
using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Alone, because it measures the time of the whole process.</summary>
[CollectionDefinition(nameof(SlowTextTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Texts made to be slow.</summary>
[Collection(nameof(SlowTextTests))]
public sealed class SlowTextTests
{
    /// <summary>Shapes on which parsers of Markdown have been slow, as large as a text may be.</summary>
    public static TheoryData<string, string> SlowShapes { get; } = new()
    {
        { "brackets", new string('[', 20_000) }, { "quotes", new string('>', 20_000) }, { "closed brackets", Repeat("[a](", 20_000) }, { "nested links", new string('[', 10_000) + "a" + Repeat("](b)", 10_000) },
        { "stars", new string('*', 40_000) + "a" }, { "star pairs", Repeat("*a **b ", 10_000) }, { "underscores", Repeat("_a__b", 10_000) }, { "backticks", string.Concat(Enumerable.Range(1, 600).Select(at => "e" + new string('`', at))) },
        { "a long table row", Repeat("|a", 20_000) + "\n" + Repeat("|-", 20_000) + "\n" + Repeat("|b", 20_000) }, { "a long table", "|a|b|\n|-|-|\n" + Repeat("|c|d|\n", 20_000) }, { "pipes alone", Repeat("a|", 40_000) },
        { "lists", string.Concat(Enumerable.Range(0, 300).Select(at => new string(' ', at * 2) + "- a\n")) }, { "many items", Repeat("- a\n", 40_000) }, { "task marks", Repeat("- [ ] a\n", 20_000) },
        { "containers", Repeat("::: note\n", 5_000) }, { "colons", new string(':', 40_000) }, { "braces", Repeat("{=", 40_000) }, { "braces and hashes", "## " + Repeat("{#", 40_000) },
        { "references", Repeat("[a]: b\n", 20_000) }, { "used references", Repeat("[a] ", 20_000) + "\n\n[a]: https://example.kz" }, { "footnotes", Repeat("[^1] ", 20_000) + "\n\n[^1]: a" }, { "abbreviations", "*[А]: б\n\n" + Repeat("А ", 20_000) },
        { "angles", new string('<', 40_000) }, { "entities", Repeat("&amp;", 20_000) }, { "unfinished entities", new string('&', 40_000) }, { "backslashes", new string('\\', 40_000) }, { "one long line", new string('a', 1_000_000) }, { "spaces", "a" + new string(' ', 200_000) + "b" },
        { "terms", Repeat("аким ", 100_000) }, { "near terms", Repeat("ак", 250_000) }, { "mixed letters", Repeat("аa", 100_000) }, { "definitions", Repeat("а\n: б\n\n", 10_000) }, { "headings", Repeat("## а\n", 20_000) }, { "questions", Repeat("## а {#a}\n\n= 5\n\n", 10_000) },
        { "front matter", "---\n" + Repeat("a: [", 10_000) + "\n---\n" }, { "images", Repeat("![", 20_000) }, { "images in images", Repeat("![a", 10_000) + Repeat("](b)", 10_000) }, { "autolinks", Repeat("<https://a.kz>", 20_000) }, { "setext", Repeat("a\n=\n", 20_000) }, { "html", Repeat("<a ", 20_000) },
    };

    [Theory, MemberData(nameof(SlowShapes))]
    public void No_shape_of_text_takes_two_seconds(string name, string text)
    {
        Assert.NotEmpty(name);
        foreach (var files in new[] { TestCourse.Files(lesson: "# A\n\n" + text), TestCourse.Files(quiz: "# A\n\n" + text) })
        {
            using var self = Process.GetCurrentProcess();
            var before = self.TotalProcessorTime;
            TestCourse.Compile(files);

            self.Refresh();
            Assert.InRange(self.TotalProcessorTime - before, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
