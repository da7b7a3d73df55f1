using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// From a draft to an edition: comments, approvals, and publishing, which freezes the draft as it was approved. Always through the person:
/// a course in which somebody has no part is not there for them.
/// </summary>
public sealed class ReviewDesk(AcademyDb db, DraftDesk drafts, DraftShelf shelf, CourseShelf courses, CourseImports imports, LawWatch law, CurrentAccount me, TimeProvider clock)
{
    // Far more courses than one person has a part in.
    private const int MostCourses = 100;

    /// <summary>The draft with what its reviewers have said, or null where it is not there for this person.</summary>
    public async Task<CourseReview?> FindAsync(string course, CancellationToken cancel)
    {
        if (await drafts.FindAsync(course, cancel) is not { Draft.IsLibrary: false } open) return null;

        var compiled = await shelf.GetAsync(open.Draft, cancel);
        var writers = await db.WritersAsync(open.Draft.Id, cancel);
        return new CourseReview(open, compiled, await StandingAsync(open.Draft, compiled, cancel), writers);
    }

    /// <summary>The published edition that a learner who begins now gets, and the course as its author wrote it.</summary>
    public async Task<(Edition Edition, Course Course)?> CurrentAsync(string course, CancellationToken cancel)
    {
        var edition = await db.Editions.Current().FirstOrDefaultAsync(stored => stored.CourseSlug == course, cancel);
        return edition is null ? null : (edition, (await courses.WrittenAsync(edition.Id)).Course);
    }

