using System.Text;
using Academy.Courseware.Exchange;
using Xunit;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>Files made to do harm, and bytes that mean nothing: each answers with a sentence, soon, and nothing is read from outside.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void Entities_and_outside_files_are_refused_with_the_file()
    {
        Refused("QX103", "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question type=\"essay\"><questiontext><text>&x;</text></questiontext></question></quiz>");
        Refused("QX103", "<!-- a --><!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><quiz>&b;</quiz>");
        Refused("QX103", "<?xml version=\"1.0\"?>\n<!doctype questestinterop SYSTEM \"http://example.kz/x.dtd\"><questestinterop/>");
    }

    [Fact]
    public void The_word_doctype_in_a_text_harms_nobody()
    {
        var reading = Read("<!-- <!DOCTYPE x> --><quiz><question type=\"essay\"><name><text>n</text></name><questiontext format=\"html\"><text><![CDATA[Что значит &lt;!DOCTYPE html&gt; и <!DOCTYPE html>?]]></text></questiontext></question></quiz>");

        Assert.Equal(1, reading.Taken);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Refused("QX104", "<quiz>" + string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000)) + "</quiz>");

    [Fact]
    public void Elements_without_end_are_refused() => Refused("QX105", "<quiz>" + string.Concat(Enumerable.Repeat("<a/>", 1_000_001)) + "</quiz>");

    [Fact]
    public void A_file_past_the_limit_is_refused() => Refused("QX101", new string('a', ExchangeLimits.FileBytes + 1));

    [Fact]
    public void Xml_that_is_none_of_ours_and_broken_is_told_with_its_line() => Refused("QX106", "<?xml version=\"1.0\"?>\n<manifest>\n<a></b></manifest>");

    [Fact]
    public void Questions_past_the_limit_are_told_and_the_rest_is_taken()
    {
        var reading = Read(string.Concat(Enumerable.Repeat("Верно? {T}\n\n", ExchangeLimits.Questions + 1)) + "Верно?\nA. да\n");

        Assert.Equal(ExchangeLimits.Questions, reading.Taken);
    }

    [Fact]
    public void More_questions_of_an_xml_file_than_the_limit_are_told()
    {
        var reading = Read("<quiz>" + string.Concat(Enumerable.Repeat("<question type=\"description\"/>", ExchangeLimits.Questions + 5)) + "</quiz>");

        Assert.Equal(ExchangeLimits.Questions, reading.Total);
        Assert.Contains(reading.OfFile, finding => finding.Rule.Code == "QX109");
    }

    [Fact]
    public void A_question_longer_than_anybody_reads_is_faulty_and_the_next_is_taken()
    {
        var reading = Read($"{new string('я', 70_000)} {{T}}\n\nВерно? {{T}}\n");

        Assert.Equal(["QX313"], reading.Findings.Select(finding => finding.Rule.Code));
        Assert.Equal((1, 1), (reading.Taken, reading.Faulty));
    }

    [Fact]
    public void A_package_that_climbs_or_explodes_is_refused_by_the_reader_of_packages()
    {
        var climbing = new TestZip().Add("../../evil.xml", "<quiz/>"u8.ToArray()).ToArray();
        var exploding = new TestZip().Add("a.xml", new byte[6 << 20]).ToArray();

        Assert.Equal(["QX107"], QuestionImport.Read("a.zip", climbing, "ru").OfFile.Select(finding => finding.Rule.Code).Distinct());
        Assert.Equal(["QX107"], QuestionImport.Read("a.zip", exploding, "ru").OfFile.Select(finding => finding.Rule.Code).Distinct());
        Assert.Equal(["QX107"], QuestionImport.Read("a.zip", "PK\x03\x04 and nothing"u8.ToArray(), "ru").OfFile.Select(finding => finding.Rule.Code));
    }

    [Fact]
    public void Markup_of_an_author_never_becomes_ours()
    {
        var reading = Read("""
            <quiz><question type="multichoice"><name><text>n</text></name><questiontext format="html"><text><![CDATA[<p onclick="x" style="y">Что <a href="javascript:x" onmouseover=y>это</a>?</p><script>alert(1)</script><svg onload=x><p># h</p>{#id points=100}]]></text></questiontext>
            <answer fraction="100"><text><![CDATA[<img src=x onerror=alert(1)>а ::: note]]></text></answer><answer fraction="0"><text>{=x}</text></answer></question></quiz>
            """);

        var (paper, _) = QuizText.Read("q.ru.md", reading.Markdown, "ru", Library.Empty, new Dictionary<string, MediaFile>());
        var said = SameQuestions.Of(paper.Questions, "ru");
        Assert.DoesNotContain("<script", said, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror=alert(1)>", said.Replace("&gt;", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("href", said, StringComparison.Ordinal);
        Assert.Equal(1, paper.Questions[0].Points);
    }

    [Fact]
    public void Whatever_the_bytes_nothing_is_thrown_and_the_sum_holds()
    {
        var seeds = QuestionImportTests.Files.Select(row => QuestionImportTests.Bytes(row.Data).ToArray()).ToList();
        var random = new Random(20261124);
        for (var turn = 0; turn < 1000; turn++)
        {
            var bytes = (byte[])seeds[turn % seeds.Count].Clone();
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var at = random.Next(bytes.Length);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(40))..], (byte)' ']; break;
                    case 2: bytes = [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + random.Next(60))], .. bytes[at..]]; break;
                    default: bytes[at] = (byte)"{}=~#:\\<>&\"[]*|%\n"[random.Next(17)]; break;
                }
            }

            var reading = QuestionImport.Read("q", bytes, Languages.All[turn % 3]);

            Assert.Equal(reading.Total, reading.Taken + reading.Unsupported + reading.Faulty);
            foreach (var finding in reading.Findings) Assert.NotEmpty(finding.Message("kk"));
        }
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b> ")]
    [InlineData("a<br>")]
    [InlineData("<a href='https://a.kz'>")]
    [InlineData("&lt;")]
    [InlineData("<blockquote>")]
    [InlineData("***a ")]
    [InlineData("[a](")]
    [InlineData("`")]
    [InlineData("<sup>2</sup>")]
    public void Text_that_repeats_itself_without_end_is_read_or_refused_and_the_sum_holds(string piece)
    {
        var reading = Read($"<quiz><question type=\"essay\"><name><text>n</text></name><questiontext format=\"html\"><text><![CDATA[{string.Concat(Enumerable.Repeat(piece, 55_000 / piece.Length))}]]></text></questiontext></question></quiz>");

        Assert.Equal(1, reading.Total);
    }

    private static QuestionReading Read(string text) => QuestionImport.Read("q", Encoding.UTF8.GetBytes(text), "ru");

    private static void Refused(string code, string text)
    {
        var reading = Read(text);

        Assert.Equal((0, code), (reading.Taken, string.Join(' ', reading.OfFile.Select(finding => finding.Rule.Code))));
        Assert.All(Languages.All, language => Assert.NotEmpty(reading.OfFile[0].Message(language)));
    }
}
