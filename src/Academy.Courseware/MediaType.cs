namespace Academy.Courseware;

/// <summary>A kind of file that a course may carry.</summary>
/// <param name="Name">As browsers are told.</param>
/// <param name="Shown">As authors call it.</param>
internal sealed record MediaType(string Name, string Shown, bool IsPicture, params string[] Endings)
{
    public static readonly MediaType Png = new("image/png", "PNG", true, "png");
    public static readonly MediaType Jpeg = new("image/jpeg", "JPEG", true, "jpg", "jpeg");
    public static readonly MediaType WebP = new("image/webp", "WebP", true, "webp");
    public static readonly MediaType Gif = new("image/gif", "GIF", true, "gif");
    public static readonly MediaType Svg = new("image/svg+xml", "SVG", true, "svg");
    public static readonly MediaType Pdf = new("application/pdf", "PDF", false, "pdf");
    public static readonly MediaType Mp3 = new("audio/mpeg", "MP3", false, "mp3");
    public static readonly MediaType Ogg = new("audio/ogg", "OGG", false, "ogg", "opus");
    public static readonly MediaType M4a = new("audio/mp4", "M4A", false, "m4a");

    private static readonly MediaType[] All = [Png, Jpeg, WebP, Gif, Svg, Pdf, Mp3, Ogg, M4a];

    public static string AllEndings { get; } = string.Join(", ", All.SelectMany(type => type.Endings));

    public static MediaType? ByName(string path) =>
        All.FirstOrDefault(type => type.Endings.Any(ending => path.EndsWith("." + ending, StringComparison.OrdinalIgnoreCase)));

    public static MediaType? ByContent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (bytes.StartsWith("RIFF"u8) && At(bytes, 8, "WEBP"u8)) return WebP;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Gif;
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        if (IsOgg(bytes)) return Ogg;
        if (IsM4a(bytes)) return M4a;
        if (IsMp3(bytes)) return Mp3;
        return IsSvg(bytes) ? Svg : null;
    }

    // Ogg and MP4 carry films too; only those with sound alone are taken.
    private static bool IsOgg(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("OggS"u8) && (At(bytes, 28, "OpusHead"u8) || At(bytes, 28, "\u0001vorbis"u8)) && !ContainsTheora(bytes);

    private static bool ContainsTheora(ReadOnlySpan<byte> bytes) => bytes.IndexOf((ReadOnlySpan<byte>)[0x80, .. "theora"u8]) >= 0;

    private static bool IsM4a(ReadOnlySpan<byte> bytes) =>
        At(bytes, 4, "ftyp"u8) && (At(bytes, 8, "M4A "u8) || At(bytes, 8, "mp42"u8) || At(bytes, 8, "isom"u8)) && !HasVideoTrack(bytes);

    // A track says what it is in its "hdlr" box: version and four zero bytes, then the kind.
    private static bool HasVideoTrack(ReadOnlySpan<byte> bytes)
    {
        for (int at; (at = bytes.IndexOf("hdlr"u8)) >= 0; bytes = bytes[(at + 4)..])
            if (At(bytes, at + 12, "vide"u8))
                return true;
        return false;
    }

    private static bool IsMp3(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("ID3"u8) || bytes.Length > 3 && bytes[0] == 0xFF && (bytes[1] & 0xE6) == 0xE2 && (bytes[2] & 0xF0) is not (0 or 0xF0) && (bytes[2] & 0x0C) != 0x0C;

    // Whether it really is a picture, SvgReader says; here it is told from HTML and from text.
    private static bool IsSvg(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, 4096)];
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) && start.IndexOf("<svg"u8) is >= 0 and var svg && start[..svg].IndexOf("<html"u8) < 0;
    }

    private static bool At(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> mark) => bytes.Length >= at + mark.Length && bytes.Slice(at, mark.Length).SequenceEqual(mark);
}
