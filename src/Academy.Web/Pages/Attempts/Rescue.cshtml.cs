using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Attempts;

/// <summary>Answers that could not be sent, saved to a file and brought here by their learner. They go in by the same rules as any other answer.</summary>
public sealed class RescueModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, AttemptDesk desk, RescueFiles files, Texts texts, TimeProvider clock)
    : AttemptPage(db, shelf, me, clock)
{
    [BindProperty] public IFormFile? Answers { get; set; }

    /// <summary>How many answers of the last file were taken; null where none was uploaded.</summary>
    [BindProperty(SupportsGet = true)] public int? Taken { get; set; }

    /// <summary>How many had come by themselves before, or stood there newer.</summary>
    [BindProperty(SupportsGet = true)] public int Known { get; set; }

    [BindProperty(SupportsGet = true)] public int Late { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        if (Answers is null) return Refuse("Line.RescueMissing");
        if (Answers.Length > RescueFiles.Largest || files.Read(await Answers.BytesAsync(RescueFiles.Largest, cancel)) is not { } file) return Refuse("Line.RescueChanged");
        if (file.Attempt != AttemptId || file.Account != Me.Id) return Refuse("Line.RescueOther");

        int taken = 0, known = 0, late = 0;
        foreach (var answer in file.Answers)
            try
            {
                var sent = new SentAnswer(answer.Seq, answer.Flagged, answer.Base, SentAnswer.IsTab(answer.Tab) ? answer.Tab : null, answer.At);
                var standing = Attempt.AnswerTo(answer.Question)?.Sequence ?? 0;
                var saved = await desk.SaveAsync(Me.Id, AttemptId, answer.Question, new Answer(answer.Value), sent, cancel);
                if (saved is { IsConflict: false } && saved.Standing.Sequence == answer.Seq && standing < answer.Seq) taken++;
                else known++;
            }
            catch (RefusedException)
            {
                late++;
            }
        return Redirect($"{Address}/rescue?taken={taken}&known={known}&late={late}");
    }

    private PageResult Refuse(string key)
    {
        ModelState.AddModelError(nameof(Answers), texts[key]);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
