using System.Numerics;

namespace Academy.Credentials;

/// <summary>
/// The ornament: ram's horns (қошқар мүйіз) in our own strokes. Each motif is its own mirror image. That is a
/// rule and not a taste: four spirals that all turn one way read as a swastika.
/// </summary>
internal static class Ornaments
{
    /// <summary>
    /// A pair of horns rising from a vine, 36 wide, from y = 0 up to -20. The vine leaves level on both sides, so
    /// that tiles set side by side join.
    /// </summary>
    public static readonly Motif Horns = new(
        "M0-6V-11.500C0-20.500-13-21.500-13-13.200C-13-8-6.400-7.600-6.400-12.200" +
        "M0-11.500C0-20.500 13-21.500 13-13.200C13-8 6.400-7.600 6.400-12.200" +
        "M-18 0C-9 0-2.500-1.500 0-7C2.500-1.500 9 0 18 0", 1.7f);

    /// <summary>The vine's turn at a corner: from y = 0 to x = 0, level at both ends.</summary>
    public static readonly Motif VineCorner = new("M8 0C3.500 0 0 3.500 0 8", 1.7f);

    /// <summary>What stands between two pairs of horns.</summary>
    public static readonly Motif Diamond = new("M0-3.200L3.200 0 0 3.200-3.200 0Z", 1.5f);

    /// <summary>Four pairs of horns about the middle, within -100…100: the corners.</summary>
    public static readonly Motif Rosette = new(string.Concat(Enumerable.Range(0, 4).Select(QuarterTurned)), 9f);

    /// <summary>The middle of the rosette.</summary>
    public static readonly Motif RosetteHeart = new("M0-22L22 0 0 22-22 0Z", 9f);

    /// <summary>
    /// The emblem, 40 by 40: an open book whose pages rise into horns. Ours, since the State Emblem and the
    /// flag are not ours to print.
    /// </summary>
    public static readonly Motif Book = new(
        "M20 34V14.500C20 6.500 7.500 5.500 7.500 13.500c0 5 6.500 5.500 6.500 1" +
        "M20 14.500C20 6.500 32.500 5.500 32.500 13.500c0 5-6.500 5.500-6.500 1" +
        "M20 34c-4-3.500-9.500-4.500-16-4v-8.500M20 34c4-3.500 9.500-4.500 16-4v-8.500", 2.4f);

    /// <summary>A circle of radius 1.</summary>
    public static Motif Ring(float stroke) => new("M-1 0A1 1 0 0 1 1 0A1 1 0 0 1-1 0Z", stroke);

    /// <summary>A line of length 1 to the right.</summary>
    public static Motif Line(float stroke) => new("M0 0H1", stroke);

    /// <summary>A rectangle.</summary>
    public static Motif Box(float width, float height, float stroke) =>
        new(FormattableString.Invariant($"M0 0H{width}V{height}H0Z"), stroke);

    private static string QuarterTurned(int quarters)
    {
        Vector2[] right = [new(0, -22), new(0, -56), new(0, -82), new(40, -84), new(40, -60), new(40, -44), new(20, -42), new(19, -55)];
        Vector2[] left = [.. right.Skip(1).Select(point => new Vector2(-point.X, point.Y))];

        var r = right.Select(Turned).ToArray();
        var l = left.Select(Turned).ToArray();
        return FormattableString.Invariant(
                $"M{r[0].X} {r[0].Y}L{r[1].X} {r[1].Y}C{r[2].X} {r[2].Y} {r[3].X} {r[3].Y} {r[4].X} {r[4].Y}")
            + FormattableString.Invariant($"C{r[5].X} {r[5].Y} {r[6].X} {r[6].Y} {r[7].X} {r[7].Y}")
            + FormattableString.Invariant($"M{l[0].X} {l[0].Y}C{l[1].X} {l[1].Y} {l[2].X} {l[2].Y} {l[3].X} {l[3].Y}")
            + FormattableString.Invariant($"C{l[4].X} {l[4].Y} {l[5].X} {l[5].Y} {l[6].X} {l[6].Y}");

        // Exact quarter turns: a sine would leave hairs' breadths between halves that must be equal.
        Vector2 Turned(Vector2 p) => quarters switch
        {
            0 => p,
            1 => new(-p.Y, p.X),
            2 => new(-p.X, -p.Y),
            _ => new(p.Y, -p.X),
        };
    }
}
