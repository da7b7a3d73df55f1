using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>The program as it is typed in a terminal: what it prints, and how it ends.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Lesson = "start/akim.ru.md";

    private readonly string _folder = Directory.CreateTempSubdirectory("academy-commands-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_names_file_line_and_rule_and_ends_with_1()
    {
        var content = ContentWith("law:local-government#35", "law:nowhere#35");

        var run = await RunAsync("check", content);

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"courses/welcome/{Lesson}(8,", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("): error CW", run.Lines[0]);
        Assert.Equal("1 course, 1 error, 0 warnings", run.Lines[^1]);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Check_of_one_course_knows_the_law_register_it_lies_under()
    {
        var content = ContentWith("Аким отвечает", "[Аким](lesson:start/nobody) отвечает");

        var run = await RunAsync("check", Path.Combine(content, "courses", "welcome"), "--language", "ru");

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"{Lesson}(12,", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("nobody", run.Lines[0]);
        Assert.Equal("1 курс, 1 ошибка, 0 предупреждений", run.Lines[^1]);
    }

    [Fact]
    public async Task Check_of_the_shipped_content_has_nothing_to_say()
    {
        var run = await RunAsync("check", TestContent.Real);

        Assert.Equal(0, run.Code);
        Assert.Equal(["2 courses, 0 errors, 0 warnings"], run.Lines);
    }

    [Fact]
    public async Task Check_writes_sarif_for_code_hosts()
    {
        var run = await RunAsync("check", ContentWith("law:local-government#35", "law:nowhere#35"), "--format=sarif", "--language=kk");

        Assert.Equal(1, run.Code);
        using var sarif = JsonDocument.Parse(run.Output);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var result = Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal("error", result.GetProperty("level").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal($"courses/welcome/{Lesson}", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(8, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("1 курс, 1 қате, 0 ескерту", run.Error.Trim());
    }

    [Fact]
    public async Task Render_shows_what_a_lesson_becomes()
    {
        var file = Path.Combine(TestContent.Folder, "courses", "welcome", "start", "akim.ru.md");

        var fromFile = await RunAsync("render", file);
        var fromInput = await RunAsync(["render", "-"], input: "# Тақырып\n\n**Маңызды** сөз.\n");

        Assert.Equal((0, ""), (fromFile.Code, fromFile.Error));
        Assert.Contains("<h2 id=\"s1\">Полномочия</h2>", fromFile.Output);
        Assert.Equal(0, fromInput.Code);
        Assert.Contains("<strong>Маңызды</strong>", fromInput.Output);
    }

    [Theory]
    [InlineData("verify", "<file>")]
    [InlineData("backup all.zip", "backup")]
    [InlineData("restore all.zip", "restore")]
    [InlineData("user remove", "user remove")]
    [InlineData("--watch", "--watch")]
    [InlineData("check --formt=sarif", "--formt=sarif")]
    [InlineData("check --format xml", "xml")]
    [InlineData("check one two", "two")]
    [InlineData("render", "<file.md>")]
    [InlineData("import course.zip --publsh", "--publsh")]
    [InlineData("import course.zip --publsh=true", "--publsh=true")]
    [InlineData("export welcome out --edition last", "last")]
    [InlineData("export welcome out --edition 1 --draft", "--draft")]
    [InlineData("import course.zip --publish --merge", "--merge")]
    [InlineData("preview content --port 99999", "99999")]
    [InlineData("preview content --prot 5000", "--prot")]
    [InlineData("user add --role staff", "--email")]
    [InlineData("user add --email a@academy.test", "--role")]
    [InlineData("user add --email --role staff", "--email")]
    [InlineData("user add --email a@academy.test --role boss", "boss")]
    public async Task A_line_that_makes_no_sense_is_told_in_one_sentence(string line, string named)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(named, run.Error);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Help_shows_every_command()
    {
        var run = await RunAsync("--help");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(["check [folder]", "render <file.md>", "preview [folder]", "import <folder|zip>", "export <course>", "migrate", "user add --email"], command => Assert.Contains(command, run.Output));
    }

    [Theory]
    [InlineData("migrate --Database:Provider=Oracle", "Database__Provider: there is no database “Oracle”.")]
    [InlineData("--Database:Provider=Oracle", "Database__Provider: there is no database “Oracle”.")]
    [InlineData("--Site:Url=nowhere", "Site__Url: “nowhere” does not work.")]
    [InlineData("import . --Mail:Port=many", "Mail__Port: “many” is not a port.")]
    [InlineData("migrate --Database:Provider=Postgres --ConnectionStrings:Academy=Host=127.0.0.1;Port=1;Timeout=2", "The database cannot be reached.")]
    public async Task A_setting_that_cannot_work_is_told_in_one_sentence(string line, string sentence)
    {
        var run = await RunAsync([.. line.Split(' '), $"--Data:Folder={_folder}"]);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Theory, OnEachDatabase]
    public async Task A_folder_goes_in_and_comes_out_byte_for_byte(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var content = ContentWith("Аким отвечает перед маслихатом.", "Аким отчитывается.\r\n");
        var course = Path.Combine(content, "courses", "welcome");
        var (whole, newest, first) = (Path.Combine(_folder, "out"), Path.Combine(_folder, "newest"), Path.Combine(_folder, "first"));

        var draft = await RunAsync(academy, "import", content);
        Assert.Equal((0, "welcome: edition 2 is taken in, not published yet.", ""), (draft.Code, draft.Output.Trim(), draft.Error));
        var published = await RunAsync(academy, "import", course, "--publish");
        Assert.Equal((0, "welcome: edition 2 is published.", ""), (published.Code, published.Output.Trim(), published.Error));

        Assert.Equal(0, (await RunAsync(academy, "export", "welcome", newest)).Code);
        Assert.Equal(0, (await RunAsync(academy, "export", "welcome", first, "--edition", "1")).Code);

        Assert.Equal(Package.FilesIn(course), Package.FilesIn(newest));
        Assert.Equal(Package.Of().Files, Package.FilesIn(first));

        var again = await RunAsync(academy, "export", "welcome", newest);
        Assert.Equal((1, ""), (again.Code, again.Output));
        Assert.Contains("Name a new or an empty folder.", again.Error);
        Assert.Contains("has no edition 9", (await RunAsync(academy, "export", "welcome", whole, "--edition", "9")).Error);
        Assert.Contains("no published course nothing", (await RunAsync(academy, "export", "nothing", whole)).Error);
        Assert.Equal(2, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task Export_writes_the_draft_where_it_is_asked_for(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var folder = Path.Combine(_folder, "draft");
        var early = await RunAsync(academy, "export", "welcome", folder, "--draft");
        Assert.Equal((1, ""), (early.Code, early.Output));
        Assert.Contains("The course “welcome” has no draft.", early.Error);
        Assert.False(Directory.Exists(folder));

        await academy.AuthorAsync();
        var typed = Encoding.UTF8.GetBytes("# Аким\r\nОтчитывается.\n");
        await academy.QueryAsync(async db =>
        {
            var draft = await db.Drafts.Include(stored => stored.Files).ThenInclude(file => file.Content).SingleAsync();
            draft.Save(draft.Find(Lesson)!, typed, by: null, DateTimeOffset.UtcNow);
            return await db.SaveChangesAsync();
        });
        var run = await RunAsync(academy, "export", "welcome", folder, "--draft");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Package.Of().Files.ToDictionary(file => file.Key, file => file.Key == Lesson ? typed : file.Value), Package.FilesIn(folder));
    }

    [Theory, OnEachDatabase]
    public async Task Import_leaves_a_written_draft_alone_and_merges_only_what_nobody_has_to_decide(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.AuthorAsync();
        var course = Path.Combine(ContentWith("Аким отвечает перед маслихатом.", "Аким отчитывается."), "courses", "welcome");

        // Nobody has written in it: the draft goes along, and what is published is what the draft is.
        var along = await RunAsync(academy, "import", course, "--publish");
        Assert.Equal((0, "welcome: edition 2 is published."), (along.Code, along.Output.Trim()));
        var draft = await academy.QueryAsync(db => db.Drafts.SingleAsync());
        Assert.False(draft.HasChanges);
        Assert.Contains("Аким отчитывается.", await DraftTextAsync(academy, Lesson));

        await academy.WriteAsync("start/maslikhat.ru.md", "Сессия проходит открыто.", "Сессия открыта для всех.");
        await File.WriteAllTextAsync(Path.Combine(course, Lesson), (await File.ReadAllTextAsync(Path.Combine(course, Lesson), TestContext.Current.CancellationToken)).Replace("Аким отчитывается.", "Аким отчитывается в марте.", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var held = await RunAsync(academy, "import", course);
        Assert.Equal((1, ""), (held.Code, held.Output));
        Assert.Contains("welcome: the draft has changes of its own", held.Error);
        Assert.Contains("https://academy.test/en/studio/courses/welcome/bring", held.Error);

        var merged = await RunAsync(academy, "import", course, "--merge");
        Assert.Equal((0, ""), (merged.Code, merged.Error));
        Assert.Contains($"welcome/{Lesson}: taken from the folder", merged.Output);
        Assert.Contains("Аким отчитывается в марте.", await DraftTextAsync(academy, Lesson));
        Assert.Contains("Сессия открыта для всех.", await DraftTextAsync(academy, "start/maslikhat.ru.md"));

        await academy.WriteAsync(Lesson, "в марте", "в апреле");
        await File.WriteAllTextAsync(Path.Combine(course, Lesson), (await File.ReadAllTextAsync(Path.Combine(course, Lesson), TestContext.Current.CancellationToken)).Replace("в марте", "в мае", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var both = await RunAsync(academy, "import", course, "--merge");
        Assert.Equal(1, both.Code);
        Assert.Contains($"welcome/{Lesson}: changed on both sides", both.Output);
        Assert.Contains("в апреле", await DraftTextAsync(academy, Lesson));
        Assert.Equal(2, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task Export_writes_the_history_beside_the_folder(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.AuthorAsync();
        var folder = Path.Combine(_folder, "out");

        var run = await RunAsync(academy, "export", "welcome", folder, "--draft", "--history");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Package.Of().Files, Package.FilesIn(folder));
        var history = await File.ReadAllBytesAsync(Path.Combine(_folder, "welcome.fast-import"), TestContext.Current.CancellationToken);
        Assert.EndsWith("done\n", Encoding.UTF8.GetString(history), StringComparison.Ordinal);
        var again = await RunAsync(academy, "export", "welcome", Path.Combine(_folder, "other"), "--draft", "--history");
        Assert.Equal((1, ""), (again.Code, again.Output));
        Assert.Contains("welcome.fast-import", again.Error);
    }

    private static Task<string> DraftTextAsync(AcademyApp academy, string path) => academy.QueryAsync(async db => Encoding.UTF8.GetString(await (
        from file in db.DraftFiles
        join content in db.Set<Learning.Drafts.DraftContent>() on file.Id equals content.FileId
        where file.Path == path && file.RemovedAt == null
        select content.Bytes).SingleAsync()));

    [Theory, OnEachDatabase]
    public async Task A_broken_course_is_refused_with_its_lines_and_changes_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var zip = Path.Combine(_folder, "welcome.zip");
        await File.WriteAllBytesAsync(zip, Package.Of().With(Lesson, "law:local-government#35", "law:nowhere#35").Zip(folder: ""), TestContext.Current.CancellationToken);

        var run = await RunAsync(academy, "import", zip, "--publish");
        var missing = await RunAsync(academy, "import", zip + ".not");

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"{Lesson}(8,", run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("welcome: not taken in", run.Lines[^1], StringComparison.Ordinal);
        Assert.Equal((1, ""), (missing.Code, missing.Output));
        Assert.Contains("There is neither a file nor a folder", missing.Error);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task User_add_prints_a_link_that_sets_the_password_once(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);

        var run = await RunAsync(academy, "user", "add", "--email", "marat@academy.test", "--role", "instructor", "--name", "Жұмабеков Марат");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(2, run.Lines.Length);
        var link = new Uri(run.Lines[1]);
        Assert.Equal("https://academy.test/en/account/reset", link.GetLeftPart(UriPartial.Path));
        var person = academy.Stranger("en");
        await person.OpenAsync(link.PathAndQuery);
        await person.PressAsync("save", ("NewPassword", "qyzyl-alma-2026"));
        await person.OpenAsync("/account/sign-in");
        await person.PressAsync("sign-in", ("Email", "marat@academy.test"), ("Password", "qyzyl-alma-2026"));
        Assert.Equal(HttpStatusCode.OK, (await person.OpenAsync("/studio")).Status);

        var stranger = academy.Stranger("en");
        await stranger.OpenAsync(link.PathAndQuery);
        Assert.Null(stranger.Page.QuerySelector("#save"));

        Assert.Equal(0, (await RunAsync(academy, "user", "add", "--email", "marat@academy.test", "--role", "staff")).Code);
        Assert.Equal(0, (await RunAsync(academy, "user", "add", "--email", "marat@academy.test", "--role", "staff")).Code);
        var account = await academy.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<UserManager<Account>>();
            var found = (await accounts.FindByEmailAsync("marat@academy.test"))!;
            Assert.Equivalent(new[] { Roles.Instructor, Roles.Staff }, await accounts.GetRolesAsync(found), strict: true);
            return found;
        });
        var journal = await academy.QueryAsync(db => db.Journal.Where(entry => entry.Subject.StartsWith(account.Id.ToString())).Select(entry => $"{entry.Act} {entry.Subject}").ToListAsync());
        Assert.Equivalent(
            new[] { $"{JournalAct.AccountCreated} {account.Id}", $"{JournalAct.RoleGiven} {account.Id} instructor", $"{JournalAct.RoleGiven} {account.Id} staff" }, journal, strict: true);
    }

    [Fact]
    public async Task The_first_account_can_come_before_the_first_start()
    {
        var run = await RunAsync("user", "add", "--email", "dina@academy.test", "--role", "admin", $"--Data:Folder={Path.Combine(_folder, "data")}");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("http://localhost:5080/en/account/reset?user=", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_chosen_by_a_stranger_does_not_come_to_life_with_a_role()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var account = await academy.AddAccountAsync();
        await academy.QueryAsync(db => db.Users.Where(stored => stored.Id == account.Id).ExecuteUpdateAsync(row => row.SetProperty(stored => stored.EmailConfirmed, false)));

        Assert.Equal(0, (await RunAsync(academy, "user", "add", "--email", account.Email!, "--role", "admin")).Code);

        var stranger = academy.Stranger();
        await stranger.OpenAsync("/account/sign-in");
        await stranger.PressAsync("sign-in", ("Email", account.Email!), ("Password", AcademyApp.Password));
        Assert.NotEqual(HttpStatusCode.OK, stranger.Status);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Марат <marat@academy.test>")]
    public async Task User_add_refuses_what_is_no_address(string email)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);

        var run = await RunAsync(academy, "user", "add", "--email", email, "--role", "staff");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("does not work as a mail address", run.Error);
    }

    private string ContentWith(string old, string changed)
    {
        var content = Path.Combine(_folder, "content");
        foreach (var file in Directory.EnumerateFiles(TestContent.Folder, "*", SearchOption.AllDirectories))
        {
            if (file.StartsWith(Path.Combine(TestContent.Folder, "courses", "practice"), StringComparison.Ordinal)) continue;
            var copy = Path.Combine(content, Path.GetRelativePath(TestContent.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Courseware.CourseSource.FromZip(new MemoryStream(Package.Of().With(Lesson, old, changed).Zip(folder: ""))).Source.WriteTo(Path.Combine(content, "courses", "welcome"));
        return content;
    }

    /// <summary>With the settings of a running site: a command works beside it, on its database.</summary>
    private static Task<Run> RunAsync(AcademyApp academy, params string[] arguments)
    {
        var settings = academy.Services.GetRequiredService<Settings>();
        return RunAsync(
        [
            .. arguments, "--environment=Development", "--Demo=false", $"--Database:Provider={settings.Provider}", $"--ConnectionStrings:Academy={settings.Connection}",
            $"--Data:Folder={settings.DataFolder}", $"--Site:Url={settings.SiteUrl}",
        ]);
    }

    private static Task<Run> RunAsync(params string[] arguments) => RunAsync(arguments, input: "");

    private static async Task<Run> RunAsync(string[] arguments, string input)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["LC_ALL"] = "en_GB.UTF-8";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await error);
    }

    private sealed record Run(int Code, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
