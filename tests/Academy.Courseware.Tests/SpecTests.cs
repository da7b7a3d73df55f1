using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>The examples of the author's guide and the specifications, run: what the documents say is what the compiler does.</summary>
public sealed class SpecTests
{
    private static readonly string[] Documents = ["docs/authoring.md", "Specs/lessons.md", "Specs/questions.md", "Specs/checks.md"];

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var document in Documents)
                foreach (var spec in Spec.ReadAll(Embedded(document)))
                    examples.Add(document, spec.Title);
            return examples;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void What_an_example_shows_is_what_comes_of_its_files(string document, string title)
    {
        var spec = Spec.ReadAll(Embedded(document)).Single(example => example.Title == title);

        var compilation = spec.Compile();

        AssertDiagnostics(spec, compilation);
        foreach (var expected in spec.Expected.Where(block => block.Kind != "diagnostics"))
        {
            Assert.NotNull(compilation.Course);
            Assert.Equal(Lines(expected.Text), Lines(WithoutHashes(expected.Kind == "html" ? Markup(compilation.Course, spec) : Questions(compilation.Course))));
        }
    }

    [Fact]
    public void Every_rule_has_a_sentence_in_every_language_with_the_same_places_for_its_arguments()
    {
        foreach (var rule in AllRules())
        {
            var places = Languages.All.Select(language => string.Join(' ', Regex.Matches(rule.Sentence(language), @"\{\d\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal))).Distinct();
            Assert.True(places.Count() == 1, $"{rule.Code} names different things in different languages.");
        }
    }

    [Fact]
    public void Every_rule_has_a_code_of_its_own()
    {
        Assert.Equal(AllRules().Count, AllRules().Select(rule => rule.Code).Distinct().Count());
    }

    [Fact]
    public void Every_rule_is_broken_by_some_test()
    {
        var tests = typeof(SpecTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Tests/", StringComparison.Ordinal)).Select(Embedded);
        // Codes that a specification expects, not those that the guide only lists.
        var specs = Documents.SelectMany(document => Spec.ReadAll(Embedded(document))).SelectMany(spec => spec.Expected).Where(block => block.Kind == "diagnostics").Select(block => block.Text);
        var text = string.Concat(tests.Concat(specs));

        Assert.Empty(AllRules().Where(rule => !text.Contains(rule.Code, StringComparison.Ordinal)).Select(rule => rule.Code));
    }

    [Fact]
    public void The_guide_lists_every_rule()
    {
        var guide = Embedded("docs/authoring.md");

        Assert.All(AllRules(), rule => Assert.Contains(Row(rule), guide, StringComparison.Ordinal));
    }

    // As the table of the guide says it: in the words of the diagnostic itself.
    private static string Row(Rule rule)
    {
        var sentence = Regex.Replace(rule.Sentence(Languages.English), @"\{\d\}", "…").Replace("{{", "{").Replace("}}", "}").Replace("|", "\\|");
        return $"| {rule.Code} | {(rule.Severity == Severity.Error ? "error" : "warning")} | {sentence} |\n";
    }

    private static List<Rule> AllRules() =>
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Rule>()];

    // An example without expected diagnostics has none. Sentences are compared where the example tells them, in whatever language.
    private static void AssertDiagnostics(Spec spec, Compilation compilation)
    {
        var expected = Lines(string.Concat(spec.Expected.Where(block => block.Kind == "diagnostics").Select(block => block.Text)));
        var actual = new List<string>();
        foreach (var (found, at) in compilation.Diagnostics.Select((found, at) => (found, at)))
        {
            var line = at < expected.Count ? expected[at] : "";
            var said = Languages.All.Select(language => found.ToString(language)).FirstOrDefault(text => text == line);
            var plain = found.ToString();
            var place = plain[..(plain.IndexOf(found.Code, StringComparison.Ordinal) + found.Code.Length)];
            actual.Add(said ?? (line.Length > 0 && line.Length <= place.Length ? place : found.ToString()));
        }
        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
    }

    private static string Markup(Course course, Spec spec)
    {
        var first = course.Items[0];
        var language = spec.Files.Select(file => file.File).First(file => file.EndsWith(".md", StringComparison.Ordinal)).Split('.')[^2];
        if (first is not Lesson lesson) return first is Quiz quiz ? quiz.Intro.In(language).Markup : ((Assignment)first).Instructions.In(language).Markup;

        var text = new StringBuilder();
        foreach (var block in lesson.Text.In(language).Blocks)
            text.Append(block is MarkupBlock markup ? markup.Html.Markup : $"({((CheckBlock)block).Question.Id})").Append('\n');
        return text.ToString();
    }

    private static string Questions(Course course)
    {
        var language = course.Languages[0];
        return QuestionText.Of(course.Items[0] is Quiz quiz ? quiz.Questions : ((Lesson)course.Items[0]).Text.In(language).Blocks.OfType<CheckBlock>().Select(check => check.Question), language);
    }

    private static string WithoutHashes(string text) => Regex.Replace(text, "/media/[0-9a-f]{64}/", "/media/{sha256}/");

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    private static string Embedded(string name)
    {
        using var stream = typeof(SpecTests).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
