using Academy.Courseware;
using Academy.Courseware.Exchange;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>A quiz of an edition for another system: first what its format will not hold, then the file.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class QuizFileModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    private const int MostShown = 50;

    private static readonly Dictionary<string, QuestionFormat> Names = new() { ["moodle"] = QuestionFormat.MoodleXml, ["gift"] = QuestionFormat.Gift, ["qti"] = QuestionFormat.Qti2 };

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public int Number { get; set; }

    /// <summary><c>module/item</c>; nothing before a choice is made.</summary>
    [BindProperty(SupportsGet = true)] public string? Quiz { get; set; }

    [BindProperty(SupportsGet = true)] public string? Said { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    public static IEnumerable<string> Formats => Names.Keys;

    public Course Shown { get; private set; } = null!;
    public IReadOnlyList<Quiz> Quizzes { get; private set; } = [];
    public Quiz? Chosen { get; private set; }

    /// <summary>Null before a choice is made.</summary>
    public QuestionFile? Written { get; private set; }

    public IReadOnlyList<QuestionFinding> Findings { get; private set; } = [];

    /// <summary>Questions that the format cannot hold at all.</summary>
    public int Left => Written!.Findings.Count(finding => finding.Rule.Outcome == ExchangeOutcome.Unsupported);

    public static string NameOf(string format) => QuestionExport.NameOf(Names[format]);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel) =>
        await FindAsync(cancel) && Written is { } written
            ? File(written.Bytes.ToArray(), written.ContentType, $"{Chosen!.Slug}-{Number}.{Said}{written.Ending}")
            : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var id = await db.Editions.Where(edition => edition.CourseSlug == Course && edition.Number == Number).Select(edition => (Guid?)edition.Id).FirstOrDefaultAsync(cancel);
        if (id is not { } found) return false;

        Shown = await shelf.CourseAsync(found);
        Quizzes = [.. Shown.Items.OfType<Quiz>()];
        if (Quiz is null) return true;

        Chosen = Quizzes.FirstOrDefault(quiz => quiz.Path == Quiz);
        if (Chosen is null || Said is null || !Shown.Languages.Contains(Said) || To is null || !Names.TryGetValue(To, out var format)) return false;

        Written = QuestionExport.Write(Chosen.Title.In(Said), Chosen.Questions, Said, format, Shown.Media.Values);
        Findings = [.. Written.Findings.Take(MostShown)];
        return true;
    }
}
