using System.Text;
using Academy.Courseware;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Academy.Web.Tests.TheWholePathTests;

namespace Academy.Web.Tests;

/// <summary>
/// An edited folder is brought back on a phone: taken away, changed on the disk while another author changes the same line, handed in, decided
/// and put in; axe-core looks at every page on the way.
/// </summary>
public sealed class BringInBrowserTests
{
    private const string Page = "/kk/studio/courses/welcome/bring";
    private const string Lesson = "start/akim.kk.md";
    private const string Words = "Әкім мәслихат алдында есеп береді.";
    private const string Folders = "Әкім мәслихат пен тұрғындар алдында есеп береді.";

    [Fact]
    public async Task A_folder_is_taken_away_edited_brought_back_decided_and_put_in()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var author = await PersonAsync(browser, site);
        await SignInAsync(author, "instructor@demo.kz");
        await author.GotoAsync("/kk/studio/courses/welcome");
        await PressAsync(author, "#take-up", "/studio/courses/welcome");
        await LookAsync(author);
        await LookAsync(author, Page);

        var download = await author.APIRequest.GetAsync("/kk/studio/courses/welcome/draft.zip");
        var folder = Package.FilesIn(await download.BodyAsync()).ToDictionary(file => file.Key, file => file.Value);
        folder[$"welcome/{Lesson}"] = Put(folder[$"welcome/{Lesson}"], Words, Folders);
        folder["welcome/start/maslikhat.kk.md"] = [.. folder["welcome/start/maslikhat.kk.md"], .. "\nТағы бір жол.\n"u8];
        await WriteAsync(site, "Әкім мәслихат алдында жыл сайын есеп береді.");

        await HandInAsync(author, folder);
        await LookAsync(author);
        Assert.Equal(0, await author.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Assertions.Expect(author.Locator(".clash input[value=Both]")).ToBeCheckedAsync();
        await author.Locator(".clash label", new() { HasText = Folders }).ClickAsync();
        await PressAsync(author, "#put-in", "/bring?done=2");
        await LookAsync(author);
        await author.GotoAsync($"/kk/studio/courses/welcome/history/{Lesson}");
        await Assertions.Expect(author.Locator("tbody tr")).ToHaveCountAsync(3);
        await author.GotoAsync("/kk/studio/courses/welcome/files/start/akim");
        await Assertions.Expect(author.Locator("#studio-shown")).ToContainTextAsync(Folders);

        await HandInAsync(author, folder);
        await Assertions.Expect(author.Locator("#put-in")).ToHaveCountAsync(0);
        await LookAsync(author);
    }

    private static async Task HandInAsync(IPage author, Dictionary<string, byte[]> folder)
    {
        await author.GotoAsync(Page);
        var zip = new CourseSource(folder.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value))).ToZip();
        await author.SetInputFilesAsync("#Folder", new FilePayload { Name = "welcome.zip", MimeType = "application/zip", Buffer = zip });
        await author.ClickAsync("#hand-in");
        await author.WaitForSelectorAsync("#bring-form");
    }

    // As another author's saving does it.
    private static async Task WriteAsync(RunningSite site, string changed)
    {
        await using var db = new SqliteAcademyDb(new DbContextOptionsBuilder<SqliteAcademyDb>().UseSqlite($"Data Source={Path.Combine(site.Folder, "academy.db")};Pooling=False").Options);
        var by = await db.Users.Where(account => account.Email == "admin@demo.kz").Select(account => account.Id).SingleAsync();
        await Drafting.WriteAsync(db, Lesson, Words, changed, by, TimeProvider.System.GetUtcNow(), "welcome");
    }

    private static byte[] Put(byte[] text, string old, string changed) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace(old, changed, StringComparison.Ordinal));
}
