namespace Academy.Courseware;

internal static class FolderWriter
{
    public static void Write(CourseSource source, string folder)
    {
        if (source.Files.Keys.FirstOrDefault(path => CoursePath.Fault(path) is not null) is { } unsafePath)
            throw new InvalidOperationException($"'{CoursePath.Shown(unsafePath)}' is no path inside a folder.");

        Directory.CreateDirectory(folder);
        foreach (var (path, bytes) in source.Files)
        {
            var file = new FileInfo(Path.Combine([folder, .. path.Split('/')]));
            RefuseLinks(file, folder);
            file.Directory!.Create();
            using var stream = new FileStream(file.FullName, FileMode.Create, FileAccess.Write);
            stream.Write(bytes.Span);
        }
    }

    // Somebody may have put a link where a folder of the course was: writing through it would change files elsewhere.
    private static void RefuseLinks(FileInfo file, string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        for (FileSystemInfo? at = file; at is not null && at.FullName.Length > root.Length; at = at is FileInfo leaf ? leaf.Directory : ((DirectoryInfo)at).Parent)
            if (at.LinkTarget is not null)
                throw new IOException($"'{at.FullName}' is a link; nothing is written through it.");
    }
}
