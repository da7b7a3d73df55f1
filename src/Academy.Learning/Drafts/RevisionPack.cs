using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Academy.Learning.Drafts;

/// <summary>
/// Bytes made small beside those they came from: Zstandard with the earlier text as its dictionary, so that a changed word costs some
/// twenty bytes wherever it stands, and a moved paragraph no more.
/// </summary>
public static class RevisionPack
{
    private const int Level = 9;

    // Room for two texts of a megabyte: a window smaller than text and dictionary together would forget the dictionary.
    private const int WindowLog = 23;

    /// <param name="earlier">What the reader will have; empty for a text that stands by itself.</param>
    public static byte[] Pack(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> earlier)
    {
        using var compressor = new Compressor(Level);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, WindowLog);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 0);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_dictIDFlag, 0);
        if (!earlier.IsEmpty) compressor.LoadDictionary(earlier.ToArray());
        return compressor.Wrap(bytes).ToArray();
    }

    /// <param name="size">How many bytes were packed.</param>
    /// <exception cref="InvalidDataException">These bytes do not unpack beside that text.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> earlier, int size)
    {
        using var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        if (!earlier.IsEmpty) decompressor.LoadDictionary(earlier.ToArray());
        try
        {
            return decompressor.Unwrap(packed, size).ToArray();
        }
        catch (ZstdException broken)
        {
            throw new InvalidDataException("A revision cannot be unpacked.", broken);
        }
    }
}
