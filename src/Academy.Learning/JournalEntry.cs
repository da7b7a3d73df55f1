namespace Academy.Learning;

/// <summary>What is worth remembering who did it.</summary>
public enum JournalAct
{
    EditionImported,
    EditionPublished,
    CertificateIssued,
    CertificateRevoked,
    CertificateReplaced,
    CertificateRestored,
    CertificateSigned,

    // Subject: the template's id and the version's number.
    TemplateChanged,

    // Subject: the kind of file that was taken away.
    RegisterExported,

    // Subject of these: the batch's id.
    CertificateBatchMade,
    CertificateBatchApproved,
    CertificateBatchCancelled,
    AccountCreated,
    RoleGiven,
    AccommodationGiven,
    AccommodationWithdrawn,
    ReceiptLookedUp,

    // Subject of these: the marking's id, and of a take-over also who had it.
    MarkGiven,
    WorkReturned,
    MarkProposed,
    MarkSettled,
    MarkAppealed,
    AppealAnswered,
    MarkingTakenOver,
    QuestionRuled,
    WorksheetReturned,
    WorksheetAccepted,
    WorksheetsExported,

    // Subject of these: the course, and where it is about a person also the account's id and the part.
    CourseBegun,
    DraftTakenUp,
    CourseRoleGiven,
    CourseRoleTaken,

    // Subject of these: the act and the day; the change's or the case's id; the register's hash.
    LawChangeMarked,
    LawChangeWithdrawn,
    LawCaseConfirmed,
    LawCaseHanded,
    RegisterPublished,
    // Subject of these: the course, the file and the language.
    TranslationWaived,
    TranslationWaiverWithdrawn,

    // Subject of these: the course, the draft's number where it was about one, and what was decided.
    ReviewNeedsSet,
    ReviewAsked,
    ReviewTakenBack,
    DraftApproved,
    ChangesWanted,
    CommentSettled,
    CommentReopened,

    // Subject: the course and the numbers of the edition and of the one before.
    EditionCorrected,
    LearnerMoved,
}

/// <summary>Who did what to what, written in the same save as the act. Never changed.</summary>
public sealed class JournalEntry
{
    private JournalEntry() { }

    /// <param name="actorId">Null where the site or an operator's command did it.</param>
    /// <param name="subject">What it was done to: a certificate's number, a course and its edition, an account's id. Never a name or a personal number.</param>
    public JournalEntry(JournalAct act, string subject, Guid? actorId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Act = act;
        Subject = subject;
        ActorId = actorId;
        At = now;
    }

    public Guid Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? ActorId { get; private set; }
    public JournalAct Act { get; private set; }
    public string Subject { get; private set; } = "";
}
