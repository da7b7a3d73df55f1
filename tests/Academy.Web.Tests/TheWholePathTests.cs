using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Faults;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Academy.Web.Tests;

/// <summary>
/// The product as its people use it: the program started as the README says, a phone of 360 pixels, the interface in Kazakh, the
/// real course; from the catalogue to a certificate that a stranger verifies. axe-core looks at every page on the way.
/// </summary>
public sealed class TheWholePathTests
{
    private const string Course = "local-self-government";

    [Fact]
    public async Task A_course_is_read_an_exam_is_passed_a_certificate_is_issued_and_verified()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var learner = await PersonAsync(browser, site);

        await LookAsync(learner, "/kk/");
        await LookAsync(learner, $"/kk/courses/{Course}");
        await LookAsync(learner, "/kk/account/register");
        await SignInAsync(learner, "akim@demo.kz");
        await LookAsync(learner, "/kk/account/profile");

        await learner.GotoAsync($"/kk/courses/{Course}");
        await PressAsync(learner, "#enrol", $"/learn/{Course}");
        await LookAsync(learner);
        await LookAsync(learner, "/kk/learn");
        var course = Compile();
        foreach (var (place, lesson) in course.Lessons.Index())
        {
            await learner.GotoAsync($"/kk/learn/{Course}/{lesson.Path}");
            Assert.Equal(0, await learner.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            if (place % 6 == 0) await LookAsync(learner);
            await PressAsync(learner, "#done", course.After(lesson) is { } next ? $"/{next.Path}" : $"/learn/{Course}");
        }

        await SitAsync(learner, course, course.Items.OfType<Quiz>().First(quiz => !quiz.IsExam), look: true);
        await SitAsync(learner, course, course.Items.OfType<Quiz>().Single(quiz => quiz.IsExam), look: false);
        Assert.Contains("Тест тапсырылды", await learner.InnerTextAsync("main"));
        await LookAsync(learner, $"/kk/learn/{Course}");
        Assert.Contains("Курс аяқталды", await learner.InnerTextAsync("main"));

        var staff = await PersonAsync(browser, site);
        await SignInAsync(staff, "staff@demo.kz");
        var number = await IssueAsync(staff);
        var instructor = await PersonAsync(browser, site);
        await SignInAsync(instructor, "instructor@demo.kz");
        await LookAsync(instructor, "/kk/studio");
        await LookAsync(instructor, $"/kk/studio/courses/{Course}");
        await LookAsync(instructor, "/kk/studio/import");
        await LookAtStatisticsAsync(instructor, course.Items.OfType<Quiz>().First(quiz => !quiz.IsExam));

        var download = await learner.APIRequest.GetAsync($"/kk/certificates/{number}.pdf");
        Assert.Equal(200, download.Status);
        var address = PaperPicture.CodeIn(await download.BodyAsync())!;
        Assert.StartsWith($"{site.Address}v/{number}/", address);

        var stranger = await PersonAsync(browser, site);
        await stranger.GotoAsync(address);
        await LookAsync(stranger);
        Assert.Contains("Оспанова Гүлнар Сейітқызы", await stranger.InnerTextAsync("main"));
        await LookAsync(stranger, "/kk/verify");
        await stranger.GotoAsync($"/kk/verify/{number}");
        Assert.DoesNotContain("Оспанова", await stranger.InnerTextAsync("main"));
        await LookAsync(stranger, "/kk/mundai-bet-zhoq");
    }

    [Fact]
    public async Task An_answer_is_saved_as_it_is_given_and_a_cut_line_loses_nothing()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        await using var site = await RunningSite.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var learner = await PersonAsync(browser, site);
        await SignInAsync(learner, "akim@demo.kz");
        await learner.GotoAsync($"/kk/courses/{Course}");
        await PressAsync(learner, "#enrol", $"/learn/{Course}");
        await learner.GotoAsync($"/kk/learn/{Course}/election-and-term/election-check");
        await PressAsync(learner, "#start", "?q=1");

        await learner.Locator("form#question .opt").First.ClickAsync();
        await Assertions.Expect(learner.Locator("#saved")).ToContainTextAsync("Жауап сақталды");

