using System.Text;
using System.Xml;

namespace Academy.Sheets;

/// <summary>
/// The text of a part on its way to the XML reader, which would hold a text, an attribute or a tag of any length in memory at once: none is let
/// through that is longer than a cell can be. Declarations and CDATA, which no spreadsheet program writes, are not let through at all.
/// </summary>
internal sealed class PartText(Stream part, TableLimits limits) : TextReader
{
    // A letter may be written as a number: &#128515;
    private const int LettersOfOne = 12;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly StreamReader _reader = new(part, Strict, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 15);
    private readonly long _longest = (long)limits.TextLength * LettersOfOne;
    private long _sinceTag;
    private string _opening = "";

    public override int Read() => throw new NotSupportedException();

    public override int Read(char[] buffer, int index, int count)
    {
        var read = _reader.Read(buffer, index, count);
        Check(buffer.AsSpan(index, read));
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<char> letters)
    {
        while (!letters.IsEmpty)
        {
            if (_opening.Length > 0)
            {
                // "<!" may come in two pieces.
                _opening += letters[0];
                letters = letters[1..];
                if (_opening.Length == 3 && _opening != "<!-") throw new TableRefusedException(TableFault.Unsafe);
                if (_opening.Length == 3 || _opening[1] != '!')
                {
                    _sinceTag = _opening[^1] == '<' ? 0 : _opening.Length;
                    _opening = _opening[^1] == '<' ? "<" : "";
                }
                continue;
            }

            var tag = letters.IndexOf('<');
            _sinceTag += tag < 0 ? letters.Length : tag;
            if (_sinceTag > _longest) throw new TableRefusedException(TableFault.TextTooLong, limits.TextLength);
            if (tag < 0) return;
            letters = letters[(tag + 1)..];
            _sinceTag = 0;
            if (letters.IsEmpty || letters[0] == '!') _opening = "<";
        }
    }
}

/// <summary>A table of names that is full at some time: a part of nothing but new names would fill the memory otherwise.</summary>
internal sealed class PartNames : XmlNameTable
{
    // The whole format has some two thousand.
    private const int Most = 5_000;
    private const int LongestName = 1_000;

    private readonly NameTable _names = new();
    private int _count;

    public override string Add(string array) => Get(array) ?? Counted(_names.Add(array));

    public override string Add(char[] array, int offset, int length) => Get(array, offset, length) ?? Counted(_names.Add(array, offset, length));

    public override string? Get(string array) => _names.Get(array);

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    private string Counted(string name) => ++_count > Most || name.Length > LongestName ? throw new TableRefusedException(TableFault.Unsafe) : name;
}
