using Microsoft.Playwright;
using static Academy.Web.Tests.TheWholePathTests;

namespace Academy.Web.Tests;

/// <summary>An author with a phone brings a lesson's translation up to date and looks at what was done. axe-core looks at every page on the way.</summary>
public sealed class TranslatingTests
{
    [Fact]
    public async Task A_lesson_is_translated_beside_its_original_and_its_history_tells_so()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var author = await PersonAsync(browser, site);
        await SignInAsync(author, "instructor@demo.kz");
        const string course = "/kk/studio/courses/welcome";
        await author.GotoAsync(course);
        await PressAsync(author, "#take-up", course);
        await LookAsync(author, $"{course}/languages");

        // The original is written …
        await author.GotoAsync($"{course}/languages/start/akim");
        var original = author.Locator("section.sides", new() { Has = author.Locator("textarea[name^='l.']") }).Filter(new() { HasText = "есеп береді" });
        await original.Locator("textarea").First.FillAsync("Әкім мәслихат пен халық алдында есеп береді.");
        await PressAsync(author, "#save", "done=saved");
        await LookAsync(author);
        Assert.Equal("пен халық", (await author.InnerTextAsync(".changes ins")).Trim());
        await AssertNarrowAsync(author);

        // … and its translation after it.
        var place = author.Locator("section.sides", new() { Has = author.Locator(".changes") });
        await place.Locator("textarea").Nth(1).FillAsync("Аким отвечает перед маслихатом и народом.");
        await PressAsync(author, "#matches", "done=matches");
        await Assertions.Expect(author.Locator(".changes")).ToHaveCountAsync(0);

        await author.GotoAsync($"{course}/history");
        await LookAsync(author);
        await AssertNarrowAsync(author);
        Assert.Contains("start/akim.ru.md", await author.Locator("tbody tr").First.InnerTextAsync());
        await author.Locator("tbody tr").First.Locator("a[href*='from=']").ClickAsync();
        await author.ArriveAsync("from=1&to=2");
        await LookAsync(author);
        await AssertNarrowAsync(author);
        await LookAsync(author, $"{course}/history/start/akim.ru.md");
        await LookAsync(author, $"{course}/history/start/akim.ru.md?at=1");
        await PressAsync(author, "#restore", "restored=1");
        await LookAsync(author, $"{course}/languages/start/check?waive=true");
    }

    private static async Task AssertNarrowAsync(IPage page) =>
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
}
