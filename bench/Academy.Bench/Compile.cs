using System.Diagnostics;
using System.Globalization;
using System.Text;
using Academy.Courseware;

namespace Academy.Bench;

/// <summary>
/// A course larger than any we know: 1,000 lessons of 8 KB in two languages, with all that lessons have, against a glossary of
/// 300 terms. A lesson has some 220 parts (paragraphs, cells, words between marks), as those of the first course have. One line for the first compilation, as `check` and a start of the site feel it, and one for the next.
/// </summary>
public static class Compile
{
    private const int LessonBytes = 8 * 1024;
    private const int LessonsOfModule = 50;

    public static int Run(string[] options)
    {
        var lessons = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1000;
        var library = LibraryReader.Read(Library()).Library;
        var course = Course(lessons);
        var isWhole = true;
        foreach (var which in (string[])["first", "next"])
        {
            using var self = Process.GetCurrentProcess();
            var before = self.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var compilation = CourseCompiler.Compile(course, "large", library);
            clock.Stop();

            foreach (var found in compilation.Diagnostics.Take(5)) Console.Error.WriteLine(found);
            isWhole &= compilation.Course?.Lessons.Count() == lessons;
            self.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"compile ({which}): lessons = {lessons}, languages = 2, MB read = {course.Files.Values.Sum(bytes => bytes.Length) / 1e6:F1}, " +
                $"seconds = {clock.Elapsed.TotalSeconds:F2}, of all cores = {(self.TotalProcessorTime - before).TotalSeconds:F2}, peak memory MB = {self.PeakWorkingSet64 / 1e6:F0}, cores = {Environment.ProcessorCount}"));
        }
        return isWhole && Typing(course, library) ? 0 : 1;
    }

    // What an author waits for after a key: one lesson changed, all else as it was.
    private static bool Typing(CourseSource course, Library library)
    {
        var compilation = CourseCompiler.Compile(course, "large", library);
        const int Keys = 50;
        var clock = Stopwatch.StartNew();
        for (var key = 0; key < Keys; key++)
        {
            var typed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(course.Files["m0/l0.ru.md"].Span) + new string('.', key));
            var source = new CourseSource([.. course.Files.Where(file => file.Key != "m0/l0.ru.md"), new("m0/l0.ru.md", typed)]);
            compilation = CourseCompiler.Compile(source, "large", library, compilation);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compile (typing): milliseconds a key = {clock.Elapsed.TotalMilliseconds / Keys:F1}"));
        return compilation.Course is not null;
    }

    private static CourseSource Course(int lessons)
    {
        var manifest = new StringBuilder("format: 1\nlanguages: [kk, ru]\nhours: 350\naccess: open\nmodules:\n");
        var files = new Dictionary<string, string> { ["about.kk.md"] = "# Курс\n\nҮлкен курс.\n", ["about.ru.md"] = "# Курс\n\nБольшой курс.\n" };
        for (var at = 0; at < lessons; at++)
        {
            if (at % LessonsOfModule == 0) manifest.Append(CultureInfo.InvariantCulture, $"  - slug: m{at}\n    title: {{ kk: Модуль, ru: Модуль }}\n    items:\n");
            var module = at / LessonsOfModule * LessonsOfModule;
            manifest.Append(CultureInfo.InvariantCulture, $"      - l{at}\n");
            foreach (var language in (string[])["kk", "ru"]) files[$"m{module}/l{at}.{language}.md"] = Lesson(at);
        }
        files["course.yml"] = manifest.Replace("hours: 350", string.Create(CultureInfo.InvariantCulture, $"hours: {Math.Max(1, lessons * 17 / 48)}")).ToString();
        return Source(files);
    }

    private static string Lesson(int number)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"---\nminutes: 17\nlaw_checked: 2026-11-24\nobjectives:\n  - Отличить одно от другого\n---\n\n# Урок {number}\n\n"));
        text.Append("""
            ::: summary
            - ответ дают за 15 рабочих дней
            - срок продлевают письменно
            :::

            | Что | Срок |
            | --- | --- |
            | Ответ | 15 дней |
            | Передача | 3 дня |
            | Продление | два месяца |

            ::: check
            Кто утверждает бюджет?

            - ( ) аким
              > Он вносит проект.
            - (x) маслихат
            - ( ) собрание
            :::


            """);
        for (var part = 0; Encoding.UTF8.GetByteCount(text.ToString()) < LessonBytes - 450; part++)
            text.Append(CultureInfo.InvariantCulture, $"""
                ## Раздел {part} урока {number}

                Аким {Word(number + part)} вносит **проект** в маслихат, как говорит [ст. {part}](law:act#{part}); об этом шла речь *раньше*.
                Жители {Word(number * 7 + part)} спрашивают, кто отвечает за дорогу и воду, и находят ответ в положении об аппарате. Его утверждают
                один раз, а меняют по решению, которое публикуют; копию держат под рукой, потому что спросить могут в любой день.

                ::: note О сроках
                Запишите, какие факты ещё нужно проверить: например, ждёте ответ от земельного отдела. Звонка мало, нужен письменный след.
                :::


                """);
        return text.ToString();
    }

    // Terms that begin alike in tens, not all: as words do.
    private static string Word(int number) => $"{"абвгдежзиклмнопрстуфхцчшэюя"[number % 27]}{"аеиоу"[number % 5]}слово{Digits(number % 300)}";

    private static string Digits(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('а' + digit - '0')));

    private static CourseSource Library()
    {
        var terms = new StringBuilder("format: 1\nterms:\n");
        for (var at = 0; at < 300; at++)
            terms.Append(CultureInfo.InvariantCulture, $"  - id: term{at}\n    kk: {Word(at)}\n    ru: {Word(at)}\n    definition: {{ kk: Анықтама., ru: Определение. }}\n");
        return Source(new Dictionary<string, string>
        {
            ["law.yml"] = "format: 1\nacts:\n  act:\n    title: { kk: Заң, ru: Закон }\n    kind: { kk: Заң, ru: Закон }\n    short: { kk: Заң, ru: Закон }\n    amended: 2026-07-14\n",
            ["glossary.yml"] = terms.ToString(),
        });
    }

    private static CourseSource Source(Dictionary<string, string> files) =>
        new(files.Select(file => new KeyValuePair<string, ReadOnlyMemory<byte>>(file.Key, Encoding.UTF8.GetBytes(file.Value))));
}
