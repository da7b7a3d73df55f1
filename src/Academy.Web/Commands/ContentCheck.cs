using Academy.Courseware;

namespace Academy.Web.Commands;

/// <summary>Everything the compiler has to say about a folder, with paths as seen from that folder.</summary>
internal sealed record ContentCheck(int Courses, IReadOnlyList<Diagnostic> Diagnostics)
{
    // A course folder lies in courses/ of a content folder.
    private static readonly string ContentAbove = Path.Combine("..", "..");

    public int Errors => Diagnostics.Count(found => found.Severity == Severity.Error);
    public int Warnings => Diagnostics.Count - Errors;

    /// <param name="folder">A content folder or one course of it.</param>
    public static ContentCheck Of(string folder)
    {
        var reading = CourseSource.FromFolder(folder);
        var layout = ContentLayout.Of(reading.Source, new DirectoryInfo(folder).Name);
        var (library, shared) = ReadLibrary(layout.Library, folder);
        var inCourses = layout.Courses.SelectMany(course =>
            CourseCompiler.Compile(course.Value, course.Key, library).Diagnostics.Under(FolderOf(course.Key, course.Value, reading.Source)));
        return new ContentCheck(layout.Courses.Count, [.. reading.Diagnostics, .. layout.Diagnostics, .. shared, .. inCourses]);
    }

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
        var above = Path.Combine(folder, ContentAbove);
        if (brought.Files.Count > 0 || !File.Exists(Path.Combine(above, "law.yml")))
        {
            var own = LibraryReader.Read(brought);
            return (own.Library, own.Diagnostics);
        }

        var shared = LibraryReader.Read(ContentLayout.Of(CourseSource.FromFolder(above).Source, "content").Library);
        return (shared.Library, shared.Diagnostics.Under("../../"));
    }
}

internal static class DiagnosticPlaces
{
    /// <summary>The same findings, with files as seen from further up.</summary>
    public static IEnumerable<Diagnostic> Under(this IEnumerable<Diagnostic> diagnostics, string folder) =>
        diagnostics.Select(found => found with { Location = found.Location with { File = folder + found.Location.File } });
}
