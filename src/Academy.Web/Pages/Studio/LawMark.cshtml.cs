using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Law;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>Marks an act as amended or repealed: every text that cites what changed becomes a case.</summary>
public sealed class LawMarkModel(LawRegister register, LawDesk desk, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Act { get; set; } = "";
    [BindProperty] public LawChangeKind Kind { get; set; }
    [BindProperty] public string? Day { get; set; }
    [BindProperty] public bool Whole { get; set; }
    [BindProperty] public List<string> Articles { get; set; } = [];

    /// <summary>Articles that no course cites yet, as they were typed.</summary>
    [BindProperty] public string? More { get; set; }

    [BindProperty] public string? ReplacedBy { get; set; }
    [BindProperty] public string? NoteKk { get; set; }
    [BindProperty] public string? NoteRu { get; set; }
    [BindProperty] public string? Source { get; set; }
    [BindProperty] public string? Due { get; set; }

    public RegisterView Register { get; private set; } = null!;
    public Act Found { get; private set; } = null!;

    /// <summary>The articles that learners' courses cite.</summary>
    public IReadOnlyList<string> Cited { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Due = ActEntry.Day(desk.Today.AddDays(LawDesk.UsualDays));
        return await ShowAgainAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var articles = Articles.SelectMany(LawArticle.Read).Concat(LawArticle.Read(More)).Distinct().ToList();
        if (ActForm.TryDay(Day) is not { } day) ModelState.AddModelError(nameof(Day), texts["Law.DayUnclear"]);
        else if (day < Found.Adopted) ModelState.AddModelError(nameof(Day), texts["Law.BeforeAdopted"]);
        if (ActForm.TryDay(Due) is not { } due) ModelState.AddModelError(nameof(Due), texts["Law.DayUnclear"]);
        else if (due < desk.Today) ModelState.AddModelError(nameof(Due), texts["Law.DuePast"]);
        if (Kind == LawChangeKind.Amended && !Whole && articles.Count == 0) ModelState.AddModelError(nameof(More), texts["Law.NoArticles"]);
        if (articles.Count > LawChange.MostArticles || articles.Any(article => article.Length > LawArticle.Longest)) ModelState.AddModelError(nameof(More), texts["Law.TooManyArticles"]);
        Needed(NoteKk, nameof(NoteKk));
        Needed(NoteRu, nameof(NoteRu));
        if (!ActForm.IsHttps((Source ?? "").Trim())) ModelState.AddModelError(nameof(Source), texts["Law.AddressWrong"]);
        if (!string.IsNullOrEmpty(ReplacedBy) && (ReplacedBy == Act || !Register.Acts.ContainsKey(ReplacedBy))) ModelState.AddModelError(nameof(ReplacedBy), texts["Law.ActUnknown"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var notice = new ChangeNotice(
            Act, Kind, ActForm.TryDay(Day)!.Value, Whole ? [] : articles, string.IsNullOrEmpty(ReplacedBy) ? null : ReplacedBy,
            new Bilingual(NoteKk!, NoteRu!), Source!.Trim(), ActForm.TryDay(Due)!.Value);
        if (await desk.MarkAsync(notice, cancel) is not var (_, cases)) return NotFound();
        TempData[nameof(LawActModel.Done)] = $"Marked {cases}";
        return Redirect($"/{PageLanguage.Current}/studio/law/acts/{Act}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private void Needed(string? note, string field)
    {
        if (string.IsNullOrWhiteSpace(note)) ModelState.AddModelError(field, texts["Law.FieldNeeded"]);
        else if (note.Length > LawChange.LongestNote) ModelState.AddModelError(field, texts.Format("Office.TooLong", note.Length, LawChange.LongestNote));
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        Register = await register.ReadAsync(cancel);
        if (!Register.MayWrite || Register.Acts.GetValueOrDefault(Act) is not { } found) return false;
        Found = found;
        Cited = LawActModel.ArticlesOf(Act, await desk.CitingAsync(cancel));
        return true;
    }
}
