namespace Academy.Courseware;

/// <summary>Named bytes: a folder, a package or a dictionary in a test, all alike to the compiler; and out again byte for byte.</summary>
public sealed class CourseSource
{
    public static readonly CourseSource Empty = new([]);

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files;

    /// <param name="files">Paths are relative, with forward slashes.</param>
    public CourseSource(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        _files = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files) _files[path] = bytes;
    }

    /// <summary>In ordinal order of their paths.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;
}
