using Academy.Courseware;

namespace Academy.Web.Commands;

/// <summary>Everything the compiler has to say about a folder, with paths as seen from that folder; and what it made of it.</summary>
internal sealed record ContentCheck(IReadOnlyDictionary<string, CheckedCourse> Compiled, IReadOnlyList<Diagnostic> Diagnostics)
{
    // A course folder lies in courses/ of a content folder.
    private static readonly string ContentAbove = Path.Combine("..", "..");

    public int Courses => Compiled.Count;
    public int Errors => Diagnostics.Count(found => found.Severity == Severity.Error);
    public int Warnings => Diagnostics.Count - Errors;

    /// <param name="folder">A content folder or one course of it.</param>
    /// <param name="earlier">The same folder a moment ago: what has not changed since is not read again.</param>
    public static ContentCheck Of(string folder, ContentCheck? earlier = null)
    {
        var reading = CourseSource.FromFolder(folder);
        var layout = ContentLayout.Of(reading.Source, new DirectoryInfo(folder).Name);
        var (library, shared) = ReadLibrary(layout.Library, folder);
        var compiled = layout.Courses.ToDictionary(
            course => course.Key,
            course => new CheckedCourse(course.Value, CourseCompiler.Compile(course.Value, course.Key, library, earlier?.Compiled.GetValueOrDefault(course.Key)?.Compilation)));
        var inCourses = layout.Courses.SelectMany(course => compiled[course.Key].Compilation.Diagnostics.Under(FolderOf(course.Key, course.Value, reading.Source)));
        return new ContentCheck(compiled, [.. reading.Diagnostics, .. layout.Diagnostics, .. shared, .. inCourses]);
    }

    /// <summary>Where what courses share lies, when the folder is one of them: null where it brings its own, or there is nothing.</summary>
    public static string? SharedAbove(string folder) =>
        Path.Combine(folder, ContentAbove) is var above && File.Exists(Path.Combine(above, "law.yml")) ? above : null;

    /// <summary>Where the files of a course lie in what it came in: nothing, <c>welcome/</c>, <c>courses/welcome/</c> …</summary>
    public static string FolderOf(string slug, CourseSource course, CourseSource whole)
    {
        if (course.Files.Count == whole.Files.Count) return "";

        var file = course.Files.Keys.First();
        return whole.Files.Keys
            .Where(path => path == $"{slug}/{file}" || path.EndsWith($"/{slug}/{file}", StringComparison.Ordinal))
            .Select(path => path[..^file.Length]).FirstOrDefault("");
    }

    private static (Library Library, IEnumerable<Diagnostic> Diagnostics) ReadLibrary(CourseSource brought, string folder)
    {
        if (brought.Files.Count > 0 || SharedAbove(folder) is not { } above)
        {
            var own = LibraryReader.Read(brought);
            return (own.Library, own.Diagnostics);
        }

        var shared = LibraryReader.Read(ContentLayout.Of(CourseSource.FromFolder(above).Source, "content").Library);
        return (shared.Library, shared.Diagnostics.Under("../../"));
    }
}

internal sealed record CheckedCourse(CourseSource Source, Compilation Compilation);

internal static class DiagnosticPlaces
{
    /// <summary>The same findings, with files as seen from further up.</summary>
    public static IEnumerable<Diagnostic> Under(this IEnumerable<Diagnostic> diagnostics, string folder) =>
        diagnostics.Select(found => found with { Location = found.Location with { File = folder + found.Location.File } });
}
