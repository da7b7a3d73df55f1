using System.Text.RegularExpressions;

namespace Academy.Credentials;

/// <summary>Which of the two languages a certificate speaks.</summary>
public enum PaperLanguages { Both, Kazakh, Russian }

/// <summary>What runs round the page.</summary>
public enum PaperOrnament { Horns, Lines }

/// <summary>How a certificate looks and what it says beside the facts.</summary>
public sealed partial record CertificateDesign
{
    public static readonly CertificateDesign Standard = new();

    public PaperLanguages Languages { get; init; } = PaperLanguages.Both;
    public Bilingual Heading { get; init; } = new("СЕРТИФИКАТ", "СЕРТИФИКАТ");
    public Bilingual Confirms { get; init; } = new("Осы сертификат мынаны растайды", "Настоящий сертификат подтверждает, что");

    /// <summary>The sentence whose subject is the name above it. <c>{course}</c>, <c>{hours}</c> and <c>{period}</c> are filled in whole, so no ending is glued to them.</summary>
    public Bilingual Sentence { get; init; } = new(
        "{period} «{course}» бағыты бойынша {hours} көлемінде біліктілігін арттырды",
        "прошёл(а) повышение квалификации по направлению «{course}» в\u00A0объёме {hours} {period}");

    public bool HasEmblem { get; init; } = true;
    public PaperOrnament Ornament { get; init; } = PaperOrnament.Horns;

    /// <summary>The signature as a picture over its line, see <see cref="Facsimile"/>.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>A field of the sentence that nothing is filled into; null where there is none.</summary>
    public static string? UnknownField(string sentence) =>
        Field().Matches(sentence).Select(match => match.Value).FirstOrDefault(field => field is not ("{course}" or "{hours}" or "{period}"));

    internal string One(Bilingual text) => Languages == PaperLanguages.Russian ? text.Ru : text.Kk;

    // In one go: a course may be called {hours}.
    internal static string Filled(string sentence, string course, string hours, string period) =>
        Field().Replace(sentence, match => match.Value switch { "{course}" => course, "{hours}" => hours, "{period}" => period, var other => other });

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Field();
}
