using System.Net;
using System.Text;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>What was changed in a course can be seen, compared and taken back, by its own people.</summary>
public sealed class HistoryTests
{
    private const string Lesson = "start/akim.ru.md";

    [Theory, OnEachDatabase]
    public async Task Every_revision_is_listed_compared_by_words_and_restored_byte_for_byte(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var before = await BytesAsync(academy, Lesson);
        await academy.ChangeAsync(Lesson, "Аким отвечает", "Аким отчитывается");
        await academy.ChangeAsync(Lesson, "# Аким", "# Аким и маслихат");

        await author.OpenAsync($"/studio/courses/welcome/history/{Lesson}");
        Assert.Contains("Версия 3", author.Text);
        Assert.Contains("Оспанова Гүлнар", author.Text);
        await author.PressAsync("compare", ("from", "1"), ("to", "2"));
        Assert.Equal(["отвечает"], author.Page.QuerySelectorAll("del").Select(one => one.TextContent));
        Assert.Equal(["отчитывается"], author.Page.QuerySelectorAll("ins").Select(one => one.TextContent));

        await author.OpenAsync($"/studio/courses/welcome/history/{Lesson}?at=1");
        Assert.Contains("Аким отвечает перед маслихатом.", author.Page.QuerySelector("pre")!.TextContent);
        await author.PressAsync("restore");
        Assert.Contains("Версия 1 восстановлена. Теперь это версия 4", author.Text);
        Assert.Equal(before, await BytesAsync(academy, Lesson));
        Assert.Equal(4, await academy.QueryAsync(db => db.FileRevisions.CountAsync(revision => db.DraftFiles.Any(file => file.Id == revision.FileId && file.Path == Lesson))));
    }

    [Theory, OnEachDatabase]
    public async Task Restoring_what_another_has_changed_meanwhile_merges_or_shows_both(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.ChangeAsync(Lesson, "Аким отвечает", "Аким отчитывается");
        await author.OpenAsync($"/studio/courses/welcome/history/{Lesson}?at=1");

        // Elsewhere in the text: both stay.
        await academy.ChangeAsync(Lesson, "# Аким", "# Аким и маслихат");
        await author.PressAsync("restore");
        Assert.Equal(HttpStatusCode.OK, author.Status);
        var merged = Encoding.UTF8.GetString(await BytesAsync(academy, Lesson));
        Assert.Contains("# Аким и маслихат", merged);
        Assert.Contains("Аким отвечает", merged);

        // The same line: nothing is saved, both are shown, and the person decides.
        await author.OpenAsync($"/studio/courses/welcome/history/{Lesson}?at=2");
        await academy.ChangeAsync(Lesson, "Аким отвечает", "Аким докладывает");
        await author.PressAsync("restore");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Аким докладывает", author.Text);
        Assert.Contains("Аким отчитывается", author.Text);
        Assert.Contains("Аким докладывает", Encoding.UTF8.GetString(await BytesAsync(academy, Lesson)));
        await author.PressAsync("restore-anyway");
        Assert.Contains("Версия 2 восстановлена.", author.Text);
        Assert.Contains("Аким отчитывается", Encoding.UTF8.GetString(await BytesAsync(academy, Lesson)));
    }