        await learner.Context.SetOfflineAsync(true);
        await learner.Locator("form#question .opt").Nth(1).ClickAsync();
        await Assertions.Expect(learner.Locator("#saved")).ToContainTextAsync("әлі жіберілген жоқ");
        await learner.Context.SetOfflineAsync(false);
        await Assertions.Expect(learner.Locator("#saved")).ToContainTextAsync("Жауап сақталды");
        await learner.ReloadAsync();
        await Assertions.Expect(learner.Locator("form#question input[name=a]").Nth(1)).ToBeCheckedAsync();
    }

    internal static async Task<IPage> PersonAsync(IBrowser browser, RunningSite site)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = site.Address, ViewportSize = new() { Width = 360, Height = 740 }, Locale = "kk" });
        context.SetDefaultTimeout(Chromium.Patience);
        return await context.NewPageAsync();
    }

    internal static async Task SignInAsync(IPage page, string email)
    {
        await LookAsync(page, "/kk/account/sign-in");
        await page.FillAsync("[name=Email]", email);
        await page.FillAsync("[name=Password]", "dala-zhusan-2026");
        await PressAsync(page, "#sign-in", "/kk/learn");
    }

    /// <summary>Presses and waits until the page it leads to is there.</summary>
    internal static async Task PressAsync(IPage page, string button, string addressEnd)
    {
        await page.ClickAsync(button);
        await page.ArriveAsync(addressEnd);
    }

    // On a phone each row of the table is a card, and what sorted as its headings must still be there to press.
    private static async Task LookAtStatisticsAsync(IPage page, Quiz quiz)
    {
        var statistics = $"/kk/studio/courses/{Course}/statistics/{quiz.Path}";
        await LookAsync(page, statistics);
        await PressAsync(page, "thead a[href$='sort=facility']", "sort=facility");
        await LookAsync(page);
        foreach (var question in quiz.Questions) await LookAsync(page, $"{statistics}/{question.Id}");
    }

    private static async Task SitAsync(IPage page, Course course, Quiz quiz, bool look)
    {
        if (look) await LookAsync(page, $"/kk/learn/{Course}/{quiz.Path}");
        else await page.GotoAsync($"/kk/learn/{Course}/{quiz.Path}");
        await PressAsync(page, "#start", "?q=1");
        for (var number = 1; number <= quiz.PaperLength; number++)
        {
            if (look || number == 1) await LookAsync(page);
            var address = await page.GetAttributeAsync("form#question", "data-save");
            var question = quiz.Find(Uri.UnescapeDataString(address!.Split('/')[^1]))!;
            await AnswerAsync(page, question);
            await PressAsync(page, "#next", number == quiz.PaperLength ? "/finish" : $"?q={number + 1}");
        }
        await LookAsync(page);
        await PressAsync(page, "#submit", "/result");
        await LookAsync(page);
    }

    private static async Task AnswerAsync(IPage page, Question question)
    {
        var right = RightAnswers.To(question);
        foreach (var (place, value) in right.Values.Index())
            switch (question)
            {
                case ChoiceQuestion:
                    await page.CheckAsync($"[name=a][value='{value}']", new() { Force = true });
                    break;
                case NumberQuestion or ShortTextQuestion:
                    await page.FillAsync("[name=a]", value);
                    break;
                case GapsQuestion gaps when gaps.Gaps[place] is TypedGap:
                    await page.FillAsync($"[name='a.{place}']", value);
                    break;
                default:
                    await page.SelectOptionAsync($"[name='a.{place}']", value);
                    break;
            }
    }

    private static async Task<string> IssueAsync(IPage staff)
    {
        await LookAsync(staff, "/kk/office");
        await LookAsync(staff, $"/kk/office/issue/{Course}");
        await staff.CheckAsync("input[type=checkbox][name=Enrolments]");
        await staff.FillAsync("[name=SignatoryName]", "Үлгібаев Ерлан Талғатұлы");
        await staff.FillAsync("[name=PositionKk]", "ректор");
        await staff.FillAsync("[name=PositionRu]", "ректор");
        await staff.ClickAsync("#check");
        await staff.WaitForSelectorAsync("#issue");
        await LookAsync(staff);
        await staff.CheckAsync("#Confirmed");
        await staff.ClickAsync("#issue");
        await staff.WaitForSelectorAsync("a[href*='/office/certificates/']");
        await LookAsync(staff);
        await LookAsync(staff, "/kk/office/certificates");
        var link = await staff.Locator("a[href*='/office/certificates/']").First.GetAttributeAsync("href");
        await LookAsync(staff, link!);
        return link!.Split('/')[^1];
    }

    /// <summary>Opens a page (or looks at the one open) and lets axe-core judge it, with every folded part open.</summary>
    internal static async Task LookAsync(IPage page, string? address = null)
    {
        if (address is not null) await page.GotoAsync(address);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", result.Violations.Select(one =>
            $"{one.Id} ({one.Help}): {string.Join(", ", one.Nodes.Select(node => node.Html))}")));
    }

    private static Course Compile()
    {
        var layout = ContentLayout.Of(CourseSource.FromFolder(TestContent.Real).Source, "content");
        return CourseCompiler.Compile(layout.Courses[Course], Course, LibraryReader.Read(layout.Library).Library).Course!;
    }
}

