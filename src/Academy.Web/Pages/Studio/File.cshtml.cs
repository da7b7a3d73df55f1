using System.Text.Encodings.Web;
using System.Text.Json;
using Academy.Courseware;
using Academy.Learning.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>One file of a course: its text, what a learner will see, and what the compiler says. Everything works by forms; the script only makes it sooner.</summary>
[RequestSizeLimit(StudioApi.LargestText)]
[RequestFormLimits(ValueLengthLimit = StudioApi.LargestText, KeyLengthLimit = 2048, ValueCountLimit = 10_000)]
public sealed class FileModel(DraftDesk desk, EditorDesk editor, DraftPreview preview, EditorSnippets snippets, Texts texts) : PageModel, IShowsRefusal
{
    [BindProperty(SupportsGet = true)] public string Course { get; set; } = "";

    /// <summary>Of the file; without its ending, of the item: <c>module/item</c>, as lessons link to each other.</summary>
    [BindProperty(SupportsGet = true)] public string? Path { get; set; }

    /// <summary>Go on with what was typed and not saved.</summary>
    [BindProperty(SupportsGet = true, Name = "draft")] public bool GoesOn { get; set; }

    /// <summary>Decide, piece by piece, what was typed and what another has saved.</summary>
    [BindProperty(SupportsGet = true, Name = "merge")] public bool Merges { get; set; }

