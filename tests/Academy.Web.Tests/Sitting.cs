using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Learning;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>One attempt as its page's script, or somebody by hand, speaks to the site.</summary>
public sealed class Sitting(Browser person, Guid id)
{
    public Guid Id => id;
    public Browser Person => person;

    /// <summary>Presses "start" on the quiz's page.</summary>
    public static async Task<Sitting> StartAsync(Browser learner, string quiz)
    {
        await learner.OpenAsync(quiz);
        await learner.PressAsync("start");
        return new Sitting(learner, Guid.Parse(learner.Path.Split('/', '?')[3]));
    }

    /// <summary>The same attempt, asked for by another person.</summary>
    public Sitting By(Browser other) => new(other, id);

    public Task<Browser> SaveAsync(string question, object body) => SendAsync(HttpMethod.Put, $"/api/attempts/{id}/answers/{question}", JsonContent.Create(body));

    public Task<Browser> SubmitAsync() => SendAsync(HttpMethod.Post, $"/api/attempts/{id}/submit", null);

    public JsonElement Told => JsonDocument.Parse(person.Bytes).RootElement;

    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What somebody would post by hand to a page, with a token of another page of theirs.</summary>
    public static Task<Browser> PostAsync(Browser person, string path, params (string Name, string Value)[] fields) =>
        person.SendAsync(new HttpRequestMessage(HttpMethod.Post, person.Resolve(path))
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", TokenOf(person)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });

    public Task<Browser> PostAsync(string page, params (string Name, string Value)[] fields) => PostAsync(person, $"/attempts/{id}{page}", fields);

    /// <summary>Uploads a file of answers, sealed and signed for this attempt and its own learner, whatever stands in it.</summary>
    public async Task<Browser> RescueAsync(AcademyApp academy, params object[] answers)
    {
        var owner = await academy.QueryAsync(db => db.Enrolments.Where(one => one.Attempts.Any(attempt => attempt.Id == id)).Select(one => one.AccountId).SingleOrDefaultAsync());
        var (key, seal) = academy.Services.GetRequiredService<RescueFiles>().KeyFor(id, owner);
        // Everything before the sign: the whole without its last brace.
        var signed = JsonSerializer.Serialize(new { seal, answers })[..^1];
        var sign = Convert.ToHexStringLower(HMACSHA256.HashData(WebEncoders.Base64UrlDecode(key), Encoding.UTF8.GetBytes(signed)));
        return await person.SendAsync(new HttpRequestMessage(HttpMethod.Post, person.Resolve($"/attempts/{id}/rescue"))
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent(TokenOf(person)), "__RequestVerificationToken" },
                { new ByteArrayContent(Encoding.UTF8.GetBytes($"{signed},\"sign\":\"{sign}\"}}")), "Answers", "answers.json" },
            },
        });
    }

    private Task<Browser> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, person.Resolve(path)) { Content = content };
        request.Headers.Add("X-Antiforgery", TokenOf(person));
        return person.SendAsync(request);
    }

    private static string TokenOf(Browser person) =>
        person.Page.QuerySelector("form#question")?.GetAttribute("data-token")
        ?? person.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
        ?? throw new InvalidOperationException($"{person.Path} has no form: {person.Text}");
}
