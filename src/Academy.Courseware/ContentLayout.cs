namespace Academy.Courseware;

/// <summary>What a folder or package holds: the shared files, and each course by its slug.</summary>
/// <remarks>
/// Three shapes are understood: a content folder (<c>law.yml</c>, <c>courses/…</c>), one course (<c>course.yml</c> at the root),
/// and a single top folder that is either of them, as most archivers make it.
/// </remarks>
public sealed record ContentLayout(CourseSource Library, IReadOnlyDictionary<string, CourseSource> Courses)
{
    private const string CourseFile = "course.yml";
    private const string CoursesFolder = "courses/";

    /// <summary>Where no course was found, or one whose name cannot be a slug.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <param name="name">What a single course at the root is called: the folder's name, or the package's without <c>.zip</c>.</param>
    public static ContentLayout Of(CourseSource source, string name)
    {
        if (IsContent(source)) return Content(source);
        if (source.Files.ContainsKey(CourseFile)) return Named([(name, source)], CourseSource.Empty);

        if (TopFolder(source) is { } top)
        {
            var inner = source.Under(top);
            if (IsContent(inner)) return Content(inner);
            if (inner.Files.ContainsKey(CourseFile)) return Named([(top, inner)], CourseSource.Empty);
        }
        return Named([], CourseSource.Empty) with { Diagnostics = [Rules.NoCourse.At("", 0, 0)] };
    }

    private static bool IsContent(CourseSource source) =>
        !source.Files.ContainsKey(CourseFile)
        && source.Files.Keys.Any(path => LibraryReader.IsLibraryFile(path) || path.StartsWith(CoursesFolder, StringComparison.Ordinal));

    private static ContentLayout Content(CourseSource source)
    {
        var courses = source.Under(CoursesFolder);
        var names = courses.Files.Keys.Where(path => path.Contains('/')).Select(path => path[..path.IndexOf('/')]).Distinct();
        return Named(
            [.. names.Select(name => (name, courses.Under(name)))],
            new CourseSource(source.Files.Where(file => LibraryReader.IsLibraryFile(file.Key))));
    }

    private static ContentLayout Named(IReadOnlyList<(string Name, CourseSource Source)> courses, CourseSource library) =>
        new(library, new SortedDictionary<string, CourseSource>(courses.Where(course => Slug.IsValid(course.Name)).ToDictionary(course => course.Name, course => course.Source), StringComparer.Ordinal))
        {
            Diagnostics = [.. courses.Where(course => !Slug.IsValid(course.Name)).Select(course => Rules.NotASlug.At(CoursePath.Shown(course.Name), 0, 0, CoursePath.Shown(course.Name)))],
        };

    private static string? TopFolder(CourseSource source)
    {
        var tops = source.Files.Keys.Select(path => path.IndexOf('/') is > 0 and var slash ? path[..slash] : "").Distinct().Take(2).ToList();
        return tops is [{ Length: > 0 } top] ? top : null;
    }
}
