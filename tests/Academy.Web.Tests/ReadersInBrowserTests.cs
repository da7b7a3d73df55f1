using Academy.Learning;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Academy.Web.Tests.TheWholePathTests;

namespace Academy.Web.Tests;

/// <summary>A lesson read on a phone tells how long and how far; it is rated and asked about; its author answers. axe-core looks at every page.</summary>
public sealed class ReadersInBrowserTests
{
    private const string Lesson = "/kk/learn/welcome/start/akim";
    private const string Readers = "/kk/studio/courses/welcome/readers";

    [Fact]
    public async Task A_reader_rates_and_asks_and_the_author_answers_below_the_lesson()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync(TestContent.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var (author, learner) = (await PersonAsync(browser, site), await PersonAsync(browser, site));
        await SignInAsync(author, "instructor@demo.kz");
        await author.GotoAsync("/kk/studio/courses/welcome");
        await PressAsync(author, "#take-up", "/studio/courses/welcome");
        await LookAsync(author, Readers);
        await SignInAsync(learner, "akim@demo.kz");
        await learner.GotoAsync("/kk/courses/welcome");
        await PressAsync(learner, "#enrol", "/learn/welcome");

        await LookAsync(learner, Lesson);
        await learner.Locator("#s1").ScrollIntoViewIfNeededAsync();
        // Not WaitForFunctionAsync: it evaluates a text in the page, which the site's policy forbids.
        await learner.EvaluateAsync("() => new Promise(done => { const look = () => performance.now() > 1500 ? done(true) : requestAnimationFrame(look); look(); })");
        await learner.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        // As when another tab is opened; a page that is left says the same, but Playwright does not hear it.
        await learner.RunAndWaitForResponseAsync(
            () => learner.EvaluateAsync("Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))"),
            response => response.Request.PostData?.Contains("\"furthest\":1", StringComparison.Ordinal) == true);
        await learner.GotoAsync(Lesson);
        Assert.True(await learner.EvaluateAsync<int>("+document.querySelector('[data-place]').dataset.seconds") > 0);
        Assert.Equal(1, await VisitAsync(site));

        await PressAsync(learner, "#rate-Useful", "#rating");
        await Assertions.Expect(learner.Locator("#rating")).ToContainTextAsync("Бағаңыз: пайдалы");
        await learner.Locator("#questions summary").ClickAsync();
        await learner.FillAsync("#Question", "Әкім кімге есеп береді?");
        await PressAsync(learner, "#ask", "?asked=true#questions");
        await LookAsync(learner);
        Assert.Equal(0, await learner.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));

        await LookAsync(author, "/kk/studio");
        await LookAsync(author, Readers);
        await author.Locator("textarea[name=Reply]").FillAsync("Мәслихатқа.");
        await PressAsync(author, "button[id^=answer-]", "?done=answered");
        await ArrangeAsync(site);
        await LookAsync(author, $"{Readers}?all=true");
        Assert.Equal(0, await author.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await LookAsync(author, $"{Readers}/start/akim");
        await LookAsync(learner, "/kk/learn");
        await learner.GotoAsync(Lesson);
        await Assertions.Expect(learner.Locator("#questions")).ToContainTextAsync("Мәслихатқа.");
    }

    private static async Task<int> VisitAsync(RunningSite site)
    {
        await using var db = Open(site);
        return (await db.LessonVisits.SingleAsync()).Furthest;
    }

    // Nine others have read the same lesson.
    private static async Task ArrangeAsync(RunningSite site)
    {
        await using var db = Open(site);
        var first = await db.Enrolments.AsNoTracking().SingleAsync();
        var course = (await db.Editions.SingleAsync(edition => edition.Id == first.EditionId)).CourseSlug;
        Assert.Equal("welcome", course);
        var compiled = Courseware.CourseCompiler.Compile(
            Courseware.ContentLayout.Of(Courseware.CourseSource.FromFolder(TestContent.Folder).Source, "content").Courses["welcome"], "welcome",
            Courseware.LibraryReader.Read(Courseware.ContentLayout.Of(Courseware.CourseSource.FromFolder(TestContent.Folder).Source, "content").Library).Library).Course!;
        var lesson = compiled.Lessons.First();
        var check = lesson.Text.In("kk").Blocks.OfType<Courseware.CheckBlock>().First().Question;
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 1; number <= 9; number++)
        {
            var account = new Account { Id = Guid.CreateVersion7(), UserName = $"reader{number}", FullName = $"Оқырман {number}", CreatedAt = now, SecurityStamp = "" };
            var enrolment = new Enrolment(account.Id, compiled, first.EditionId, now.AddHours(-1));
            var visit = new LessonVisit(enrolment.Id, lesson, now.AddHours(-1));
            visit.Take(number * 100, 1, 1, now);
            if (number > 6) visit.Finish();
            var rating = new LessonRating(enrolment.Id, lesson);
            rating.Say(Usefulness.Partly, $"Мысал аз {number}", "kk", now);
            db.AddRange(account, enrolment, visit, rating, new LessonCheck(enrolment.Id, lesson, check, number > 4, now));
        }
        await db.SaveChangesAsync();
    }

    private static SqliteAcademyDb Open(RunningSite site) =>
        new(new DbContextOptionsBuilder<SqliteAcademyDb>().UseSqlite($"Data Source={Path.Combine(site.Folder, "academy.db")};Pooling=False").Options);
}
