using System.Diagnostics;
using Academy.Faults;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Academy.Web.Tests;

/// <summary>
/// A learner writes a work and fills in a worksheet where the line comes and goes: real Chromium against the real program. What was not sent
/// is there again when the page is opened the next time, and goes out; nothing is overwritten unknowingly.
/// </summary>
public sealed class DraftTests(DraftTests.House house) : IClassFixture<DraftTests.House>
{
    private const string NotSent = "ещё не отправлено";

    [Fact]
    public async Task A_work_written_without_the_line_is_there_when_its_page_is_opened_again_and_is_sent()
    {
        var page = await house.OpenAsync("closed");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#Body").PressSequentiallyAsync("Улица Абая");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(House.Page("closed"));
        await Expect(again.Locator("#Body")).ToHaveValueAsync("Улица Абая");
        await Expect(again.Locator("#saved")).ToContainTextAsync("Черновик сохранён");

        await Expect((await house.OpenAsync("closed")).Locator("#Body")).ToHaveValueAsync("Улица Абая");
        await EventuallyNothingWaitsAsync(again);
    }

    [Fact]
    public async Task A_worksheet_filled_in_without_the_line_is_there_when_its_page_is_opened_again_and_is_sent()
    {
        var page = await house.OpenAsync("sheet-closed");
        await page.ClickAsync("#add_list");
        await page.Locator("[name='f.list.0.what']").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("[name='f.name']", "Бірлік");
        await page.CheckAsync("[name='f.road'][value=good]");
        await page.CheckAsync("[name='f.why'][value=water]");
        await page.FillAsync("[name='f.list.0.what']", "мост");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(House.Page("sheet-closed"));
        await Expect(again.Locator("[name='f.name']")).ToHaveValueAsync("Бірлік");
        await Expect(again.Locator("#saved")).ToContainTextAsync("Сохранено:");

        var other = await house.OpenAsync("sheet-closed");
        await Expect(other.Locator("[name='f.name']")).ToHaveValueAsync("Бірлік");
        await Expect(other.Locator("[name='f.road'][value=good]")).ToBeCheckedAsync();
        await Expect(other.Locator("[name='f.why'][value=water]")).ToBeCheckedAsync();
        await Expect(other.Locator("[name='f.why'][value=light]")).Not.ToBeCheckedAsync();
        await Expect(other.Locator("[name='f.list.0.what']")).ToHaveValueAsync("мост");
        await EventuallyNothingWaitsAsync(again);
    }

    [Fact]
    public async Task A_button_pressed_without_the_line_leaves_the_text_on_the_page_and_works_when_it_is_back()
    {
        var page = await house.OpenAsync("pressed");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#Body", "Готово");
        await page.ClickAsync("#submit");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await Expect(page.Locator("#Body")).ToHaveValueAsync("Готово");

        await page.Context.SetOfflineAsync(false);
        await page.FillAsync("#Body", "Готово и проверено");
        await page.ClickAsync("#submit");

        await Expect(page.Locator("main")).ToContainTextAsync("Отправлено на проверку");
        await Expect(page.Locator("main")).ToContainTextAsync("Готово и проверено");
        await EventuallyNothingWaitsAsync(page);
    }

