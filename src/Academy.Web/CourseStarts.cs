using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Begins courses: an empty one, one of the templates, or a copy of one that is there. Whoever begins it is its author.</summary>
public sealed class CourseStarts(AcademyDb db, DraftDesk drafts, CurrentAccount me, TimeProvider clock)
{
    private const string Templates = "Templates/";

    /// <summary>The templates by name, as they lie in the program.</summary>
    public static IReadOnlyList<string> TemplateNames { get; } =
        [.. typeof(CourseStarts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Templates, StringComparison.Ordinal)).Select(name => name.Split('/', '\\')[1]).Distinct().Order(StringComparer.Ordinal)];

    public static CourseSource Template(string name)
    {
        var assembly = typeof(CourseStarts).Assembly;
        return new CourseSource(assembly.GetManifestResourceNames().Where(file => file.Replace('\\', '/').StartsWith($"{Templates}{name}/", StringComparison.Ordinal)).Select(file =>
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return KeyValuePair.Create(file.Replace('\\', '/')[(Templates.Length + name.Length + 1)..], (ReadOnlyMemory<byte>)bytes.ToArray());
        }));
    }

    /// <summary>A course of that name is or was here, or its package was brought in.</summary>
    public async Task<bool> IsTakenAsync(string slug, CancellationToken cancel) =>
        slug == CourseDraft.LibrarySlug || await db.Drafts.AnyAsync(draft => draft.CourseSlug == slug, cancel)
        || await db.Editions.AnyAsync(edition => edition.CourseSlug == slug, cancel) || await db.ImportReports.AnyAsync(report => report.CourseSlug == slug, cancel)
        || await db.CourseMembers.AnyAsync(member => member.CourseSlug == slug, cancel);

    /// <summary>Courses that this person may copy: all that have an edition, and drafts in which they have a part.</summary>
    public async Task<(IReadOnlyList<string> Editions, IReadOnlyList<string> Drafts)> CopiableAsync(CancellationToken cancel) =>
        (await db.Editions.Select(edition => edition.CourseSlug).Distinct().OrderBy(slug => slug).ToListAsync(cancel),
         await db.Drafts.Where(draft => draft.CourseSlug != CourseDraft.LibrarySlug && (me.IsAdmin || db.CourseMembers.Any(member => member.CourseSlug == draft.CourseSlug && member.AccountId == me.Id)))
             .Select(draft => draft.CourseSlug).OrderBy(slug => slug).ToListAsync(cancel));

    /// <summary>The files of a course's newest edition, or null.</summary>
    public async Task<CourseSource?> EditionAsync(string course, CancellationToken cancel)
    {
        var package = await (
            from edition in db.Editions
            join stored in db.EditionPackages on edition.Id equals stored.EditionId
            where edition.CourseSlug == course
            orderby edition.Number descending
            select stored.Bytes).FirstOrDefaultAsync(cancel);
        return package is null ? null : CourseSource.FromZip(new MemoryStream(package)).Source;
    }

    /// <summary>The files of a draft in which this person has a part, or null.</summary>
    public async Task<CourseSource?> DraftAsync(string course, CancellationToken cancel)
    {
        if (course == CourseDraft.LibrarySlug || await drafts.FindAsync(course, cancel) is not { } open) return null;
        var files = await (
            from file in db.DraftFiles
            join content in db.Set<DraftContent>() on file.Id equals content.FileId
            where file.DraftId == open.Draft.Id && file.RemovedAt == null
            select new { file.Path, content.Bytes }).AsNoTracking().ToListAsync(cancel);
        return new CourseSource(files.Select(file => KeyValuePair.Create(file.Path, (ReadOnlyMemory<byte>)file.Bytes)));
    }

    /// <summary>The course with the title that was typed; languages for which none was typed keep theirs.</summary>
    public static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Titled(CourseSource source, IReadOnlyDictionary<string, string> titles) =>
        source.Files.Select(file => ItemFile.Of(file.Key) is { Kind: FileKind.About } about && titles.TryGetValue(about.Language, out var title)
            ? KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)DraftText.ToBytes(CourseSkeleton.WithTitle(DraftText.ForEditor(file.Value.Span), title), file.Value.Span))
            : file);

    /// <returns>False where another has taken the name in the meantime.</returns>
    public Task<bool> BeginAsync(string slug, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await IsTakenAsync(slug, cancel)) return false;

        var now = clock.GetUtcNow();
        var draft = new CourseDraft(slug, me.Id, now);
        foreach (var (path, bytes) in files) draft.Add(path, bytes, me.Id, now);
        db.Drafts.Add(draft);
        db.CourseMembers.Add(new CourseMember(slug, me.Id, CourseRole.Author, me.Id, now));
        db.Journal.Add(new JournalEntry(JournalAct.CourseBegun, slug, me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });
}
