using System.Collections.Concurrent;

namespace Academy.Courseware;

/// <summary>
/// A folder of text becomes a course, or says why not. Pure: the same bytes give the same answer, and whatever the bytes are,
/// nothing is thrown.
/// </summary>
public static class CourseCompiler
{
    /// <param name="course">The files of one course: <c>course.yml</c> at the root.</param>
    /// <param name="slug">The name of the course's folder.</param>
    /// <param name="library">The acts and terms that its texts may name.</param>
    /// <returns>Every diagnostic that could be found, by file, line and column; the course where none is an error.</returns>
    public static Compilation Compile(CourseSource course, string slug, Library library)
    {
        var diagnostics = new List<Diagnostic>();
        if (!Slug.IsValid(slug)) diagnostics.Add(Rules.NotASlug.At(ManifestReader.File, 0, 0, slug));
        var manifest = ManifestReader.Read(course, diagnostics);
        var media = MediaReader.Read(course, diagnostics);
        var facts = new CourseFacts(slug, library)
        {
            Items = manifest?.Modules.SelectMany(module => module.Items).Select(item => item.Path).ToHashSet(StringComparer.Ordinal),
            Media = media,
        };

        var drafts = ReadFiles(course, manifest, facts, diagnostics);
        var built = manifest is null ? null : new CourseBuilder(manifest, drafts, diagnostics).Build(course, slug, media);
        if (built is not null) built = built with { Hash = ContentHash.Of(course, library.Source) };

        var inOrder = InOrder(diagnostics).Take(Limits.Diagnostics).ToList();
        return new Compilation(diagnostics.Any(found => found.Severity == Severity.Error) ? null : built, inOrder);
    }

    // Every file by its name, also where course.yml is broken or forgets it: its author wants to know what is wrong with it.
    private static ConcurrentDictionary<string, object> ReadFiles(CourseSource course, Manifest? manifest, CourseFacts facts, List<Diagnostic> diagnostics)
    {
        var drafts = new ConcurrentDictionary<string, object>(StringComparer.Ordinal);
        var found = new ConcurrentBag<List<Diagnostic>>();
        Parallel.ForEach(course.Files, file =>
        {
            if (ItemFile.Of(file.Key) is not { } path) return;

            var own = new List<Diagnostic>();
            if (Draft(file.Key, path, file.Value, manifest, facts, own) is { } draft) drafts[file.Key] = draft;
            if (own.Count > 0) found.Add(Bounded(file.Key, own));
        });
        diagnostics.AddRange(found.SelectMany(own => own));
        return drafts;
    }

    // After a hundred the author mends, not reads; and a file of nothing but mistakes must not fill the memory with sentences.
    private static List<Diagnostic> Bounded(string file, List<Diagnostic> own) =>
        own.Count <= Limits.DiagnosticsOfFile ? own : [.. InOrder(own).Take(Limits.DiagnosticsOfFile), Rules.TooManyDiagnostics.At(file, 0, 0)];

    private static IOrderedEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(found => found.Location.File, StringComparer.Ordinal).ThenBy(found => found.Location.Line)
        .ThenBy(found => found.Location.Column).ThenBy(found => found.Code, StringComparer.Ordinal);

    private static object? Draft(string name, ItemFile path, ReadOnlyMemory<byte> bytes, Manifest? manifest, CourseFacts facts, List<Diagnostic> diagnostics)
    {
        if (path.Kind == FileKind.Worksheet) return new WorksheetReader(manifest?.Languages ?? []).Read(name, bytes, diagnostics);
        if (MarkdownFile.Open(name, path.Language, bytes, diagnostics) is not { } file) return null;
        return path.Kind switch
        {
            FileKind.About => AboutReader.Read(file, facts),
            FileKind.Quiz => QuizReader.Read(file, facts),
            FileKind.Task => AssignmentReader.Read(file, facts),
            _ => LessonReader.Read(file, facts),
        };
    }
}
