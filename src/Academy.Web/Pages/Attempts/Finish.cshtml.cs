using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Attempts;

/// <summary>Before handing in: what is without an answer, what was to be looked at again.</summary>
public sealed class FinishModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, AttemptDesk desk, TimeProvider clock) : AttemptPage(db, shelf, me, clock)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        return Attempt.IsOpen ? Page() : Redirect($"{Address}/result");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await desk.SubmitAsync(Me.Id, AttemptId, cancel) is null ? NotFound() : Redirect($"{Address}/result");
}
