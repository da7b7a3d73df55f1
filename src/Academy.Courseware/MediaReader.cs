using System.Globalization;
using System.Security.Cryptography;

namespace Academy.Courseware;

/// <summary>Looks at every file under <c>media/</c>: what it is by content and by name, how large a picture is, whether it could act by itself.</summary>
internal static class MediaReader
{
    public const string Folder = "media/";

    /// <summary>
    /// The files by their path inside the course. A refused one is there too, lest every link to it be reported as well. One that was looked
    /// at before, and whose bytes are the very same, is not looked at again.
    /// </summary>
    public static IReadOnlyDictionary<string, ReadFile> Read(CourseSource course, ReadFiles? earlier)
    {
        var media = new SortedDictionary<string, ReadFile>(StringComparer.Ordinal);
        foreach (var (path, bytes) in course.Files)
        {
            if (!path.StartsWith(Folder, StringComparison.Ordinal)) continue;
            media[path] = earlier?.Media.TryGetValue(path, out var known) == true && known.Bytes.Equals(bytes) ? known : Look(path, bytes);
        }
        return media;
    }

    /// <summary>The same for who has looked at none of them before.</summary>
    public static IReadOnlyDictionary<string, MediaFile> Read(CourseSource course, List<Diagnostic> diagnostics)
    {
        var looked = Read(course, earlier: null);
        diagnostics.AddRange(looked.Values.SelectMany(file => file.Diagnostics));
        return FilesOf(looked);
    }

    public static IReadOnlyDictionary<string, MediaFile> FilesOf(IReadOnlyDictionary<string, ReadFile> looked) =>
        looked.ToDictionary(file => file.Key, file => (MediaFile)file.Value.Draft!, StringComparer.Ordinal);

    private static ReadFile Look(string path, ReadOnlyMemory<byte> bytes)
    {
        var diagnostics = new List<Diagnostic>();
        return new ReadFile(bytes, File(path, bytes, diagnostics), diagnostics);
    }

    private static MediaFile File(string path, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (MediaType.ByName(path) is not { } type)
        {
            diagnostics.Add(Rules.MediaType.At(path, 0, 0, MediaType.AllEndings));
            return new MediaFile(path, "application/octet-stream", bytes, hash, null, null);
        }

        var size = IsWhatItsNameSays(path, type, bytes.Span, diagnostics) ? Measure(path, type, bytes, diagnostics) : null;
        return new MediaFile(path, type.Name, bytes, hash, size?.Width, size?.Height);
    }

    private static bool IsWhatItsNameSays(string path, MediaType type, ReadOnlySpan<byte> bytes, List<Diagnostic> diagnostics)
    {
        var found = MediaType.ByContent(bytes);
        if (found == type) return true;

        diagnostics.Add(found is null ? Rules.MediaUnknownContent.At(path, 0, 0, type.Shown) : Rules.MediaMismatch.At(path, 0, 0, type.Shown, found.Shown));
        return false;
    }

    private static PictureSize? Measure(string path, MediaType type, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        if (type == MediaType.Pdf && PdfCheck.ActiveName(bytes) is { } name) diagnostics.Add(Rules.PdfActive.At(path, 0, 0, "/" + name));
        if (!type.IsPicture) return null;

        var size = type == MediaType.Svg ? SvgReader.Read(path, bytes, diagnostics) : PictureHeader.Read(type, path, bytes.Span, diagnostics);
        if (size is null || type == MediaType.Svg || (long)size.Width * size.Height <= Limits.Pixels) return size;

        diagnostics.Add(Rules.PictureTooLarge.At(path, 0, 0, Number(size.Width), Number(size.Height), Number(Limits.Pixels / 1_000_000)));
        return size;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>In pixels, as a browser lays the picture out.</summary>
internal sealed record PictureSize(int Width, int Height);
