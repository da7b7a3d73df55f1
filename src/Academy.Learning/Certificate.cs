using System.Security.Cryptography;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>The same in Kazakh and Russian, as official papers say it.</summary>
public sealed record Bilingual(string Kk, string Ru)
{
    public string In(string language) => language == Languages.Russian ? Ru : Kk;

    /// <summary>The language that <see cref="In"/> answers in: pages put it into the <c>lang</c> attribute.</summary>
    public static string LanguageFor(string language) => language == Languages.Russian ? Languages.Russian : Languages.Kazakh;

    public static Bilingual From(Translated<string> text) => new(text.In(Languages.Kazakh), text.In(Languages.Russian));
}

/// <summary>Who signs: the authorised official's name and position.</summary>
public sealed record Signatory(string Name, Bilingual Position);

/// <summary>Whether a certificate still stands.</summary>
public enum CertificateState { Valid, Revoked, Replaced }

/// <summary>
/// What was certified about whom. Everything printed is copied here when it is issued: a later change of name, course or
/// programme changes nothing. Fields follow point 19 of the rules on training of civil servants (resolution No. 125, redaction of 2023).
/// </summary>
public sealed class Certificate
{
    /// <summary>Characters of a reason for revocation, at least.</summary>
    public const int ShortestReason = 10;

    private Certificate() { }

    private Certificate(Guid id) => Id = id;

    public Guid Id { get; private set; }

    /// <summary>Twelve digits, see <see cref="CertificateNumber"/>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>130 random bits in base 32: with it the public page also shows the name.</summary>
    public string Code { get; private set; } = "";

    public Guid AccountId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string CourseSlug { get; private set; } = "";
    public string HolderName { get; private set; } = "";

    /// <summary><see cref="HolderName"/> as the register searches it, see <see cref="SearchText"/>.</summary>
    public string HolderSearch { get; private set; } = "";

    public string Position { get; private set; } = "";
    public Bilingual CourseTitle { get; private set; } = null!;
    public Bilingual Organisation { get; private set; } = null!;
    public Bilingual City { get; private set; } = null!;
    public string SignatoryName { get; private set; } = "";
    public Bilingual SignatoryPosition { get; private set; } = null!;

    /// <summary>Academic hours.</summary>
    public int Hours { get; private set; }

    /// <summary>The first day of training, in Kazakhstan.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The last day of training, in Kazakhstan.</summary>
    public DateOnly To { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }
    public Guid IssuedById { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public Guid? RevokedById { get; private set; }
    public string? RevocationReason { get; private set; }

    /// <summary>The certificate that took this one's place.</summary>
    public Guid? ReplacedById { get; private set; }

    /// <summary>Given with <see cref="ReplacedById"/> and cleared with nothing: the moment it stopped being valid.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    public int Revision { get; private set; }

    public CertificateState State =>
        RevokedAt is not null ? CertificateState.Revoked : ReplacedById is not null ? CertificateState.Replaced : CertificateState.Valid;

    /// <summary>Null where a certificate can be issued. What is already issued is asked of the register, and decided by its unique index.</summary>
    public static Refusal? WhyNotIssue(Enrolment enrolment, Course course, Programme? programme, string holderName, string? position)
    {
        // Completing one course earns nothing in another.
        if (enrolment.CompletedAt is null || enrolment.CourseSlug != course.Slug) return Refusal.CourseNotCompleted;
        if (course.Certificate is null || programme?.Certificate is null) return Refusal.NoCertificateForCourse;
        if (string.IsNullOrWhiteSpace(holderName)) return Refusal.NameMissing;
        return string.IsNullOrWhiteSpace(position) ? Refusal.PositionMissing : null;
    }

    /// <param name="number">From the series, in the transaction that saves the certificate.</param>
    public static Certificate Issue(
        Enrolment enrolment, Course course, Programme? programme, string holderName, string? position, Signatory signatory,
        CertificateNumber number, Guid by, DateTimeOffset now)
    {
        if (WhyNotIssue(enrolment, course, programme, holderName, position) is { } refusal) throw new RefusedException(refusal);

        var words = programme!.Certificate!;
        return new Certificate(Guid.CreateVersion7(now))
        {
            Number = number.Digits,
            Code = NewCode(),
            AccountId = enrolment.AccountId,
            EnrolmentId = enrolment.Id,
            CourseSlug = course.Slug,
            HolderName = Typed.Normalized(holderName.Trim()),
            HolderSearch = SearchText.Fold(holderName),
            Position = Typed.Normalized(position!.Trim()),
            CourseTitle = Bilingual.From(course.Title),
            Organisation = Bilingual.From(words.Organisation),
            City = Bilingual.From(words.City),
            SignatoryName = Typed.Normalized(signatory.Name.Trim()),
            SignatoryPosition = signatory.Position,
            Hours = course.Hours,
            From = KazakhstanTime.DayOf(enrolment.StartedAt),
            To = KazakhstanTime.DayOf(enrolment.CompletedAt!.Value),
            IssuedAt = now,
            IssuedById = by,
        };
    }

    public Refusal? WhyNotRevoke(string? reason)
    {
        if (State != CertificateState.Valid) return Refusal.CertificateNotValid;
        return reason is null || reason.Trim().Length < ShortestReason ? Refusal.ReasonMissing : null;
    }

    public void Revoke(string? reason, Guid by, DateTimeOffset now)
    {
        if (WhyNotRevoke(reason) is { } refusal) throw new RefusedException(refusal);

        (RevokedAt, RevokedById, RevocationReason) = (now, by, reason!.Trim());
        Revision++;
    }

    public Refusal? WhyNotReplace() => State == CertificateState.Valid ? null : Refusal.CertificateNotValid;

    /// <summary>Another certificate takes this one's place, for a name that was wrong; this one's number is never used again.</summary>
    public void ReplaceBy(Certificate other, DateTimeOffset now)
    {
        if (WhyNotReplace() is { } refusal) throw new RefusedException(refusal);
        if (other.Id == Id || other.AccountId != AccountId || other.CourseSlug != CourseSlug)
            throw new ArgumentException("Only another certificate of the same person and course can take this one's place.", nameof(other));

        (ReplacedById, ReplacedAt) = (other.Id, now);
        Revision++;
    }

    // Letters and digits that survive a bad print and a phone call; 26 × 5 bits.
    private static string NewCode() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 26);
}

/// <summary>The finished file, drawn once and never again. Apart from the certificate so that a list never loads it.</summary>
public sealed class CertificateFile(Guid certificateId, byte[] bytes, string sha256)
{
    public Guid CertificateId { get; private set; } = certificateId;
    public byte[] Bytes { get; private set; } = bytes;

    /// <summary>Of <see cref="Bytes"/>, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = sha256;

    public static CertificateFile Seal(Guid certificateId, byte[] bytes) =>
        new(certificateId, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