    [Theory, OnEachDatabase]
    public async Task What_was_removed_is_in_the_list_and_comes_back_with_its_history(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var bytes = await BytesAsync(academy, Lesson);
        academy.Clock.Advance(TimeSpan.FromDays(2));
        await academy.DraftAsync((draft, by, now) => draft.Remove(draft.Find(Lesson)!, by, now));

        author = await academy.AuthorAgainAsync();
        await author.OpenAsync("/studio/courses/welcome/history");
        Assert.StartsWith($"{Lesson} Удалён", Row(author, 0), StringComparison.Ordinal);
        await author.PressAsync("show", ("since", "2026-11-18"));
        Assert.Contains("Изменённые файлы с 18 ноября 2026", author.Text);
        Assert.Equal(1, author.Page.QuerySelectorAll("tbody tr").Length);
        await author.FollowAsync(Lesson);
        await author.PressAsync("bring-back");
        Assert.Equal(HttpStatusCode.OK, author.Status);
        Assert.Equal(bytes, await BytesAsync(academy, Lesson));
        await author.OpenAsync("/studio/courses/welcome/history?since=2026-11-19");
        Assert.Contains("С этого дня ничего не менялось.", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Only_the_courses_people_see_its_history_and_a_reviewer_restores_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.ChangeAsync(Lesson, "Аким отвечает", "Аким отчитывается");
        var file = await academy.QueryAsync(db => db.DraftFiles.SingleAsync(one => one.Path == Lesson));
        var other = await academy.InstructorAsync();
        foreach (var address in (string[])["history", "history.fast-import", $"history/{Lesson}", $"history/{Lesson}?at=1", $"history/{Lesson}?from=1&to=2"])
        {
            await other.OpenAsync($"/studio/courses/welcome/{address}");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        await academy.QueryAsync(async db =>
        {
            db.CourseMembers.Add(new CourseMember("welcome", account.Id, CourseRole.Reviewer, null, academy.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        var reviewer = await academy.SignInAsync(account, "ru");
        await reviewer.OpenAsync($"/studio/courses/welcome/history/{Lesson}?at=1");
        Assert.Equal(HttpStatusCode.OK, reviewer.Status);
        Assert.Null(reviewer.Page.QuerySelector("#restore"));
        await author.OpenAsync($"/studio/courses/welcome/history/{Lesson}?at=1");
        foreach (var person in (Browser[])[reviewer, other])
        {
            await person.OpenAsync("/account/profile");
            var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            await person.SendAsync(new HttpRequestMessage(HttpMethod.Post, person.Resolve($"/studio/courses/welcome/history/{Lesson}?file={file.Id}&handler=Restore"))
            {
                Content = new FormUrlEncodedContent([new("number", "1"), new("baseNumber", "2"), new("__RequestVerificationToken", token)]),
            });
            Assert.Equal(HttpStatusCode.NotFound, person.Status);
        }
        Assert.Equal(2, await academy.QueryAsync(db => db.DraftFiles.Where(one => one.Path == Lesson).Select(one => one.Number).SingleAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task The_whole_history_is_given_to_git_with_authors_by_name_and_without_their_addresses(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.ChangeAsync(Lesson, "Аким отвечает", "Аким отчитывается");

        await author.OpenAsync("/studio/courses/welcome/history");
        await author.FollowAsync("Скачать историю");

        var text = Encoding.UTF8.GetString(author.Bytes);
        Assert.Equal("welcome.fast-import", author.Response.Content.Headers.ContentDisposition!.FileName);
        Assert.StartsWith("feature done\nblob\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\ndone\n", text, StringComparison.Ordinal);
        Assert.Contains("author Оспанова Гүлнар", text);
        Assert.Contains($"{Lesson}: сохранён\n", text);
        Assert.DoesNotContain("@academy.test", text);
        Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith("commit ", StringComparison.Ordinal)));
    }

    private static string Row(Browser browser, int at) =>
        string.Join(' ', browser.Page.QuerySelectorAll("tbody tr")[at].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<byte[]> BytesAsync(AcademyApp academy, string path) => academy.QueryAsync(db =>
        (from file in db.DraftFiles join content in db.Set<DraftContent>() on file.Id equals content.FileId where file.Path == path && file.RemovedAt == null select content.Bytes).SingleAsync());
}

/// <summary>What another author does meanwhile, by the draft's own verbs.</summary>
internal static class Writing
{
    /// <summary>A minute later somebody puts one text for another in a file.</summary>
    public static Task ChangeAsync(this AcademyApp academy, string path, string old, string @new) => academy.DraftAsync((draft, by, now) =>
    {
        var file = draft.Find(path)!;
        var text = Encoding.UTF8.GetString(file.Content!.Bytes);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new InvalidOperationException($"{path} does not say '{old}'.");
        draft.Save(file, Encoding.UTF8.GetBytes(text.Replace(old, @new, StringComparison.Ordinal)), by, now);
    });

    /// <summary>The course's author on another day: a session lasts hours.</summary>
    public static async Task<Browser> AuthorAgainAsync(this AcademyApp academy) =>
        await academy.SignInAsync(await academy.QueryAsync(db => db.Users.SingleAsync(account => db.CourseMembers.Any(member => member.AccountId == account.Id))), "ru");

    /// <summary>A minute later the course's author does something in its draft.</summary>
    public static Task DraftAsync(this AcademyApp academy, Action<CourseDraft, Guid, DateTimeOffset> act, string course = AcademyApp.Course) => academy.QueryAsync(async db =>
    {
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        var draft = await db.Drafts.Include(one => one.Files).ThenInclude(file => file.Content).SingleAsync(one => one.CourseSlug == course);
        var author = await db.CourseMembers.Where(member => member.CourseSlug == course).Select(member => member.AccountId).FirstAsync();
        act(draft, author, academy.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });
}
