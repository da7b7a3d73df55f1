using System.Globalization;

namespace Academy.Courseware;

/// <summary>A change of one line that mends what a diagnostic names: offered where the compiler is certain, done where a person presses it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">Letters of that line that it takes away; 0 where it only puts something in.</param>
/// <param name="Text">What comes there; may have several lines, and <see cref="Today"/>.</param>
public sealed record Fix(int Line, int Column, int Length, string Text)
{
    /// <summary>Stands for the day on which the fix is pressed: the compiler itself knows no day.</summary>
    public const string Today = "{today}";

    /// <param name="today">The day of who presses it.</param>
    public string TextOn(DateOnly today) => Text.Replace(Today, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <param name="text">With line feeds, as an editor has it.</param>
    /// <returns>The text mended; as it was where it has no such place any more.</returns>
    public string Apply(string text, DateOnly today)
    {
        var start = 0;
        for (var line = 1; line < Line; line++)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0) return text;
        }
        var end = text.IndexOf('\n', start);
        if (end < 0) end = text.Length;
        var from = start + Column - 1;
        return Column < 1 || Length < 0 || from + Length > end ? text : string.Concat(text.AsSpan(0, from), TextOn(today), text.AsSpan(from + Length));
    }
}
