using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>One ruling: what was decided and why, how far its regrade is, and whose results it changed.</summary>
public sealed class RulingDoneModel(AcademyDb db, CourseShelf shelf, RegradeDesk desk) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "ruling")] public Guid RulingId { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public ShownRuling Ruling { get; private set; } = null!;
    public Course Written { get; private set; } = null!;
    public Quiz Quiz { get; private set; } = null!;

    /// <summary>As the ruling leaves it.</summary>
    public Question Question { get; private set; } = null!;

    /// <summary>It stands: no later ruling on the question took it back or replaced it.</summary>
    public bool Stands { get; private set; }

    public int Total { get; private set; }
    public int Waiting { get; private set; }
    public int Changed { get; private set; }
    public int PassedNow { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<(string Name, int Number, EarlierResult Before, Attempt Attempt)> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var found = await ShownRuling.Of(db, db.Rulings.Where(ruling => ruling.Id == RulingId
            && db.Editions.Any(edition => edition.Id == ruling.EditionId && edition.CourseSlug == Course))).FirstOrDefaultAsync(cancel);
        if (found is null) return NotFound();

        Ruling = found;
        var ruling = found.Ruling;
        Written = (await shelf.WrittenAsync(ruling.EditionId)).Course;
        Quiz = (Quiz)Written.Find(ruling.QuizPath)!;
        Question = ruling.ApplyTo(Quiz.Find(ruling.QuestionId)!);
        Stands = !await db.Rulings.AnyAsync(other => other.EditionId == ruling.EditionId && other.QuizPath == ruling.QuizPath && other.QuestionId == ruling.QuestionId && other.Number > ruling.Number, cancel);
        Total = await db.AttemptsAt(ruling.EditionId, ruling.QuizPath).WithResult().CountAsync(cancel);
        Waiting = await desk.Waiting(ruling.EditionId, ruling.QuizPath, ruling.Number).CountAsync(cancel);
        if (Waiting > 0) Response.Headers["Refresh"] = "3";

        var changes = from earlier in db.EarlierResults.AsNoTracking()
                      join attempt in db.Attempts.AsNoTracking() on earlier.AttemptId equals attempt.Id
                      where earlier.RulingId == ruling.Id
                      select new { earlier, attempt };
        Changed = await changes.CountAsync(cancel);
        PassedNow = await changes.CountAsync(change => !change.earlier.Passed && change.attempt.Passed == true, cancel);
        Links = PageLinks.At(PageNumber, PageSize, Changed);
        var page = await changes.OrderBy(change => change.earlier.Passed).ThenBy(change => change.attempt.Id).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        var names = await RulingModel.NamesAsync(db, [.. page.Select(change => change.attempt.Id)], cancel);
        Shown = [.. page.Select(change => (names[change.attempt.Id].Name, change.attempt.Number, change.earlier, change.attempt))];
        return Page();
    }
}
