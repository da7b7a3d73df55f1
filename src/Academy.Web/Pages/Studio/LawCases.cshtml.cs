using Academy.Learning.Law;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>All cases of law that this person may see: open ones, mine first; closed ones, the newest first.</summary>
public sealed class LawCasesModel(LawDesk desk) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "closed")] public bool Closed { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ShownCase> Cases { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public DateOnly Today => desk.Today;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var visible = (await desk.VisibleAsync(cancel)).Where(one => (one.State == LawCaseState.Open) != Closed);
        Links = PageLinks.At(PageNumber, PageSize, await visible.CountAsync(cancel), Closed ? "closed=true&" : "");
        var ordered = Closed ? visible.OrderByDescending(one => one.ClosedAt).ThenBy(one => one.Id) : desk.InOrder(visible);
        Cases = await desk.ShownAsync(await ordered.Skip(Links.Skip).Take(PageSize).ToListAsync(cancel), cancel);
    }
}
