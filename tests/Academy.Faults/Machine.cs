using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Academy.Faults;

/// <summary>What runs need of the machine: ports, and processes by their numbers.</summary>
internal static class Machine
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>Never the same twice in this process.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true)) return port;
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // By itself, meanwhile.
        }
    }

    /// <summary>All that work in that folder, as a database server and its sessions do.</summary>
    public static IReadOnlyList<int> ProcessesIn(string folder) =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => WorkingFolder(process) == folder)
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture))];

    public static double ProcessorSeconds(int process) =>
        // User and system time, its own and that of children that have ended, in hundredths of a second.
        Fields(process) is { } fields ? fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100 : 0;

    private static string? WorkingFolder(string process)
    {
        if (!char.IsAsciiDigit(Path.GetFileName(process)[0])) return null;
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // After the name, which may hold anything: state, parent, …
    private static string[]? Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
