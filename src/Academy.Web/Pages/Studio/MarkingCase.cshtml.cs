using System.Globalization;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>One work or one attempt at the marker's desk. The second of two markers sees nothing of the first before both have given their marks.</summary>
[RequestFormLimits(ValueLengthLimit = 1024 * 1024)]
public sealed class MarkingCaseModel(AcademyDb db, CurrentAccount me, MarkingDesk desk, Texts texts, TimeProvider clock) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true, Name = "marking")] public Guid MarkingId { get; set; }
    [BindProperty] public int Revision { get; set; }

    public MarkingCase Case { get; private set; } = null!;
    public Marking Marking => Case.Marking;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What I have in hand; null where I only look.</summary>
    public Mark? Mine => Marking.IsClosed ? null : Marking.HeldBy(me.Id);

    /// <summary>Somebody else who has it now.</summary>
    public Mark? Holder => Mine is null ? Marking.Holder(Now) : null;

    public Refusal? WhyNotTake => Marking.WhyNotTake(me.Id, Now);

    /// <summary>What this window holds, where it was refused.</summary>
    public (MarkSheet Sheet, string Comment)? Typed { get; private set; }

    /// <summary>Another window has saved other marks since this one was read: both are shown.</summary>
    public bool HasOther { get; private set; }

    /// <summary>The marks that the form shows.</summary>
    public MarkSheet Sheet => Typed?.Sheet ?? (Mine is { Revision: > 0 } mine ? mine.Sheet : Marking.Stage == MarkingStage.Appealed ? Marking.FinalSheet! : MarkSheet.Empty);

    public string Comment => Typed?.Comment ?? Mine?.Comment ?? "";

    /// <summary>Of others, as far as I may see them: all once it is final or the two differ, none while I might mark it myself.</summary>
    public IReadOnlyList<Mark> Seen => Marking.Stage == MarkingStage.Waiting ? [] : Marking.GivenMarks;

    public string NameOf(Guid person) => Names.GetValueOrDefault(person, "");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) =>
        await desk.TakeAsync(MarkingId, me.Id, cancel) is null ? NotFound() : Back();

    public Task<IActionResult> OnPostSaveAsync(CancellationToken cancel) =>
        WriteAsync((sheet, comment) => desk.WriteAsync(MarkingId, me.Id, sheet, comment, Revision, cancel), cancel);

    public Task<IActionResult> OnPostGiveAsync(CancellationToken cancel) =>
        WriteAsync((sheet, comment) => desk.GiveAsync(MarkingId, me.Id, sheet, comment, Revision, cancel), cancel);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancel) =>
        WriteAsync((sheet, comment) => desk.ReturnAsync(MarkingId, me.Id, sheet, comment, Revision, cancel), cancel);

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken cancel) =>
        await desk.AgreeAsync(MarkingId, me.Id, cancel) is null ? NotFound() : Back();

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        HasOther = Typed is { } typed && Mine is { } mine && mine.Revision != Revision && (mine.Sheet != typed.Sheet || mine.Comment != typed.Comment);
        return Page();
    }

    private async Task<IActionResult> WriteAsync(Func<MarkSheet, string, Task<MarkingCase?>> write, CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var comment = PlainText.Clean(Request.Form["Comment"]);
        var sheet = ReadSheet();
        Typed = (sheet, comment);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAgainAsync(cancel);
        }
        db.ChangeTracker.Clear();
        return await write(sheet, comment) is null ? NotFound() : Back();
    }

    // Points never come from the post where the rubric has levels: it names the level, and the level has its points.
    private MarkSheet ReadSheet()
    {
        var parts = new List<KeyValuePair<string, PartMark>>();
        foreach (var part in Case.Scheme.Parts)
        {
            var typed = Request.Form[$"p.{part.Key}"].ToString().Trim();
            var comment = PlainText.Clean(Request.Form[$"c.{part.Key}"]).Trim();
            if (part.Levels.Count > 0)
            {
                int? level = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < part.Levels.Count ? place : null;
                // Not a level but points that stood before, as a mean of two markers: kept as they are.
                var kept = level is null && typed == "kept" ? Marking.FinalSheet?.For(part.Key).Points : null;
                parts.Add(new(part.Key, new PartMark(level is { } chosen ? part.Levels[chosen].Points : kept, level, comment)));
                continue;
            }
            decimal? points = decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
            if (points is null && typed.Length > 0 || points > part.Points) ModelState.AddModelError($"p.{part.Key}", texts.Format("Marking.PointsFromTo", part.Points));
            parts.Add(new(part.Key, new PartMark(points, null, comment)));
        }
        return new MarkSheet(parts);
    }

    private RedirectResult Back() => Redirect($"/{PageLanguage.Current}/studio/marking/{MarkingId}");

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var found = await desk.FindAsync(MarkingId, cancel);
        if (found is null) return false;

        Case = found;
        Names = await db.NamesAsync(found.Marking.Marks.Select(mark => mark.MarkerId).Append(found.Marking.LearnerId), cancel);
        return true;
    }
}
