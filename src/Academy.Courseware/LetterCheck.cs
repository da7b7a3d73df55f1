namespace Academy.Courseware;

/// <summary>
/// Finds Latin letters that stand in a Cyrillic word because they look alike: i for і, h for һ, ə for ә. Such a word is
/// read well and found by nobody.
/// </summary>
internal static class LetterCheck
{
    public static void Check(string path, string text, string language, List<Diagnostic> diagnostics)
    {
        if (language == Languages.English) return;

        var (line, lineStart, wordStart) = (1, 0, -1);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsLetter(text[at]))
            {
                if (wordStart < 0) wordStart = at;
                continue;
            }
            if (wordStart >= 0 && Mended(text.AsSpan(wordStart, at - wordStart)) is { } mended)
                diagnostics.Add(Rules.LatinLetterInWord.At(path, line, wordStart - lineStart + 1, text[wordStart..at], mended));
            wordStart = -1;
            if (at < text.Length && text[at] == '\n') (line, lineStart) = (line + 1, at + 1);
        }
    }

    // Null for a word of one alphabet, and for one like «PDFті», whose Latin letters have no twin and are meant.
    private static string? Mended(ReadOnlySpan<char> word)
    {
        var (latin, cyrillic) = (false, false);
        foreach (var letter in word)
        {
            if (letter is >= '\u0400' and <= '\u052F') cyrillic = true;
            else if (letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or 'ə' or 'Ə') latin = true;
        }
        if (!latin || !cyrillic) return null;

        var mended = word.ToArray();
        for (var at = 0; at < mended.Length; at++)
        {
            if (mended[at] is >= '\u0400' and <= '\u052F') continue;
            if (LookAlikes.ToCyrillic(mended[at]) is not { } twin) return null;
            mended[at] = twin;
        }
        return new string(mended);
    }
}
