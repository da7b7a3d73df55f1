using Academy.Courseware;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>One act: what the register says of it, where it is cited, what has changed; and the form over its lines of law.yml.</summary>
public sealed class LawActModel(AcademyDb db, LawRegister register, LawDesk desk, Texts texts) : PageModel, IShowsRefusal
{
    private bool _typed;

    [BindProperty(SupportsGet = true)] public string Act { get; set; } = "";
    [BindProperty] public ActForm Form { get; set; } = new();

    /// <summary>The revision of law.yml that the form was filled from.</summary>
    [BindProperty] public int Number { get; set; }

    [TempData] public string? Done { get; set; }

    /// <summary>How many cases a change that was just marked has opened.</summary>
    public int Opened => Done?.Split(' ') is [_, var number] && int.TryParse(number, out var cases) ? cases : 0;

    public RegisterView Register { get; private set; } = null!;
    public Act Found { get; private set; } = null!;
    public IReadOnlyList<CitedIn> Cited { get; private set; } = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<string> Articles { get; private set; } = [];

    public IReadOnlyList<(LawChange Change, int Open)> Changes { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        _typed = true;
        if (!await FindAsync(cancel) || !Register.MayWrite) return NotFound();

        var entry = Form.Read(ModelState, texts, Register.Acts.Keys.Where(id => id != Act));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if (!await register.SaveActAsync(Act, entry, Number, isNew: false, cancel)) return NotFound();
        Done = "Saved";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid change, CancellationToken cancel)
    {
        if (!await desk.WithdrawAsync(change, cancel)) return NotFound();
        Done = "Withdrawn";
        return Redirect(Address);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    private string Address => $"/{PageLanguage.Current}/studio/law/acts/{Act}";

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        Register = await register.ReadAsync(cancel);
        if (Register.Acts.GetValueOrDefault(Act) is not { } found) return false;

        Found = found;
        if (!_typed) Form = ActForm.Of(ActEntry.Of(found));
        var citing = await desk.CitingAsync(cancel);
        Cited = CitedIn.Of(Act, citing);
        Articles = ArticlesOf(Act, citing);
        var changes = await desk.ChangesOfAsync(Act, cancel);
        var ids = changes.Select(change => change.Id).ToList();
        var open = await db.LawCases.Where(one => ids.Contains(one.ChangeId) && one.State == LawCaseState.Open)
            .GroupBy(one => one.ChangeId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        Changes = [.. changes.Select(change => (change, open.GetValueOrDefault(change.Id)))];
        return true;
    }

    /// <summary>The articles that courses cite, in the order of their numbers.</summary>
    public static IReadOnlyList<string> ArticlesOf(string act, IEnumerable<CitingCourse> courses) =>
    [
        .. courses.SelectMany(course => course.Places).Where(place => place.ActId == act && place.Article.Length > 0)
            .Select(place => LawArticle.Tidy(place.Article)).Distinct()
            .OrderBy(article => int.TryParse(string.Concat(article.TakeWhile(char.IsAsciiDigit)), out var number) ? number : int.MaxValue).ThenBy(article => article, StringComparer.Ordinal),
    ];
}
