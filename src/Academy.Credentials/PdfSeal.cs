using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Credentials;

/// <summary>
/// Puts the signed credential into a finished file and seals the whole: an incremental update, so that what was drawn stays byte for
/// byte. The file becomes PDF/A-3u; the seal is PAdES B-B.
/// </summary>
internal static partial class PdfSeal
{
    /// <param name="room">Bytes the seal may take.</param>
    /// <param name="seal">What makes the CMS of the bytes; somebody else's machine may.</param>
    public static byte[] Apply(byte[] drawn, string number, string credential, DateTimeOffset at, int room, Func<byte[], byte[]> seal)
    {
        var text = Encoding.Latin1.GetString(drawn);
        var trailer = Trailer().Match(text);
        var (root, page, metadata) = (Find(text, "/Type /Catalog\n"), Find(text, "/Type /Page\n"), Find(text, "/Type /Metadata\n"));
        var next = int.Parse(trailer.Groups["size"].ValueSpan, CultureInfo.InvariantCulture);
        var (file, spec, field, signature) = (next, next + 1, next + 2, next + 3);
        var moment = Moment(at);

        var update = new StringBuilder();
        var places = new SortedDictionary<int, int>();
        Add(root.Number, root.Body.Replace("/Type /Catalog\n",
            $"/Type /Catalog\n/Version /1.7\n/AF [{spec} 0 R]\n/Names <</EmbeddedFiles <</Names [({number}.jwt) {spec} 0 R]>>>>\n/AcroForm <</Fields [{field} 0 R]\n/SigFlags 3>>\n", StringComparison.Ordinal));
        Add(page.Number, page.Body.Replace("/Annots [", $"/Annots [{field} 0 R ", StringComparison.Ordinal));
        // 2 becomes 3 and B becomes U, letter for letter: the stream keeps its length.
        Add(metadata.Number, metadata.Body
            .Replace("<pdfaid:part>2<", "<pdfaid:part>3<", StringComparison.Ordinal).Replace("<pdfaid:conformance>B<", "<pdfaid:conformance>U<", StringComparison.Ordinal));
        Add(file, $"<</Type /EmbeddedFile\n/Subtype /application#2Fjwt\n/Params <</ModDate ({moment})\n/Size {credential.Length}>>\n/Length {credential.Length}>> stream\n{credential}\nendstream");
        Add(spec, $"<</Type /Filespec\n/F ({number}.jwt)\n/UF ({number}.jwt)\n/Desc (Open Badges 3.0)\n/AFRelationship /Data\n/EF <</F {file} 0 R\n/UF {file} 0 R>>>>");
        Add(field, $"<</Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Seal)\n/TU {Utf16(Words.Seal)}\n/F 132\n/Rect [0 0 0 0]\n/P {page.Number} 0 R\n/V {signature} 0 R>>");
        // Ten digits each, patched once the file's length is known.
        Add(signature, $"<</Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M ({moment})\n/ByteRange [0 {new string('0', 10)} {new string('0', 10)} {new string('0', 10)}]\n/Contents <{new string('0', room * 2)}>>>");

        // Same facts, same bytes: the second half of the identifier is the update's own fingerprint.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(update.ToString())).AsSpan(0, 16));
        var table = drawn.Length + update.Length;
        update.Append("xref\n");
        foreach (var (one, at_) in places) update.Append(CultureInfo.InvariantCulture, $"{one} 1\n{at_:D10} 00000 n \n");
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {next + 4}\n/Root {root.Number} 0 R\n/Info {trailer.Groups["info"].Value} 0 R\n")
            .Append(CultureInfo.InvariantCulture, $"/ID [<{trailer.Groups["id"].Value}> <{id}>]\n/Prev {trailer.Groups["table"].Value}>>\nstartxref\n{table}\n%%EOF\n");

        var whole = new byte[drawn.Length + update.Length];
        drawn.CopyTo(whole, 0);
        Encoding.Latin1.GetBytes(update.ToString(), whole.AsSpan(drawn.Length));
        return Sealed(whole, room, seal);

        void Add(int one, string body)
        {
            places[one] = drawn.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{one} 0 obj\n{body}\nendobj\n");
        }
    }

    private static byte[] Sealed(byte[] whole, int room, Func<byte[], byte[]> seal)
    {
        var open = whole.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents ".Length;
        var close = open + 2 * room + 2;
        var range = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[0 {open:D10} {close:D10} {whole.Length - close:D10}]"));
        range.CopyTo(whole.AsSpan(whole.AsSpan().LastIndexOf("/ByteRange ["u8) + "/ByteRange ".Length));

        var cms = seal([.. whole.AsSpan(0, open), .. whole.AsSpan(close)]);
        if (cms.Length > room) throw new InvalidOperationException($"The seal takes {cms.Length} bytes, and there is room for {room}.");
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(cms)).CopyTo(whole.AsSpan(open + 1));
        return whole;
    }

    private static (int Number, string Body) Find(string text, string opening)
    {
        var at = text.IndexOf($" 0 obj\n<<{opening}", StringComparison.Ordinal);
        var start = text.LastIndexOf('\n', at - 1) + 1;
        var body = at + " 0 obj\n".Length;
        return (int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture), text[body..text.IndexOf("\nendobj", body, StringComparison.Ordinal)]);
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Utf16(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    [GeneratedRegex(@"trailer\n<</Size (?<size>\d+)\n/Root \d+ 0 R\n/Info (?<info>\d+) 0 R\n/ID \[<(?<id>[0-9a-f]{32})> <[0-9a-f]{32}>\]>>\nstartxref\n(?<table>\d+)\n%%EOF\n\z")]
    private static partial Regex Trailer();
}