    /// <summary>Sends the draft to its reviewers, and tells them.</summary>
    /// <returns>False where it is not this person's to send.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> AskAsync(string course, CancellationToken cancel) => ActAsync(course, (open, now) =>
    {
        if (!open.MayWrite) return false;
        open.Draft.SendToReview(open.Compiled.Compilation.HasErrors, now);
        Enter(JournalAct.ReviewAsked, open.Draft, now);
        return true;
    }, NoteKind.ReviewAsked, ReviewNeeds.Roles, cancel);

    /// <summary>Back to its authors.</summary>
    public Task<bool> TakeBackAsync(string course, CancellationToken cancel) => ActAsync(course, (open, now) =>
    {
        if (!open.MayWrite) return false;
        open.Draft.TakeBack(now);
        Enter(JournalAct.ReviewTakenBack, open.Draft, now);
        return true;
    }, null, [], cancel);

    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> NeedAsync(string course, ReviewNeeds needs, CancellationToken cancel) => ActAsync(course, (open, now) =>
    {
        if (!open.MayWrite) return false;
        if (open.Draft.Need(needs)) Enter(JournalAct.ReviewNeedsSet, open.Draft, now, $" {needs.Reviewers} {needs.Lawyers}");
        return true;
    }, null, [], cancel);

    /// <summary>Approves, or asks for changes, in a part that this person has.</summary>
    /// <param name="seen">The draft's number on the page that they read.</param>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> AnswerAsync(string course, int seen, CourseRole role, ReviewAnswer answer, string? word, CancellationToken cancel) => ActAsync(course, (open, now) =>
    {
        if (!ReviewNeeds.Roles.Contains(role) || !open.Open.Parts.Contains(role)) return false;
        db.Approvals.Add(Approval.Give(open.Draft, seen, me.Id, role, answer, word, open.Writers, now));
        Enter(answer == ReviewAnswer.Approved ? JournalAct.DraftApproved : JournalAct.ChangesWanted, open.Draft, now, $" {role}");
        return true;
    }, answer == ReviewAnswer.Approved ? NoteKind.DraftApproved : NoteKind.ChangesWanted, [CourseRole.Author], cancel);

    /// <summary>A remark at a place of a file.</summary>
    /// <param name="placeKey">See <see cref="ReviewAnchor.Key"/>.</param>
    /// <returns>Null where there is no such file for this person.</returns>
    /// <exception cref="RefusedException">A rule says no; among others where the place has gone since the page was shown.</exception>
    public Task<ReviewComment?> CommentAsync(string course, string path, string placeKey, string? text, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindAsync(course, cancel) is not { Draft.IsLibrary: false } open || open.Draft.Find(path) is not { } file) return null;

        var compiled = await shelf.GetAsync(open.Draft, cancel);
        var anchor = ReviewText.Of(compiled.Compilation.Built, path).Select(place => place.Anchor).Prepend(ReviewAnchor.WholeFile).FirstOrDefault(place => place.Key == placeKey)
            ?? throw new RefusedException(Refusal.PlaceGone);
        var now = clock.GetUtcNow();
        var comment = ReviewComment.Write(open.Draft, file, anchor, text, await OpenComments(open.Draft).CountAsync(cancel), me.Id, now);
        db.ReviewComments.Add(comment);
        await TellAsync(course, NoteKind.DraftCommented, await MembersAsync(course, [CourseRole.Author], cancel), now, cancel);
        await db.SaveChangesAsync(cancel);
        return comment;
    });

    /// <summary>An answer in a thread. Those who have spoken in it and the authors are told.</summary>
    public Task<ReviewComment?> ReplyAsync(string course, Guid commentId, string? text, CancellationToken cancel) => ThreadAsync(course, commentId, async (thread, now) =>
    {
        db.ReviewReplies.Add(thread.Reply(text, me.Id, now));
        var told = (await MembersAsync(course, [CourseRole.Author], cancel)).Append(thread.ById).Concat(thread.Replies.Select(reply => reply.ById));
        await TellAsync(course, NoteKind.DraftCommented, told, now, cancel);
    }, cancel);

    public Task<ReviewComment?> SettleAsync(string course, Guid commentId, CancellationToken cancel) => ThreadAsync(course, commentId, (thread, now) =>
    {
        if (thread.Settle(me.Id, now)) db.Journal.Add(new JournalEntry(JournalAct.CommentSettled, $"{course} {thread.Id}", me.Id, now));
        return Task.CompletedTask;
    }, cancel);

    public Task<ReviewComment?> ReopenAsync(string course, Guid commentId, CancellationToken cancel) => ThreadAsync(course, commentId, (thread, now) =>
    {
        if (thread.Reopen(me.Id, now)) db.Journal.Add(new JournalEntry(JournalAct.CommentReopened, $"{course} {thread.Id}", me.Id, now));
        return Task.CompletedTask;
    }, cancel);

    /// <summary>
    /// Publishes the draft as an edition: the bytes, the note, what it corrects, who moves to it and the journal in one transaction. Two who
    /// press at once publish once.
    /// </summary>
    /// <param name="seen">The draft's number on the page that they read.</param>
    /// <returns>The edition, or null where the draft is not this person's to publish.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public async Task<Edition?> PublishAsync(string course, int seen, PublicationKind kind, string? kk, string? ru, string? en, CancellationToken cancel)
    {
        try
        {
            return await db.RetryingAsync(() => PublishOnceAsync(course, seen, kind, kk, ru, en, cancel));
        }
        catch (RefusedException)
        {
            // The other one may have published between two of this one's questions to the database: then it is no refusal.
            db.ChangeTracker.Clear();
            if (await drafts.FindToWriteAsync(course, cancel) is { Draft.IsLibrary: false } open && await FindPublishedAsync(open.Draft, seen, kk, ru, cancel) is { } done) return done;
            throw;
        }
    }

    /// <summary>
    /// Why an edition that was brought in as a package may not be published: the draft's needs hold for it too, and who approved the draft
    /// has approved the edition only where both are the same bytes.
    /// </summary>
    public async Task<Refusal?> WhyNotPublishAsync(Edition edition, CancellationToken cancel)
    {
        var draft = await db.Drafts.Include(stored => stored.Files).FirstOrDefaultAsync(stored => stored.CourseSlug == edition.CourseSlug, cancel);
        if (draft is null || draft.Needs.IsNone) return null;

        var compiled = await shelf.GetAsync(draft, cancel);
        if (compiled.Revision != draft.Revision || compiled.Compilation.Course?.Hash != edition.Hash) return Refusal.ApprovalsMissing;
        if ((await StandingAsync(draft, compiled, cancel)).WhyNotReviewed() is { } refusal) return refusal;

        draft.IsNow(edition);
        return null;
    }

    /// <summary>Moves this person's enrolment to the newest edition of the course.</summary>
    /// <returns>False where they are not in the course, or in its newest edition already.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> MoveAsync(string course, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var enrolment = await db.FindEnrolmentAsync(me.Id, course, cancel);
        if (enrolment is null || await courses.CurrentAsync(db, course, cancel) is not { } current || current.Id == enrolment.EditionId) return false;

        var now = clock.GetUtcNow();
        var from = await courses.GetAsync(enrolment.EditionId);
        enrolment.MoveTo(from.Course, current.Course, current.Id, now);
        db.Journal.Add(new JournalEntry(JournalAct.LearnerMoved, $"{course} {from.Number} {current.Number} {enrolment.Id}", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>Courses in which something waits for this person, those they review first.</summary>
    public async Task<IReadOnlyList<WaitingCourse>> WaitingAsync(CancellationToken cancel)
    {
        var mine = await (
            from member in db.CourseMembers.AsNoTracking()
            join draft in db.Drafts.AsNoTracking() on member.CourseSlug equals draft.CourseSlug
            where member.AccountId == me.Id && draft.CourseSlug != CourseDraft.LibrarySlug
            orderby draft.ChangedAt descending
            select new { member.Role, Draft = draft }).Take(MostCourses).ToListAsync(cancel);
        if (mine.Count == 0) return [];

        var ids = mine.Select(one => one.Draft.Id).Distinct().ToList();
        var answers = await (
            from answer in db.Approvals.AsNoTracking()
            join draft in db.Drafts on answer.DraftId equals draft.Id
            where ids.Contains(draft.Id) && answer.DraftRevision == draft.Revision
            select answer).ToListAsync(cancel);
        var open = await db.ReviewComments.Where(comment => ids.Contains(comment.DraftId) && comment.SettledAt == null).GroupBy(comment => comment.DraftId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);

        var waiting = new List<WaitingCourse>();
        foreach (var (draft, roles) in mine.GroupBy(one => one.Draft.Id).Select(group => (group.First().Draft, group.Select(one => one.Role).ToHashSet())))
        {
            var said = answers.Where(answer => answer.DraftId == draft.Id).ToList();
            var comments = open.GetValueOrDefault(draft.Id);
            if (draft.Stage == DraftStage.InReview && ReviewNeeds.Roles.Any(role => roles.Contains(role) && !said.Any(answer => answer.ById == me.Id && answer.Role == role)))
                waiting.Add(new WaitingCourse(draft.CourseSlug, await TitleAsync(draft, cancel), WaitsFor.Review, comments));
            else if (roles.Contains(CourseRole.Author) && said.Any(answer => answer.Answer == ReviewAnswer.ChangesWanted))
                waiting.Add(new WaitingCourse(draft.CourseSlug, await TitleAsync(draft, cancel), WaitsFor.Changes, comments));
            else if (roles.Contains(CourseRole.Author) && comments > 0)
                waiting.Add(new WaitingCourse(draft.CourseSlug, await TitleAsync(draft, cancel), WaitsFor.Comments, comments));
            else if (roles.Contains(CourseRole.Author) && draft.Stage == DraftStage.InReview && ReviewNeeds.Roles.All(role =>
                said.Count(answer => answer.Role == role && answer.Answer == ReviewAnswer.Approved) >= draft.Needs.For(role)))
                waiting.Add(new WaitingCourse(draft.CourseSlug, await TitleAsync(draft, cancel), WaitsFor.Publishing, comments));
        }
        return [.. waiting.OrderBy(one => one.Why)];
    }

    /// <summary>In how many courses a review waits for this person; null where they review none.</summary>
    public async Task<int?> ReviewsWaitingAsync(CancellationToken cancel) =>
        await db.CourseMembers.AnyAsync(member => member.AccountId == me.Id && member.Role != CourseRole.Author && member.CourseSlug != CourseDraft.LibrarySlug, cancel)
            ? (await WaitingAsync(cancel)).Count(one => one.Why == WaitsFor.Review)
            : null;

    public async Task<Translated<string>?> TitleAsync(CourseDraft draft, CancellationToken cancel) =>
        (await shelf.GetAsync(draft, cancel)).Compilation.Built?.Title ?? (await courses.CurrentAsync(db, draft.CourseSlug, cancel))?.Course.Title;

    private IQueryable<ReviewComment> OpenComments(CourseDraft draft) => db.ReviewComments.Where(comment => comment.DraftId == draft.Id && comment.SettledAt == null);

    private async Task<ReviewStanding> StandingAsync(CourseDraft draft, ShelvedDraft compiled, CancellationToken cancel)
    {
        var answers = await db.Approvals.AsNoTracking().Where(answer => answer.DraftId == draft.Id && answer.DraftRevision == draft.Revision).ToListAsync(cancel);
        // Who has lost the part has lost the word too.
        var parts = await db.CourseMembers.Where(member => member.CourseSlug == draft.CourseSlug).Select(member => new { member.AccountId, member.Role }).ToListAsync(cancel);
        return ReviewStanding.Of(
            draft, answers, parts.Select(part => (part.AccountId, part.Role)).ToHashSet(), await OpenComments(draft).CountAsync(cancel), compiled.Compilation.HasErrors);
    }

    private async Task<Edition?> PublishOnceAsync(string course, int seen, PublicationKind kind, string? kk, string? ru, string? en, CancellationToken cancel)
    {
        if (await drafts.FindToWriteAsync(course, cancel) is not { Draft.IsLibrary: false } open) return null;

        var draft = open.Draft;
        if (await FindPublishedAsync(draft, seen, kk, ru, cancel) is { } done) return done;
        var compiled = await shelf.GetAsync(draft, cancel);
        if (draft.Revision != seen || compiled.Revision != seen) throw new RefusedException(Refusal.DraftChangedSince);
        if (((await StandingAsync(draft, compiled, cancel)).WhyNotPublish() ?? PublicationNote.WhyNot(kk, ru, en)) is { } refusal) throw new RefusedException(refusal);

        var now = clock.GetUtcNow();
        var current = await CurrentAsync(course, cancel);
        var content = compiled.Compilation.Course!;
        var changes = CourseComparison.Compare(current?.Course, content);
        if (kind == PublicationKind.Correction && (current is null || changes.Any(change => change.ForbidsCorrection))) throw new RefusedException(Refusal.NotJustCorrection);

        var edition = await imports.FindOrAddAsync(content, compiled.Source, compiled.Library, me.Id, now, cancel);
        if (edition.IsPublished || edition.Number < current?.Edition.Number)
            throw new RefusedException(Refusal.EditionThereAlready, edition.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (kind == PublicationKind.Correction) await CorrectAsync(current!.Value.Edition, edition, changes, now, cancel);
        else edition.Publish(me.Id, now);
        db.PublicationNotes.Add(PublicationNote.Write(edition, kk, ru, en));
        db.Journal.Add(new JournalEntry(JournalAct.EditionPublished, $"{course} {edition.Number}", me.Id, now));
        draft.IsNow(edition);
        await law.CloseReworkedAsync(edition, content, me.Id, now, cancel);
        await db.SaveChangesAsync(cancel);
        if (kind == PublicationKind.Correction) await MoveLearnersAsync(current!.Value.Edition.Id, edition.Id, cancel);
        await transaction.CommitAsync(cancel);
        return edition;
    }

    // The same press again, or the other of two at once.
    private async Task<Edition?> FindPublishedAsync(CourseDraft draft, int seen, string? kk, string? ru, CancellationToken cancel)
    {
        if (draft.HasChanges || draft.Revision != seen) return null;
        var note = await db.PublicationNotes.AsNoTracking().FirstOrDefaultAsync(stored => stored.EditionId == draft.EditionId, cancel);
        return note is not null && note.Kk == kk?.Trim() && note.Ru == ru?.Trim() ? await db.Editions.AsNoTracking().SingleAsync(stored => stored.Id == note.EditionId, cancel) : null;
    }

    private async Task CorrectAsync(Edition corrected, Edition edition, IReadOnlyList<CourseChange> changes, DateTimeOffset now, CancellationToken cancel)
    {
        edition.PublishAsCorrectionOf(corrected, me.Id, now);
        db.CorrectedItems.AddRange(changes.Select(change => change.ItemPath).OfType<string>().Distinct().Select(path => new CorrectedItem(edition.Id, path)));
        var rulings = await db.Rulings.AsNoTracking().Where(ruling => ruling.EditionId == corrected.Id).ToListAsync(cancel);
        var standing = rulings.GroupBy(ruling => (ruling.QuizPath, ruling.QuestionId)).Select(own => own.MaxBy(ruling => ruling.Number)!)
            .Where(ruling => ruling.Kind != RulingKind.Restored).OrderBy(ruling => ruling.Number);
        db.Rulings.AddRange(standing.Select((ruling, at) => ruling.CarryOver(edition, at + 1, now)));
        db.Journal.Add(new JournalEntry(JournalAct.EditionCorrected, $"{edition.CourseSlug} {edition.Number} {corrected.Number}", me.Id, now));
    }

    // Who has finished stays with what they finished; papers that are drawn stay what they are.
    private Task<int> MoveLearnersAsync(Guid from, Guid to, CancellationToken cancel) =>
        db.Enrolments.Where(enrolment => enrolment.EditionId == from && enrolment.CompletedAt == null && enrolment.EndedAt == null)
            .ExecuteUpdateAsync(enrolment => enrolment.SetProperty(one => one.EditionId, to).SetProperty(one => one.Revision, one => one.Revision + 1), cancel);

    private Task<bool> ActAsync(string course, Func<CourseReview, DateTimeOffset, bool> act, NoteKind? note, IReadOnlyList<CourseRole> told, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(course, cancel) is not { } open) return false;

        var now = clock.GetUtcNow();
        if (!act(open, now)) return false;
        if (note is { } kind) await TellAsync(course, kind, await MembersAsync(course, told, cancel), now, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    private Task<ReviewComment?> ThreadAsync(string course, Guid commentId, Func<ReviewComment, DateTimeOffset, Task> act, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindAsync(course, cancel) is not { Draft.IsLibrary: false } open) return null;
        var thread = await db.ReviewComments.Include(comment => comment.Replies).FirstOrDefaultAsync(comment => comment.Id == commentId && comment.DraftId == open.Draft.Id, cancel);
        if (thread is null) return null;

        await act(thread, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return thread;
    });

    private async Task<List<Guid>> MembersAsync(string course, IReadOnlyList<CourseRole> roles, CancellationToken cancel) =>
        await db.CourseMembers.Where(member => member.CourseSlug == course && roles.Contains(member.Role)).Select(member => member.AccountId).Distinct().ToListAsync(cancel);

    // One that is not read yet says it already: thirty comments are one line.
    private async Task TellAsync(string course, NoteKind kind, IEnumerable<Guid> people, DateTimeOffset now, CancellationToken cancel)
    {
        var others = people.Where(person => person != me.Id).Distinct().ToList();
        var told = await db.Notes.Where(note => others.Contains(note.AccountId) && note.CourseSlug == course && note.Kind == kind && note.SeenAt == null)
            .Select(note => note.AccountId).ToListAsync(cancel);
        db.Notes.AddRange(others.Except(told).Select(person => new Note(person, kind, course, itemPath: null, now)));
    }

    private void Enter(JournalAct act, CourseDraft draft, DateTimeOffset now, string more = "") =>
        db.Journal.Add(new JournalEntry(act, $"{draft.CourseSlug} {draft.Revision}{more}", me.Id, now));
}

/// <summary>A draft in review, as one person sees it.</summary>
/// <param name="Compiled">The draft as the compiler last saw it.</param>
/// <param name="Writers">Who has changed a file since the last edition: they do not approve.</param>
public sealed record CourseReview(OpenDraft Open, ShelvedDraft Compiled, ReviewStanding Standing, IReadOnlySet<Guid> Writers)
{
    public CourseDraft Draft => Open.Draft;

    public bool MayWrite => Open.MayWrite;

    /// <summary>In which parts this person may answer.</summary>
    public IEnumerable<CourseRole> Roles => ReviewNeeds.Roles.Where(Open.Parts.Contains);

    /// <summary>Files that are not as they were in the last edition; the removed ones too.</summary>
    public IEnumerable<DraftFile> Changed => Draft.Files.Where(file => file.Number != file.EditionNumber && (file.EditionNumber > 0 || !file.IsRemoved)).OrderBy(file => file.Path, StringComparer.Ordinal);
}

/// <summary>What waits, the most pressing first.</summary>
public enum WaitsFor
{
    Review,
    Changes,
    Comments,
    Publishing,
}

/// <param name="Title">Null where the draft has none yet.</param>
/// <param name="Comments">Open ones.</param>
public sealed record WaitingCourse(string Slug, Translated<string>? Title, WaitsFor Why, int Comments);
