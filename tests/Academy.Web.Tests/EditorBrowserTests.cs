using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Academy.Web.Tests;

/// <summary>An author in a real browser: types, sees findings and the lesson at once, mends at one press, saves; and nothing typed is lost.</summary>
public sealed class EditorBrowserTests(EditorBrowserTests.Desk desk) : IClassFixture<EditorBrowserTests.Desk>
{
    private const string Files = "/ru/studio/courses/welcome/files/";

    [Fact]
    public async Task A_lesson_with_a_question_is_typed_mended_and_saved()
    {
        var page = await desk.OpenAsync("start/akim.ru.md");
        await LookAsync(page);

        await TypeAtEndAsync(page, "\n## Срок\n\nАким избирается на четыре гoда.\n\n::: check\nНа сколько лет?\n\n- ( ) на три\n- (x) на четыре");
        // Enter goes on with the list of answers.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.InsertTextAsync("на пять");
        await Expect(page.Locator("#studio-shown")).ToContainTextAsync("Аким избирается");
        await Expect(page.Locator("button[data-fix]")).ToHaveCountAsync(2);
        await Expect(page.Locator("#studio-list")).ToContainTextAsync("CW511");
        await Expect(page.Locator(".cm-lint-marker-error").First).ToBeAttachedAsync();
        await LookAsync(page);

        await page.ClickAsync("button[data-fix^=CW322]");
        await Expect(page.Locator("#studio-shown")).ToContainTextAsync("на четыре года.");
        await page.ClickAsync("button[data-fix^=CW319]");
        await Expect(page.Locator("button[data-fix]")).ToHaveCountAsync(0);
        var question = page.Locator("#studio-shown .check").Last;
        await Expect(question).ToContainTextAsync("На сколько лет?");
        await Expect(question.Locator("input:checked")).ToHaveValueAsync("1");
        await Expect(question.Locator("label")).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#studio-status")).ToContainTextAsync("версия 2");
        await page.ReloadAsync();
        await Expect(page.Locator("#studio-shown")).ToContainTextAsync("на четыре года.");
        await Expect(page.Locator("#studio-offer")).ToHaveCountAsync(0);
        Assert.Empty(desk.Stopped);
    }

