using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Academy.Learning;

/// <summary>Why something typed is no personal number.</summary>
public enum PersonalNumberFault
{
    /// <summary>Not twelve digits; how many there are is told beside it.</summary>
    WrongLength,

    /// <summary>Something besides digits and spaces.</summary>
    NotDigits,

    /// <summary>A spreadsheet has rounded it to 8.50101E+11: the digits are gone from this file, and must come from where the list was made.</summary>
    DigitsLost,

    /// <summary>The first six digits are no day: 30 February.</summary>
    NoSuchDay,

    /// <summary>The seventh digit tells no century.</summary>
    NoSuchCentury,

    /// <summary>A digit is mistyped, or two have changed places.</summary>
    WrongCheckDigit,

    /// <summary>It is the number of an organisation (БСН/БИН).</summary>
    OfOrganisation,
}

/// <summary>
/// The individual identification number (ЖСН/ИИН): twelve digits that begin with the day of birth and end with a check digit. It prints itself
/// masked, so that no log line, page or message shows one by accident; whoever needs the digits asks for them by <see cref="Reveal"/>.
/// A right check digit does not prove that the person exists.
/// </summary>
[DebuggerDisplay("{Masked}")]
public sealed partial record PersonalNumber
{
    private const int Length = 12;
    private const int Shown = 4;

    // With spaces and a word before it; a cell may hold a thousand times as much.
    private const int LongestTyped = 100;

    // Of what a spreadsheet has rounded, this many digits at the end are zeros: it keeps six.
    private const string RoundedEnd = "000000";

    private readonly string _digits;

    private PersonalNumber(string digits) => _digits = digits;

    /// <summary>Null where the seventh digit does not tell the century: foreigners have a zero there.</summary>
    public DateOnly? BornOn => Century(_digits[6]) is { } century ? DayIn(century, _digits) : null;

    /// <summary>The last four digits, as people tell their own number from another: ••••••••9913.</summary>
    public string Masked => new string('•', Length - Shown) + _digits[^Shown..];

    /// <summary>The twelve digits. Never for a log, an address, a title, a file's name, a message or a certificate.</summary>
    public string Reveal() => _digits;

    public override string ToString() => Masked;

    /// <summary>A number that is known to be sound: twelve digits, as it was kept.</summary>
    public static PersonalNumber Parse(string digits) =>
        Read(digits).Number ?? throw new FormatException("This is no personal number.");

    /// <summary>
    /// What somebody typed, or what a spreadsheet made of it. Zeros that Excel took off the front are put back where the number is sound with
    /// them; digits that it rounded away are gone, and nobody guesses them.
    /// </summary>
    public static PersonalNumberReading Read(string? typed)
    {
        if (typed?.Length > LongestTyped) return new(PersonalNumberFault.NotDigits, typed.Count(char.IsAsciiDigit));

        var text = Fillers().Replace(typed ?? "", "");
        if (Label().Match(text) is { Success: true } label) text = text[label.Length..];
        text = ZerosAfterComma().Replace(text, "");

        if (Rounded().Match(text) is { Success: true } rounded)
        {
            var digits = rounded.Groups["first"].Value + rounded.Groups["rest"].Value;
            // All twelve may be there, merely written strangely.
            if (rounded.Groups["power"].Value != "11" || digits.Length < Length) return new(PersonalNumberFault.DigitsLost, digits.Length);
            text = digits;
        }
        if (text.Length == 0 || !text.All(char.IsAsciiDigit)) return new(PersonalNumberFault.NotDigits, text.Count(char.IsAsciiDigit));
        if (text.Length == Length) return text.EndsWith(RoundedEnd, StringComparison.Ordinal) ? new(PersonalNumberFault.DigitsLost, Length - RoundedEnd.Length) : Checked(text, text.Length);

        // Who was born from 2000 to 2009 has one to three zeros in front. A number that begins so and lost a digit elsewhere fails at its check digit.
        if (text.Length is >= Length - 3 and < Length && text.PadLeft(Length, '0') is var padded && padded[6] is '5' or '6' && Checked(padded, text.Length) is { Number: not null } mended)
            return mended with { IsMended = true };
        return new(PersonalNumberFault.WrongLength, text.Length);
    }

    private static PersonalNumberReading Checked(string digits, int typed)
    {
        // The fifth digit of an organisation's number is 4 to 6; of a person's it begins the day.
        if (digits[4] is '4' or '5' or '6' && CheckDigit(digits) == digits[^1] - '0') return new(PersonalNumberFault.OfOrganisation, typed);
        if (digits[6] is not (>= '0' and <= '6')) return new(PersonalNumberFault.NoSuchCentury, typed);
        if (!IsDay(digits)) return new(PersonalNumberFault.NoSuchDay, typed);
        return CheckDigit(digits) == digits[^1] - '0' ? new(new PersonalNumber(digits), typed) : new(PersonalNumberFault.WrongCheckDigit, typed);
    }

    // By the second row of weights where the first gives ten; where both do, the number is never given out.
    private static int? CheckDigit(string digits)
    {
        var first = Enumerable.Range(0, 11).Sum(at => (digits[at] - '0') * (at + 1)) % 11;
        if (first < 10) return first;
        var second = Enumerable.Range(0, 11).Sum(at => (digits[at] - '0') * ((at + 2) % 11 + 1)) % 11;
        return second < 10 ? second : null;
    }

    private static bool IsDay(string digits) =>
        Century(digits[6]) is { } century ? DayIn(century, digits) is not null : DayIn(1900, digits) is not null || DayIn(2000, digits) is not null;

    private static int? Century(char seventh) => seventh switch
    {
        '1' or '2' => 1800,
        '3' or '4' => 1900,
        '5' or '6' => 2000,
        _ => null,
    };

    private static DateOnly? DayIn(int century, string digits) =>
        DateOnly.TryParseExact($"{century / 100}{digits[..6]}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"[\s\u200B-\u200F\u2060\uFEFF'`’‘\-‐‑–—]", RegexOptions.CultureInvariant)]
    private static partial Regex Fillers();

    [GeneratedRegex("^(ИИН|ЖСН|IIN|№)[:№]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex("(?<=^[0-9]{9,12})[.,]0+$", RegexOptions.CultureInvariant)]
    private static partial Regex ZerosAfterComma();

    [GeneratedRegex(@"^(?<first>[0-9])([.,](?<rest>[0-9]{1,30}))?[EeЕе]\+?(?<power>[0-9]{1,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();
}

/// <summary>A personal number read, or why it is none.</summary>
public sealed record PersonalNumberReading
{
    internal PersonalNumberReading(PersonalNumber number, int digits) => (Number, Digits) = (number, digits);

    internal PersonalNumberReading(PersonalNumberFault fault, int digits) => (Fault, Digits) = (fault, digits);

    public PersonalNumber? Number { get; }

    /// <summary>Null where there is a number.</summary>
    public PersonalNumberFault? Fault { get; }

    /// <summary>How many digits were typed, or are left of them.</summary>
    public int Digits { get; }

    /// <summary>Zeros that were lost in front were put back.</summary>
    public bool IsMended { get; init; }
}
