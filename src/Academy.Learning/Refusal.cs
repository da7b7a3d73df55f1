namespace Academy.Learning;

/// <summary>The reasons a rule can give for its no. Each has a sentence in every language under <c>Refusals</c>.</summary>
public enum Refusal
{
    /// <summary>Staff enrol people in this course.</summary>
    EnrolmentByStaffOnly,

    EnrolmentEnded,
    AttemptStillOpen,

    /// <summary>The answers of an earlier attempt lie with a marker: its result may be the pass already.</summary>
    AttemptAwaitsMarking,

    NoAttemptsLeft,

    /// <summary>The waiting time after the last attempt is not over.</summary>
    TooEarlyForAttempt,

    /// <summary>The quiz's window has not begun.</summary>
    QuizNotOpenYet,

    /// <summary>The quiz's window is over.</summary>
    QuizClosed,

    /// <summary>The attempt is handed in, or its time is over.</summary>
    AttemptClosed,

    /// <summary>The question is not on this attempt's paper.</summary>
    NotOnThePaper,

    /// <summary>The answer is longer than any answer may be.</summary>
    AnswerTooLong,

    /// <summary>The answer names an option that the question does not have, or has more values than it has places.</summary>
    NotOffered,

    /// <summary>The answer says that it was given before the attempt began, or later than now.</summary>
    ClockWrong,

    /// <summary>The answer's number is none that a page counts to.</summary>
    SequenceAbsurd,

    /// <summary>An accommodation of no minute, no attempt and no date.</summary>
    NothingGiven,

    /// <summary>More minutes or attempts than anybody may be given.</summary>
    TooMuchGiven,

    NoTimeLimitToLengthen,
    AttemptsNotLimited,

    /// <summary>It would close before it opens.</summary>
    WindowEmpty,

    CourseNotCompleted,
    NameMissing,
    PositionMissing,

    /// <summary>The course or its programme issues no certificate.</summary>
    NoCertificateForCourse,

    CertificateAlreadyIssued,

    /// <summary>Revoked or replaced: it cannot be revoked or replaced again.</summary>
    CertificateNotValid,

    /// <summary>The batch does not wait for approval.</summary>
    BatchNotWaiting,

    /// <summary>A second person approves.</summary>
    ApprovalOfOwnBatch,

    /// <summary>The batch is done or cancelled.</summary>
    BatchOver,

    /// <summary>Only what was revoked can be restored.</summary>
    CertificateNotRevoked,

    /// <summary>It is no CMS with a signer.</summary>
    SignatureNotCms,

    /// <summary>The signature brings a document along.</summary>
    SignatureNotDetached,

    /// <summary>Its digest is made by an algorithm that nobody here knows.</summary>
    SignatureDigestUnknown,

    SignatureOfOtherFile,
    SignatureWrong,
    SignatureKnown,

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

    /// <summary>The work is handed in: it waits for its markers.</summary>
    WorkWithMarkers,

    /// <summary>The work has its final mark.</summary>
    WorkFinal,

    /// <summary>Nothing lies with the markers.</summary>
    WorkNotSubmitted,

    WorkTooLong,

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

    /// <summary>Nobody marks their own work.</summary>
    OwnWork,

    /// <summary>The marking is over.</summary>
    NothingToMark,

    /// <summary>This person has given their marks; the other marker's are awaited.</summary>
    MarkedAlready,

    /// <summary>An appeal is answered by somebody who has not marked the work.</summary>
    AppealOfOwnMark,

    /// <summary>Another has it in hand.</summary>
    MarkingTaken,

    /// <summary>The time ran out and another took it.</summary>
    MarkingTakenOver,

    MarkingNotTaken,
    MarkChangedElsewhere,
    PointsOutOfRange,
    MarksMissing,

    /// <summary>An appeal never lowers a mark.</summary>
    AppealLowers,

    /// <summary>Only the other of the two markers agrees.</summary>
    NotOneOfTheTwo,

    NothingToReturn,

    /// <summary>A file of this name is there already.</summary>
    FileExists,

    /// <summary>Longer than a text of a course may be.</summary>
    DraftTooLong,

    /// <summary>course.yml is broken or written in a way that only a person can change.</summary>
    ManifestByHand,

    /// <summary>Learners' progress is kept under its name, so the name stays.</summary>
    ItemPublished,

    /// <summary>A course always has an author.</summary>
    LastAuthor,

    /// <summary>Somebody has saved the file since, and what it holds cannot be merged.</summary>
    FileChangedElsewhere,

    /// <summary>A waiver ends today at the earliest and within a year.</summary>
    WaiverDateWrong,

    AppealedAlready,
    NothingToAppeal,

    /// <summary>The same change of the act is marked already.</summary>
    LawChangeKnown,

    LawChangeWithdrawn,

    /// <summary>The case is closed: nothing more can happen to it.</summary>
    LawCaseClosed,

    /// <summary>Confirming says why in some words.</summary>
    LawNoteMissing,

    /// <summary>The register is written in a way that only its text can be edited.</summary>
    RegisterNotEditable,

    /// <summary>The register has an error, so it cannot be published.</summary>
    RegisterHasErrors,

    /// <summary>Another has changed this act since the form was opened.</summary>
    ActChangedElsewhere,

    /// <summary>Nobody approves what they have written.</summary>
    OwnWriting,

    /// <summary>The draft is with its authors.</summary>
    NotInReview,

    /// <summary>Somebody has changed a file since the page was shown.</summary>
    DraftChangedSince,

    /// <summary>The folder that the page showed is not waiting any more.</summary>
    FolderGone,

    /// <summary>Two files would have names that some computer takes for one.</summary>
    NamesAlike,

    DraftHasErrors,
    NothingToPublish,
    ApprovalsMissing,

    /// <summary>A reviewer has asked for changes, and nothing has changed since.</summary>
    ChangesWanted,

    CommentsOpen,

    /// <summary>The same bytes were taken in before, as an older edition. Names its number.</summary>
    EditionThereAlready,

    /// <summary>Something that grades or counts is another: that is a new edition.</summary>
    NotJustCorrection,

    NoteMissing,
    NoteTooLong,
    TooManyApprovals,

    /// <summary>The paragraph or question that the comment is about is not in the text any more.</summary>
    PlaceGone,

    /// <summary>More open comments than anybody reads.</summary>
    TooManyComments,

    /// <summary>What was finished stays in the edition in which it was.</summary>
    FinishedEditionStays,

    /// <summary>A work was begun whose form or marks are others in the new edition.</summary>
    WorkInOtherForm,

    /// <summary>More questions about lessons than one person may ask in a day.</summary>
    TooManyQuestions,

    /// <summary>Another has answered or hidden the question since the page was shown.</summary>
    QuestionChangedElsewhere,
}

/// <summary>A rule said no. It stops the handler; the site answers 409 with the same page and the reason.</summary>
public sealed class RefusedException(Refusal refusal, params string[] details) : Exception(refusal.ToString())
{
    /// <param name="moment">What the sentence names, where it names a moment.</param>
    public RefusedException(Refusal refusal, DateTimeOffset? moment) : this(refusal) => Moment = moment;

    public Refusal Refusal { get; } = refusal;

    public DateTimeOffset? Moment { get; }

    /// <summary>What the sentence names, such as a letter; often empty.</summary>
    public IReadOnlyList<string> Details { get; } = details;
}
