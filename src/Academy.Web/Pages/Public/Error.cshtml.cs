using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Public;

/// <summary>What went wrong, in plain words: what became of the work and a way on. Asks no database, since that may be what is away.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel(ILogger<ErrorModel> log) : PageModel
{
    public string Kind => Response.StatusCode switch
    {
        404 => "NotFound",
        401 or 403 => "Forbidden",
        400 => "BadRequest",
        413 => "TooLarge",
        429 => "TooMany",
        503 => "Away",
        >= 500 => "Fault",
        _ => "BadRequest",
    };

    public bool IsFault => Response.StatusCode >= 500;

    public bool CanRetry => Kind is "Fault" or "Away" or "TooMany" or "BadRequest";

    /// <summary>Read aloud to the help line; the log has the same.</summary>
    public string? Reference { get; private set; }

    public void OnGet() => Show();

    public void OnPost() => Show();

    // A script saves an answer by PUT.
    public void OnPut() => Show();

    private void Show()
    {
        // Asked for by its own address there is nothing to report.
        if (Response.StatusCode < 400) Response.StatusCode = StatusCodes.Status404NotFound;
        Response.Headers.CacheControl = "no-store";
        if (Response.StatusCode == StatusCodes.Status503ServiceUnavailable) Response.Headers.RetryAfter = "5";
        Faults.Log(HttpContext, log);
        if (Kind == "Fault") Reference = Faults.Reference(HttpContext);
    }
}
