using System.Net.Sockets;
using System.Text;

namespace Academy.Web.Tests;

/// <summary>Requests as no browser sends them, straight to the program's own server: refused in their own numbers, never a fault, and the next caller is served.</summary>
public sealed class BrokenHttpTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    [Fact]
    public async Task Broken_and_oversized_requests_are_refused_without_a_fault()
    {
        await using var site = await RunningSite.StartAsync();

        var wrong = new List<string>();
        foreach (var (name, request) in Cases())
        {
            var status = await AskAsync(site, request);
            // 505 tells of an HTTP version that nobody has: the number made for it.
            if (status is >= 500 and not (503 or 505)) wrong.Add($"{name}: {status}");
        }
        Assert.Empty(wrong);

        using var client = new HttpClient();
        Assert.True((await client.GetAsync(site.Address + "kk/", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    private static IEnumerable<(string Name, string Request)> Cases()
    {
        const string post = "POST /ru/account/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        yield return ("no HTTP at all", "hello\r\n\r\n");
        yield return ("unknown version", "GET /kk/ HTTP/9.9\r\nHost: localhost\r\n\r\n");
        yield return ("no host", "GET /kk/ HTTP/1.1\r\nConnection: close\r\n\r\n");
        yield return ("two hosts", "GET /kk/ HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
        yield return ("unknown method", "BREW /kk/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("broken escape", "GET /kk/%ZZ%00%FF HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("climbing path", "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("long address", $"GET /kk/?q={new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("long search", $"GET /kk/search?q={new string('a', 7_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("lone surrogate in a search", "GET /kk/search?q=%ED%A0%80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        yield return ("long header", $"GET /kk/ HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('a', 70_000)}\r\nConnection: close\r\n\r\n");
        yield return ("many headers", $"GET /kk/ HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 300).Select(n => $"X-{n}: 1\r\n"))}Connection: close\r\n\r\n");
        yield return ("broken cookie", "GET /kk/learn HTTP/1.1\r\nHost: localhost\r\nCookie: academy=broken; lang=xx; =;;\r\nConnection: close\r\n\r\n");
        yield return ("many fields", Post(string.Join('&', Enumerable.Range(0, 2_000).Select(n => $"f{n}=1"))));
        yield return ("a long value", Post($"Email={new string('a', 500_000)}"));
        yield return ("a long key", Post($"{new string('k', 100_000)}=1"));
        yield return ("more than the body may hold", post + Form + "Content-Length: 900000000\r\n\r\nEmail=a");
        yield return ("negative length", post + Form + "Content-Length: -1\r\n\r\n");
        yield return ("length and chunks", post + Form + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        yield return ("broken chunks", post + Form + "Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc\r\n");
        yield return ("a form without a type", post + "Content-Length: 7\r\n\r\nEmail=a");
        yield return ("multipart without a boundary", post + "Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc");
        yield return ("multipart that ends early", post + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20\r\n\r\n--x\r\nContent-Disposi");
        yield return ("a broken report", "POST /api/csp-reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{\"a\":");
        yield return ("a number for an attempt", "GET /kk/attempts/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        static string Post(string body) => post + Form + $"Content-Length: {body.Length}\r\n\r\n{body}";
    }

    /// <summary>The status of the answer, or 0 where the server only hung up.</summary>
    private static async Task<int> AskAsync(RunningSite site, string request)
    {
        var address = new Uri(site.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
            // What was promised and not sent is not waited for.
            client.Client.Shutdown(SocketShutdown.Send);
            var answer = new byte[64];
            var length = await stream.ReadAsync(answer);
            var words = Encoding.ASCII.GetString(answer, 0, length).Split(' ');
            return words.Length > 1 && int.TryParse(words[1], out var status) ? status : 0;
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException)
        {
            // Also in the middle of our sending: a server need not read to its end what it refuses.
            return 0;
        }
    }
}
