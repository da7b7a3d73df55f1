using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Academy.Storage;

namespace Academy.Faults;

/// <summary>Where a site keeps its things.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Content">Brought in at the first start.</param>
public sealed record SitePlace(DatabaseProvider Provider, string Connection, string Folder, string Content);

/// <summary>The program itself as a process, with the settings of production, on a port of its own that it keeps when it is started again.</summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private readonly SitePlace _place;
    private readonly string[] _settings;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _asking;
    private Process? _process;

    private SiteProcess(SitePlace place, string[] settings)
    {
        (_place, _settings) = (place, settings);
        Address = new Uri($"http://127.0.0.1:{Machine.FreePort().ToString(CultureInfo.InvariantCulture)}/");
        _asking = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
    }

    public Uri Address { get; }

    /// <summary>What it wrote, all its lives together.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>The faults it logged but for those of a database that was away, each with the first lines of its cause; not their numbers, so that the same is the same.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            var lines = Log.Split('\n');
            return [.. lines.Index().Where(line => line.Item.TrimStart().StartsWith("Fault ", StringComparison.Ordinal) && !line.Item.Contains("(503)", StringComparison.Ordinal))
                .Select(line => string.Join(" | ", lines.Skip(line.Index).Take(12).Select(one => one.Trim())
                    .Where(one => !one.StartsWith("at System.", StringComparison.Ordinal)).Take(7))[15..]).Distinct()];
        }
    }

    public double ProcessorSeconds => _process is { HasExited: false } process ? Machine.ProcessorSeconds(process.Id) : 0;

    public double Megabytes
    {
        get
        {
            if (_process is null) return 0;
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <param name="settings">Beside the usual ones, as <c>--Section:Key=value</c>.</param>
    public static async Task<SiteProcess> StartNewAsync(SitePlace place, params string[] settings)
    {
        if (place.Provider == DatabaseProvider.Postgres)
        {
            using var migrate = Process.Start(Command(place, "migrate"))!;
            var said = await migrate.StandardError.ReadToEndAsync();
            await migrate.WaitForExitAsync();
            if (migrate.ExitCode != 0) throw new InvalidOperationException($"migrate ended with {migrate.ExitCode}: {said}");
        }
        var site = new SiteProcess(place, settings);
        site.Start();
        await site.UntilReadyAsync();
        return site;
    }

    /// <summary>Only begins to start; see <see cref="UntilReadyAsync"/>.</summary>
    public void Start()
    {
        _process?.Dispose();
        _process = Process.Start(Command(_place, [$"--Urls={Address}", $"--Site:Url={Address}", .. _settings]))!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Keep(string? line)
        {
            lock (_log) _log.AppendLine(line);
        }
    }

    public async Task UntilReadyAsync()
    {
        var patience = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The site ended with {_process.ExitCode}:\n{Log}");
            if (patience.Elapsed > TimeSpan.FromMinutes(5)) throw new TimeoutException($"The site did not become ready:\n{Log}");
            await Task.Delay(50);
        }
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _asking.GetAsync("health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL, now.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _asking.Dispose();
    }

    private static ProcessStartInfo Command(SitePlace place, params string[] arguments) =>
        new("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Academy.Web.dll"), .. arguments, $"--contentRoot={SourceFolder()}",
            $"--Database:Provider={place.Provider}", $"--ConnectionStrings:Academy={place.Connection}", $"--Data:Folder={place.Folder}", $"--Content:Folder={place.Content}",
            $"--Keys:Folder={KeysFolder.Value}",
        ])
        {
            WorkingDirectory = SourceFolder(), RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production", ["DOTNET_TieredPGO"] = "1" },
        };

    // One key for all runs: outside Development a site does not start without.
    private static readonly Lazy<string> KeysFolder = new(() =>
    {
        var folder = Path.Combine(Path.GetTempPath(), "academy-fault-keys");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.pem").Length == 0) Academy.Credentials.SigningKeys.Make(folder, "Academy", DateTimeOffset.UtcNow);
        return folder;
    });

    // For appsettings.json, stylesheet and script.
    private static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                return Path.Combine(folder.FullName, "src", "Academy.Web");
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Academy.sln.");
    }
}
