namespace Academy.Courseware;

/// <summary>Looks at one file for <c>media/</c> as the compiler does, before it is in a course.</summary>
public static class MediaCheck
{
    /// <summary>Endings that are taken, for a file field.</summary>
    public static string Accept => "." + MediaType.AllEndings.Replace(", ", ",.", StringComparison.Ordinal);

    /// <param name="path">Inside the course: <c>media/map.png</c>.</param>
    /// <returns>What the file is, and everything that speaks against it.</returns>
    public static (MediaFile File, IReadOnlyList<Diagnostic> Diagnostics) Look(string path, ReadOnlyMemory<byte> bytes)
    {
        var diagnostics = new List<Diagnostic>();
        var source = new CourseSource([new(path, bytes)]);
        return (MediaReader.Read(source, diagnostics)[path], diagnostics);
    }

    /// <summary>The ending that fits what the file really is, or null where it is nothing that a course carries.</summary>
    public static string? EndingOf(ReadOnlySpan<byte> bytes) => MediaType.ByContent(bytes)?.Endings[0];
}
