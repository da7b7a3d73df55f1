using System.Globalization;
using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web.Pages.Studio;

/// <summary>The settings of a course: as a form, and course.yml itself beside it. Both write the same bytes where nothing changed.</summary>
public sealed class SettingsModel(AcademyDb db, DraftDesk drafts, DraftShelf drafted, OutlineDesk desk, Texts texts) : DraftPage(db, drafts, drafted)
{
    public static readonly IReadOnlyList<string> Accesses = ["open", "registered", "cohort"];

    // What completion asks for, the word for yes, and whether it is asked for where course.yml says nothing.
    private static readonly (string Key, string Yes, bool Usual)[] Asked = [("lessons", "all", true), ("quizzes", "pass", false), ("exams", "pass", true), ("tasks", "pass", true)];

    private readonly DraftDesk _drafts = drafts;

    [BindProperty(SupportsGet = true)] public bool Saved { get; set; }

    [BindProperty] public int Number { get; set; }
    [BindProperty] public string[] Spoken { get; set; } = [];
    [BindProperty] public string? Primary { get; set; }
    [BindProperty] public string? Hours { get; set; }
    [BindProperty] public string? Access { get; set; }
    [BindProperty] public string? ReviewBy { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty] public string? Authors { get; set; }

    /// <summary>Apart by commas.</summary>
    [BindProperty] public string? Tags { get; set; }

    [BindProperty] public string[] Completion { get; set; } = [];
    [BindProperty] public bool Certificate { get; set; }

    /// <summary>course.yml as it is typed.</summary>
    [BindProperty] public string? Yaml { get; set; }

    public static IEnumerable<string> Completions => Asked.Select(one => one.Key);

    public IReadOnlyList<StoredDiagnostic> Findings => [.. Shelved.Compilation.Diagnostics.Where(found => found.Location.File == OutlineDesk.Manifest).Select(StoredDiagnostic.Of)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();
        Spoken = [.. Spoken.Where(Languages.All.Contains).Distinct()];
        if (Spoken.Length == 0) ModelState.AddModelError(nameof(Spoken), texts["Courses.LanguageMissing"]);
        else if (!Spoken.Contains(Primary ?? "")) ModelState.AddModelError(nameof(Primary), texts["Courses.PrimaryNotSpoken"]);
        if (!int.TryParse(Hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours is < 1 or > 1000) ModelState.AddModelError(nameof(Hours), texts["Courses.BadHours"]);
        if (!Accesses.Contains(Access ?? "")) ModelState.AddModelError(nameof(Access), texts["Courses.AccessMissing"]);
        if (!string.IsNullOrWhiteSpace(ReviewBy) && !DateOnly.TryParseExact(ReviewBy, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) ModelState.AddModelError(nameof(ReviewBy), texts["Courses.BadDate"]);
        if (!ModelState.IsValid)
        {
            Yaml = Stored();
            return Again();
        }
        return Answer(await desk.EditAsync(Course, Number, LayOn, cancel));
    }

    public async Task<IActionResult> OnPostYamlAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !Open.MayWrite) return NotFound();
        return Answer(await _drafts.SaveAsync(Course, OutlineDesk.Manifest, Number, Yaml ?? "", cancel));
    }

    private CourseManifestEditor LayOn(CourseManifestEditor manifest)
    {
        // The primary one first; the others stay in the order that they have.
        var listed = manifest.List("languages");
        var spoken = new[] { Primary! }.Concat(listed.Where(language => language != Primary && Spoken.Contains(language))).Concat(Spoken.Where(language => language != Primary && !listed.Contains(language)));
        manifest = manifest.SetList("languages", [.. spoken]).Set("hours", Hours).Set("access", Access).Set("review_by", string.IsNullOrWhiteSpace(ReviewBy) ? null : ReviewBy)
            .SetList("authors", Parts(Authors, '\n')).SetList("tags", Parts(Tags, ','));
        foreach (var (key, yes, usual) in Asked)
            if (Completion.Contains(key) != IsAsked(manifest, key, usual))
                manifest = manifest.SetCompletion(key, Completion.Contains(key) ? yes : "none");
        return Certificate == IsCertified(manifest) ? manifest : manifest.Set("certificate", Certificate ? "standard" : "none");
    }

    private void Fill()
    {
        (Number, Yaml) = (Open.Draft.Find(OutlineDesk.Manifest)?.Number ?? 0, Stored());
        if (Manifest is null) return;
        (Spoken, Primary, Hours, Access) = ([.. CourseLanguages], CourseLanguages is [var first, ..] ? first : null, Manifest.Value("hours"), Manifest.Value("access"));
        (ReviewBy, Authors, Tags) = (Manifest.Value("review_by"), string.Join('\n', Manifest.List("authors")), string.Join(", ", Manifest.List("tags")));
        (Completion, Certificate) = ([.. Asked.Where(one => IsAsked(Manifest, one.Key, one.Usual)).Select(one => one.Key)], IsCertified(Manifest));
    }

    private string Stored() => Shelved.Source.Files.TryGetValue(OutlineDesk.Manifest, out var bytes) ? DraftText.ForEditor(bytes.Span) : "";

    private IActionResult Answer(FileSaving? saving)
    {
        if (saving is null) return NotFound();
        if (saving.Conflict is null) return Redirect($"{Address}/settings?saved=true");

        ModelState.AddModelError("", texts["Courses.Conflict"]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        Yaml ??= saving.Text;
        return Page();
    }

    private static bool IsAsked(CourseManifestEditor manifest, string key, bool usual) => manifest.Completion(key) is { } said ? said != "none" : usual;

    private static bool IsCertified(CourseManifestEditor manifest) => manifest.Value("certificate") is not (null or "none");

    private static string[] Parts(string? text, char between) => [.. (text ?? "").Split(between).Select(part => part.Trim()).Where(part => part.Length > 0).Distinct()];
}
