using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Team;

/// <summary>Courses in which something waits for this person: staff's way to what they review.</summary>
public sealed class ReviewsModel(ReviewDesk desk) : PageModel
{
    public IReadOnlyList<WaitingCourse> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Waiting = await desk.WaitingAsync(cancel);
}
