using System.Text;

namespace Academy.Courseware.Tests;

/// <summary>A small course in Russian, whole but for what a test puts into it.</summary>
internal static class TestCourse
{
    public const string Manifest = """
        format: 1
        languages: [ru]
        hours: 1
        access: open
        modules:
          - slug: m
            title: { ru: Модуль }
            items: [lesson, { quiz: quiz }, { task: task, points: 5 }]
        """;

    public static Library Library { get; } = LibraryReader.Read(Source(new Dictionary<string, string>
    {
        ["law.yml"] = "format: 1\nacts:\n  act:\n    title: { kk: Заң, ru: Закон }\n    kind: { kk: Заң, ru: Закон }\n    short: { kk: Заң, ru: Закон }\n",
        ["glossary.yml"] = "format: 1\nterms:\n  - id: akim\n    kk: әкім\n    ru: аким\n    definition: { kk: Басшы., ru: Глава. }\n",
    })).Library;

    public static Dictionary<string, string> Files(string? lesson = null, string? quiz = null, string? about = null, string? task = null, string? manifest = null) => new()
    {
        ["course.yml"] = manifest ?? Manifest,
        ["about.ru.md"] = about ?? "# Курс\n\nО курсе.\n",
        ["m/lesson.ru.md"] = lesson ?? "---\nminutes: 45\n---\n# Урок\n",
        ["m/quiz.quiz.ru.md"] = quiz ?? "# Проверка\n\n## Вопрос {#a}\n\n= 5\n",
        ["m/task.task.ru.md"] = task ?? "# Задание\n",
    };

    public static Compilation Compile(Dictionary<string, string> files) => CourseCompiler.Compile(Source(files), "course", Library);

    public static CourseSource Source(Dictionary<string, string> files) =>
        new(files.Select(file => new KeyValuePair<string, ReadOnlyMemory<byte>>(file.Key, Encoding.UTF8.GetBytes(file.Value))));
}
