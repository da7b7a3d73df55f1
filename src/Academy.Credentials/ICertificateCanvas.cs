using System.Numerics;

namespace Academy.Credentials;

/// <summary>
/// What a page needs from whatever draws it. The layout knows nothing else, so another PDF engine takes one
/// file. The origin is the upper left corner, the unit a point.
/// </summary>
internal interface ICertificateCanvas
{
    void Begin(float width, float height);

    float Width(string text, Face face, float size);

    /// <summary>Writes from <paramref name="x"/> on the baseline <paramref name="y"/>, turned about that point.</summary>
    void Write(string text, Face face, float size, Ink ink, float x, float y, float degrees = 0);

    void Draw(Motif motif, Ink ink, in Matrix3x2 place);

    /// <summary>A picture as large as fits into the place, on its lower edge and in its middle.</summary>
    void Picture(byte[] picture, float x, float y, float width, float height);

    void Link(float x, float y, float width, float height, string address);

    byte[] End();
}

internal enum Face { Regular, Bold, Italic }

internal readonly record struct Ink(byte Red, byte Green, byte Blue);

/// <summary>A shape as SVG path data; <paramref name="Stroke"/> is the line's thickness in the path's own units, 0 fills it.</summary>
internal sealed record Motif(string Path, float Stroke);
