namespace Academy.Courseware;

/// <summary>Recognises archives, by content as well as by name: what is inside one, nobody has looked at.</summary>
internal static class Archives
{
    private static readonly string[] Endings =
        [".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz", ".cab", ".jar", ".iso", ".docx", ".xlsx", ".pptx", ".odt", ".epub"];

    private static readonly byte[][] Beginnings =
    [
        [.. "PK\x03\x04"u8], [.. "PK\x05\x06"u8], [.. "PK\x07\x08"u8], [.. "Rar!\x1A\x07"u8], [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C],
        [0x1F, 0x8B, 0x08], [0xFD, .. "7zXZ\0"u8], [0x28, 0xB5, 0x2F, 0xFD], [.. "MSCF\0\0\0\0"u8],
    ];

    private const int TarMark = 257;

    public static bool IsArchive(string path, ReadOnlySpan<byte> bytes)
    {
        foreach (var ending in Endings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        foreach (var beginning in Beginnings)
            if (bytes.StartsWith(beginning))
                return true;
        return bytes.Length > TarMark && bytes[TarMark..].StartsWith("ustar"u8)
            || bytes.StartsWith("BZh"u8) && bytes.Length > 10 && bytes[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);
    }
}
