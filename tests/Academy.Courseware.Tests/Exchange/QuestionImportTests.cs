using System.Globalization;
using System.Text;
using Academy.Courseware.Exchange;
using Xunit;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>Files of other systems as they are met, and what must come of each: of every question, of every file.</summary>
public sealed class QuestionImportTests
{
    private const string Prefix = "Exchange/", Outcome = ".expected.txt";

    public static TheoryData<string> Files =>
        new(typeof(QuestionImportTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(Outcome, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Files))]
    public void What_comes_of_a_file_is_what_stands_beside_it(string file)
    {
        var reading = QuestionImport.Read(file, Bytes(file), "ru");

        var outcome = Written(reading);
        // Where a folder is named, what comes is written there, to be read and kept by hand.
        if (Environment.GetEnvironmentVariable("ACADEMY_WRITE_EXPECTED") is { Length: > 0 } folder) File.WriteAllText(Path.Combine(folder, file + Outcome), outcome);
        else Assert.Equal(Text(file + Outcome), outcome);
        Assert.Equal(reading.Total, reading.Taken + reading.Unsupported + reading.Faulty);
    }

    [Theory, MemberData(nameof(Files))]
    public void What_is_taken_compiles(string file)
    {
        var reading = QuestionImport.Read(file, Bytes(file), "ru");
        if (reading.Markdown.Length == 0) return;

        var (paper, diagnostics) = QuizText.Read("quiz.ru.md", reading.Markdown, "ru", Library.Empty, MediaReader.Read(reading.Media, []));

        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(reading.Taken, paper.Questions.Count);
    }

    [Fact]
    public void Every_reason_has_a_sentence_in_every_language_with_the_same_places_stands_in_the_guide_and_is_met_by_some_test()
    {
        var met = string.Concat(typeof(QuestionImportTests).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Outcome, StringComparison.Ordinal)).Select(name => Text(name[Prefix.Length..]))) + Text("../Tests/HostileFileTests.cs") + Text("../Tests/ExportTests.cs") + Text("../Tests/QuestionImportTests.cs");
        var guide = Text("../docs/questions.md");
        Assert.All(ExchangeRules.All, rule =>
        {
            var places = Languages.All.Select(language => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(rule.Sentence(language), @"\{\d\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal))).Distinct();
            Assert.Single(places);
            Assert.Contains(rule.Code, met, StringComparison.Ordinal);
            Assert.Contains($"| {rule.Code} |", guide, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("utf-8", true, "UTF-8")]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16BE")]
    [InlineData("utf-16BE", false, "UTF-16BE")]
    [InlineData("windows-1251", false, "windows-1251")]
    public void A_file_is_read_in_whichever_encoding_it_is(string encoding, bool mark, string read)
    {
        foreach (var file in (string[])["aiken.txt", "moodle-weights.xml", "gift-weights.gift.txt"])
        {
            var plain = QuestionImport.Read(file, Bytes(file), "ru");

            var other = QuestionImport.Read(file, Encoded(Text(file), encoding, mark), "ru");

            Assert.Equal(read, other.Encoding);
            Assert.Equal(plain.Markdown, other.Markdown);
        }
    }

    [Fact]
    public void Western_letters_are_told_from_Russian_ones_and_a_guess_is_told()
    {
        var reading = QuestionImport.Read("é.txt", Encoded("Où est l'hôtel de ville de Besançon?\nA. près\nB. là-bas\nANSWER: A\n", "windows-1252", false), "en");

        Assert.Equal("windows-1252", reading.Encoding);
        Assert.Contains("## Où est l'hôtel de ville de Besançon?", reading.Markdown, StringComparison.Ordinal);
        Assert.Equal(["QX421"], reading.OfFile.Select(finding => finding.Rule.Code));
    }

    [Fact]
    public void What_the_file_itself_says_of_its_encoding_is_believed()
    {
        var reading = QuestionImport.Read("q.xml", Encoded("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<quiz><question type=\"essay\"><name><text>Ё</text></name><questiontext><text>Ё?</text></questiontext></question></quiz>", "windows-1251", false), "ru");

        Assert.Equal(("windows-1251", 1), (reading.Encoding, reading.Taken));
        Assert.Empty(reading.OfFile);
        Assert.Contains("## Ё?", reading.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_few_words_that_are_added_are_in_the_language_of_the_questions()
    {
        var gift = "Ақтөбе — астана. {F}"u8.ToArray();

        Assert.Contains("- ( ) Дұрыс\n- (x) Бұрыс", QuestionImport.Read("q.txt", gift, "kk").Markdown, StringComparison.Ordinal);
        Assert.Contains("- ( ) True\n- (x) False", QuestionImport.Read("q.txt", gift, "en").Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_come_along_and_are_shown_by_their_new_names()
    {
        var reading = QuestionImport.Read("moodle-pictures.xml", Bytes("moodle-pictures.xml"), "ru");

        Assert.Equal(["media/b.png", "media/карта1.png"], reading.Media.Files.Keys);
        Assert.Contains("![Карта округа](media/карта1.png)", reading.Markdown, StringComparison.Ordinal);
    }

    private static string Written(QuestionReading reading)
    {
        var to = new StringBuilder();
        to.Append(CultureInfo.InvariantCulture, $"{reading.Format}: {reading.Total} = {reading.Taken} taken + {reading.Unsupported} unsupported + {reading.Faulty} faulty\n");
        foreach (var question in reading.Questions)
            to.Append(string.Create(CultureInfo.InvariantCulture, $"{question.Number} (line {question.Line}) {question.Name}: {(question.Markdown is null ? "not taken" : "taken")} {string.Join(' ', question.Findings.Select(Short))}").TrimEnd()).Append('\n');
        foreach (var finding in reading.OfFile) to.Append(CultureInfo.InvariantCulture, $"file: {Short(finding)}\n");
        return to.Append("---\n").Append(reading.Markdown).ToString();
    }

    private static string Short(QuestionFinding finding) =>
        finding.Rule.Code + (finding.Arguments.Count == 0 && finding.Inner is null ? "" : $"({string.Join("; ", finding.Arguments)}{(finding.Inner is null ? "" : " " + finding.Inner.Code)})");

    internal static ReadOnlyMemory<byte> Bytes(string file)
    {
        var text = Text(file);
        if (!file.EndsWith(".zip.txt", StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(text);

        // A package is told part by part: a line with its path, then what is in it.
        var files = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var part in text.Split("=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var (path, content) = (part[..end], part[(end + 1)..].TrimEnd('\n'));
            files[path.Replace(" base64", "", StringComparison.Ordinal)] = path.EndsWith(" base64", StringComparison.Ordinal) ? Convert.FromBase64String(content) : Encoding.UTF8.GetBytes(content);
        }
        return new CourseSource(files).ToZip();
    }

    private static byte[] Encoded(string text, string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        return mark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    private static string Text(string file)
    {
        var name = file.StartsWith("../", StringComparison.Ordinal) ? file[3..] : Prefix + file;
        using var stream = typeof(QuestionImportTests).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
