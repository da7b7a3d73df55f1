namespace Academy.Learning;

/// <summary>The reasons a rule can give for its no. Each has a sentence in every language under <c>Refusals</c>.</summary>
public enum Refusal
{
    /// <summary>Staff enrol people in this course.</summary>
    EnrolmentByStaffOnly,

    EnrolmentEnded,
    AttemptStillOpen,
    NoAttemptsLeft,

    /// <summary>The waiting time after the last attempt is not over.</summary>
    TooEarlyForAttempt,

    /// <summary>The attempt is handed in, or its time is over.</summary>
    AttemptClosed,

    /// <summary>The question is not on this attempt's paper.</summary>
    NotOnThePaper,

    /// <summary>The answer is longer than any answer may be.</summary>
    AnswerTooLong,

    CourseNotCompleted,
    NameMissing,
    PositionMissing,

    /// <summary>The course or its programme issues no certificate.</summary>
    NoCertificateForCourse,

    CertificateAlreadyIssued,

    /// <summary>Revoked or replaced: nothing more can happen to it.</summary>
    CertificateNotValid,

    ReasonMissing,
    EditionAlreadyPublished,

    /// <summary>The certificate's fonts lack a letter of the name.</summary>
    LetterNotPrintable,

    /// <summary>The work is handed in: it waits for its markers.</summary>
    WorkWithMarkers,

    /// <summary>The work has its final mark.</summary>
    WorkFinal,

    /// <summary>Nothing lies with the markers.</summary>
    WorkNotSubmitted,

    WorkTooLong,

    /// <summary>Nobody decides on what they handed in themselves.</summary>
    WorkIsOwn,

    /// <summary>Neither text nor file.</summary>
    WorkEmpty,

    /// <summary>Another window has saved another text since this one was read.</summary>
    WorkChangedElsewhere,

    TooManyFiles,
    CommentMissing,
    CommentTooLong,
    FileEmpty,
    FileTooLarge,
    FileQuotaUsed,

    /// <summary>None of the kinds that may be handed in.</summary>
    FileTypeUnknown,

    FileNotWhatItsNameSays,
    FileBroken,

    /// <summary>Locked with a password: nobody can look inside.</summary>
    FileLocked,

    /// <summary>It holds macros or scripts.</summary>
    FileActive,

    FileUnpacksTooLarge,
}

/// <summary>A rule said no. It stops the handler; the site answers 409 with the same page and the reason.</summary>
public sealed class RefusedException(Refusal refusal, params string[] details) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>What the sentence names, such as a letter; often empty.</summary>
    public IReadOnlyList<string> Details { get; } = details;
}
