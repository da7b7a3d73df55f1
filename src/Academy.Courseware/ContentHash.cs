using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Academy.Courseware;

/// <summary>The identity of an edition.</summary>
public static class ContentHash
{
    /// <summary>
    /// SHA-256, lower-case hexadecimal, over the name, length and bytes of every file of the course and then of the library. Lengths
    /// stand before what they measure, so no two sets of files run together into the same bytes.
    /// </summary>
    public static string Of(CourseSource course, CourseSource library)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var source in (CourseSource[])[course, library])
        {
            AppendNumber(hash, source.Files.Count);
            foreach (var (path, bytes) in source.Files)
            {
                var name = Encoding.UTF8.GetBytes(path);
                AppendNumber(hash, name.Length);
                hash.AppendData(name);
                AppendNumber(hash, bytes.Length);
                hash.AppendData(bytes.Span);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
