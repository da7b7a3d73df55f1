using System.Globalization;
using System.Text.Json.Nodes;
using Academy.Credentials;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// What a verifier elsewhere asks for: who issues, with which keys, and what stands no more. All of it is public, and none of it names a
/// person: lists speak of ids and of places in a series.
/// </summary>
public static class CredentialEndpoints
{
    private const string Json = "application/json", Jwt = "application/jwt";

    // The keys change with a start of the site; a verifier that asks for thousands of certificates need not ask for them each time.
    private const string ForAnHour = "public, max-age=3600";

    public static void MapCredentials(this WebApplication app)
    {
        app.MapGet("/.well-known/jwks.json", (HttpContext context, SealKeys keys, Settings settings) =>
            Answer(context, new JsonObject { ["keys"] = new JsonArray([.. keys.All.All.Select(key => key.ToJwk(CredentialAddresses.Key(settings.SiteUrl, key.Thumbprint)))]) }, "application/jwk-set+json", ForAnHour)).AllowAnonymous();
        app.MapGet("/issuer", SendIssuerAsync).AllowAnonymous();
        app.MapGet("/issuer/keys/{thumbprint}", (string thumbprint, HttpContext context, SealKeys keys, Settings settings) =>
            keys.All.All.FirstOrDefault(key => key.Thumbprint == thumbprint) is { } key
                ? Answer(context, key.ToJwk(CredentialAddresses.Key(settings.SiteUrl, thumbprint)), "application/jwk+json", ForAnHour) : Results.NotFound()).AllowAnonymous();
        app.MapGet("/credentials/revocations", SendRevocationsAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
        app.MapGet("/credentials/status/{year:regex(^[0-9]{{4}}$)}-{block:int:min(0):max(762)}", SendStatusAsync).AllowAnonymous().RequireRateLimiting(Limits.Verify);
    }

    private static async Task<IResult> SendIssuerAsync(HttpContext context, AcademyDb db, Settings settings, CancellationToken cancel)
    {
        // As the last certificate says it; before the first one the address speaks for itself.
        var name = await db.Certificates.OrderByDescending(certificate => certificate.IssuedAt).Select(certificate => certificate.Organisation).FirstOrDefaultAsync(cancel);
        var profile = SignedCredential.Profile(settings.SiteUrl, name is null ? null : new Bilingual(name.Kk, name.Ru));
        profile.Insert(0, "@context", new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
        return Answer(context, profile, Json, ForAnHour);
    }

    private static async Task<IResult> SendRevocationsAsync(HttpContext context, AcademyDb db, Settings settings, CancellationToken cancel)
    {
        var ids = await db.Certificates.Where(certificate => certificate.RevokedAt != null || certificate.ReplacedAt != null)
            .OrderBy(certificate => certificate.Id).Select(certificate => new { certificate.Id, IsRevoked = certificate.RevokedAt != null }).ToListAsync(cancel);
        return Answer(context, new JsonObject
        {
            ["id"] = CredentialAddresses.Revocations(settings.SiteUrl),
            ["issuer"] = CredentialAddresses.Issuer(settings.SiteUrl),
            ["revokedCredential"] = new JsonArray([.. ids.Select(one => new JsonObject
            {
                ["id"] = CredentialAddresses.Id(one.Id), ["revoked"] = true, ["revocationReason"] = one.IsRevoked ? "Revoked" : "Replaced",
            })]),
        }, Json, "no-store");
    }

    private static async Task<IResult> SendStatusAsync(
        string year, int block, HttpContext context, AcademyDb db, SealKeys keys, Settings settings, TimeProvider clock, CancellationToken cancel)
    {
        // A year that has no series has no list; the last number of the series says how many there are.
        var last = await db.NumberSeries.Where(series => series.Name == year).Select(series => (long?)series.Last).FirstOrDefaultAsync(cancel);
        if (last is null || block > last / CredentialAddresses.StatusListLength) return Results.NotFound();

        var (from, to) = (Number(block), Number(block + 1));
        var revoked = await db.Certificates
            .Where(certificate => (certificate.RevokedAt != null || certificate.ReplacedAt != null) && certificate.Number.CompareTo(from) >= 0 && certificate.Number.CompareTo(to) < 0)
            .Select(certificate => certificate.Number).ToListAsync(cancel);
        var token = SignedCredential.SignStatusList(settings.SiteUrl, year, block, revoked.Select(number => CredentialAddresses.PlaceOf(number).Index), clock.GetUtcNow(), keys.Signing);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(token, Jwt);

        string Number(long of) => year + (of * CredentialAddresses.StatusListLength).ToString("D8", CultureInfo.InvariantCulture);
    }

    private static IResult Answer(HttpContext context, JsonObject json, string type, string cache)
    {
        context.Response.Headers.CacheControl = cache;
        // Verifiers run in other sites' pages too, and there is nothing here but what everybody may know.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(json.ToJsonString(), type);
    }
}
