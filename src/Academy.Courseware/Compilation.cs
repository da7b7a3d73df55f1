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
