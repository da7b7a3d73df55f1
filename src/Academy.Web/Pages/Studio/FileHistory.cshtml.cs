using Academy.Courseware;
using Academy.Learning.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Studio;

/// <summary>One file through time: its steps, any text as it was, any two beside each other, and the way back.</summary>
public sealed class FileHistoryModel(DraftDesk drafts, DraftShelf drafted, HistoryDesk desk) : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Of the course; null where no landing text can be read.</summary>
    public Courseware.Translated<string>? CourseTitle { get; private set; }
    [BindProperty(SupportsGet = true)] public string Path { get; set; } = "";

    /// <summary>Of a file that has had this name; without it the one that has it now, or had it last.</summary>
    [BindProperty(SupportsGet = true, Name = "file")] public Guid? FileId { get; set; }

    /// <summary>Show this revision.</summary>
    [BindProperty(SupportsGet = true, Name = "at")] public int? At { get; set; }

    /// <summary>Compare this revision, 0 for before the first …</summary>
    [BindProperty(SupportsGet = true, Name = "from")] public int? From { get; set; }

    /// <summary>… with this one.</summary>
    [BindProperty(SupportsGet = true, Name = "to")] public int? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>The number of a revision that was just restored: the banner says so.</summary>
    [BindProperty(SupportsGet = true)] public int? Restored { get; set; }

    public DraftFile Shown { get; private set; } = null!;
    public bool MayWrite { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<ShownRevision> Steps { get; private set; } = [];
    public OldText? Old { get; private set; }

    /// <summary>The two that are compared; the hunks of their difference, and how many changed lines are not shown.</summary>
    public (OldText From, OldText To)? Compared { get; private set; }

    public IReadOnlyList<ComparedHunk> Hunks { get; private set; } = [];
    public int LeftOut { get; private set; }

    /// <summary>What could not be put together with somebody's newer text.</summary>
    public TextMerge? Conflict { get; private set; }

    /// <summary>The revision that was to be restored then.</summary>
    public int Number { get; private set; }

    public bool IsText => CoursePath.IsText(Shown.Path);
    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}/history/{HistoryDesk.InAddress(Shown.Path)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    /// <param name="number">To restore.</param>
    /// <param name="baseNumber">The newest when the page was made.</param>
    public async Task<IActionResult> OnPostRestoreAsync(int number, int baseNumber, CancellationToken cancel)
    {
        if (FileId is not { } id || await desk.RestoreAsync(Course, id, number, baseNumber, cancel) is not { } saving) return NotFound();
        if (saving.Conflict is null) return Redirect($"/{PageLanguage.Current}/studio/courses/{Course}/history/{HistoryDesk.InAddress(Path)}?file={id}&restored={number}");

        (Conflict, Number) = (saving.Conflict, number);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAgainAsync(cancel);
    }

    public async Task<IActionResult> OnPostBringBackAsync(CancellationToken cancel) =>
        FileId is { } id && await desk.BringBackAsync(Course, id, cancel) is { } path
            ? Redirect($"/{PageLanguage.Current}/studio/courses/{Course}/history/{HistoryDesk.InAddress(path)}?file={id}")
            : NotFound();

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await drafts.FindAsync(Course, cancel) is not { } open || HistoryDesk.Find(open, Path, FileId) is not { } file) return false;
        CourseTitle = (await drafted.GetAsync(open.Draft, cancel)).Compilation.Built?.Title;

        (Shown, MayWrite) = (file, open.MayWrite);
        if (At is { } at)
        {
            Old = await desk.ReadAsync(file, at, cancel);
            return Old?.Step is not null;
        }
        if (From is { } from && To is { } to)
        {
            if (!IsText || await desk.ReadAsync(file, from, cancel) is not { } old || await desk.ReadAsync(file, to, cancel) is not { Step: not null } @new) return false;
            Compared = (old, @new);
            (Hunks, LeftOut) = ComparedHunk.Of(TextCompare.Compare(old.Text, @new.Text));
            return true;
        }
        Links = PageLinks.At(PageNumber, PageSize, file.Number, $"file={file.Id}&");
        Steps = await desk.Of(file).Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
        return true;
    }
}
