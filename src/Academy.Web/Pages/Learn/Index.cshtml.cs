using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Learn;

/// <summary>Where I stopped, what others did to my work, my courses, my certificates.</summary>
public sealed class IndexModel(AcademyDb db, CourseShelf shelf, CurrentAccount me, Texts texts, TimeProvider clock) : PageModel
{
    // What is older is told on the page of the work itself.
    private const int NotesShown = 20;

    /// <summary>The one seen last first.</summary>
    public IReadOnlyList<CourseOutline> Courses { get; private set; } = [];

    /// <summary>The course to go on with: seen last and not complete.</summary>
    public CourseOutline? Current => Courses.FirstOrDefault(course => course.Next is not null);

    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Note> Notes { get; private set; } = [];

    // Courses that are not learnt but reviewed or written.
    private readonly Dictionary<string, Course> _reviewed = [];

    public IEnumerable<Note> NewNotes => Notes.Where(note => note.SeenAt is null);

    public IEnumerable<Note> OldNotes => Notes.Where(note => note.SeenAt is not null);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var enrolments = await db.Enrolments.Of(me.Id).AsNoTracking()
            .Include(enrolment => enrolment.LessonsRead).Include(enrolment => enrolment.Attempts).Include(enrolment => enrolment.Works)
            .AsSplitQuery().OrderByDescending(enrolment => enrolment.LastSeenAt ?? enrolment.StartedAt).ToListAsync(cancel);
        var courses = new List<CourseOutline>(enrolments.Count);
        foreach (var enrolment in enrolments)
            courses.Add(new CourseOutline(await shelf.CourseAsync(enrolment.EditionId), enrolment, PageLanguage.Current));

        Courses = courses;
        Certificates = await db.Certificates.Of(me.Id).AsNoTracking().OrderByDescending(certificate => certificate.IssuedAt).ToListAsync(cancel);
        Notes = await db.Notes.Of(me.Id).AsNoTracking().OrderByDescending(note => note.At).ThenByDescending(note => note.Id).Take(NotesShown).ToListAsync(cancel);
        foreach (var slug in Notes.Where(note => note.IsOfReview).Select(note => note.CourseSlug).Distinct())
            if ((await shelf.CurrentAsync(db, slug, cancel))?.Course is { } reviewed)
                _reviewed[slug] = reviewed;
    }

    /// <param name="upTo">The newest note that the page showed: one that came since stays new.</param>
    public async Task<IActionResult> OnPostSeenAsync(DateTimeOffset upTo, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.Notes.Of(me.Id).Where(note => note.SeenAt == null && note.At <= upTo)
            .ExecuteUpdateAsync(note => note.SetProperty(n => n.SeenAt, now), cancel);
        return Redirect($"/{PageLanguage.Current}/learn");
    }

    public string TitleOf(Note note)
    {
        var course = Courses.FirstOrDefault(course => course.Course.Slug == note.CourseSlug)?.Course ?? _reviewed.GetValueOrDefault(note.CourseSlug);
        var item = note.ItemPath is { } path ? course?.Find(path) : null;
        return (item?.Title ?? course?.Title)?.In(PageLanguage.Current) ?? note.CourseSlug;
    }

    public string SentenceOf(Note note) =>
        note.Argument is { } argument ? texts.Format($"Learn.Note.{note.Kind}.With", argument) : texts[$"Learn.Note.{note.Kind}"];

    public static string AddressOf(Note note) => note.IsOfReview
        ? $"/{PageLanguage.Current}/studio/courses/{note.CourseSlug}/review"
        : $"/{PageLanguage.Current}/learn/{note.CourseSlug}{(note.ItemPath is { } path ? $"/{path}" : "")}";
}
