using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>While a course is being written it is compiled at every key, and only what has changed is read: with the same outcome as reading all of it.</summary>
public sealed class CompilingAgainTests
{
    private static readonly string[] Manifests =
    [
        TestCourse.Manifest,
        TestCourse.Manifest.Replace("hours: 1", "hours: 2", StringComparison.Ordinal),
        TestCourse.Manifest.Replace("items: [lesson,", "items: [lesson, other,", StringComparison.Ordinal),
        "format: 1\nlanguages: [",
    ];

    private static readonly string[] Lessons =
    [
        "---\nminutes: 45\n---\n# Урок\n", "# Урок\n\n[a](lesson:m/other)\n", "# Урок\n\n![Схема](media/a.svg)\n", "# Урок\n\n[ст. 1](law:act#1), аким\n", "нет заголовка",
        "# Урок\n\n::: check\nВопрос?\n\n- (x) да\n- ( ) нет\n:::\n",
    ];

    private static readonly string[] Quizzes = ["# Проверка\n\n## Вопрос {#a}\n\n= 5\n", "# Проверка\n\n## Вопрос {#a}\n\n= 6\n\n## Ещё {#b}\n\n= маслихат\n", "# Проверка\n"];

    private static readonly string[] Pictures = ["<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"9\"/>", "not a picture"];

    [Fact]
    public void A_course_compiled_after_any_changes_is_the_course_compiled_anew()
    {
        var random = new Random(5);
        Compilation? earlier = null;
        for (var step = 0; step < 400; step++)
        {
            var files = TestCourse.Files(lesson: Any(Lessons), quiz: Any(Quizzes), manifest: Any(Manifests));
            if (random.Next(2) == 0) files["m/other.ru.md"] = Any(Lessons);
            if (random.Next(3) > 0) files["media/a.svg"] = Any(Pictures);

            var afresh = TestCourse.Compile(files);
            earlier = CourseCompiler.Compile(TestCourse.Source(files), "course", TestCourse.Library, earlier);
            Assert.Equal(afresh.Diagnostics.Select(found => found.ToString()), earlier.Diagnostics.Select(found => found.ToString()));
            Assert.Equal(Shape(afresh.Built), Shape(earlier.Built));
            Assert.Equal(afresh.Course is null, earlier.Course is null);
        }

        string Any(string[] of) => of[random.Next(of.Length)];
    }

    [Fact]
    public void A_course_with_a_mistake_can_be_looked_at_and_not_published()
    {
        var compilation = TestCourse.Compile(TestCourse.Files(lesson: "# Урок\n\n[a](x:y)\n"));
        Assert.Null(compilation.Course);
        Assert.Equal("Урок", compilation.Built!.Find("m/lesson")!.Title.In("ru"));
    }

    private static string Shape(Course? course)
    {
        if (course is null) return "none";
        var text = new StringBuilder(course.Hash);
        foreach (var lesson in course.Lessons)
            foreach (var block in lesson.Text.In("ru").Blocks) text.Append(block is MarkupBlock markup ? markup.Html.Markup : ((CheckBlock)block).Question.Id);
        foreach (var quiz in course.Items.OfType<Quiz>()) text.AppendJoin(',', quiz.Questions.Select(question => question.Prompt.In("ru").Markup));
        return text.AppendJoin(',', course.Media.Values.Select(file => $"{file.Path} {file.Width}")).ToString();
    }
}
