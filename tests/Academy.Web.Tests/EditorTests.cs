using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Academy.Learning.Drafts;
using Academy.Storage;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>An author at a file of their course, without script: writes, looks, mends, saves; and what the script asks of the site.</summary>
public sealed class EditorTests
{
    private const string Lesson = "/studio/courses/welcome/files/start/akim.ru.md";
    private const string Api = "/api/studio/welcome";

    [Theory, OnEachDatabase]
    public async Task An_author_writes_sees_it_mends_it_and_saves_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync("/studio/courses/welcome/files");
        Assert.EndsWith(Lesson, author.Path);
        Assert.Contains("В этом файле замечаний нет.", author.Text);
        Assert.Equal("Полномочия", author.Page.QuerySelector("#studio-shown h2#s1")!.TextContent);

        var text = TextOf(author).Replace("Аким отвечает", "Сельский aким отвечает", StringComparison.Ordinal) + "\n::: note\nЗапомните.\n";
        await author.PressAsync("show", ("text", text));
        Assert.EndsWith("?draft=true", author.Path);
        Assert.Contains("Сельский aким отвечает", author.Page.QuerySelector("#studio-shown")!.TextContent);
        Assert.Contains("Строка 12", author.Text);
        Assert.Equal(["CW319:21:1", "CW322:12:10"], FixesOf(author));
        Assert.Equal(1, await NumberAsync(academy, "start/akim.ru.md"));

        await author.PressAsync("CW322:12:10");
        await author.PressAsync("CW319:21:1");
        Assert.Contains("Сельский аким отвечает", TextOf(author));
        Assert.EndsWith("::: note\nЗапомните.\n:::\n", TextOf(author));
        Assert.Contains("В этом файле замечаний нет.", author.Text);

