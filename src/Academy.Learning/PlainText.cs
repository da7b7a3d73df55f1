using System.Globalization;
using System.Text;

namespace Academy.Learning;

/// <summary>What people type into a field, brought to one form: so that two windows with the same words hold the same text, and any database takes it.</summary>
public static class PlainText
{
    /// <summary>Line ends become one character, what no database or eye can hold (zero characters, halves of pairs) goes.</summary>
    public static string Clean(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return "";

        var clean = new StringBuilder(typed.Length);
        for (var at = 0; at < typed.Length; at++)
        {
            var letter = typed[at];
            if (letter == '\r')
            {
                clean.Append('\n');
                if (at + 1 < typed.Length && typed[at + 1] == '\n') at++;
            }
            else if (char.IsHighSurrogate(letter) && at + 1 < typed.Length && char.IsLowSurrogate(typed[at + 1]))
            {
                clean.Append(letter).Append(typed[++at]);
            }
            else if (!char.IsSurrogate(letter) && (letter is '\n' or '\t' || char.GetUnicodeCategory(letter) != UnicodeCategory.Control))
            {
                clean.Append(letter);
            }
        }
        return clean.ToString();
    }
}
