using System.Globalization;
using System.Text;

namespace Academy.Credentials;

/// <summary>
/// The certificate as one page: a PDF/A-2b file to keep, or a picture to look at first. The same facts give
/// the same bytes, on any machine and thread, so a file can be compared with its fingerprint. Once a
/// file is sealed it is kept and never drawn again.
/// </summary>
public static class CertificatePdf
{
    private const float PreviewPixelsPerPoint = 2;

    /// <summary>The PDF/A-2b file.</summary>
    /// <exception cref="LetterMissingException">A text holds a letter that cannot be printed.</exception>
    /// <exception cref="ArgumentException">A fact is not what it should be, or the texts do not fit on a page.</exception>
    public static byte[] Render(CertificateFacts facts)
    {
        var checkedFacts = Checked(facts);
        using var canvas = SkiaCanvas.Pdf(
            Words.DocumentTitle(CertificateLayout.Grouped(checkedFacts.Number), checkedFacts.Specimen), checkedFacts.IssuedOn);
        CertificateLayout.Draw(checkedFacts, canvas);
        return canvas.End();
    }

    /// <summary>Several on a page each, in one file to print; refuses what <see cref="Render"/> refuses.</summary>
    /// <param name="day">The only date inside the file.</param>
    public static byte[] RenderTogether(IReadOnlyList<CertificateFacts> all, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfZero(all.Count);
        using var canvas = SkiaCanvas.Pdf(Words.Together, day);
        for (var page = 0; page < all.Count; page++)
        {
            if (page > 0) canvas.Turn();
            CertificateLayout.Draw(Checked(all[page]), canvas);
        }
        return canvas.End();
    }

    /// <summary>The same page as a PNG of 1684 by 1190 pixels; refuses what <see cref="Render"/> refuses.</summary>
    public static byte[] Preview(CertificateFacts facts)
    {
        var checkedFacts = Checked(facts);
        using var canvas = SkiaCanvas.Png(PreviewPixelsPerPoint);
        CertificateLayout.Draw(checkedFacts, canvas);
        return canvas.End();
    }

    /// <summary>
    /// The letters of a text that a certificate cannot show, each once, with its code; empty when all is well.
    /// Ask when a name is typed or imported, not on the day of issue. Signs that steer the direction of
    /// writing count as missing: they would print nothing and turn the name round where it is copied.
    /// </summary>
    public static IReadOnlyList<string> LettersMissing(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Half of a pair is no letter at all, and normalising would throw on it.
        var halves = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (char.IsSurrogate(text[i])) halves.Add($"U+{(int)text[i]:X4}");
        }

        if (halves.Count > 0) return [.. halves.Distinct()];

        return [.. Clean(text).EnumerateRunes().Where(rune => !SkiaCanvas.CanPrint(rune.Value)).Distinct().Select(Named)];
    }

    private static string Named(Rune rune)
    {
        var code = $"U+{rune.Value:X4}";
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.EnclosingMark
            ? code
            : $"{rune} ({code})";
    }

    // One form per letter (й typed as и and a breve is й), and spaces as people mean them.
    private static string Clean(string text) => string.Join(' ',
        text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static CertificateFacts Checked(CertificateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Number.Length != 12 || !facts.Number.All(char.IsAsciiDigit))
            throw new ArgumentException("A certificate's number is twelve digits.", nameof(facts));
        if (facts.Hours < 1)
            throw new ArgumentException("A certificate states at least one academic hour.", nameof(facts));
        if (facts.To < facts.From)
            throw new ArgumentException("The last day of study lies before the first.", nameof(facts));
        if (!Uri.TryCreate(facts.VerificationUrl, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new ArgumentException("The verification address is not an http or https address.", nameof(facts));

        return facts with
        {
            HolderName = Text(facts.HolderName, nameof(facts.HolderName)),
            Position = Text(facts.Position, nameof(facts.Position), mayBeEmpty: true),
            Organisation = Both(facts.Organisation, nameof(facts.Organisation)),
            CourseTitle = Both(facts.CourseTitle, nameof(facts.CourseTitle)),
            SignatoryName = Text(facts.SignatoryName, nameof(facts.SignatoryName)),
            SignatoryPosition = Both(facts.SignatoryPosition, nameof(facts.SignatoryPosition)),
            City = Both(facts.City, nameof(facts.City)),
            Design = facts.Design with
            {
                Heading = Both(facts.Design.Heading, nameof(CertificateDesign.Heading)),
                Confirms = Both(facts.Design.Confirms, nameof(CertificateDesign.Confirms)),
                // Its no-break spaces are meant, so it is looked at and left as it is.
                Sentence = Kept(facts.Design.Sentence),
            },
            VerificationUrl = Text(facts.VerificationUrl, nameof(facts.VerificationUrl)),
        };
    }

    private static Bilingual Kept(Bilingual sentence)
    {
        foreach (var text in (string[])[sentence.Kk, sentence.Ru])
            if (LettersMissing(text) is [var letter, ..]) throw new LetterMissingException(nameof(CertificateDesign.Sentence), letter);
        return sentence;
    }

    private static Bilingual Both(Bilingual text, string field) =>
        new(Text(text.Kk, $"{field}.{nameof(text.Kk)}"), Text(text.Ru, $"{field}.{nameof(text.Ru)}"));

    private static string Text(string text, string field, bool mayBeEmpty = false)
    {
        if (LettersMissing(text) is [var letter, ..]) throw new LetterMissingException(field, letter);

        var clean = Clean(text);
        return clean.Length > 0 || mayBeEmpty ? clean : throw new ArgumentException($"{field} is empty.", field);
    }
}