    /// <summary>The revision just saved, and whether another's changes came in with it: the banner says so, if it is so.</summary>
    [BindProperty(SupportsGet = true, Name = "saved")] public int? SavedNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "merged")] public int? MergedNumber { get; set; }

    /// <summary>What is in the text field.</summary>
    [BindProperty] public string? Text { get; set; }

    /// <summary>The revision that the text was made from.</summary>
    [BindProperty(Name = "base")] public int BaseNumber { get; set; }

    /// <summary>The number of the kept text that is in the text field; 0 for none.</summary>
    [BindProperty(Name = "seen")] public int Seen { get; set; }

    public OpenDraft Open { get; private set; } = null!;
    public DraftFile Stored { get; private set; } = null!;
    public DraftTree Tree { get; private set; } = null!;
    public Compilation Compilation { get; private set; } = null!;
    public Findings Findings { get; private set; } = null!;
    public string Preview { get; private set; } = "";

    /// <summary>Typed earlier and not saved, and not what is shown: it is offered.</summary>
    public UnsavedText? Offered { get; private set; }

    /// <summary>What another window of the same person has kept meanwhile.</summary>
    public string? Other { get; private set; }

    public UnsavedMerge? Merge { get; private set; }

    /// <summary>A picture or another file that is only looked at.</summary>
    public MediaFile? Media { get; private set; }

    public bool IsText => EditorDesk.IsText(Path!);

    public ItemFile? Item => ItemFile.Of(Path!);

    /// <summary>Of the text; a manifest is read in the language of the page.</summary>
    public string TextLanguage => Item is { Language.Length: > 0 } item ? item.Language : PageLanguage.Current;

    public string Address => EditorDesk.AddressOf(Course, Path!);

    /// <summary>What the script says, in the language of the page; and how a citation is written in the language of the text.</summary>
    public string Words => JsonSerializer.Serialize(new
    {
        language = PageLanguage.Current,
        saved = texts["Editor.SavedNumber"],
        kept = texts["Editor.KeptAt"],
        here = texts["Editor.KeptHere"],
        saving = texts["Editor.Saving"],
        failed = texts["Editor.Failed"],
        tooLong = texts["Refusals.DraftTooLong"],
        merged = texts["Editor.JustMerged"],
        newer = texts["Editor.Newer"],
        found = texts["Editor.FoundHere"],
        nothing = texts["Editor.NothingFound"],
        place = texts["Editor.Place"],
        act = texts["Editor.Insert.Act"],
        term = texts["Editor.Insert.Term"],
        lesson = texts["Editor.Insert.Lesson"],
        file = texts["Editor.Insert.File"],
        link = texts["Editor.LinkText"],
        describe = snippets.DescribeIn(TextLanguage),
        citation = snippets.CitationIn(TextLanguage),
        phrases = SearchPhrases.ToDictionary(phrase => phrase.Said, phrase => texts[$"Editor.Search.{phrase.Key}"]),
    }, Plain);

    // What the editor component says by itself, as it says it.
    private static readonly (string Said, string Key)[] SearchPhrases =
    [
        ("Find", "Find"), ("Replace", "Replace"), ("next", "Next"), ("previous", "Previous"), ("all", "All"), ("match case", "Case"), ("by word", "Word"),
        ("regexp", "Regexp"), ("replace", "ReplaceOne"), ("replace all", "ReplaceAll"), ("close", "Close"), ("current match", "Current"), ("on line", "OnLine"),
        ("replaced match on line $", "ReplacedOn"), ("replaced $ matches", "Replaced"), ("Go to line", "GoTo"), ("go", "Go"),
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { Draft.IsLibrary: false } open) return NotFound();
        if (open.Draft.Find(Path ?? "") is null) return await WhereToAsync(open, cancel) is { } path ? Redirect(EditorDesk.AddressOf(Course, path)) : NotFound();

        await ShowAsync(open, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await editor.SaveAsync(Course, Path!, BaseNumber, Text ?? "", Seen, cancel) is not { } saved) return NotFound();
        if (saved.Other is { } other) return await ShowOtherAsync(other.Text, other.Number, cancel);
        if (saved.Saving is not { Conflict: null } saving) return Redirect($"{Address}?merge=true");

        return Redirect($"{Address}?{(saving.Text is null ? "saved" : "merged")}={saving.Number}");
    }

    /// <summary>Shows what was typed: it is kept, and not saved.</summary>
    public Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel) => KeepAndShowAsync(Text ?? "", "studio-preview", cancel);

    /// <param name="fix">Which of the findings.</param>
    public async Task<IActionResult> OnPostMendAsync(string? fix, CancellationToken cancel)
    {
        if (await desk.FindToWriteAsync(Course, cancel) is not { } open || open.Draft.Find(Path!) is null) return NotFound();
        return await KeepAndShowAsync(await editor.MendAsync(open, Path!, Text ?? "", fix ?? "", cancel), "studio-findings", cancel);
    }

    public async Task<IActionResult> OnPostThrowAwayAsync(CancellationToken cancel)
    {
        if (await desk.FindToWriteAsync(Course, cancel) is not { } open || open.Draft.Find(Path!) is not { } file) return NotFound();

        await desk.ThrowAwayAsync(file, cancel);
        return Redirect(Address);
    }

    /// <summary>Saves what was decided for each piece: <c>mine</c>, <c>theirs</c> or <c>both</c>, in the fields <c>c0</c>, <c>c1</c> …</summary>
    public async Task<IActionResult> OnPostMergeAsync(CancellationToken cancel)
    {
        if (await desk.FindToWriteAsync(Course, cancel) is not { } open || await desk.FindFileAsync(open, Path!, cancel) is not { } file) return NotFound();
        if (await desk.MergeUnsavedAsync(file, cancel) is not { } merge) return Redirect(Address);

        var chosen = merge.Merge.Conflicts.Select((_, at) => Request.Form[$"c{at}"].ToString()).ToList();
        var isStale = merge.FileNumber != BaseNumber || merge.Unsaved.Number != Seen;
        if (isStale || chosen.Any(choice => choice is not ("mine" or "theirs" or "both")))
        {
            ModelState.AddModelError("", texts[isStale ? "Editor.MergeStale" : "Editor.MergeChoose"]);
            Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
            Merges = true;
            await ShowAsync(open, cancel);
            return Page();
        }

        var at = 0;
        Text = merge.Merge.Text(conflict => chosen[at++] switch { "mine" => conflict.Mine, "theirs" => conflict.Theirs, _ => [.. conflict.Mine, .. conflict.Theirs] });
        (BaseNumber, Seen) = (merge.FileNumber, merge.Unsaved.Number);
        return await OnPostAsync(cancel);
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { Draft.IsLibrary: false } open || open.Draft.Find(Path ?? "") is null) return NotFound();
        await ShowAsync(open, cancel, typed: Text ?? "");
        return Page();
    }

    private async Task<IActionResult> KeepAndShowAsync(string text, string place, CancellationToken cancel)
    {
        if (await desk.KeepAsync(Course, Path!, BaseNumber, text, Seen, cancel) is not { } kept) return NotFound();
        return kept.IsKept ? Redirect($"{Address}?draft=true#{place}") : await ShowOtherAsync(kept.Text, kept.Number, cancel);
    }

    // Both texts on one page; the next press knows of the other one and may do away with it.
    private async Task<IActionResult> ShowOtherAsync(string text, int number, CancellationToken cancel)
    {
        if (await desk.FindAsync(Course, cancel) is not { } open) return NotFound();

        (Other, Seen) = (text, number);
        ModelState.AddModelError("", texts["Editor.OtherWindow"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        await ShowAsync(open, cancel, typed: Text ?? "");
        return Page();
    }

    private async Task ShowAsync(OpenDraft open, CancellationToken cancel, string? typed = null)
    {
        (Open, Stored) = (open, (await desk.FindFileAsync(open, Path!, cancel))!);
        var saved = IsText ? DraftText.ForEditor(Stored.Content!.Bytes) : "";
        var unsaved = IsText && open.MayWrite ? await desk.FindUnsavedAsync(Stored, cancel) : null;
        if (typed is null)
        {
            var goesOn = GoesOn && unsaved is not null;
            (Text, BaseNumber) = goesOn ? (unsaved!.Text, unsaved.BaseNumber) : (saved, Stored.Number);
            // A kept text that says the same is shown already.
            Seen = goesOn || unsaved?.Text == saved ? unsaved?.Number ?? 0 : 0;
            if (!goesOn && unsaved is not null && unsaved.Text != saved) Offered = unsaved;
        }
        if (Merges && unsaved is not null) Merge = await desk.MergeUnsavedAsync(Stored, cancel);

        Compilation = await editor.CompileAsync(open, Path!, IsText ? Text : null, cancel);
        Findings = Findings.Of(Compilation, Path!, Course, open.MayWrite);
        Tree = DraftTree.Of(open.Draft, Compilation, Path!);
        if (IsText) Preview = await preview.OfAsync(Path!, Compilation, PageLanguage.Current);
        else Media = Compilation.Built?.Media.GetValueOrDefault(Path!);
    }

    // The course itself, or an item as lessons name it: its file in the reader's language, or in any.
    private async Task<string?> WhereToAsync(OpenDraft open, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Path)) return DraftTree.Of(open.Draft, await editor.CompileAsync(open, "", null, cancel), "").First;

        var files = open.Draft.Files.Where(file => !file.IsRemoved && ItemFile.Of(file.Path)?.Item == Path).ToList();
        return (files.FirstOrDefault(file => ItemFile.Of(file.Path)!.Language == PageLanguage.Current) ?? files.FirstOrDefault())?.Path;
    }
}
