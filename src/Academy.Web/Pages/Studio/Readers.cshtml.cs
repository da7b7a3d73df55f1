using Academy.Courseware;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>The readers of a course: their questions, where they stop, how long they read, what they miss, what they say.</summary>
public sealed class ReadersModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, ReadersDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    private const int PageSize = 20;

    /// <summary>Also questions that are answered or put aside.</summary>
    [BindProperty(SupportsGet = true)] public bool All { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>What was just done: the last part of a sentence's key.</summary>
    [BindProperty(SupportsGet = true)] public string? Done { get; set; }

    // What an author answers; kept on the page where something is wrong.
    [BindProperty] public Guid QuestionId { get; set; }
    [BindProperty] public int Seen { get; set; }
    [BindProperty] public string? Reply { get; set; }

    /// <summary>Null before an edition is published: nobody reads it yet.</summary>
    public Course? Published { get; private set; }

    public IReadOnlyList<LessonFigures> Figures { get; private set; } = [];

    /// <summary>Those that wait, the oldest first; with the others, still before them.</summary>
    public IReadOnlyList<LessonQuestion> Questions { get; private set; } = [];

    public int OpenQuestions { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public bool MayAnswer => Open.MayWrite;

    public string? Said => Done is "answered" or "hidden" ? texts[$"Readers.Done.{Done}"] : null;

    public Item? LessonOf(LessonQuestion question) => Published?.Find(question.Path);

    public string NumberOf(Item lesson) => new CourseOutline(Published!, null, PageLanguage.Current).NumberOf(lesson);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel) => AnswerAsync(isPrivate: false, cancel);

    public Task<IActionResult> OnPostPrivateAsync(CancellationToken cancel) => AnswerAsync(isPrivate: true, cancel);

    public async Task<IActionResult> OnPostHideAsync(CancellationToken cancel) =>
        await desk.HideAsync(Course, QuestionId, Seen, cancel) ? Redirect($"{Address}/readers?done=hidden{(All ? "&all=true" : "")}") : NotFound();

    private async Task<IActionResult> AnswerAsync(bool isPrivate, CancellationToken cancel)
    {
        if (!LessonQuestion.FitsAnswer(Reply))
        {
            if (!await FindAsync(cancel) || !MayAnswer) return NotFound();
            ModelState.AddModelError(nameof(Reply), texts.Format("Readers.AnswerLength", LessonQuestion.LongestAnswer));
            return Again();
        }
        return await desk.ReplyAsync(Course, QuestionId, Seen, Reply!, isPrivate, cancel) ? Redirect($"{Address}/readers?done=answered{(All ? "&all=true" : "")}") : NotFound();
    }

    protected override async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Published = await desk.PublishedAsync(Course, cancel);
        if (Published is null) return true;

        Figures = await desk.FiguresAsync(Published, cancel);
        var questions = desk.QuestionsOf(Course);
        OpenQuestions = await questions.CountAsync(question => question.State == LessonQuestionState.Open, cancel);
        var shown = All ? questions : questions.Where(question => question.State == LessonQuestionState.Open);
        Links = PageLinks.At(PageNumber, PageSize, All ? await questions.CountAsync(cancel) : OpenQuestions, All ? "all=true&" : "");
        var inOrder = All
            ? shown.OrderBy(question => question.State == LessonQuestionState.Open ? 0 : 1).ThenByDescending(question => question.AskedAt).ThenByDescending(question => question.Id)
            : shown.OrderBy(question => question.AskedAt).ThenBy(question => question.Id);
        Questions = await inOrder.Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        return true;
    }
}
