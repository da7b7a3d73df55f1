namespace Academy.Learning.Statistics;

/// <summary>Mean and variance of one series in a single pass. Source: Welford, B. P. (1962), Technometrics 4(3), 419–420: no large numbers are subtracted.</summary>
public struct Moments
{
    private double _squares;

    public int Count { get; private set; }
    public double Mean { get; private set; }

    /// <summary>With n − 1; null below two values.</summary>
    public readonly double? Variance => Count > 1 ? _squares / (Count - 1) : null;

    public readonly double? Deviation => Variance is { } variance ? Math.Sqrt(variance) : null;

    public void Add(double value)
    {
        Count++;
        var from = value - Mean;
        Mean += from / Count;
        _squares += from * (value - Mean);
    }
}

/// <summary>Pearson's correlation of two series in a single pass.</summary>
public struct Correlation
{
    // What is left of rounding where all values are alike.
    private const double Nothing = 1e-12;

    private double _x, _y, _xx, _yy, _xy;

    public int Count { get; private set; }

    /// <summary>Null where one of the series does not vary: nothing can go with it. Rounded, so that what is nothing is not a little below it.</summary>
    public readonly double? Value => Count > 1 && _xx > Nothing && _yy > Nothing ? Math.Round(_xy / Math.Sqrt(_xx * _yy), 12) + 0.0 : null;

    public void Add(double x, double y)
    {
        Count++;
        var (fromX, fromY) = (x - _x, y - _y);
        _x += fromX / Count;
        _y += fromY / Count;
        _xx += fromX * (x - _x);
        _yy += fromY * (y - _y);
        _xy += fromX * (y - _y);
    }
}

/// <summary>How often each whole second came: the exact median of any number of times in little memory.</summary>
public sealed class Seconds
{
    /// <summary>An hour: whoever leaves a question open longer has gone for tea.</summary>
    public const int Most = 3600;

    private readonly SortedDictionary<int, int> _counts = [];
    private int _count;

    public void Add(TimeSpan time)
    {
        var seconds = (int)Math.Clamp(time.TotalSeconds, 0, Most);
        _counts[seconds] = _counts.GetValueOrDefault(seconds) + 1;
        _count++;
    }

    /// <summary>Null where there is none. Between two middle ones the lower.</summary>
    public int? Median
    {
        get
        {
            var before = 0;
            foreach (var (seconds, count) in _counts)
                if ((before += count) * 2 >= _count)
                    return seconds;
            return null;
        }
    }
}
