using SkiaSharp;
using UglyToad.PdfPig;

namespace Academy.Credentials.Tests;

/// <summary>A certificate that staff designed: its words and languages are the ones chosen, and the rest stays.</summary>
public sealed class DesignTests
{
    [Fact]
    public void One_language_is_spoken_alone_and_the_fields_are_filled_in_whole()
    {
        var kazakh = Sample.TextOf(Sample.Facts with { Design = new CertificateDesign { Languages = PaperLanguages.Kazakh, HasEmblem = false, Ornament = PaperOrnament.Lines } });
        Assert.Contains("біліктілігін арттырды", kazakh);
        foreach (var russian in (string[])["повышение", "Ректор академии", "Город", "Подлинность", "Дата выдачи", "подтверждает"]) Assert.DoesNotContain(russian, kazakh);

        var design = new CertificateDesign
        {
            Languages = PaperLanguages.Russian, Heading = new("ДИПЛОМ", "УДОСТОВЕРЕНИЕ"), Confirms = new("Расталады", "Удостоверяется, что"),
            Sentence = new("{course}", "освоил(а) программу «{course}» ({hours}) {period}"),
        };
        var text = Sample.TextOf(Sample.Facts with { Design = design, CourseTitle = new("{hours}", "Учёт {hours}") });
        foreach (var said in (string[])["УДОСТОВЕРЕНИЕ", "Удостоверяется, что", "программу «Учёт {hours}» (8 академических часов)"]) Assert.Contains(said, text);
        foreach (var kazakhWord in (string[])["ДИПЛОМ", "Қала", "Академия ректоры"]) Assert.DoesNotContain(kazakhWord, text);
    }

    [Theory]
    [InlineData("{period} {course} {hours}", null), InlineData("{name} {course}", "{name}"), InlineData("{ course }", "{ course }"), InlineData("плоско", null)]
    public void A_field_that_nothing_fills_is_told(string sentence, string? field) => Assert.Equal(field, CertificateDesign.UnknownField(sentence));

    [Fact]
    public void A_signature_as_a_picture_is_cleaned_and_brings_no_transparency_into_the_file()
    {
        using var bitmap = new SKBitmap(1300, 500, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        bitmap.Erase(SKColors.Transparent);
        for (var x = 100; x < 1200; x++) bitmap.SetPixel(x, 250, SKColors.Navy);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        var picture = Facsimile.Clean(encoded.ToArray());

        using var cleaned = SKBitmap.Decode(picture);
        Assert.InRange(cleaned.Width, 400, 648);
        Assert.InRange(cleaned.Height, 100, 168);
        Assert.Equal(SKColors.White, cleaned.GetPixel(0, 0));
        var pdf = CertificatePdf.Render(Sample.Facts with { Design = new CertificateDesign { Signature = picture } });
        Assert.DoesNotContain("/SMask", Sample.StructureOf(pdf));
        using var document = PdfDocument.Open(pdf);
        Assert.Single(document.GetPage(1).GetImages());
        Assert.Null(Facsimile.Clean("no picture"u8.ToArray()));
        Assert.Null(Facsimile.Clean([]));
    }
}
