using System.Numerics;

namespace Academy.Credentials;

/// <summary>
/// The page: A4 across, in points. It knows what stands where and no engine; <see cref="ICertificateCanvas"/>
/// is all it draws with.
/// </summary>
internal static class CertificateLayout
{
    public const float PageWidth = 842, PageHeight = 595;

    private const float Centre = PageWidth / 2;

    // 27 tiles across and 18 down, of one size, between corners of one size: the band closes without a cut tile.
    private const int TilesAcross = 27, TilesDown = 18;
    private const float Tile = (PageWidth - PageHeight) / (TilesAcross - TilesDown);
    private const float Corner = (PageWidth - TilesAcross * Tile) / 2;

    private const float Outer = 20, Inner = 52.5f, Left = 84, Right = PageWidth - Left;

    // The body may fill what lies between the number and the signature.
    private const float BodyTop = 204, BodyBottom = 415;

    // From line to line in the small print.
    private const float Leading = 1.32f;

    // Below this share of the intended size the certificate would be a leaflet: refuse instead.
    private const float LeastScale = 0.5f;

    private static readonly Ink Teal = new(0x00, 0x50, 0x5c);
    private static readonly Ink Gold = new(0xb0, 0x88, 0x2f);
    private static readonly Ink Black = new(0x10, 0x26, 0x2c);
    private static readonly Ink Grey = new(0x45, 0x59, 0x5f);
    private static readonly Ink White = new(0xff, 0xff, 0xff);
    private static readonly Ink Pale = new(0xf4, 0xe9, 0xd6);

    public static void Draw(CertificateFacts facts, ICertificateCanvas canvas)
    {
        canvas.Begin(PageWidth, PageHeight);
        if (facts.Specimen) Specimen(canvas);
        Frame(facts.Design, canvas);
        Head(facts, canvas);
        Body(facts, canvas);
        Foot(facts, canvas);
    }

    /// <summary>"202600000001" as "2026 0000 0001", for people who read it aloud or type it.</summary>
    public static string Grouped(string number) => $"{number[..4]} {number[4..8]} {number[8..]}";

    // First, so that it lies under every letter instead of across it.
    private static void Specimen(ICertificateCanvas canvas)
    {
        const float size = 68, degrees = -32;

        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        var half = canvas.Width(Words.Specimen, Face.Bold, size) / 2;
        const float drop = size * 0.36f; // half a capital's height: the letters' middle goes through the page's
        canvas.Write(Words.Specimen, Face.Bold, size, Pale,
            Centre - half * cos - drop * sin, PageHeight / 2 - half * sin + drop * cos, degrees);
    }

    private static void Frame(CertificateDesign design, ICertificateCanvas canvas)
    {
        Box(canvas, Outer, 1.6f, Gold);
        Box(canvas, Inner - 2.8f, 0.5f, Teal);
        Box(canvas, Inner, 1.3f, Teal);
        if (design.Ornament == PaperOrnament.Lines) return;

        const float scale = Tile / 36, foot = 44.6f, middle = 35.6f, turn = (Corner - foot) / 8;
        for (var i = 0; i < TilesAcross; i++)
        {
            var x = Corner + (i + 0.5f) * Tile;
            Horns(x, foot, 0);
            Horns(x, PageHeight - foot, 2);
            if (i == 0) continue;

            Diamond(x - Tile / 2, middle);
            Diamond(x - Tile / 2, PageHeight - middle);
        }

        for (var i = 0; i < TilesDown; i++)
        {
            var y = Corner + (i + 0.5f) * Tile;
            Horns(foot, y, 3);
            Horns(PageWidth - foot, y, 1);
            if (i == 0) continue;

            Diamond(middle, y - Tile / 2);
            Diamond(PageWidth - middle, y - Tile / 2);
        }

        const float corner = 35.6f;
        foreach (var x in (float[])[corner, PageWidth - corner])
            foreach (var y in (float[])[corner, PageHeight - corner])
            {
                canvas.Draw(Ornaments.Rosette, Teal, At(x, y, 0.128f));
                canvas.Draw(Ornaments.RosetteHeart, Gold, At(x, y, 0.128f));
            }

        canvas.Draw(Ornaments.VineCorner, Gold, At(foot, foot, turn));
        canvas.Draw(Ornaments.VineCorner, Gold, At(PageWidth - foot, foot, turn, 1));
        canvas.Draw(Ornaments.VineCorner, Gold, At(PageWidth - foot, PageHeight - foot, turn, 2));
        canvas.Draw(Ornaments.VineCorner, Gold, At(foot, PageHeight - foot, turn, 3));

        void Horns(float x, float y, int quarters) => canvas.Draw(Ornaments.Horns, Gold, At(x, y, scale, quarters));
        void Diamond(float x, float y) => canvas.Draw(Ornaments.Diamond, Gold, At(x, y, scale));
    }