    [Fact]
    public async Task The_toolbar_cites_an_article_found_in_the_register_and_the_field_of_the_form_follows()
    {
        var page = await desk.OpenAsync("start/maslikhat.ru.md");
        await TypeAtEndAsync(page, "\nСм. ");

        await page.ClickAsync("[data-find=Act]");
        await page.FillAsync("#studio-article", "36");
        await page.FillAsync("#studio-find-q", "самоупр");
        await page.ClickAsync("#studio-found button");
        await Expect(page.Locator("#studio-shown #sources")).ToBeVisibleAsync();
        await Expect(page.Locator("#studio-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"См\. \[.+, ст\. 36\]\(law:local-government#36\)"));

        await page.Locator("#studio-tools summary").Last.ClickAsync();
        await page.Locator("#studio-tools details[open] button").First.ClickAsync();
        await Expect(page.Locator("#studio-shown .check")).ToContainTextAsync("Текст вопроса?");
        Assert.Empty(desk.Stopped);
    }

    [Fact]
    public async Task What_was_typed_without_a_line_is_there_again_when_the_browser_opens_it()
    {
        var page = await desk.OpenAsync("final/exam.quiz.ru.md");
        await page.Context.SetOfflineAsync(true);
        await TypeAtEndAsync(page, "\nНапечатано без связи");
        await Expect(page.Locator("#studio-status")).ToContainTextAsync("Сохранено в этом браузере");
        await page.CloseAsync();
        var context = page.Context;
        await context.SetOfflineAsync(false);

        var again = await context.NewPageAsync();
        await again.GotoAsync(Files + "final/exam.quiz.ru.md");
        await Expect(again.Locator(".cm-content")).ToContainTextAsync("Напечатано без связи");
        await Expect(again.Locator("#studio-status")).ToContainTextAsync("Сохранено черновиком");

        // The site has it now: another browser of the same person is offered it.
        var elsewhere = await desk.OpenAsync("final/exam.quiz.ru.md");
        await Expect(elsewhere.Locator("#studio-offer")).ToContainTextAsync("несохранённый текст");
        await elsewhere.ClickAsync("#studio-offer a");
        await Expect(elsewhere.Locator(".cm-content")).ToContainTextAsync("Напечатано без связи");
    }

    [Fact]
    public async Task Two_browsers_that_change_one_line_are_shown_both_and_lose_neither()
    {
        var page = await desk.OpenAsync("about.ru.md");
        var other = await desk.OpenAsync("about.ru.md", "admin@demo.kz");
        await TypeAtEndAsync(page, "Моё окончание.");
        await TypeAtEndAsync(other, "Другое окончание.");
        await other.Keyboard.PressAsync("Control+s");
        await Expect(other.Locator("#studio-status")).ToContainTextAsync("версия 2");

        await page.Keyboard.PressAsync("Control+s");
        await page.ArriveAsync("?merge=true");
        await Expect(page.Locator("#studio-merge")).ToContainTextAsync("Моё окончание.");
        await Expect(page.Locator("#studio-merge")).ToContainTextAsync("Другое окончание.");
        await LookAsync(page);
        await page.CheckAsync("[name=c0][value=both]");
        await page.ClickAsync("#merge");
        await page.ArriveAsync("?saved=3");
        await Expect(page.Locator("#studio-shown")).ToContainTextAsync("Моё окончание.");
        await Expect(page.Locator("#studio-shown")).ToContainTextAsync("Другое окончание.");
    }

    [Fact]
    public async Task Two_windows_of_one_person_are_told_of_each_other()
    {
        var page = await desk.OpenAsync("start/check.quiz.ru.md");
        var window = await page.Context.NewPageAsync();
        await window.GotoAsync(Files + "start/check.quiz.ru.md");
        await Expect(window.Locator(".cm-content")).ToBeVisibleAsync();
        await TypeAtEndAsync(page, "\nПервое окно");
        await Expect(page.Locator("#studio-status")).ToContainTextAsync("Сохранено черновиком");

        await TypeAtEndAsync(window, "\nВторое окно");
        await Expect(window.Locator("#studio-other")).ToContainTextAsync("Первое окно");
        await LookAsync(window);
        await window.ClickAsync("#take-other");
        await Expect(window.Locator(".cm-content")).ToContainTextAsync("Первое окно");
        await Expect(window.Locator(".cm-content")).Not.ToContainTextAsync("Второе окно");
        await Expect(window.Locator("#studio-other")).ToBeHiddenAsync();
    }

    internal static async Task TypeAtEndAsync(IPage page, string text)
    {
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.InsertTextAsync(text);
    }

    private static async Task LookAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", result.Violations.Select(one =>
            $"{one.Id} ({one.Help}): {string.Join(", ", one.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>The program with the tests' course taken up by the demo instructor, and a browser.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        private const string Password = "dala-zhusan-2026";

        private RunningSite? _site;
        private IPlaywright? _playwright;
        private IBrowser? _browser;

        /// <summary>What the content policy stopped, and scripts that broke.</summary>
        internal System.Collections.Concurrent.ConcurrentBag<string> Stopped { get; } = [];

        public async ValueTask InitializeAsync()
        {
            if (Chromium.WhyNot is not null) return;
            _site = await RunningSite.StartAsync(TestContent.Folder);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options);
            var page = await SignedInAsync("instructor@demo.kz");
            await page.GotoAsync("/ru/studio/courses/welcome");
            await page.ClickAsync("#take-up");
            await Expect(page.Locator("#take-up")).ToHaveCountAsync(0);
        }

        public async ValueTask DisposeAsync()
        {
            if (_browser is not null) await _browser.DisposeAsync();
            _playwright?.Dispose();
            if (_site is not null) await _site.DisposeAsync();
        }

        /// <summary>A browser of its own with this file open.</summary>
        internal async Task<IPage> OpenAsync(string file, string email = "instructor@demo.kz")
        {
            Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
            var page = await SignedInAsync(email);
            await page.GotoAsync(Files + file);
            await Expect(page.Locator(".cm-content")).ToBeVisibleAsync();
            return page;
        }

        private async Task<IPage> SignedInAsync(string email)
        {
            var context = await _browser!.NewContextAsync(new() { BaseURL = _site!.Address, ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "ru" });
            context.SetDefaultTimeout(Chromium.Patience);
            context.Request += (_, request) => { if (request.Url.Contains("csp-reports", StringComparison.Ordinal)) Stopped.Add(request.PostData ?? request.Url); };
            var page = await context.NewPageAsync();
            page.PageError += (_, error) => Stopped.Add(error);
            await page.GotoAsync("/ru/account/sign-in");
            await page.FillAsync("[name=Email]", email);
            await page.FillAsync("[name=Password]", Password);
            await page.ClickAsync("#sign-in");
            await Expect(page.Locator("a.me i")).ToBeVisibleAsync();
            return page;
        }
    }
}
