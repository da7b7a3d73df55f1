using Academy.Courseware;
using SkiaSharp;

namespace Academy.Web;

/// <summary>What speaks against a picture.</summary>
public enum PictureProblem
{
    /// <summary>More pixels than a phone decodes; told by its header, nothing was decoded.</summary>
    TooLarge,

    /// <summary>Cut off, or no picture inside.</summary>
    Broken,

    /// <summary>A moving WebP: what its frames carry beside the picture cannot be taken out.</summary>
    Moving,
}

/// <summary>
/// Makes pictures ready for a village's line: at most 1,200 pixels, as WebP, and nothing of what cameras write beside (place, owner, time).
/// The header is read first; two pictures are decoded at a time at most.
/// </summary>
public sealed class PictureShop : IDisposable
{
    private const int Quality = 80;

    private static readonly (int Side, int Quality)[] Steps = [(LessonWeight.PictureSide, 70), (LessonWeight.PictureSide, 60), (1000, 60), (800, 60), (800, 45), (640, 45)];

    private readonly SemaphoreSlim _bench = new(2);

    /// <summary>The same picture, lighter; or the very same bytes where they are lighter and carry nothing beside the picture.</summary>
    /// <param name="bytes">A PNG, JPEG, WebP or GIF.</param>
    /// <param name="budget">Bytes to come down to, by a coarser and then a smaller picture; as near as can be done while letters are still read. Null: as it looks best.</param>
    public async Task<(MadePicture? Made, PictureProblem? Problem)> MakeAsync(ReadOnlyMemory<byte> bytes, int? budget, CancellationToken cancel)
    {
        await _bench.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Make(bytes, budget), cancel);
        }
        finally
        {
            _bench.Release();
        }
    }

    public void Dispose() => _bench.Dispose();

    private static (MadePicture?, PictureProblem?) Make(ReadOnlyMemory<byte> bytes, int? budget)
    {
        if (MediaCheck.EndingOf(bytes.Span) is not { } ending) return (null, PictureProblem.Broken);
        var (said, _) = MediaCheck.Look($"media/picture.{ending}", bytes);
        if (IsTooLarge(said.Width ?? 0, said.Height ?? 0)) return (null, PictureProblem.TooLarge);
        using var data = SKData.CreateCopy(bytes.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null) return (null, PictureProblem.Broken);
        // Two readers of one header may differ.
        if (IsTooLarge(codec.Info.Width, codec.Info.Height)) return (null, PictureProblem.TooLarge);
        var isGif = codec.EncodedFormat == SKEncodedImageFormat.Gif;
        if (codec.FrameCount > 1) return isGif ? (new MadePicture(bytes, "gif", codec.Info.Width, codec.Info.Height), null) : (null, PictureProblem.Moving);

        using var decoded = Decode(codec);
        if (decoded is null) return (null, PictureProblem.Broken);
        using var upright = Turned(decoded, codec.EncodedOrigin);
        using var fitting = Fitting(upright, LessonWeight.PictureSide);
        var made = Encode(fitting, isDrawing: codec.EncodedFormat is SKEncodedImageFormat.Png or SKEncodedImageFormat.Gif);
        // A WebP within the budget was made light once: making it again would only blur it.
        var isLight = bytes.Length <= made.Length || ending == "webp" && bytes.Length <= LessonWeight.PictureBudget;
        var isKept = isLight && fitting.Width == codec.Info.Width && fitting.Height == codec.Info.Height
            && codec.EncodedOrigin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default && PictureParts.AreOnlyThePicture(bytes.Span);
        if (budget is { } most && Math.Min(made.Length, isKept ? bytes.Length : int.MaxValue) > most) return (Lighter(fitting, made, most), null);
        return (isKept
            ? new MadePicture(bytes, ending, fitting.Width, fitting.Height)
            : new MadePicture(made, "webp", fitting.Width, fitting.Height), null);
    }

    private static bool IsTooLarge(int width, int height) => (long)width * height > Courseware.Limits.Pixels;

    // A photograph is decoded at once at the size nearest above what is wanted, which takes a fraction of the memory.
    private static SKBitmap? Decode(SKCodec codec)
    {
        var scale = Math.Min(1f, (float)LessonWeight.PictureSide / Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(scale);
        if (Math.Max(size.Width, size.Height) < LessonWeight.PictureSide && scale < 1) size = new SKSizeI(codec.Info.Width, codec.Info.Height);
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        return null;
    }

    private static SKBitmap Turned(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default) return bitmap.Copy();

        var isLying = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var turned = new SKBitmap(bitmap.Info.WithSize(isLying ? bitmap.Height : bitmap.Width, isLying ? bitmap.Width : bitmap.Height));
        using var canvas = new SKCanvas(turned);
        var (width, height) = (turned.Width, turned.Height);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        });
        canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
        return turned;
    }

    private static SKBitmap Fitting(SKBitmap bitmap, int side)
    {
        var scale = Math.Min(1f, (float)side / Math.Max(bitmap.Width, bitmap.Height));
        if (scale >= 1) return bitmap.Copy();
        var size = bitmap.Info.WithSize(Math.Max(1, (int)Math.Round(bitmap.Width * scale)), Math.Max(1, (int)Math.Round(bitmap.Height * scale)));
        return bitmap.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    // Step by step, so that no more is taken away than must be.
    private static MadePicture Lighter(SKBitmap bitmap, byte[] made, int most)
    {
        var lightest = new MadePicture(made, "webp", bitmap.Width, bitmap.Height);
        foreach (var (side, quality) in Steps)
        {
            using var smaller = Fitting(bitmap, side);
            using var pixels = smaller.PeekPixels() ?? throw new InvalidOperationException("A picture has no pixels.");
            using var written = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)) ?? throw new InvalidOperationException("A picture could not be written.");
            if (written.Size < lightest.Bytes.Length) lightest = new MadePicture(written.ToArray(), "webp", smaller.Width, smaller.Height);
            if (lightest.Bytes.Length <= most) break;
        }
        return lightest;
    }

    // Letters and lines stay sharp where that costs no more than a quarter beyond.
    private static byte[] Encode(SKBitmap bitmap, bool isDrawing)
    {
        using var pixels = bitmap.PeekPixels() ?? throw new InvalidOperationException("A picture has no pixels.");
        using var lossy = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality)) ?? throw new InvalidOperationException("A picture could not be written.");
        if (!isDrawing) return lossy.ToArray();
        using var exact = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 75)) ?? throw new InvalidOperationException("A picture could not be written.");
        return exact.Size <= lossy.Size * 5 / 4 ? exact.ToArray() : lossy.ToArray();
    }
}

