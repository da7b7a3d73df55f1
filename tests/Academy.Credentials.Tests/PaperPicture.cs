using System.Diagnostics;
using SkiaSharp;
using ZXing;
using ZXing.Common;

namespace Academy.Tests;

/// <summary>A paper as a camera sees it: drawn by poppler, its QR code read. Shared with the tests of the site.</summary>
internal static class PaperPicture
{
    public static SKBitmap Picture(byte[] png) => SKBitmap.Decode(png);

    /// <summary>The first page of a PDF at 200 dots per inch.</summary>
    public static SKBitmap Draw(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("paper-");
        try
        {
            var file = Path.Combine(folder.FullName, "paper.pdf");
            File.WriteAllBytes(file, pdf);
            Run("pdftoppm", "-r", "200", "-png", "-singlefile", file, Path.ChangeExtension(file, null));
            return Picture(File.ReadAllBytes(Path.ChangeExtension(file, "png")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the QR code of a PDF's first page says, or null.</summary>
    public static string? CodeIn(byte[] pdf)
    {
        using var picture = Draw(pdf);
        return ReadCode(picture);
    }

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
}
