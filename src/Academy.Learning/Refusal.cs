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

    /// <summary>Only a published edition has learners whose results could change.</summary>
    EditionNotPublished,

    /// <summary>The question stands already as the ruling would make it.</summary>
    RulingChangesNothing,

    /// <summary>Without this question the quiz has nothing left to earn.</summary>
    NothingLeftToEarn,

    /// <summary>The right answer is not complete: no option is marked, a text is empty, the least is above the most.</summary>
    KeyIncomplete,

    /// <summary>Questions of this kind have no key that could be put right; they can be withdrawn.</summary>
    KeyNotForQuestion,

    /// <summary>The certificate's fonts lack a letter of the name.</summary>
    LetterNotPrintable,
}

/// <summary>A rule said no. It stops the handler; the site answers 409 with the same page and the reason.</summary>
public sealed class RefusedException(Refusal refusal, params string[] details) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>What the sentence names, such as a letter; often empty.</summary>
    public IReadOnlyList<string> Details { get; } = details;
}