internal static class Arriving
{
    /// <summary>
    /// Waits for the whole page at an address. It asks the browser until it says so: Playwright's own wait looks at the address first and
    /// subscribes to the browser's word afterwards, and a page that arrives between the two is waited for in vain.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, string addressEnd)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(addressEnd) + "$"));
        await page.EvaluateAsync("() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true)))");
    }

    /// <summary>
    /// Closes a page while its line is cut. The browser forgets the cut before it sends a closing page's last request, which would then arrive
    /// after all: so the page's own requests fail first.
    /// </summary>
    public static async Task CloseOfflineAsync(this IPage page)
    {
        await page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }");
        await page.CloseAsync();
    }
}

/// <summary>Debian's Chromium, driven by Playwright.</summary>
internal static class Chromium
{
    /// <summary>Milliseconds until a browser test gives up. How fast the site is, is measured elsewhere: here all tests share the machine.</summary>
    public const float Patience = 120_000;

    static Chromium() => Assertions.SetDefaultExpectTimeout(Patience);

    /// <summary>Null where it can be used. Where everything is demanded it must be there.</summary>
    public static string? WhyNot => Required.Everything ? null : Cuts.WhyNoBrowser;

    public static BrowserTypeLaunchOptions Options { get; } = Cuts.BrowserOptions(Patience);
}

/// <summary>The program itself, as a process with an empty data folder, on a free port of this machine.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> Ports = new();

    private readonly Process _process;
    private readonly string _folder;

    private RunningSite(Process process, string folder, string address) => (_process, _folder, Address) = (process, folder, address);

    /// <summary>With a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Where the site keeps its data.</summary>
    public string Folder => _folder;

    /// <summary>On a port that was free a moment ago: when somebody else was faster, on another.</summary>
    /// <param name="content">A content folder; the product's own where null.</param>
    public static async Task<RunningSite> StartAsync(string? content = null)
    {
        for (var tries = 3; ; tries--)
            try
            {
                return await StartAsync(content, $"http://127.0.0.1:{FreePort()}");
            }
            catch (InvalidOperationException failed) when (tries > 1 && failed.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
            }
    }

    private static async Task<RunningSite> StartAsync(string? content, string address)
    {
        var folder = Directory.CreateTempSubdirectory("academy-site-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, "Academy.Web.dll");
        var source = Path.GetFullPath(Path.Combine(TestContent.Real, "..", "src", "Academy.Web"));
        var start = new ProcessStartInfo("dotnet", [program, $"--contentRoot={source}", $"--Urls={address}", $"--Site:Url={address}", $"--Data:Folder={folder}", .. content is null ? Array.Empty<string>() : [$"--Content:Folder={content}"]])
        {
            WorkingDirectory = source, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        var process = Process.Start(start)!;
        var log = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var patience = Stopwatch.StartNew();
        while (!process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(5))
        {
            try
            {
                if ((await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK) return new RunningSite(process, folder, address + "/");
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            // The processor is for the site that is starting.
            await Task.Delay(100);
        }
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        throw new InvalidOperationException($"The site did not start:\n{log}");

        void Keep(string? line)
        {
            // Both streams at once, each on a thread of its own.
            lock (log) log.AppendLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Never the same for two sites that start beside each other.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Ports.TryAdd(port, true)) return port;
        }
    }
}
