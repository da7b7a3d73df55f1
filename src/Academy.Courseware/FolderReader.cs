namespace Academy.Courseware;

/// <summary>Reads a folder without leaving it.</summary>
internal static class FolderReader
{
    public static SourceReading Read(string folder)
    {
        var builder = new SourceBuilder();
        if (!Directory.Exists(folder))
        {
            builder.Report(Rules.FolderMissing, "", CoursePath.Shown(folder));
            return builder.WholeOrNothing();
        }

        ReadFolder(new DirectoryInfo(folder), "", builder);

        // What is let in here must also come back as a package.
        var reading = builder.WhatCouldBeTaken();
        if (!reading.HasErrors && reading.Source.Files.Values.Sum(bytes => (long)bytes.Length) > Limits.PackageBytes && reading.Source.ToZip().Length > Limits.PackageBytes)
        {
            builder.Report(Rules.PackageTooLarge, "", Size.Of(Limits.PackageBytes));
            return builder.WholeOrNothing();
        }
        return reading;
    }

    private static void ReadFolder(DirectoryInfo folder, string prefix, SourceBuilder builder)
    {
        List<FileSystemInfo> entries;
        try
        {
            // One more than the limit is enough to be refused for it.
            entries = [.. folder.EnumerateFileSystemInfos().Take(Limits.Files + 1)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            builder.Report(Rules.Unreadable, prefix.TrimEnd('/'));
            return;
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (builder.IsFull) return;

            var path = prefix + entry.Name;
            if (CoursePath.IsLeftAlone(entry.Name)) continue;
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) builder.Report(Rules.Link, path);
            else if (entry is FileInfo file) ReadFile(file, path, builder);
            else if (CoursePath.Fault(path) is null) ReadFolder((DirectoryInfo)entry, path + "/", builder);
            else builder.Admit(path);
        }
    }

    private static void ReadFile(FileInfo file, string written, SourceBuilder builder)
    {
        if (builder.Admit(written) is not { } path) return;
        try
        {
            if (builder.AdmitSize(path, file.Length)) builder.Add(path, Bytes(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            builder.Report(Rules.Unreadable, path);
        }
    }

    private static byte[] Bytes(FileInfo file)
    {
        // Pipes and sockets tell a length of zero too, and opening a pipe would wait for ever: an empty file need not be opened.
        if (file.Length == 0) return [];

        // A file that grows while it is read gives what it had when its size was checked.
        var bytes = new byte[file.Length];
        using var stream = file.OpenRead();
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
