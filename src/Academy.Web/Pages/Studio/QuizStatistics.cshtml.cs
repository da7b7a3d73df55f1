using Academy.Courseware;
using Academy.Learning.Statistics;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>One quiz: how its results are spread, how far they can be trusted, and each of its questions.</summary>
public sealed class QuizStatisticsModel(AcademyDb db, CourseShelf shelf, StatisticsDesk desk) : StatisticsPage(db, shelf, desk)
{
    private const int PageSize = 50;

    /// <summary>The column to sort by: the name of one of <see cref="Columns"/>, from the largest with a minus before it.</summary>
    [BindProperty(SupportsGet = true, Name = "sort")] public string Sort { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public static IReadOnlyList<string> Columns { get; } = ["number", "attempts", "facility", "discrimination", "time", "kk", "ru", "marks"];

    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    /// <summary>With the number in the quiz, from 1.</summary>
    public IReadOnlyList<(int Number, QuestionReport Report)> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var rows = Report.Questions.Select((report, place) => (Number: place + 1, Report: report));
        var column = Sort.TrimStart('-');
        // What has no figure stands last, whichever way.
        var sorted = Sort.StartsWith('-')
            ? rows.OrderByDescending(row => KeyOf(row, column) ?? double.NegativeInfinity)
            : rows.OrderBy(row => KeyOf(row, column) ?? double.PositiveInfinity);
        Links = PageLinks.At(PageNumber, PageSize, Report.Questions.Count, Query(more: $"&sort={Uri.EscapeDataString(Sort)}&").TrimStart('?'));
        Shown = [.. sorted.ThenBy(row => row.Number).Skip(Links.Skip).Take(PageSize)];
        return Page();
    }

    public bool IsSortedBy(string column) => Sort.TrimStart('-') == column || (Sort.Length == 0 && column == "number");

    /// <summary>The address that sorts by a column, or the other way round where it is sorted by it.</summary>
    public string SortedBy(string column) => Query(more: $"&sort={(IsSortedBy(column) && !Sort.StartsWith('-') ? "-" : "")}{column}");

    private static double? KeyOf((int Number, QuestionReport Report) row, string column) => column switch
    {
        "attempts" => row.Report.Attempts,
        "facility" => row.Report.Facility,
        "discrimination" => row.Report.Discrimination,
        "time" => row.Report.MedianSeconds,
        "kk" => row.Report.FacilityIn(Languages.Kazakh),
        "ru" => row.Report.FacilityIn(Languages.Russian),
        "marks" => row.Report.Marks.Count(),
        _ => row.Number,
    };
}
