using SkiaSharp;

namespace Academy.Web.Tests;

/// <summary>Pictures as people have them, and as nobody should send them.</summary>
public static class Pictures
{
    /// <summary>A photograph: colours that run into each other, and grain.</summary>
    public static byte[] Photo(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int grain = 40)
    {
        var random = new Random(5);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 200 / width + random.Next(grain)), (byte)(y * 200 / height + random.Next(grain)), (byte)(90 + random.Next(grain))));
        using var data = bitmap.Encode(format, 92);
        return data.ToArray();
    }

    /// <summary>The same with what a phone writes into it: where it was taken, and that it lies on its side.</summary>
    public static byte[] PhotoWithPlace(int width, int height)
    {
        var photo = Photo(width, height);
        // TIFF, big end first: one entry, orientation 6 (turned by a quarter); behind it a place in words.
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\b"u8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. "GPSLatitude 43.238949"u8];
        return [.. photo[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. photo[2..]];
    }

    /// <summary>A few bytes that say they are a picture of 30,000 by 30,000.</summary>
    public static byte[] Bomb()
    {
        var photo = Photo(8, 8, SKEncodedImageFormat.Png);
        (photo[18], photo[19], photo[22], photo[23]) = (0x75, 0x30, 0x75, 0x30);
        return photo;
    }
}
