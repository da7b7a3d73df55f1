using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Public;

/// <summary>The school and its catalogue.</summary>
public sealed class IndexModel(AcademyDb db, CourseShelf shelf, CurrentAccount me) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    /// <summary>Only courses in this language; empty for any. Not named "lang", which the address has.</summary>
    [BindProperty(SupportsGet = true)] public string? In { get; set; }

    public IReadOnlyList<Course> All { get; private set; } = [];
    public IReadOnlyList<Course> Found { get; private set; } = [];
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(In);

    /// <summary>For somebody who is signed in and has begun: where to go on.</summary>
    public CourseOutline? Current { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        All = [.. (await shelf.CurrentAsync(db, cancel)).Select(edition => edition.Course)];
        var words = SearchText.Words(Q);
        Found = [.. All.Where(course => string.IsNullOrEmpty(In) || course.Languages.Contains(In))
            .Where(course => SearchText.HasAll(words, course.About.Languages.Select(language => $"{course.About.In(language).Title} {course.About.In(language).Summary}")))];
        if (me.IsSignedIn) Current = await CurrentAsync(cancel);
    }

    private async Task<CourseOutline?> CurrentAsync(CancellationToken cancel)
    {
        foreach (var course in All)
            if (await db.FindEnrolmentAsync(me.Id, course.Slug, cancel) is { CompletedAt: null } enrolment)
                return new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current);
        return null;
    }
}
