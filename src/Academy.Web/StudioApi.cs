using System.Text.Encodings.Web;
using System.Text.Json;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web;

/// <summary>What the editor's script calls. All of it can also be done by the editor's form.</summary>
public static class StudioApi
{
    /// <summary>Bytes of a text of the largest size, as JSON or a form may have to write it.</summary>
    public const int LargestText = 4 * 1024 * 1024;

    // Letters go out as themselves: a preview of Kazakh text would weigh three times as much.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapStudio(this WebApplication app)
    {
        var api = app.MapGroup("/api/studio/{course}").RequireAuthorization(Access.Instructors).AddEndpointFilter(Api.AskForToken).AddEndpointFilter(SayTooLong)
            .WithMetadata(new RequestSizeLimitAttribute(LargestText));
        api.MapPost("/preview/{**path}", PreviewAsync);
        api.MapPut("/unsaved/{**path}", KeepAsync);
        api.MapPut("/files/{**path}", SaveAsync);
        api.MapGet("/find", FindAsync);
    }

    /// <param name="Text">As the editor has it.</param>
    /// <param name="Language">Of the page: sentences for the author are in it.</param>
    public sealed record TypedBody(string Text, string Language);

    /// <param name="Html">What a learner will see.</param>
    /// <param name="List">The list of findings, as the page has it.</param>
    /// <param name="Number">The file's newest revision: another's saving is seen while one types.</param>
    public sealed record ShownBody(string Html, string List, IReadOnlyList<FindingBody> Findings, int Number);

    public sealed record FindingBody(string Key, int Line, int Column, bool Error, string Message, FixBody? Fix);

    public sealed record FixBody(int Line, int Column, int Length, string Text);

    /// <param name="Base">The revision that the text was made from.</param>
    /// <param name="Seen">The number of the kept text that this window has; 0 for none.</param>
    public sealed record KeepBody(string Text, int Base, int Seen);

    /// <param name="Kept">False where another window had kept another text: it is in <paramref name="Text"/>.</param>
    public sealed record KeptBody(bool Kept, int Number, string? Text, int FileNumber, string At);

    /// <param name="Number">The file's newest revision.</param>
    /// <param name="Text">What the file holds now, where that is not what was sent; or what another window had kept.</param>
    /// <param name="State"><c>saved</c>, <c>conflict</c> (both changed the same lines) or <c>other</c> (another window's text would be gone).</param>
    public sealed record SavedBody(string State, int Number, string? Text, string At);

    private static async Task<IResult> PreviewAsync(
        string course, string path, TypedBody body, DraftDesk desk, EditorDesk editor, DraftPreview preview, CancellationToken cancel)
    {
        if (body.Text is null || !Languages.All.Contains(body.Language)) return Results.BadRequest();
        if (await desk.FindAsync(course, cancel) is not { Draft.IsLibrary: false } open || open.Draft.Find(path) is not { } file) return Results.NotFound();

        var compiled = await editor.CompileAsync(open, path, body.Text, cancel);
        var findings = Findings.Of(compiled, path, course, open.MayWrite);
        return Results.Json(new ShownBody(
            await preview.OfAsync(path, compiled, body.Language),
            await preview.DrawAsync("_Findings", findings, body.Language),
            [.. findings.Own.Select(found => Told(found, body.Language, editor.Today))],
            file.Number), Readable);
    }

    private static async Task<IResult> KeepAsync(string course, string path, KeepBody body, DraftDesk desk, When when, TimeProvider clock, CancellationToken cancel)
    {
        if (body.Text is null) return Results.BadRequest();
        return await desk.KeepAsync(course, path, body.Base, body.Text, body.Seen, cancel) is { } kept
            ? Results.Ok(new KeptBody(kept.IsKept, kept.Number, kept.IsKept ? null : kept.Text, kept.FileNumber, when.Time(clock.GetUtcNow())))
            : Results.NotFound();
    }

    private static async Task<IResult> SaveAsync(string course, string path, KeepBody body, EditorDesk editor, When when, TimeProvider clock, CancellationToken cancel)
    {
        if (body.Text is null) return Results.BadRequest();
        if (await editor.SaveAsync(course, path, body.Base, body.Text, body.Seen, cancel) is not { } saved) return Results.NotFound();

        var now = when.Time(clock.GetUtcNow());
        return Results.Ok(saved switch
        {
            { Other: { } other } => new SavedBody("other", other.Number, other.Text, now),
            { Saving: { Conflict: null } saving } => new SavedBody("saved", saving.Number, saving.Text, now),
            _ => new SavedBody("conflict", saved.Saving!.Number, null, now),
        });
    }

    // Whichever call sends the text: it was too long, and nothing was kept of it.
    private static async ValueTask<object?> SayTooLong(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException refused) when (refused.Refusal == Refusal.DraftTooLong)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static async Task<IResult> FindAsync(string course, InsertKind? kind, string? q, string? language, DraftDesk desk, EditorDesk editor, CancellationToken cancel)
    {
        if (kind is not { } what || language is null || !Languages.All.Contains(language)) return Results.BadRequest();
        return await desk.FindAsync(course, cancel) is { } open
            ? Results.Json(await editor.FindAsync(open, what, (q ?? "").Trim(), language, cancel), Readable) : Results.NotFound();
    }

    private static FindingBody Told(Finding found, string language, DateOnly today)
    {
        var (at, fix) = (found.Diagnostic.Location, found.Diagnostic.Fix);
        return new FindingBody(found.Key, at.Line, at.Column, found.IsError, found.Diagnostic.Message(language),
            fix is null ? null : new FixBody(fix.Line, fix.Column, fix.Length, fix.TextOn(today)));
    }
}
