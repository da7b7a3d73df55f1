using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>What waits for a marker, the oldest first: works, open answers of quizzes, marks to settle, appeals.</summary>
public sealed class MarkingModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, MarkingDesk desk, TimeProvider clock) : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string? Course { get; set; }

    /// <summary><c>module/item</c></summary>
    [BindProperty(SupportsGet = true)] public string? Item { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int Number { get; set; } = 1;

    public IReadOnlyList<MarkingRow> Rows { get; private set; } = [];
    public PageLinks Links { get; private set; } = null!;

    /// <summary>Courses of which something waits, by slug with their title.</summary>
    public IReadOnlyList<Choice> Courses { get; private set; } = [];

    /// <summary>Items of the chosen course of which something waits.</summary>
    public IReadOnlyList<Choice> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var waiting = db.Markings.AsNoTracking().WaitingFor(me.Id);
        await FindChoicesAsync(waiting, cancel);
        if (Course is { Length: > 0 }) waiting = waiting.Where(marking => marking.CourseSlug == Course);
        if (Course is { Length: > 0 } && Item is { Length: > 0 }) waiting = waiting.Where(marking => marking.ItemPath == Item);

        Links = PageLinks.At(Number, PageSize, await waiting.CountAsync(cancel), Query());
        var markings = await waiting.OrderBy(marking => marking.WaitingSince).ThenBy(marking => marking.Id)
            .Skip(Links.Skip).Take(Links.Size).Include(marking => marking.Marks).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        var enrolments = markings.Select(marking => marking.EnrolmentId).ToList();
        var editions = await db.Enrolments.Where(enrolment => enrolments.Contains(enrolment.Id))
            .ToDictionaryAsync(enrolment => enrolment.Id, enrolment => enrolment.EditionId, cancel);
        var names = await db.NamesAsync(markings.Select(marking => marking.LearnerId).Concat(markings.SelectMany(marking => marking.Marks).Select(mark => mark.MarkerId)), cancel);

        var rows = new List<MarkingRow>(markings.Count);
        foreach (var marking in markings)
        {
            var course = await shelf.CourseAsync(editions[marking.EnrolmentId]);
            var holder = marking.HeldBy(me.Id) is null ? marking.Holder(now) : null;
            rows.Add(new MarkingRow(
                marking, course.Title, course.Find(marking.ItemPath)?.Title, names.GetValueOrDefault(marking.LearnerId, ""),
                holder is null ? null : names.GetValueOrDefault(holder.MarkerId, ""), holder?.ClaimedUntil, marking.HeldBy(me.Id) is not null,
                marking.WhyNotTake(me.Id, now)));
        }
        Rows = rows;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(Guid marking, CancellationToken cancel) =>
        await desk.TakeAsync(marking, me.Id, cancel) is null ? NotFound() : Redirect($"/{PageLanguage.Current}/studio/marking/{marking}");

    public Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return OnGetAsync(cancel);
    }

    private string Query() => string.Concat(new[] { ("course", Course), ("item", Item) }
        .Where(pair => pair.Item2 is { Length: > 0 }).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}&"));

    private async Task FindChoicesAsync(IQueryable<Marking> waiting, CancellationToken cancel)
    {
        var kinds = await waiting.Select(marking => new { marking.CourseSlug, marking.ItemPath }).Distinct().ToListAsync(cancel);
        var (courses, items) = (new List<Choice>(), new List<Choice>());
        foreach (var kind in kinds.GroupBy(kind => kind.CourseSlug).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var course = (await shelf.CurrentAsync(db, kind.Key, cancel))?.Course;
            courses.Add(new Choice(kind.Key, course?.Title.In(PageLanguage.Current) ?? kind.Key));
            if (kind.Key != Course) continue;
            items.AddRange(kind.Select(one => one.ItemPath).Order(StringComparer.Ordinal)
                .Select(path => new Choice(path, course?.Find(path)?.Title.In(PageLanguage.Current) ?? path)));
        }
        (Courses, Items) = (courses, items);
    }
}

/// <param name="HolderName">Somebody else who has it now.</param>
/// <param name="IsMine">I have it in hand.</param>
/// <param name="WhyNot">I cannot take it, and why.</param>
public sealed record MarkingRow(
    Marking Marking, Translated<string> Course, Translated<string>? Item, string LearnerName,
    string? HolderName, DateTimeOffset? HeldUntil, bool IsMine, Refusal? WhyNot);

/// <summary>One line of a list to choose from.</summary>
public sealed record Choice(string Value, string Title);
