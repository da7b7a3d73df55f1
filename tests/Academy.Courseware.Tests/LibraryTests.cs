using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>law.yml, glossary.yml and the programmes, as courses see them.</summary>
public sealed class LibraryTests
{
    private const string Act = "title: { kk: А, ru: Б }, kind: { kk: Заң, ru: Закон }, short: { kk: А, ru: Б }";

    [Fact]
    public void An_act_is_read_with_its_names_and_dates()
    {
        var reading = Read(("law.yml", """
            format: 1
            acts:
              civil-service-2015:
                title: { kk: "Мемлекеттік қызмет туралы", ru: "О государственной службе", en: "On Civil Service" }
                kind: { kk: Заң, ru: Закон, en: Law }
                short: { kk: "№ 416‑V Заң", ru: "Закон № 416‑V", en: "Law No. 416‑V" }
                number: "416-V"
                adopted: 2015-11-23
                repealed: 2026-07-01
                replaced_by: civil-service
                url: https://adilet.zan.kz/rus/docs/Z1500000416
              civil-service: { title: { kk: А, ru: Б }, kind: { kk: Заң, ru: Закон }, short: { kk: А, ru: Б } }
            """));

        Assert.Empty(reading.Diagnostics);
        var act = reading.Library.Acts["civil-service-2015"];
        Assert.Equal("О государственной службе", act.Title.In("ru"));
        Assert.Equal("№ 416‑V Заң", act.Short.In("kk"));
        Assert.Equal((new DateOnly(2015, 11, 23), new DateOnly(2026, 7, 1), "civil-service"), (act.Adopted, act.Repealed, act.ReplacedBy));
        Assert.Equal("adilet.zan.kz", act.Address!.Host);
    }

    [Fact]
    public void An_act_with_a_mistake_still_answers_to_citations()
    {
        var reading = Read(("law.yml", "format: 1\nacts:\n  code: { number: 5 }"));

        Assert.Equal(["3:9 CW141 title", "3:9 CW141 kind", "3:9 CW141 short"], reading.Diagnostics.Select(Short));
        Assert.Equal("code", reading.Library.Acts["code"].Title.In("ru"));
    }

    [Theory]
    [InlineData("amended: 2020-01-01, adopted: 2021-01-01", "3:100 CW151 amended")]
    [InlineData("repealed: 2020-01-01, adopted: 2021-01-01", "3:101 CW151 repealed")]
    [InlineData("replaced_by: nothing", "3:104 CW150 nothing")]
    [InlineData("replaced_by: code", "3:104 CW150 code")]
    [InlineData("url: 'http://example.kz/'", "3:96 CW152 http://example.kz/")]
    [InlineData("url: 'javascript:alert(1)'", "3:96 CW152 javascript:alert(1)")]
    [InlineData("ammended: 2020-01-01", "3:91 CW128 ammended")]
    public void A_mistake_in_an_act_is_told_where_it_stands(string mistake, string expected) =>
        Assert.Equal(expected, Short(Assert.Single(Read(("law.yml", $"format: 1\nacts:\n  code: {{ {Act}, {mistake} }}")).Diagnostics)));

    [Fact]
    public void A_term_is_found_by_its_patterns_or_else_by_its_name()
    {
        var reading = Read(("glossary.yml", """
            format: 1
            terms:
              - id: akim
                kk: әкім
                ru: аким
                en: akim
                definition: { kk: Жергілікті атқарушы билік басшысы., ru: Глава местной исполнительной власти. }
                match: { ru: [аким*], kk: [әкім*, әкімі] }
              - { id: gathering, kk: жергілікті қоғамдастық жиыны, ru: сход местного сообщества }
            """));

        Assert.Empty(reading.Diagnostics);
        var (akim, gathering) = (reading.Library.Terms[0], reading.Library.Terms[1]);
        Assert.Equal(["аким*"], akim.Match["ru"]);
        Assert.Equal(["әкім*", "әкімі"], akim.Match["kk"]);
        Assert.Equal(["akim"], akim.Match["en"]);
        Assert.Null(gathering.Definition);
        Assert.Equal(["сход местного сообщества"], gathering.Match["ru"]);
    }

