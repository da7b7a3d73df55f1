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
    /// <param name="earlier">A compilation of the same course with the same library, where there is one: files that have not changed are not read again.</param>
    /// <returns>Every diagnostic that could be found, by file, line and column; the course where none is an error.</returns>
    public static Compilation Compile(CourseSource course, string slug, Library library, Compilation? earlier = null)
    {
        var diagnostics = new List<Diagnostic>();
        if (!Slug.IsValid(slug)) diagnostics.Add(Rules.NotASlug.At(ManifestReader.File, 0, 0, slug));
        var manifest = ManifestReader.Read(course, diagnostics);
        var looked = MediaReader.Read(course, earlier?.Files);
        diagnostics.AddRange(looked.Values.SelectMany(file => file.Diagnostics));
        var media = MediaReader.FilesOf(looked);
        var facts = new CourseFacts(slug, library)
        {
            Items = manifest?.Modules.SelectMany(module => module.Items).Select(item => item.Path).ToHashSet(StringComparer.Ordinal),
            Media = media,
            Languages = manifest?.Languages ?? [],
        };

        var files = ReadFiles(course, facts, looked, earlier?.Files is { } known && known.Facts.SameAs(facts) ? known : null);
        diagnostics.AddRange(files.ByPath.Values.SelectMany(file => file.Diagnostics));
        var drafts = files.ByPath.Where(file => file.Value.Draft is not null).ToDictionary(file => file.Key, file => file.Value.Draft!, StringComparer.Ordinal);
        var built = manifest is null ? null : new CourseBuilder(manifest, drafts, diagnostics).Build(course, slug, media);
        if (built is not null) built = built with { Hash = ContentHash.Of(course, library.Source) };

        var inOrder = InOrder(diagnostics).Take(Limits.Diagnostics).ToList();
        return new Compilation(diagnostics.Any(found => found.Severity == Severity.Error) ? null : built, inOrder) { Built = built, Files = files };
    }

    // Every file by its name, also where course.yml is broken or forgets it: its author wants to know what is wrong with it.
    private static ReadFiles ReadFiles(CourseSource course, CourseFacts facts, IReadOnlyDictionary<string, ReadFile> media, ReadFiles? earlier)
    {
        var files = new ConcurrentDictionary<string, ReadFile>(StringComparer.Ordinal);
        Parallel.ForEach(course.Files, file =>
        {
            if (ItemFile.Of(file.Key) is { } path) files[file.Key] = earlier?.Find(file.Key, file.Value) ?? Read(file.Key, path, file.Value, facts);
        });
        return new ReadFiles(facts, files, media);
    }

    private static ReadFile Read(string name, ItemFile path, ReadOnlyMemory<byte> bytes, CourseFacts facts)
    {
        var own = new List<Diagnostic>();
        var draft = Draft(name, path, bytes, facts, own);
        return new ReadFile(bytes, draft, Bounded(name, own));
    }

    // After a hundred the author mends, not reads; and a file of nothing but mistakes must not fill the memory with sentences.
    private static List<Diagnostic> Bounded(string file, List<Diagnostic> own) =>
        own.Count <= Limits.DiagnosticsOfFile ? own : [.. InOrder(own).Take(Limits.DiagnosticsOfFile), Rules.TooManyDiagnostics.At(file, 0, 0)];

    private static IOrderedEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(found => found.Location.File, StringComparer.Ordinal).ThenBy(found => found.Location.Line)
        .ThenBy(found => found.Location.Column).ThenBy(found => found.Code, StringComparer.Ordinal);

    private static object? Draft(string name, ItemFile path, ReadOnlyMemory<byte> bytes, CourseFacts facts, List<Diagnostic> diagnostics)
    {
        if (path.Kind == FileKind.Worksheet) return new WorksheetReader(facts.Languages).Read(name, bytes, diagnostics);
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
