using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Learning;

/// <summary>Reads what people type, so that only what was meant is compared.</summary>
internal static partial class Typed
{
    // Far more than anybody types, and little enough that no answer keeps the grader busy.
    private const int LongestNumber = 200;

    // Letters that are whole already, without a mark that belongs to the one before: nearly every text is of nothing else.
    private static readonly SearchValues<char> Whole = SearchValues.Create(
        [.. Enumerable.Range(0, 0x300).Concat(Enumerable.Range(0x400, 0x83)).Concat(Enumerable.Range(0x48A, 0xA6)).Select(letter => (char)letter), '–', '—', '’', '‘', '«', '»', '№', '…']);

    // What a decimal holds exactly, and one for the zero before the comma.
    private const int MostDigits = 26;

    /// <summary>Whether a typed text is one of the accepted ones; nothing typed never is.</summary>
    public static bool IsOneOf(string typed, IEnumerable<string> accepted)
    {
        var folded = Folded(typed);
        return folded.Length > 0 && accepted.Any(one => Folded(one) == folded);
    }

    /// <summary>The same, where a Kazakh letter may also be typed as the one that stands in its place on a Russian keyboard.</summary>
    public static bool IsOneOfOnRussianKeyboard(string typed, IEnumerable<string> accepted)
    {
        var folded = Folded(typed);
        return folded.Length > 0 && accepted.Any(one => ReadsAs(Folded(one), folded));
    }

    // Letter by letter, and one way only: who types a Kazakh letter has the keys for it, so elsewhere it is another word.
    private static bool ReadsAs(string accepted, string typed)
    {
        if (accepted.Length != typed.Length) return false;
        for (var at = 0; at < accepted.Length; at++)
            if (accepted[at] != typed[at] && !OnRussianKeyboard(accepted[at]).Contains(typed[at]))
                return false;
        return true;
    }

    // The two that look Latin are also typed as such.
    private static string OnRussianKeyboard(char kazakh) => kazakh switch
    {
        'Ә' => "А",
        'Ғ' => "Г",
        'Қ' => "К",
        'Ң' => "Н",
        'Ө' => "О",
        'Ұ' or 'Ү' => "У",
        'Һ' => "ХH",
        'І' => "ИI",
        _ => "",
    };

    /// <summary>One spelling for texts that differ only in case, ё and е, spaces or their form in Unicode.</summary>
    public static string Folded(string text) => Folded(text, NormalizationForm.FormC);

    /// <summary>A number as it is written in Kazakhstan, or with a point, with or without one of the units. Null where it is none.</summary>
    public static Fraction? Number(string typed, IEnumerable<string> units)
    {
        if (Parts(typed, units) is not var (isNegative, whole, part)) return null;

        var number = BigInteger.Parse(whole + part, NumberStyles.None, CultureInfo.InvariantCulture);
        return new Fraction(isNegative ? -number : number, BigInteger.Pow(10, part.Length));
    }

    /// <summary>The same as a decimal, with how many digits stand after the comma, zeros at the end not counted. Null also where it has more digits than a decimal holds.</summary>
    public static (decimal Number, int Decimals)? Decimal(string typed, IEnumerable<string> units)
    {
        if (Parts(typed, units) is not var (isNegative, whole, part)) return null;

        (whole, part) = (whole.TrimStart('0'), part.TrimEnd('0'));
        if (whole.Length + part.Length > MostDigits) return null;
        var number = decimal.Parse($"{(isNegative ? "-" : "")}0{whole}.{part}0", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        // Without the zero that was put behind, so that 2 stays 2 when it is written out.
        return (number / 1.000000000000000000000000000000m, part.Length);
    }

    private static (bool IsNegative, string Whole, string Part)? Parts(string typed, IEnumerable<string> units)
    {
        if (typed.Length > LongestNumber) return null;

        var match = NumberThenRest().Match(typed.Trim());
        var (whole, part) = (DigitsOf(match.Groups["whole"].Value), match.Groups["part"].Value);
        if (whole.Length + part.Length == 0) return null;

        var rest = FoldedUnit(match.Groups["rest"].Value);
        if (rest.Length > 0 && !units.Any(unit => FoldedUnit(unit) == rest)) return null;
        return (match.Groups["minus"].Success, whole, part);
    }

    /// <summary>Whole letters instead of letters and marks, for any text at all.</summary>
    /// <remarks>Half a surrogate pair and U+FFFE make <see cref="string.Normalize()"/> throw; U+FFFD stands in their place.</remarks>
    public static string Normalized(string text, NormalizationForm form = NormalizationForm.FormC) =>
        form == NormalizationForm.FormC && text.AsSpan().IndexOfAnyExcept(Whole) < 0 ? text :
        string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD').Normalize(form);

    // The compatible form makes "км2" of "км²": few keyboards have the small two.
    private static string FoldedUnit(string unit) => Folded(unit, NormalizationForm.FormKC);

    private static string Folded(string text, NormalizationForm form)
    {
        // Split(null) splits at every kind of space, non-breaking ones included.
        var spaced = string.Join(' ', Normalized(text, form).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return spaced.ToUpperInvariant().Replace('Ё', 'Е');
    }

    private static string DigitsOf(string grouped) => string.Concat(grouped.Where(char.IsAsciiDigit));

    // Spaces only between groups of three: "4 5" is a slip of the finger, not forty-five.
    [GeneratedRegex(
        @"^(\+|(?<minus>[-−–]))?\s*(?<whole>[0-9]{1,3}(\s[0-9]{3})+|[0-9]*)([.,](?<part>[0-9]+))?(?<rest>.*)\z",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NumberThenRest();
}
