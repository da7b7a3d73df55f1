using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>Who learns in a course now, found by name.</summary>
public sealed class LearnersModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    private const int PageSize = 50;
    private const int LongestQuestion = 100;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Any part of a name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")] public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public Courseware.Course Taught { get; private set; } = null!;
    public IReadOnlyList<FoundLearner> Found { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await shelf.CurrentAsync(db, Course, cancel) is not { } edition) return NotFound();

        Taught = edition.Course;
        var asked = Question is { Length: > LongestQuestion } ? Question[..LongestQuestion] : Question;
        var found =
            from enrolment in db.Enrolments
            where enrolment.CourseSlug == Course && enrolment.EndedAt == null
            join account in db.Users on enrolment.AccountId equals account.Id
            select new { Enrolment = enrolment, Account = account };
        foreach (var word in SearchText.Words(asked)) found = found.Where(one => one.Account.NameSearch.Contains(word));

        Links = PageLinks.At(PageNumber, PageSize, await found.CountAsync(cancel), $"q={Uri.EscapeDataString(asked ?? "")}&");
        Found = await found.OrderBy(one => one.Account.NameSearch).ThenBy(one => one.Enrolment.Id).Skip(Links.Skip).Take(PageSize)
            .Select(one => new FoundLearner(
                one.Enrolment.Id, one.Account.FullName, one.Account.Position, one.Enrolment.StartedAt, one.Enrolment.CompletedAt))
            .ToListAsync(cancel);
        return Page();
    }
}

public sealed record FoundLearner(Guid EnrolmentId, string FullName, string? Position, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);
