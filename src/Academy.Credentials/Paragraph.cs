using System.Globalization;

namespace Academy.Credentials;

/// <summary>Breaks a text into lines of about equal length: centred text with one short last line looks broken.</summary>
internal static class Paragraph
{
    public static IReadOnlyList<string> Balance(string text, float measure, Func<string, float> width)
    {
        var space = width(" ");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Pieces(word, measure, width))
            .Select(piece => (piece.Text, Width: width(piece.Text), piece.Glued))
            .ToArray();
        if (words.Length == 0) return [];

        var lines = Break(words, measure, space);
        if (lines.Count == 1) return lines;

        // The narrowest measure that needs no further line; a point's quarter is finer than the eye.
        var (low, high) = (words.Max(word => word.Width), measure);
        while (high - low > 0.25f)
        {
            var middle = (low + high) / 2;
            var narrower = Break(words, middle, space);
            if (narrower.Count > lines.Count) low = middle;
            else (high, lines) = (middle, narrower);
        }

        return lines;
    }

    // Every line but the last keeps its space at the end, so that text taken out of the file keeps its words apart.
    private static List<string> Break((string Text, float Width, bool Glued)[] words, float measure, float space)
    {
        var lines = new List<string>();
        var (line, length) = (words[0].Text, words[0].Width);
        foreach (var word in words.Skip(1))
        {
            var gap = word.Glued ? 0 : space;
            if (length + gap + word.Width <= measure)
            {
                (line, length) = (line + (word.Glued ? "" : " ") + word.Text, length + gap + word.Width);
                continue;
            }

            lines.Add(word.Glued ? line : line + " ");
            (line, length) = (word.Text, word.Width);
        }

        lines.Add(line);
        return lines;
    }

    // A word longer than the line is cut where it must be; nobody's text may run into the frame.
    private static IEnumerable<(string Text, bool Glued)> Pieces(string word, float measure, Func<string, float> width)
    {
        if (width(word) <= measure)
        {
            yield return (word, false);
            yield break;
        }

        var (piece, glued) = ("", false);
        var letters = StringInfo.GetTextElementEnumerator(word);
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            if (piece.Length > 0 && width(piece + letter) > measure)
            {
                yield return (piece, glued);
                (piece, glued) = ("", true);
            }

            piece += letter;
        }

        yield return (piece, glued);
    }
}
