namespace Academy.Courseware;

/// <summary>Named bytes: a folder, a package or a dictionary in a test, all alike to the compiler; and out again byte for byte.</summary>
public sealed class CourseSource
{
    public static readonly CourseSource Empty = new([]);

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files;

    /// <param name="files">Paths are relative, with forward slashes. They are not checked: what a stranger sends comes by <see cref="FromFiles"/>, <see cref="FromZip"/> or <see cref="FromFolder"/>.</param>
    public CourseSource(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        _files = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files) _files[path] = bytes;
    }

    /// <summary>In ordinal order of their paths.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <summary>
    /// Reads a folder on disk. What cannot be taken (a link, a file past its limit) is reported and left out, so that the rest can
    /// still be compiled; an import refuses on any error. Links are never followed, hidden files are left alone.
    /// </summary>
    public static SourceReading FromFolder(string folder) => FolderReader.Read(folder);

    /// <summary>
    /// Reads a zip that a stranger sent: whole, or nothing and the reasons. Never throws because of the bytes; memory is bounded by
    /// <see cref="Limits.PackageBytes"/> and <see cref="Limits.UnpackedBytes"/>, whatever the zip tells about itself.
    /// </summary>
    /// <exception cref="IOException">The stream itself failed.</exception>
    public static SourceReading FromZip(Stream zip) => PackageReader.Read(zip);

    /// <summary>The files of a package that <see cref="ToZip"/> has made and the site has kept.</summary>
    public static CourseSource FromStored(byte[] package) => FromZip(new MemoryStream(package)).Source;

    /// <summary>Holds files that an editor or an upload made to the rules of names and sizes: whole, or nothing and the reasons.</summary>
    public static SourceReading FromFiles(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var builder = new SourceBuilder();
        foreach (var (written, bytes) in files)
        {
            if (builder.Admit(written) is { } path && builder.AdmitSize(path, bytes.Length)) builder.Add(path, bytes);
            if (builder.IsFull) break;
        }
        return builder.WholeOrNothing();
    }

    /// <summary>A package of all files. The same files give the same bytes: no dates, no owners, always in the same order.</summary>
    public byte[] ToZip() => PackageWriter.Write(this);

    /// <summary>
    /// Writes every file below the folder, which is made where it is missing. Files of the same name are replaced, others stay.
    /// </summary>
    /// <exception cref="InvalidOperationException">A path would lead out of the folder; nothing has been written.</exception>
    /// <exception cref="IOException">The disk failed, or a link in the folder leads elsewhere.</exception>
    public void WriteTo(string folder) => FolderWriter.Write(this, folder);

    /// <summary>The files below a folder, with paths relative to it.</summary>
    /// <param name="folderPrefix"><c>courses/budget</c>, with or without a slash at the end.</param>
    public CourseSource Under(string folderPrefix)
    {
        var prefix = folderPrefix.EndsWith('/') ? folderPrefix : folderPrefix + "/";
        return new CourseSource(
            from file in _files
            where file.Key.StartsWith(prefix, StringComparison.Ordinal) && file.Key.Length > prefix.Length
            select KeyValuePair.Create(file.Key[prefix.Length..], file.Value));
    }
}

/// <summary>Files that were read, and what was wrong with them.</summary>
public sealed record SourceReading(CourseSource Source, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
