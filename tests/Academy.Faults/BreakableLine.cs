using System.Net;
using System.Net.Sockets;

namespace Academy.Faults;

/// <summary>How a line through a village behaves.</summary>
public enum Line
{
    Whole,

    /// <summary>Connections are reset, new ones as well.</summary>
    Cut,

    /// <summary>Everything is taken and nothing ever answers.</summary>
    Silent,

    /// <summary>Requests reach the site, its answers are lost on the way back.</summary>
    OneWay,
}

/// <summary>A TCP line between a browser and the site that runs and tests cut, silence and mend.</summary>
public sealed class BreakableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly List<TcpClient> _open = [];
    private readonly Uri _site;
    private readonly Task _accepting;
    private volatile Line _state;

    public BreakableLine(string site)
    {
        _site = new Uri(site);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What the browser opens instead of the site's own; with a slash at the end.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public Line State
    {
        get => _state;
        set
        {
            var was = _state;
            _state = value;
            // What hung or lost half of its bytes is of no use to anybody afterwards.
            if (value == Line.Cut || was is Line.Silent or Line.OneWay) Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        Reset();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_over.IsCancellationRequested) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var site = new TcpClient();
        try
        {
            lock (_open) _open.Add(browser);
            if (_state == Line.Cut) return;
            await site.ConnectAsync(_site.Host, _site.Port, _over.Token);
            var there = PumpAsync(browser.GetStream(), site.GetStream(), state => state is Line.Whole or Line.OneWay);
            var back = PumpAsync(site.GetStream(), browser.GetStream(), state => state is Line.Whole);
            await Task.WhenAny(there, back);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // As lines do.
        }
        finally
        {
            lock (_open) _open.Remove(browser);
            Break(browser);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<Line, bool> passes)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _over.Token)) > 0)
            if (passes(_state)) await to.WriteAsync(buffer.AsMemory(0, read), _over.Token);
    }

    private void Reset()
    {
        TcpClient[] all;
        lock (_open) all = [.. _open];
        foreach (var one in all) Break(one);
    }

    private static void Break(TcpClient client)
    {
        try
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // Closed already.
        }
        client.Dispose();
    }
}
