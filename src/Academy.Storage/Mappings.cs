using System.Linq.Expressions;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Law;
using Academy.Learning.Readers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Storage;

/// <summary>Keys, unique indexes and concurrency tokens, each with what it protects.</summary>
internal static class Mappings
{
    private const int Slug = 80;
    private const int ItemPath = 2 * Slug + 1;
    private const int Sha256 = 64;
    private const int Title = 500;
    private const int PlaceCode = 9;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.Property(a => a.FullName).HasMaxLength(Account.LongestName);
            account.Property(a => a.NameSearch).HasMaxLength(Account.LongestName);
            account.Property(a => a.Position).HasMaxLength(Account.LongestPosition);
            account.Property(a => a.Language).HasMaxLength(2);
        });

        model.Entity<Edition>(edition =>
        {
            edition.Property(e => e.Id).ValueGeneratedNever();
            edition.Property(e => e.CourseSlug).HasMaxLength(Slug);
            edition.Property(e => e.Hash).HasMaxLength(Sha256);
            edition.Property(e => e.LibraryHash).HasMaxLength(Sha256);
            edition.Property(e => e.Revision).IsConcurrencyToken();
            // The same bytes twice are one edition, whoever brings them in at the same moment.
            edition.HasIndex(e => new { e.CourseSlug, e.Hash }).IsUnique();
            edition.HasIndex(e => new { e.CourseSlug, e.Number }).IsUnique();
            // Two who correct one edition at the same moment: the second decides anew on what the first published.
            edition.HasIndex(e => e.CorrectsId).IsUnique();
            edition.HasOne<Edition>().WithMany().HasForeignKey(e => e.CorrectsId).OnDelete(DeleteBehavior.Restrict);
            edition.HasOne<LibraryPackage>().WithMany().HasForeignKey(e => e.LibraryHash).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<EditionPackage>(package =>
        {
            package.HasKey(p => p.EditionId);
            package.HasOne<Edition>().WithOne().HasForeignKey<EditionPackage>(p => p.EditionId);
        });

        model.Entity<PublicationNote>(note =>
        {
            note.HasKey(n => n.EditionId);
            note.Property(n => n.Kk).HasMaxLength(PublicationNote.Longest);
            note.Property(n => n.Ru).HasMaxLength(PublicationNote.Longest);
            note.Property(n => n.En).HasMaxLength(PublicationNote.Longest);
            note.HasOne<Edition>().WithOne().HasForeignKey<PublicationNote>(n => n.EditionId);
        });

        model.Entity<CorrectedItem>(item =>
        {
            item.HasKey(i => new { i.EditionId, i.ItemPath });
            item.Property(i => i.ItemPath).HasMaxLength(ItemPath);
            item.HasOne<Edition>().WithMany().HasForeignKey(i => i.EditionId);
        });

        model.Entity<LibraryPackage>(library =>
        {
            library.HasKey(l => l.Hash);
            library.Property(l => l.Hash).HasMaxLength(Sha256);
        });

        model.Entity<ImportReport>(report =>
        {
            report.Property(r => r.Id).ValueGeneratedNever();
            report.Property(r => r.CourseSlug).HasMaxLength(Slug);
            report.HasIndex(r => new { r.CourseSlug, r.At });
        });

        model.Entity<CourseDraft>(draft =>
        {
            draft.Property(d => d.Id).ValueGeneratedNever();
            draft.Property(d => d.CourseSlug).HasMaxLength(Slug);
            // Whoever saves counts the draft up, so two who save at once are put in order: the second reads again.
            draft.Property(d => d.Revision).IsConcurrencyToken();
            // Two who take up one course at the same moment have one draft.
            draft.HasIndex(d => d.CourseSlug).IsUnique();
            draft.ComplexProperty(d => d.Needs);
            draft.HasOne<Edition>().WithMany().HasForeignKey(d => d.EditionId).OnDelete(DeleteBehavior.Restrict);
            draft.HasMany(d => d.Files).WithOne().HasForeignKey(f => f.DraftId);
        });

        model.Entity<DraftFile>(file =>
        {
            file.Property(f => f.Id).ValueGeneratedNever();
            file.Property(f => f.Path).HasMaxLength(Limits.PathBytes);
            file.Property(f => f.Sha256).HasMaxLength(Sha256);
            // A removed file keeps its name, and another may have it.
            file.HasIndex(f => new { f.DraftId, f.Path }).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
            file.HasOne(f => f.Content).WithOne().HasForeignKey<DraftContent>(c => c.FileId);
            file.HasMany(f => f.Revisions).WithOne().HasForeignKey(r => r.FileId);
        });

        model.Entity<DraftContent>(content => content.HasKey(c => c.FileId));

        model.Entity<FileRevision>(revision =>
        {
            // A number is given once: two savings of one file can never both be its third.
            revision.HasKey(r => new { r.FileId, r.Number });
            revision.Property(r => r.Number).ValueGeneratedNever();
            revision.Property(r => r.Path).HasMaxLength(Limits.PathBytes);
            revision.Property(r => r.Sha256).HasMaxLength(Sha256);
        });

        model.Entity<UnsavedText>(unsaved =>
        {
            unsaved.HasKey(u => new { u.FileId, u.AccountId });
            unsaved.Property(u => u.Text).HasMaxLength(Limits.TextBytes);
            // Two windows of one person: the second is told.
            unsaved.Property(u => u.Number).IsConcurrencyToken();
            unsaved.HasOne<DraftFile>().WithMany().HasForeignKey(u => u.FileId);
            unsaved.HasOne<Account>().WithMany().HasForeignKey(u => u.AccountId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<FolderTaken>(taken =>
        {
            taken.HasKey(t => new { t.DraftId, t.AccountId });
            taken.Ignore(t => t.Files);
            taken.HasOne<CourseDraft>().WithMany().HasForeignKey(t => t.DraftId);
            taken.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<FolderUpload>(upload =>
        {
            // One a person and course: who hands in again means the newer one.
            upload.HasKey(u => new { u.DraftId, u.AccountId });
            upload.Ignore(u => u.Taken);
            // Two windows of one person: what the second has shown is not what the first has put in its place.
            upload.Property(u => u.Id).IsConcurrencyToken();
            upload.HasIndex(u => u.ExpiresAt);
            upload.HasOne<CourseDraft>().WithMany().HasForeignKey(u => u.DraftId);
            upload.HasOne<Account>().WithMany().HasForeignKey(u => u.AccountId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<TranslationMark>(mark =>
        {
            // Two who mark at once have one mark.
            mark.HasKey(m => new { m.FileId, m.OriginalId });
            mark.HasIndex(m => m.OriginalId);
            mark.HasOne<DraftFile>().WithMany().HasForeignKey(m => m.FileId);
            mark.HasOne<DraftFile>().WithMany().HasForeignKey(m => m.OriginalId).OnDelete(DeleteBehavior.Restrict);
            mark.HasOne<Account>().WithMany().HasForeignKey(m => m.ById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<TranslationWaiver>(waiver =>
        {
            waiver.Property(w => w.Id).ValueGeneratedNever();
            waiver.Property(w => w.Language).HasMaxLength(2);
            waiver.Property(w => w.Reason).HasMaxLength(TranslationWaiver.LongestReason);
            waiver.HasIndex(w => new { w.OriginalId, w.Language });
            waiver.HasOne<DraftFile>().WithMany().HasForeignKey(w => w.OriginalId);
            waiver.HasOne<Account>().WithMany().HasForeignKey(w => w.ById).OnDelete(DeleteBehavior.Restrict);
            waiver.HasOne<Account>().WithMany().HasForeignKey(w => w.WithdrawnById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Approval>(approval =>
        {
            approval.Property(a => a.Id).ValueGeneratedNever();
            approval.Property(a => a.Word).HasMaxLength(Approval.LongestWord);
            approval.HasIndex(a => new { a.DraftId, a.DraftRevision });
            approval.HasOne<CourseDraft>().WithMany().HasForeignKey(a => a.DraftId);
            approval.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<ReviewComment>(comment =>
        {
            comment.Property(c => c.Id).ValueGeneratedNever();
            comment.Property(c => c.QuestionId).HasMaxLength(Slug);
            comment.Property(c => c.Quote).HasMaxLength(ReviewAnchor.LongestQuote);
            comment.Property(c => c.Text).HasMaxLength(ReviewComment.LongestText);
            // Settled and opened again at the same moment: the second reads what the first did.
            comment.Property(c => c.Revision).IsConcurrencyToken();
            comment.HasIndex(c => new { c.DraftId, c.SettledAt });
            comment.HasIndex(c => c.FileId);
            comment.HasOne<CourseDraft>().WithMany().HasForeignKey(c => c.DraftId);
            comment.HasOne<DraftFile>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Restrict);
            comment.HasOne<Account>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
            comment.HasMany(c => c.Replies).WithOne().HasForeignKey(r => r.CommentId);
        });

        model.Entity<ReviewReply>(reply =>
        {
            reply.Property(r => r.Id).ValueGeneratedNever();
            reply.Property(r => r.Text).HasMaxLength(ReviewComment.LongestText);
            reply.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<CourseMember>(member =>
        {
            member.HasKey(m => new { m.CourseSlug, m.AccountId, m.Role });
            member.Property(m => m.CourseSlug).HasMaxLength(Slug);
            member.HasIndex(m => m.AccountId);
            member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<LawChange>(change =>
        {
            change.Property(c => c.Id).ValueGeneratedNever();
            change.Property(c => c.ActId).HasMaxLength(Slug);
            change.Property(c => c.Articles).HasMaxLength(LawChange.MostArticles * (LawArticle.Longest + 2));
            change.Property(c => c.ReplacedBy).HasMaxLength(Slug);
            change.Property(c => c.NoteKk).HasMaxLength(LawChange.LongestNote);
            change.Property(c => c.NoteRu).HasMaxLength(LawChange.LongestNote);
            change.Property(c => c.Source).HasMaxLength(LawChange.LongestSource);
            change.Property(c => c.Revision).IsConcurrencyToken();
            // Pressing twice, or two lawyers at once, mark one change.
            change.HasIndex(c => new { c.ActId, c.Day, c.Kind, c.Articles }).IsUnique().HasFilter("\"WithdrawnAt\" IS NULL");
            change.HasOne<Account>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<LawCase>(one =>
        {
            one.Property(c => c.Id).ValueGeneratedNever();
            one.Property(c => c.CourseSlug).HasMaxLength(Slug);
            one.Property(c => c.ItemPath).HasMaxLength(ItemPath);
            one.Property(c => c.QuestionId).HasMaxLength(Slug);
            one.Property(c => c.Articles).HasMaxLength(LawCase.LongestArticles);
            one.Property(c => c.Texts).HasMaxLength(200);
            one.Property(c => c.ClosingNote).HasMaxLength(LawCase.LongestNote);
            // Of two who close one case the second reads again how it ended.
            one.Property(c => c.Revision).IsConcurrencyToken();
            one.HasIndex(c => new { c.ChangeId, c.CourseSlug, c.ItemPath, c.QuestionId }).IsUnique();
            one.HasIndex(c => new { c.State, c.CourseSlug });
            one.HasOne<LawChange>().WithMany().HasForeignKey(c => c.ChangeId).OnDelete(DeleteBehavior.Restrict);
            one.HasOne<Account>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Enrolment>(enrolment =>
        {
            enrolment.Property(e => e.Id).ValueGeneratedNever();
            enrolment.Property(e => e.CourseSlug).HasMaxLength(Slug);
            enrolment.Property(e => e.LastItem).HasMaxLength(ItemPath);
            enrolment.Property(e => e.LastPlace).HasMaxLength(40);
            enrolment.Property(e => e.Revision).IsConcurrencyToken();
            // One running enrolment a person and course: pressing "enrol" twice, or on two phones, gives one.
            enrolment.HasIndex(e => new { e.AccountId, e.CourseSlug }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
            enrolment.HasIndex(e => new { e.CourseSlug, e.CompletedAt });
            enrolment.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
            enrolment.HasOne<Edition>().WithMany().HasForeignKey(e => e.EditionId).OnDelete(DeleteBehavior.Restrict);
            enrolment.HasMany(e => e.LessonsRead).WithOne().HasForeignKey(r => r.EnrolmentId);
            enrolment.HasMany(e => e.Accommodations).WithOne().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            enrolment.HasMany(e => e.Attempts).WithOne().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            enrolment.HasMany(e => e.Works).WithOne().HasForeignKey(w => w.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<LessonRead>(read =>
        {
            // A lesson counts once, however often a phone says so.
            read.HasKey(r => new { r.EnrolmentId, r.Path });
            read.Property(r => r.Path).HasMaxLength(ItemPath);
        });

        model.Entity<LessonVisit>(visit =>
        {
            // A lesson opened on two devices at once is one visit.
            visit.HasKey(v => new { v.EnrolmentId, v.Path });
            visit.Property(v => v.Path).HasMaxLength(ItemPath);
            // Both only grow: of two reports at once the second looks again.
            visit.Property(v => v.Seconds).IsConcurrencyToken();
            visit.Property(v => v.Furthest).IsConcurrencyToken();
            visit.HasOne<Enrolment>().WithMany().HasForeignKey(v => v.EnrolmentId);
        });

        model.Entity<LessonCheck>(check =>
        {
            // The first answer counts, however often the button is pressed.
            check.HasKey(c => new { c.EnrolmentId, c.Path, c.Key });
            check.Property(c => c.Path).HasMaxLength(ItemPath);
            check.Property(c => c.Key).HasMaxLength(Slug);
            check.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId);
        });

        model.Entity<LessonRating>(rating =>
        {
            rating.HasKey(r => new { r.EnrolmentId, r.Path });
            rating.Property(r => r.Path).HasMaxLength(ItemPath);
            rating.Property(r => r.Words).HasMaxLength(LessonRating.LongestWords);
            rating.Property(r => r.Language).HasMaxLength(2);
            rating.HasOne<Enrolment>().WithMany().HasForeignKey(r => r.EnrolmentId);
        });

        model.Entity<LessonQuestion>(question =>
        {
            question.Property(q => q.Id).ValueGeneratedNever();
            question.Property(q => q.CourseSlug).HasMaxLength(Slug);
            question.Property(q => q.Path).HasMaxLength(ItemPath);
            question.Property(q => q.Text).HasMaxLength(LessonQuestion.LongestText);
            question.Property(q => q.Answer).HasMaxLength(LessonQuestion.LongestAnswer);
            question.Property(q => q.Language).HasMaxLength(2);
            // Two authors who answer at once: the second sees what the first wrote.
            question.Property(q => q.Revision).IsConcurrencyToken();
            // Of two questions asked at once the second is counted after the first.
            question.HasIndex(q => new { q.EnrolmentId, q.Number }).IsUnique();
            question.HasIndex(q => new { q.CourseSlug, q.Path, q.AskedAt });
            question.HasIndex(q => new { q.CourseSlug, q.State });
            question.HasOne<Enrolment>().WithMany().HasForeignKey(q => q.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            question.HasOne<Account>().WithMany().HasForeignKey(q => q.AskedById).OnDelete(DeleteBehavior.Restrict);
            question.HasOne<Account>().WithMany().HasForeignKey(q => q.AnsweredById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Attempt>(attempt =>
        {
            attempt.Property(a => a.Id).ValueGeneratedNever();
            attempt.Property(a => a.QuizPath).HasMaxLength(ItemPath);
            attempt.Property(a => a.Receipt).HasMaxLength(8);
            attempt.Property(a => a.Digest).HasMaxLength(Sha256);
            attempt.Property(a => a.Marks).HasConversion(marks => marks.ToJson(), json => OpenMarks.FromJson(json));
            attempt.Property(a => a.Paper).HasConversion(paper => paper.ToJson(), json => Paper.FromJson(json));
            // A save and the hand-in of one attempt never overtake each other.
            attempt.Property(a => a.Revision).IsConcurrencyToken();
            // Two presses of "start" at once give one attempt.
            attempt.HasIndex(a => new { a.EnrolmentId, a.QuizPath, a.Number }).IsUnique();
            attempt.HasIndex(a => a.Receipt);
            // Every few seconds the running attempts are asked for whose time is over, among millions that are handed in.
            attempt.HasIndex(a => a.HandInAt).HasFilter("\"SubmittedAt\" IS NULL");
            attempt.Property(a => a.Language).HasMaxLength(2);
            // Statistics and regrades go through all attempts of a quiz in one edition.
            attempt.HasIndex(a => new { a.EditionId, a.QuizPath, a.SubmittedAt });
            attempt.HasMany(a => a.Answers).WithOne().HasForeignKey(g => g.AttemptId);
        });

        model.Entity<GivenAnswer>(answer =>
        {
            answer.HasKey(g => new { g.AttemptId, g.QuestionId });
            answer.Property(g => g.QuestionId).HasMaxLength(Slug);
            answer.Property(g => g.Value).HasConversion(value => value.ToJson(), json => Answer.FromJson(json));
            answer.Property(g => g.Tab).HasMaxLength(SentAnswer.LongestTab);
            answer.Property(g => g.Sequence).IsConcurrencyToken();
        });

        model.Entity<Work>(work =>
        {
            work.Property(w => w.Id).ValueGeneratedNever();
            work.Property(w => w.ItemPath).HasMaxLength(ItemPath);
            // A save, a hand-in and a marker's answer to one work never overtake each other.
            work.Property(w => w.Revision).IsConcurrencyToken();
            // Two windows that begin at once begin one work.
            work.HasIndex(w => new { w.EnrolmentId, w.ItemPath }).IsUnique();
            work.HasOne(w => w.Draft).WithOne().HasForeignKey<WorkDraft>(d => d.WorkId);
            work.HasMany(w => w.Files).WithOne().HasForeignKey(f => f.WorkId);
            work.HasMany(w => w.Versions).WithOne().HasForeignKey(v => v.WorkId);
            work.Ignore(w => w.Newest);
        });

        model.Entity<WorkDraft>(draft =>
        {
            draft.HasKey(d => d.WorkId);
            draft.Property(d => d.Body).HasMaxLength(Work.LongestBody);
            draft.Property(d => d.Revision).IsConcurrencyToken();
        });

        model.Entity<WorkFile>(file =>
        {
            file.HasKey(f => new { f.WorkId, f.FileId });
            file.Property(f => f.Field).HasMaxLength(Slug);
            file.HasOne(f => f.File).WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<WorkVersion>(version =>
        {
            version.HasKey(v => new { v.WorkId, v.Number });
            version.Property(v => v.Number).ValueGeneratedNever();
            version.Property(v => v.Body).HasMaxLength(Work.LongestBody);
            version.Property(v => v.ReturnComment).HasMaxLength(Work.LongestComment);
            version.HasMany(v => v.Files).WithOne().HasForeignKey(f => new { f.WorkId, f.Number });
        });

        model.Entity<WorkVersionFile>(file =>
        {
            file.HasKey(f => new { f.WorkId, f.Number, f.FileId });
            file.Property(f => f.Field).HasMaxLength(Slug);
            file.HasOne(f => f.File).WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Marking>(marking =>
        {
            marking.Property(m => m.Id).ValueGeneratedNever();
            marking.Property(m => m.CourseSlug).HasMaxLength(Slug);
            marking.Property(m => m.ItemPath).HasMaxLength(ItemPath);
            marking.Property(m => m.AppealReason).HasMaxLength(Work.LongestComment);
            marking.Property(m => m.FinalSheet).HasConversion(sheet => sheet!.ToJson(), json => MarkSheet.FromJson(json));
            // Two who take, write or give at the same moment: the second decides anew on what the first left.
            marking.Property(m => m.Revision).IsConcurrencyToken();
            // Handed in twice at once is one thing to mark.
            marking.HasIndex(m => new { m.WorkId, m.Version }).IsUnique();
            marking.HasIndex(m => m.AttemptId).IsUnique();
            marking.HasIndex(m => new { m.Stage, m.WaitingSince });
            marking.HasOne<Enrolment>().WithMany().HasForeignKey(m => m.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            marking.HasOne<WorkVersion>().WithMany().HasForeignKey(m => new { m.WorkId, m.Version }).OnDelete(DeleteBehavior.Restrict);
            marking.HasOne<Attempt>().WithMany().HasForeignKey(m => m.AttemptId).OnDelete(DeleteBehavior.Restrict);
            marking.HasOne<Account>().WithMany().HasForeignKey(m => m.LearnerId).OnDelete(DeleteBehavior.Restrict);
            // A part of the marks, not another way to them.
            marking.Ignore(m => m.GivenMarks);
            marking.HasMany(m => m.Marks).WithOne().HasForeignKey(m => m.MarkingId);
        });

        model.Entity<Mark>(mark =>
        {
            mark.Property(m => m.Id).ValueGeneratedNever();
            mark.Property(m => m.Comment).HasMaxLength(Work.LongestComment);
            mark.Property(m => m.Sheet).HasConversion(sheet => sheet.ToJson(), json => MarkSheet.FromJson(json));
            mark.Property(m => m.Revision).IsConcurrencyToken();
            // One person at a time in each role.
            mark.HasIndex(m => new { m.MarkingId, m.Role }).IsUnique().HasFilter("\"ReleasedAt\" IS NULL");
            mark.HasOne<Account>().WithMany().HasForeignKey(m => m.MarkerId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<StoredFile>(file =>
        {
            file.Property(f => f.Id).ValueGeneratedNever();
            file.Property(f => f.Name).HasMaxLength(StoredFile.LongestName);
            file.Property(f => f.Sha256).HasMaxLength(Sha256);
            file.HasIndex(f => f.OwnerId);
            file.HasOne<Account>().WithMany().HasForeignKey(f => f.OwnerId).OnDelete(DeleteBehavior.Restrict);
            file.HasOne(f => f.Content).WithOne().HasForeignKey<StoredFileContent>(c => c.FileId);
        });

        model.Entity<StoredFileContent>(content => content.HasKey(c => c.FileId));

        model.Entity<Accommodation>(accommodation =>
        {
            accommodation.Property(a => a.Id).ValueGeneratedNever();
            accommodation.Property(a => a.QuizPath).HasMaxLength(ItemPath);
            accommodation.Property(a => a.Reason).HasMaxLength(Accommodation.LongestReason);
            // Two people who give at once: the second reads again, so that which one is the latest is never a matter of chance.
            accommodation.HasIndex(a => new { a.EnrolmentId, a.QuizPath, a.Number }).IsUnique();
        });

        model.Entity<SheetPlace>(place =>
        {
            place.HasKey(p => p.WorkId);
            place.Property(p => p.Draft).HasMaxLength(PlaceCode);
            place.Property(p => p.HandedIn).HasMaxLength(PlaceCode);
            place.HasIndex(p => p.HandedIn);
            place.HasIndex(p => p.Draft);
            place.HasOne<Work>().WithOne().HasForeignKey<SheetPlace>(p => p.WorkId);
        });

        model.Entity<SheetComment>(comment =>
        {
            comment.HasKey(c => new { c.WorkId, c.Number, c.FieldId });
            comment.Property(c => c.FieldId).HasMaxLength(Slug);
            comment.Property(c => c.Text).HasMaxLength(SheetComment.Longest);
            comment.HasOne<WorkVersion>().WithMany().HasForeignKey(c => new { c.WorkId, c.Number });
        });

        model.Entity<Certificate>(certificate =>
        {
            certificate.Property(c => c.Id).ValueGeneratedNever();
            certificate.Property(c => c.Number).HasMaxLength(CertificateNumber.Length);
            certificate.Property(c => c.Code).HasMaxLength(26);
            certificate.Property(c => c.CourseSlug).HasMaxLength(Slug);
            certificate.Property(c => c.HolderName).HasMaxLength(Account.LongestName);
            certificate.Property(c => c.HolderSearch).HasMaxLength(Account.LongestName);
            certificate.Property(c => c.Position).HasMaxLength(Account.LongestPosition);
            certificate.Property(c => c.SignatoryName).HasMaxLength(Account.LongestName);
            certificate.Property(c => c.RevocationReason).HasMaxLength(Certificate.LongestReason);
            certificate.Property(c => c.OrderNumber).HasMaxLength(Order.LongestNumber);
            certificate.Property(c => c.RevocationOrderNumber).HasMaxLength(Order.LongestNumber);
            certificate.InBoth(c => c.CourseTitle);
            certificate.InBoth(c => c.Organisation);
            certificate.InBoth(c => c.City);
            certificate.InBoth(c => c.SignatoryPosition);
            certificate.Ignore(c => c.State);
            certificate.Property(c => c.Revision).IsConcurrencyToken();
            certificate.HasIndex(c => c.Number).IsUnique();
            // One valid certificate a person and course, however many press "issue".
            certificate.HasIndex(c => new { c.AccountId, c.CourseSlug }).IsUnique()
                .HasFilter("\"RevokedAt\" IS NULL AND \"ReplacedAt\" IS NULL AND \"SucceededAt\" IS NULL");
            certificate.HasIndex(c => c.IssuedAt);
            certificate.HasOne<TemplateVersion>().WithMany().HasForeignKey(c => c.TemplateVersionId).OnDelete(DeleteBehavior.Restrict);
            certificate.HasMany(c => c.History).WithOne().HasForeignKey(e => e.CertificateId).OnDelete(DeleteBehavior.Restrict);
            certificate.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
            certificate.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            certificate.HasOne<Certificate>().WithMany().HasForeignKey(c => c.ReplacedById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<CertificateEvent>(happened =>
        {
            happened.Property(e => e.Id).ValueGeneratedNever();
            happened.Property(e => e.Reason).HasMaxLength(Certificate.LongestReason);
            happened.Property(e => e.OrderNumber).HasMaxLength(Order.LongestNumber);
        });

        model.Entity<CertificateTemplate>(template =>
        {
            template.Property(t => t.Id).ValueGeneratedNever();
            template.Property(t => t.Name).HasMaxLength(CertificateTemplate.LongestName);
        });

        model.Entity<TemplateVersion>(version =>
        {
            version.Property(v => v.Id).ValueGeneratedNever();
            version.Property(v => v.Content).HasConversion(content => content.ToJson(), json => TemplateContent.FromJson(json));
            // Whoever changes it and whoever settles certificates with it at the same moment: the second reads again.
            version.Property(v => v.Revision).IsConcurrencyToken();
            version.HasIndex(v => new { v.TemplateId, v.Number }).IsUnique();
            version.HasOne<CertificateTemplate>().WithMany().HasForeignKey(v => v.TemplateId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<CertificateBatch>(batch =>
        {
            // Made with the form: pressing twice makes one.
            batch.Property(b => b.Id).ValueGeneratedNever();
            batch.Property(b => b.CourseSlug).HasMaxLength(Slug);
            batch.Property(b => b.SignatoryName).HasMaxLength(Account.LongestName);
            batch.Property(b => b.OrderNumber).HasMaxLength(Order.LongestNumber);
            batch.InBoth(b => b.SignatoryPosition);
            // Two processes that work on one batch, or two people who approve and cancel it: the second reads again.
            batch.Property(b => b.Revision).IsConcurrencyToken();
            batch.HasIndex(b => b.MadeAt);
            batch.HasIndex(b => b.State);
            batch.HasOne<TemplateVersion>().WithMany().HasForeignKey(b => b.TemplateVersionId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<BatchPerson>(person =>
        {
            person.HasKey(p => new { p.BatchId, p.Place });
            person.Property(p => p.Place).ValueGeneratedNever();
            person.Property(p => p.Number).HasMaxLength(CertificateNumber.Length);
            person.Property(p => p.Detail).HasMaxLength(200);
            person.HasIndex(p => new { p.BatchId, p.Outcome, p.Place });
            person.HasIndex(p => new { p.BatchId, p.Number });
            person.HasOne<CertificateBatch>().WithMany().HasForeignKey(p => p.BatchId).OnDelete(DeleteBehavior.Restrict);
            person.HasOne<Enrolment>().WithMany().HasForeignKey(p => p.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<CertificateSignature>(signature =>
        {
            signature.Property(s => s.Id).ValueGeneratedNever();
            signature.Property(s => s.Sha256).HasMaxLength(Sha256);
            signature.Property(s => s.Signer).HasMaxLength(CertificateSignature.LongestName);
            signature.Property(s => s.Issuer).HasMaxLength(CertificateSignature.LongestName);
            signature.Property(s => s.Serial).HasMaxLength(CertificateSignature.LongestSerial);
            signature.Property(s => s.Authority).HasMaxLength(CertificateSignature.LongestName);
            // The same signature handed in twice is one.
            signature.HasIndex(s => new { s.CertificateId, s.Sha256 }).IsUnique();
            signature.HasOne<Certificate>().WithMany().HasForeignKey(s => s.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<CertificateFile>(file =>
        {
            file.HasKey(f => f.CertificateId);
            file.Property(f => f.Sha256).HasMaxLength(Sha256);
            // A file from before there were seals is known by its fingerprint.
            file.HasIndex(f => f.Sha256);
            file.HasOne<Certificate>().WithOne().HasForeignKey<CertificateFile>(f => f.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<NumberSeries>(series =>
        {
            series.HasKey(s => s.Name);
            series.Property(s => s.Name).HasMaxLength(20);
        });

        model.Entity<QuestionRuling>(ruling =>
        {
            ruling.Property(r => r.Id).ValueGeneratedNever();
            ruling.Property(r => r.QuizPath).HasMaxLength(ItemPath);
            ruling.Property(r => r.QuestionId).HasMaxLength(Slug);
            ruling.Property(r => r.Reason).HasMaxLength(QuestionRuling.LongestReason);
            // Two who rule at once get two numbers: the second reads again what the first decided.
            ruling.HasIndex(r => new { r.EditionId, r.Number }).IsUnique();
            ruling.HasIndex(r => r.SettledAt);
            ruling.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Restrict);
            ruling.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<EarlierResult>(result =>
        {
            // A ruling changes a result once, however often its regrade runs.
            result.HasKey(r => new { r.AttemptId, r.RulingId });
            result.HasIndex(r => r.RulingId);
            result.HasOne<Attempt>().WithMany().HasForeignKey(r => r.AttemptId).OnDelete(DeleteBehavior.Restrict);
            result.HasOne<QuestionRuling>().WithMany().HasForeignKey(r => r.RulingId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Note>(note =>
        {
            note.Property(n => n.Id).ValueGeneratedNever();
            note.Property(n => n.CourseSlug).HasMaxLength(Slug);
            note.Property(n => n.ItemPath).HasMaxLength(ItemPath);
            note.Property(n => n.Argument).HasMaxLength(Note.LongestArgument);
            note.HasIndex(n => new { n.AccountId, n.At });
            note.HasOne<Account>().WithMany().HasForeignKey(n => n.AccountId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<JournalEntry>(entry =>
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Subject).HasMaxLength(200);
            entry.HasIndex(e => e.At);
        });
    }

    private static void InBoth<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, Bilingual?>> text) where T : class =>
        entity.ComplexProperty(text, both =>
        {
            both.Property(b => b.Kk).HasMaxLength(Title);
            both.Property(b => b.Ru).HasMaxLength(Title);
        });
}
