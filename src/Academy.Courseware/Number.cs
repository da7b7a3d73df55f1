using System.Globalization;

namespace Academy.Courseware;

/// <summary>Numbers as the sentences of diagnostics print them: the same under every culture.</summary>
internal static class Number
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
