using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Attempts;

/// <summary>The grade, the mistakes where the rule lets them be seen, the receipt, and the next real step.</summary>
public sealed class ResultModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, TimeProvider clock) : AttemptPage(db, shelf, me, clock)
{
    private readonly AcademyDb _db = db;

    public Grade Grade { get; private set; } = null!;
    public bool MayReview { get; private set; }

    /// <summary>What was told first, where a ruling on a question changed the result since.</summary>
    public EarlierResult? Earlier { get; private set; }

    /// <summary>What instructors gave for the open answers, once they have.</summary>
    public MarkingResult? Marked { get; private set; }

    /// <summary>A reason, or null where another attempt may start now.</summary>
    public Refusal? WhyNotAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (Attempt.IsOpen) return Redirect(Address);

        Grade = Attempt.GradeOf(Quiz);
        var marking = await _db.Markings.AsNoTracking().Include(one => one.Marks).FirstOrDefaultAsync(one => one.AttemptId == AttemptId && one.FinalAt != null, cancel);
        if (marking is not null) Marked = new MarkingResult(marking, MarkScheme.Of(Quiz, Attempt), PageLanguage.Current, MayAppeal: true);
        MayReview = Attempt.MayReview(Quiz, Enrolment);
        if (Attempt.RulingNumber > 0) Earlier = await _db.EarlierResults.AsNoTracking().Where(result => result.AttemptId == AttemptId).OrderBy(result => result.ReplacedAt).FirstOrDefaultAsync(cancel);
        WhyNotAgain = Enrolment.WhyNotAttempt(Quiz, Now);
        return Page();
    }
}
