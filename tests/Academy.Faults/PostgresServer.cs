using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Academy.Faults;

/// <summary>A PostgreSQL server of its own on a free port of this machine, which may be stopped and killed; gone afterwards.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _port;
    private readonly string[] _options;
    private Process? _process;

    private PostgresServer(string folder, int port, string[] options) => (_folder, _port, _options) = (folder, port, options);

    /// <summary>Null where Debian's package is installed, and root can run it as the user that the package made.</summary>
    public static string? WhyNot =>
        Programs() is null ? "PostgreSQL's programs are not in /usr/lib/postgresql"
        : Environment.IsPrivilegedProcess && !Can("id", "-u", "postgres") ? "PostgreSQL does not run as root, and there is no user postgres" : null;

    /// <param name="options">Beside the usual ones, as the program takes them: <c>-c</c>, <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(params string[] options)
    {
        if (WhyNot is { } reason) throw new InvalidOperationException(reason);

        var folder = Directory.CreateTempSubdirectory("academy-pg-").FullName;
        if (Environment.IsPrivilegedProcess && !Can("chown", "postgres", folder)) throw new InvalidOperationException($"{folder} cannot be given to postgres.");
        var server = new PostgresServer(folder, Machine.FreePort(), options);
        await server.RunAsync(Programs()! + "/initdb", "-D", server.Data, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "-U", "postgres");
        await server.StartAsync();
        return server;
    }

    /// <summary>To a database of that name.</summary>
    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database={database}";

    public async Task CreateDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false;Command Timeout=300");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts, and waits until it takes connections: after a kill that is when the log has been replayed.</summary>
    public async Task StartAsync()
    {
        // As a child of ours, and not through pg_ctl: a killed server that nobody takes note of would still count as running.
        _process?.Dispose();
        _process = Begin(Programs()! + "/postgres",
        [
            "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300", .. _options,
        ]);
        while (true)
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (NpgsqlException)
            {
                throw new InvalidOperationException($"PostgreSQL did not start:\n{await File.ReadAllTextAsync(Said)}");
            }
    }

    /// <summary>As an operator stops it: sessions are ended, everything is written.</summary>
    public Task StopAsync() => RunAsync(Programs()! + "/pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    /// <summary>All its processes at once, with no chance to write anything.</summary>
    public async Task KillAsync()
    {
        // A session that was about to begin counts too: with one of them alive the server would refuse to start.
        while (Processes() is { Count: > 0 } processes)
        {
            foreach (var process in processes) Machine.Kill(process);
            await Task.Delay(10);
        }
        if (_process is not null) await _process.WaitForExitAsync();
    }

    /// <summary>Seconds of processor that the server and its sessions have used.</summary>
    public double ProcessorSeconds => Processes().Sum(Machine.ProcessorSeconds);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private IReadOnlyList<int> Processes() => Machine.ProcessesIn(Data);

    private static string? Programs() =>
        !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private string Said => Path.Combine(_folder, "said");

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await File.ReadAllTextAsync(Said)}");
    }

    // What it says goes into a file: a server that stays would hold a redirected output open.
    private Process Begin(string program, params string[] arguments)
    {
        string[] words = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];
        var line = string.Join(' ', words.Select(word => $"'{word}'"));
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {line} >>'{Said}' 2>&1 </dev/null"]) { WorkingDirectory = "/" })!;
    }

    private static bool Can(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
