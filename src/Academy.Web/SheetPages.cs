using Academy.Courseware;
using Academy.Learning;
using Academy.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web;

/// <summary>The pages of worksheets that staff and instructors share: each has them under its own address, guarded by its own folder.</summary>
public abstract class SheetsPage(SheetRegister register) : PageModel
{
    /// <summary><c>office</c> or <c>studio</c>.</summary>
    public abstract string Area { get; }

    public IReadOnlyList<SheetCount> Sheets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Sheets = await register.AllAsync(cancel);
}

/// <summary>One worksheet across its learners: a table, and the files that go out.</summary>
public abstract class SheetGridPage(SheetRegister register, CurrentAccount me) : PageModel
{
    private const int PageSize = 50;

    public abstract string Area { get; }

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Module { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "item")] public string ItemSlug { get; set; } = "";

    /// <summary>The code of a region or a district.</summary>
    [BindProperty(SupportsGet = true, Name = "place")] public string? PlaceCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")] public WorkState? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public Course CourseFound { get; private set; } = null!;
    public Worksheet Sheet { get; private set; } = null!;
    public IReadOnlyList<SheetRow> Rows { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public Place? Place => Places.Standard.Find(PlaceCode);

    public string Query => $"place={Place?.Code}&state={State}&";

    private SheetFilter Filter => new(Place, State == WorkState.Draft ? null : State);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        Links = PageLinks.At(PageNumber, PageSize, await register.CountAsync(Course, Sheet.Path, Filter, cancel), Query);
        Rows = await register.PageAsync(Course, Sheet.Path, Filter, Links.Skip, PageSize, cancel);
        return Page();
    }

    public Task<IActionResult> OnPostXlsxAsync(CancellationToken cancel) =>
        SendAsync(XlsxExport.MediaType, "xlsx", stream => register.WriteXlsxAsync(stream, Course, Sheet, Filter, cancel), cancel);

    /// <param name="table">A table of the worksheet, or empty for the other answers.</param>
    public Task<IActionResult> OnPostCsvAsync(string? table, CancellationToken cancel) =>
        SendAsync(CsvExport.MediaType, "csv", stream =>
            register.WriteCsvAsync(stream, Course, Sheet, Sheet.Fields.FirstOrDefault(field => field.Id == table && field.Kind == FieldKind.Table), Filter, cancel), cancel);

    // By way of a file that vanishes: ten thousand rows lie in no memory, and an error on the way is an error page instead of half a file.
    private async Task<IActionResult> SendAsync(string mediaType, string ending, Func<Stream, Task> write, CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        await register.NoteExportAsync(Course, Sheet, me.Id, cancel);
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        try
        {
            await write(file);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        Response.Headers.CacheControl = "private, no-store";
        return File(file, mediaType, $"{Sheet.Slug}.{ending}");
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await register.FindAsync(Course, $"{Module}/{ItemSlug}", cancel) is not var (course, sheet)) return false;
        (CourseFound, Sheet) = (course, sheet);
        return true;
    }
}

/// <summary>One worksheet to read, and to accept or give back.</summary>
public abstract class SheetReviewPage(SheetRegister register, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    public abstract string Area { get; }

    [BindProperty(SupportsGet = true, Name = "work")] public Guid WorkId { get; set; }

    /// <summary>The version that was looked at.</summary>
    [BindProperty] public int Version { get; set; }

    /// <summary>To the whole.</summary>
    [BindProperty] public string? Comment { get; set; }

    public SheetReview Review { get; private set; } = null!;

    /// <summary>To fields, as typed: kept on the page where the answer was refused.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    public bool IsOwn => Review.AccountId == me.Id;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAgainAsync(cancel);

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel)
    {
        ReadComments();
        return await register.AcceptAsync(WorkId, Version, me.Id, cancel) ? RedirectToPage(new { work = WorkId }) : NotFound();
    }

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken cancel)
    {
        ReadComments();
        if (string.IsNullOrWhiteSpace(Comment) && Typed.Count == 0)
        {
            ModelState.AddModelError("Comment", texts["Sheets.CommentMissing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAgainAsync(cancel);
        }
        return await register.ReturnAsync(WorkId, Version, Comment, Typed, me.Id, cancel) ? RedirectToPage(new { work = WorkId }) : NotFound();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (await register.OpenAsync(WorkId, cancel) is not { } review) return NotFound();
        Review = review;
        return Page();
    }

    private void ReadComments()
    {
        const string prefix = "c.";
        Typed = Request.Form.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value.ToString(), StringComparer.Ordinal);
    }
}