    [Theory]
    [InlineData("'*'"), InlineData("a*"), InlineData("ак*м"), InlineData("аким**"), InlineData("'аким  округа'")]
    public void A_pattern_that_would_match_everything_or_nothing_is_refused(string pattern) =>
        Assert.Equal(["CW154"], Read(("glossary.yml", $"format: 1\nterms:\n  - {{ id: akim, kk: әкім, ru: аким, match: {{ ru: [{pattern}] }} }}")).Diagnostics.Select(diagnostic => diagnostic.Code));

    [Theory]
    [InlineData("{ kk: а, ru: б }", "CW141 id"), InlineData("{ id: a, kk: а }", "CW141 ru"), InlineData("{ id: akim, kk: а, ru: б }", "CW153 akim")]
    [InlineData("{ id: a, kk: а, ru: б, match: { ru: б } }", "CW133 "), InlineData("{ id: a, kk: а, ru: б, match: { de: [б] } }", "CW144 de")]
    public void A_mistake_in_a_term_is_told(string term, string expected) =>
        Assert.EndsWith(expected, Short(Assert.Single(Read(("glossary.yml", $"format: 1\nterms:\n  - {{ id: akim, kk: әкім, ru: аким }}\n  - {term}")).Diagnostics)));

    [Fact]
    public void A_programme_names_its_courses_and_the_paper_they_earn()
    {
        var reading = Read(("programmes/school-of-akims.yml", """
            format: 1
            title: { kk: Әкімдер мектебі, ru: Школа акимов }
            courses: [local-self-government, budget]
            hours: 8
            certificate:
              organisation: { kk: Академия, ru: Академия }
              city: { kk: Астана, ru: Астана }
            """));

        Assert.Empty(reading.Diagnostics);
        var programme = reading.Library.ProgrammeOf("budget")!;
        Assert.Equal(("school-of-akims", 8, "Астана"), (programme.Slug, programme.Hours, programme.Certificate!.City.In("kk")));
    }

    [Theory]
    [InlineData("programmes/x.yml", "format: 1\ntitle: { kk: а, ru: б }\ncourses: [a, a]\nhours: 8", "3:14 CW153 a")]
    [InlineData("programmes/x.yml", "format: 2\ntitle: { kk: а, ru: б }\ncourses: [a]\nhours: 8", "1:9 CW146 1")]
    [InlineData("programmes/x.yml", "format: 1\ntitle: { kk: а }\ncourses: [a]\nhours: 8", "2:8 CW145 ru")]
    [InlineData("programmes/x.yml", "format: 1\ntitle: { kk: а, ru: б }\ncourses: [a]\nhours: many", "4:8 CW135 ")]
    [InlineData("programmes/Школа.yml", "format: 1", "0:0 CW147 Школа")]
    public void A_mistake_in_a_programme_is_told_where_it_stands(string file, string text, string expected) =>
        Assert.Equal(expected, Short(Assert.Single(Read((file, text)).Diagnostics)));

    [Fact]
    public void Without_shared_files_the_library_is_empty_and_nothing_is_wrong()
    {
        var reading = LibraryReader.Read(Source(("courses/a/course.yml", "x")));

        Assert.Empty(reading.Diagnostics);
        Assert.Empty(reading.Library.Acts);
        Assert.Empty(reading.Library.Source.Files);
    }

    [Fact]
    public void The_library_keeps_the_bytes_it_was_read_from_and_no_others()
    {
        var reading = LibraryReader.Read(Source(("law.yml", "format: 1\nacts: {}"), ("programmes/deep/x.yml", "x"), ("readme.md", "x")));

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(["law.yml"], reading.Library.Source.Files.Keys);
    }

    private static LibraryReading Read(params (string Path, string Text)[] files) => LibraryReader.Read(Source(files));

    private static CourseSource Source(params (string Path, string Text)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.Path, new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(file.Text)))));

    private static string Short(Diagnostic diagnostic) =>
        $"{diagnostic.Location.Line}:{diagnostic.Location.Column} {diagnostic.Code} {(diagnostic.Arguments is [var first, ..] ? first : "")}";
}
