using System.Diagnostics;
using System.Globalization;
using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Academy.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Academy.Bench;

/// <summary>
/// 100,000 attempts of an exam of 30 questions. One question is withdrawn, so every result changes, everybody gets a note and the earlier
/// points are kept: the dearest ruling there is. One line each for the preview, the regrade and the statistics page's figures. The
/// database is where <c>ACADEMY_BENCH_POSTGRES</c> says, one of its own that is dropped afterwards; without it a file of SQLite.
/// </summary>
public static class Regrade
{
    private const string Path = "final/exam";
    private const int Questions = 30;
    private const int PeopleOfSave = 500;

    public static async Task<int> RunAsync(string[] options)
    {
        var people = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("academy-bench-").FullName;
        var server = Environment.GetEnvironmentVariable("ACADEMY_BENCH_POSTGRES");
        var (provider, connection) = server is null
            ? (DatabaseProvider.Sqlite, $"Data Source={System.IO.Path.Combine(folder, "academy.db")}")
            : (DatabaseProvider.Postgres, $"{server};Database=academy_bench_{Guid.NewGuid():N}");
        if (server is not null) connection = string.Join(';', connection.Split(';').GroupBy(part => part.Split('=')[0]).Select(group => group.Last()));

        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddLogging(log => log.SetMinimumLevel(LogLevel.Error))
            .AddAcademyStorage(provider, connection)
            .AddSingleton<CourseShelf>().AddScoped<CourseImports>().AddScoped<RegradeDesk>().AddScoped<StatisticsDesk>().AddSingleton<StatisticsCache>()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AcademyDb>();
        try
        {
            await db.Database.MigrateAsync();
            var editionId = await SeedAsync(scope.ServiceProvider, people);
            await MeasureAsync(scope.ServiceProvider, provider, editionId);
            return 0;
        }
        finally
        {
            await db.Database.EnsureDeletedAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(IServiceProvider services, DatabaseProvider provider, Guid editionId)
    {
        var (db, desk) = (services.GetRequiredService<AcademyDb>(), services.GetRequiredService<RegradeDesk>());
        var shelf = services.GetRequiredService<CourseShelf>();
        var quiz = (Quiz)(await shelf.CourseAsync(editionId)).Find(Path)!;
        var by = await db.Users.Select(account => account.Id).OrderBy(id => id).FirstAsync();

        await TimedAsync("statistics", provider, async () =>
        {
            var report = (await services.GetRequiredService<StatisticsDesk>().ReportAsync(editionId, Path, onlyFirst: true, CancellationToken.None))!;
            return $"attempts = {report.Attempts}, alpha = {report.Alpha:F2}";
        });
        await TimedAsync("preview", provider, async () =>
        {
            var preview = await desk.PreviewAsync(editionId, Rulings.Preview(quiz, quiz, "q1", RulingKind.Withdrawn, null), seen: null, CancellationToken.None);
            return $"attempts = {preview.Attempts}, changed = {preview.Changes.Count}, passed now = {preview.PassedNow}";
        });
        await TimedAsync("regrade", provider, async () =>
        {
            var ruling = (await desk.RuleAsync("large", [1], Path, "q1", RulingKind.Withdrawn, null, "The bench withdraws it", by, CancellationToken.None))![0];
            var count = await desk.RegradeAsync(ruling, int.MaxValue, CancellationToken.None);
            return $"attempts = {count}, changed = {await db.EarlierResults.CountAsync()}, notes = {await db.Notes.CountAsync()}, completed = {await db.Enrolments.CountAsync(one => one.CompletedAt != null)}";
        });
    }

    // Memory is looked at all the while: flat means that the last quarter of the time holds no more than the second.
    private static async Task TimedAsync(string what, DatabaseProvider provider, Func<Task<string>> act)
    {
        using var self = Process.GetCurrentProcess();
        var heaps = new List<long>();
        using var looking = new Timer(_ => { lock (heaps) heaps.Add(GC.GetTotalMemory(forceFullCollection: false)); }, null, 0, 50);
        self.Refresh();
        var before = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var told = await act();
        clock.Stop();
        self.Refresh();
        lock (heaps)
        {
            var quarter = Math.Max(1, heaps.Count / 4);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what} ({provider}): {told}, questions = {Questions}, seconds = {clock.Elapsed.TotalSeconds:F1}, of all cores = {(self.TotalProcessorTime - before).TotalSeconds:F1}, " +
                $"heap MB: second quarter = {heaps.Skip(quarter).Take(quarter).DefaultIfEmpty().Max() / 1e6:F0}, last quarter = {heaps.TakeLast(quarter).DefaultIfEmpty().Max() / 1e6:F0}, cores = {Environment.ProcessorCount}"));
        }
    }

    private static async Task<Guid> SeedAsync(IServiceProvider services, int people)
    {
        var (db, shelf) = (services.GetRequiredService<AcademyDb>(), services.GetRequiredService<CourseShelf>());
        var outcome = await services.GetRequiredService<CourseImports>().ImportAsync(new SourceReading(Course(), []), "large", by: null, publish: true, CancellationToken.None);
        var edition = outcome.Courses.Single().Edition ?? throw new InvalidOperationException(string.Join('\n', outcome.Courses.Single().Diagnostics));
        var course = await shelf.CourseAsync(edition.Id);
        var quiz = (Quiz)course.Find(Path)!;
        var chance = new Random(7);
        var start = new DateTimeOffset(2026, 1, 12, 4, 0, 0, TimeSpan.Zero);
        db.ChangeTracker.Clear();
        for (var first = 0; first < people; first += PeopleOfSave)
        {
            var (accounts, enrolments) = (new List<Account>(), new List<Enrolment>());
            for (var person = first; person < Math.Min(people, first + PeopleOfSave); person++)
            {
                var now = start.AddSeconds(person);
                var account = new Account { Id = Guid.CreateVersion7(now), UserName = $"p{person}", FullName = $"П {person}", CreatedAt = now };
                var enrolment = new Enrolment(account.Id, course, edition.Id, now);
                if (person % 2 == 0) enrolment.FinishLesson(course.Lessons.First(), now);
                var attempt = enrolment.StartAttempt(quiz, chance.NextInt64(), now);
                var knows = chance.NextDouble() * 0.6 + 0.35;
                foreach (var (place, question) in quiz.Questions.Index())
                    attempt.Save(question, new Answer([chance.NextDouble() < knows ? "1" : $"{2 * chance.Next(2)}"]), new SentAnswer(1, Flagged: false), now.AddSeconds(20 * place + chance.Next(20)));
                attempt.AnswerIn(person % 3 == 0 ? Languages.Russian : Languages.Kazakh);
                attempt.Submit(quiz, now.AddMinutes(15));
                enrolment.CompleteIfEarned(course, now.AddMinutes(15));
                accounts.Add(account);
                enrolments.Add(enrolment);
            }
            if (db.Database.IsNpgsql())
            {
                await db.CopyAsync(accounts);
                await db.CopyAsync(enrolments);
                await db.CopyAsync(enrolments.SelectMany(enrolment => enrolment.LessonsRead));
                await db.CopyAsync(enrolments.SelectMany(enrolment => enrolment.Attempts));
                await db.CopyAsync(enrolments.SelectMany(enrolment => enrolment.Attempts).SelectMany(attempt => attempt.Answers));
            }
            else
            {
                db.Users.AddRange(accounts);
                db.Enrolments.AddRange(enrolments);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
            if (first % 10_000 == 0) Console.Error.Write($"\rseeded {first} of {people}");
        }
        Console.Error.WriteLine($"\rseeded {people} of {people}");
        return edition.Id;
    }

    private static CourseSource Course()
    {
        var files = new Dictionary<string, string>
        {
            ["course.yml"] = """
                format: 1
                languages: [kk, ru]
                hours: 1
                access: open
                modules:
                  - slug: final
                    title: { kk: Соңы, ru: Итог }
                    items:
                      - lesson
                      - { exam: exam, pass: 67 }
                completion: { lessons: all, exams: pass }
                """,
        };
        foreach (var language in (string[])["kk", "ru"])
        {
            var quiz = new StringBuilder("---\nminutes: 40\n---\n\n# Тест\n");
            for (var question = 1; question <= Questions; question++)
                quiz.Append(CultureInfo.InvariantCulture, $"\n## {question}-? {{#q{question}}}\n\n- ( ) а\n- (x) ә\n- ( ) б\n");
            (files[$"about.{language}.md"], files[$"final/lesson.{language}.md"], files[$"final/exam.quiz.{language}.md"]) = ("# Курс\n\nКурс.\n", "---\nminutes: 5\n---\n\n# Сабақ\n\nСөз.\n", quiz.ToString());
        }
        return new CourseSource(files.Select(file => KeyValuePair.Create($"large/{file.Key}", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Value))));
    }
}
