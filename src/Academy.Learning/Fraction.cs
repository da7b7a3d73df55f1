using System.Numerics;

namespace Academy.Learning;

/// <summary>An exact number. Points are added and held against the bar as fractions, so that three thirds make a whole and 69.99 never becomes 70.</summary>
public sealed record Fraction
{
    public static readonly Fraction Zero = new(0, 1);
    public static readonly Fraction One = new(1, 1);

    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / common, denominator / common);
    }

    public Fraction(decimal value)
        : this(Mantissa(value), BigInteger.Pow(10, value.Scale)) { }

    public BigInteger Numerator { get; }

    /// <summary>Above zero; without a common divisor with <see cref="Numerator"/>, so equal numbers are equal records.</summary>
    public BigInteger Denominator { get; }

    public Fraction Plus(Fraction other) =>
        new(Numerator * other.Denominator + other.Numerator * Denominator, Denominator * other.Denominator);

    public Fraction Times(Fraction other) => new(Numerator * other.Numerator, Denominator * other.Denominator);

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The greatest whole number that is not above it.</summary>
    public BigInteger Floor() => (Numerator - BigInteger.Remainder(BigInteger.Remainder(Numerator, Denominator) + Denominator, Denominator)) / Denominator;

    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static BigInteger Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return decimal.IsNegative(value) ? -mantissa : mantissa;
    }
}
