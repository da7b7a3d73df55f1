using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Files under media/: what they are by content and name, how large, and that they cannot act by themselves.</summary>
public sealed class MediaTests
{
    /// <summary>A name, the file's first bytes in hexadecimal, and what comes of it.</summary>
    public static TheoryData<string, string, string> Pictures { get; } = new()
    {
        { "a.png", PngHeader + "00000280 000001E0", "image/png 640×480" },
        { "a.PNG", PngHeader + "00000001 00000001", "image/png 1×1" },
        { "a.png", PngHeader + "00000000 00000001", "CW163" },
        { "a.png", PngHeader + "FFFFFFFF 00000001", "CW163" },
        { "a.png", PngHeader, "CW163" },
        { "a.png", PngHeader + "00001389 00001388", "CW164" },
        { "a.png", PngHeader + "00001388 00001388", "image/png 5000×5000" },
        { "a.gif", "474946383961 8002 E001 00", "image/gif 640×480" },
        { "a.gif", "474946383761 8002 E001 00", "image/gif 640×480" },
        { "a.gif", "474946383961", "CW163" },
        { "a.jpg", "FFD8 FFE0 0004 0000 FFC0 0011 08 01E0 0280 03 000000000000", "image/jpeg 640×480" },
        { "a.jpeg", "FFD8 FFFF FFC2 0011 08 01E0 0280 03 000000000000", "image/jpeg 640×480" },
        { "a.jpg", "FFD8 " + Orientation("4D4D", "002A 00000008 0001 0112 0003 00000001 0006 0000") + "FFC0 0011 08 01E0 0280 03 000000000000", "image/jpeg 480×640" },
        { "a.jpg", "FFD8 " + Orientation("4949", "2A00 08000000 0100 1201 0300 01000000 0800 0000") + "FFC0 0011 08 01E0 0280 03 000000000000", "image/jpeg 480×640" },
        { "a.jpg", "FFD8 " + Orientation("4949", "2A00 08000000 0100 1201 0300 01000000 0300 0000") + "FFC0 0011 08 01E0 0280 03 000000000000", "image/jpeg 640×480" },
        { "a.jpg", "FFD8 " + Orientation("4949", "2A00 FFFFFFFF 0100 1201 0300 01000000 0300 0000") + "FFC0 0011 08 01E0 0280 03 000000000000", "image/jpeg 640×480" },
        { "a.jpg", "FFD8 FFC4 0004 0000 FFDA 0008 0000 0000 0000 0000 0000", "CW163" },
        { "a.jpg", "FFD8 FFE0 0000 FFC0 0011 08 01E0 0280 03 000000000000", "CW163" },
        { "a.jpg", "FFD8FF", "CW163" },
        { "a.webp", "52494646 00000000 57454250 56503820 00000000 000000 9D012A 8002 E001", "image/webp 640×480" },
        { "a.webp", "52494646 00000000 57454250 5650384C 00000000 2F 7FC27700 0000000000", "image/webp 640×480" },
        { "a.webp", "52494646 00000000 57454250 56503858 00000000 00000000 7F0200 DF0100", "image/webp 640×480" },
        { "a.webp", "52494646 00000000 57454250", "CW163" },
    };

    private const string PngHeader = "89504E470D0A1A0A 0000000D 49484452 ";

