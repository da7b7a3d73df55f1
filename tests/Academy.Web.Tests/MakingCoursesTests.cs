using System.Net;
using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace Academy.Web.Tests;

/// <summary>An author begins a course, gives it a structure, pictures and people; nobody else has a hand in it.</summary>
public sealed class MakingCoursesTests
{
    private const string Root = "/studio/courses/welcome";

    [Theory, OnEachDatabase]
    public async Task A_course_is_begun_from_a_template_under_a_name_made_of_its_title_and_only_its_author_sees_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.InstructorAsync();
        await author.OpenAsync("/studio/new");
        await author.PressAsync("begin", ("From", "template:exam-and-task"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("хотя бы на одном языке", author.Text);

        await author.PressAsync("begin", ("From", "template:exam-and-task"), ("Titles[kk]", "Ауыл бюджеті"), ("Titles[ru]", "Бюджет села"));

        Assert.EndsWith("/studio/courses/auyl-biudzheti/outline", author.Path);
        Assert.Contains("План для своего округа", author.Text);
        await author.OpenAsync("/studio");
        Assert.Contains("Бюджет села", author.Text);
        var other = await academy.InstructorAsync();
        await other.OpenAsync("/studio");
        Assert.DoesNotContain("Бюджет села", other.Text);
        foreach (var page in (string[])["", "/outline", "/settings", "/media", "/people", "/add", "/outline/basics", "/outline/basics/rules"])
        {
            await other.OpenAsync("/studio/courses/auyl-biudzheti" + page);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        // The same title again gives way; a name that is typed and taken is the author's to change.
        await other.OpenAsync("/studio/new");
        await other.PressAsync("begin", ("Titles[ru]", "Другой"), ("Slug", "auyl-biudzheti"));
        Assert.Contains("уже занято", other.Text);
        await other.PressAsync("begin", ("Titles[kk]", "Ауыл бюджеті"), ("Titles[ru]", "Бюджет"), ("Slug", ""));
        Assert.EndsWith("/studio/courses/auyl-biudzheti-2/outline", other.Path);
        Assert.Equal(2, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CourseBegun)));
    }

    [Fact]
    public void Every_template_compiles_without_a_remark_in_each_of_its_languages()
    {
        Assert.Equal(["exam-and-task", "short-course"], CourseStarts.TemplateNames);
        foreach (var name in CourseStarts.TemplateNames)
        {
            var compiled = CourseCompiler.Compile(CourseStarts.Template(name), name, Library.Empty);
            Assert.Empty(compiled.Diagnostics);
            Assert.Equal(["kk", "ru"], compiled.Course!.Languages);
        }
    }

    [Fact]
    public async Task A_course_of_one_language_takes_only_that_one_from_a_template_and_a_copy_takes_all()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.InstructorAsync();
        await author.OpenAsync("/studio/new");
        await author.PressAsync("begin", ("From", "template:short-course"), ("Titles[ru]", "По-русски"));
        Assert.Null(author.Page.QuerySelector(".tag.bad"));
        var russian = await DraftAsync(academy, "po-russki");
        Assert.DoesNotContain(russian.Files, file => file.Path.Contains(".kk."));

        await author.OpenAsync("/studio/new");
        await author.PressAsync("begin", ("From", "copy"), ("Copy", "edition:welcome"), ("Titles[ru]", "Копия"));
        var copy = await DraftAsync(academy, "kopiia");
        Assert.Equal(Package.Of().Files.Keys.Order(StringComparer.Ordinal), copy.Files.Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.StartsWith("# Копия", await TextAsync(academy, "kopiia", "about.ru.md"));
        Assert.Equal(Package.Of().Files["about.kk.md"], Encoding.UTF8.GetBytes(await TextAsync(academy, "kopiia", "about.kk.md")));

        // A draft in which one has no part is not there to be copied.
        var other = await academy.InstructorAsync();
        await other.OpenAsync("/studio/new");
        await ForgeAsync(other, "/studio/new", ("From", "copy"), ("Copy", "draft:kopiia"), ("Titles[ru]", "Чужое"));
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
    }

