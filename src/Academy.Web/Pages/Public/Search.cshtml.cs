using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Public;

/// <summary>Courses and lessons by the words of their titles and headings, in any language of the course.</summary>
public sealed class SearchModel(AcademyDb db, CourseShelf shelf) : PageModel
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    public IReadOnlyList<(Course Course, Lesson? Lesson)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var words = SearchText.Words(Q);
        if (words.Count == 0) return;

        var found = new List<(Course, Lesson?)>();
        foreach (var course in (await shelf.CurrentAsync(db, cancel)).Select(edition => edition.Course))
        {
            if (SearchText.HasAll(words, course.About.Languages.Select(language => $"{course.About.In(language).Title} {course.About.In(language).Summary}")))
                found.Add((course, null));
            found.AddRange(course.Lessons
                .Where(lesson => SearchText.HasAll(words, lesson.Text.Languages.Select(lesson.Text.In).SelectMany(WordsOf)))
                .Select(lesson => (course, (Lesson?)lesson)));
        }
        Found = [.. found.Take(Most)];
    }

    private static IEnumerable<string> WordsOf(LessonText text) => text.Headings.Select(heading => heading.Text).Prepend(text.Title);
}
