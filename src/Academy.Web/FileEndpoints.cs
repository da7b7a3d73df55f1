using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Academy.Web;

/// <summary>Files: sealed certificates, and the pictures and downloads of courses. Open to strangers here, because each asks for itself who may have it.</summary>
public static class FileEndpoints
{
    // For staff and instructors, who may look at old editions too; far more than a school has.
    private const int MostEditions = 200;

    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/{lang:regex(^(kk|ru|en)$)}/certificates/{number}.pdf", SendCertificateAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
        app.MapGet("/{lang:regex(^(kk|ru|en)$)}/certificates/{number}.jwt", SendCredentialAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
        app.MapGet("/{lang:regex(^(kk|ru|en)$)}/certificates/{number}.cms", SendSignatureAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
        app.MapGet("/media/{sha256:regex(^[0-9a-f]{{64}}$)}/{name}", SendMediaAsync).AllowAnonymous();
    }

    /// <summary>For the holder, staff, and whoever has the check code. To all others it does not exist.</summary>
    private static async Task<IResult> SendCertificateAsync(
        string number, string? code, HttpContext context, AcademyDb db, CertificateDesk desk, CurrentAccount me, CancellationToken cancel)
    {
        if (await FindCertificateAsync(number, code, context, db, me, cancel) is not { } certificate) return Results.NotFound();

        var file = await desk.FileOfAsync(certificate, cancel);
        return Results.Bytes(file.Bytes, "application/pdf", $"{certificate.Number}.pdf", entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }

    /// <summary>The same certificate as data, for the same people.</summary>
    private static async Task<IResult> SendCredentialAsync(
        string number, string? code, HttpContext context, AcademyDb db, CertificateDesk desk, CurrentAccount me, CancellationToken cancel) =>
        await FindCertificateAsync(number, code, context, db, me, cancel) is { } certificate
            // As the specification of Open Badges has it: plain text.
            ? Results.File(Encoding.ASCII.GetBytes(await desk.CredentialOfAsync(certificate, cancel)), "text/plain", $"{certificate.Number}.jwt")
            : Results.NotFound();

    /// <summary>The newest electronic signature beside the paper, for the same people.</summary>
    private static async Task<IResult> SendSignatureAsync(
        string number, string? code, HttpContext context, AcademyDb db, CurrentAccount me, CancellationToken cancel)
    {
        if (await FindCertificateAsync(number, code, context, db, me, cancel) is not { } certificate) return Results.NotFound();

        var cms = await db.CertificateSignatures.Where(signature => signature.CertificateId == certificate.Id)
            .OrderByDescending(signature => signature.AddedAt).Select(signature => signature.Cms).FirstOrDefaultAsync(cancel);
        return cms is null ? Results.NotFound() : Results.File(cms, "application/cms", $"{certificate.Number}.cms");
    }

    private static async Task<Certificate?> FindCertificateAsync(string number, string? code, HttpContext context, AcademyDb db, CurrentAccount me, CancellationToken cancel)
    {
        var certificate = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(one => one.Number == number, cancel);
        var byCode = CertificateDesk.Matches(certificate, code);
        if (certificate is null || !(byCode || me.IsStaff || me.IdOrNull == certificate.AccountId)) return null;

        context.Response.Headers.CacheControl = byCode ? "private, no-cache" : "private, no-store";
        return certificate;
    }

    private static async Task<IResult> SendMediaAsync(
        string sha256, string name, HttpContext context, AcademyDb db, CourseShelf shelf, DraftShelf drafts, CurrentAccount me, CancellationToken cancel)
    {
        if (await FindMediaAsync(sha256, name, db, shelf, drafts, me, cancel) is not var (media, isPublic)) return Results.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = $"{(isPublic ? "public" : "private")}, max-age=31536000, immutable";
        // What could carry script, if an author's file got through every check, gets no origin to run it in.
        if (media.Type is "image/svg+xml" or "application/pdf") headers.ContentSecurityPolicy = "sandbox";
        var inPage = media.Type.StartsWith("image/", StringComparison.Ordinal);
        return Results.Bytes(media.Bytes, media.Type, inPage ? null : media.Name, entityTag: new EntityTagHeaderValue($"\"{sha256}\""));
    }

    private static async Task<(MediaFile Media, bool IsPublic)?> FindMediaAsync(
        string sha256, string name, AcademyDb db, CourseShelf shelf, DraftShelf drafts, CurrentAccount me, CancellationToken cancel)
    {
        foreach (var edition in await shelf.CurrentAsync(db, cancel))
        {
            if (In(edition.Course) is not { } media) continue;
            if (edition.Course.Access == Courseware.Access.Open || IsOnLandingPage(edition.Course, sha256)) return (media, true);
            if (me.IsSignedIn && (edition.Course.Access == Courseware.Access.Registered || me.IsStaff || me.IsInstructor)) return (media, false);
        }
        if (me.IdOrNull is not { } id) return null;

        var readable = me.IsStaff || me.IsInstructor
            ? db.Editions.OrderByDescending(edition => edition.ImportedAt).Select(edition => edition.Id)
            : db.Enrolments.Of(id).OrderByDescending(enrolment => enrolment.StartedAt).Select(enrolment => enrolment.EditionId);
        foreach (var editionId in await readable.Take(MostEditions).ToListAsync(cancel))
            if (In(await shelf.CourseAsync(editionId)) is { } media)
                return (media, false);
        return (me.IsInstructor || me.IsStaff) && await FindInDraftsAsync(sha256, name, db, drafts, me, cancel) is { } unpublished ? (unpublished, false) : null;

        MediaFile? In(Course course) => course.Media.Values.FirstOrDefault(file => file.Sha256 == sha256 && file.Name == name);
    }

    // A picture of a course that is being written: for its own people, and only what the compiler took for what it says it is.
    private static async Task<MediaFile?> FindInDraftsAsync(string sha256, string name, AcademyDb db, DraftShelf drafts, CurrentAccount me, CancellationToken cancel)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(
            one => db.DraftFiles.Any(file => file.DraftId == one.Id && file.RemovedAt == null && file.Sha256 == sha256)
                && (me.IsAdmin || db.CourseMembers.Any(member => member.CourseSlug == one.CourseSlug && member.AccountId == me.Id)), cancel);
        if (draft is null) return null;

        var compiled = (await drafts.GetAsync(draft, cancel)).Compilation;
        return compiled.Built?.Media.Values.FirstOrDefault(file => file.Sha256 == sha256 && file.Name == name
            && !compiled.Diagnostics.Any(found => found.Severity == Severity.Error && found.Location.File == file.Path));
    }

    // A course can be looked at before it is begun, and so can the pictures there.
    private static bool IsOnLandingPage(Course course, string sha256) =>
        course.About.Languages.Any(language => course.About.In(language).Body.Markup.Contains($"/media/{sha256}/", StringComparison.Ordinal));
}
