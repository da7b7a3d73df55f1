using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Faults;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Readers;
using Academy.Storage;
using Academy.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Bench;

/// <summary>
/// A course of 60 lessons in two languages, 120 files of 10 KB, as its author has it before them: its pages, the preview while they type, and
/// the readers of 5,000 learners who have opened every lesson. Asked of the site over HTTP, one after the other. Beside it two texts of 1 MB
/// are compared. The database is where <c>ACADEMY_BENCH_POSTGRES</c> says, an empty one (with its <c>Database=</c>); without it a file of SQLite.
/// </summary>
public static partial class Studio
{
    private const string Slug = "large";
    private const int Lessons = 60;
    private const int Times = 30;

    public static async Task<int> RunAsync(string[] options)
    {
        var learners = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 5_000;
        var folder = Directory.CreateTempSubdirectory("academy-bench-").FullName;
        try
        {
            WriteTo(Path.Combine(folder, "content", "courses", Slug));
            var server = Environment.GetEnvironmentVariable("ACADEMY_BENCH_POSTGRES");
            var place = new SitePlace(
                server is null ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres, server ?? $"Data Source={Path.Combine(folder, "academy.db")}", folder, Path.Combine(folder, "content"));
            await using var site = await SiteProcess.StartNewAsync(place);
            await using var school = School.Of(place);
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Address };
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            client.DefaultRequestHeaders.Add("Cookie", await school.SignInAsync(Roles.Admin));
            try
            {
                await MeasureAsync(client, school, learners);
            }
            catch (HttpRequestException)
            {
                await Console.Error.WriteLineAsync(string.Join('\n', site.Faults));
                throw;
            }
            Compare();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(HttpClient client, School school, int learners)
    {
        const string course = $"/ru/studio/courses/{Slug}";
        // The site's cookies go over https only, and here is no such line: they are carried by hand.
        using var opened = await client.GetAsync(course);
        var page = await opened.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        client.DefaultRequestHeaders.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using (var taken = await client.PostAsync($"{course}?handler=TakeUp", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", TokenIn(page))])))
            taken.EnsureSuccessStatusCode();

        foreach (var address in (string[])[course, $"{course}/files", $"{course}/outline", $"{course}/languages"]) await TimedAsync(address, () => client.GetStringAsync(address));

        var text = Lesson("ru", 1);
        client.DefaultRequestHeaders.Add("X-Antiforgery", TokenIn(await client.GetStringAsync($"{course}/outline")));
        var typed = 0;
        await TimedAsync("preview of a lesson of 10 KB", async () =>
        {
            // Each time another text, as when somebody types.
            using var shown = await client.PostAsJsonAsync($"/api/studio/{Slug}/preview/m1/lesson-1.ru.md", new { text = $"{text}\n{++typed}\n", language = "ru" });
            return await shown.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        });

        await SeedAsync(school, learners);
        await TimedAsync($"readers, {learners} learners in {Lessons} lessons", () => client.GetStringAsync($"{course}/readers"));
    }

    // The first is not counted: what it makes is remembered.
    private static async Task TimedAsync(string what, Func<Task<string>> ask)
    {
        var clock = Stopwatch.StartNew();
        await ask();
        var first = clock.Elapsed;
        var times = new List<double>();
        var length = 0;
        for (var time = 0; time < Times; time++)
        {
            clock.Restart();
            length = (await ask()).Length;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: first = {first.TotalMilliseconds:F0} ms, half = {times[Times / 2]:F1} ms, 95 of 100 = {times[Times * 95 / 100]:F1} ms, letters = {length}"));
    }

    private static Task<int> SeedAsync(School school, int learners) => school.WithAsync(async services =>
    {
        var (db, chance, start) = (services.GetRequiredService<AcademyDb>(), new Random(7), DateTimeOffset.UtcNow.AddDays(-30));
        var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, Slug, CancellationToken.None))!;
        var lessons = edition.Course.Lessons.ToList();
        var accounts = Enumerable.Range(0, learners).Select(person => new Account { Id = Guid.CreateVersion7(), UserName = $"p{person}", FullName = $"П {person}", CreatedAt = start }).ToList();
        var enrolments = accounts.Select(account => new Enrolment(account.Id, edition.Course, edition.Id, start)).ToList();
        await db.CopyAsync(accounts);
        await db.CopyAsync(enrolments);
        await db.CopyAsync(enrolments.SelectMany(enrolment => lessons.Select(lesson =>
        {
            var visit = new LessonVisit(enrolment.Id, lesson, start);
            visit.Take(chance.Next(20, 1500), chance.Next(5), 5, start.AddHours(2));
            if (chance.Next(3) > 0) visit.Finish();
            return visit;
        })));
        await db.CopyAsync(enrolments.SelectMany(enrolment => lessons.Where(_ => chance.Next(4) == 0).Select(lesson =>
        {
            var rating = new LessonRating(enrolment.Id, lesson);
            rating.Say((Usefulness)chance.Next(3), null, "ru", start);
            return rating;
        })));
        return 0;
    });

    private static void Compare()
    {
        var chance = new Random(3);
        var old = new StringBuilder();
        while (old.Length < 550_000) old.Append(CultureInfo.InvariantCulture, $"Аким отчитывается перед маслихатом {chance.Next(1000)} раз в год, и {chance.Next(1000)} человек слушают.\n");
        var lines = old.ToString().Split('\n');
        var fresh = string.Join('\n', lines.Select((line, at) => at % 50 == 0 ? line.Replace("слушают", "спрашивают", StringComparison.Ordinal) : line).Where((_, at) => at % 97 != 0));
        var before = old.ToString();
        TextCompare.Compare("a\nb", "a\nc");
        var clock = Stopwatch.StartNew();
        var compared = TextCompare.Compare(before, fresh);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"compare: MB = {Encoding.UTF8.GetByteCount(before) / 1e6:F2} and {Encoding.UTF8.GetByteCount(fresh) / 1e6:F2}, lines = {compared.Count}, ms = {clock.Elapsed.TotalMilliseconds:F0}"));
    }