        var written = TextOf(author);
        await author.PressAsync("save");
        Assert.EndsWith("?saved=2", author.Path);
        Assert.Contains("Сохранено: версия 2", author.Text);
        Assert.Equal(written, TextOf(author));
        Assert.Equal(0, await academy.QueryAsync(db => db.UnsavedTexts.CountAsync()));
        await author.OpenAsync("/courses/welcome");
        Assert.DoesNotContain("Сельский", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task What_was_not_touched_stays_byte_for_byte(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var bytes = Encoding.UTF8.GetBytes("\uFEFF---\r\nlaw_checked: 2026-11-16\r\n---\r\n\r\n\r\n# Маслихат  \r\n\tтабуляция\u00A0и\u2028знак\n\nконец\r\n\r\n");
        var author = await academy.AuthorAsync();
        await SaveBytesAsync(academy, "start/maslikhat.ru.md", bytes);
        await author.OpenAsync("/studio/courses/welcome/files/start/maslikhat.ru.md");

        await author.PressAsync("save");

        Assert.EndsWith("?saved=2", author.Path);
        Assert.Equal(bytes, await BytesAsync(academy, "start/maslikhat.ru.md"));
        await author.PressAsync("save", ("text", TextOf(author).Replace("конец", "начало", StringComparison.Ordinal)));
        Assert.Equal(Encoding.UTF8.GetString(bytes).Replace("конец", "начало", StringComparison.Ordinal), Encoding.UTF8.GetString(await BytesAsync(academy, "start/maslikhat.ru.md")));
    }

    [Theory, OnEachDatabase]
    public async Task Two_who_write_one_file_lose_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var other = await AnotherAuthorAsync(academy);
        foreach (var person in (Browser[])[author, other]) await person.OpenAsync(Lesson);

        // Different lines are put together.
        await other.PressAsync("save", ("text", TextOf(other).Replace("# Аким\n", "# Аким и люди\n", StringComparison.Ordinal)));
        await author.PressAsync("save", ("text", TextOf(author).Replace("перед маслихатом", "перед маслихатом и жителями", StringComparison.Ordinal)));
        Assert.EndsWith("?merged=3", author.Path);
        Assert.Contains("оба текста объединены", author.Text);
        Assert.Contains("# Аким и люди\n", TextOf(author));
        Assert.Contains("и жителями", TextOf(author));

        // The same line is for a person to decide.
        await other.OpenAsync(Lesson);
        await other.PressAsync("save", ("text", TextOf(other).Replace("# Аким и люди", "# Аким и маслихат", StringComparison.Ordinal)));
        await author.PressAsync("save", ("text", TextOf(author).Replace("# Аким и люди", "# Аким и сход", StringComparison.Ordinal)));
        Assert.EndsWith("?merge=true", author.Path);
        Assert.Contains("# Аким и маслихат", author.Text);
        Assert.Contains("# Аким и сход", author.Text);
        Assert.DoesNotContain("и сход", Encoding.UTF8.GetString(await BytesAsync(academy, "start/akim.ru.md")));

        await author.PressAsync("merge");
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("Выберите для каждого места", author.Text);

        // The other goes on meanwhile: what is decided is decided about what one has seen.
        await other.PressAsync("save", ("text", TextOf(other).Replace("# Аким и маслихат", "# Аким и район", StringComparison.Ordinal)));
        await author.PressAsync("merge", ("c0", "both"));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("# Аким и район", author.Text);
        await author.PressAsync("merge", ("c0", "both"));
        Assert.EndsWith("?saved=6", author.Path);
        Assert.Contains("# Аким и сход\n# Аким и район\n", TextOf(author));
        Assert.Equal(0, await academy.QueryAsync(db => db.UnsavedTexts.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task An_unsaved_text_waits_for_its_author_and_no_window_overwrites_it_unseen(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var window = author.SamePerson();
        await author.OpenAsync(Lesson);
        await window.OpenAsync(Lesson);
        await author.PressAsync("show", ("text", "# Первый\n"));

        await window.PressAsync("save", ("text", "# Второй\n"));
        Assert.Equal(HttpStatusCode.Conflict, window.Status);
        Assert.Equal("# Второй\n", TextOf(window));
        Assert.Contains("# Первый", window.Page.QuerySelector("#studio-other")!.TextContent);
        Assert.Equal(1, await NumberAsync(academy, "start/akim.ru.md"));
        await window.PressAsync("show");
        Assert.EndsWith("?draft=true", window.Path);

        await author.OpenAsync(Lesson);
        Assert.Contains("У вас есть несохранённый текст: 10:00.", author.Text);
        Assert.Contains("# Аким\n", TextOf(author));
        await author.FollowAsync("Продолжить");
        Assert.Equal("# Второй\n", TextOf(author));
        await author.OpenAsync(Lesson);
        await author.PressAsync("throw-away");
        Assert.DoesNotContain("несохранённый", author.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.UnsavedTexts.CountAsync()));

        // Nobody else is shown it.
        await author.PressAsync("show", ("text", "# Личное\n"));
        var other = await AnotherAuthorAsync(academy);
        await other.OpenAsync(Lesson);
        Assert.DoesNotContain("несохранённый", other.Text);
        await other.OpenAsync(Lesson + "?draft=true");
        Assert.DoesNotContain("Личное", other.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Whoever_has_no_part_in_the_course_finds_nothing_and_a_reviewer_only_reads(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(Lesson);
        var stranger = await academy.InstructorAsync();

        foreach (var address in (string[])[Lesson, "/studio/courses/welcome/files", "/studio/courses/welcome/files/course.yml", "/studio/courses/_library/files/law.yml"])
        {
            await stranger.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
        await stranger.OpenAsync("/studio/import");
        var token = stranger.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in (string[])["", "?handler=Preview", "?handler=Mend", "?handler=ThrowAway", "?handler=Merge"])
        {
            await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, stranger.Resolve(Lesson + handler))
            {
                Content = new FormUrlEncodedContent([new("text", "x"), new("base", "1"), new("__RequestVerificationToken", token)]),
            });
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
        foreach (var request in Requests(stranger, token))
        {
            await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }

        var reviewer = await academy.AddAccountAsync(roles: Roles.Instructor);
        await GiveAsync(academy, reviewer.Id, CourseRole.Reviewer);
        var reader = await academy.SignInAsync(reviewer, "ru");
        await reader.OpenAsync(Lesson);
        Assert.Equal(HttpStatusCode.OK, reader.Status);
        Assert.Null(reader.Page.QuerySelector("#save"));
        Assert.True(reader.Page.QuerySelector("#studio-text")!.HasAttribute("readonly"));
        token = reader.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK], await AnswersAsync(reader, Requests(reader, token)));
        Assert.Equal(1, await NumberAsync(academy, "start/akim.ru.md"));
        Assert.Equal(0, await academy.QueryAsync(db => db.UnsavedTexts.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_text_past_the_limit_is_refused_in_words_and_kept_on_the_page(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(Lesson);
        var large = "# Аким\n\n" + string.Concat(Enumerable.Repeat("Слово\n\n", 90_000));

        await author.PressAsync("save", ("text", large));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Текст больше 1 МБ", author.Text);
        Assert.Equal(large, TextOf(author));

        await author.SendAsync(Asking(author, HttpMethod.Put, "/unsaved/start/akim.ru.md", new { text = large, @base = 1, seen = 0 }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, author.Status);
        Assert.Equal(1, await NumberAsync(academy, "start/akim.ru.md"));
    }

    [Theory, OnEachDatabase]
    public async Task The_script_keeps_saves_and_looks_things_up(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(Lesson);
        var other = await AnotherAuthorAsync(academy);
        await other.OpenAsync(Lesson);
        var text = TextOf(author);

        var kept = await AskAsync(author, HttpMethod.Put, "/unsaved/start/akim.ru.md", new { text = text + "\nОдин.\n", @base = 1, seen = 0 });
        Assert.Equal((true, 1, "10:00"), (kept.GetProperty("kept").GetBoolean(), kept.GetProperty("number").GetInt32(), kept.GetProperty("at").GetString()));
        kept = await AskAsync(author, HttpMethod.Put, "/unsaved/start/akim.ru.md", new { text = text + "\nДва.\n", @base = 1, seen = 0 });
        Assert.Equal((false, text + "\nОдин.\n"), (kept.GetProperty("kept").GetBoolean(), kept.GetProperty("text").GetString()));

        var saved = await AskAsync(author, HttpMethod.Put, "/files/start/akim.ru.md", new { text = text + "\nДва.\n", @base = 1, seen = 0 });
        Assert.Equal("other", saved.GetProperty("state").GetString());
        saved = await AskAsync(author, HttpMethod.Put, "/files/start/akim.ru.md", new { text = text + "\nДва.\n", @base = 1, seen = 1 });
        Assert.Equal(("saved", 2), (saved.GetProperty("state").GetString(), saved.GetProperty("number").GetInt32()));

        var shown = await AskAsync(other, HttpMethod.Post, "/preview/start/akim.ru.md", new { text = text + "\nПрый aким.\n", language = "kk" });
        Assert.Equal(2, shown.GetProperty("number").GetInt32());
        var finding = Assert.Single(shown.GetProperty("findings").EnumerateArray());
        Assert.Equal(("CW322:21:6", "аким"), (finding.GetProperty("key").GetString(), finding.GetProperty("fix").GetProperty("text").GetString()));
        Assert.Contains("21-жол", shown.GetProperty("list").GetString());
        saved = await AskAsync(other, HttpMethod.Put, "/files/start/akim.ru.md", new { text = text + "\nТри.\n", @base = 1, seen = 0 });
        Assert.Equal("conflict", saved.GetProperty("state").GetString());

        foreach (var (kind, query, expected) in ((string, string, string)[])[("Act", "самоупр", "local-government"), ("Term", "масл", "maslikhat"), ("Lesson", "масл", "start/maslikhat"), ("File", "", "")])
        {
            var found = await AskAsync(author, HttpMethod.Get, $"/find?kind={kind}&q={Uri.EscapeDataString(query)}&language=ru", null);
            Assert.Equal(expected, string.Join(' ', found.EnumerateArray().Select(one => one.GetProperty("id").GetString())));
        }
    }

    [Fact]
    public async Task An_item_named_as_lessons_name_it_leads_to_its_file_in_the_readers_language()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();

        await author.OpenAsync("/kk/studio/courses/welcome/files/final/exam");
        Assert.EndsWith("/kk/studio/courses/welcome/files/final/exam.quiz.kk.md", author.Path);
        await author.OpenAsync("/studio/courses/welcome/files/final/nothing");
        Assert.Equal(HttpStatusCode.NotFound, author.Status);
    }

    [Fact]
    public async Task A_question_that_the_translation_lacks_and_another_right_answer_are_shown_as_the_file_says_them()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        await author.OpenAsync("/studio/courses/welcome/files/start/check.quiz.ru.md");
        var text = TextOf(author).Replace("- (x) на 4 года\n- ( ) на 5 лет", "- ( ) на 4 года\n- (x) на 5 лет", StringComparison.Ordinal) + "\n## Новый вопрос? {#new}\n\n= 7\n";

        await author.PressAsync("show", ("text", text));

        var shown = author.Page.QuerySelector("#studio-shown")!;
        Assert.Equal("на 5 лет", shown.QuerySelector("input:checked")!.ParentElement!.TextContent.Trim());
        Assert.Contains("Новый вопрос?", shown.TextContent);
        Assert.Contains("CW509", author.Text);
    }

    [Fact]
    public async Task Every_kind_of_file_is_shown_as_learners_will_see_it()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        await author.OpenAsync("/studio/courses/welcome/files/start/check.quiz.ru.md");
        var shown = author.Page.QuerySelector("#studio-shown")!;
        Assert.Equal(2, shown.QuerySelectorAll(".check").Length);
        Assert.Equal("на 4 года", shown.QuerySelector("input:checked")!.ParentElement!.TextContent.Trim());
        Assert.Contains("Не менее 10 процентов.", shown.TextContent);
        await author.OpenAsync("/studio/courses/welcome/files/course.yml");
        Assert.Contains("Начало", author.Page.QuerySelector("#studio-shown")!.TextContent);
        await author.OpenAsync("/studio/courses/welcome/files/about.ru.md");
        Assert.NotNull(author.Page.QuerySelector("#studio-shown h1"));

        var practice = await academy.AuthorAsync("practice");
        await practice.OpenAsync("/studio/courses/practice/files/work/plan.task.ru.md");
        Assert.Contains("Работы и сроки", practice.Page.QuerySelector("#studio-shown table")!.TextContent);
        await practice.OpenAsync("/studio/courses/practice/files/work/reasons.quiz.ru.md");
        Assert.Contains("Названа норма", practice.Page.QuerySelector("#studio-shown table")!.TextContent);
    }

    [Fact]
    public async Task Whatever_is_typed_the_preview_never_runs_script()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(Lesson);

        foreach (var text in HostileTexts.All)
        {
            await AssertHarmlessAsync(author, "start/akim.ru.md", $"# {text}\n\n{text}\n\n## {text}\n\n::: check\n{text}\n\n- ( ) {text}\n- (x) да\n  > {text}\n:::\n\n![{text}](media/x.png)\n");
            await AssertHarmlessAsync(author, "start/akim.ru.md", $"---\nobjectives:\n  - '{text.Replace("'", "''", StringComparison.Ordinal)}'\n---\n# Урок\n\n::: note {text}\n{text}\n:::\n\n| {text} | б |\n|---|---|\n| в | {text} |\n");
            await AssertHarmlessAsync(author, "start/check.quiz.ru.md", $"# {text}\n\n{text}\n\n## {text} {{#a}}\n\n- ( ) {text}\n- (x) да\n  > {text}\n\n> {text}\n\n## б {{#b}}\n\n= {text}\n\n## в {{#c}}\n\n{text} {{={text}}} {{=да|~{text}}}\n");
            await AssertHarmlessAsync(author, "about.ru.md", $"# {text}\n\n{text}\n");
            await AssertHarmlessAsync(author, "course.yml", $"format: 1\nlanguages: [kk, ru]\nhours: 1\nmodules:\n  - slug: start\n    title: {{ kk: а, ru: '{text.Replace("'", "''", StringComparison.Ordinal)}' }}\n    items: [akim]\n");
        }
    }

    private static async Task AssertHarmlessAsync(Browser author, string file, string text)
    {
        var shown = await AskAsync(author, HttpMethod.Post, $"/preview/{file}", new { text, language = "ru" });
        foreach (var part in (string[])["html", "list"])
            foreach (var element in new HtmlParser().ParseDocument(shown.GetProperty(part).GetString()!).All)
            {
                Assert.True(element is not (IHtmlScriptElement or IHtmlInlineFrameElement or IHtmlObjectElement or IHtmlEmbedElement or IHtmlStyleElement or IHtmlLinkElement or IHtmlMetaElement or IHtmlBaseElement or IHtmlFormElement)
                    && element.NamespaceUri == "http://www.w3.org/1999/xhtml", $"{element.OuterHtml} of {text}");
                foreach (var attribute in element.Attributes)
                    Assert.False(
                        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "action"
                        || attribute.Name is "href" or "src" or "formaction" && !IsHarmless(attribute.Value), $"{element.OuterHtml} of {text}");
            }
    }

    private static bool IsHarmless(string address) =>
        address.StartsWith('#') || address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith("../", StringComparison.Ordinal)
        || address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal);