    [Theory, MemberData(nameof(Pictures))]
    public void A_picture_tells_its_size_or_is_refused(string name, string bytes, string expected) =>
        Assert.Equal(expected, Read(name, Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("a.pdf", "%PDF-1.7\n", "application/pdf")]
    [InlineData("a.mp3", "ID3\u0004", "audio/mpeg")]
    [InlineData("a.mp3", "\u00FF\u00FB\u0090\u0064", "audio/mpeg")]
    [InlineData("a.ogg", "OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u0013OpusHead", "audio/ogg")]
    [InlineData("a.opus", "OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u001E\u0001vorbis", "audio/ogg")]
    [InlineData("a.m4a", "\0\0\0\u0018ftypM4A ", "audio/mp4")]
    [InlineData("a.ogg", "OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u002A\u0080theora", "CW162")]
    [InlineData("a.ogg", "OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u001E\u0001vorbis   OggS \u0080theora", "CW162")]
    [InlineData("a.m4a", "\0\0\0\u0018ftypisom\0\0\0\0 hdlr\0\0\0\0\0\0\0\0soun hdlr\0\0\0\0\0\0\0\0vide", "CW162")]
    [InlineData("a.png", "GIF89a1234", "CW161 PNG GIF")]
    [InlineData("a.jpg", "\u0089PNG\r\n\u001A\n", "CW161 JPEG PNG")]
    [InlineData("a.pdf", "<svg xmlns='http://www.w3.org/2000/svg'/>", "CW161 PDF SVG")]
    [InlineData("a.svg", "<html><svg></svg></html>", "CW162 SVG")]
    [InlineData("a.png", "<script>alert(1)</script>", "CW162 PNG")]
    [InlineData("a.png", "", "CW162 PNG")]
    [InlineData("a.html", "<p>", "CW160"), InlineData("a.js", "alert(1)", "CW160"), InlineData("a.png.exe", "MZ", "CW160"), InlineData("a", "x", "CW160"), InlineData("png", "x", "CW160")]
    [InlineData("a.mp4", "\0\0\0\u0018ftypmp42", "CW160"), InlineData("a.css", "x", "CW160"), InlineData("a.swf", "CWS", "CW160"), InlineData("a.doc", "x", "CW160")]
    public void A_file_is_what_its_content_and_its_name_say(string name, string content, string expected) =>
        Assert.StartsWith(expected, Read(name, Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("width='640' height='480'", "640×480")]
    [InlineData("width='640px' height='480.4px'", "640×480")]
    [InlineData("width='1in' height='2.54cm'", "96×96")]
    [InlineData("width='100%' height='100%' viewBox='0 0 640 480'", "640×480")]
    [InlineData("viewBox='0,0,640,480'", "640×480")]
    [InlineData("", "CW163"), InlineData("viewBox='0 0 x y'", "CW163"), InlineData("width='1e9' height='1'", "CW163"), InlineData("width='0' height='1'", "CW163"), InlineData("width='NaN' height='1'", "CW163")]
    public void An_SVG_tells_its_size(string attributes, string expected) =>
        Assert.EndsWith(expected, Svg($"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"));

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<g onclick='alert(1)'/>", "onclick"), InlineData("<g OnLoad='alert(1)'/>", "OnLoad")]
    [InlineData("<a href='https://example.kz'><text>x</text></a>", "<a")]
    [InlineData("<foreignObject/>", "<foreignObject"), InlineData("<iframe/>", "<iframe"), InlineData("<SCRIPT/>", "<SCRIPT")]
    [InlineData("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>", "<h:script"), InlineData("<x xmlns='urn:x'/>", "<x")]
    [InlineData("<set attributeName='href' to='javascript:alert(1)'/>", "<set"), InlineData("<animate/>", "<animate")]
    [InlineData("<image href='https://example.kz/a.png'/>", "href"), InlineData("<image href='data:image/svg+xml;base64,PHN2Zz4='/>", "href"), InlineData("<use href='other.svg#a'/>", "href")]
    [InlineData("<use xlink:href='data:image/png;base64,x' xmlns:xlink='http://www.w3.org/1999/xlink'/>", "xlink:href"), InlineData("<image href=' //example.kz/a'/>", "href")]
    [InlineData("<rect fill='url(https://example.kz/a#b)'/>", "fill"), InlineData("<rect style='fill:URL( \"//x\")'/>", "style"), InlineData("<rect style='fill:u\\72l(//x)'/>", "style")]
    [InlineData("<style>@import 'x.css';</style>", "@import"), InlineData("<style><![CDATA[a{b:url(x)}]]></style>", "url("), InlineData("<style>a{background:image-set('x' 1x)}</style>", "image-set")]
    [InlineData("<feImage href='#a'/>", "<feImage"), InlineData("<g xml:base='https://example.kz/'/>", "xml:base"), InlineData("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet")]
    public void An_SVG_that_runs_or_fetches_something_is_refused_by_name(string inside, string name) =>
        Assert.Equal($"CW165 {name}", Svg($"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>{inside}</svg>"));

    [Theory]
    [InlineData("<g/><!--<svg-->"), InlineData("<svg/>"), InlineData("<svg xmlns='http://www.w3.org/2000/svg'>"), InlineData("<svg xmlns='http://www.w3.org/2000/svg'/><svg/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>&nbsp;</svg>"), InlineData("<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>&a;</svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>&a;</svg>")]
    [InlineData("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"a>b\" [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>")]
    [InlineData("<!--<!DOCTYPE svg>--><!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>")]
    public void An_SVG_that_is_not_well_formed_or_brings_declarations_is_refused(string text) => Assert.Equal("CW166", Svg(text));

    [Fact]
    public void An_SVG_may_name_the_DTD_that_nobody_reads() =>
        Assert.Equal("image/svg+xml 1×1", Svg("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"));

    [Fact]
    public void An_SVG_in_another_encoding_is_refused()
    {
        const string svg = "<?xml version='1.0' encoding='{0}'?><svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

        Assert.Equal("image/svg+xml 1×1", Svg(svg.Replace("{0}", "UTF-8", StringComparison.Ordinal)));
        Assert.Equal("CW165 encoding=windows-1251", Svg(svg.Replace("{0}", "windows-1251", StringComparison.Ordinal)));
        Assert.StartsWith("CW119", Read("a.svg", [.. Encoding.UTF8.GetBytes(svg), 0xFF]));
    }

    [Fact]
    public void A_drawing_as_programs_make_it_is_taken() =>
        Assert.Equal("image/svg+xml 300×200", Svg("""
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <!-- Created with a drawing program -->
            <svg width="300" height="200" version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
                 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="C:\карта.svg">
              <sodipodi:namedview id="base" inkscape:zoom="1"/>
              <style>.a { fill: url(#sky); font-family: 'Noto Sans' }</style>
              <defs><linearGradient id="sky"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>
              <title>Карта</title>
              <g inkscape:label="1" class="a"><path d="M0 0L1 1" fill="url('#sky')"/><use xlink:href="#sky"/><image href="data:image/png;base64,iVBORw0KGgo="/></g>
              <text x="1" y="2">Ауыл &amp; округ<tspan>ң</tspan></text>
            </svg>
            """));

    [Theory]
    [InlineData("<< /S /JavaScript /JS (app.alert(1)) >>", "/JavaScript"), InlineData("<</S/J#61vaScript>>", "/JavaScript"), InlineData("<< /S /Launch /F (cmd.exe) >>", "/Launch")]
    [InlineData("<< /EmbeddedFiles 5 0 R >>", "/EmbeddedFiles"), InlineData("<< /Subtype/RichMedia>>", "/RichMedia"), InlineData("/XFA[", "/XFA"), InlineData("trailer << /Encrypt 3 0 R >>", "/Encrypt")]
    public void A_PDF_that_acts_or_carries_something_is_refused_by_name(string inside, string name)
    {
        Assert.Equal($"CW167 {name}", Read("a.pdf", Encoding.Latin1.GetBytes("%PDF-1.7\n1 0 obj\n" + inside + "\nendobj")));
        Assert.Equal($"CW167 {name}", Read("a.pdf", Packed(Encoding.Latin1.GetBytes(inside))));
    }

    [Fact]
    public void A_PDF_whose_packed_objects_cannot_be_looked_into_is_refused()
    {
        Assert.Equal("CW167 /ObjStm", Read("a.pdf", Encoding.Latin1.GetBytes("%PDF-1.7\n<< /Type /ObjStm >>\nstream\nnot packed\nendstream")));
        Assert.Equal("CW167 /ObjStm", Read("a.pdf", "%PDF-1.7\n<< /Type /ObjStm >>"u8.ToArray()));
        Assert.Equal("CW167 /ObjStm", Read("a.pdf", Packed(new byte[100 << 20])));
    }

    [Fact]
    public void A_PDF_that_is_only_paper_is_taken()
    {
        Assert.Equal("application/pdf", Read("a.pdf", "%PDF-1.7\n<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] /Names 4 0 R >>"u8.ToArray()));
        Assert.Equal("application/pdf", Read("a.pdf", Packed("<< /Type /Page >>"u8.ToArray())));
    }

    [Fact]
    public void A_file_keeps_its_bytes_and_is_named_by_their_hash()
    {
        var bytes = "%PDF-1.7"u8.ToArray();
        var diagnostics = new List<Diagnostic>();

        var media = MediaReader.Read(new CourseSource([new("media/карта/план.pdf", bytes), new("m/a.kk.md", bytes), new("media.pdf", bytes)]), diagnostics);

        var file = Assert.Single(media).Value;
        Assert.Empty(diagnostics);
        Assert.Equal(("media/карта/план.pdf", "план.pdf", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))), (file.Path, file.Name, file.Sha256));
        Assert.Equal(bytes, file.Bytes.ToArray());
    }

