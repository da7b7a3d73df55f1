using Academy.Courseware;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>The readers of one lesson: at which part they stop, which self-checks they miss, what they write.</summary>
public sealed class ReadersOfLessonModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, ReadersDesk desk) : DraftPage(db, drafts, drafted)
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public Lesson Lesson { get; private set; } = null!;
    public LessonFigures Figures { get; private set; } = null!;

    /// <summary>Of those who have not finished: how many came as far as each part, 0 being the beginning. Empty where they are few.</summary>
    public IReadOnlyDictionary<int, int> Stops { get; private set; } = new Dictionary<int, int>();

    public IReadOnlyList<CheckFigures> Checks { get; private set; } = [];
    public IReadOnlyList<LessonRating> Words { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    protected override async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (await desk.PublishedAsync(Course, cancel) is not { } course || course.Find($"{Module}/{Item}") is not Lesson lesson) return false;

        Lesson = lesson;
        Figures = (await desk.FiguresAsync(course, cancel)).First(one => one.Lesson.Path == lesson.Path);
        if (Figures.AreFew) return true;

        var stops = await desk.StopsAsync(Course, lesson, cancel);
        if (stops.Values.Sum() >= LessonFigures.Fewest) Stops = stops;
        Checks = await desk.ChecksAsync(Course, lesson, cancel);
        var words = desk.WordsOf(Course, lesson.Path);
        Links = PageLinks.At(PageNumber, PageSize, await words.CountAsync(cancel));
        Words = await words.OrderByDescending(rating => rating.At).ThenBy(rating => rating.EnrolmentId).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        return true;
    }
}
