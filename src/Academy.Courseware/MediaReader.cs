using System.Security.Cryptography;

namespace Academy.Courseware;

internal static class MediaReader
{
    public static IReadOnlyDictionary<string, MediaFile> Read(CourseSource course, List<Diagnostic> diagnostics) =>
        course.Files.Where(file => file.Key.StartsWith("media/", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => new MediaFile(file.Key, "application/octet-stream", file.Value, Convert.ToHexStringLower(SHA256.HashData(file.Value.Span)), null, null));
}