    private static string TextOf(Browser author) => author.Page.QuerySelector<IHtmlTextAreaElement>("#studio-text")!.Value.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static List<string> FixesOf(Browser author) => [.. author.Page.QuerySelectorAll("button[data-fix]").Select(button => button.GetAttribute("value")!).Order(StringComparer.Ordinal)];

    private static IEnumerable<HttpRequestMessage> Requests(Browser person, string token)
    {
        yield return Asking(person, HttpMethod.Post, "/preview/start/akim.ru.md", new { text = "# x\n", language = "ru" }, token);
        yield return Asking(person, HttpMethod.Put, "/unsaved/start/akim.ru.md", new { text = "# x\n", @base = 1, seen = 0 }, token);
        yield return Asking(person, HttpMethod.Put, "/files/start/akim.ru.md", new { text = "# x\n", @base = 1, seen = 0 }, token);
        yield return Asking(person, HttpMethod.Get, "/find?kind=Act&language=ru", null, token);
    }

    private static async Task<List<HttpStatusCode>> AnswersAsync(Browser person, IEnumerable<HttpRequestMessage> requests)
    {
        var answers = new List<HttpStatusCode>();
        foreach (var request in requests) answers.Add((await person.SendAsync(request)).Status);
        return answers;
    }

    private static HttpRequestMessage Asking(Browser person, HttpMethod method, string address, object? body, string? token = null) =>
        new(method, person.Resolve(Api + address))
        {
            Content = body is null ? null : JsonContent.Create(body),
            Headers = { { "X-Antiforgery", token ?? person.Page.QuerySelector("#studio-form")!.GetAttribute("data-token") } },
        };