    [Fact]
    public async Task A_draft_whose_acknowledgement_was_lost_runs_into_no_words_of_its_own()
    {
        await using var line = new BreakableLine(house.Address);
        var page = await house.OpenAsync("lost", line.Address);
        line.State = Line.OneWay;
        await page.FillAsync("#Body", "первое");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await EventuallyAsync(async () => await BodyAsync(page, "lost") == "первое");
        await page.FillAsync("#Body", "первое и второе");

        line.State = Line.Whole;
        await Expect(page.Locator("#saved")).ToContainTextAsync("Черновик сохранён");

        Assert.Equal("первое и второе", await BodyAsync(page, "lost"));
        await Expect(page.Locator("#standing")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_was_saved_from_another_device_meanwhile_is_shown_beside_what_was_left_here_and_the_learner_decides()
    {
        var page = await house.OpenAsync("two");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#Body", "с телефона");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);
        var computer = await house.OpenAsync("two");
        await computer.FillAsync("#Body", "с компьютера");
        await Expect(computer.Locator("#saved")).ToContainTextAsync("Черновик сохранён");

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(House.Page("two"));
        await Expect(again.Locator("#standing-text")).ToHaveTextAsync("с компьютера");
        await Expect(again.Locator("#Body")).ToHaveValueAsync("с телефона");
        // Opened once more both are still there, and nothing went out by itself.
        await again.ReloadAsync();
        await Expect(again.Locator("#standing-text")).ToHaveTextAsync("с компьютера");
        await Expect(again.Locator("#Body")).ToHaveValueAsync("с телефона");
        Assert.Equal("с компьютера", await BodyAsync(again, "two"));

        await again.ClickAsync("#save");
        await EventuallyAsync(async () => await BodyAsync(again, "two") == "с телефона");
        await EventuallyNothingWaitsAsync(again);
    }

    [Fact]
    public async Task A_worksheet_changed_from_another_device_meanwhile_shows_both_before_anything_is_overwritten()
    {
        var page = await house.OpenAsync("sheet-two");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("[name='f.name']", "Достық");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);
        var computer = await house.OpenAsync("sheet-two");
        await computer.FillAsync("[name='f.name']", "Бірлік");
        await Expect(computer.Locator("#saved")).ToContainTextAsync("Сохранено:");

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(House.Page("sheet-two"));
        await Expect(again.Locator("#saved")).ToContainTextAsync("в другом окне");
        await Expect(again.Locator("[name='f.name']")).ToHaveValueAsync("Достық");
        await again.ClickAsync("#save");
        await Expect(again.Locator("#field_name")).ToContainTextAsync("В другом окне: Бірлік");
        // Closed now, both are still to be had.
        await again.GotoAsync(House.Page("sheet-two"));
        await Expect(again.Locator("[name='f.name']")).ToHaveValueAsync("Достық");
        await again.ClickAsync("#save");
        await Expect(again.Locator("#field_name")).ToContainTextAsync("В другом окне: Бірлік");

        await again.ClickAsync("#save");
        await Expect(again.Locator("#field_name")).Not.ToContainTextAsync("В другом окне");
        await Expect((await house.OpenAsync("sheet-two")).Locator("[name='f.name']")).ToHaveValueAsync("Достық");
        await EventuallyNothingWaitsAsync(again);
    }

    [Fact]
    public async Task My_learning_says_what_waits_and_leads_there_and_another_person_sees_nothing_of_it()
    {
        var page = await house.OpenAsync("mine");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#Body", "только мне");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.ClearCookiesAsync();
        await page.Context.SetOfflineAsync(false);

        var other = await page.Context.NewPageAsync();
        await LosingTheLineTests.Village.SignInAsync(other, "staff@demo.kz");
        await House.EnrolAsync(other);
        await other.GotoAsync(House.Page("mine"));
        await Expect(other.Locator("#Body")).ToHaveValueAsync("");
        await other.GotoAsync("/ru/learn", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(other.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal(1, await UnsentAsync(other));

        await page.Context.ClearCookiesAsync();
        await LosingTheLineTests.Village.SignInAsync(other);
        await other.GotoAsync("/ru/learn");
        await Expect(other.Locator("#unsent")).ToContainTextAsync("Ждёт отправки: 1.");
        await other.ClickAsync("#unsent a");
        await Expect(other.Locator("#Body")).ToHaveValueAsync("только мне");
        await EventuallyNothingWaitsAsync(other);
        await other.GotoAsync("/ru/learn", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(other.Locator("#unsent")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Signing_out_asks_first_where_something_waits_and_takes_it_from_the_device()
    {
        await using var line = new BreakableLine(house.Address);
        var page = await house.OpenAsync("out", line.Address);
        line.State = Line.Cut;
        await page.FillAsync("#Body", "не отправлено");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        line.State = Line.Whole;
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/ru/learn");
        var asked = new List<string>();
        var answer = false;
        other.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            if (answer) await dialog.AcceptAsync();
            else await dialog.DismissAsync();
        };

        await other.ClickAsync(".foot form button");
        await EventuallyAsync(() => Task.FromResult(asked.Count == 1));
        Assert.Contains("ещё не отправленное: 1", asked[0]);
        Assert.Equal(1, await UnsentAsync(other));
        await other.GotoAsync("/ru/account/sign-out");
        answer = true;
        await other.ClickAsync("#sign-out");

        await other.ArriveAsync("/account/sign-in?done=signed-out");
        Assert.Equal(2, asked.Count);
        Assert.Equal(0, await UnsentAsync(other));
    }

    [Fact]
    public async Task A_sign_in_that_ran_out_is_renewed_beside_the_page_and_the_text_goes_out()
    {
        var page = await house.OpenAsync("away");
        var cookies = await page.Context.CookiesAsync();
        await page.Context.ClearCookiesAsync();
        await page.FillAsync("#Body", "после перерыва");
        await Expect(page.Locator("#saved a")).ToBeVisibleAsync();
        await Expect(page.Locator("#saved")).ToContainTextAsync("Был долгий перерыв");

        // The sign-in alone: the key of the form is a new one, as after a deploy.
        await page.Context.AddCookiesAsync(cookies.Where(cookie => !cookie.Name.Contains("form", StringComparison.Ordinal))
            .Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite }));
        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");

        await Expect(page.Locator("#saved")).ToContainTextAsync("Черновик сохранён");
        Assert.Equal("после перерыва", await BodyAsync(page, "away"));
    }

    [Fact]
    public async Task A_work_handed_in_from_elsewhere_shows_what_was_left_here_until_it_is_removed()
    {
        var page = await house.OpenAsync("handed");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#Body", "осталось на телефоне");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);
        var computer = await house.OpenAsync("handed");
        await computer.FillAsync("#Body", "сдано");
        await computer.ClickAsync("#submit");
        await Expect(computer.Locator("main")).ToContainTextAsync("Отправлено на проверку");

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(House.Page("handed"));
        await Expect(again.Locator("#left-text")).ToHaveTextAsync("осталось на телефоне");
        await again.ClickAsync("#left-forget");

        await Expect(again.Locator("#left-text")).ToBeHiddenAsync();
        await EventuallyNothingWaitsAsync(again);
    }

    /// <summary>What the server has, asked beside the page.</summary>
    private static async Task<string> BodyAsync(IPage page, string item)
    {
        var answer = await page.APIRequest.GetAsync(House.Current + House.Page(item)[1..]);
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.TextAsync()).QuerySelector("#Body")?.TextContent ?? "";
    }

    private static Task EventuallyNothingWaitsAsync(IPage page) => EventuallyAsync(async () =>
    {
        try
        {
            return await UnsentAsync(page) == 0;
        }
        catch (PlaywrightException turned) when (turned.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // The page that a button leads to is just coming.
            return false;
        }
    });

    private static Task<int> UnsentAsync(IPage page) => page.EvaluateAsync<int>(
        "new Promise(done => { const open = indexedDB.open('academy', 1); open.onsuccess = () => open.result.transaction('unsent').objectStore('unsent').count().onsuccess = e => { open.result.close(); done(e.target.result); }; })");

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!await holds())
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It did not come to that within 20 seconds.");
    }

