using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>What the compiler mends at one press: the diagnostic is gone afterwards, and no other has come.</summary>
public sealed class FixTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<string, string, string, string> Mended => new()
    {
        { "CW322", "m/lesson.ru.md", "# Урок\n\nПервый aким.\n", "# Урок\n\nПервый аким.\n" },
        { "CW309", "m/lesson.ru.md", "# Урок\n\n![](media/a.png)\n", "# Урок\n\n![опишите, что на рисунке](media/a.png)\n" },
        { "CW309", "m/lesson.ru.md", "# Урок\n\nВот ![  ](media/a.png)\n", "# Урок\n\nВот ![опишите, что на рисунке](media/a.png)\n" },
        { "CW319", "m/lesson.ru.md", "# Урок\n\n::: note\nОдно.\n\nДругое.\n\n", "# Урок\n\n::: note\nОдно.\n\nДругое.\n:::\n\n" },
        { "CW319", "m/lesson.ru.md", "# Урок\n\n::: note\nОдно.\n\n## Дальше\n\nДругое.\n", "# Урок\n\n::: note\nОдно.\n\n:::\n\n## Дальше\n\nДругое.\n" },
        { "CW316", "m/lesson.ru.md", "# Урок\n\n[Статья](law:act#1)\n", "---\nlaw_checked: 2026-11-24\n---\n\n# Урок\n\n[Статья](law:act#1)\n" },
        { "CW316", "m/lesson.ru.md", "---\nminutes: 5\n---\n# Урок\n\n[Статья](law:act#1)\n", "---\nlaw_checked: 2026-11-24\nminutes: 5\n---\n# Урок\n\n[Статья](law:act#1)\n" },
        { "CW302", "m/lesson.ru.md", "# Урок\n\n# Ещё\n", "# Урок\n\n## Ещё\n" },
        { "CW306", "m/lesson.ru.md", "# Урок\n\n[Сайт](http://adilet.zan.kz/)\n", "# Урок\n\n[Сайт](https://adilet.zan.kz/)\n" },
        { "CW402", "m/quiz.quiz.ru.md", "# Тест\n\n## Один? {#q2}\n\n= 5\n\n## Два?\n\n= 5\n", "# Тест\n\n## Один? {#q2}\n\n= 5\n\n## Два? {#q3}\n\n= 5\n" },
        { "CW411", "m/quiz.quiz.ru.md", "# Тест\n\n## Кто? {#a}\n\n- (х) он\n- ( ) она\n", "# Тест\n\n## Кто? {#a}\n\n- (x) он\n- ( ) она\n" },
        { "CW411", "m/quiz.quiz.ru.md", "# Тест\n\n## Кто? {#a}\n\n- (x) он\n- () она\n", "# Тест\n\n## Кто? {#a}\n\n- (x) он\n- ( ) она\n" },
        { "CW128", "m/lesson.ru.md", "---\nminuts: 5\n---\n# Урок\n", "---\nminutes: 5\n---\n# Урок\n" },
        { "CW121", "course.yml", TestCourse.Manifest + "\ncompletion:\n\tlessons: all\n", TestCourse.Manifest + "\ncompletion:\n  lessons: all\n" },
    };

    [Theory, MemberData(nameof(Mended))]
    public void One_press_mends_it(string code, string file, string text, string expected)
    {
        var files = TestCourse.Files();
        files["media/a.png"] = "not looked at here";
        files[file] = text;
        var found = TestCourse.Compile(files).Diagnostics.First(diagnostic => diagnostic.Code == code && diagnostic.Location.File == file);

        var mended = found.Fix!.Apply(text, Today);

        Assert.Equal(expected, mended);
        files[file] = mended;
        Assert.DoesNotContain(TestCourse.Compile(files).Diagnostics, diagnostic => diagnostic.Code == code && diagnostic.Location.File == file);
    }

    [Theory]
    [InlineData("CW411", "m/quiz.quiz.ru.md", "# Тест\n\n## Кто? {#a}\n\n- (x) он\n- (-) она\n")]
    [InlineData("CW316", "m/lesson.ru.md", "---\nlaw_checked: вчера\n---\n# Урок\n\n[Статья](law:act#1)\n")]
    [InlineData("CW306", "m/lesson.ru.md", "# Урок\n\n[Сайт](javascript:alert(1))\n")]
    [InlineData("CW319", "m/lesson.ru.md", "# Урок\n\n- ::: note\n  Одно.\n")]
    public void Where_a_person_must_think_there_is_none(string code, string file, string text)
    {
        var files = TestCourse.Files();
        files[file] = text;

        Assert.Null(TestCourse.Compile(files).Diagnostics.First(diagnostic => diagnostic.Code == code).Fix);
    }

    [Fact]
    public void A_fix_for_a_line_that_is_gone_changes_nothing()
    {
        Assert.Equal("одна", new Fix(3, 1, 0, "x").Apply("одна", Today));
        Assert.Equal("одна\nдве", new Fix(1, 4, 5, "x").Apply("одна\nдве", Today));
    }
}
