using System.Globalization;
using System.Text;

namespace Academy.Faults;

/// <summary>A course made for these runs: a lesson to read, and a quiz of twelve questions that take any text, with and without a time limit.</summary>
public static class Sitting
{
    public const string Course = "sitting";
    public const string Lesson = "start/reading";
    public const string Quiz = "start/free";
    public const string TimedQuiz = "start/timed";
    public const int Questions = 12;

    /// <summary>Of the timed quiz.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>Writes a content folder that holds it.</summary>
    public static void WriteTo(string folder)
    {
        Write("course.yml", """
            format: 1
            languages: [kk, ru]
            hours: 1
            access: registered
            authors: [Академия]
            modules:
              - slug: start
                title: { kk: Бастау, ru: Начало }
                items:
                  - reading
                  - { quiz: free, pass: 60, review: after-submit }
                  - { quiz: timed, pass: 60, time_limit: 2m, review: after-submit }
            completion: { lessons: all }

            """);
        Write("about.kk.md", "# Отыру\n\nСынақтарға арналған курс.\n");
        Write("about.ru.md", "# Посидеть\n\nКурс для испытаний.\n");
        Write("start/reading.kk.md", Reading("Оқу", "Әкім мәслихат алдында есеп береді. "));
        Write("start/reading.ru.md", Reading("Чтение", "Аким отчитывается перед маслихатом. "));
        foreach (var quiz in (string[])["free", "timed"])
        {
            Write($"start/{quiz}.quiz.kk.md", Paper("Тексеру", "сұрақ"));
            Write($"start/{quiz}.quiz.ru.md", Paper("Проверка", "вопрос"));
        }

        void Write(string name, string text)
        {
            var file = Path.Combine(folder, "courses", Course, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Reading(string title, string sentence) =>
        $"---\nminutes: 25\n---\n\n# {title}\n\n" + string.Concat(Enumerable.Range(1, 8).Select(part => $"## {title} {part}\n\n{string.Concat(Enumerable.Repeat(sentence, 25))}\n\n"));

    private static string Paper(string title, string question)
    {
        var text = new StringBuilder($"---\nminutes: 10\n---\n\n# {title}\n\n");
        for (var number = 1; number <= Questions; number++)
            text.Append(CultureInfo.InvariantCulture, $"## {number}-{question} {{#q{number}}}\n\n= {number}-жауап | {number}-ответ\n\n");
        return text.ToString();
    }
}
