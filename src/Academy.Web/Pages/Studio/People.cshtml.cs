using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>Who has which part in a course.</summary>
public sealed class PeopleModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, PeopleDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    private const int FewestLetters = 3;

    /// <summary>A name or mailbox. Posted and never in the address: addresses are kept in logs.</summary>
    [BindProperty] public string? Words { get; set; }

    [BindProperty(SupportsGet = true)] public string? Done { get; set; }

    public IReadOnlyList<CoursePerson> Members { get; private set; } = [];

    /// <summary>Null before somebody is looked for.</summary>
    public IReadOnlyList<FoundPerson>? Found { get; private set; }

    public bool MayGive => PeopleDesk.MayGive(Open);

    public string? Said => Done is "given" or "taken" ? texts[$"People.Done.{Done}"] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayGive) return NotFound();
        if ((Words?.Trim().Length ?? 0) < FewestLetters)
        {
            ModelState.AddModelError(nameof(Words), texts.Format("People.TooShort", FewestLetters));
            return Again();
        }
        Found = await desk.SearchAsync(Words!, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostGiveAsync(Guid account, CourseRole role, CancellationToken cancel) =>
        Enum.IsDefined(role) && ModelState.IsValid && await desk.GiveAsync(Course, account, role, cancel) ? Redirect($"{Address}/people?done=given") : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(Guid account, CourseRole role, CancellationToken cancel)
    {
        if (!await desk.TakeAsync(Course, account, role, cancel)) return NotFound();
        // Whoever gave their own part away has no page here any more.
        return Redirect(await FindAsync(cancel) ? $"{Address}/people?done=taken" : $"/{PageLanguage.Current}/studio");
    }

    protected override async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Members = await desk.MembersAsync(Course, cancel);
        return true;
    }
}
