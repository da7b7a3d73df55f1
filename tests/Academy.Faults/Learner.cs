using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Academy.Faults;

/// <summary>
/// One person's browser, as far as an attempt needs it: keeps its cookies, reads the token of a page, and sends an answer again under the
/// same number until the site has said something. Every call goes into the history.
/// </summary>
public sealed partial class Learner(Person person, HttpClient client, History history)
{
    private readonly Dictionary<string, string> _cookies = new(person.Cookie.Split('=', 2) is [var name, var value] ? [KeyValuePair.Create(name, value)] : []);
    private readonly Dictionary<(Guid, string), long> _numbers = [];
    private string _token = "";

    public int Number => person.Number;

    /// <summary>The running attempt, once started.</summary>
    public Guid Attempt { get; private set; } = person.Attempt ?? Guid.Empty;

    /// <summary>Statuses of 500 and above, and when their page had no words for people.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>Opens the page of the quiz and presses start there; where an attempt is running already, goes on with it.</summary>
    public Task StartAsync(Uri site, CancellationToken cancel) => UntilAnsweredAsync(async () =>
    {
        var address = $"ru/learn/{Sitting.Course}/{Sitting.Quiz}";
        await OpenAsync(site, address, cancel);
        using var press = Request(HttpMethod.Post, new Uri(site, $"{address}?handler=Start"));
        press.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", _token)]);
        using var answer = await SendAsync(press, cancel);
        if ((int)answer.StatusCode >= 500) return false;

        var where = answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"Starting answered {(int)answer.StatusCode}.");
        Attempt = Guid.Parse(AttemptInAddress().Match(where).Groups[1].Value);
        return true;
    }, cancel);

    /// <summary>Opens a page, and keeps its token if it has one.</summary>
    /// <returns>The status, and the text of the page.</returns>
    public async Task<(HttpStatusCode Status, string Body)> OpenAsync(Uri site, string address, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, new Uri(site, address));
        using var answer = await SendAsync(request, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        if (Token().Match(body) is { Success: true } found) _token = found.Groups[1].Value;
        return (answer.StatusCode, body);
    }

    /// <summary>Takes the token from a page that any learner of the course can open.</summary>
    public Task TakeTokenAsync(Uri site, CancellationToken cancel) => UntilAnsweredAsync(
        async () => (await OpenAsync(site, $"ru/account/profile", cancel)).Status == HttpStatusCode.OK, cancel);

    /// <summary>Gives the next answer to a question, and sends it until the site has answered.</summary>
    /// <returns>False where the attempt is closed.</returns>
    public async Task<bool> AnswerAsync(Uri site, string question, CancellationToken cancel)
    {
        var number = _numbers[(Attempt, question)] = _numbers.GetValueOrDefault((Attempt, question)) + 1;
        var outcome = Outcome.Unknown;
        await UntilAnsweredAsync(async () => (outcome = await SendAnswerAsync(site, question, number, cancel)) != Outcome.Unknown, cancel);
        return outcome == Outcome.Acknowledged;
    }

    /// <summary>Sends an answer that was acknowledged long ago once more, as a page does whose line came back.</summary>
    public async Task RepeatOldAnswerAsync(Uri site, string question, CancellationToken cancel)
    {
        if (_numbers.GetValueOrDefault((Attempt, question)) is var newest && newest > 0) await SendAnswerAsync(site, question, Math.Max(1, newest - 1), cancel);
    }

    /// <summary>What the site says stands in answer to a question, learnt by sending the first answer once more.</summary>
    public async Task<KeptAnswer?> AskAsync(Uri site, string question, CancellationToken cancel)
    {
        KeptAnswer? told = null;
        if (!_numbers.ContainsKey((Attempt, question))) return null;
        await UntilAnsweredAsync(async () =>
        {
            var (outcome, number, text) = await PutAsync(site, question, 1, cancel);
            told = new KeptAnswer(Attempt, question, number, text ?? TextOf(question, 1));
            return outcome != Outcome.Unknown;
        }, cancel);
        return told;
    }

    /// <summary>Hands in once.</summary>
    public async Task<Outcome> SubmitAsync(Uri site, CancellationToken cancel)
    {
        var sent = history.Next();
        var (outcome, receipt) = (Outcome.Unknown, (string?)null);
        try
        {
            using var request = Request(HttpMethod.Post, new Uri(site, $"api/attempts/{Attempt}/submit"));
            using var answer = await SendAsync(request, cancel);
            if (answer.StatusCode == HttpStatusCode.OK)
                (outcome, receipt) = (Outcome.Acknowledged, (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("receipt").GetString());
            else if ((int)answer.StatusCode < 500) outcome = Outcome.Refused;
            else Troubles.Add($"submit {(int)answer.StatusCode}");
        }
        catch (Exception cut) when (IsCut(cut, cancel))
        {
            // Nobody knows whether it arrived.
        }
        history.Add(new SubmitCall(Number, Attempt, sent, history.Next(), outcome, receipt));
        return outcome;
    }

    /// <summary>Hands in until the site has answered.</summary>
    public Task SubmitSurelyAsync(Uri site, CancellationToken cancel) => UntilAnsweredAsync(async () => await SubmitAsync(site, cancel) != Outcome.Unknown, cancel);

    public static string TextOf(int learner, Guid attempt, string question, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{learner} {attempt:N} {question} {number}");

    private string TextOf(string question, long number) => TextOf(Number, Attempt, question, number);

    private async Task<Outcome> SendAnswerAsync(Uri site, string question, long number, CancellationToken cancel)
    {
        var sent = history.Next();
        var (outcome, told, text) = await PutAsync(site, question, number, cancel);
        history.Add(new SaveCall(Number, Attempt, question, number, TextOf(question, number), sent, history.Next(), outcome, told, text));
        return outcome;
    }

    private async Task<(Outcome Outcome, long Told, string? Text)> PutAsync(Uri site, string question, long number, CancellationToken cancel)
    {
        try
        {
            using var request = Request(HttpMethod.Put, new Uri(site, $"api/attempts/{Attempt}/answers/{question}"));
            request.Content = JsonContent.Create(new { value = TextOf(question, number), seq = number, flagged = false });
            using var answer = await SendAsync(request, cancel);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
                var newest = body.TryGetProperty("value", out var list) && list.ValueKind == JsonValueKind.Array ? list[0].GetString() : null;
                return (Outcome.Acknowledged, body.GetProperty("saved").GetInt64(), newest);
            }
            if ((int)answer.StatusCode < 500) return (Outcome.Refused, 0, null);
            Troubles.Add($"save {(int)answer.StatusCode}");
        }
        catch (Exception cut) when (IsCut(cut, cancel))
        {
            // Nobody knows whether it arrived.
        }
        return (Outcome.Unknown, 0, null);
    }

    /// <summary>A request with this person's cookies and the token of their page.</summary>
    public HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        lock (_cookies) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        // As the proxy before a site in production says it; without it no cookie is given.
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (_token.Length > 0) request.Headers.Add("X-Antiforgery", _token);
        return request;
    }

    /// <summary>Keeps the cookies of an answer, as a browser does.</summary>
    public void Take(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var given)) return;
        lock (_cookies)
            foreach (var cookie in given)
                if (cookie.Split(';')[0].Split('=', 2) is [var key, var value]) _cookies[key] = value;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var answer = await client.SendAsync(request, cancel);
        Take(answer);
        return answer;
    }

    // As a page does: again and again, with a short pause, under the same number.
    private static async Task UntilAnsweredAsync(Func<Task<bool>> send, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (await send()) return;
            }
            catch (Exception cut) when (IsCut(cut, cancel))
            {
                // Again.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
        }
    }

    private static bool IsCut(Exception fault, CancellationToken cancel) =>
        !cancel.IsCancellationRequested && fault is HttpRequestException or IOException or TaskCanceledException or JsonException;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/attempts/([0-9a-f-]{36})")]
    private static partial Regex AttemptInAddress();
}
