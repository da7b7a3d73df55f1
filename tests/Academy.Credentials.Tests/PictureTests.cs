using System.Xml.Linq;
using SkiaSharp;

namespace Academy.Credentials.Tests;

/// <summary>What the eye and the camera get.</summary>
public sealed class PictureTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void The_code_on_the_preview_opens_the_verification_address(bool specimen)
    {
        using var picture = PaperPicture.Picture(CertificatePdf.Preview(Sample.Facts with { Specimen = specimen }));

        Assert.Equal(Sample.Facts.VerificationUrl, PaperPicture.ReadCode(picture));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_code_on_the_printed_sheet_opens_the_verification_address(bool specimen)
    {
        Assert.Equal(Sample.Facts.VerificationUrl, PaperPicture.CodeIn(CertificatePdf.Render(Sample.Facts with { Specimen = specimen })));
    }

    [Theory]
    [InlineData("https://academy.example/v/202600000003/K7M4Q2")]
    [InlineData("https://academy.example/v/1/2?a=1&b=\"><script>alert(1)</script>")]
    public void The_code_for_pages_is_an_SVG_of_shapes_alone_that_opens_the_address(string address)
    {
        var svg = XElement.Parse(QrCode.Svg(address));

        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.All(svg.Elements(), element => Assert.Equal(ns + "path", element.Name));
        Assert.Empty(svg.Descendants().Attributes("style"));
        Assert.DoesNotContain("script", svg.ToString());

        var side = svg.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse).Last();
        using var picture = new SKBitmap(side * 6, side * 6);
        using var canvas = new SKCanvas(picture);
        canvas.Scale(6);
        canvas.Translate(4, 4);
        foreach (var path in svg.Elements())
        {
            using var shape = SKPath.ParseSvgPathData(path.Attribute("d")!.Value);
            using var paint = new SKPaint { Color = path.Attribute("fill")?.Value == "#fff" ? SKColors.White : SKColors.Black };
            canvas.DrawPath(shape, paint);
        }

        Assert.Equal(address, PaperPicture.ReadCode(picture));
    }

    // Spirals that all turn one way make a sign nobody wants on a state's paper. Mirrored halves cannot.
    [Fact]
    public void The_frame_is_its_own_mirror_image_left_to_right_and_top_to_bottom()
    {
        using var picture = PaperPicture.Picture(CertificatePdf.Preview(Sample.Facts));
        var frame = FrameOf(picture);

        Assert.True(frame.Count(dot => IsDrawn(picture.GetPixel(dot.X, dot.Y))) > 20_000, "The frame is hardly there.");
        Assert.True(Unlike(frame, dot => new(picture.Width - 1 - dot.X, dot.Y)) < 0.002, "Left and right differ.");
        Assert.True(Unlike(frame, dot => new(dot.X, picture.Height - 1 - dot.Y)) < 0.002, "Top and bottom differ.");

        double Unlike(List<SKPointI> dots, Func<SKPointI, SKPointI> mirrored) =>
            (double)dots.Count(dot => Differ(picture.GetPixel(dot.X, dot.Y), At(mirrored(dot)))) / dots.Count;

        SKColor At(SKPointI dot) => picture.GetPixel(dot.X, dot.Y);
    }

    // Within a corner too: mirrored in its own upright, not only in the corner across.
    [Fact]
    public void Each_corner_ornament_is_its_own_mirror_image()
    {
        using var picture = PaperPicture.Picture(CertificatePdf.Preview(Sample.Facts));
        const double middle = 35.6 * 2, reach = 22;

        var unlike = 0;
        var drawn = 0;
        for (var y = (int)(middle - reach); y < middle + reach; y++)
            for (var x = (int)(middle - reach); x < middle; x++)
            {
                var pixel = picture.GetPixel(x, y);
                if (IsDrawn(pixel)) drawn++;
                // Half a dot of shift is all that the middle's place between two dots can make.
                var across = (int)Math.Floor(2 * middle - x - 0.5);
                if (IsDrawn(pixel) && !Around(across, y).Any(IsDrawn)) unlike++;
            }

        Assert.True(drawn > 200, "The corner is hardly there.");
        Assert.True(unlike <= drawn / 100, $"{unlike} of {drawn} dots have no counterpart.");

        IEnumerable<SKColor> Around(int x, int y) =>
            from dy in (int[])[-1, 0, 1] from dx in (int[])[-1, 0, 1] select picture.GetPixel(x + dx, y + dy);
    }

    private static List<SKPointI> FrameOf(SKBitmap picture)
    {
        const int depth = 104;
        var dots = new List<SKPointI>();
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++)
                if (x < depth || y < depth || x >= picture.Width - depth || y >= picture.Height - depth)
                    dots.Add(new(x, y));
        return dots;
    }

    private static bool IsDrawn(SKColor color) => color.Blue < 170;

    private static bool Differ(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue) > 150;
}
