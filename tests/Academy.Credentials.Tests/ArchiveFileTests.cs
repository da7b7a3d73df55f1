using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UglyToad.PdfPig;

namespace Academy.Credentials.Tests;

/// <summary>The file as an archive and a viewer see it: PDF/A-2b, and nothing in it that acts.</summary>
public sealed class ArchiveFileTests
{
    private static readonly byte[] Pdf = CertificatePdf.Render(Sample.Facts);
    private static readonly string Structure = Sample.StructureOf(Pdf);

    [Fact]
    public void The_metadata_say_PDF_A_2b_the_title_the_date_and_both_languages()
    {
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/", dc = "http://purl.org/dc/elements/1.1/",
            rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", xmp = "http://ns.adobe.com/xap/1.0/";
        using var document = PdfDocument.Open(Pdf);

        Assert.True(document.TryGetXmpMetadata(out var metadata));
        var xml = XDocument.Parse(Encoding.UTF8.GetString(metadata.GetXmlBytes())).Descendants().ToLookup(element => element.Name);
        Assert.Equal("2", xml[pdfa + "part"].Single().Value);
        Assert.Equal("B", xml[pdfa + "conformance"].Single().Value);
        Assert.Equal("Сертификат № 2026 0000 0003", xml[dc + "title"].Single().Value);
        Assert.Equal(["kk", "ru"], xml[dc + "language"].Single().Descendants(rdf + "li").Select(language => language.Value));
        Assert.Equal("2027-03-09T00:00:00+00:00", xml[xmp + "CreateDate"].Single().Value);
        Assert.Equal("2027-03-09T00:00:00+00:00", xml[xmp + "ModifyDate"].Single().Value);
        Assert.Equal("Сертификат № 2026 0000 0003", document.Information.Title);
    }

    [Fact]
    public void The_catalogue_names_the_language_and_an_sRGB_output_intent_with_its_profile()
    {
        Assert.Contains("/Lang (kk)", Structure);
        Assert.Contains("/DisplayDocTitle true", Structure);
        Assert.Contains("/S /GTS_PDFA1", Structure);

        var profile = Regex.Match(Structure, @"/DestOutputProfile (\d+) 0 R").Groups[1].Value;
        Assert.Contains($"\n{profile} 0 obj\n<</N 3", Structure);
    }

    [Fact]
    public void All_three_fonts_are_inside_with_a_way_back_to_Unicode()
    {
        Assert.Equal(["NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-Regular"],
            Regex.Matches(Structure, @"/FontName /[A-Z]{6}\+(\S+)").Select(name => name.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(3, Regex.Count(Structure, "/Subtype /Type0"));
        Assert.Equal(3, Regex.Count(Structure, @"/ToUnicode \d+ 0 R"));
        Assert.Equal(3, Regex.Count(Structure, @"/FontFile2 \d+ 0 R"));
        Assert.Equal(3, Regex.Count(Structure, @"/Subtype /CIDFontType2\n/CIDToGIDMap /Identity"));
    }

    [Fact]
    public void It_is_one_page_of_A4_across()
    {
        using var document = PdfDocument.Open(Pdf);

        Assert.Equal(1, document.NumberOfPages);
        Assert.Equal((842, 595), (document.GetPage(1).Width, document.GetPage(1).Height));
    }

    [Theory]
    [InlineData("/JS"), InlineData("/JavaScript"), InlineData("/Launch"), InlineData("/OpenAction"), InlineData("/AA <")]
    [InlineData("/Encrypt"), InlineData("/EmbeddedFile"), InlineData("/SMask"), InlineData("/XFA"), InlineData("/Image ")]
    public void Nothing_in_it_acts_hides_or_needs_a_later_reader(string forbidden) => Assert.DoesNotContain(forbidden, Structure);

    [Fact]
    public void Its_only_links_open_the_verification_address()
    {
        var addresses = Regex.Matches(Structure, @"/URI \((.*)\)>>").Select(match => match.Groups[1].Value);

        Assert.Equal([Sample.Facts.VerificationUrl, Sample.Facts.VerificationUrl], addresses);
        Assert.Equal(2, Regex.Count(Structure, @"/Subtype /Link\n/F 4"));
    }

    // The file is written again after Skia; a reader that mends tables would hide a mistake in that.
    [Fact]
    public void Every_offset_and_every_length_is_true()
    {
        var file = Encoding.Latin1.GetString(Pdf);
        var table = int.Parse(Regex.Match(file, @"startxref\n(\d+)\n%%EOF\n\z").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", file[table..]);

        var offsets = Regex.Matches(file[table..], @"^(\d{10}) 00000 n \n", RegexOptions.Multiline);
        Assert.True(offsets.Count > 10);
        for (var i = 0; i < offsets.Count; i++)
            Assert.StartsWith($"{i + 1} 0 obj\n", file[int.Parse(offsets[i].Groups[1].Value, CultureInfo.InvariantCulture)..]);

        foreach (Match stream in Regex.Matches(file, @"/Length (\d+)>> stream\n"))
            Assert.StartsWith("\nendstream", file[(stream.Index + stream.Length + int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture))..]);
    }

    [Fact]
    public void The_fonts_are_cut_so_a_file_stays_under_a_hundred_kilobytes() => Assert.InRange(Pdf.Length, 20_000, 100_000);

    [Fact]
    public void Qpdf_finds_no_fault()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Pdf);
            Assert.Contains("No syntax or stream encoding errors found", PaperPicture.Run("qpdf", "--check", file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
