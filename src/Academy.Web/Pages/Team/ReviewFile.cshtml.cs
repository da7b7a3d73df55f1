using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Team;

/// <summary>One file under review: as learners will read it with what is said at each place, or word by word against the last edition.</summary>
public sealed class ReviewFileModel(AcademyDb db, ReviewDesk desk, Texts texts) : PageModel, IShowsRefusal
{
    // Lines around a change, so that one knows where one is.
    private const int Context = 2;

    // More than anybody reads at one place; the open ones come first.
    private const int MostThreads = 300;

    // A comparison of more lines is for a program, not for eyes.
    private const int MostLines = 3000;

    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "path")] public string FilePath { get; set; } = "";

    /// <summary>"changes": against the last edition.</summary>
    [BindProperty(SupportsGet = true)] public string? View { get; set; }

    /// <summary>The place at which the form for a new comment stands.</summary>
    [BindProperty(SupportsGet = true)] public string? At { get; set; }

    /// <summary>The thread that is answered.</summary>
    [BindProperty] public Guid Comment { get; set; }

    [BindProperty] public string? Text { get; set; }

    public CourseReview Review { get; private set; } = null!;
    public DraftFile Reviewed { get; private set; } = null!;
    public Translated<string>? Title { get; private set; }
    public IReadOnlyList<ReviewPlace> Places { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Null stands for lines that are left out.</summary>
    public IReadOnlyList<ComparedLine?> Compared { get; private set; } = [];

    public IReadOnlyList<ReviewComment> Threads { get; private set; } = [];

    /// <summary>By the number of the place; those of the whole file, and those whose place is gone, under null.</summary>
    public ILookup<int?, ReviewComment> ByPlace { get; private set; } = Array.Empty<ReviewComment>().ToLookup(_ => (int?)null);

    public bool ShowsChanges => View == "changes";
    public string Root => $"/{PageLanguage.Current}/studio/courses/{Course}/review";
    public string Address => $"{Root}/{FilePath}";

    /// <summary>The language of the file's text; null where it is of none.</summary>
    public string? Language => ItemFile.Of(FilePath)?.Language is { Length: > 0 } language ? language : null;

    /// <summary>Null where the file is not the text of one.</summary>
    public Lesson? Lesson => ItemFile.Of(FilePath) is { Kind: FileKind.Lesson } file ? Review.Compiled.Compilation.Built?.Find(file.Item) as Lesson : null;

    public string NameOf(Guid? id) => id is { } known ? Names.GetValueOrDefault(known, "") : "";

    public string? Error => ModelState.TryGetValue(nameof(Text), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>A line with its changed words marked; built here, since a page would put its own white space between the words.</summary>
    public static IHtmlContent Words(ComparedLine line)
    {
        var words = new HtmlContentBuilder();
        foreach (var part in line.Parts)
            if (part.Kind == ChangeKind.Same) words.Append(part.Text);
            else words.AppendHtml(part.Kind == ChangeKind.Added ? "<ins>" : "<del>").Append(part.Text).AppendHtml(part.Kind == ChangeKind.Added ? "</ins>" : "</del>");
        return words;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCommentAsync(CancellationToken cancel)
    {
        if (ReviewComment.WhyNotSay(Text) is { } refusal) return await AskAgainAsync(refusal, cancel);
        return await desk.CommentAsync(Course, FilePath, At ?? ReviewAnchor.WholeFile.Key, Text, cancel) is { } comment ? Redirect($"{Address}#c-{comment.Id}") : NotFound();
    }

    public async Task<IActionResult> OnPostReplyAsync(CancellationToken cancel)
    {
        if (ReviewComment.WhyNotSay(Text) is { } refusal) return await AskAgainAsync(refusal, cancel);
        return await desk.ReplyAsync(Course, Comment, Text, cancel) is { } comment ? Redirect($"{Address}#c-{comment.Id}") : NotFound();
    }

    public async Task<IActionResult> OnPostSettleAsync(CancellationToken cancel) =>
        await desk.SettleAsync(Course, Comment, cancel) is { } comment ? Redirect($"{Address}#c-{comment.Id}") : NotFound();

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancel) =>
        await desk.ReopenAsync(Course, Comment, cancel) is { } comment ? Redirect($"{Address}#c-{comment.Id}") : NotFound();

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        // Where the place has gone, the words are not lost: the form stands at the file now.
        if (ModelState.ErrorCount > 0 && Comment == Guid.Empty && Text is not null) At = ReviewAnchor.WholeFile.Key;
        return await FindAsync(cancel) ? Page() : NotFound();
    }

    private async Task<IActionResult> AskAgainAsync(Refusal refusal, CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        ModelState.AddModelError(nameof(Text), texts[refusal == Refusal.CommentMissing ? "Review.SayWhat" : $"Refusals.{refusal}"]);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { } found || found.Draft.Find(FilePath) is not { } file) return false;

        (Review, Reviewed, Title) = (found, file, await desk.TitleAsync(found.Draft, cancel));
        Places = ReviewText.Of(found.Compiled.Compilation.Built, FilePath);
        Threads = await db.ReviewComments.AsNoTracking().Where(comment => comment.FileId == file.Id)
            .OrderBy(comment => comment.SettledAt != null).ThenBy(comment => comment.At).ThenBy(comment => comment.Id).Take(MostThreads)
            .Include(comment => comment.Replies).AsSplitQuery().ToListAsync(cancel);
        var anchors = Places.Select(place => place.Anchor).ToList();
        ByPlace = Threads.ToLookup(comment => comment.Anchor == ReviewAnchor.WholeFile ? null : comment.Anchor.FindIn(anchors));
        Names = await db.NamesAsync(Threads.SelectMany(ReviewModel.PeopleOf), cancel);
        if (ShowsChanges && FilePath.EndsWith(".md", StringComparison.Ordinal) || ShowsChanges && FilePath.EndsWith(".yml", StringComparison.Ordinal)) Compared = await CompareAsync(cancel);
        return true;
    }

    private async Task<IReadOnlyList<ComparedLine?>> CompareAsync(CancellationToken cancel)
    {
        var old = Reviewed.EditionNumber > 0 ? await db.ReadRevisionAsync(Reviewed.Id, Reviewed.EditionNumber, cancel) : null;
        var now = Review.Compiled.Files.TryGetValue(Reviewed.Id, out var shelved) ? shelved.Bytes : default;
        var lines = TextCompare.Compare(old is null ? "" : DraftText.ForEditor(old), DraftText.ForEditor(now.Span));
        var near = new bool[lines.Count];
        for (var at = 0; at < lines.Count; at++)
            if (lines[at].Kind != ChangeKind.Same)
                Array.Fill(near, true, Math.Max(0, at - Context), Math.Min(lines.Count, at + Context + 1) - Math.Max(0, at - Context));

        var shown = new List<ComparedLine?>();
        for (var at = 0; at < lines.Count && shown.Count < MostLines; at++)
            if (near[at]) shown.Add(lines[at]);
            else if (shown.Count == 0 || shown[^1] is not null) shown.Add(null);
        return shown;
    }
}