    private static void Head(CertificateFacts facts, ICertificateCanvas canvas)
    {
        const float emblem = 26;
        var design = facts.Design;
        // One language names the institution under the emblem, two on either side of it.
        var middle = design.Languages == PaperLanguages.Both ? 97f : 86f;

        if (design.HasEmblem)
        {
            canvas.Draw(Ornaments.Ring(1.3f / emblem), Gold, At(Centre, middle, emblem));
            canvas.Draw(Ornaments.Ring(0.6f / emblem), Gold, At(Centre, middle, emblem - 2.8f));
            canvas.Draw(Ornaments.Book, Teal, At(Centre - 18.4f, middle - 18.2f, 0.92f));
        }

        if (design.Languages == PaperLanguages.Both)
        {
            Side(facts.Organisation.Kk, Left + 125);
            Side(facts.Organisation.Ru, Right - 125);
        }
        else
        {
            var name = design.One(facts.Organisation);
            Centred(canvas, name, Face.Bold, FittedSize(canvas, name, Face.Bold, 11, 640), Teal, Centre, design.HasEmblem ? 127 : 104);
        }

        var heading = design.Languages == PaperLanguages.Both && design.Heading.Kk != design.Heading.Ru ? $"{design.Heading.Kk} · {design.Heading.Ru}" : design.One(design.Heading);
        Centred(canvas, heading, Face.Bold, FittedSize(canvas, heading, Face.Bold, 44, 640), Teal, Centre, 172);
        Centred(canvas, Words.Number(Grouped(facts.Number)), Face.Regular, 12.5f, Grey, Centre, 193);

        void Side(string text, float x)
        {
            var (lines, size) = Fitted(canvas, text, Face.Bold, 11, 6, 250, 4);
            var y = middle - (lines.Count - 1) * size * 1.35f / 2 + size * 0.36f;
            foreach (var line in lines)
            {
                Centred(canvas, line, Face.Bold, size, Teal, x, y);
                y += size * 1.35f;
            }
        }
    }

    // What is long shrinks as a whole, so that the sizes keep their order; what is short gets air.
    private static void Body(CertificateFacts facts, ICertificateCanvas canvas)
    {
        for (var scale = 1f; scale >= LeastScale; scale -= 0.03f)
        {
            var rows = Rows(facts, canvas, scale);
            var spare = BodyBottom - BodyTop - rows.Sum(row => row.Gap + row.Height);
            if (spare < 0) continue;

            // Half of the spare room goes between the rows, by their own proportion, the rest above and below.
            var gaps = rows.Sum(row => row.Gap);
            var stretch = 1 + MathF.Min(0.5f, spare / 2 / gaps);
            var y = BodyTop + (spare - gaps * (stretch - 1)) / 2;
            foreach (var row in rows)
            {
                y += row.Gap * stretch + row.Height;
                if (row.Text is null) canvas.Draw(Ornaments.Line(0.8f / 420), Gold, At(Centre - 210, y, 420));
                else Centred(canvas, row.Text, row.Face, row.Size, row.Ink, Centre, y - row.Size * 0.28f);
            }

            return;
        }

        throw new ArgumentException("The name, the position and the course titles are too long for one page.", nameof(facts));
    }

