using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>How a whole course stands in its languages: what is missing, what is older than its original and since when, what is put off.</summary>
public sealed class LanguagesModel(DraftDesk drafts, DraftShelf drafted, LanguageDesk desk) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Of the course; null where no landing text can be read.</summary>
    public Courseware.Translated<string>? CourseTitle { get; private set; }

    /// <summary>The language that the others are held against; the course's first where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "from")] public string? From { get; set; }

    /// <summary><c>open</c> for only what is to be done.</summary>
    [BindProperty(SupportsGet = true, Name = "show")] public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<string> Languages { get; private set; } = [];
    public string Original { get; private set; } = "";
    public bool OnlyOpen => Show == "open";

    /// <summary>Of all texts, whatever is shown.</summary>
    public int Missing { get; private set; }

    public int Older { get; private set; }
    public int Waived { get; private set; }
    public int UpToDate { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<TranslatedItem> Items { get; private set; } = [];
    public IReadOnlyDictionary<TranslationState, ChangesOfOriginal> Changes { get; private set; } = new Dictionary<TranslationState, ChangesOfOriginal>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await drafts.FindAsync(Course, cancel) is not { } open) return NotFound();
        CourseTitle = (await drafted.GetAsync(open.Draft, cancel)).Compilation.Built?.Title;

        Languages = await desk.LanguagesAsync(open, cancel);
        if (Languages.Count == 0) return Page();
        Original = From is not null && Languages.Contains(From) ? From : Languages[0];

        var all = await desk.ListAsync(open, Original, cancel);
        var states = all.SelectMany(item => item.States).ToList();
        Waived = states.Count(state => state.IsWaived && state.Stand != Learning.Drafts.TranslationStand.UpToDate);
        Missing = states.Count(state => state.IsOpen && state.Stand == Learning.Drafts.TranslationStand.Missing) + all.Count(item => item.Original is null);
        Older = states.Count(state => state.IsOpen && state.Stand == Learning.Drafts.TranslationStand.Older);
        UpToDate = states.Count(state => state.Stand == Learning.Drafts.TranslationStand.UpToDate && state.Original is not null);

        var listed = OnlyOpen ? [.. all.Where(item => item.IsOpen)] : all;
        Links = PageLinks.At(PageNumber, PageSize, listed.Count, $"from={Original}&{(OnlyOpen ? "show=open&" : "")}");
        Items = [.. listed.Skip(Links.Skip).Take(PageSize)];
        Changes = await desk.ChangesAsync([.. Items.SelectMany(item => item.States)], cancel);
        return Page();
    }
}
