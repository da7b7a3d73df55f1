using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;
using UglyToad.PdfPig;
using ZXing;
using ZXing.Common;

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

    public static SKBitmap Picture(byte[] png) => SKBitmap.Decode(png);

    public static string? ReadCode(SKBitmap picture)
    {
        var pixels = picture.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }).ToArray();
        var reader = new BarcodeReaderGeneric { Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true } };
        return reader.Decode(new RGBLuminanceSource(pixels, picture.Width, picture.Height))?.Text;
    }

    /// <summary>
    /// Runs a tool of the machine; without it the test says that it was skipped, or, where
    /// ACADEMY_TEST_REQUIRE=all asks for everything, fails.
    /// </summary>
    public static string Run(string tool, params string[] arguments)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, tool)));
        if (!found && Environment.GetEnvironmentVariable("ACADEMY_TEST_REQUIRE") == "all")
            Assert.Fail($"{tool} is not installed, and ACADEMY_TEST_REQUIRE=all asks for it.");
        Assert.SkipUnless(found, $"{tool} is not installed.");

        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    [GeneratedRegex("stream\n.*?endstream", RegexOptions.Singleline)]
    private static partial Regex Streams();
}
