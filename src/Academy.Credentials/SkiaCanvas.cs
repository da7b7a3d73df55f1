using System.Collections.Frozen;
using System.Numerics;
using SkiaSharp;

namespace Academy.Credentials;

/// <summary>Draws with SkiaSharp, as PDF/A-2b or as a picture; it knows no page.</summary>
internal abstract class SkiaCanvas : ICertificateCanvas, IDisposable
{
    // Fonts come from the assembly, never from the system: what prints here prints the same everywhere.
    private static readonly SKTypeface[] Typefaces =
        [Load("NotoSerif-Regular.ttf"), Load("NotoSerif-Bold.ttf"), Load("NotoSerif-Italic.ttf")];

    // Only what every face has: a name is set in bold, a position in italics.
    private static readonly FrozenSet<int> Printable = Typefaces.Select(CodePoints)
        .Aggregate((all, some) => { all.IntersectWith(some); return all; })
        .ToFrozenSet();

    private readonly Dictionary<string, SKPath> _paths = [];
    private readonly SKFont[] _fonts = [.. Typefaces.Select(typeface =>
        // Without these three, widths round to whole pixels of the screen nobody looks at.
        new SKFont(typeface) { LinearMetrics = true, Subpixel = true, Hinting = SKFontHinting.None })];
    private readonly SKPaint _paint = new() { IsAntialias = true };

    public static SkiaCanvas Pdf(string title, DateOnly date) => new PdfCanvas(title, date);

    public static SkiaCanvas Png(float pixelsPerPoint) => new PngCanvas(pixelsPerPoint);

    public static bool CanPrint(int codePoint) => Printable.Contains(codePoint);

    protected SKCanvas Surface { get; private set; } = null!;

    public void Begin(float width, float height) => Surface = Open(width, height);

    public float Width(string text, Face face, float size)
    {
        var font = _fonts[(int)face];
        font.Size = size;
        return font.MeasureText(Printed(text));
    }

    public void Write(string text, Face face, float size, Ink ink, float x, float y, float degrees = 0)
    {
        var font = _fonts[(int)face];
        font.Size = size;
        Use(ink, 0);
        Surface.Save();
        Surface.Translate(x, y);
        if (degrees != 0) Surface.RotateDegrees(degrees);
        Surface.DrawText(Printed(text), 0, 0, SKTextAlign.Left, font, _paint);
        Surface.Restore();
    }

    public void Draw(Motif motif, Ink ink, in Matrix3x2 place)
    {
        if (!_paths.TryGetValue(motif.Path, out var path))
            _paths[motif.Path] = path = SKPath.ParseSvgPathData(motif.Path);

        Use(ink, motif.Stroke);
        Surface.Save();
        Surface.Concat(new SKMatrix(place.M11, place.M21, place.M31, place.M12, place.M22, place.M32, 0, 0, 1));
        Surface.DrawPath(path, _paint);
        Surface.Restore();
    }

    public void Picture(byte[] picture, float x, float y, float width, float height)
    {
        using var image = SKImage.FromEncodedData(picture);
        var scale = MathF.Min(width / image.Width, height / image.Height);
        var (w, h) = (image.Width * scale, image.Height * scale);
        Surface.DrawImage(image, SKRect.Create(x + (width - w) / 2, y + height - h, w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    public virtual void Link(float x, float y, float width, float height, string address)
    {
    }

    /// <summary>The page is full; the next begins a new one.</summary>
    public virtual void Turn()
    {
    }

    public abstract byte[] End();

    public void Dispose()
    {
        Close();
        foreach (var path in _paths.Values) path.Dispose();
        foreach (var font in _fonts) font.Dispose();
        _paint.Dispose();
    }

    protected abstract SKCanvas Open(float width, float height);

    protected abstract void Close();

    private void Use(Ink ink, float stroke)
    {
        _paint.Color = new SKColor(ink.Red, ink.Green, ink.Blue);
        _paint.Style = stroke > 0 ? SKPaintStyle.Stroke : SKPaintStyle.Fill;
        _paint.StrokeWidth = stroke;
        _paint.StrokeCap = SKStrokeCap.Round;
    }

    // A no-break space has done its work once lines are broken; whoever copies the text wants ordinary ones.
    private static string Printed(string text) => text.Replace('\u00A0', ' ');

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(SkiaCanvas).Assembly.GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(stream);
    }

    private static HashSet<int> CodePoints(SKTypeface typeface)
    {
        int[] plane = [.. Enumerable.Range(0, 0x10000)];
        using var font = new SKFont(typeface);
        return [.. font.GetGlyphs(plane).Zip(plane).Where(pair => pair.First != 0).Select(pair => pair.Second)];
    }

    private sealed class PdfCanvas(string title, DateOnly date) : SkiaCanvas
    {
        private readonly SKDynamicMemoryWStream _stream = new();
        private SKDocument _document = null!;

        public override void Link(float x, float y, float width, float height, string address) =>
            Surface.DrawUrlAnnotation(SKRect.Create(x, y, width, height), address);

        public override void Turn() => _document.EndPage();

        public override byte[] End()
        {
            _document.EndPage();
            _document.Close();
            using var data = _stream.DetachAsData();
            return PdfFinish.Apply(data.ToArray());
        }

        protected override SKCanvas Open(float width, float height)
        {
            var day = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var metadata = SKDocumentPdfMetadata.Default;
            metadata.PdfA = true;
            metadata.Title = title;
            metadata.Creation = day;
            metadata.Modified = day;
            _document ??= SKDocument.CreatePdf(_stream, metadata);
            return _document.BeginPage(width, height);
        }

        protected override void Close()
        {
            _document?.Dispose();
            _stream.Dispose();
        }
    }

    private sealed class PngCanvas(float pixelsPerPoint) : SkiaCanvas
    {
        private SKSurface _surface = null!;

        public override byte[] End()
        {
            using var image = _surface.Snapshot();
            using var data = image.Encode(SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }

        protected override SKCanvas Open(float width, float height)
        {
            _surface = SKSurface.Create(new SKImageInfo(
                (int)(width * pixelsPerPoint), (int)(height * pixelsPerPoint), SKColorType.Rgba8888, SKAlphaType.Opaque));
            _surface.Canvas.Clear(SKColors.White);
            _surface.Canvas.Scale(pixelsPerPoint);
            return _surface.Canvas;
        }

        protected override void Close() => _surface?.Dispose();
    }
}
