using System.Globalization;
using Microsoft.Playwright;
using static Academy.Web.Tests.EditorBrowserTests;
using static Academy.Web.Tests.TheWholePathTests;
using static Microsoft.Playwright.Assertions;

namespace Academy.Web.Tests;

/// <summary>Whole ways through the Studio on a phone, from the first press to what a learner reads. axe-core looks at every page on the way.</summary>
public sealed class StudioJourneyTests
{
    [Fact]
    public async Task A_course_is_begun_a_lesson_with_a_question_written_and_published_and_a_learner_reads_it()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var (author, learner) = (await PersonAsync(browser, site), await PersonAsync(browser, site));
        await SignInAsync(author, "instructor@demo.kz");

        await LookAsync(author, "/kk/studio/new");
        await author.FillAsync("[name='Titles[kk]']", "Ауыл жолдары");
        await author.FillAsync("[name='Titles[ru]']", "Дороги села");
        const string course = "/kk/studio/courses/auyl-zholdary";
        await PressAsync(author, "#begin", $"{course}/outline");
        await LookAsync(author);
        await LookAsync(author, $"{course}/add");
        await author.FillAsync("[name='Titles[kk]']", "Жолды кім жөндейді");
        await author.FillAsync("[name='Titles[ru]']", "Кто чинит дорогу");
        await author.FillAsync("#Slug", "repair");
        await PressAsync(author, "#add", $"{course}/outline");
        Assert.Contains("Жолды кім жөндейді", await author.InnerTextAsync("main"));

        // The same question in both languages, with a spelling that the compiler finds.
        var address = await author.Locator("a[href*='repair.kk.md']").First.GetAttributeAsync("href");
        foreach (var (language, question, right, wrong) in new[] { ("kk", "Ішкі жол кімнің меншігінде?", "ауылдың", "облыстың"), ("ru", "Чья внутренняя дорога?", "села", "области") })
        {
            await author.GotoAsync(address!.Replace("repair.kk.md", $"repair.{language}.md", StringComparison.Ordinal));
            await TypeAtEndAsync(author, $"\n\n::: check {{#owner}}\n{question}\n\n- (x) {right}\n- ( ) {wrong}\n:::\n");
            await Expect(author.Locator("#studio-shown")).ToContainTextAsync(question);
            await author.Keyboard.PressAsync("Control+s");
            await Expect(author.Locator("#studio-status")).ToContainTextAsync("2");
            await LookAsync(author);
        }

        foreach (var page in (string[])["/outline/basics", "/settings", "/media", "/people", "/languages", "/history", "/review", ""])
            if (page != "/outline/basics" || await author.Locator("a[href$='/outline/basics']").CountAsync() > 0) await LookAsync(author, course + page);

        await author.GotoAsync($"{course}/review");
        await author.FillAsync("#Reviewers", "0");
        await PressAsync(author, "#needs", "/review");
        await LookAsync(author, $"{course}/publish");
        await author.FillAsync("#Kk", "Алғашқы басылым");
        await author.FillAsync("#Ru", "Первое издание");
        await PressAsync(author, "#publish", "?published=1");
        await LookAsync(author);

        await SignInAsync(learner, "akim@demo.kz");
        await LookAsync(learner, "/kk/courses/auyl-zholdary");
        await PressAsync(learner, "#enrol", "/learn/auyl-zholdary");
        await learner.GetByRole(AriaRole.Link, new() { Name = "Жолды кім жөндейді" }).First.ClickAsync();
        await learner.ArriveAsync("/repair");
        await Expect(learner.Locator(".check")).ToContainTextAsync("Ішкі жол кімнің меншігінде?");
        await LookAsync(learner);
    }

    [Fact]
    public async Task The_law_changes_and_the_lesson_says_so_until_its_author_has_published_it_reworked()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var (author, admin, learner) = (await PersonAsync(browser, site), await PersonAsync(browser, site), await PersonAsync(browser, site));
        await SignInAsync(admin, "admin@demo.kz");
        await LookAsync(admin, "/kk/studio/law/people");
        await admin.FillAsync("#Email", "instructor@demo.kz");
        await PressAsync(admin, "#give", "/studio/law/people");
        await SignInAsync(author, "instructor@demo.kz");
        await author.GotoAsync("/kk/studio/courses/welcome");
        await PressAsync(author, "#take-up", "/studio/courses/welcome");

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await LookAsync(author, "/kk/studio/law");
        await LookAsync(author, "/kk/studio/law/acts/local-government");
        await LookAsync(author, "/kk/studio/law/acts/local-government/change");
        await author.FillAsync("#Day", today);
        await author.FillAsync("#More", "35");
        await author.FillAsync("#NoteKk", "2-тармақ өзгерді.");
        await author.FillAsync("#NoteRu", "Изменён пункт 2.");
        await author.FillAsync("#Source", "https://adilet.zan.kz/rus/docs/Z2600000350");
        await PressAsync(author, "#mark", "/acts/local-government");
        await LookAsync(author);
        await LookAsync(author, "/kk/studio");
        await LookAsync(author, "/kk/studio/law/cases");
        await author.Locator("tbody a").First.ClickAsync();
        await Expect(author.Locator("#confirm")).ToBeVisibleAsync();
        await LookAsync(author);

        await SignInAsync(learner, "akim@demo.kz");
        await learner.GotoAsync("/kk/courses/welcome");
        await PressAsync(learner, "#enrol", "/learn/welcome");
        await learner.GotoAsync("/kk/learn/welcome/start/akim");
        await Expect(learner.Locator("main")).ToContainTextAsync("2-тармақ өзгерді.");
        await LookAsync(learner);

        foreach (var language in (string[])["kk", "ru"])
        {
            await author.GotoAsync($"/kk/studio/courses/welcome/files/start/akim.{language}.md");
            var text = await author.Locator("#studio-text").InputValueAsync();
            await author.Locator(".cm-content").ClickAsync();
            await author.Keyboard.PressAsync("Control+a");
            await author.Keyboard.InsertTextAsync(text.Replace("law_checked: 2026-11-16", $"law_checked: {today}", StringComparison.Ordinal) + "\n35-бап, 2-тармақ.\n");
            await Expect(author.Locator("#studio-shown")).ToContainTextAsync("35-бап, 2-тармақ.");
            await author.Keyboard.PressAsync("Control+s");
            await Expect(author.Locator("#studio-status")).ToContainTextAsync("2");
        }
        await author.GotoAsync("/kk/studio/courses/welcome/review");
        await author.FillAsync("#Reviewers", "0");
        await PressAsync(author, "#needs", "/review");
        await author.GotoAsync("/kk/studio/courses/welcome/publish");
        await author.FillAsync("#Kk", "35-баптың жаңа редакциясы");
        await author.FillAsync("#Ru", "Новая редакция статьи 35");
        await PressAsync(author, "#publish", "?published=2");

        await LookAsync(author, "/kk/studio/law/cases");
        await Expect(author.Locator("tbody a")).ToHaveCountAsync(0);
        await LookAsync(learner, "/kk/learn/welcome/start/akim");
        await Expect(learner.Locator("main")).Not.ToContainTextAsync("2-тармақ өзгерді.");
        await Expect(learner.Locator("main")).ToContainTextAsync("35-баптың жаңа редакциясы");
    }
}