    [Theory, OnEachDatabase]
    public async Task A_form_that_changes_nothing_writes_the_same_bytes_and_one_that_changes_a_value_changes_its_line(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var before = await DraftAsync(academy);
        foreach (var (page, button) in new[] { ("/settings", "save"), ("/settings", "save-yaml"), ("/outline/final/exam", "save"), ("/outline/start/check", "save"), ("/outline/start", "save") })
        {
            await author.OpenAsync(Root + page);
            await author.PressAsync(button);
            Assert.Equal(HttpStatusCode.OK, author.Status);
        }
        Assert.Equal(before.Revision, (await DraftAsync(academy)).Revision);

        await author.OpenAsync($"{Root}/settings");
        var second = author.SamePerson();
        await second.OpenAsync($"{Root}/settings");
        await second.PressAsync("save", ("Tags", "law, village"));
        // Made from the older text, and still both are there.
        await author.PressAsync("save", ("Hours", "2"), ("ReviewBy", "2027-06-01"));
        await author.OpenAsync($"{Root}/outline/final/exam");
        await author.PressAsync("save", ("Form.TimeLimit", "25"), ("Form.Attempts", ""), ("Form.Draw", "2 law\n1"));

        Assert.Equal(
            Encoding.UTF8.GetString(Package.Of().Files["course.yml"]).Replace("hours: 1\n", "hours: 2\n").Replace("access: registered\n", "access: registered\nreview_by: 2027-06-01\n")
                .Replace("tags: [law]", "tags: [law, village]").Replace("pass: 70, attempts: 2, ", "pass: 70, ").Replace("time_limit: 20m", "time_limit: 25m").Replace("draw: [ { tag: law, count: 3 } ]", "draw: [ { tag: law, count: 2 }, { count: 1 } ]"),
            await TextAsync(academy, "welcome", "course.yml"));

        await author.OpenAsync($"{Root}/outline/final/exam");
        await author.PressAsync("save", ("Form.Pass", "много"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("целое число от 0 до 100", author.Text);
        Assert.Equal("много", author.Page.QuerySelector("#Form_Pass")!.GetAttribute("value"));
    }

    [Theory, OnEachDatabase]
    public async Task An_item_is_added_moved_renamed_removed_and_brought_back(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync($"{Root}/add?module=start");
        await author.PressAsync("add", ("Kind", "task"), ("Titles[kk]", "Жоспар"), ("Titles[ru]", "План работы"));
        Assert.Contains("План работы", author.Text);
        Assert.Contains("start/zhospar", author.Text);
        Assert.Null(author.Page.QuerySelector(".tag.bad"));
        Assert.Contains("      - { task: zhospar, points: 10 }\n", await TextAsync(academy, "welcome", "course.yml"));

        // A new item's name may change, and links follow it; a published one's stays.
        await SaveAsync(academy, "start/zhospar.task.ru.md", text => text + "\n[Ещё раз](lesson:start/zhospar) и [план](lesson:start/zhospar-2)\n");
        await author.OpenAsync($"{Root}/outline/start/zhospar");
        await author.PressAsync("rename", ("Slug", "plan"));
        Assert.Contains("(lesson:start/plan) и [план](lesson:start/zhospar-2)", await TextAsync(academy, "welcome", "start/plan.task.ru.md"));
        await author.OpenAsync($"{Root}/outline/start/akim");
        Assert.Null(author.Page.QuerySelector("#rename"));
        await ForgeAsync(author, $"{Root}/outline/start/akim?handler=Slug", ("Slug", "other"));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("хранится прогресс слушателей", author.Text);
        await ForgeAsync(author, $"{Root}/outline?handler=Place", ("item", "start/akim"), ("module", "final"), ("index", "0"));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);

        await author.OpenAsync($"{Root}/outline/start/plan");
        await author.PressAsync("move", ("to", "final"));
        Assert.NotNull((await DraftAsync(academy)).Find("final/plan.task.kk.md"));
        await author.OpenAsync($"{Root}/outline");
        await PressUpAsync(author, "handler=Move&item=final/plan&by=-1");
        var settled = await TextAsync(academy, "welcome", "course.yml");
        Assert.True(settled.IndexOf("task: plan", StringComparison.Ordinal) < settled.IndexOf("exam: exam", StringComparison.Ordinal));

        // Removed with one press, undone with the next, to the byte.
        await author.OpenAsync($"{Root}/outline/start/akim");
        await author.PressAsync("remove");
        Assert.Contains("Удалено: start/akim", author.Text);
        Assert.Null((await DraftAsync(academy)).Find("start/akim.ru.md"));
        await author.PressAsync("undo");
        Assert.Equal(settled, await TextAsync(academy, "welcome", "course.yml"));
        Assert.Equal(Package.Of().Files["start/akim.ru.md"], Encoding.UTF8.GetBytes(await TextAsync(academy, "welcome", "start/akim.ru.md")));

        // A whole module too; and also when something else has changed since.
        await author.OpenAsync($"{Root}/outline/start");
        await author.PressAsync("remove");
        await author.PressAsync("undo");
        Assert.Equal(settled, await TextAsync(academy, "welcome", "course.yml"));
        await author.OpenAsync($"{Root}/outline/start");
        await author.PressAsync("remove");
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await author.OpenAsync($"{Root}/settings");
        await author.PressAsync("save", ("Hours", "3"));
        await author.OpenAsync($"{Root}/outline?removed=start/akim,start/maslikhat,start/check");
        await author.PressAsync("undo");
        Assert.Contains("Возвращено", author.Text);
        var back = CourseManifestEditor.Open(await TextAsync(academy, "welcome", "course.yml"))!;
        Assert.Equal(["akim", "maslikhat", "check"], back.Module("start")!.Items.Select(item => item.Slug));
        Assert.Equal(("60", "Начало", "3"), (back.Item("start/check")!.Settings["pass"], back.Module("start")!.Title["ru"], back.Value("hours")));
    }

    [Theory, OnEachDatabase]
    public async Task Whoever_has_no_part_in_the_course_can_change_nothing_by_any_forged_post(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.AuthorAsync();
        var other = await academy.InstructorAsync();
        var reviewer = await academy.AddAccountAsync(roles: Roles.Instructor);
        await academy.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            db.CourseMembers.Add(new CourseMember("welcome", reviewer.Id, CourseRole.Reviewer, null, academy.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        var reads = await academy.SignInAsync(reviewer, Languages.Russian);
        await reads.OpenAsync($"{Root}/outline");
        Assert.Equal((HttpStatusCode.OK, null), (reads.Status, reads.Page.QuerySelector("[data-outline] button")));
        var before = await DraftAsync(academy);

        foreach (var browser in (Browser[])[other, reads])
        {
            await browser.OpenAsync("/studio/import");
            foreach (var (address, fields) in new (string, (string, string)[])[]
            {
                ("/outline?handler=Move", [("item", "start/maslikhat"), ("by", "-1")]), ("/outline?handler=MoveModule", [("module", "final"), ("by", "-1")]),
                ("/outline?handler=Place", [("item", "start/maslikhat"), ("module", "start"), ("index", "0")]), ("/outline?handler=BringBack", [("items", "start/akim")]),
                ("/outline/start", [("Titles[kk]", "а"), ("Titles[ru]", "б")]), ("/outline/start?handler=Remove", []), ("/outline/start/akim?handler=Remove", []), ("/outline/start/akim?handler=Slug", [("Slug", "b")]),
                ("/outline/start/check", [("Number", "1"), ("Form.Pass", "1")]), ("/outline/start/akim?handler=Move", [("to", "final")]), ("/add", [("Module", "start"), ("Kind", "lesson"), ("Titles[kk]", "а"), ("Titles[ru]", "б")]),
                ("/settings", [("Number", "1"), ("Spoken", "ru"), ("Primary", "ru"), ("Hours", "9"), ("Access", "open")]), ("/settings?handler=Yaml", [("Number", "1"), ("Yaml", "x: 1")]),
                ("/media?handler=Upload", []), ("/media?handler=Shrink", [("path", "media/a.png")]), ("/media?handler=Remove", [("path", "course.yml")]), ("/media?handler=BringBack", [("path", "media/a.png")]),
                ("/people?handler=Find", [("Words", "Оспанова")]), ("/people?handler=Give", [("account", reviewer.Id.ToString()), ("role", "Author")]), ("/people?handler=Take", [("account", reviewer.Id.ToString()), ("role", "Reviewer")]),
            })
            {
                await ForgeAsync(browser, Root + address, fields);
                Assert.True(browser.Status == HttpStatusCode.NotFound, $"{address}: {browser.Status}");
            }
        }

        Assert.Equal((before.Revision, 2), ((await DraftAsync(academy)).Revision, await academy.QueryAsync(db => db.CourseMembers.CountAsync())));
    }

    [Theory, OnEachDatabase]
    public async Task A_photograph_comes_in_light_without_its_place_and_stands_in_the_lesson_it_is_for(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync($"{Root}/media");
        var photo = Pictures.PhotoWithPlace(1600, 900);
        await UploadAsync(author, "upload", "Наша школа (1).JPG", photo, ("Alt[kk]", ""), ("Alt[ru]", ""));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("Напишите описание на этом языке", author.Text);

        await UploadAsync(author, "upload", "Наша школа (1).JPG", photo, ("Alt[kk]", "Мектеп [жаңа]"), ("Alt[ru]", "Школа"), ("Lesson", "start/akim"));

        Assert.Contains("media/nasha-shkola-1.webp", author.Text);
        Assert.Contains("Вес: было", author.Text);
        Assert.Equal("![Школа](media/nasha-shkola-1.webp)", author.Page.QuerySelector("#line-ru")!.GetAttribute("value"));
        Assert.EndsWith("\n\n![Мектеп \\[жаңа\\]](media/nasha-shkola-1.webp)\n", await TextAsync(academy, "welcome", "start/akim.kk.md"));
        var kept = await BytesAsync(academy, "media/nasha-shkola-1.webp");
        Assert.True(kept.Length < photo.Length);
        Assert.DoesNotContain("GPSLatitude", Encoding.Latin1.GetString(kept));
        var course = await CompiledAsync(academy);
        Assert.Equal((675, 1200), (course.Media["media/nasha-shkola-1.webp"].Width, course.Media["media/nasha-shkola-1.webp"].Height));

        // Its picture is there for who writes the course, and for nobody else.
        var address = author.Page.QuerySelector("img.thumb")!.GetAttribute("src")!;
        await author.OpenAsync("~" + address);
        Assert.Equal(kept, author.Bytes);
        var other = await academy.InstructorAsync();
        await other.OpenAsync("~" + address);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        var learner = await academy.LearnerAsync();
        await learner.OpenAsync("~" + address);
        Assert.Equal(HttpStatusCode.NotFound, learner.Status);

        // Away and back.
        await author.OpenAsync($"{Root}/media");
        await PressUpAsync(author, "handler=Remove");
        Assert.Contains("Удалено: media/nasha-shkola-1.webp", author.Text);
        await author.PressAsync("undo");
        Assert.Equal(kept, await BytesAsync(academy, "media/nasha-shkola-1.webp"));
    }

    [Fact]
    public async Task A_heavy_picture_is_told_of_and_made_lighter_with_one_press_wherever_it_stands()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        var heavy = Pictures.Photo(700, 500, SKEncodedImageFormat.Png, grain: 50);
        await AddAsync(academy, "media/map.png", heavy);
        await SaveAsync(academy, "start/akim.ru.md", text => text + "\n![Карта](media/map.png) и media/map.png.old, media/map.pngx\n");
        await SaveAsync(academy, "start/akim.kk.md", text => text + "\n![Карта](media/map.png)\n");

        await author.OpenAsync($"{Root}/outline");
        Assert.Contains("map.png:", author.Text);
        await PressUpAsync(author, "handler=Shrink");

        Assert.Contains("Рисунок стал легче", author.Text);
        Assert.DoesNotContain("map.png:", author.Text);
        Assert.InRange((await BytesAsync(academy, "media/map.webp")).Length, 1, LessonWeight.PictureBudget);
        Assert.Contains("![Карта](media/map.webp) и media/map.png.old, media/map.pngx", await TextAsync(academy, "welcome", "start/akim.ru.md"));
    }

    [Fact]
    public async Task Hostile_files_are_refused_in_words_and_nothing_is_kept()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        var before = await DraftAsync(academy);
        var jpeg = Pictures.Photo(300, 200);
        foreach (var (name, bytes, sentence) in new (string, byte[], string)[]
        {
            ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"u8.ToArray(), "<script"),
            ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='x()'/>"u8.ToArray(), "onload"),
            ("a.png", Pictures.Bomb(), "25"), ("a.jpg", jpeg[..(jpeg.Length / 2)], "поврежд"), ("a.png", jpeg, "JPEG"), ("a.html", "<html><script>1</script></html>"u8.ToArray(), "такого вида"),
            ("a.exe", "MZ......"u8.ToArray(), "такого вида"), ("a.jpg", [], "пустой"), ("../../course.yml", "format: 1"u8.ToArray(), "такого вида"),
        })
        {
            await author.OpenAsync($"{Root}/media");
            await UploadAsync(author, "upload", name, bytes, ("Alt[kk]", "а"), ("Alt[ru]", "б"));
            Assert.True(author.Status == HttpStatusCode.BadRequest, $"{name}: {author.Status}");
            Assert.Contains(sentence, author.Text);
        }
        await author.OpenAsync($"{Root}/media");
        await UploadAsync(author, "upload", "huge.jpg", new byte[14 << 20], ("Alt[kk]", "а"), ("Alt[ru]", "б"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, author.Status);

        Assert.Equal(before.Revision, (await DraftAsync(academy)).Revision);
    }

    [Theory, OnEachDatabase]
    public async Task An_author_gives_and_takes_parts_and_the_last_author_stays(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var colleague = await academy.AddAccountAsync("Сейітова Айжан", roles: Roles.Instructor);
        await academy.AddAccountAsync("Сейітов Тыңдаушы");
        await author.OpenAsync($"{Root}/people");
        await author.PressAsync("find", ("Words", "се"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        await author.PressAsync("find", ("Words", "сейіт"));
        Assert.Contains("Найдено: 1", author.Text);
        await author.PressAsync("Author");
        Assert.Contains("Роль дана", author.Text);
        var second = await academy.SignInAsync(colleague, Languages.Russian);
        await second.OpenAsync($"{Root}/outline");
        Assert.Equal(HttpStatusCode.OK, second.Status);

        // The other takes the first one's part away, and then cannot give up the last.
        await second.OpenAsync($"{Root}/people");
        var members = await academy.QueryAsync(db => db.CourseMembers.ToListAsync());
        await ForgeAsync(second, $"{Root}/people?handler=Take", ("account", members.Single(one => one.AccountId != colleague.Id).AccountId.ToString()), ("role", "Author"));
        Assert.Contains("Роль снята", second.Text);
        await author.OpenAsync($"{Root}/people");
        Assert.Equal(HttpStatusCode.NotFound, author.Status);
        await ForgeAsync(second, $"{Root}/people?handler=Take", ("account", colleague.Id.ToString()), ("role", "Author"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("единственный автор", second.Text);
        var acts = await academy.QueryAsync(db => db.Journal.Where(entry => entry.Act == JournalAct.CourseRoleGiven || entry.Act == JournalAct.CourseRoleTaken).Select(entry => entry.Act).ToListAsync());
        Assert.Equal([JournalAct.CourseRoleGiven, JournalAct.CourseRoleTaken], acts.Order());
    }

    [Fact]
    public async Task What_a_lesson_is_said_to_weigh_is_what_its_page_weighs()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, TestContent.Real);
        var wrong = new List<string>();
        foreach (var language in (string[])["kk", "ru"])
        {
            var learner = await academy.EnrolledLearnerAsync("local-self-government", language);
            var course = (await academy.WithAsync(services => services.GetRequiredService<CourseShelf>().CurrentAsync(services.GetRequiredService<AcademyDb>(), "local-self-government", CancellationToken.None)))!.Course;
            foreach (var lesson in course.Lessons)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, learner.Resolve($"/learn/local-self-government/{lesson.Path}"));
                request.Headers.AcceptEncoding.ParseAdd("br");
                await learner.SendAsync(request);
                Assert.Equal("br", Assert.Single(learner.Response.Content.Headers.ContentEncoding));
                var weight = LessonWeight.Of(course, lesson, language);
                if (Math.Abs(weight.Page - learner.Bytes.Length) > learner.Bytes.Length * 0.1) wrong.Add($"{lesson.Path} {language}: said {weight.Page}, served {learner.Bytes.Length}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static Task<CourseDraft> DraftAsync(AcademyApp academy, string course = "welcome") =>
        academy.QueryAsync(db => db.Drafts.AsNoTracking().Include(draft => draft.Files).SingleAsync(draft => draft.CourseSlug == course));

    private static Task<byte[]> BytesAsync(AcademyApp academy, string path, string course = "welcome") => academy.QueryAsync(db => (
        from file in db.DraftFiles
        join draft in db.Drafts on file.DraftId equals draft.Id
        join content in db.Set<DraftContent>() on file.Id equals content.FileId
        where draft.CourseSlug == course && file.Path == path && file.RemovedAt == null
        select content.Bytes).SingleAsync());

    private static async Task<string> TextAsync(AcademyApp academy, string course, string path) => Encoding.UTF8.GetString(await BytesAsync(academy, path, course));

    private static Task<Course> CompiledAsync(AcademyApp academy) => academy.WithAsync(async services =>
        (await services.GetRequiredService<DraftShelf>().GetAsync(await services.GetRequiredService<AcademyDb>().Drafts.SingleAsync(), CancellationToken.None)).Compilation.Course!);

    private static Task<int> ChangeAsync(AcademyApp academy, Action<CourseDraft, DateTimeOffset> change) => academy.WithAsync(async services =>
    {
        var db = services.GetRequiredService<AcademyDb>();
        change(await db.Drafts.Include(draft => draft.Files).ThenInclude(file => file.Content).SingleAsync(), academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    private static Task<int> AddAsync(AcademyApp academy, string path, byte[] bytes) => ChangeAsync(academy, (draft, now) => draft.Add(path, bytes, null, now));

    private static Task<int> SaveAsync(AcademyApp academy, string path, Func<string, string> change) => ChangeAsync(academy, (draft, now) =>
        draft.Save(draft.Find(path)!, Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(draft.Find(path)!.Content!.Bytes))), null, now));

    // A post that no page offered, with the token that any page gave.
    private static Task<Browser> ForgeAsync(Browser browser, string address, params (string Name, string Value)[] fields)
    {
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, browser.Resolve(address))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("__RequestVerificationToken", token))),
        });
    }

    // The button whose address says so.
    private static Task<Browser> PressUpAsync(Browser browser, string address)
    {
        var button = browser.Page.QuerySelectorAll("button[formaction]").First(one => one.GetAttribute("formaction")!.Contains(address, StringComparison.Ordinal));
        button.Id = "pressed";
        return browser.PressAsync("pressed");
    }

    private static Task<Browser> UploadAsync(Browser browser, string button, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            if (browser.Page.QuerySelector($"[name='{field}']") is AngleSharp.Html.Dom.IHtmlSelectElement select) select.Value = value;
            else ((AngleSharp.Html.Dom.IHtmlInputElement)browser.Page.QuerySelector($"[name='{field}']")!).Value = value;
        }
        return browser.UploadAsync(button, "Picture", name, bytes);
    }
}
