using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Attempts;

/// <summary>The grade, the mistakes where the rule lets them be seen, the receipt, and the next real step.</summary>
public sealed class ResultModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, TimeProvider clock) : AttemptPage(db, shelf, me, clock)
{
    public Grade Grade { get; private set; } = null!;
    public bool MayReview { get; private set; }

    /// <summary>A reason, or null where another attempt may start now.</summary>
    public Refusal? WhyNotAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (Attempt.IsOpen) return Redirect(Address);

        Grade = Grading.Grade(Questions, question => Attempt.AnswerTo(question.Id)?.Value);
        MayReview = Attempt.MayReview(Quiz, Enrolment);
        WhyNotAgain = Enrolment.WhyNotAttempt(Quiz, Now);
        return Page();
    }
}
