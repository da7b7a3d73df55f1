using Academy.Courseware;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Studio;

/// <summary>Begins a course: from nothing, from a template, or from a course that is there.</summary>
public sealed class NewModel(CourseStarts starts, Texts texts) : PageModel
{
    private const string OfTemplate = "template:";
    private const string OfEdition = "edition:";
    private const string OfDraft = "draft:";

    /// <summary><c>empty</c>, <c>template:…</c> or <c>copy</c>.</summary>
    [BindProperty] public string? From { get; set; } = "empty";

    /// <summary>What is copied: <c>edition:…</c> or <c>draft:…</c>.</summary>
    [BindProperty] public string? Copy { get; set; }

    [BindProperty] public Dictionary<string, string?> Titles { get; set; } = [];

    /// <summary>Empty: made of the title.</summary>
    [BindProperty] public string? Slug { get; set; }

    public IReadOnlyList<string> Editions { get; private set; } = [];
    public IReadOnlyList<string> Drafts { get; private set; } = [];

    public static IEnumerable<string> Templates => CourseStarts.TemplateNames;

    public string? ErrorOf(string field) => ModelState[field]?.Errors is [var error, ..] ? error.ErrorMessage : null;

    public async Task OnGetAsync(CancellationToken cancel) => (Editions, Drafts) = await starts.CopiableAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        (Editions, Drafts) = await starts.CopiableAsync(cancel);
        var titles = Languages.All.Where(language => !string.IsNullOrWhiteSpace(Titles.GetValueOrDefault(language))).ToDictionary(language => language, language => Titles[language]!.Trim());
        foreach (var (language, title) in titles)
            if (title.Length > DraftPage.LongestTitle) ModelState.AddModelError($"Titles[{language}]", texts.Format("Outline.TitleTooLong", DraftPage.LongestTitle));
        var isCopy = From == "copy";
        if (titles.Count == 0) ModelState.AddModelError("Titles[kk]", texts["Courses.TitleMissing"]);
        var source = await SourceAsync(cancel);
        if (From != "empty" && source is null) ModelState.AddModelError(nameof(From), texts["Courses.FromMissing"]);
        else if (From?.StartsWith(OfTemplate, StringComparison.Ordinal) == true && titles.Keys.FirstOrDefault(language => !source!.Files.ContainsKey($"about.{language}.md")) is { } missing)
            ModelState.AddModelError($"Titles[{missing}]", texts["Courses.TemplateLanguages"]);

        var typed = Slug?.Trim() ?? "";
        if (typed.Length > 0 && !SlugText.IsValid(typed)) ModelState.AddModelError(nameof(Slug), texts["Courses.BadSlug"]);
        else if (typed.Length > 0 && await starts.IsTakenAsync(typed, cancel)) ModelState.AddModelError(nameof(Slug), texts["Courses.SlugTaken"]);
        if (!ModelState.IsValid) return Again();

        var slug = typed.Length > 0 ? typed : titles.Values.Select(SlugText.Of).FirstOrDefault(made => made.Length > 0) ?? "course";
        // A name that was made of the title gives way; one that was typed is the author's to change.
        if (typed.Length == 0 && await starts.IsTakenAsync(slug, cancel))
        {
            for (var tries = 0; tries < 50 && await starts.IsTakenAsync(slug, cancel); tries++)
            {
                var taken = slug;
                slug = SlugText.Free(slug, one => one == taken);
            }
        }
        var files = source is null
            ? CourseSkeleton.Course(new Translated<string>(titles))
            : isCopy ? CourseStarts.Titled(source, titles) : CourseStarts.Titled(In(source, [.. titles.Keys]), titles);
        if (await starts.BeginAsync(slug, files, cancel)) return Redirect($"/{PageLanguage.Current}/studio/courses/{slug}/outline");

        ModelState.AddModelError(nameof(Slug), texts["Courses.SlugTaken"]);
        return Again();
    }

    private PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<CourseSource?> SourceAsync(CancellationToken cancel)
    {
        if (From?.StartsWith(OfTemplate, StringComparison.Ordinal) == true && CourseStarts.TemplateNames.Contains(From[OfTemplate.Length..])) return CourseStarts.Template(From[OfTemplate.Length..]);
        if (From != "copy") return null;
        if (Copy?.StartsWith(OfEdition, StringComparison.Ordinal) == true) return await starts.EditionAsync(Copy[OfEdition.Length..], cancel);
        return Copy?.StartsWith(OfDraft, StringComparison.Ordinal) == true ? await starts.DraftAsync(Copy[OfDraft.Length..], cancel) : null;
    }

    // Of a template only the languages that a title was typed for.
    private static CourseSource In(CourseSource template, IReadOnlyList<string> languages)
    {
        var files = template.Files.Where(file => ItemFile.Of(file.Key) is not { Language.Length: > 0 } item || languages.Contains(item.Language)).ToDictionary();
        var manifest = CourseManifestEditor.Open(System.Text.Encoding.UTF8.GetString(files[OutlineDesk.Manifest].Span))!;
        files[OutlineDesk.Manifest] = System.Text.Encoding.UTF8.GetBytes(manifest.SetList("languages", [.. manifest.List("languages").Where(languages.Contains)]).Text);
        return new CourseSource(files);
    }
}
