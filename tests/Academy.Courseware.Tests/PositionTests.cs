using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Each diagnostic stands at the line and column that an editor jumps to, whatever is around it.</summary>
public sealed class PositionTests
{
    /// <summary>A lesson with one mistake, and where it is.</summary>
    public static TheoryData<string, int, int> Lessons { get; } = new()
    {
        { "# A\n\n[a](x:y)", 3, 5 },
        { "# A\n\nслово [a](x:y)", 3, 11 },
        { "# A\n\nпервая\nвторая [a](x:y)", 4, 12 },
        { "# A\n\n- [a](x:y)", 3, 7 },
        { "# A\n\n- раз\n  - два [a](x:y)", 4, 13 },
        { "# A\n\n1. раз\n\n   [a](x:y)", 5, 8 },
        { "# A\n\n> раз\n> [a](x:y)", 4, 7 },
        { "# A\n\n> - [a](x:y)", 3, 9 },
        { "# A\n\n**[a](x:y)**", 3, 7 },
        { "# A\n\n| а | б |\n| --- | --- |\n| [a](x:y) | в |", 5, 7 },
        { "# A\n\n| а | б |\n| --- | --- |\n| в | [a](x:y) |", 5, 11 },
        { "# A\n\n| а | б |\n| --- | --- |\n| в | г |\n| в | [a](x:y) |", 6, 11 },
        { "# A\n\n::: note\n[a](x:y)\n:::", 4, 5 },
        { "# A\n\n::: note\n- [a](x:y)\n:::", 4, 7 },
        { "# A\n\n## [a](x:y)", 3, 8 },
        { "# A\n\nСлово\n:   [a](x:y)", 4, 9 },
        { "# A\n\nслово[^1]\n\n[^1]: [a](x:y)", 5, 11 },
        { "# A\n\n[a][r]\n\n[r]: x:y", 5, 6 },
        { "# A\n\n<xx:y>", 3, 1 },
        { "# A\n\n![](media/none.png)", 3, 1 },
        { "\uFEFF# A\n\n[a](x:y)", 3, 5 },
        { "# A\r\n\r\nпервая\r\n[a](x:y)", 4, 5 },
        { "# A\r\rпервая\r[a](x:y)", 4, 5 },
        { "---\nminutes: 1\n---\n# A\n\n[a](x:y)", 6, 5 },
        { "---\r\nminutes: x\r\n---\r\n# A", 2, 10 },
        { "---\nminutes: 1\nobjectives: x\n---\n# A", 3, 13 },
        { "# A\n\n::: check\nВопрос?\n\n- ( ) раз\n- ( ) [a](x:y)\n- (x) три\n:::", 7, 11 },
        { "# A\n\n::: check\nВопрос?\n\n- ( ) раз\n  > [a](x:y)\n- (x) три\n:::", 7, 9 },
        { "# A\n\n::: check\n[a](x:y)?\n\n- ( ) раз\n- (x) три\n:::", 4, 5 },
        { "# A\n\n\u00A0\u00A0[a](x:y)", 3, 7 },
        { "# A\n\n😀 [a](x:y)", 3, 8 },
    };

    [Theory, MemberData(nameof(Lessons))]
    public void A_mistake_in_a_lesson_is_shown_where_it_stands(string lesson, int line, int column)
    {
        var found = TestCourse.Compile(TestCourse.Files(lesson: lesson)).Diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error);

        Assert.Equal(new SourceLocation("m/lesson.ru.md", line, column), found.Location);
    }

    [Fact]
    public void Everything_is_reported_at_once_in_the_order_of_reading()
    {
        var files = TestCourse.Files(lesson: "# A\n\n[a](x:y) [b](x:z)\n\n[c](x:y)", quiz: "# Б\n\n## Вопрос\n\nТекст.\n", manifest: TestCourse.Manifest.Replace("hours: 1", "hours: много", StringComparison.Ordinal));

        var found = TestCourse.Compile(files).Diagnostics;

        Assert.Equal(
            ["course.yml 3 CW135", "m/lesson.ru.md 3 CW306", "m/lesson.ru.md 3 CW306", "m/lesson.ru.md 5 CW306", "m/quiz.quiz.ru.md 3 CW402", "m/quiz.quiz.ru.md 3 CW407"],
            found.Select(diagnostic => $"{diagnostic.Location.File} {diagnostic.Location.Line} {diagnostic.Code}"));
    }

    [Fact]
    public void A_broken_course_yml_hides_nothing_of_the_other_files()
    {
        var found = TestCourse.Compile(TestCourse.Files(lesson: "Без заголовка.", manifest: "format: [")).Diagnostics;

        Assert.Equal(["course.yml", "m/lesson.ru.md"], found.Select(diagnostic => diagnostic.Location.File));
    }

    [Fact]
    public void A_file_of_nothing_but_mistakes_is_told_of_a_hundred()
    {
        var lesson = "# A\n\n" + string.Concat(Enumerable.Range(0, 150).Select(_ => "[a](x:y)\n\n"));

        var found = TestCourse.Compile(TestCourse.Files(lesson: lesson)).Diagnostics;

        var ofLesson = found.Where(diagnostic => diagnostic.Location.File == "m/lesson.ru.md").ToList();
        Assert.Equal(["CW149", .. Enumerable.Repeat("CW306", 100)], ofLesson.Select(diagnostic => diagnostic.Code));
        Assert.Equal(201, ofLesson[^1].Location.Line);
    }

    [Fact]
    public void A_whole_course_has_no_diagnostics()
    {
        var compilation = TestCourse.Compile(TestCourse.Files());

        Assert.Empty(compilation.Diagnostics);
        Assert.Equal(["m/lesson", "m/quiz", "m/task"], compilation.Course!.Items.Select(item => item.Path));
    }

    [Fact]
    public void The_same_bytes_give_the_same_course_and_another_letter_another_hash()
    {
        var first = TestCourse.Compile(TestCourse.Files()).Course!;
        var second = TestCourse.Compile(TestCourse.Files()).Course!;
        var other = TestCourse.Compile(TestCourse.Files(about: "# Курс\n\nО курсе!\n")).Course!;

        Assert.Equal(first.Hash, second.Hash);
        Assert.NotEqual(first.Hash, other.Hash);
    }
}
