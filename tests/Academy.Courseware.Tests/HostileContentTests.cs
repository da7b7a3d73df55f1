using System.Text;
using Academy.Tests;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Texts that want to be more than text, and bytes that are no text at all.</summary>
public sealed class HostileContentTests
{
    // Tag, and the attributes that it may carry. What is not here must not come out, whatever goes in.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = ["class", "href", "id", "aria-label"],
        ["abbr"] = ["title"],
        ["b"] = [],
        ["blockquote"] = [],
        ["br"] = [],
        ["code"] = [],
        ["dd"] = [],
        ["div"] = ["class"],
        ["dl"] = [],
        ["dt"] = [],
        ["em"] = [],
        ["figcaption"] = [],
        ["figure"] = ["class"],
        ["h2"] = ["id"],
        ["h3"] = ["id"],
        ["h4"] = [],
        ["h5"] = [],
        ["h6"] = [],
        ["header"] = [],
        ["hr"] = [],
        ["img"] = ["src", "width", "height", "loading", "decoding", "alt"],
        ["li"] = ["id"],
        ["ol"] = ["start"],
        ["p"] = [],
        ["pre"] = [],
        ["section"] = ["class", "aria-labelledby", "aria-label"],
        ["span"] = ["class"],
        ["strong"] = [],
        ["sup"] = [],
        ["table"] = ["role", "class"],
        ["tbody"] = ["role"],
        ["td"] = ["role", "class", "data-l"],
        ["th"] = ["role", "class", "scope", "data-l"],
        ["thead"] = ["role"],
        ["tr"] = ["role"],
        ["ul"] = [],
    };

    public static TheoryData<string> Payloads { get; } = [.. HostileTexts.All];

    [Theory, MemberData(nameof(Payloads))]
    public void Nothing_but_the_allowed_markup_comes_out_of_a_text(string payload)
    {
        var places = new Dictionary<string, string>[]
        {
            TestCourse.Files(lesson: $"# Урок\n\n{payload}\n"),
            TestCourse.Files(lesson: $"# {payload}\n\nТекст.\n"),
            TestCourse.Files(lesson: $"# Урок\n\n## {payload}\n\n::: check\n{payload}\n\n- ( ) {payload}\n- (x) да\n  > {payload}\n:::\n"),
            TestCourse.Files(quiz: $"# Проверка\n\n{payload}\n\n## {payload} {{#a}}\n\n{payload}\n\n- ( ) {payload}\n- (x) да\n  > {payload}\n\n> {payload}\n"),
            TestCourse.Files(quiz: $"# Проверка\n\n## Соедините {{#a}}\n\n| {payload} | б |\n| --- | --- |\n| {payload} | в |\n| г | {payload} |\n\n## Дополните {{#b}}\n\n{payload} {{={payload}}} {payload}\n"),
            TestCourse.Files(about: $"# Курс\n\n{payload}\n"),
            TestCourse.Files(task: $"# Задание\n\n{payload}\n"),
        };
        foreach (var files in places)
            foreach (var markup in Drafts(files))
                AssertHarmless(markup);
    }

    [Theory, MemberData(nameof(Payloads))]
    public void Titles_of_course_yml_stay_texts(string payload)
    {
        var quoted = $"\"{payload.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal).Replace("\u0001", "\\x01", StringComparison.Ordinal)}\"";

        var compilation = TestCourse.Compile(TestCourse.Files(manifest: TestCourse.Manifest.Replace("{ ru: Модуль }", $"{{ ru: {quoted} }}", StringComparison.Ordinal)));

        // A title is text and pages encode it; it is either what the author wrote or an error.
        Assert.True(compilation.HasErrors || compilation.Course!.Modules[0].Title.In("ru") == payload.Trim());
    }

    [Fact]
    public void The_allowed_markup_is_all_in_use_so_the_list_is_no_longer_than_it_must_be()
    {
        var everything = Spec.ReadAll(Embedded("Specs/lessons.md")).Select(spec => spec.Compile().Course).OfType<Course>()
            .SelectMany(course => course.Lessons).SelectMany(lesson => lesson.Text.In(lesson.Text.Languages.First()).Blocks.OfType<MarkupBlock>()).Select(block => block.Html.Markup);
        var used = Parse(string.Concat(everything)).QuerySelectorAll("body *").Select(element => element.LocalName).Distinct();

        Assert.Equal(["h4", "h5", "h6"], Allowed.Keys.Except(used).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void More_parts_or_links_than_a_page_can_show_are_refused()
    {
        Assert.Equal("m/lesson.ru.md CW305", Only(TestCourse.Files(lesson: "# A\n\n" + Repeat("- a\n", 20_000))));
        Assert.Equal("m/lesson.ru.md CW305", Only(TestCourse.Files(lesson: "# A\n\n" + Repeat("**a** *b* `c` ", 10) + Repeat("**a** *b* `c`\n\n", 9_000))));
        Assert.Equal("m/lesson.ru.md CW325", Only(TestCourse.Files(lesson: "# A\n\n" + Repeat("слово ", 20_000))));
        Assert.Equal("m/lesson.ru.md CW324", Only(TestCourse.Files(lesson: "# A\n\n" + Repeat("[a](https://a.kz)\n", 501))));
        Assert.Equal("m/lesson.ru.md CW324", Only(TestCourse.Files(lesson: "# A\n\n" + Repeat("[a](https://a.kz)\n\n", 5_001))));
        Assert.Empty(TestCourse.Compile(TestCourse.Files(lesson: "---\nminutes: 45\n---\n# A\n\n" + Repeat("[a](https://a.kz)\n\n", 501))).Diagnostics);
    }

    private static string Only(Dictionary<string, string> files)
    {
        var found = Assert.Single(TestCourse.Compile(files).Diagnostics);
        return $"{found.Location.File} {found.Code}";
    }

    [Property(MaxTest = 300)]
    public void Bytes_of_any_kind_are_answered_and_not_thrown_at(byte[] bytes, byte kind)
    {
        var name = Names[kind % Names.Length];
        var files = TestCourse.Source(TestCourse.Files()).Files.ToDictionary(file => file.Key, file => file.Value);
        files[name] = bytes;

        CourseCompiler.Compile(new CourseSource(files), "course", TestCourse.Library);
    }

    [Property(MaxTest = 300)]
    public void Real_files_with_pieces_out_of_place_are_answered_and_not_thrown_at(int seed)
    {
        var random = new Random(seed);
        var samples = Samples();
        var text = new StringBuilder(samples[random.Next(samples.Count)]);
        for (var change = random.Next(1, 12); change > 0; change--)
        {
            var at = random.Next(text.Length + 1);
            if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(40), text.Length - at));
            else if (random.Next(2) == 0) text.Insert(at, Scraps[random.Next(Scraps.Length)]);
            else
            {
                var other = samples[random.Next(samples.Count)];
                var from = random.Next(other.Length);
                text.Insert(at, other.AsSpan(from, Math.Min(random.Next(200), other.Length - from)));
            }
        }

        foreach (var name in Names)
        {
            var files = TestCourse.Files();
            files[name] = text.ToString();
            foreach (var found in TestCourse.Compile(files).Diagnostics) Assert.NotEmpty(found.ToString(Languages.Kazakh));
        }
        foreach (var markup in Drafts(TestCourse.Files(lesson: text.ToString(), quiz: text.ToString()))) AssertHarmless(markup);
    }

    private static readonly string[] Names = ["m/lesson.ru.md", "m/quiz.quiz.ru.md", "m/task.task.ru.md", "about.ru.md", "course.yml"];

    private static readonly string[] Scraps =
        ["|", "\n| --- | --- |\n", "{=", "}", "{#", "- ( ) ", "- (x)", "- [x]", "[", "](", ")", "![", "::: check\n", "::: rubric\n", ":::\n", "> ", "    ", "\t", "\r", "\0", "\uFFFF", "\uD800", "___\n", "---\n", "***", "`", "```\n", "[^1]", "[^1]: ", "*[А]: ", "= 5..", "= 9999999999999999999999999999999 ± 1", "1.\n", ": ", "<", "&#0;", "&#xD800;", "  \n", "## ", "# "];

    private static List<string> Samples() => [.. Spec.ReadAll(Embedded("Specs/lessons.md")).Concat(Spec.ReadAll(Embedded("Specs/questions.md"))).SelectMany(spec => spec.Files).Where(file => file.Kind == "md").Select(file => file.Text)];

    // What was rendered is looked at even where errors keep the course back: the guard is the writer, not the refusal.
    private static IEnumerable<string> Drafts(Dictionary<string, string> files)
    {
        var facts = new CourseFacts("course", TestCourse.Library) { Media = new Dictionary<string, MediaFile>() };
        var diagnostics = new List<Diagnostic>();
        foreach (var (path, text) in files.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            if (MarkdownFile.Open(path, "ru", text, diagnostics) is not { } file) continue;
            var markup = ItemFile.Of(path)!.Kind switch
            {
                FileKind.About => [AboutReader.Read(file, facts).Text.Body],
                FileKind.Task => [AssignmentReader.Read(file, facts).Instructions],
                FileKind.Quiz => Of(QuizReader.Read(file, facts)),
                _ => LessonReader.Read(file, facts).Parts.SelectMany(part => part.Markup is null ? Of(part.Check!) : [part.Markup]),
            };
            foreach (var html in markup) yield return html.Markup;
        }
    }

    private static IEnumerable<Html> Of(QuizDraft quiz) => [quiz.Intro, .. quiz.Questions.SelectMany(Of)];

    private static IEnumerable<Html> Of(QuestionDraft question) =>
    [
        question.Prompt, question.Stem, question.Explanation,
        .. question.Answers switch
        {
            ChoiceDraft choice => choice.Options.SelectMany(option => (Html[])[option.Text, option.Feedback]),
            MatchingDraft matching => matching.Pairs.SelectMany(pair => (Html[])[pair.Left, pair.Right]),
            OrderingDraft ordering => ordering.Steps,
            GapsDraft gaps => gaps.Pieces,
            _ => [],
        },
    ];

    private static void AssertHarmless(string markup)
    {
        foreach (var element in Parse(markup).QuerySelectorAll("body *"))
        {
            Assert.True(Allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> in {markup}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(attributes.Contains(attribute.Name), $"{attribute.Name} of <{element.LocalName}> in {markup}");
                if (attribute.Name == "href") Assert.Matches("^(https://|mailto:|#|\\.\\./[a-z0-9-]+/[a-z0-9-]+$|/ru/learn/course/[a-z0-9-]+/[a-z0-9-]+$|/media/[0-9a-f]{64}/)", attribute.Value);
                if (attribute.Name == "src") Assert.Matches("^/media/[0-9a-f]{64}/", attribute.Value);
            }
        }
    }

    private static IDocument Parse(string markup) => new HtmlParser().ParseDocument($"<!doctype html><body>{markup}");

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Embedded(string name)
    {
        using var reader = new StreamReader(typeof(HostileContentTests).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
