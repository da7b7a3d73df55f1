using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Credentials;

/// <summary>
/// Three things Skia leaves undone in a PDF: the language of the document (screen readers choose a voice by
/// it), the languages in its metadata, and an identifier that is not made up anew at every run. The file is
/// written again object by object, since every offset after a change moves.
/// </summary>
internal static partial class PdfFinish
{
    private const string Languages = "<dc:language><rdf:Bag><rdf:li>kk</rdf:li><rdf:li>ru</rdf:li></rdf:Bag></dc:language>\n";

    public static byte[] Apply(byte[] skia)
    {
        var table = skia.AsSpan().LastIndexOf("\nxref\n"u8) + 1;
        var tail = Encoding.Latin1.GetString(skia.AsSpan(table));
        var trailerAt = tail.IndexOf("trailer\n", StringComparison.Ordinal);

        // Skia writes the identifier last, in hexadecimal or as bytes, whichever is shorter this time.
        var trailer = tail[trailerAt..tail.IndexOf("/ID [", trailerAt, StringComparison.Ordinal)];

        var objects = Entry().Matches(tail[..trailerAt])
            .Select((entry, index) => (Number: index + 1, Offset: Number(entry)))
            .OrderBy(entry => entry.Offset)
            .ToArray();
        var header = skia.AsMemory(0, objects[0].Offset);
        var bodies = objects
            .Select((entry, i) => (ReadOnlyMemory<byte>)skia.AsMemory(entry.Offset..(i + 1 < objects.Length ? objects[i + 1].Offset : table)))
            .ToArray();

        Change("<</Type /Catalog\n"u8, body => body.Replace("/Type /Catalog\n", "/Type /Catalog\n/Lang (kk)\n", StringComparison.Ordinal));
        Change("<</Type /Metadata\n"u8, body => Identifier().Replace(LengthPattern()
            .Replace(body, match => $"/Length {Number(match) + Languages.Length}>>", 1)
            .Replace("<xmpMM:DocumentID>", Languages + "<xmpMM:DocumentID>", StringComparison.Ordinal), Identified(Guid.Empty)));

        // The identifier is the document's own fingerprint: the same facts give the same bytes, other facts another one.
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var body in bodies) fingerprint.AppendData(body.Span);
        var id = new Guid(fingerprint.GetHashAndReset().AsSpan(0, 16), bigEndian: true);
        Change("<</Type /Metadata\n"u8, body => Identifier().Replace(body, Identified(id)));
        trailer += $"/ID [<{id:N}> <{id:N}>]>>\n";

        return Assemble(header, [.. objects.Select(entry => entry.Number)], bodies, trailer);

        // Latin-1 maps every byte to one character and back, whatever the title is encoded in.
        void Change(ReadOnlySpan<byte> opening, Func<string, string> change)
        {
            for (var i = 0; i < bodies.Length; i++)
                if (bodies[i].Span[..Math.Min(60, bodies[i].Length)].IndexOf(opening) >= 0)
                    bodies[i] = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(bodies[i].Span)));
        }
    }

    private static byte[] Assemble(ReadOnlyMemory<byte> header, int[] numbers, ReadOnlyMemory<byte>[] bodies, string trailer)
    {
        var end = new StringBuilder();
        var offsets = new int[numbers.Length + 1];
        var table = header.Length;
        for (var i = 0; i < bodies.Length; i++)
        {
            offsets[numbers[i]] = table;
            table += bodies[i].Length;
        }

        end.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Length}\n0000000000 65535 f \n");
        foreach (var offset in offsets.AsSpan(1)) end.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        end.Append(trailer).Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");

        var file = new byte[table + end.Length];
        header.Span.CopyTo(file);
        for (var i = 0; i < bodies.Length; i++) bodies[i].Span.CopyTo(file.AsSpan(offsets[numbers[i]]));
        Encoding.Latin1.GetBytes(end.ToString(), file.AsSpan(table));
        return file;
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    // As XMP writes it, 8-4-4-4-12 in small letters.
    private static string Identified(Guid id) => $"uuid:{id:D}";

    [GeneratedRegex(@"uuid:[0-9a-f-]{36}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(\d{10}) 00000 n ", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Length (\d+)>>")]
    private static partial Regex LengthPattern();
}
