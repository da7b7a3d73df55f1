using System.Globalization;
using System.Text.RegularExpressions;

namespace Academy.Courseware;

/// <summary>Reads <c>45 ± 0.5 км²</c>, <c>40..50</c> or <c>10 000 ₸</c>.</summary>
internal static partial class NumberAnswer
{
    private const string Digits = @"\d+(?:[ \u00A0\u202F]\d{3})*(?:[.,]\d+)?";

    // A unit has no digits and is short, so that «2026 жылғы 1 шілде» stays a text.
    [GeneratedRegex($@"^(?<first>[-−]?{Digits})\s*(?:(?:\.\.|…)\s*(?<last>[-−]?{Digits})|(?:±|\+/-|\+-)\s*(?<spread>{Digits}))?\s*(?<unit>[\p{{L}}%‰°₸$€][^\d|]{{0,20}})?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    /// <summary>False where the text is no number at all; then it is an answer in words.</summary>
    public static bool TryRead(string text, out decimal least, out decimal most, out string unit)
    {
        (least, most, unit) = (0, 0, "");
        // Longer is no number that anyone could answer.
        if (text.Length > 100) return false;

        var match = Form().Match(text);
        if (!match.Success || !TryParse(match.Groups["first"].Value, out least)) return false;

        most = least;
        unit = match.Groups["unit"].Value.Trim();
        if (match.Groups["last"].Success) return TryParse(match.Groups["last"].Value, out most);
        if (!match.Groups["spread"].Success) return true;
        if (!TryParse(match.Groups["spread"].Value, out var spread)) return false;
        try
        {
            (least, most) = (least - spread, most + spread);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool TryParse(string text, out decimal number) =>
        decimal.TryParse(text.Replace('−', '-').Replace(',', '.').Replace(" ", "").Replace("\u00A0", "").Replace("\u202F", ""),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
