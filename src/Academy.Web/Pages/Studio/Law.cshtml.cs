using Academy.Courseware;
using Academy.Learning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

public enum ActState { InForce, Amended, Repealed }

/// <summary>The register of legal acts: every instructor reads it, its lawyers keep it.</summary>
public sealed class LawModel(LawRegister register, LawDesk desk) : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    /// <summary>Any part of a title, short name, number or id.</summary>
    [BindProperty(SupportsGet = true, Name = "q")] public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")] public ActState? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>What was just done; the banner says it.</summary>
    [TempData] public string? Done { get; set; }

    public RegisterView Register { get; private set; } = null!;
    public bool HasLawyers { get; private set; }
    public IReadOnlyList<StoredDiagnostic> Findings { get; private set; } = [];
    public IReadOnlyList<(Act Act, IReadOnlyList<CitedIn> Cited)> Acts { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task OnGetAsync(CancellationToken cancel) => await ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancel)
    {
        if (!await register.PublishAsync(cancel)) return NotFound();
        Done = "Published";
        return Redirect($"/{PageLanguage.Current}/studio/law");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        Register = await register.ReadAsync(cancel);
        HasLawyers = (await register.LawyersAsync(cancel)).Count > 0;
        Findings = [.. Register.Reading.Diagnostics.Take(100).Select(StoredDiagnostic.Of)];
        var words = SearchText.Words(Question);
        var found = Register.Acts.Values.Where(act => (State is null || StateOf(act) == State) && Matches(act, words)).ToList();
        Links = PageLinks.At(PageNumber, PageSize, found.Count, $"q={Uri.EscapeDataString(Question ?? "")}&state={State}&");
        var citing = await desk.CitingAsync(cancel);
        Acts = [.. found.Skip(Links.Skip).Take(PageSize).Select(act => (act, CitedIn.Of(act.Id, citing)))];
        return Page();
    }

    /// <summary>What the register says of an act today.</summary>
    public static ActState StateOf(Act act) => act.Repealed is not null ? ActState.Repealed : act.Amended is not null && act.Amended != act.Adopted ? ActState.Amended : ActState.InForce;

    private static bool Matches(Act act, IReadOnlyList<string> words) =>
        SearchText.HasAll(words, [act.Id, act.Number ?? "", .. Said(act.Title), .. Said(act.Short)]);

    private static IEnumerable<string> Said(Translated<string> text) => text.Languages.Select(text.In);
}

/// <summary>How many lessons and questions of one course cite an act. A task counts as a lesson, and so does what stands before a quiz's first question.</summary>
public sealed record CitedIn(string Course, Translated<string> Title, int Lessons, int Questions)
{
    public static IReadOnlyList<CitedIn> Of(string act, IEnumerable<CitingCourse> courses) =>
    [
        .. from course in courses
           let places = course.Places.Where(place => place.ActId == act).Select(place => (place.ItemPath, place.QuestionId)).Distinct().ToList()
           where places.Count > 0
           select new CitedIn(course.Course.Slug, course.Course.Title, places.Count(place => place.QuestionId is null), places.Count(place => place.QuestionId is not null)),
    ];
}
