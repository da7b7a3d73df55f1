using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;

namespace Academy.Web.Tests;

/// <summary>The command <c>preview</c>: a folder in the browser while it is being written, for this computer only.</summary>
public sealed class FolderPreviewTests : IDisposable
{
    private const string Words = "Аким отвечает перед маслихатом.";

    private readonly string _folder = Directory.CreateTempSubdirectory("academy-preview-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_is_shown_as_learners_will_see_it_and_its_errors_in_words()
    {
        var lesson = Write();
        await using var preview = await Preview.StartAsync(_folder);

        var (status, page) = await preview.GetAsync("/ru/learn/welcome/start/akim");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("перед <a class=\"term\"", page);
        Assert.Contains("Замечаний нет", page);
        Assert.Contains("default-src 'none'", preview.Policy);
        Assert.DoesNotContain("<form", page);
        foreach (var address in (string[])["/kk", "/ru/learn/welcome", "/ru/courses/welcome", "/kk/learn/welcome/start/check", "/academy.css", "/preview.js"])
            Assert.Equal(HttpStatusCode.OK, (await preview.GetAsync(address)).Status);
        foreach (var address in (string[])["/ru/learn/nothing", "/ru/learn/welcome/start/nobody", "/studio", "/ru/account/sign-in", "/media/" + new string('0', 64) + "/a.png"])
            Assert.Equal(HttpStatusCode.NotFound, (await preview.GetAsync(address)).Status);
        // By another name than this computer's own nothing is to be had.
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await preview.GetAsync("/ru", host: "evil.test")).Status);

        var before = (await preview.GetAsync("/changes")).Text;
        await File.WriteAllTextAsync(lesson, $"# Аким\n\n{Words} [Закон](law:nowhere#1) <script>alert(1)</script>\n", TestContext.Current.CancellationToken);
        Assert.NotEqual(before, (await preview.GetAsync("/changes")).Text);
        (_, page) = await preview.GetAsync("/ru/learn/welcome/start/akim");
        Assert.Contains("nowhere", page);
        Assert.DoesNotContain("<script>alert", page);

        await File.WriteAllTextAsync(Path.Combine(_folder, "courses", "welcome", "course.yml"), "modules: [", TestContext.Current.CancellationToken);
        (status, page) = await preview.GetAsync("/ru/learn/welcome");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("course.yml", page);
        Assert.Contains("/ru/learn/welcome/start/akim", page);
        Directory.Delete(Path.Combine(_folder, "courses"), recursive: true);
        Assert.Equal(HttpStatusCode.OK, (await preview.GetAsync("/ru")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await preview.GetAsync("/ru/learn/welcome")).Status);
    }

    [Fact]
    public async Task The_page_is_loaded_anew_when_a_file_changes()
    {
        Assert.SkipWhen(Chromium.WhyNot is not null, Chromium.WhyNot ?? "");
        var lesson = Write();
        await using var preview = await Preview.StartAsync(_folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var context = await browser.NewContextAsync(new() { BaseURL = preview.Address, ViewportSize = new() { Width = 360, Height = 740 } });
        context.SetDefaultTimeout(Chromium.Patience);
        var page = await context.NewPageAsync();
        await TheWholePathTests.LookAsync(page, "/ru");
        await TheWholePathTests.LookAsync(page, "/kk/learn/welcome");
        await TheWholePathTests.LookAsync(page, "/ru/learn/welcome/start/akim");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Words);

        await File.WriteAllTextAsync(lesson, (await File.ReadAllTextAsync(lesson, TestContext.Current.CancellationToken)).Replace(Words, "Аким отчитывается.", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Аким отчитывается.", new() { Timeout = Chromium.Patience });
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_sentence()
    {
        Write();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var process = Preview.Start(_folder, port);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Equal($"Port {port} is taken. Name another with --port.", error.Trim());
    }

    /// <returns>The lesson that is being written.</returns>
    private string Write()
    {
        foreach (var file in Directory.EnumerateFiles(TestContent.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(TestContent.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return Path.Combine(_folder, "courses", "welcome", "start", "akim.ru.md");
    }

    private sealed class Preview : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _client;

        private Preview(Process process, string address)
        {
            (_process, Address) = (process, address);
            _client = new HttpClient { BaseAddress = new Uri(address) };
        }

        public string Address { get; }
        public string Policy { get; private set; } = "";

        public static Process Start(string folder, string port)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "preview", folder, "--port", port])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, WorkingDirectory = AppContext.BaseDirectory,
            };
            start.Environment["LC_ALL"] = "en_GB.UTF-8";
            return Process.Start(start)!;
        }

        public static async Task<Preview> StartAsync(string folder)
        {
            string port;
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                port = ((IPEndPoint)free.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
            }
            var process = Start(folder, port);
            // It says where to look as soon as it answers.
            var said = await process.StandardOutput.ReadLineAsync();
            return said?.Contains($"http://127.0.0.1:{port}/", StringComparison.Ordinal) == true
                ? new Preview(process, $"http://127.0.0.1:{port}/")
                : throw new InvalidOperationException($"{said} {await process.StandardError.ReadToEndAsync()}");
        }

        public async Task<(HttpStatusCode Status, string Text)> GetAsync(string address, string? host = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Host = host;
            using var response = await _client.SendAsync(request);
            if (response.Headers.TryGetValues("Content-Security-Policy", out var policy)) Policy = policy.Single();
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
