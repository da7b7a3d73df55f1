using System.Globalization;
using Academy.Courseware;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web;

/// <summary>A lesson's text as a page shows it.</summary>
/// <param name="IsPreview">Its author looks at it: self-checks show their answers, and nothing leads away.</param>
public sealed record LessonTextView(Lesson Lesson, bool IsPreview)
{
    /// <summary>Told to learners above the text.</summary>
    public IReadOnlyList<LawNotice> LawChanges { get; init; } = [];

    /// <summary>The last correction of its words, where there was one.</summary>
    public Correction? Correction { get; init; }
}

/// <summary>One file of a course as learners will see it.</summary>
/// <param name="File">Null for what is no text of an item: course.yml.</param>
/// <param name="Item">Null for the landing text, and where the file could not be read.</param>
public sealed record DraftPreviewView(Course? Course, ItemFile? File, Item? Item)
{
    /// <summary>The file was read; else what a reader would get is another language's text, or nothing.</summary>
    public bool IsRead => File is { Kind: FileKind.About } about ? Course?.About.TryIn(about.Language, out _) == true : Item is not null;
}

/// <summary>Draws a piece of a page by itself, with the very partials that learners' pages are made of.</summary>
public sealed class DraftPreview(IRazorViewEngine views, ITempDataDictionaryFactory tempData, IHttpContextAccessor accessor)
{
    // Partials are looked for where this page would look for them, also when a script asks.
    private const string Place = "/Studio/File";

    /// <summary>The file as a learner sees it, in the file's own language.</summary>
    public Task<string> OfAsync(string path, Compilation compilation, string pageLanguage)
    {
        var file = ItemFile.Of(path);
        // A worksheet has all its languages in one file.
        var item = file is not { Item.Length: > 0 } ? null : file.Kind == FileKind.Worksheet ? compilation.Built?.Find(file.Item) : compilation.AsSaidBy(path);
        var view = new DraftPreviewView(compilation.Built, file, item);
        return DrawAsync("_Preview", view, view.IsRead && file!.Language.Length > 0 ? file.Language : pageLanguage);
    }

    /// <param name="partial">A partial that a page of the Studio finds.</param>
    public async Task<string> DrawAsync<T>(string partial, T model, string language)
    {
        // Only until the end of this method: whoever waits for it has their own language again.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var context = accessor.HttpContext!;
        var action = new ActionContext(context, new RouteData(new RouteValueDictionary { ["page"] = Place }), new PageActionDescriptor { ViewEnginePath = Place, RouteValues = new Dictionary<string, string?> { ["page"] = Place } });
        var found = views.FindView(action, partial, isMainPage: false);
        if (!found.Success) throw new InvalidOperationException($"There is no partial '{partial}': {string.Join(", ", found.SearchedLocations)}");

        await using var writer = new StringWriter(CultureInfo.CurrentCulture);
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, tempData.GetTempData(context), writer, new HtmlHelperOptions()));
        return writer.ToString();
    }
}

/// <summary>A page of the command <c>preview</c>.</summary>
/// <param name="Stamp">Of the folder: another as soon as a file has changed.</param>
/// <param name="Courses">By their slug; null where course.yml or the landing text cannot be read.</param>
/// <param name="Slug">The course that is looked at, or null for the list of them.</param>
/// <param name="Item"><c>module/item</c>; empty for the landing text, null for what the course holds.</param>
/// <param name="Source">The files of the course.</param>
/// <param name="Body">What a learner sees of the item.</param>
public sealed record FolderPageView(
    string Language, string Stamp, IReadOnlyDictionary<string, Course?> Courses, IReadOnlyList<Diagnostic> Diagnostics, string? Slug, string? Item, CourseSource? Source, string? Body, bool IsMissing)
{
    /// <summary>Findings that are shown; a count tells of the others.</summary>
    public const int MostFindings = 100;

    public Course? Course => Slug is null ? null : Courses.GetValueOrDefault(Slug);

    public Item? Current => string.IsNullOrEmpty(Item) ? null : Course?.Find(Item);

    public string Root => $"/{Language}/learn/{Slug}";

    /// <summary>The same page in another language.</summary>
    public string In(string language) => Slug is null ? $"/{language}" : Item is null ? $"/{language}/learn/{Slug}" : Item.Length == 0 ? $"/{language}/courses/{Slug}" : $"/{language}/learn/{Slug}/{Item}";

    /// <summary>Items that have files and no place in the course: course.yml does not name them, or they cannot be read.</summary>
    public IReadOnlyList<string> Unplaced => [.. (Source?.Files.Keys ?? []).Select(path => ItemFile.Of(path)?.Item).OfType<string>().Where(item => item.Length > 0 && Course?.Find(item) is null).Distinct()];
}
