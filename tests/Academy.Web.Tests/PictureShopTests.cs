using System.Text;
using Academy.Courseware;
using SkiaSharp;
using Xunit;

namespace Academy.Web.Tests;

/// <summary>A picture that comes in leaves light, upright, and with nothing beside the picture.</summary>
public sealed class PictureShopTests : IDisposable
{
    private readonly PictureShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_photograph_is_made_smaller_and_turned_upright_and_its_place_is_gone()
    {
        var photo = Pictures.PhotoWithPlace(2400, 1200);
        Assert.Contains("GPSLatitude", Encoding.Latin1.GetString(photo));

        var made = (await _shop.MakeAsync(photo, budget: null, CancellationToken.None)).Made!;

        Assert.Equal((600, 1200, "webp"), (made.Width, made.Height, made.Ending));
        Assert.True(made.Bytes.Length < photo.Length);
        Assert.DoesNotContain("GPSLatitude", Encoding.Latin1.GetString(made.Bytes.Span));
        Assert.DoesNotContain("EXIF", Encoding.Latin1.GetString(made.Bytes.Span));
        // What was on the left of the film is on top now: red grew to the right, so it grows downwards.
        using var picture = SKBitmap.Decode(made.Bytes.ToArray());
        Assert.True(picture.GetPixel(300, 1150).Red > picture.GetPixel(300, 50).Red + 60);
        Assert.True(PictureParts.AreOnlyThePicture(made.Bytes.Span));
    }

    [Theory, InlineData(2, 600, 1200), InlineData(3, 1200, 600), InlineData(5, 600, 1200), InlineData(8, 600, 1200)]
    public async Task However_the_camera_was_held(int orientation, int width, int height)
    {
        var photo = Pictures.PhotoWithPlace(2400, 1200);
        photo[photo.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3]) + 9] = (byte)orientation;
        if (orientation == 2) (width, height) = (1200, 600);

        var made = (await _shop.MakeAsync(photo, budget: null, CancellationToken.None)).Made!;

        Assert.Equal((width, height), (made.Width, made.Height));
    }

    [Fact]
    public async Task Light_bytes_stay_the_very_same_where_they_are_nothing_but_the_picture()
    {
        var light = (await _shop.MakeAsync(Pictures.Photo(400, 300), budget: null, CancellationToken.None)).Made!;

        Assert.Equal(light.Bytes.ToArray(), (await _shop.MakeAsync(light.Bytes, budget: null, CancellationToken.None)).Made!.Bytes.ToArray());
        // With something behind its end it is another file in disguise.
        byte[] disguised = [.. Pictures.Photo(60, 60), .. "<script>alert(1)</script>"u8];
        Assert.DoesNotContain("script", Encoding.Latin1.GetString((await _shop.MakeAsync(disguised, budget: null, CancellationToken.None)).Made!.Bytes.Span));
    }

    [Fact]
    public async Task One_that_is_too_heavy_comes_down_to_the_budget()
    {
        var photo = Pictures.Photo(1600, 1200, grain: 90);
        var asBest = (await _shop.MakeAsync(photo, budget: null, CancellationToken.None)).Made!;
        Assert.True(asBest.Bytes.Length > LessonWeight.PictureBudget);

        var lighter = (await _shop.MakeAsync(photo, LessonWeight.PictureBudget, CancellationToken.None)).Made!;

        Assert.InRange(lighter.Bytes.Length, 1, LessonWeight.PictureBudget);
    }

    [Fact]
    public async Task What_lies_about_its_size_is_refused_by_its_header_and_what_is_cut_off_is_refused_whole()
    {
        Assert.Equal(PictureProblem.TooLarge, (await _shop.MakeAsync(Pictures.Bomb(), budget: null, CancellationToken.None)).Problem);
        Assert.Equal(PictureProblem.Broken, (await _shop.MakeAsync("no picture"u8.ToArray(), budget: null, CancellationToken.None)).Problem);
        foreach (var format in (SKEncodedImageFormat[])[SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp])
        {
            var photo = Pictures.Photo(300, 200, format);
            Assert.Equal(PictureProblem.Broken, (await _shop.MakeAsync(photo.AsMemory(0, photo.Length / 2), budget: null, CancellationToken.None)).Problem);
        }
    }

    [Fact]
    public async Task Nothing_that_is_broken_anywhere_breaks_the_shop()
    {
        var random = new Random(11);
        foreach (var format in (SKEncodedImageFormat[])[SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp])
        {
            var photo = Pictures.Photo(64, 48, format);
            for (var turn = 0; turn < 60; turn++)
            {
                var broken = (byte[])photo.Clone();
                for (var at = 0; at < 1 + turn % 8; at++) broken[random.Next(broken.Length)] = (byte)random.Next(256);
                var (made, problem) = await _shop.MakeAsync(broken, budget: null, CancellationToken.None);
                Assert.True(made is null != problem is null);
            }
        }
    }
}
