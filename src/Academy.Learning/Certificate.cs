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

/// <summary>The agency's order that something was done by.</summary>
public sealed record Order(string Number, DateOnly Date)
{
    public const int LongestNumber = 60;
}

/// <summary>Whether a certificate still stands.</summary>
public enum CertificateState { Valid, Expired, Revoked, Replaced }

/// <summary>Why a certificate was revoked, in the general words that anyone may read.</summary>
public enum RevocationKind
{
    /// <summary>The result of the training does not count any more.</summary>
    ResultAnnulled,

    /// <summary>It should not have been issued.</summary>
    IssuedByMistake,

    /// <summary>What was said about the holder or the training was untrue.</summary>
    FalseData,

    /// <summary>A court or an authority decided so.</summary>
    Decision,

    Other,
}

/// <summary>Why a certificate is revoked.</summary>
/// <param name="Reason">In the office's own words, which stay inside.</param>
public sealed record Revocation(RevocationKind Kind, string? Reason, Order? Order = null);

/// <summary>What one issuing settles beside the people.</summary>
/// <param name="ValidMonths">How long the certificate stands; null for ever.</param>
public sealed record IssueTerms(Order? Order = null, int? ValidMonths = null)
{
    public static readonly IssueTerms None = new();

    /// <summary>The version of a template that says how it looks; null for the standard.</summary>
    public Guid? TemplateVersionId { get; init; }

    /// <summary>The last day, where it is settled already.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>
/// What was certified about whom. Everything printed is copied here when it is issued: a later change of name, course or
/// programme changes nothing. Fields follow point 19 of the rules on training of civil servants (resolution No. 125, redaction of 2023).
/// </summary>
public sealed class Certificate
{
    /// <summary>Characters of a reason for revocation, at least.</summary>
    public const int ShortestReason = 10;

    /// <summary>And at most.</summary>
    public const int LongestReason = 1000;

    private readonly List<CertificateEvent> _history = [];

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

    /// <summary>The last day it stands, in Kazakhstan; null for ever.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>The order it was issued by, where there was one.</summary>
    public string? OrderNumber { get; private set; }

    public DateOnly? OrderDate { get; private set; }

    /// <summary>How it looks and what it says beside the facts; null for the standard.</summary>
    public Guid? TemplateVersionId { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }
    public Guid IssuedById { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public Guid? RevokedById { get; private set; }
    public RevocationKind? RevokedFor { get; private set; }

    /// <summary>In the office's own words; the public reads <see cref="RevokedFor"/>.</summary>
    public string? RevocationReason { get; private set; }

    public string? RevocationOrderNumber { get; private set; }
    public DateOnly? RevocationOrderDate { get; private set; }

    /// <summary>The certificate that took this one's place.</summary>
    public Guid? ReplacedById { get; private set; }

    /// <summary>Given with <see cref="ReplacedById"/> and cleared with nothing: the moment it stopped being valid.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>Its time was over and new training earned a new one: a person has one standing certificate a course.</summary>
    public DateTimeOffset? SucceededAt { get; private set; }

    public int Revision { get; private set; }

    /// <summary>What happened to it after it was issued, each once and for good.</summary>
    public IReadOnlyCollection<CertificateEvent> History => _history;

    /// <summary>As people decided about it, whatever the date.</summary>
    public CertificateState State =>
        RevokedAt is not null ? CertificateState.Revoked : ReplacedById is not null ? CertificateState.Replaced : CertificateState.Valid;

    public CertificateState StateAt(DateTimeOffset now) => State == CertificateState.Valid && IsOver(now) ? CertificateState.Expired : State;

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
        CertificateNumber number, Guid by, DateTimeOffset now, IssueTerms? terms = null)
    {
        if (WhyNotIssue(enrolment, course, programme, holderName, position) is { } refusal) throw new RefusedException(refusal);

        var (words, settled) = (programme!.Certificate!, terms ?? IssueTerms.None);
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
            ValidTo = settled.ValidTo ?? (settled.ValidMonths is { } months ? KazakhstanTime.DayOf(now).AddMonths(months) : null),
            OrderNumber = settled.Order?.Number.Trim(),
            OrderDate = settled.Order?.Date,
            TemplateVersionId = settled.TemplateVersionId,
            IssuedAt = now,
            IssuedById = by,
        };
    }

    public Refusal? WhyNotRevoke(string? reason)
    {
        if (State != CertificateState.Valid) return Refusal.CertificateNotValid;
        return IsReason(reason) ? null : Refusal.ReasonMissing;
    }

