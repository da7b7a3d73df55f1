using System.Text;
using Academy.Courseware.Exchange;
using Xunit;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>What other systems are given, and what each format is told not to hold.</summary>
public sealed class ExportTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAAC0lEQVQI12NgQAYAAA4AAVRQeHQAAAAASUVORK5CYII=");

    private static IReadOnlyDictionary<string, MediaFile> Media => MediaReader.Read(new CourseSource([new("media/maps/a b.png", Png)]), []);

    private const string Quiz = """
        # Проверка

        ## Год? {#year points=2}

        = 2001 года

        ## Площадь? {#area}

        = 44.5..45.5 км²

        ## Соедините {#pairs}

        | Кто | Что |
        | --- | --- |
        | аким | **вносит** |
        | маслихат | утверждает |

        ## По порядку {#steps}

        1. проект
        2. бюджет

        ## Опишите {#essay}

        ___

        ::: rubric
        | Критерий | Нет 0 | Есть 1 |
        | --- | --- | --- |
        | Факты | нет | есть |
        :::

        ## Кто? {#who keyboard=ru}

        = әкім

        ## Что на плане? {#plan}

        ![План округа](<media/maps/a b.png>)

        ::: note Важно
        Смотрите [урок](lesson:start/first) и [ст. 6](law:act#6).
        :::

        - (x) округ
        - ( ) район

        ## Дополните {#gaps}

        Вносит {=аким}, утверждает {=маслихат|~суд}.
        """;

    [Theory]
    [InlineData(QuestionFormat.Gift, "area QX503, pairs QX504, pairs QX511, steps QX501, essay QX505, who QX506, plan QX507, plan QX509, plan QX508, plan QX510, gaps QX501, year QX502, year QX503")]
    [InlineData(QuestionFormat.MoodleXml, "pairs QX504, pairs QX511, who QX506, plan QX509, plan QX508, plan QX510")]
    [InlineData(QuestionFormat.Qti2, "pairs QX504, who QX506, plan QX509, plan QX508, plan QX510")]
    public void What_a_format_does_not_hold_is_told_question_by_question(QuestionFormat format, string told)
    {
        var file = QuestionExport.Write("Проверка", Questions(), "ru", format, Media.Values);

        Assert.Equal(told.Split(", ").Order(), file.Findings.Select(finding => $"{finding.Name} {finding.Rule.Code}").Order());
        Assert.All(file.Findings, finding => Assert.All(Languages.All, language => Assert.NotEmpty(finding.Message(language))));
    }

    [Theory]
    [InlineData(QuestionFormat.MoodleXml)]
    [InlineData(QuestionFormat.Qti2)]
    public void Pictures_go_along_and_come_back_byte_for_byte(QuestionFormat format)
    {
        var file = QuestionExport.Write("Проверка", Questions(), "ru", format, Media.Values);

        var reading = QuestionImport.Read("q", file.Bytes, "ru");

        Assert.Equal(Png, reading.Media.Files.Single().Value.ToArray());
        Assert.Contains("![План округа](media/ab.png)", reading.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Moodle_is_given_what_it_writes_itself()
    {
        var xml = Encoding.UTF8.GetString(QuestionExport.Write("Проверка", Questions(), "ru", QuestionFormat.MoodleXml, Media.Values).Bytes.Span);

        Assert.Contains("<question type=\"numerical\">", xml, StringComparison.Ordinal);
        Assert.Contains("<tolerance>0.5</tolerance>", xml, StringComparison.Ordinal);
        Assert.Contains("<unit_name>км²</unit_name>", xml, StringComparison.Ordinal);
        Assert.Contains("{1:SHORTANSWER:=аким}", xml, StringComparison.Ordinal);
        Assert.Contains("{1:MULTICHOICE:=маслихат~суд}", xml, StringComparison.Ordinal);
        Assert.Contains("src=\"@@PLUGINFILE@@/maps/a%20b.png\"", xml, StringComparison.Ordinal);
        Assert.Contains("<file name=\"a b.png\" path=\"/maps/\" encoding=\"base64\">", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_right_marks_share_a_hundred_percent_in_gift()
    {
        var quiz = QuizText.Read("q.ru.md", "# П\n\n## Кто? {#who}\n\n- [x] а\n- [x] б\n- [x] в\n- [ ] г\n", "ru", Library.Empty, Media).Paper;

        var gift = Encoding.UTF8.GetString(QuestionExport.Write("П", quiz.Questions, "ru", QuestionFormat.Gift, []).Bytes.Span);

        Assert.Equal("// [id:who]\n::Кто?::[html]<p>Кто?</p>{\n\t~%33.33333%а\n\t~%33.33333%б\n\t~%33.33333%в\n\t~%-33.33333%г\n}\n\n", gift);
    }

    [Fact]
    public void The_same_questions_give_the_same_bytes() =>
        Assert.Equal(QuestionExport.Write("П", Questions(), "ru", QuestionFormat.Qti2, Media.Values).Bytes.ToArray(), QuestionExport.Write("П", Questions(), "ru", QuestionFormat.Qti2, Media.Values).Bytes.ToArray());

    private static IReadOnlyList<Question> Questions()
    {
        var library = LibraryReader.Read(new CourseSource([new("law.yml", Encoding.UTF8.GetBytes("format: 1\nacts:\n  act:\n    title: { kk: Заң, ru: Закон }\n    kind: { kk: Заң, ru: Закон }\n    short: { kk: Заң, ru: Закон }\n    url: https://adilet.zan.kz/rus/docs/Z010000148_\n"))])).Library;
        var (paper, diagnostics) = QuizText.Read("q.ru.md", Quiz, "ru", library, Media);
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString()));
        return paper.Questions;
    }
}
