using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Law;
using Academy.Learning.Readers;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Academy.Storage;

/// <summary>The whole memory of the site, one model for both databases. What differs is in <c>PerDatabase.cs</c>.</summary>
public abstract class AcademyDb(DbContextOptions options)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<EditionPackage> EditionPackages => Set<EditionPackage>();
    public DbSet<PublicationNote> PublicationNotes => Set<PublicationNote>();
    public DbSet<CorrectedItem> CorrectedItems => Set<CorrectedItem>();
    public DbSet<LibraryPackage> LibraryPackages => Set<LibraryPackage>();
    public DbSet<ImportReport> ImportReports => Set<ImportReport>();
    public DbSet<CourseDraft> Drafts => Set<CourseDraft>();
    public DbSet<DraftFile> DraftFiles => Set<DraftFile>();
    public DbSet<FileRevision> FileRevisions => Set<FileRevision>();
    public DbSet<UnsavedText> UnsavedTexts => Set<UnsavedText>();
    public DbSet<FolderTaken> FoldersTaken => Set<FolderTaken>();
    public DbSet<FolderUpload> FolderUploads => Set<FolderUpload>();
    public DbSet<TranslationMark> TranslationMarks => Set<TranslationMark>();
    public DbSet<TranslationWaiver> TranslationWaivers => Set<TranslationWaiver>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<ReviewComment> ReviewComments => Set<ReviewComment>();
    public DbSet<ReviewReply> ReviewReplies => Set<ReviewReply>();
    public DbSet<CourseMember> CourseMembers => Set<CourseMember>();
    public DbSet<LawChange> LawChanges => Set<LawChange>();
    public DbSet<LawCase> LawCases => Set<LawCase>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<Work> Works => Set<Work>();
    public DbSet<Marking> Markings => Set<Marking>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<Accommodation> Accommodations => Set<Accommodation>();
    public DbSet<SheetPlace> SheetPlaces => Set<SheetPlace>();
    public DbSet<SheetComment> SheetComments => Set<SheetComment>();
    public DbSet<LessonVisit> LessonVisits => Set<LessonVisit>();
    public DbSet<LessonCheck> LessonChecks => Set<LessonCheck>();
    public DbSet<LessonRating> LessonRatings => Set<LessonRating>();
    public DbSet<LessonQuestion> LessonQuestions => Set<LessonQuestion>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CertificateEvent> CertificateEvents => Set<CertificateEvent>();
    public DbSet<CertificateTemplate> CertificateTemplates => Set<CertificateTemplate>();
    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();
    public DbSet<CertificateBatch> CertificateBatches => Set<CertificateBatch>();
    public DbSet<BatchPerson> BatchPeople => Set<BatchPerson>();
    public DbSet<CertificateSignature> CertificateSignatures => Set<CertificateSignature>();
    public DbSet<CertificateFile> CertificateFiles => Set<CertificateFile>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<QuestionRuling> Rulings => Set<QuestionRuling>();
    public DbSet<EarlierResult> EarlierResults => Set<EarlierResult>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>The keys that cookies and antiforgery tokens are sealed with: in the database, so that every node and every restart reads them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite can neither order nor compare DateTimeOffset; UTC DateTime works alike on both.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<CertificateState>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<BatchState>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<BatchOutcome>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Refusal>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<CertificateStep>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<RevocationKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<WorkState>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<MarkingStage>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<MarkRole>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Courseware.UploadType>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<JournalAct>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<NoteKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<RulingKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<CourseRole>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DraftStage>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<LawChangeKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<LawCaseState>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<ReviewAnswer>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<RevisionKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Usefulness>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<LessonQuestionState>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(9, 2);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Mappings.Configure(builder);
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        moment => moment.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
