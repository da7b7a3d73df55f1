namespace Academy.Credentials;

/// <summary>One thing said in Kazakh and in Russian.</summary>
public sealed record Bilingual(string Kk, string Ru);

/// <summary>
/// All that a certificate says. There is no personal number here on purpose: what has no place in the record
/// cannot be printed by mistake.
/// </summary>
public sealed record CertificateFacts
{
    /// <summary>Twelve digits; printed in fours.</summary>
    public required string Number { get; init; }

    /// <summary>Surname, given name and patronymic, in the nominative, as the holder writes them.</summary>
    public required string HolderName { get; init; }

    /// <summary>The holder's position in the words and the language it was typed in; empty when there is none.</summary>
    public required string Position { get; init; }

    /// <summary>The institution that taught and issues.</summary>
    public required Bilingual Organisation { get; init; }

    /// <summary>The course, without quotation marks around it.</summary>
    public required Bilingual CourseTitle { get; init; }

    /// <summary>Academic hours.</summary>
    public required int Hours { get; init; }

    /// <summary>The first day of study.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of study; the first one again when everything happened in a day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The date printed as the day of issue, and the only date inside the file.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Initials and surname of the authorised person.</summary>
    public required string SignatoryName { get; init; }

    /// <summary>The authorised person's position.</summary>
    public required Bilingual SignatoryPosition { get; init; }

    /// <summary>Where it is issued.</summary>
    public required Bilingual City { get; init; }

    /// <summary>The http or https address behind the QR code: the register's answer about this certificate.</summary>
    public required string VerificationUrl { get; init; }

    /// <summary>How it looks; the school's standard where nobody chose.</summary>
    public CertificateDesign Design { get; init; } = CertificateDesign.Standard;

    /// <summary>True on anything that was not really earned: «ҮЛГІ · ОБРАЗЕЦ» then runs across the page.</summary>
    public required bool Specimen { get; init; }
}