    private static void WriteTo(string folder)
    {
        var manifest = new StringBuilder("format: 1\nlanguages: [kk, ru]\nhours: 60\naccess: registered\nauthors: [Академия]\nmodules:\n");
        for (var module = 1; module <= 6; module++)
        {
            manifest.Append(CultureInfo.InvariantCulture, $"  - slug: m{module}\n    title: {{ kk: {module}-бөлім, ru: Часть {module} }}\n    items:\n");
            for (var lesson = 10 * module - 9; lesson <= 10 * module; lesson++)
            {
                manifest.Append(CultureInfo.InvariantCulture, $"      - lesson-{lesson}\n");
                foreach (var language in (string[])["kk", "ru"]) Write($"m{module}/lesson-{lesson}.{language}.md", Lesson(language, lesson));
            }
        }
        manifest.Append("completion: { lessons: all }\n");
        Write("course.yml", manifest.ToString());
        Write("about.kk.md", "# Үлкен курс\n\nКөп сабақ.\n");
        Write("about.ru.md", "# Большой курс\n\nМного уроков.\n");

        void Write(string name, string text)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Lesson(string language, int number)
    {
        var (title, sentence) = language == "kk" ? ("Сабақ", "Әкім мәслихат алдында есеп береді, ал тұрғындар сұрақ қояды. ") : ("Урок", "Аким отчитывается перед маслихатом, а жители задают вопросы. ");
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"---\nminutes: 45\n---\n\n# {title} {number}\n"));
        for (var part = 1; Encoding.UTF8.GetByteCount(text.ToString()) < 10_000; part++)
            text.Append(CultureInfo.InvariantCulture, $"\n## {title} {number}.{part}\n\n{string.Concat(Enumerable.Repeat(sentence, 8))}\n\n- {sentence}\n- {sentence}\n\n::: note\n{sentence}\n:::\n");
        return text.ToString();
    }

    private static string TokenIn(string page) => TokenField().Match(page) is { Success: true } found
        ? found.Groups[1].Value : throw new InvalidOperationException("The page has no token.");

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
