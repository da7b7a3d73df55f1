using Academy.Learning.Statistics;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>One question: its figures, what people chose, and the way to a ruling.</summary>
public sealed class QuestionStatisticsModel(AcademyDb db, CourseShelf shelf, StatisticsDesk desk) : StatisticsPage(db, shelf, desk)
{
    [BindProperty(SupportsGet = true, Name = "question")] public string QuestionId { get; set; } = "";

    public QuestionReport Question { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Report.Questions.FirstOrDefault(one => one.Question.Id == QuestionId) is not { } found) return NotFound();

        Question = found;
        return Page();
    }
}
