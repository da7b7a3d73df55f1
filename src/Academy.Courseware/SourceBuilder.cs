using System.Globalization;

namespace Academy.Courseware;

/// <summary>Takes in files one by one, whatever they come from, and holds the limits and rules of names that are the same for all.</summary>
internal sealed class SourceBuilder
{
    private readonly Dictionary<string, string> _pathByFolded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folderByFolded = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, ReadOnlyMemory<byte>>> _files = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private long _bytes;

    public bool HasErrors => _diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>True once no further file can be taken: what follows need not be read.</summary>
    public bool IsFull { get; private set; }

    public void Report(Rule rule, string path, params string[] arguments)
    {
        if (_diagnostics.Count < Limits.Diagnostics) _diagnostics.Add(rule.At(CoursePath.Shown(path), 0, 0, arguments));
    }

    /// <summary>The path under which a file may be kept, or null where it may not or need not.</summary>
    public string? Admit(string written)
    {
        // Looked at once more when normal: some characters grow.
        if ((CoursePath.Fault(written) ?? CoursePath.Fault(CoursePath.Normal(written))) is { } fault)
        {
            if (fault == Rules.PathTooLong) Report(fault, written, Number(Limits.PathBytes), Number(Limits.Nesting));
            else Report(fault, written, CoursePath.Shown(written));
            return null;
        }
        if (CoursePath.IsLeftAlone(written)) return null;

        var path = CoursePath.Normal(written);
        if (SameAs(path) is { } other)
        {
            Report(Rules.SameName, path, other, path);
            return null;
        }
        if (_pathByFolded.Count <= Limits.Files) return path;

        Report(Rules.TooManyFiles, "", Number(Limits.Files));
        IsFull = true;
        return null;
    }

    /// <summary>Whether so many bytes may be kept under the path.</summary>
    public bool AdmitSize(string path, long bytes)
    {
        var limit = CoursePath.IsText(path) ? Limits.TextBytes : Limits.MediaBytes;
        if (bytes > limit)
        {
            Report(Rules.FileTooLarge, path, Size.Of(limit));
            return false;
        }
        _bytes += bytes;
        if (_bytes <= Limits.UnpackedBytes) return true;

        Report(Rules.UnpackedTooLarge, "", Size.Of(Limits.UnpackedBytes));
        IsFull = true;
        return false;
    }

    public void Add(string path, ReadOnlyMemory<byte> bytes)
    {
        if (Archives.IsArchive(path, bytes.Span)) Report(Rules.InnerArchive, path);
        else _files.Add(new(path, bytes));
    }

    /// <summary>All of it or none.</summary>
    public SourceReading WholeOrNothing() => new(HasErrors ? CourseSource.Empty : new CourseSource(_files), _diagnostics);

    /// <summary>What could be taken, so that an author hears of the other files too.</summary>
    public SourceReading WhatCouldBeTaken() => new(IsFull ? CourseSource.Empty : new CourseSource(_files), _diagnostics);

    // A file is also like another where one would need a folder of that name, and the other a file.
    private string? SameAs(string path)
    {
        var folded = CoursePath.Folded(path);
        if (_pathByFolded.TryGetValue(folded, out var file)) return file;
        if (_folderByFolded.TryGetValue(folded, out var within)) return within;

        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            var folder = path[..slash];
            if (_pathByFolded.TryGetValue(CoursePath.Folded(folder), out file)) return file;
            if (!_folderByFolded.TryAdd(CoursePath.Folded(folder), folder) && _folderByFolded[CoursePath.Folded(folder)] != folder) return _folderByFolded[CoursePath.Folded(folder)];
        }
        _pathByFolded.Add(folded, path);
        return null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