    [Property(MaxTest = 2000)]
    public void Whatever_follows_a_beginning_the_file_is_taken_or_refused(byte[] rest, uint pick)
    {
        string[] beginnings =
        [
            "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR", "GIF89a", "\u00FF\u00D8\u00FF", "\u00FF\u00D8\u00FF\u00E1\0\u0030Exif\0\0MM\0*\0\0\0\u0008", "\u00FF\u00D8\u00FF\u00E1\0\u0010Exif\0\0II*\0",
            "RIFF0000WEBPVP8 ", "RIFF0000WEBPVP8L0000/", "RIFF0000WEBPVP8X", "OggS", "\0\0\0\u0018ftypM4A hdlr", "%PDF-/ObjStm stream\n", "%PDF-/", "<svg xmlns='http://www.w3.org/2000/svg' ",
        ];
        var bytes = (byte[])[.. Encoding.Latin1.GetBytes(beginnings[pick % beginnings.Length]), .. rest];
        foreach (var ending in (string[])["png", "gif", "jpg", "webp", "ogg", "m4a", "pdf", "svg", "mp3"]) Assert.NotEmpty(Read("a." + ending, bytes));
    }

    private static string Svg(string text) => Read("a.svg", Encoding.UTF8.GetBytes(text));

    private static string Read(string name, byte[] bytes)
    {
        var diagnostics = new List<Diagnostic>();
        var file = MediaReader.Read(new CourseSource([new("media/" + name, bytes)]), diagnostics).Values.Single();
        foreach (var diagnostic in diagnostics)
            foreach (var language in Languages.All)
                Assert.NotEmpty(diagnostic.ToString(language));

        if (diagnostics.Count > 0) return string.Join(' ', (string[])[diagnostics[0].Code, .. diagnostics[0].Code is "CW161" or "CW162" or "CW165" or "CW167" ? diagnostics[0].Arguments : []]);
        return file.Width is null ? file.Type : $"{file.Type} {file.Width}×{file.Height}";
    }

    private static byte[] Packed(byte[] objects)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(objects);
        return [.. "%PDF-1.7\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n"u8, .. packed.ToArray(), .. "\nendstream"u8];
    }

    private static string Orientation(string order, string directory)
    {
        var exif = "457869660000" + order + directory.Replace(" ", "", StringComparison.Ordinal);
        return $"FFE1 {exif.Length / 2 + 2:X4} {exif} ";
    }
}
