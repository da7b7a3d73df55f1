using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What belongs to works beside their pages: a draft that saves itself, and the files handed in.</summary>
public static class WorkEndpoints
{
    /// <param name="Body">The whole text.</param>
    /// <param name="Revision">Of the draft that the page had read.</param>
    public sealed record DraftBody(string? Body, int Revision);

    /// <param name="Body">The text that stands, where another window has saved it.</param>
    public sealed record SavedDraft(int Revision, string At, string? Body = null);

    public static void MapWorks(this WebApplication app) =>
        app.MapGet("/files/{file:guid}", SendFileAsync).RequireAuthorization(Access.SignedIn);

    internal static async Task<IResult> SaveDraftAsync(
        string course, string module, string item, DraftBody body, CurrentAccount me, WorkDesk desk, AcademyDb db, CancellationToken cancel)
    {
        try
        {
            return await desk.SaveAsync(me.Id, course, $"{module}/{item}", body.Body ?? "", body.Revision, cancel) is { } saved
                ? Results.Ok(new SavedDraft(saved.Revision, When.Machine(saved.SavedAt)))
                : Results.NotFound();
        }
        catch (RefusedException refused) when (refused.Refusal == Refusal.WorkChangedElsewhere)
        {
            db.ChangeTracker.Clear();
            var standing = (await desk.FindAsync(me.Id, course, $"{module}/{item}", cancel))!.Draft!;
            return Results.Conflict(new SavedDraft(standing.Revision, When.Machine(standing.SavedAt), standing.Body));
        }
        catch (RefusedException refused)
        {
            return refused.Refusal == Refusal.WorkTooLong ? Results.StatusCode(StatusCodes.Status413PayloadTooLarge) : Results.Conflict(new { });
        }
    }

    /// <summary>For the learner; and, once it is handed in, for those who mark and for staff. To all others it does not exist.</summary>
    private static async Task<IResult> SendFileAsync(Guid file, HttpContext context, AcademyDb db, CurrentAccount me, CancellationToken cancel)
    {
        var found = await db.StoredFiles.AsNoTracking().Include(one => one.Content)
            .Where(one => one.Id == file && (one.OwnerId == me.Id
                || ((me.IsInstructor || me.IsStaff) && db.Set<WorkVersionFile>().Any(handedIn => handedIn.FileId == one.Id))))
            .FirstOrDefaultAsync(cancel);
        if (found is null) return Results.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-store";
        // Saved, never shown here: and if a browser showed it after all, it would have no origin to act in.
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Bytes(found.Content!.Bytes, UploadCheck.MediaTypeOf(found.Type), found.Name);
    }
}
