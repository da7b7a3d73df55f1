using SkiaSharp;

namespace Academy.Credentials;

/// <summary>A signature as a picture: taken from whatever was uploaded, and nothing else of it.</summary>
public static class Facsimile
{
    // Four times the place on the page, which is what a good printer shows.
    private const int Width = 648, Height = 168;

    private const int MostPixels = 16_000_000;

    /// <summary>The picture as a PNG on white and no larger than needed; null where it is none, or one of absurd size.</summary>
    public static byte[]? Clean(byte[] uploaded)
    {
        using var data = SKData.CreateCopy(uploaded);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MostPixels) return null;

        using var picture = SKBitmap.Decode(codec);
        if (picture is null) return null;

        var scale = MathF.Min(1, MathF.Min((float)Width / picture.Width, (float)Height / picture.Height));
        var (width, height) = (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        // On white: a transparent picture would bring transparency into an archive file.
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(picture);
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var png = drawn.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
