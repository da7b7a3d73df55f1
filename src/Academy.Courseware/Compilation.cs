namespace Academy.Courseware;

/// <summary>What compiling gave: the course, or none where there was an error; and every diagnostic in reading order.</summary>
public sealed record Compilation(Course? Course, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>
    /// The course as far as it could be built, also beside errors: to look at while it is being written. Null where course.yml or the landing
    /// text could not be read. What is broken is left out.
    /// </summary>
    public Course? Built { get; init; }

    /// <summary>
    /// An item as one file says it, whatever its translations say: what its author looks at, who may be ahead of them by a question. Null where
    /// the file is none of a language's texts or could not be read.
    /// </summary>
    public Item? AsSaidBy(string path)
    {
        if (ItemFile.Of(path) is not { Language.Length: > 0, Item.Length: > 0 } file || Files?.ByPath.GetValueOrDefault(path)?.Draft is not { } draft) return null;

        var alone = (Manifest ?? Manifest.Empty) with { Languages = [file.Language] };
        var (module, slug) = (file.Item.Split('/')[0], file.Item.Split('/')[1]);
        // What course.yml does not name yet is shown with the settings that it would have there.
        var item = alone.Modules.SelectMany(one => one.Items).FirstOrDefault(one => one.Path == file.Item && one.Files(alone.Languages).Contains(path))
            ?? new ManifestItem(module, slug, file.Kind switch { FileKind.Quiz => ItemKind.Quiz, FileKind.Task => ItemKind.Task, _ => ItemKind.Lesson }, new SourceLocation(path, 0, 0));
        var source = new CourseSource([KeyValuePair.Create(path, Files.ByPath[path].Bytes)]);
        return new CourseBuilder(alone, new Dictionary<string, object> { [path] = draft }, []).Item(item, source);
    }

    internal Manifest? Manifest { get; init; }

    /// <summary>Every file as it was read, so that the next compilation reads only what has changed.</summary>
    internal ReadFiles? Files { get; init; }
}

/// <summary>One reading of a course's files, with what they were read against.</summary>
/// <param name="ByPath">Texts.</param>
/// <param name="Media">Pictures and other files, each with a <see cref="MediaFile"/>: they depend on nothing but their bytes.</param>
internal sealed record ReadFiles(CourseFacts Facts, IReadOnlyDictionary<string, ReadFile> ByPath, IReadOnlyDictionary<string, ReadFile> Media)
{
    /// <summary>The file as it was read then, or null where it, or anything that its reading depends on, has changed.</summary>
    public ReadFile? Find(string path, ReadOnlyMemory<byte> bytes) =>
        ByPath.TryGetValue(path, out var read) && (read.Bytes.Equals(bytes) || read.Bytes.Span.SequenceEqual(bytes.Span)) ? read : null;
}

/// <param name="Draft">What its reader made of it, or null where it could make nothing.</param>
internal sealed record ReadFile(ReadOnlyMemory<byte> Bytes, object? Draft, IReadOnlyList<Diagnostic> Diagnostics);