    /// <summary>The program with a course of a task and a worksheet, and a browser; each learner is new.</summary>
    public sealed class House : IAsyncLifetime
    {
        private readonly string _content = Directory.CreateTempSubdirectory("academy-drafts-").FullName;
        private RunningSite? _site;
        private IPlaywright? _playwright;
        private IBrowser? _browser;

        internal static string Current { get; private set; } = "";

        public string Address => _site!.Address;

        public async ValueTask InitializeAsync()
        {
            if (Chromium.WhyNot is not null) return;
            await WriteCourseAsync();
            _site = await RunningSite.StartAsync(_content);
            Current = _site.Address;
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options);
            await EnrolAsync(await DeviceAsync());
        }

        public async ValueTask DisposeAsync()
        {
            if (_browser is not null) await _browser.DisposeAsync();
            _playwright?.Dispose();
            if (_site is not null) await _site.DisposeAsync();
            Directory.Delete(_content, recursive: true);
        }

        internal static string Page(string item) => $"/ru/learn/drafts/m/{item}";

        /// <summary>The learner at a task or worksheet, in a browser of their own.</summary>
        internal async Task<IPage> OpenAsync(string item, string? address = null)
        {
            var page = await DeviceAsync(address);
            await page.GotoAsync(Page(item));
            return page;
        }