    public void Revoke(Revocation why, Guid by, DateTimeOffset now)
    {
        if (WhyNotRevoke(why.Reason) is { } refusal) throw new RefusedException(refusal);

        (RevokedAt, RevokedById, RevokedFor, RevocationReason) = (now, by, why.Kind, why.Reason!.Trim());
        (RevocationOrderNumber, RevocationOrderDate) = (why.Order?.Number.Trim(), why.Order?.Date);
        Remember(new CertificateEvent(Id, CertificateStep.Revoked, by, now, why.Kind, RevocationReason, why.Order));
    }

    public Refusal? WhyNotRestore(string? reason)
    {
        if (State != CertificateState.Revoked) return Refusal.CertificateNotRevoked;
        return IsReason(reason) ? null : Refusal.ReasonMissing;
    }

    /// <summary>The revocation was wrong: it stands again, under the same number. Who revoked it and why stays in its history.</summary>
    public void Restore(string? reason, Order? order, Guid by, DateTimeOffset now)
    {
        if (WhyNotRestore(reason) is { } refusal) throw new RefusedException(refusal);

        (RevokedAt, RevokedById, RevokedFor, RevocationReason, RevocationOrderNumber, RevocationOrderDate) = (null, null, null, null, null, null);
        Remember(new CertificateEvent(Id, CertificateStep.Restored, by, now, kind: null, reason!.Trim(), order));
    }

    /// <summary>What was settled for it, for the one that takes its place: the same order, and the same last day.</summary>
    public IssueTerms Terms =>
        new(OrderNumber is { } number ? new Order(number, OrderDate!.Value) : null) { ValidTo = ValidTo, TemplateVersionId = TemplateVersionId };

    public Refusal? WhyNotReplace() => State == CertificateState.Valid ? null : Refusal.CertificateNotValid;

    /// <summary>Another certificate takes this one's place, for a name that was wrong; this one's number is never used again.</summary>
    public void ReplaceBy(Certificate other, Guid by, DateTimeOffset now)
    {
        if (WhyNotReplace() is { } refusal) throw new RefusedException(refusal);
        if (other.Id == Id || other.AccountId != AccountId || other.CourseSlug != CourseSlug)
            throw new ArgumentException("Only another certificate of the same person and course can take this one's place.", nameof(other));

        (ReplacedById, ReplacedAt) = (other.Id, now);
        Remember(new CertificateEvent(Id, CertificateStep.Replaced, by, now, kind: null, reason: null, order: null));
    }

    /// <summary>Whether new training may earn a new one beside it.</summary>
    public bool MakesRoomFor(Enrolment enrolment, DateTimeOffset now) => State == CertificateState.Valid && IsOver(now) && enrolment.Id != EnrolmentId;

    /// <summary>New training earned a new one; this one keeps its number and stays expired.</summary>
    public void MakeRoom(DateTimeOffset now)
    {
        SucceededAt ??= now;
        Revision++;
    }

    private bool IsOver(DateTimeOffset now) => ValidTo < KazakhstanTime.DayOf(now);

    private static bool IsReason(string? typed) => typed is not null && typed.Trim().Length >= ShortestReason;

    private void Remember(CertificateEvent happened)
    {
        _history.Add(happened);
        Revision++;
    }

    // Letters and digits that survive a bad print and a phone call; 26 × 5 bits.
    private static string NewCode() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 26);
}

/// <summary>What can happen to a certificate.</summary>
public enum CertificateStep { Replaced, Revoked, Restored }

/// <summary>One thing that happened to a certificate. Never changed.</summary>
public sealed class CertificateEvent
{
    private CertificateEvent() { }

    internal CertificateEvent(Guid certificateId, CertificateStep step, Guid by, DateTimeOffset now, RevocationKind? kind, string? reason, Order? order)
    {
        (Id, CertificateId, Step, ById, At, Kind, Reason) = (Guid.CreateVersion7(now), certificateId, step, by, now, kind, reason);
        (OrderNumber, OrderDate) = (order?.Number.Trim(), order?.Date);
    }

    public Guid Id { get; private set; }
    public Guid CertificateId { get; private set; }
    public CertificateStep Step { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid ById { get; private set; }
    public RevocationKind? Kind { get; private set; }
    public string? Reason { get; private set; }
    public string? OrderNumber { get; private set; }
    public DateOnly? OrderDate { get; private set; }
}

/// <summary>The finished file, drawn once and never again. Apart from the certificate so that a list never loads it.</summary>
public sealed class CertificateFile(Guid certificateId, byte[] bytes, string sha256, string? credential)
{
    public Guid CertificateId { get; private set; } = certificateId;
    public byte[] Bytes { get; private set; } = bytes;

    /// <summary>Of <see cref="Bytes"/>, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = sha256;

    /// <summary>The same certificate as signed data, which <see cref="Bytes"/> hold too; null for files from before there was any, until it is asked for.</summary>
    public string? Credential { get; private set; } = credential;

    public static CertificateFile Seal(Guid certificateId, byte[] bytes, string credential) => new(certificateId, bytes, HashOf(bytes), credential);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