    private sealed record Row(string? Text, Face Face, float Size, Ink Ink, float Height, float Gap);

    private static List<Row> Rows(CertificateFacts facts, ICertificateCanvas canvas, float scale)
    {
        var rows = new List<Row>();
        var course = Words.Course(facts);

        var design = facts.Design;
        Add(Lines(canvas, design.Languages == PaperLanguages.Both ? $"{design.Confirms.Kk} · {design.Confirms.Ru}" : design.One(design.Confirms), Face.Italic, 11.5f * scale, 640), Face.Italic, 11.5f * scale, Grey, 0, 1.3f);
        var (name, size) = Name();
        Add(name, Face.Bold, size, Black, 3 * scale, 1.24f);
        rows.Add(new Row(null, Face.Bold, 0, Gold, 0, 1.5f * scale));
        if (facts.Position.Length > 0) Wrapped(facts.Position, Face.Italic, 12.5f, 560, Black, 4);
        Wrapped(design.One(course), Face.Regular, 14.5f, 600, Black, 11);
        if (design.Languages == PaperLanguages.Both) Wrapped(course.Ru, Face.Italic, 13, 600, Grey, 9);
        return rows;

        // On one line while it stays larger than all below it; else on two lines, large again.
        (IReadOnlyList<string>, float) Name()
        {
            var (line, oneLine) = Fitted(canvas, facts.HolderName, Face.Bold, 32 * scale, 21 * scale, 640, 1);
            return line.Count == 1 ? (line, oneLine) : Fitted(canvas, facts.HolderName, Face.Bold, 26 * scale, 12 * scale, 640, 2);
        }

        void Wrapped(string text, Face face, float full, float measure, Ink ink, float gap) =>
            Add(Lines(canvas, text, face, full * scale, measure), face, full * scale, ink, gap * scale, 1.36f);

        void Add(IReadOnlyList<string> lines, Face face, float size, Ink ink, float gap, float leading)
        {
            foreach (var line in lines)
            {
                rows.Add(new Row(line, face, size, ink, size * leading, gap));
                gap = 0;
            }
        }
    }

