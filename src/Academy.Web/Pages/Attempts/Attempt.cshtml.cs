using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Attempts;

/// <summary>One question of a running attempt. Every press saves first and then goes where it says; the script saves sooner.</summary>
public sealed class AttemptModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, AttemptDesk desk, TimeProvider clock)
    : AttemptPage(db, shelf, me, clock), IShowsRefusal
{
    /// <summary>Which question, from 1; none: the first without an answer.</summary>
    [BindProperty(SupportsGet = true)] public int? Q { get; set; }

    [BindProperty] public long Seq { get; set; }

    /// <summary>The newest number of this question that the page had when it was shown, or has had since.</summary>
    [BindProperty] public long? Base { get; set; }

    /// <summary>The page's own name, which its script fills in.</summary>
    [BindProperty] public string? Tab { get; set; }

    [BindProperty] public bool Flag { get; set; }

    /// <summary>Where the pressed button leads: <c>next</c>, <c>back</c>, <c>stay</c> or <c>finish</c>.</summary>
    [BindProperty] public string Go { get; set; } = "next";

    public int Number { get; private set; }
    public Question Question => Questions[Number - 1];
    public GivenAnswer? Given => Attempt.AnswerTo(Question.Id);

    /// <summary>What this learner answered here, where another tab or device saved something newer: both are shown, and nothing was overwritten.</summary>
    public Answer? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (!Attempt.IsOpen) return Redirect($"{Address}/result");

        // By its own address, so that a reload and the other language show the same question.
        if (Q is not { } asked || asked < 1 || asked > Questions.Count)
            return Redirect($"{Address}?q={Math.Max(1, Questions.ToList().FindIndex(question => !IsAnswered(question)) + 1)}");

        Number = asked;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Q is not { } number || number < 1 || number > Questions.Count) return NotFound();
        if (!Attempt.IsOpen) return Redirect($"{Address}/result");

        Number = number;
        var answer = QuestionView.Read(Question, Request.Form, AnswerField);
        var sent = new SentAnswer(Seq, Flag, Base, SentAnswer.IsTab(Tab) ? Tab : null);
        if (await desk.SaveAsync(Me.Id, AttemptId, Question.Id, answer, sent, cancel) is not var (saved, isConflict)) return NotFound();
        if (isConflict || saved.Sequence > Seq || !saved.Value.Equals(answer)) return await ShowBothAsync(answer, cancel);

        return Redirect(Go switch
        {
            "finish" => $"{Address}/finish",
            "stay" => $"{Address}?q={number}",
            "back" => $"{Address}?q={Math.Max(1, number - 1)}",
            _ when number == Questions.Count => $"{Address}/finish",
            _ => $"{Address}?q={number + 1}",
        });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (!Attempt.IsOpen) return Redirect($"{Address}/result");

        Number = Math.Clamp(Q ?? 1, 1, Questions.Count);
        return Page();
    }

    private async Task<IActionResult> ShowBothAsync(Answer mine, CancellationToken cancel)
    {
        ModelState.Clear();
        Mine = mine;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAgainAsync(cancel);
    }
}
