using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Attempts;

/// <summary>What the pages of one attempt share: it is looked up through its learner, in the edition its paper was drawn from.</summary>
public abstract class AttemptPage(AcademyDb db, CourseShelf shelf, CurrentAccount me, TimeProvider clock) : PageModel
{
    public const string AnswerField = "a";

    [BindProperty(SupportsGet = true, Name = "attempt")] public Guid AttemptId { get; set; }

    public CourseOutline Outline { get; private set; } = null!;
    public Quiz Quiz { get; private set; } = null!;
    public Attempt Attempt { get; private set; } = null!;
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    public Enrolment Enrolment => Outline.Enrolment!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool IsOverdue => Attempt.IsOverdue(Now);
    public string Address => $"/{PageLanguage.Current}/attempts/{AttemptId}";

    /// <summary>Until when answers that were given in time may still arrive; null without a time limit.</summary>
    public DateTimeOffset? LastCall => Attempt.HandInAt;

    protected CurrentAccount Me => me;

    /// <param name="number">From 1.</param>
    public QuestionView ViewOf(int number)
    {
        var question = Questions[number - 1];
        return new QuestionView(
            question, Attempt.AnswerTo(question.Id)?.Value ?? Answer.Empty, Attempt.Paper.Questions[number - 1].Order, PageLanguage.Current, "answer", AnswerField);
    }

    public bool IsAnswered(Question question) => Attempt.AnswerTo(question.Id) is { Value.IsEmpty: false };

    public bool IsFlagged(Question question) => Attempt.AnswerTo(question.Id) is { Flagged: true };

    protected async Task<bool> FindAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var enrolment = await db.FindEnrolmentAsync(me.Id, AttemptId, cancel);
        if (enrolment is null) return false;

        Attempt = enrolment.Attempts.Single(attempt => attempt.Id == AttemptId);
        Outline = new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current);
        Quiz = (Quiz)(await shelf.CourseAsync(Attempt.EditionId)).Find(Attempt.QuizPath)!;
        Questions = Attempt.Paper.QuestionsOf(Quiz);
        return true;
    }
}
