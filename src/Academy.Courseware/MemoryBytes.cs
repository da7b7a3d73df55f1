using System.Runtime.InteropServices;

namespace Academy.Courseware;

/// <summary>Bytes in memory as a stream to read, without a copy wherever they lie in an array.</summary>
internal static class MemoryBytes
{
    public static MemoryStream Open(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
