using System.Globalization;
using Academy.Courseware;
using Academy.Learning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Learn;

/// <summary>
/// Takes what the form of a worksheet sends. The form itself stands at the item's own address; this page shows it only where something
/// is wrong or another window was faster, since what was typed must then stay on the screen.
/// </summary>
[RequestSizeLimit(SheetForm.LargestPost)]
[RequestFormLimits(ValueCountLimit = SheetForm.MostValues, MultipartBodyLengthLimit = SheetForm.LargestPost)]
public sealed class SheetModel(SheetDesk desk, SheetWords words, Texts texts, CurrentAccount me, When when, TimeProvider clock) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "item")] public string ItemSlug { get; set; } = "";

    public SheetView View { get; private set; } = null!;

    private string Address => $"/{PageLanguage.Current}/learn/{Course}/{Module}/{ItemSlug}";

    public IActionResult OnGet() => Redirect(Address);

    /// <summary>Every button of the form saves first; then it does what it says.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await desk.OpenAsync(me.Id, Course, $"{Module}/{ItemSlug}", cancel) is not { } standing) return NotFound();

        var post = await SheetForm.ReadAsync(standing.Sheet, Request, cancel);
        var act = (Request.Form["act"].FirstOrDefault() ?? "save").Split(':');
        post = WithRow(post, standing.Sheet, act) with { Remove = act is ["unfile", var unfiled] ? [unfiled] : [] };
        var handIn = act[0] == "submit";
        var view = handIn
            ? await desk.HandInAsync(me.Id, Course, $"{Module}/{ItemSlug}", post, cancel)
            : await desk.SaveAsync(me.Id, Course, $"{Module}/{ItemSlug}", post, cancel);
        if (view is null) return NotFound();

        View = view;
        if (act[0] == "auto") return Told(view);
        if (view.Elsewhere is not null) return Again(StatusCodes.Status409Conflict);
        if (view.FileRefusals.Count > 0 || (handIn && view.Faults.Count > 0)) return Again(StatusCodes.Status400BadRequest, handIn);
        return Redirect(Address + Fragment(act, post));
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (await desk.OpenAsync(me.Id, Course, $"{Module}/{ItemSlug}", cancel) is not { } view) return NotFound();
        View = view;
        return Page();
    }

    // The script reads only when it was kept and which draft it is now; without these the window would run into its own words.
    private JsonResult Told(SheetView view) => view.Elsewhere is not null
        ? new JsonResult(new { }) { StatusCode = StatusCodes.Status409Conflict }
        : new JsonResult(new { revision = view.Revision, saved = texts.Format("Sheets.SavedAt", when.Time(clock.GetUtcNow())) });

    private PageResult Again(int status, bool handIn = false)
    {
        Response.StatusCode = status;
        foreach (var (field, refusal) in View.FileRefusals)
            ModelState.AddModelError(SheetForm.FileOf(field), texts.Format("Sheets.InField", View.Sheet.Find(field)!.Label.In(PageLanguage.Current), texts[$"Refusals.{refusal}"]));
        if (handIn)
            foreach (var fault in View.Faults) ModelState.AddModelError(SheetForm.NameOf(fault.Path), words.FaultInList(View.Sheet, fault));
        return Page();
    }

    private static SheetPost WithRow(SheetPost post, Worksheet sheet, string[] act)
    {
        if (act.Length < 2 || sheet.Find(act[1]) is not { Kind: FieldKind.Table } table) return post;

        var rows = post.Answers[table.Id].Rows.ToList();
        if (act[0] == "add" && rows.Count < (table.Most ?? Worksheet.MostRows)) rows.Add(WorksheetAnswers.Empty);
        else if (act is ["drop", _, var at] && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < rows.Count) rows.RemoveAt(row);
        return post with { Answers = post.Answers.With(table.Id, new FieldAnswer(rows)) };
    }

    private static string Fragment(string[] act, SheetPost post) => act switch
    {
        ["add", var table] => $"#{SheetForm.Anchor(table, Math.Max(0, post.Answers[table].Rows.Count - 1))}",
        [_, var field, ..] => $"#{SheetForm.Anchor(field)}",
        _ => "#saved",
    };
}
