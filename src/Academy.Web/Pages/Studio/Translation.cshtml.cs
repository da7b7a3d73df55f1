using System.Globalization;
using Academy.Courseware;
using Academy.Learning.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>One text in two languages, row by row; both are written here, and a person says when they say the same.</summary>
[RequestSizeLimit(LargestPost)]
[RequestFormLimits(ValueCountLimit = 4 * PageSize)]
public sealed class TranslationModel(DraftDesk drafts, DraftShelf drafted, LanguageDesk desk, TimeProvider clock, Texts texts) : PageModel, IShowsRefusal
{
    // A lesson has some forty rows; a bank of questions is written page by page.
    private const int PageSize = 100;

    // Two texts of the largest size, each Cyrillic byte written as three.
    private const long LargestPost = 2 * 3 * Courseware.Limits.TextBytes + 64 * 1024;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Of the course; null where no landing text can be read.</summary>
    public Courseware.Translated<string>? CourseTitle { get; private set; }

    /// <summary><c>about</c> or <c>module/item</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "path")] public string Item { get; set; } = "";

    /// <summary>The language of the original; the course's first where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "from")] public string? From { get; set; }

    /// <summary>The language of the translation; the next one of the course where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "to")] public string? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>Begin a missing translation with a copy of the original.</summary>
    [BindProperty(SupportsGet = true, Name = "copy")] public bool Copy { get; set; }

    /// <summary>Show the form that puts the translation off.</summary>
    [BindProperty(SupportsGet = true, Name = "waive")] public bool Waive { get; set; }

    /// <summary>What was just done: <c>saved</c>, <c>matches</c>, <c>merged</c>, <c>waived</c>, <c>withdrawn</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "done")] public string? Done { get; set; }

    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? Until { get; set; }

    /// <summary>The revisions that the rows were made from; 0 where there was no file.</summary>
    [BindProperty] public int LeftNumber { get; set; }

    [BindProperty] public int RightNumber { get; set; }

    /// <summary>Pressed was the button that says that both say the same.</summary>
    [BindProperty] public bool Matches { get; set; }

    /// <summary>The two whole texts instead of rows, where they were shown so: to put together what two have written.</summary>
    [BindProperty] public string? LeftWhole { get; set; }

    [BindProperty] public string? RightWhole { get; set; }

