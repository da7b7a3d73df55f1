using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>The quizzes of a course and how many sat them.</summary>
public sealed class StatisticsModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    public Course Compiled { get; private set; } = null!;
    public IReadOnlyList<(Quiz Quiz, int Attempts, int Learners, int Passed)> Quizzes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, Course, cancel) is not { } current) return NotFound();

        Compiled = current.Course;
        var counts = await db.Attempts.WithResult()
            .Join(db.Enrolments.Where(enrolment => enrolment.CourseSlug == Course), attempt => attempt.EnrolmentId, enrolment => enrolment.Id, (attempt, _) => attempt)
            .GroupBy(attempt => attempt.QuizPath)
            .Select(group => new { Path = group.Key, Attempts = group.Count(), Learners = group.Count(attempt => attempt.Number == 1), Passed = group.Count(attempt => attempt.Number == 1 && attempt.Passed == true) })
            .ToDictionaryAsync(one => one.Path, cancel);
        Quizzes = [.. Compiled.Items.OfType<Quiz>().Select(quiz => counts.TryGetValue(quiz.Path, out var count) ? (quiz, count.Attempts, count.Learners, count.Passed) : (quiz, 0, 0, 0))];
        return Page();
    }
}
