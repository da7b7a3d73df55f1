namespace Academy.Learning.Statistics;

/// <summary>
/// Cronbach's alpha. Source: Cronbach, L. J. (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16, 297–334.
/// Worked out from the mean variance v of the questions and the mean covariance c of pairs of them as k·c / (v + (k − 1)·c), which is the
/// same as k/(k − 1) · (1 − Σ variances / variance of the total) where everybody was asked the same, and still has a meaning where
/// each paper was drawn from a bank: pairs count as often as they stood on one paper.
/// </summary>
public sealed class Reliability
{
    /// <summary>Questions of a bank; above it the pairs would be too many to keep, and alpha is not worked out.</summary>
    public const int MostQuestions = 500;

    private readonly int _questions;
    private readonly Sums[] _pairs;
    private long _asked;
    private int _papers;

    /// <param name="questions">Of the bank; they are named by their place in it.</param>
    public Reliability(int questions)
    {
        _questions = questions;
        _pairs = questions <= MostQuestions ? new Sums[questions * (questions + 1) / 2] : [];
    }

    /// <param name="places">Questions of one paper, in rising order.</param>
    /// <param name="scores">What each of them earned.</param>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<double> scores)
    {
        _papers++;
        _asked += places.Length;
        if (_pairs.Length == 0) return;

        for (var one = 0; one < places.Length; one++)
            for (var other = 0; other <= one; other++)
                _pairs[places[one] * (places[one] + 1) / 2 + places[other]].Add(scores[one], scores[other]);
    }

    /// <summary>Null where it is not defined: fewer than two questions or papers, or all totals alike.</summary>
    public double? Alpha
    {
        get
        {
            if (_papers < 2 || _pairs.Length == 0) return null;

            double variance = 0, covariance = 0;
            long alone = 0, together = 0;
            for (var one = 0; one < _questions; one++)
                for (var other = 0; other <= one; other++)
                {
                    var sums = _pairs[one * (one + 1) / 2 + other];
                    if (sums.Count < 2) continue;
                    if (one == other) (variance, alone) = (variance + sums.Covariance * sums.Count, alone + sums.Count);
                    else (covariance, together) = (covariance + sums.Covariance * sums.Count, together + sums.Count);
                }
            if (alone == 0 || together == 0) return null;

            var (k, v, c) = ((double)_asked / _papers, variance / alone, covariance / together);
            var total = v + (k - 1) * c;
            return total > 1e-12 ? k * c / total : null;
        }
    }

    /// <summary>The formula as it is mostly printed, for a test that everybody takes whole.</summary>
    public static double Of(int questions, double sumOfVariances, double varianceOfTotal) =>
        questions / (questions - 1.0) * (1 - sumOfVariances / varianceOfTotal);

    private struct Sums
    {
        private double _x, _y, _xy;

        public int Count { get; private set; }

        public readonly double Covariance => (_xy - _x * _y / Count) / (Count - 1);

        public void Add(double x, double y)
        {
            Count++;
            _x += x;
            _y += y;
            _xy += x * y;
        }
    }
}
