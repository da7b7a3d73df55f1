using System.IO.Compression;

namespace Academy.Sheets;

/// <summary>
/// Unpacks one part of a workbook, no more of it than the limits allow, whatever the directory says of its size, and holds what came out against
/// the part's checksum.
/// </summary>
internal sealed class PartStream(ZipArchiveEntry entry, TableLimits limits, PartBudget budget, CancellationToken cancel) : Stream
{
    // Below this nothing is a bomb: a small part of many equal cells may well pack a thousand times.
    private const long Harmless = 16 << 20;

    private readonly Stream _packed = entry.Open();
    private readonly Crc32 _checksum = new();
    private long _length;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        var read = _packed.Read(buffer);
        if (read == 0)
        {
            if (buffer.Length > 0 && _checksum.Value != entry.Crc32) throw new InvalidDataException("The checksum differs.");
            return 0;
        }

        _checksum.Add(buffer[..read]);
        _length += read;
        budget.Take(read);
        if (_length > limits.UnpackedBytes || _length > Harmless && _length / limits.Ratio > entry.CompressedLength)
            throw new TableRefusedException(TableFault.UnpacksTooLarge, limits.UnpackedBytes >> 20);
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _packed.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What may be unpacked of a workbook in all, parts read more than once included: many sheets of the permitted size are work for an hour.</summary>
internal sealed class PartBudget(long bytes, long told)
{
    private long _left = bytes;

    public void Take(int count)
    {
        if ((_left -= count) < 0) throw new TableRefusedException(TableFault.UnpacksTooLarge, told >> 20);
    }
}

/// <summary>The checksum of the zip format.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(one =>
    {
        var value = (uint)one;
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320u ^ value >> 1 : value >> 1;
        return value;
    })];

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var one in bytes) state = Table[(byte)(state ^ one)] ^ state >> 8;
        _state = state;
    }
}
