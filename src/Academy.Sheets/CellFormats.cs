using System.Globalization;

namespace Academy.Sheets;

/// <summary>Which looks of cells show a number as a day, and how days are counted in this workbook.</summary>
internal sealed class CellFormats(IReadOnlyList<bool> datesByStyle, bool is1904)
{
    // Days between the two systems: Excel for the old Macintosh began in 1904.
    private const int Days1904 = 1462;

    // 31 December 9999.
    private const double LastDay = 2_958_466;

    /// <summary>A number as it stands in the sheet, which is a date where its look says so.</summary>
    public TableCell Of(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return TableCell.OfText(CellText.Clean(value));

        var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < datesByStyle.Count && datesByStyle[at];
        return isDate && DateOf(number) is { } date ? TableCell.OfDate(date) : TableCell.OfNumber(number);
    }

    /// <summary>By the number of a built-in look, or by the code of one that was made.</summary>
    public static bool IsDate(int format, string? code) => code is null
        ? format is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58
        : HasDateLetters(code);

    // Before March 1900 Excel counts a day that never was, the 29th of February.
    private DateTime? DateOf(double number)
    {
        if (is1904) number += Days1904;
        else if (number is >= 60 and < 61) return null;
        else if (number is >= 1 and < 60) number++;
        return number is >= 1 and < LastDay ? DateTime.FromOADate(number) : null;
    }

    // Letters outside of quotes and brackets, of the part for positive numbers: [$-43F]d mmmm yyyy\ "ж.";@
    private static bool HasDateLetters(string code)
    {
        var (inQuotes, inBrackets) = (false, false);
        for (var at = 0; at < code.Length; at++)
        {
            var letter = code[at];
            if (inQuotes) inQuotes = letter != '"';
            else if (inBrackets) inBrackets = letter != ']';
            else if (letter == '"') inQuotes = true;
            else if (letter == '[') inBrackets = true;
            else if (letter is '\\' or '_' or '*') at++;
            else if (letter == ';') return false;
            else if (letter is 'd' or 'D' or 'y' or 'Y' or 'm' or 'M' or 'h' or 'H') return true;
        }
        return false;
    }
}
