using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;

namespace Academy.Credentials.Tests;

/// <summary>A certificate to change one thing of, and the ways to read one back.</summary>
internal static partial class Sample
{
    public static readonly CertificateFacts Facts = new()
    {
        Number = "202600000003",
        HolderName = "Іңкәрбекова Үміт Шыңғысқызы",
        Position = "Ақбұлақ ауылдық округінің әкімі",
        Organisation = new("Мемлекеттік басқару академиясы", "Академия государственного управления"),
        CourseTitle = new("Өтініштер, рәсімдер, ашықтық және деректер", "Обращения, процедуры, открытость и данные"),
        Hours = 8,
        From = new(2027, 3, 2),
        To = new(2027, 3, 6),
        IssuedOn = new(2027, 3, 9),
        SignatoryName = "Б. Қ. Сәрсенбаев",
        SignatoryPosition = new("Академия ректоры", "Ректор академии"),
        City = new("Өскемен", "Усть-Каменогорск"),
        VerificationUrl = "https://academy.example/v/202600000003/K7M4Q2",
        Specimen = false,
    };

    public static string TextOf(CertificateFacts facts)
    {
        using var document = PdfDocument.Open(CertificatePdf.Render(facts));
        return document.GetPage(1).Text;
    }

    /// <summary>The file's objects without their streams: what a viewer acts on, readable.</summary>
    public static string StructureOf(byte[] pdf) =>
        Streams().Replace(Encoding.Latin1.GetString(pdf), "stream endstream");

    [GeneratedRegex("stream\n.*?endstream", RegexOptions.Singleline)]
    private static partial Regex Streams();
}