        internal static async Task EnrolAsync(IPage page)
        {
            await page.GotoAsync("/ru/courses/drafts");
            await page.ClickAsync("#enrol");
            await page.ArriveAsync("/learn/drafts");
        }

        private async Task<IPage> DeviceAsync(string? address = null)
        {
            Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
            var context = await _browser!.NewContextAsync(new() { BaseURL = address ?? Address, ViewportSize = new() { Width = 360, Height = 740 }, Locale = "ru" });
            context.SetDefaultTimeout(Chromium.Patience);
            var page = await context.NewPageAsync();
            await LosingTheLineTests.Village.SignInAsync(page);
            return page;
        }

        private async Task WriteCourseAsync()
        {
            string[] tasks = ["closed", "pressed", "lost", "two", "mine", "out", "away", "handed"];
            string[] sheets = ["sheet-closed", "sheet-two"];
            var folder = Path.Combine(_content, "courses", "drafts");
            Directory.CreateDirectory(Path.Combine(folder, "m"));
            await File.WriteAllTextAsync(Path.Combine(folder, "course.yml"), $"""
                format: 1
                languages: [ru]
                hours: 1
                access: registered
                authors: [Школа]
                modules:
                  - slug: m
                    title: {"{"} ru: Работы {"}"}
                    items:
                {string.Join('\n', tasks.Select(task => $"      - {{ task: {task}, points: 10 }}").Concat(sheets.Select(sheet => $"      - {{ worksheet: {sheet} }}")))}
                completion: {"{"} lessons: all {"}"}
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "about.ru.md"), "# Работы\n\nКурс о черновиках.\n");
            foreach (var task in tasks)
                await File.WriteAllTextAsync(Path.Combine(folder, "m", $"{task}.task.ru.md"), """
                    # План

                    Напишите план.

                    ::: rubric
                    | Критерий | Нет | Да |
                    |---|---|---|
                    | План | плана нет (0) | план есть (10) |
                    :::
                    """);
            foreach (var sheet in sheets)
                await File.WriteAllTextAsync(Path.Combine(folder, "m", $"{sheet}.worksheet.yml"), """
                    format: 1
                    title: { ru: Сведения }
                    intro: { ru: "Заполните." }
                    minutes: 5
                    fields:
                      - { id: name, kind: text, label: { ru: Село } }
                      - { id: road, kind: choice, label: { ru: Дорога }, choices: [ { id: good, label: { ru: хорошая } }, { id: bad, label: { ru: плохая } } ] }
                      - { id: why, kind: several, label: { ru: Чего нет }, choices: [ { id: water, label: { ru: воды } }, { id: light, label: { ru: света } } ] }
                      - id: list
                        kind: table
                        label: { ru: Что нужно }
                        columns: [ { id: what, kind: text, label: { ru: Что } } ]
                    """);
        }
    }
}