    public TwoTexts Two { get; private set; } = null!;
    public bool MayWrite => Two.Open.MayWrite;
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);
    public IReadOnlyList<ShownRow> Rows { get; private set; } = [];

    /// <summary>What the compiler says of a whole file.</summary>
    public IReadOnlyList<Diagnostic> OfWhole { get; private set; } = [];

    /// <summary>By language: what somebody else has saved since in the same lines.</summary>
    public IReadOnlyList<(string Language, TextMerge Merge)> Conflicts { get; private set; } = [];

    public bool IsWhole => LeftWhole is not null || RightWhole is not null;
    public string Address => $"/{PageLanguage.Current}/studio/courses/{Course}/languages/{Item}?from={Two.Original}&to={Two.Language}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayWrite) return NotFound();
        if (await TypedAsync(cancel) is not var (left, right)) return NotFound();

        // A mended letter must not make a translation look newer than what it was made from.
        if (!Matches) await desk.KeepOlderAsync(Two, cancel);
        var one = await SaveAsync(Two.LeftPath, Two.Left, LeftNumber, left, cancel);
        var other = await SaveAsync(Two.RightPath, Two.Right, RightNumber, right, cancel);
        if (one is { Conflict: not null } || other is { Conflict: not null })
        {
            if (!await FindAsync(cancel)) return NotFound();

            // What only one of them has changed is together already; of the lines that both have, mine stand in the text and theirs above it.
            Whole(Mine(one, Two.LeftText), Mine(other, Two.RightText));
            Conflicts = [.. (((string Language, FileSaving? Saving)[])[(Two.Original, one), (Two.Language, other)])
                .Where(side => side.Saving?.Conflict is not null).Select(side => (side.Language, side.Saving!.Conflict!))];
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        // Of what another has written meanwhile nobody can say yet that it is translated.
        var merged = one?.Text is not null || other?.Text is not null;
        var marked = Matches && !merged && one is not null && other is not null && await desk.MarkAsync(Course, Two.LeftPath, Two.RightPath, (one.Number, other.Number), cancel);
        return Redirect($"{Address}&p={PageNumber}&done={(merged ? "merged" : marked ? "matches" : "saved")}");
    }

    public async Task<IActionResult> OnPostWaiveAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayWrite || Two.Left is null) return NotFound();

        var isDay = DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until);
        if (TranslationWaiver.WhyNotReason(Reason) is { } noReason) ModelState.AddModelError(nameof(Reason), texts[$"Refusals.{noReason}"]);
        if (!isDay || TranslationWaiver.WhyNotUntil(until, clock.GetUtcNow()) is not null) ModelState.AddModelError(nameof(Until), texts["Refusals.WaiverDateWrong"]);
        if (!ModelState.IsValid)
        {
            (Response.StatusCode, Waive) = (StatusCodes.Status400BadRequest, true);
            return Page();
        }
        return await desk.WaiveAsync(Course, Two, Reason, until, cancel) ? Redirect($"{Address}&done=waived") : NotFound();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        await FindAsync(cancel) && await desk.WithdrawAsync(Course, Two, cancel) ? Redirect($"{Address}&done=withdrawn") : NotFound();

    // Refused is a text that is too long: it stays on the page, whole.
    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || await TypedAsync(cancel) is not var (left, right)) return NotFound();

        Whole(left, right);
        return Page();
    }

    private static string Mine(FileSaving? saving, string stored) => saving?.Conflict?.Text(conflict => conflict.Mine) ?? stored;

    // Both texts as they are in the person's window; null where they were made from a revision that is not there.
    private async Task<(string Left, string Right)?> TypedAsync(CancellationToken cancel)
    {
        if (await desk.ReadAsync(Two.Left, LeftNumber, cancel) is not { } left || await desk.ReadAsync(Two.Right, RightNumber, cancel) is not { } right) return null;

        var rows = SideBySide.Of(left, right, Two.Name.Kind);
        return (LeftWhole is null ? rows.LeftWith(Typed("l.")) : DraftText.Lines(LeftWhole), RightWhole is null ? rows.RightWith(Typed("r.")) : DraftText.Lines(RightWhole));
    }

    private Dictionary<int, string> Typed(string side) => Request.Form
        .Where(field => field.Key.StartsWith(side, StringComparison.Ordinal) && int.TryParse(field.Key[side.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .ToDictionary(field => int.Parse(field.Key[side.Length..], CultureInfo.InvariantCulture), field => $"{field.Value}");

    private async Task<FileSaving?> SaveAsync(string path, DraftFile? file, int number, string text, CancellationToken cancel)
    {
        // A text that is not there yet, and is not written now either, is not made.
        if (number == 0 && string.IsNullOrWhiteSpace(text)) return null;
        // What this person has not touched is as another may have left it.
        if (number > 0 && text == await desk.ReadAsync(file, number, cancel)) return new FileSaving(file!.Number, file.Number == number ? null : text, null);
        return await desk.SaveAsync(Course, path, number, text, cancel);
    }

    private void Whole(string left, string right)
    {
        // The hidden fields of the form that was sent still say what they said.
        ModelState.Remove(nameof(LeftNumber));
        ModelState.Remove(nameof(RightNumber));
        (LeftNumber, RightNumber, LeftWhole, RightWhole) = (Two.Left?.Number ?? 0, Two.Right?.Number ?? 0, left, right);
        OfWhole = Two.Diagnostics;
    }

    private void Show()
    {
        (LeftNumber, RightNumber) = (Two.Left?.Number ?? 0, Two.Right?.Number ?? 0);
        var texts = SideBySide.Of(Two.LeftText, Two.RightText, Two.Name.Kind);
        var changes = Two.EarlierLeft is { } earlier ? texts.ChangesSince(earlier) : new Dictionary<int, IReadOnlyList<ComparedLine>>();
        var rows = texts.Rows.Index().Select(row => new ShownRow(row.Index, row.Item, changes.TryGetValue(row.Index, out var lines) ? ComparedHunk.Of(lines, around: 1).Hunks : [],
            [.. Two.Diagnostics.Where(found => row.Item.Left is { } left && IsIn(left, Two.LeftPath, found) || row.Item.Right is { } right && IsIn(right, Two.RightPath, found))])).ToList();
        var atRows = rows.SelectMany(row => row.Diagnostics).ToHashSet();
        OfWhole = [.. Two.Diagnostics.Where(found => !atRows.Contains(found))];
        Links = PageLinks.At(PageNumber, PageSize, rows.Count, $"from={Two.Original}&to={Two.Language}&");
        Rows = [.. rows.Skip(Links.Skip).Take(PageSize)];
    }

    private static bool IsIn(TextBlock block, string path, Diagnostic found) =>
        found.Location.File == path && found.Location.Line >= block.FirstLine && found.Location.Line <= block.LastLine;

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await drafts.FindAsync(Course, cancel) is not { } open) return false;
        CourseTitle = (await drafted.GetAsync(open.Draft, cancel)).Compilation.Built?.Title;

        var languages = await desk.LanguagesAsync(open, cancel);
        if (languages.Count < 2) return false;
        var original = From ?? languages.First(language => language != To);
        if (await desk.FindAsync(open, Item, original, To ?? languages.First(language => language != original), cancel) is not { } two) return false;

        Two = two;
        return true;
    }
}

/// <param name="At">Its place among all rows: what the fields are called by.</param>
/// <param name="Changes">Of the original since the translation matched it; empty where there are none.</param>
public sealed record ShownRow(int At, TextPair Pair, IReadOnlyList<ComparedHunk> Changes, IReadOnlyList<Diagnostic> Diagnostics);
