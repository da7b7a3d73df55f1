using System.Globalization;

namespace Academy.Learning;

/// <summary>The year and eight digits of the year's series, without gaps: 202600000001, printed in fours as 2026 0000 0001.</summary>
public sealed record CertificateNumber
{
    public const int Length = 12;

    /// <param name="year">Of the day of issue in Kazakhstan.</param>
    /// <param name="place">1, 2, 3 … in the year's series.</param>
    public CertificateNumber(int year, long place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(place, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, 99_999_999);
        Digits = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{place:00000000}");
    }

    private CertificateNumber(string digits) => Digits = digits;

    public string Digits { get; }

    /// <summary>In fours, with non-breaking spaces, as it is printed and shown.</summary>
    public override string ToString() => $"{Digits[..4]}\u00a0{Digits[4..8]}\u00a0{Digits[8..]}";

    /// <summary>Reads what people type: with or without spaces and hyphens. Null where it is not twelve digits.</summary>
    public static CertificateNumber? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '№')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? new CertificateNumber(digits) : null;
    }
}

/// <summary>A series that numbers are taken from, one after the other, inside the transaction that uses them.</summary>
public sealed class NumberSeries(string name)
{
    /// <summary>The year.</summary>
    public string Name { get; private set; } = name;

    /// <summary>The last one given.</summary>
    public long Last { get; private set; }
}
