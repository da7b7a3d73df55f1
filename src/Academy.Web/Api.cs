using System.Text.Json;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What scripts of our pages call. Everything here can also be done by a plain form.</summary>
public static class Api
{
    private const int LongestReport = 8 * 1024;

    // More than any course has; each is looked up by itself.
    private const int MostLessons = 1000;

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireAuthorization(Access.SignedIn).AddEndpointFilter(AskForToken);
        api.MapPut("/attempts/{attempt:guid}/answers/{question}", SaveAnswerAsync);
        api.MapPost("/attempts/{attempt:guid}/submit", SubmitAsync);
        api.MapPost("/progress", KeepProgressAsync);
        api.MapPut("/works/{course}/{module}/{item}", WorkEndpoints.SaveDraftAsync);
        app.MapPost("/api/csp-reports", LogReportAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
    }

    /// <param name="Value">A text, or a list of texts; see <see cref="Answer"/>.</param>
    /// <param name="Seq">Counted up from 1 by the page, per question.</param>
    /// <param name="Flagged">The learner wants to come back to it.</param>
    /// <param name="Base">The newest number that the page has had from here for this question; 0 for none.</param>
    /// <param name="Tab">A random name of the page that asked the learner.</param>
    /// <param name="At">When the answer was given, in our time as the page counts it.</param>
    public sealed record AnswerBody(JsonElement Value, long Seq, bool Flagged = false, long? Base = null, string? Tab = null, DateTimeOffset? At = null);

    /// <param name="Saved">The newest sequence number that stands.</param>
    /// <param name="Value">The newest answer, where it is not the one sent.</param>
    public sealed record SavedBody(long Saved, string At, IReadOnlyList<string>? Value);

    public sealed record ReceiptBody(string Receipt, string At, string Digest);

    /// <param name="Lessons">Read while offline; each counts once, with its first date.</param>
    /// <param name="Place">Where the learner is now.</param>
    public sealed record ProgressBody(IReadOnlyList<ReadBody?>? Lessons, PlaceBody? Place);

    public sealed record ReadBody(string Course, string Lesson, DateTimeOffset At);

    /// <param name="Seconds">How long the lesson was in view in all, as its page counts.</param>
    /// <param name="Furthest">The number of the furthest heading that came into view; 0 before the first.</param>
    public sealed record PlaceBody(string Course, string Item, string? Heading, DateTimeOffset At, int? Seconds = null, int Furthest = 0);

    private static async Task<IResult> SaveAnswerAsync(
        Guid attempt, string question, AnswerBody body, CurrentAccount me, AttemptDesk desk, AcademyDb db, CancellationToken cancel)
    {
        if (ReadAnswer(body.Value) is not { } answer || body.Tab is not null && !SentAnswer.IsTab(body.Tab)) return Results.BadRequest();
        try
        {
            var sent = new SentAnswer(body.Seq, body.Flagged, body.Base, body.Tab, body.At);
            if (await desk.SaveAsync(me.Id, attempt, question, answer, sent, cancel) is not var (saved, isConflict)) return Results.NotFound();

            var isOther = isConflict || saved.Sequence > body.Seq || !saved.Value.Equals(answer);
            var told = new SavedBody(saved.Sequence, When.Machine(saved.SavedAt), isOther ? saved.Value.Values : null);
            return isConflict ? Results.Conflict(told) : Results.Ok(told);
        }
        catch (RefusedException refused) when (refused.Refusal == Refusal.AttemptClosed)
        {
            var closed = await db.Attempts.AsNoTracking().SingleAsync(one => one.Id == attempt, cancel);
            return Results.Conflict<object>(closed.IsOpen ? new { } : ReceiptOf(closed));
        }
        catch (RefusedException refused)
        {
            return Results.StatusCode(RefusalFilter.StatusOf(refused.Refusal));
        }
    }

    private static async Task<IResult> SubmitAsync(Guid attempt, CurrentAccount me, AttemptDesk desk, CancellationToken cancel) =>
        await desk.SubmitAsync(me.Id, attempt, cancel) is { } submitted ? Results.Ok(ReceiptOf(submitted)) : Results.NotFound();

    private static async Task<IResult> KeepProgressAsync(ProgressBody body, CurrentAccount me, ReadingDesk desk, CancellationToken cancel)
    {
        var lessons = body.Lessons ?? [];
        if (lessons.Count > MostLessons || lessons.Any(read => read is not { Course: not null, Lesson: not null }) || body.Place is { } said && (said.Course is null || said.Item is null))
            return Results.BadRequest();

        foreach (var read in lessons) await desk.FinishAsync(me.Id, read!.Course, read.Lesson, read.At, cancel);
        if (body.Place is { } place) await desk.VisitAsync(me.Id, place.Course, place.Item, place.Heading, place.At, place.Seconds, place.Furthest, cancel);
        return Results.NoContent();
    }

    // Browsers tell here what the content policy stopped: cut short, and without the address, which may hold a code.
    private static async Task<IResult> LogReportAsync(HttpRequest request, ILogger<ContentPolicyReport> log, CancellationToken cancel)
    {
        using var reader = new StreamReader(request.Body);
        var buffer = new char[LongestReport];
        var length = await reader.ReadBlockAsync(buffer, cancel);
        try
        {
            using var report = JsonDocument.Parse(new string(buffer, 0, length));
            if (report.RootElement.ValueKind == JsonValueKind.Object
                && report.RootElement.TryGetProperty("csp-report", out var told) && told.ValueKind == JsonValueKind.Object
                && told.TryGetProperty("violated-directive", out var directive) && directive.ValueKind == JsonValueKind.String)
                log.LogWarning("The content policy stopped something: {Directive}", directive.GetString()!.ReplaceLineEndings(" "));
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
        return Results.NoContent();
    }

    private static Answer? ReadAnswer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Answer([value.GetString()]),
        JsonValueKind.Null => Answer.Empty,
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String or JsonValueKind.Null) =>
            new Answer(value.EnumerateArray().Select(one => one.GetString())),
        _ => null,
    };

    private static ReceiptBody ReceiptOf(Attempt attempt) => new(attempt.Receipt!, When.Machine(attempt.SubmittedAt!.Value), attempt.Digest!);

    // A page of another site can send a cookie along but not read our pages, so it never has the token.
    internal static async ValueTask<object?> AskForToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // A script wants the bare status, not the page in words.
        if (context.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.BadRequest();
    }

    /// <summary>The name under which reports stand in the log.</summary>
    public sealed class ContentPolicyReport;
}
