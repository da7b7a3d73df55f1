using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Academy.Faults;

/// <summary>
/// A line that is cut, silent or deaf on the way back while somebody in a real browser goes on answering, and whole again after a while.
/// Every letter must then be on the server.
/// </summary>
public static class Cuts
{
    private const string Browser = "/usr/bin/chromium";
    private const float Enough = 120_000;
    private const string NotSent = "ещё не отправлено";

    /// <summary>Null where there is one.</summary>
    public static string? WhyNoBrowser => File.Exists(Browser) ? null : $"{Browser} is not installed";

    /// <param name="patience">Milliseconds for it to start.</param>
    public static BrowserTypeLaunchOptions BrowserOptions(float patience) => new()
    {
        ExecutablePath = Browser,
        Timeout = patience,
        // A container's /dev/shm holds 64 MB, and a page that needs more is gone in the middle of a run.
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync",
        ],
    };

    /// <param name="cut">How long the line is away.</param>
    /// <param name="patience">How soon the page must say that an answer is not sent, and how soon all must be there once the line is back; null where it does not matter.</param>
    public static async Task<Verdict> RunAsync(TimeSpan cut, TimeSpan? patience, Action<string>? say = null)
    {
        await using var ward = await Ward.OpenAsync(connection: null);
        Line[] ways = [Line.Cut, Line.Silent, Line.OneWay];
        await ward.EnrolAsync(ways.Length, Sitting.Quiz);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(BrowserOptions(Enough));
        var sittings = await Task.WhenAll(ways.Zip(ward.People).Select(one => SitAsync(ward, browser, one.First, one.Second, cut, say)));

        var (attempts, answers) = await ward.School.ReadAsync(ward.People);
        var findings = new List<string>();
        foreach (var sitting in sittings)
        {
            foreach (var (question, text) in sitting.Typed)
                if (answers.SingleOrDefault(answer => answer.Attempt == sitting.Attempt && answer.Question == question)?.Text is var kept && kept != text)
                    findings.Add($"lost: {sitting.Way}: {question} is '{kept}' and not '{text}'");
            if (patience is not { } most) continue;
            if (sitting.Told > most) findings.Add(Slow($"{sitting.Way}: the page said after", sitting.Told, "that an answer is not sent"));
            if (sitting.Sent > most) findings.Add(Slow($"{sitting.Way}: after the return it took", sitting.Sent, "until all was there"));
        }
        return new Verdict(findings, string.Create(CultureInfo.InvariantCulture,
            $"lines away for {cut.TotalSeconds:0} s in {ways.Length} ways; {sittings.Sum(one => one.Typed.Values.Sum(text => text.Length))} letters in {sittings.Sum(one => one.Typed.Count)} answers to {attempts.Count} attempts; "
            + $"told within {sittings.Max(one => one.Told).TotalSeconds:0.0} s; all there {sittings.Max(one => one.Sent).TotalSeconds:0.0} s after the return"));
    }

    private static string Slow(string what, TimeSpan time, string more) => string.Create(CultureInfo.InvariantCulture, $"slow: {what} {time.TotalSeconds:0.0} s {more}");

    private static async Task<Sat> SitAsync(Ward ward, IBrowser browser, Line way, Person person, TimeSpan cut, Action<string>? say)
    {
        await using var line = new BreakableLine(ward.Sites[0].Address.ToString());
        var page = await OpenAsync(browser, line.Address, person);
        await page.GotoAsync($"ru/attempts/{person.Attempt}?q=1");
        await Assertions.Expect(page.Locator("#before")).ToBeAttachedAsync(new() { Timeout = Enough });

        var (typed, away) = (new Dictionary<string, string>(), Stopwatch.StartNew());
        line.State = way;
        var told = TimeSpan.Zero;
        for (var number = 1; number <= Sitting.Questions; number++)
        {
            var question = await page.GetAttributeAsync("#question", "data-id") ?? throw new InvalidOperationException("The page shows no question.");
            // The last one again and again until the line is back, so that something is always new.
            var pieces = number < Sitting.Questions ? 1 : 3;
            for (var piece = 1; piece <= pieces; piece++)
            {
                await page.Locator("[name=a]").PressSequentiallyAsync($"{(piece > 1 ? " " : "")}{number}-жауап, {piece}-бөлігі.");
                typed[question] = await page.InputValueAsync("[name=a]");
                if (told == TimeSpan.Zero)
                {
                    var wait = Stopwatch.StartNew();
                    await Assertions.Expect(page.Locator("#saved")).ToContainTextAsync(NotSent, new() { Timeout = Enough });
                    told = wait.Elapsed;
                }
                var share = (number - 1.0 + ((double)piece / pieces)) / Sitting.Questions;
                if (cut * share > away.Elapsed) await Task.Delay((cut * share) - away.Elapsed);
            }
            if (number < Sitting.Questions) await page.ClickAsync("#next");
        }
        say?.Invoke($"{way}: {typed.Count} questions answered, the line is back");

        var back = Stopwatch.StartNew();
        line.State = Line.Whole;
        // Looked up where it is kept: what the page says could be wrong. Findings are made afterwards from what stands then.
        while (back.Elapsed < TimeSpan.FromMinutes(1))
        {
            var (_, answers) = await ward.School.ReadAsync([person]);
            if (typed.All(one => answers.Any(answer => answer.Attempt == person.Attempt && answer.Question == one.Key && answer.Text == one.Value))) break;
            await Task.Delay(50);
        }
        var sent = back.Elapsed;
        await page.Context.DisposeAsync();
        return new Sat(way, person.Attempt!.Value, typed, told, sent);
    }

    // The settings of production: its cookies want a line that is told to be safe.
    private static async Task<IPage> OpenAsync(IBrowser browser, string address, Person person)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address, Locale = "ru", ViewportSize = new() { Width = 360, Height = 740 }, ExtraHTTPHeaders = [KeyValuePair.Create("X-Forwarded-Proto", "https")],
        });
        context.SetDefaultTimeout(Enough);
        var cookie = person.Cookie.Split('=', 2);
        await context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Domain = new Uri(address).Host, Path = "/", HttpOnly = true, Secure = true, SameSite = SameSiteAttribute.Lax }]);
        return await context.NewPageAsync();
    }

    private sealed record Sat(Line Way, Guid Attempt, IReadOnlyDictionary<string, string> Typed, TimeSpan Told, TimeSpan Sent);
}