/// <param name="Ending">Without a dot.</param>
public sealed record MadePicture(ReadOnlyMemory<byte> Bytes, string Ending, int Width, int Height);

/// <summary>Whether a file is nothing but a picture: no notes of a camera or program, nothing behind its end.</summary>
public static class PictureParts
{
    /// <summary>False also where it is no still picture, or broken.</summary>
    public static bool AreOnlyThePicture(ReadOnlySpan<byte> bytes) => MediaCheck.EndingOf(bytes) switch
    {
        "jpg" => Jpeg(bytes),
        "png" => Png(bytes),
        "webp" => WebP(bytes),
        _ => false,
    };

    // JFIF, a colour profile and Adobe's mark are part of the picture; Exif, XMP, Photoshop's notes and comments are not.
    private static bool Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xDA) return bytes.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]) && bytes[at..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) == bytes.Length - at - 2;
            if (marker is 0xFE or >= 0xE1 and <= 0xEF and not (0xE2 or 0xEE)) return false;
            if (marker == 0xE2 && !bytes[(at + 4)..].StartsWith("ICC_PROFILE\0"u8)) return false;
            at += 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
        }
        return false;
    }

    private static bool Png(ReadOnlySpan<byte> bytes)
    {
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var name = bytes.Slice(at + 4, 4);
            if (length > bytes.Length - at - 12) return false;
            if (name.SequenceEqual("IEND"u8)) return at + 12 == bytes.Length;
            // An upper-case first letter: needed to see the picture. Of the others only what changes how it looks.
            if ((name[0] & 0x20) != 0 && !(name.SequenceEqual("tRNS"u8) || name.SequenceEqual("sRGB"u8) || name.SequenceEqual("iCCP"u8) || name.SequenceEqual("gAMA"u8) || name.SequenceEqual("cHRM"u8) || name.SequenceEqual("pHYs"u8) || name.SequenceEqual("sBIT"u8) || name.SequenceEqual("bKGD"u8)))
                return false;
            at += 12 + (int)length;
        }
        return false;
    }

    private static bool WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L != bytes.Length) return false;
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var name = bytes.Slice(at, 4);
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (length > bytes.Length - at - 8) return false;
            if (!(name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("VP8X"u8) || name.SequenceEqual("ICCP"u8) || name.SequenceEqual("ALPH"u8))) return false;
            at += 8 + (int)length + (int)(length & 1);
        }
        return true;
    }
}
