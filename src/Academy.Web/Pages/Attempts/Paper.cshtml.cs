using Academy.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Attempts;

/// <summary>What the script of a running attempt asks for: once the whole paper, so that it goes on without the line; and how things stand now.</summary>
public sealed class PaperModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, IAntiforgery antiforgery, TimeProvider clock) : AttemptPage(db, shelf, me, clock)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) && Attempt.IsOpen ? Page() : NotFound();

    /// <summary>A fresh token after a new sign-in, the time, and the newest answers, whichever device gave them.</summary>
    public async Task<IActionResult> OnGetStateAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        return new JsonResult(new
        {
            who = Me.Mark,
            token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken,
            now = Now.ToUnixTimeMilliseconds(),
            open = Attempt.IsOpen,
            deadline = Attempt.Deadline?.ToUnixTimeMilliseconds(),
            last = LastCall?.ToUnixTimeMilliseconds(),
            answers = Attempt.Answers.Select(answer => new
            {
                question = answer.QuestionId, seq = answer.Sequence, value = answer.Value.Values, flagged = answer.Flagged, at = answer.SavedAt.ToUnixTimeMilliseconds(),
            }),
        });
    }
}
