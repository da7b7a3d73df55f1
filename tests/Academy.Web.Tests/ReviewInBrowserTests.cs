using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Academy.Web.Tests.TheWholePathTests;

namespace Academy.Web.Tests;

/// <summary>
/// A changed lesson on its way to learners: sent to review, commented at its paragraph on a phone, answered, settled, approved, published as
/// a correction; axe-core looks at every page on the way.
/// </summary>
public sealed class ReviewInBrowserTests
{
    private const string Review = "/kk/studio/courses/welcome/review";
    private const string OldWords = "Әкім мәслихат алдында есеп береді.";
    private const string NewWords = "Әкім мәслихат алдында жыл сайын есеп береді.";

    [Fact]
    public async Task A_lesson_is_commented_at_its_paragraph_approved_and_corrected()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var (author, staff, learner) = (await PersonAsync(browser, site), await PersonAsync(browser, site), await PersonAsync(browser, site));
        await SignInAsync(author, "instructor@demo.kz");
        await author.GotoAsync("/kk/studio/courses/welcome");
        await PressAsync(author, "#take-up", "/studio/courses/welcome");
        await ArrangeAsync(site);
        await SignInAsync(learner, "akim@demo.kz");
        await learner.GotoAsync("/kk/courses/welcome");
        await PressAsync(learner, "#enrol", "/learn/welcome");

        await LookAsync(author, Review);
        await PressAsync(author, "#ask", "/review");
        await LookAsync(author);
        await SignInAsync(staff, "staff@demo.kz");
        await LookAsync(staff, "/kk/learn");
        await LookAsync(staff, "/kk/office/reviews");
        await LookAsync(staff, Review);
        await LookAsync(staff, $"{Review}/start/check.quiz.kk.md");
        await LookAsync(staff, $"{Review}/start/akim.kk.md?view=changes");
        Assert.Equal(["жыл сайын"], (await staff.Locator("ins").AllInnerTextsAsync()).Select(text => text.Trim()));

        await staff.GotoAsync($"{Review}/start/akim.kk.md");
        var place = staff.Locator("section.place", new() { HasText = NewWords });
        await place.Locator("a[href*='at=']").ClickAsync();
        await Assertions.Expect(place.Locator("textarea")).ToBeVisibleAsync();
        await LookAsync(staff);
        await place.Locator("textarea").FillAsync("Қай баптың негізінде?");
        await place.Locator("#comment").ClickAsync();
        await Assertions.Expect(place.Locator("details.thread")).ToContainTextAsync("Қай баптың негізінде?");
        await LookAsync(staff);
        Assert.Equal(0, await staff.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));

        await LookAsync(author, "/kk/studio");
        await author.GotoAsync($"{Review}/start/akim.kk.md");
        var thread = author.Locator("details.thread");
        await thread.Locator("textarea").FillAsync("35-бап.");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Жауап беру" }).ClickAsync();
        await Assertions.Expect(thread).ToContainTextAsync("35-бап.");
        await staff.ReloadAsync();
        await staff.Locator("details.thread").GetByRole(AriaRole.Button, new() { Name = "Шешілді деп белгілеу" }).ClickAsync();
        await Assertions.Expect(staff.Locator("details.thread")).ToContainTextAsync("Шешілді деп белгілеген");

        await staff.GotoAsync(Review);
        await PressAsync(staff, "#approve-Reviewer", "/review");
        await Assertions.Expect(staff.Locator("[role=status]")).ToContainTextAsync("Мақұлдауыңыз сақталды");
        await LookAsync(author, "/kk/studio/courses/welcome/publish");
        await author.FillAsync("#Kk", "Есеп беру мерзімі түзетілді");
        await author.FillAsync("#Ru", "Исправлен срок отчёта");
        await PressAsync(author, "#publish", "?published=2");
        await LookAsync(author);
        await LookAsync(learner, "/kk/learn/welcome/start/akim");
        Assert.Contains("Есеп беру мерзімі түзетілді", await learner.InnerTextAsync("main"));
        Assert.Contains(NewWords, await learner.InnerTextAsync("main"));
    }

    // What the editor's and the people's pages do.
    private static async Task ArrangeAsync(RunningSite site)
    {
        await using var db = new SqliteAcademyDb(new DbContextOptionsBuilder<SqliteAcademyDb>().UseSqlite($"Data Source={Path.Combine(site.Folder, "academy.db")};Pooling=False").Options);
        var accounts = await db.Users.ToDictionaryAsync(account => account.Email!, account => account.Id);
        var now = TimeProvider.System.GetUtcNow();
        db.CourseMembers.Add(new CourseMember("welcome", accounts["staff@demo.kz"], CourseRole.Reviewer, givenById: null, now));
        await Drafting.WriteAsync(db, "start/akim.kk.md", OldWords, NewWords, accounts["instructor@demo.kz"], now, "welcome");
    }
}