    private static void Foot(CertificateFacts facts, ICertificateCanvas canvas)
    {
        const float top = 433, code = 82, column = Left + code + 24, name = 600;

        // The code on its own white ground (a specimen's letters must not touch it), and under it the number a
        // person types who has no camera.
        var address = new Uri(facts.VerificationUrl).AbsoluteUri;
        var (path, modules) = QrCode.Path(address);
        var quiet = 4 * code / modules;
        canvas.Draw(Ornaments.Box(code + 2 * quiet, code + 2 * quiet, 0), White, At(Left - quiet, top - quiet, 1));
        canvas.Draw(new Motif(path, 0), Black, At(Left, top, code / modules));
        canvas.Link(Left, top, code, code, address);
        Centred(canvas, Grouped(facts.Number), Face.Bold, 9, Black, Left + code / 2, top + code + 13);

        // Position, a place to sign on the printed sheet, name.
        var design = facts.Design;
        var isBoth = design.Languages == PaperLanguages.Both;
        var (kk, kkSize) = Fitted(canvas, design.One(facts.SignatoryPosition), Face.Regular, 10.5f, 6, 200, 2);
        var (ru, ruSize) = Fitted(canvas, facts.SignatoryPosition.Ru, Face.Italic, 9.5f, 6, 200, 2);
        var y = top + 8f;
        foreach (var line in kk) Next(line, Face.Regular, kkSize, Black);
        if (isBoth)
            foreach (var line in ru) Next(line, Face.Italic, ruSize, Grey);
        if (design.Signature is { } signature) canvas.Picture(signature, column + 216, top - 20, 162, 42);
        canvas.Draw(Ornaments.Line(0.6f / 162), Grey, At(column + 216, top + 20, 162));
        var (signatory, signatorySize) = Fitted(canvas, facts.SignatoryName, Face.Bold, 11, 6, Right - name, 2);
        for (var i = 0; i < signatory.Count; i++)
            canvas.Write(signatory[i], Face.Bold, signatorySize, Black, name,
                top + 19 - (signatory.Count - 1 - i) * signatorySize * 1.25f);

        // Where a paper certificate has the place of the stamp; its last line is level with the number and the date.
        const float bottom = top + code + 13, noteSize = 7.6f, noteWidth = 380;
        var kkNote = Lines(canvas, design.One(Words.Electronic), Face.Regular, noteSize, noteWidth);
        var ruNote = isBoth ? Lines(canvas, Words.Electronic.Ru, Face.Italic, noteSize, noteWidth) : [];
        var (written, writtenSize) = Fitted(canvas, facts.VerificationUrl, Face.Regular, 8, 5, noteWidth, 2);
        var linkHeight = written.Count * writtenSize * Leading;
        y = bottom - linkHeight + writtenSize * Leading - (kkNote.Count + ruNote.Count) * noteSize * Leading;
        foreach (var line in kkNote) Next(line, Face.Regular, noteSize, Grey);
        foreach (var line in ruNote) Next(line, Face.Italic, noteSize, Grey);
        foreach (var line in written) Next(line, Face.Regular, writtenSize, Teal);
        canvas.Link(column, bottom - linkHeight + 2, noteWidth, linkHeight, address);

        var issued = Words.Issued(facts.IssuedOn);
        var city = Words.City(facts.City, design.Languages);
        y = bottom - (city.Count + (isBoth ? 1 : 0)) * 13;
        foreach (var line in city) ToTheRight(line, Face.Regular, 9.5f, Black);
        ToTheRight(design.One(issued), Face.Regular, 9.5f, Black);
        if (isBoth) ToTheRight(issued.Ru, Face.Italic, 9.5f, Grey);

        void Next(string line, Face face, float size, Ink ink)
        {
            canvas.Write(line, face, size, ink, column, y);
            y += size * Leading;
        }

        void ToTheRight(string line, Face face, float size, Ink ink)
        {
            while (size > 5 && canvas.Width(line, face, size) > Right - column - noteWidth - 8) size -= 0.25f;
            canvas.Write(line, face, size, ink, Right - canvas.Width(line, face, size), y);
            y += 13;
        }
    }

    /// <summary>The text at the largest size that needs no more lines than that; at the least size, as many as it takes.</summary>
    private static (IReadOnlyList<string> Lines, float Size) Fitted(
        ICertificateCanvas canvas, string text, Face face, float largest, float least, float measure, int most)
    {
        for (var size = largest; ; size -= 0.5f)
        {
            size = MathF.Max(size, least);
            var lines = Lines(canvas, text, face, size, measure);
            if (lines.Count <= most || size <= least) return (lines, size);
        }
    }

    private static float FittedSize(ICertificateCanvas canvas, string text, Face face, float largest, float measure)
    {
        var size = largest;
        while (size > 6 && canvas.Width(text, face, size) > measure) size -= 0.5f;
        return size;
    }

    private static IReadOnlyList<string> Lines(ICertificateCanvas canvas, string text, Face face, float size, float measure) =>
        Paragraph.Balance(text, measure, part => canvas.Width(part, face, size));

    private static void Centred(ICertificateCanvas canvas, string text, Face face, float size, Ink ink, float x, float y) =>
        canvas.Write(text, face, size, ink, x - canvas.Width(text.TrimEnd(), face, size) / 2, y);

    private static void Box(ICertificateCanvas canvas, float inset, float stroke, Ink ink) =>
        canvas.Draw(Ornaments.Box(PageWidth - 2 * inset, PageHeight - 2 * inset, stroke), ink, At(inset, inset, 1));

    // Quarter turns are exact, so that a side is the mirror image of the other to the last bit.
    private static Matrix3x2 At(float x, float y, float scale, int quarters = 0) => quarters switch
    {
        0 => new(scale, 0, 0, scale, x, y),
        1 => new(0, scale, -scale, 0, x, y),
        2 => new(-scale, 0, 0, -scale, x, y),
        _ => new(0, -scale, scale, 0, x, y),
    };
}
