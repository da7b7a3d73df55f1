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

    public static byte[] Apply(ReadOnlySpan<byte> skia)
    {
        // Latin-1 maps every byte to one character and back: safe for the compressed parts too.
        var file = Encoding.Latin1.GetString(skia);
        var table = file.LastIndexOf("\nxref\n", StringComparison.Ordinal) + 1;
        var trailerAt = file.IndexOf("trailer\n", table, StringComparison.Ordinal);
        // Skia writes the identifier last, in hexadecimal or as bytes, whichever is shorter this time.
        var trailer = file[trailerAt..file.IndexOf("/ID [", trailerAt, StringComparison.Ordinal)];

        var objects = Entry().Matches(file[table..trailerAt])
            .Select((entry, index) => (Number: index + 1, Offset: int.Parse(entry.Groups[1].ValueSpan, CultureInfo.InvariantCulture)))
            .OrderBy(entry => entry.Offset)
            .ToArray();
        var header = file[..objects[0].Offset];
        var bodies = objects
            .Select((entry, i) => file[entry.Offset..(i + 1 < objects.Length ? objects[i + 1].Offset : table)])
            .ToArray();

        Change("<</Type /Catalog\n", body => body.Replace("/Type /Catalog\n", "/Type /Catalog\n/Lang (kk)\n", StringComparison.Ordinal));
        Change("<</Type /Metadata\n", body => Identifier().Replace(LengthPattern()
            .Replace(body, match => $"/Length {int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + Languages.Length}>>", 1)
            .Replace("<xmpMM:DocumentID>", Languages + "<xmpMM:DocumentID>", StringComparison.Ordinal), Identified(Guid.Empty)));

        // The identifier is the document's own fingerprint: the same facts give the same bytes, other facts another one.
        var fingerprint = SHA256.HashData(Encoding.Latin1.GetBytes(string.Concat(bodies)));
        var id = new Guid(fingerprint.AsSpan(0, 16), bigEndian: true);
        Change("<</Type /Metadata\n", body => Identifier().Replace(body, Identified(id)));
        trailer += $"/ID [<{id:N}> <{id:N}>]>>\n";

        return Assemble(header, [.. objects.Select(entry => entry.Number)], bodies, trailer);

        void Change(string opening, Func<string, string> change)
        {
            var found = Array.FindIndex(bodies, body => body.AsSpan(0, Math.Min(60, body.Length)).Contains(opening, StringComparison.Ordinal));
            bodies[found] = change(bodies[found]);
        }
    }

    private static byte[] Assemble(string header, int[] numbers, string[] bodies, string trailer)
    {
        var file = new StringBuilder(header, header.Length + bodies.Sum(body => body.Length) + 2048);
        var offsets = new int[numbers.Length + 1];
        for (var i = 0; i < bodies.Length; i++)
        {
            offsets[numbers[i]] = file.Length;
            file.Append(bodies[i]);
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Length}\n0000000000 65535 f \n");
        foreach (var offset in offsets.AsSpan(1)) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(trailer).Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    // As XMP writes it, 8-4-4-4-12 in small letters.
    private static string Identified(Guid id) => $"uuid:{id:D}";

    [GeneratedRegex(@"uuid:[0-9a-f-]{36}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(\d{10}) 00000 n ", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Length (\d+)>>")]
    private static partial Regex LengthPattern();
}