    private static async Task<JsonElement> AskAsync(Browser person, HttpMethod method, string address, object? body)
    {
        await person.SendAsync(Asking(person, method, address, body));
        Assert.True(person.Status == HttpStatusCode.OK, $"{method} {address}: {person.Status}");
        return JsonDocument.Parse(person.Bytes).RootElement;
    }

    private static async Task<Browser> AnotherAuthorAsync(AcademyApp academy)
    {
        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        await GiveAsync(academy, account.Id, CourseRole.Author);
        return await academy.SignInAsync(account, "ru");
    }

    private static Task<int> GiveAsync(AcademyApp academy, Guid account, CourseRole role) => academy.QueryAsync(db =>
    {
        db.CourseMembers.Add(new CourseMember("welcome", account, role, null, academy.Clock.GetUtcNow()));
        return db.SaveChangesAsync();
    });

    private static Task<int> NumberAsync(AcademyApp academy, string path) =>
        academy.QueryAsync(db => db.DraftFiles.Where(file => file.Path == path).Select(file => file.Number).SingleAsync());

    private static Task<byte[]> BytesAsync(AcademyApp academy, string path) => academy.QueryAsync(db =>
        db.DraftFiles.Where(file => file.Path == path).Select(file => file.Content!.Bytes).SingleAsync());

    private static Task<int> SaveBytesAsync(AcademyApp academy, string path, byte[] bytes) => academy.QueryAsync(async db =>
    {
        var draft = await db.Drafts.Include(one => one.Files).ThenInclude(file => file.Content).SingleAsync();
        draft.Save(draft.Find(path)!, bytes, null, academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });
}
