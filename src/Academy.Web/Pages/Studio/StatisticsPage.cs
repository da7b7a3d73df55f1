using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Statistics;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>What the statistics of a quiz and of its questions share: the edition, first attempts or all.</summary>
public abstract class StatisticsPage(AcademyDb db, CourseShelf shelf, StatisticsDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";

    /// <summary>The edition's number; the newest published one where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "edition")] public int? EditionNumber { get; set; }

    /// <summary>Every attempt, not only the first of each learner.</summary>
    [BindProperty(SupportsGet = true, Name = "all")] public bool All { get; set; }

    public Edition Edition { get; private set; } = null!;

    /// <summary>Published ones that have the quiz, the newest first.</summary>
    public IReadOnlyList<int> Editions { get; private set; } = [];

    public Course Compiled { get; private set; } = null!;
    public QuizReport Report { get; private set; } = null!;
    public Quiz Quiz => Report.Quiz;
    public string Path => $"{Module}/{Item}";
    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}/statistics/{Path}";

    /// <summary>The query of this page with something else in it.</summary>
    public string Query(int? edition = null, bool? all = null, string more = "") => $"?edition={edition ?? Edition.Number}{(all ?? All ? "&all=true" : "")}{more}";

    protected async Task<bool> FindAsync(CancellationToken cancel)
    {
        // A course that is published every week for a year still gives a short list of links.
        var editions = await db.Editions.AsNoTracking().Where(edition => edition.CourseSlug == Course && edition.PublishedAt != null).OrderByDescending(edition => edition.Number).Take(50).ToListAsync(cancel);
        if (editions.FirstOrDefault(edition => EditionNumber is null || edition.Number == EditionNumber) is not { } chosen) return false;
        if (await desk.ReportAsync(chosen.Id, Path, onlyFirst: !All, cancel) is not { } report) return false;

        (Edition, Report, Compiled) = (chosen, report, await shelf.CourseAsync(chosen.Id));
        var ids = editions.Select(edition => edition.Id).ToList();
        var used = await db.Attempts.Where(attempt => ids.Contains(attempt.EditionId) && attempt.QuizPath == Path && attempt.SubmittedAt != null)
            .Select(attempt => attempt.EditionId).Distinct().ToListAsync(cancel);
        Editions = [.. editions.Where(edition => edition.Id == chosen.Id || used.Contains(edition.Id)).Select(edition => edition.Number)];
        return true;
    }
}
