using System.IO.Compression;
using System.Net;
using Academy.Storage;

namespace Academy.Web.Tests;

/// <summary>What pages may weigh on a phone with 2G: every kilobyte of script and stylesheet, compressed as it is sent.</summary>
public sealed class BudgetTests
{
    private const int Kilobyte = 1024;

    [Theory]
    [InlineData("lesson", "welcome", "/learn/welcome/start/akim")]
    [InlineData("attempt", "welcome", "/learn/welcome/start/check")]
    [InlineData("task", "practice", "/learn/practice/work/plan")]
    [InlineData("worksheet", Passports.Course, Passports.Address)]
    public async Task The_scripts_of_a_learners_page_weigh_at_most_8_KB(string page, string course, string address)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, course == Passports.Course ? Passports.Content : null);
        var learner = await academy.EnrolledLearnerAsync(course);
        await learner.OpenAsync(address);
        if (page == "attempt") await learner.PressAsync("start");

        var scripts = learner.Page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!).ToList();
        // What is fetched when all else is there belongs to the whole, below; but it must be there.
        var later = learner.Page.QuerySelectorAll("link[as=script]").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(scripts);
        Assert.All(learner.Page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("defer")));
        var weight = await WeighAsync(learner, scripts);
        Assert.True(weight <= 8 * Kilobyte, $"The scripts of {page} weigh {weight} bytes.");
        TestContext.Current.SendDiagnosticMessage("{0}: {1} bytes of script at once, {2} later", page, weight, await WeighAsync(learner, later));
    }

    [Fact]
    public async Task All_scripts_together_weigh_at_most_15_KB_the_stylesheet_11_and_a_service_worker_4()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var stranger = academy.Stranger();
        var folder = Path.GetFullPath(Path.Combine(TestContent.Real, "..", "src", "Academy.Web", "wwwroot"));
        var (workers, scripts) = (Names("*.js").Where(IsWorker).ToList(), Names("*.js").Where(name => !IsWorker(name) && !IsEditor(name)).ToList());

        Assert.InRange(await WeighAsync(stranger, scripts), 1, 15 * Kilobyte);
        Assert.InRange(await WeighAsync(stranger, Names("*.css")), 1, 11 * Kilobyte);
        Assert.InRange(await WeighAsync(stranger, workers), 0, 4 * Kilobyte);
        Assert.InRange(await WeighAsync(stranger, Names("*.js").Where(IsEditor)), 0, 150 * Kilobyte);

        List<string> Names(string pattern) => [.. Directory.GetFiles(folder, pattern).Select(file => $"/{Path.GetFileName(file)}")];
        // The Studio's editor comes only there, after its page works; it has 150 KB.
        static bool IsEditor(string name) => name is "/editor.js";
        static bool IsWorker(string name) => name is "/sw.js" or "/worker.js";
    }

    [Fact]
    public async Task Scripts_and_stylesheet_go_out_without_the_words_that_are_for_people()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var stranger = academy.Stranger();

        foreach (var name in (string[])["academy.js", "outbox.js", "attempt.js", "draft.js", "academy.css"])
        {
            await SendAsync(stranger, $"/{name}");
            var text = System.Text.Encoding.UTF8.GetString(stranger.Bytes);
            Assert.False(text.Contains("// ", StringComparison.Ordinal) || text.Contains("/*", StringComparison.Ordinal), $"{name} is not minified.");
        }
    }

    private static async Task<int> WeighAsync(Browser person, IEnumerable<string> addresses)
    {
        var weight = 0;
        foreach (var address in addresses)
        {
            await SendAsync(person, address);
            Assert.Equal(HttpStatusCode.OK, person.Status);
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(person.Bytes);
            weight += (int)packed.Length;
        }
        return weight;
    }

    private static Task<Browser> SendAsync(Browser person, string address) => person.SendAsync(new HttpRequestMessage(HttpMethod.Get, person.Resolve($"~{address}")));
}
