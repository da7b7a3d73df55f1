using System.Net;
using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>An author takes the draft away, changes the folder with an editor of their own, and brings it back: nothing goes in that they have not seen, nothing is lost.</summary>
public sealed class BringingBackTests
{
    private const string Page = "/studio/courses/welcome/bring";
    private const string Akim = "start/akim.ru.md";
    private const string AkimKk = "start/akim.kk.md";
    private const string Council = "start/maslikhat.ru.md";
    private const string CouncilKk = "start/maslikhat.kk.md";

    [Theory, OnEachDatabase]
    public async Task A_folder_that_nobody_has_changed_makes_no_revision(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var before = await StateAsync(academy);
        var folder = await TakeAwayAsync(author);

        await BringAsync(author, folder);

        Assert.Equal(HttpStatusCode.OK, author.Status);
        Assert.Contains("Отличий нет", author.Text);
        Assert.Null(author.Page.QuerySelector("#put-in"));
        await author.PressAsync("throw-away");
        Assert.Equal(before, await StateAsync(academy));
        Assert.Equal(0, await academy.QueryAsync(db => db.FolderUploads.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task What_each_side_has_changed_goes_in_in_one_save_and_what_both_have_changed_is_decided(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        // In the folder: two texts changed, one new, two taken out. In the draft meanwhile: the same line of one text, another line of a second, one of the removed.
        folder[Akim] = Put(folder[Akim], "Аким отвечает перед маслихатом.", "Аким отвечает перед маслихатом и жителями.");
        folder[Council] = Put(folder[Council], "Сессия проходит открыто.", "Сессия проходит открыто, в рабочий день.\r\n");
        folder["start/new.ru.md"] = "# Новый урок\n"u8.ToArray();
        folder.Remove(AkimKk);
        folder.Remove(CouncilKk);
        await academy.WriteAsync(Akim, "Аким отвечает перед маслихатом.", "Аким отчитывается перед маслихатом.");
        await academy.WriteAsync(Council, "Маслихат утверждает бюджет.", "Маслихат утверждает бюджет района.");
        await academy.WriteAsync(CouncilKk, "#", "# ");
        var kept = await BytesAsync(academy, CouncilKk);
        var revision = (await academy.QueryAsync(db => db.Drafts.SingleAsync())).Revision;

        await BringAsync(author, folder);
        Assert.Contains("Изменены с обеих сторон: 3", author.Text);
        Assert.Contains("Удалены из папки: 1", author.Text);
        Assert.Contains("Новые в папке: 1", author.Text);
        var clash = Assert.Single(author.Page.QuerySelectorAll("#bring-form .clash"));
        Assert.Contains("Аким отчитывается перед маслихатом.", clash.TextContent);
        Assert.Contains("Аким отвечает перед маслихатом и жителями.", clash.TextContent);
        Assert.Equal(revision, (await academy.QueryAsync(db => db.Drafts.SingleAsync())).Revision);
        var field = clash.QuerySelector("input")!.GetAttribute("name")!;
        await author.PressAsync("put-in", (field, "Folder"));

        Assert.Contains("Изменено файлов: 4", author.Text);
        Assert.Equal(folder[Akim], await BytesAsync(academy, Akim));
        var council = Encoding.UTF8.GetString((await BytesAsync(academy, Council))!);
        Assert.Contains("Маслихат утверждает бюджет района.", council);
        Assert.Contains("Сессия проходит открыто, в рабочий день.", council);
        Assert.Equal(folder["start/new.ru.md"], await BytesAsync(academy, "start/new.ru.md"));
        Assert.Null(await BytesAsync(academy, AkimKk));
        Assert.Equal(kept, await BytesAsync(academy, CouncilKk));
        Assert.Equal(0, await academy.QueryAsync(db => db.FolderUploads.CountAsync()));
        // And each is a step of its history, by this person: what was taken out can be had again.
        var authorId = await academy.AuthorIdAsync();
        Assert.Equal(RevisionKind.Removed, await academy.QueryAsync(db => (
            from one in db.FileRevisions
            where one.Path == AkimKk && one.ById == authorId
            orderby one.Number descending
            select one.Kind).FirstAsync()));

        // The folder on the author's computer is as it was, and goes on from there: the line decided is decided.
        folder[Akim] = Put(folder[Akim], "15", "20");
        await BringAsync(author, folder);
        Assert.Contains("Изменены в папке: 1", author.Text);
        Assert.Empty(author.Page.QuerySelectorAll("#bring-form .clash"));
    }

    [Theory, OnEachDatabase]
    public async Task A_draft_that_was_changed_since_the_page_was_shown_is_told_and_the_folder_waits_on(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[Akim] = Put(folder[Akim], "Аким отвечает", "Аким отчитывается");
        await BringAsync(author, folder);
        var second = author.SamePerson();
        await second.OpenAsync(Page);
        await academy.WriteAsync(Council, "Сессия проходит открыто.", "Сессия открыта для всех.");

        await author.PressAsync("put-in");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("черновик изменили", author.Text);
        Assert.DoesNotContain("отчитывается", Encoding.UTF8.GetString((await BytesAsync(academy, Akim))!));

        await author.PressAsync("put-in");
        Assert.Contains("Изменено файлов: 1", author.Text);
        Assert.Equal(folder[Akim], await BytesAsync(academy, Akim));
        Assert.Contains("Сессия открыта для всех.", Encoding.UTF8.GetString((await BytesAsync(academy, Council))!));
        await second.PressAsync("put-in");
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Эта папка больше не ждёт", second.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Taking_the_draft_away_once_more_does_not_make_a_waiting_folder_newer(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[Akim] = Put(folder[Akim], "15", "20");
        await academy.WriteAsync(Akim, "Аким отвечает", "Аким отчитывается");
        await BringAsync(author, folder);
        await TakeAwayAsync(author.SamePerson());

        await author.OpenAsync(Page);
        Assert.Contains("Изменены с обеих сторон: 1", author.Text);
        await author.PressAsync("put-in");
        var text = Encoding.UTF8.GetString((await BytesAsync(academy, Akim))!);
        Assert.Contains("minutes: 20", text);
        Assert.Contains("Аким отчитывается", text);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_alone_says_nothing_of_the_others(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var changed = Put((await TakeAwayAsync(author))[Akim], "Аким отвечает", "Аким отчитывается");

        await author.OpenAsync(Page);
        await author.UploadAsync("hand-in", "Files", "akim.ru.md", changed);
        Assert.Contains("Изменены в папке: 1", author.Text);
        Assert.DoesNotContain("Удалены из папки", author.Text);
        await author.PressAsync("put-in");
        Assert.Equal(changed, await BytesAsync(academy, Akim));

        await author.OpenAsync(Page);
        await author.UploadAsync("hand-in", "Files", "nobody.ru.md", changed);
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("nobody.ru.md: в курсе нет такого файла", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_moved_here_takes_the_changes_of_its_old_name(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[Akim] = Put(folder[Akim], "Аким отвечает", "Аким отчитывается");
        await academy.QueryAsync(async db =>
        {
            var draft = await db.Drafts.Include(stored => stored.Files).SingleAsync();
            draft.Rename(draft.Find(Akim)!, "start/head.ru.md", by: null, DateTimeOffset.UtcNow);
            return await db.SaveChangesAsync();
        });

        await BringAsync(author, folder);
        Assert.Contains("В папке называется: start/akim.ru.md", author.Text);
        await author.PressAsync("put-in");
        Assert.Equal(folder[Akim], await BytesAsync(academy, "start/head.ru.md"));
        Assert.Null(await BytesAsync(academy, Akim));
    }

    [Theory, OnEachDatabase]
    public async Task A_picture_that_both_have_changed_is_chosen_side_by_side(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await AddAsync(academy, "media/map.svg", Svg("M0 0h1"));
        var folder = await TakeAwayAsync(author);
        folder["media/map.svg"] = Svg("M0 0h2");
        await ChangeAsync(academy, "media/map.svg", Svg("M0 0h3"));

        await BringAsync(author, folder);
        var picture = author.Page.QuerySelector("#bring-form img[src*='handler=Picture']")!.GetAttribute("src")!;
        await author.PressAsync("put-in");
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("Сделайте выбор", author.Text);
        var field = author.Page.QuerySelector("#bring-form input[type=radio]")!.GetAttribute("name")!;
        await author.PressAsync("put-in", (field, "Folder"));
        Assert.Equal(folder["media/map.svg"], await BytesAsync(academy, "media/map.svg"));

        await BringAsync(author, new Dictionary<string, byte[]>(folder) { ["media/map.svg"] = Svg("M0 0h4") });
        await author.OpenAsync(picture);
        Assert.Equal(("image/svg+xml", "sandbox"), (author.Response.Content.Headers.ContentType?.MediaType, author.Response.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal(Svg("M0 0h4"), author.Bytes);
    }

    [Theory]
    [InlineData("../../outside.md", "# x")]
    [InlineData("start/akim.ru.md/inner.md", "# x")]
    [InlineData("media/map.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>""")]
    [InlineData("inner.zip", "PK\u0003\u0004")]
    public async Task A_hostile_folder_is_refused_whole_and_nothing_of_it_waits(string path, string content)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[path] = Encoding.UTF8.GetBytes(content);

        await BringAsync(author, folder);

        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.NotEmpty(author.Page.QuerySelectorAll(".diag .err"));
        Assert.Equal(0, await academy.QueryAsync(db => db.FolderUploads.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Only_an_author_brings_back_and_sees_only_their_own_folder(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[Akim] = Put(folder[Akim], "Аким отвечает", "Аким отчитывается");
        await BringAsync(author, folder);
        var (reviewer, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Reviewer);
        foreach (var person in (Browser[])[await academy.InstructorAsync(), reviewer])
        {
            await person.OpenAsync("/studio/import");
            var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            foreach (var handler in (string[])["", "?handler=Upload", "?handler=ThrowAway"])
            {
                await person.SendAsync(new HttpRequestMessage(HttpMethod.Post, person.Resolve(Page + handler)) { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
                Assert.Equal(HttpStatusCode.NotFound, person.Status);
            }
            foreach (var address in (string[])[Page, $"{Page}?handler=Picture&path=media/map.svg"]) Assert.Equal(HttpStatusCode.NotFound, (await person.OpenAsync(address)).Status);
        }
        var (second, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Author);
        await second.OpenAsync(Page);
        Assert.Equal((HttpStatusCode.OK, null), (second.Status, second.Page.QuerySelector("#put-in")));
        Assert.Equal(1, await academy.QueryAsync(db => db.FolderUploads.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_folder_that_nobody_decides_about_goes_after_its_time(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var folder = await TakeAwayAsync(author);
        folder[Akim] = Put(folder[Akim], "Аким отвечает", "Аким отчитывается");
        await BringAsync(author, folder);
        academy.Clock.Advance(FolderUpload.Kept);

        author = await academy.SignInAsync(await academy.QueryAsync(db => db.Users.SingleAsync(account => db.CourseMembers.Any(member => member.AccountId == account.Id))), "ru");
        await author.OpenAsync(Page);
        Assert.Null(author.Page.QuerySelector("#put-in"));
        var (second, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Author);
        await BringAsync(second, folder);
        Assert.Equal(1, await academy.QueryAsync(db => db.FolderUploads.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_package_comes_in_only_by_the_courses_authors_and_the_draft_goes_along(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var other = await academy.InstructorAsync();
        var package = Package.Of().With(Akim, "Аким отвечает", "Аким отчитывается");
        await ImportAsync(other, package.Zip());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("welcome: этот курс ведут другие авторы", other.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));

        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await ImportAsync(author, package.Zip());
        Assert.Equal("/ru/studio/courses/welcome?imported=2", author.Path);
        Assert.Equal(package.Files[Akim], await BytesAsync(academy, Akim));

        // Once more, and the draft is still only what was brought in.
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        package = package.With(Akim, "Аким отчитывается", "Аким отвечает и отчитывается");
        await ImportAsync(author, package.Zip());
        Assert.Equal("/ru/studio/courses/welcome?imported=3", author.Path);
        Assert.Equal(package.Files[Akim], await BytesAsync(academy, Akim));
    }

    [Theory, OnEachDatabase]
    public async Task A_package_that_meets_a_written_draft_waits_beside_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.WriteAsync(Council, "Сессия проходит открыто.", "Сессия открыта для всех.");

        await ImportAsync(author, Package.Of().With(Akim, "Аким отвечает", "Аким отчитывается").Zip());

        Assert.Equal("/ru/studio/courses/welcome/bring?waits=true", author.Path);
        Assert.Contains("Пакет ждёт здесь", author.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
        await author.PressAsync("put-in");
        Assert.Contains("отчитывается", Encoding.UTF8.GetString((await BytesAsync(academy, Akim))!));
        Assert.Contains("открыта для всех", Encoding.UTF8.GetString((await BytesAsync(academy, Council))!));
    }

    [Theory, OnEachDatabase]
    public async Task Who_brings_a_new_course_in_is_its_author(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();
        await ImportAsync(instructor, Package.Of().Zip("budget"), "budget.zip");

        Assert.Equal("/ru/studio/courses/budget?imported=1", instructor.Path);
        await instructor.OpenAsync("/studio/courses/budget/files/start/akim.ru.md");
        Assert.Equal(HttpStatusCode.OK, instructor.Status);
        var other = await academy.InstructorAsync();
        await ImportAsync(other, Package.Of().With(Akim, "Аким отвечает", "Аким отчитывается").Zip("budget"), "budget.zip");
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        // What was brought in can go its way through review to learners.
        Assert.True(await academy.QueryAsync(db => db.Drafts.AnyAsync(draft => draft.CourseSlug == "budget" && draft.EditionId == null)));
    }

    private static async Task<Dictionary<string, byte[]>> TakeAwayAsync(Browser author)
    {
        await author.OpenAsync("/studio/courses/welcome/draft.zip");
        return Package.FilesIn(author.Bytes).ToDictionary(file => file.Key["welcome/".Length..], file => file.Value);
    }

    private static async Task BringAsync(Browser author, IReadOnlyDictionary<string, byte[]> folder)
    {
        await author.OpenAsync(Page);
        await author.UploadAsync("hand-in", "Folder", "folder.zip", new CourseSource(folder.Select(file => KeyValuePair.Create($"welcome/{file.Key}", (ReadOnlyMemory<byte>)file.Value))).ToZip());
    }

    private static async Task ImportAsync(Browser person, byte[] zip, string name = "welcome.zip")
    {
        await person.OpenAsync("/studio/import");
        await person.UploadAsync("import", "Package", name, zip);
    }

    private static byte[] Put(byte[] text, string old, string changed)
    {
        var whole = Encoding.UTF8.GetString(text);
        return whole.Contains(old, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(whole.Replace(old, changed, StringComparison.Ordinal)) : throw new InvalidOperationException($"There is no '{old}'.");
    }

    private static byte[] Svg(string path) => Encoding.UTF8.GetBytes($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><path d="{path}"/></svg>""");

    private static Task<byte[]?> BytesAsync(AcademyApp academy, string path) => academy.QueryAsync(db => (
        from file in db.DraftFiles
        join content in db.Set<DraftContent>() on file.Id equals content.FileId
        join draft in db.Drafts on file.DraftId equals draft.Id
        where draft.CourseSlug == "welcome" && file.Path == path && file.RemovedAt == null
        select content.Bytes).FirstOrDefaultAsync());

    private static Task<int> AddAsync(AcademyApp academy, string path, byte[] bytes) => academy.QueryAsync(async db =>
    {
        var draft = await db.Drafts.Include(stored => stored.Files).SingleAsync();
        draft.Add(path, bytes, by: null, academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    private static Task<int> ChangeAsync(AcademyApp academy, string path, byte[] bytes) => academy.QueryAsync(async db =>
    {
        var draft = await db.Drafts.Include(stored => stored.Files).ThenInclude(file => file.Content).SingleAsync();
        draft.Save(draft.Find(path)!, bytes, by: null, academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    private static Task<string> StateAsync(AcademyApp academy) => academy.QueryAsync(async db =>
        $"{(await db.Drafts.SingleAsync()).Revision} {await db.FileRevisions.CountAsync()}");
}
