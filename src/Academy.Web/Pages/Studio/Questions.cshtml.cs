using System.Text;
using Academy.Courseware;
using Academy.Courseware.Exchange;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web.Pages.Studio;

/// <summary>Questions of another system into quiz Markdown, to look at or to take along. Nothing is kept: the author puts the text into a course.</summary>
[EnableRateLimiting(Limits.DearWork)]
[RequestSizeLimit(Limits.LargestUpload)]
public sealed class QuestionsModel(Texts texts) : PageModel
{
    private const int MostShown = 50;

    // More than this nobody copies from a page; the package holds it all.
    private const int LongestShown = 200_000;

    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>Of the questions; the page's own at first.</summary>
    [BindProperty] public string? Said { get; set; }

    /// <summary>Null before a file is handed in.</summary>
    public QuestionReading? Reading { get; private set; }

    /// <summary>The first of the findings; the package tells all.</summary>
    public IReadOnlyList<QuestionFinding> Findings { get; private set; } = [];

    public int FindingCount { get; private set; }

    public bool IsShown => Reading!.Markdown.Length <= LongestShown;

    public string Language => Languages.All.Contains(Said) ? Said! : PageLanguage.Current;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) => await ReadAsync(cancel) ?? Page();

    /// <summary>The quiz, its pictures, and what was left out, as one package.</summary>
    public async Task<IActionResult> OnPostPackageAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is { } refused) return refused;

        var files = new Dictionary<string, ReadOnlyMemory<byte>>(Reading!.Media.Files) { [$"questions.quiz.{Language}.md"] = Encoding.UTF8.GetBytes(Reading.Markdown) };
        var told = string.Join('\n', Reading.Findings.Select(Told));
        if (told.Length > 0) files["left-out.txt"] = Encoding.UTF8.GetBytes(told + "\n");
        return File(new CourseSource(files).ToZip(), "application/zip", "questions.zip");
    }

    /// <summary>Which question, where, and why: one line.</summary>
    public string Told(QuestionFinding finding)
    {
        var said = finding.Message(PageLanguage.Current);
        if (finding.Number == 0) return said;
        return (finding.Line > 0 ? texts.Format("Questions.NumberLine", finding.Number, finding.Name, finding.Line) : texts.Format("Questions.Number", finding.Number, finding.Name)) + " " + said;
    }

    private async Task<PageResult?> ReadAsync(CancellationToken cancel)
    {
        if (Upload is null) return Refuse(texts["Questions.FileMissing"]);

        Reading = QuestionImport.Read(Path.GetFileName(Upload.FileName), await Upload.BytesAsync(Limits.LargestUpload, cancel), Language);
        var findings = Reading.Findings.ToList();
        (Findings, FindingCount) = ([.. findings.Take(MostShown)], findings.Count);
        return Reading.Taken == 0 ? Refuse(texts["Questions.NothingTaken"]) : null;
    }

    private PageResult Refuse(string sentence)
    {
        ModelState.AddModelError(nameof(Upload), sentence);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
