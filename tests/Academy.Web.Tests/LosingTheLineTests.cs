using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Academy.Faults;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Academy.Web.Tests;

/// <summary>
/// A learner in a village whose line is cut, silent or lossy at every moment of an attempt: real Chromium against the real program.
/// Nothing that was answered is lost or doubled, and the page says how things stand.
/// </summary>
public sealed class LosingTheLineTests(LosingTheLineTests.Village village) : IClassFixture<LosingTheLineTests.Village>
{
    private const string Saved = "Ответ сохранён";
    private const string NotSent = "ещё не отправлено";

    [Fact]
    public async Task An_answer_given_while_the_line_is_cut_is_kept_and_goes_out_when_it_is_back()
    {
        var page = await village.SitAsync("cut");
        await page.CheckAsync("[name=a][value='0']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);

        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        Assert.Equal("0", await AnswerAsync(page, "term"));

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
        Assert.Equal("1", await AnswerAsync(page, "term"));
    }

    [Fact]
    public async Task Typing_is_kept_letter_by_letter_and_sent_when_it_pauses()
    {
        var page = await village.SitAsync("typing");
        await page.ClickAsync("#next");
        await page.Locator("[name=a]").PressSequentiallyAsync("маслихат");

        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
        Assert.Equal("маслихат", await AnswerAsync(page, "budget"));

        await page.Context.SetOfflineAsync(true);
        await page.Locator("[name=a]").PressSequentiallyAsync(" района");
        Assert.Equal("маслихат района", await page.EvaluateAsync<string>(
            "new Promise(done => { const open = indexedDB.open('academy', 1); open.onsuccess = () => open.result.transaction('unsent').objectStore('unsent').getAll().onsuccess = e => done(e.target.result[0].value[0]); })"));
    }

    [Fact]
    public async Task The_whole_paper_is_answered_without_the_line_and_a_reload_when_it_is_back_loses_nothing()
    {
        var page = await village.SitAsync("paper");
        await page.Context.SetOfflineAsync(true);

        await page.CheckAsync("[name=a][value='0']");
        await page.ClickAsync("#next");
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Вопрос 2 из 4"));
        Assert.EndsWith("?q=2", page.Url);
        await Expect(page.Locator("h1.qh")).ToBeFocusedAsync();
        await page.FillAsync("[name=a]", "маслихат");
        await page.Locator(".qnav a").Nth(3).ClickAsync();
        await page.SelectOptionAsync("[name='a.0']", "0");
        await page.SelectOptionAsync("[name='a.1']", "1");
        await page.CheckAsync("[name=flag]");
        await Expect(page.Locator(".qnav a").Nth(3)).ToContainTextAsync("есть ответ, вернуться");
        await page.ClickAsync("#finish");
        await Expect(page.Locator("#before h1")).ToBeFocusedAsync();
        await Expect(page.Locator("#before")).ToContainTextAsync("Есть ответ на вопросы: 3 из 4");
        Assert.Equal(["Вопрос 3"], await page.Locator("#unanswered li:visible").AllInnerTextsAsync());
        Assert.Equal(["Вопрос 4"], await page.Locator("#flagged li:visible").AllInnerTextsAsync());
        await page.GoBackAsync();
        await Expect(page.Locator("#which")).ToHaveTextAsync("Вопрос 4 из 4");

        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();

        await EventuallyAsync(page, "term", "0");
        await EventuallyAsync(page, "budget", "маслихат");
        await EventuallyAsync(page, "match", "0,1");
        await Expect(page.Locator("[name=flag]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_closed_tab_leaves_its_answers_to_the_next_page_of_the_site()
    {
        var page = await village.SitAsync("closed");
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        var attempt = AttemptOf(page);
        await page.CloseOfflineAsync();
        await page.Context.SetOfflineAsync(false);

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/ru/learn");

        await EventuallyAsync(other, "term", "1", attempt);
        await EventuallyAsync(async () => await UnsentAsync(other) == 0);
    }

    [Fact]
    public async Task A_killed_browser_sends_when_the_same_person_is_back()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var line = new BreakableLine(village.Address);
        var profile = Directory.CreateTempSubdirectory("academy-profile-").FullName;
        string attempt;
        await using (var first = await village.ProfileAsync(profile, line.Address))
        {
            var page = await village.SitAsync("killed", first);
            line.State = Line.Cut;
            await page.CheckAsync("[name=a][value='1']");
            await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
            attempt = AttemptOf(page);
            KillBrowserOf(profile);
        }

        line.State = Line.Whole;
        await using (var second = await village.ProfileAsync(profile, line.Address))
        {
            var page = second.Pages[0];
            await Village.SignInAsync(page);
            await EventuallyAsync(page, "term", "1", attempt);
        }
        Directory.Delete(profile, recursive: true);
    }

    [Fact]
    public async Task An_answer_whose_acknowledgement_was_lost_is_stored_once()
    {
        await using var line = new BreakableLine(village.Address);
        var page = await village.SitAsync("lost", address: line.Address);

        line.State = Line.OneWay;
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        line.State = Line.Whole;
        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);

        var answer = Assert.Single((await StateAsync(page)).GetProperty("answers").EnumerateArray());
        Assert.Equal(1, answer.GetProperty("seq").GetInt64());
        Assert.Equal("1", answer.GetProperty("value")[0].GetString());
        Assert.Equal(0, await UnsentAsync(page));
    }

    [Theory]
    [InlineData("Cut")]
    [InlineData("Silent")]
    public async Task A_cut_or_silent_line_is_told_and_the_answer_goes_out_when_it_is_whole_again(string broken)
    {
        await using var line = new BreakableLine(village.Address);
        var page = await village.SitAsync($"broken-{broken.ToLowerInvariant()}", address: line.Address);

        line.State = Enum.Parse<Line>(broken);
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        line.State = Line.Whole;

        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
    }

    [Fact]
    public async Task Handing_in_without_the_line_waits_for_it_and_sends_the_answers_first()
    {
        var page = await village.SitAsync("submit");
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='0']");
        await page.ClickAsync("#next");
        await page.FillAsync("[name=a]", "маслихат");
        await page.ClickAsync("#finish");

        await page.ClickAsync("#submit");
        await Expect(page.Locator("#sending")).ToContainTextAsync("Уйдёт само, как только появится связь");
        await page.Context.SetOfflineAsync(false);

        await page.ArriveAsync("/result");
        Assert.Contains("Баллы: 2 из 4", await page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task At_the_deadline_without_the_line_what_was_given_in_time_still_counts_within_the_grace()
    {
        var page = await village.SitAsync("deadline");
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='0']");

        await Expect(page.Locator("#saved")).ToContainTextAsync("Время вышло, связи нет");
        await Expect(page.Locator("[name=a]").First).ToBeDisabledAsync();
        await page.Context.SetOfflineAsync(false);

        await page.ArriveAsync("/result");
        Assert.Contains("Баллы: 1 из 4", await page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task Time_over_with_the_page_open_hands_in_what_was_just_being_typed()
    {
        var page = await village.SitAsync("over");
        await page.ClickAsync("#next");
        await page.FillAsync("[name=a]", "маслихат");

        await page.ArriveAsync("/result");

        Assert.Contains("Баллы: 1 из 4", await page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task Two_tabs_show_the_same_at_once_and_either_goes_on()
    {
        var one = await village.SitAsync("tabs");
        var two = await one.Context.NewPageAsync();
        await two.GotoAsync(one.Url);

        await one.CheckAsync("[name=a][value='1']");
        await Expect(two.Locator("[name=a][value='1']")).ToBeCheckedAsync();
        await Expect(two.Locator("#saved")).ToContainTextAsync("в другом окне");

        await two.CheckAsync("[name=a][value='0']");
        await Expect(one.Locator("[name=a][value='0']")).ToBeCheckedAsync();
        await Expect(two.Locator("#saved")).ToContainTextAsync(Saved);
        await Expect(two.Locator("#mine")).ToBeHiddenAsync();
        Assert.Equal("0", await AnswerAsync(one, "term"));
    }

    [Fact]
    public async Task Two_devices_are_both_shown_both_answers_and_nothing_is_overwritten_unseen()
    {
        var phone = await village.SitAsync("devices");
        await phone.ClickAsync("#next");
        var computer = await village.AnotherDeviceAsync();
        await computer.GotoAsync(phone.Url);

        await computer.FillAsync("[name=a]", "аким");
        await Expect(computer.Locator("#saved")).ToContainTextAsync(Saved);
        await phone.FillAsync("[name=a]", "маслихат");

        await Expect(phone.Locator("#mine")).ToBeVisibleAsync();
        await Expect(phone.Locator("#mine")).ToContainTextAsync("маслихат");
        await Expect(phone.Locator("[name=a]")).ToHaveValueAsync("аким");
        Assert.Equal("аким", await AnswerAsync(phone, "budget"));

        await phone.ClickAsync("#mine-back");
        await Expect(phone.Locator("#saved")).ToContainTextAsync(Saved);
        Assert.Equal("маслихат", await AnswerAsync(phone, "budget"));
    }

    [Fact]
    public async Task A_sign_in_that_ran_out_in_the_middle_is_renewed_beside_the_page_and_nothing_is_typed_again()
    {
        var page = await village.SitAsync("cookie");
        await page.Context.ClearCookiesAsync();

        await page.ClickAsync("#next");
        await page.FillAsync("[name=a]", "маслихат");
        await Expect(page.Locator("#saved")).ToContainTextAsync("Был долгий перерыв");
        var beside = await page.Context.RunAndWaitForPageAsync(() => page.ClickAsync("#saved a"));
        await Village.SignInAsync(beside, open: false);
        await page.BringToFrontAsync();

        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
        Assert.Equal("маслихат", await AnswerAsync(page, "budget"));
        await page.ClickAsync("#back");
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
        Assert.Equal("1", await AnswerAsync(page, "term"));
    }

    [Fact]
    public async Task What_one_person_left_waits_while_another_is_signed_in()
    {
        var page = await village.SitAsync("shared");
        var attempt = AttemptOf(page);
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#saved")).ToContainTextAsync(NotSent);
        await page.CloseOfflineAsync();
        await page.Context.ClearCookiesAsync();
        await page.Context.SetOfflineAsync(false);

        var other = await page.Context.NewPageAsync();
        await Village.SignInAsync(other, "staff@demo.kz");
        await other.GotoAsync("/ru/learn", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(1, await UnsentAsync(other));

        await page.Context.ClearCookiesAsync();
        await Village.SignInAsync(other);
        await EventuallyAsync(other, "term", "1", attempt);
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_says_so()
    {
        var page = await village.SitAsync("forbidden", script: "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('forbidden'); } })");
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='1']");

        await Expect(page.Locator("#saved")).ToContainTextAsync("не даёт сохранить на устройстве");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#saved")).ToContainTextAsync(Saved);
    }

    [Fact]
    public async Task A_file_of_unsent_answers_is_brought_in_once_by_its_learner_from_another_device()
    {
        var page = await village.SitAsync("file");
        await page.Context.SetOfflineAsync(true);
        await page.CheckAsync("[name=a][value='1']");
        await Expect(page.Locator("#rescue")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#rescue"));
        var file = await download.PathAsync();
        var attempt = AttemptOf(page);
        await page.CloseOfflineAsync();

        var device = await village.AnotherDeviceAsync();
        await device.GotoAsync($"/ru/attempts/{attempt}/rescue");
        await UploadAsync(device, file);
        await Expect(device.Locator(".banner")).ToContainTextAsync("Взято ответов из файла: 1.");
        Assert.Equal("1", await AnswerAsync(device, "term", attempt));
        await UploadAsync(device, file);
        await Expect(device.Locator(".banner")).ToContainTextAsync("Взято ответов из файла: 0.");

        var changed = Path.Combine(Path.GetDirectoryName(file)!, "changed.json");
        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(changed, written.Replace("\"value\":[\"1\"]", "\"value\":[\"0\"]", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await UploadAsync(device, changed);
        await Expect(device.Locator("#errors")).ToContainTextAsync("изменён или повреждён");

        var another = await village.SitAsync("file-other");
        await another.GotoAsync($"/ru/attempts/{AttemptOf(another)}/rescue");
        await UploadAsync(another, file);
        await Expect(another.Locator("#errors")).ToContainTextAsync("другого теста или другого человека");
    }

    private static async Task UploadAsync(IPage page, string file)
    {
        await page.SetInputFilesAsync("#Answers", file);
        await page.ClickAsync("#upload");
    }

    private static string AttemptOf(IPage page) => new Uri(page.Url).Segments[3].TrimEnd('/');

    /// <summary>How the server sees the attempt: asked beside the browser, whatever its line is like.</summary>
    private static async Task<JsonElement> StateAsync(IPage page, string? attempt = null)
    {
        var answer = await page.APIRequest.GetAsync($"{Village.Current}ru/attempts/{attempt ?? AttemptOf(page)}/paper?handler=State");
        return (await answer.JsonAsync())!.Value;
    }

    private static async Task<string?> AnswerAsync(IPage page, string question, string? attempt = null) =>
        (await StateAsync(page, attempt)).GetProperty("answers").EnumerateArray().Where(answer => answer.GetProperty("question").GetString() == question)
            .Select(answer => string.Join(',', answer.GetProperty("value").EnumerateArray().Select(value => value.GetString()))).SingleOrDefault();

    private static Task EventuallyAsync(IPage page, string question, string value, string? attempt = null) =>
        EventuallyAsync(async () => await AnswerAsync(page, question, attempt) == value);

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!await holds())
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It did not come to that within 20 seconds.");
    }

    private static Task<int> UnsentAsync(IPage page) => page.EvaluateAsync<int>(
        "new Promise(done => { const open = indexedDB.open('academy', 1); open.onsuccess = () => open.result.transaction('unsent').objectStore('unsent').count().onsuccess = e => { open.result.close(); done(e.target.result); }; })");

    // The browser with this profile was started by the test and is no other.
    private static void KillBrowserOf(string profile)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
            try
            {
                var command = File.ReadAllText(Path.Combine(folder, "cmdline"));
                if (command.Contains($"--user-data-dir={profile}", StringComparison.Ordinal) && !command.Contains("--type=", StringComparison.Ordinal))
                    Process.GetProcessById(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Kill(entireProcessTree: true);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Another process, ended meanwhile.
            }
    }

    /// <summary>The program with a course of one quiz for each test, and a browser.</summary>
    public sealed class Village : IAsyncLifetime
    {
        private const string Password = "dala-zhusan-2026";

        private static readonly string[] Quizzes =
            ["cut", "typing", "paper", "closed", "killed", "lost", "broken-cut", "broken-silent", "submit", "tabs", "devices", "cookie", "shared", "forbidden", "file", "file-other"];

        private readonly string _content = Directory.CreateTempSubdirectory("academy-line-").FullName;
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
            var learner = await AnotherDeviceAsync();
            await learner.GotoAsync("/ru/courses/line");
            await learner.ClickAsync("#enrol");
            await learner.ArriveAsync("/learn/line");
        }

        public async ValueTask DisposeAsync()
        {
            if (_browser is not null) await _browser.DisposeAsync();
            _playwright?.Dispose();
            if (_site is not null) await _site.DisposeAsync();
            Directory.Delete(_content, recursive: true);
        }

        /// <summary>The learner at the first question of a quiz, with the whole paper there.</summary>
        internal async Task<IPage> SitAsync(string quiz, IBrowserContext? context = null, string? address = null, string? script = null)
        {
            Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
            var page = context is null ? await AnotherDeviceAsync(address, script) : context.Pages[0];
            if (context is not null) await SignInAsync(page);
            await page.GotoAsync($"/ru/learn/line/m/{quiz}");
            await page.ClickAsync("#start");
            await page.ArriveAsync("?q=1");
            await Expect(page.Locator("#before")).ToBeAttachedAsync();
            return page;
        }

        /// <summary>Another browser of the same learner, signed in.</summary>
        internal async Task<IPage> AnotherDeviceAsync(string? address = null, string? script = null)
        {
            Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
            var context = await _browser!.NewContextAsync(new() { BaseURL = address ?? Address, ViewportSize = new() { Width = 360, Height = 740 }, Locale = "ru" });
            context.SetDefaultTimeout(Chromium.Patience);
            if (script is not null) await context.AddInitScriptAsync(script);
            var page = await context.NewPageAsync();
            await SignInAsync(page);
            return page;
        }

        /// <summary>A browser with a profile on the disk.</summary>
        internal Task<IBrowserContext> ProfileAsync(string folder, string address) => _playwright!.Chromium.LaunchPersistentContextAsync(folder, new()
        {
            ExecutablePath = Chromium.Options.ExecutablePath, Args = Chromium.Options.Args, BaseURL = address, Locale = "ru",
        });

        internal static async Task SignInAsync(IPage page, string email = "akim@demo.kz", bool open = true)
        {
            if (open) await page.GotoAsync("/ru/account/sign-in");
            await page.FillAsync("[name=Email]", email);
            await page.FillAsync("[name=Password]", Password);
            await page.ClickAsync("#sign-in");
            await page.ArriveAsync("/learn");
        }

        private async Task WriteCourseAsync()
        {
            var folder = Path.Combine(_content, "courses", "line");
            Directory.CreateDirectory(Path.Combine(folder, "m"));
            var items = Quizzes.Select(quiz => $"      - {{ quiz: {quiz}, pass: 50, review: after-submit }}")
                .Append("      - { quiz: deadline, pass: 50, review: after-submit, time_limit: 15s, grace: 10m }")
                .Append("      - { quiz: over, pass: 50, review: after-submit, time_limit: 15s }");
            await File.WriteAllTextAsync(Path.Combine(folder, "course.yml"), $"""
                format: 1
                languages: [ru]
                hours: 1
                access: registered
                authors: [Школа]
                modules:
                  - slug: m
                    title: {"{"} ru: Тесты {"}"}
                    items:
                {string.Join('\n', items)}
                completion: {"{"} lessons: all {"}"}
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "about.ru.md"), "# Связь\n\nКурс о связи.\n");
            foreach (var quiz in Quizzes.Append("deadline").Append("over"))
                await File.WriteAllTextAsync(Path.Combine(folder, "m", $"{quiz}.quiz.ru.md"), """
                    # Проверка

                    ## На сколько лет избирают акима? {#term}

                    - (x) на 4 года
                    - ( ) на 5 лет

                    ## Кто утверждает бюджет? {#budget}

                    = маслихат

                    ## Какой процент нужен для кворума? {#quorum}

                    = 10

                    ## Соедините {#match}

                    | Понятие | Состав |
                    |---|---|
                    | сход | жители |
                    | собрание | представители |
                    """);
        }
    }
}
