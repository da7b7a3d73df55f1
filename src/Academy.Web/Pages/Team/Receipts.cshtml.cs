using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>What a learner's receipt stands for, and whether the answers are still those that were handed in.</summary>
[EnableRateLimiting(Limits.Receipts)]
public sealed class ReceiptsModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, Texts texts, TimeProvider clock) : PageModel
{
    // Two hand-ins may once in a trillion have the same eight characters: then both are shown.
    private const int MostShown = 5;

    [BindProperty] public string? Code { get; set; }

    /// <summary>Null before anything is asked.</summary>
    public IReadOnlyList<FoundReceipt>? Found { get; private set; }

    public string? Error => ModelState.TryGetValue(nameof(Code), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public void OnGet() { }

    // By a form: the code stays out of addresses and their logs, and a look at somebody's result is written into the journal.
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ReceiptCode.Read(Code) is not { } code)
        {
            ModelState.AddModelError(nameof(Code), texts["Team.NoReceipt"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var handedIn = await (
            from attempt in db.Attempts.AsNoTracking().Include(attempt => attempt.Answers)
            join enrolment in db.Enrolments on attempt.EnrolmentId equals enrolment.Id
            join account in db.Users on enrolment.AccountId equals account.Id
            where attempt.Receipt == code
            orderby attempt.SubmittedAt
            select new { Attempt = attempt, Enrolment = enrolment, account.FullName, account.Position }).Take(MostShown).ToListAsync(cancel);
        var found = new List<FoundReceipt>();
        foreach (var one in handedIn)
        {
            found.Add(new FoundReceipt(one.Attempt, one.Enrolment, await shelf.CourseAsync(one.Attempt.EditionId), one.FullName, one.Position));
            db.Journal.Add(new JournalEntry(JournalAct.ReceiptLookedUp, one.Attempt.Id.ToString(), me.Id, clock.GetUtcNow()));
        }
        await db.SaveChangesAsync(cancel);
        (Found, Code) = (found, code);
        return Page();
    }
}

public sealed record FoundReceipt(Attempt Attempt, Enrolment Enrolment, Course Course, string FullName, string? Position)
{
    public string QuizTitle(string language) => Course.Find(Attempt.QuizPath)?.Title.In(language) ?? Attempt.QuizPath;
}
