namespace Academy.Learning.Statistics;

/// <summary>
/// Whether a question is harder in one language for people who know as much: the Mantel–Haenszel test, stratified by what they earned on
/// the rest of the paper. Sources: Mantel, N., Haenszel, W. (1959), J. Natl. Cancer Inst. 22, 719–748; for questions of a test Holland, P. W.,
/// Thayer, D. T. (1988), Differential item performance and the Mantel-Haenszel procedure, in Wainer, H., Braun, H. I. (eds), Test Validity, 129–145.
/// </summary>
public sealed class MantelHaenszel
{
    /// <summary>Bands of the rest score, five percent each.</summary>
    public const int Strata = 20;

    private readonly Table[] _tables;

    public MantelHaenszel(int strata = Strata) => _tables = new Table[strata];

    /// <param name="rest">What the rest of the paper earned, from 0 to 1.</param>
    /// <param name="isReference">The first of the two groups.</param>
    public void Add(double rest, bool isReference, bool isRight) =>
        Add(Math.Clamp((int)(rest * _tables.Length + 1e-9), 0, _tables.Length - 1), isReference, isRight, 1);

    /// <summary>For tables that are counted already.</summary>
    public void Add(int stratum, bool isReference, bool isRight, int times) => _tables[stratum].Add(isReference, isRight, times);

    /// <summary>Null where no band holds people of both groups, some right and some wrong: then nothing can be compared.</summary>
    public DifferenceTest? Test
    {
        get
        {
            double right = 0, expected = 0, variance = 0, least = 0, most = 0, forReference = 0, forOther = 0;
            foreach (var table in _tables)
            {
                double reference = table.ReferenceRight + table.ReferenceWrong, other = table.OtherRight + table.OtherWrong;
                double rights = table.ReferenceRight + table.OtherRight, wrongs = table.ReferenceWrong + table.OtherWrong, all = rights + wrongs;
                if (reference == 0 || other == 0 || rights == 0 || wrongs == 0) continue;

                right += table.ReferenceRight;
                expected += reference * rights / all;
                variance += reference * other * rights * wrongs / (all * all * (all - 1));
                least += Math.Max(0, rights - other);
                most += Math.Min(rights, reference);
                forReference += table.ReferenceRight * (double)table.OtherWrong / all;
                forOther += table.ReferenceWrong * (double)table.OtherRight / all;
            }
            if (variance <= 0) return null;

            // A half is taken off for continuity, but never more than there is.
            var distance = Math.Max(0, Math.Abs(right - expected) - 0.5);
            var chiSquare = distance * distance / variance;
            // Mantel, N., Fleiss, J. L. (1980), Am. J. Epidemiol. 112, 129–134: below five on either side chi-square is no good approximation.
            var isEnough = Math.Min(expected - least, most - expected) >= 5;
            return new DifferenceTest(chiSquare, ChiSquare.UpperTail(chiSquare), forOther > 0 ? forReference / forOther : double.PositiveInfinity, isEnough);
        }
    }

    private struct Table
    {
        public int ReferenceRight { get; private set; }
        public int ReferenceWrong { get; private set; }
        public int OtherRight { get; private set; }
        public int OtherWrong { get; private set; }

        public void Add(bool isReference, bool isRight, int times)
        {
            if (isReference && isRight) ReferenceRight += times;
            else if (isReference) ReferenceWrong += times;
            else if (isRight) OtherRight += times;
            else OtherWrong += times;
        }
    }
}

/// <param name="ChiSquare">With one degree of freedom and the correction for continuity.</param>
/// <param name="P">How often chance alone would give as much.</param>
/// <param name="OddsRatio">Above 1 the question is easier for the first group.</param>
/// <param name="IsEnough">Whether there are people enough for the test to be trusted.</param>
public sealed record DifferenceTest(double ChiSquare, double P, double OddsRatio, bool IsEnough)
{
    /// <summary>The size on the delta scale of Holland and Thayer; below 0 the question is easier for the first group.</summary>
    public double Delta => -2.35 * Math.Log(OddsRatio);

    /// <summary>
    /// Source: Zieky, M. (1993), Practical questions in the use of DIF statistics in test development, in Holland, P. W., Wainer, H. (eds),
    /// Differential Item Functioning, 337–347: less than 1 is negligible, 1.5 and more is large.
    /// </summary>
    public DifferenceSize Size => Math.Abs(Delta) switch { < 1 => DifferenceSize.Negligible, < 1.5 => DifferenceSize.Moderate, _ => DifferenceSize.Large };
}

public enum DifferenceSize { Negligible, Moderate, Large }

/// <summary>The chi-square distribution with one degree of freedom.</summary>
public static class ChiSquare
{
    /// <summary>How often a value is at least this large: erfc(√(x/2)).</summary>
    public static double UpperTail(double value)
    {
        if (value <= 0) return 1;

        var z = Math.Sqrt(value / 2);
        return z < 2 ? 1 - LowerPart(z) : UpperPart(z);
    }

    // erf by its series (Abramowitz, Stegun 1964, 7.1.6): all terms have one sign, so nothing cancels.
    private static double LowerPart(double z)
    {
        double term = z, sum = z;
        for (var n = 1; term > sum * 1e-17; n++) sum += term *= 2 * z * z / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum;
    }

    // erfc by its continued fraction (7.1.14), from the far end: from 2 on, 60 steps leave no digit wrong.
    private static double UpperPart(double z)
    {
        var fraction = z;
        for (var n = 60; n > 0; n--) fraction = z + n / 2.0 / fraction;
        return Math.Exp(-z * z) / (Math.Sqrt(Math.PI) * fraction);
    }
}

/// <summary>Many questions are tested at once, and one in twenty would look bad by chance alone.</summary>
public static class Holm
{
    /// <summary>
    /// P values made larger, so that below 0.05 there is one false alarm in twenty whole tests. Source: Holm, S. (1979), A simple
    /// sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65–70.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var least = 0.0;
        foreach (var (rank, place) in Enumerable.Range(0, values.Count).OrderBy(place => values[place]).Index())
            adjusted[place] = least = Math.Max(least, Math.Min(1, (values.Count - rank) * values[place]));
        return adjusted;
    }
}
