using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// The markers' side: takes, writes, gives, returns, settles, answers; and the learner's appeal. What becomes final changes the work or the
/// attempt, the completion, the journal and the learner's notes in the same save.
/// </summary>
public sealed class MarkingDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <summary>Everything a marker looks at, or null where there is no such marking.</summary>
    public async Task<MarkingCase?> FindAsync(Guid markingId, CancellationToken cancel)
    {
        var marking = await db.Markings.Where(one => one.Id == markingId).Include(one => one.Marks).FirstOrDefaultAsync(cancel);
        if (marking is null) return null;

        var enrolment = await db.Enrolments.Where(one => one.Id == marking.EnrolmentId)
            .Include(one => one.LessonsRead).Include(one => one.Attempts).Include(one => one.Works).AsSplitQuery().SingleAsync(cancel);
        // Who gives marks grades: under every ruling that stands at this moment.
        var course = await shelf.CourseNowAsync(enrolment.EditionId);
        var work = enrolment.Works.FirstOrDefault(one => one.Id == marking.WorkId);
        if (work is not null) await db.LoadWorkAsync(work.Id, withVersions: true, cancel);
        var attempt = enrolment.Attempts.FirstOrDefault(one => one.Id == marking.AttemptId);
        // The learner may have moved to another edition since; the paper has not.
        var marked = attempt is null ? course : await shelf.CourseNowAsync(attempt.EditionId);
        var item = marked.Find(marking.ItemPath) ?? throw new InvalidOperationException($"{marking.ItemPath} is not in the edition of its enrolment.");
        if (attempt is not null) await db.Set<GivenAnswer>().Where(answer => answer.AttemptId == attempt.Id).LoadAsync(cancel);
        return new MarkingCase(marking, enrolment, course, item, work, attempt, MarkScheme.Of(item, attempt));
    }

    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<MarkingCase?> TakeAsync(Guid markingId, Guid by, CancellationToken cancel) => ActAsync(markingId, (one, now) =>
    {
        if (one.Marking.Take(by, now) is (_, { } from)) Enter(JournalAct.MarkingTakenOver, one.Marking, by, now, $" {from}");
    }, cancel);

    /// <summary>Keeps what is written so far.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<MarkingCase?> WriteAsync(Guid markingId, Guid by, MarkSheet sheet, string? comment, int revision, CancellationToken cancel) =>
        ActAsync(markingId, (one, now) => one.Marking.Write(by, one.Scheme, sheet, comment, revision, now), cancel);

    /// <summary>Writes and gives: the marks of one marker, a settlement or a proposal of one, or the answer to an appeal.</summary>
    /// <exception cref="RefusedException">A rule says no. What was written is not kept then: the page still has it.</exception>
    public Task<MarkingCase?> GiveAsync(Guid markingId, Guid by, MarkSheet sheet, string? comment, int revision, CancellationToken cancel) => ActAsync(markingId, (one, now) =>
    {
        var (marking, isAppeal, stageBefore) = (one.Marking, one.Marking.Stage == MarkingStage.Appealed, one.Marking.Stage);
        marking.Write(by, one.Scheme, sheet, comment, revision, now);
        marking.Give(by, one.Scheme, now);
        Enter(isAppeal ? JournalAct.AppealAnswered
            : stageBefore != MarkingStage.Disputed ? JournalAct.MarkGiven
            : marking.Stage == MarkingStage.Final ? JournalAct.MarkSettled : JournalAct.MarkProposed, marking, by, now);
        if (marking.Stage == MarkingStage.Final) Finish(one, isAppeal, now);
    }, cancel);

    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<MarkingCase?> AgreeAsync(Guid markingId, Guid by, CancellationToken cancel) => ActAsync(markingId, (one, now) =>
    {
        one.Marking.Agree(by, one.Scheme, now);
        Enter(JournalAct.MarkSettled, one.Marking, by, now);
        Finish(one, isAppeal: false, now);
    }, cancel);

    /// <summary>Writes, and sends the work back to its learner with the comment.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<MarkingCase?> ReturnAsync(Guid markingId, Guid by, MarkSheet sheet, string? comment, int revision, CancellationToken cancel) => ActAsync(markingId, (one, now) =>
    {
        one.Marking.Write(by, one.Scheme, sheet, comment, revision, now);
        one.Work?.Return(one.Marking.Return(by, now), by, now);
        Enter(JournalAct.WorkReturned, one.Marking, by, now);
        Tell(one, NoteKind.WorkReturned, now);
    }, cancel);

    /// <summary>The learner disagrees. Null where it is not their own.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<MarkingCase?> AppealAsync(Guid markingId, Guid learnerId, string? reason, CancellationToken cancel) => ActAsync(markingId, (one, now) =>
    {
        one.Marking.Appeal(reason, now);
        Enter(JournalAct.MarkAppealed, one.Marking, learnerId, now);
    }, cancel, onlyOf: learnerId);

    private Task<MarkingCase?> ActAsync(Guid markingId, Action<MarkingCase, DateTimeOffset> act, CancellationToken cancel, Guid? onlyOf = null) => db.RetryingAsync(async () =>
    {
        var found = await FindAsync(markingId, cancel);
        if (found is null || (onlyOf is { } owner && owner != found.Marking.LearnerId)) return null;

        act(found, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return found;
    });

    private void Finish(MarkingCase one, bool isAppeal, DateTimeOffset now)
    {
        var (marking, enrolment) = (one.Marking, one.Enrolment);
        if (one.Attempt is { } attempt && one.Item is Quiz quiz)
            enrolment.GiveMarks(attempt, quiz, MarksOf(one));
        else if (one.Work is { } work && isAppeal)
            work.Remark(marking.Points ?? 0);
        else if (one.Work is { } accepted)
            enrolment.Accept(accepted, marking.Points, now);
        enrolment.CompleteIfEarned(one.Course, now);
        // Figures alone, so that the sentence fits every language.
        var points = marking.Points is { } sum ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sum:0.##} / {marking.MaxPoints:0.##}").Replace('.', ',') : null;
        Tell(one, isAppeal ? NoteKind.AppealAnswered : NoteKind.WorkMarked, now, points);
    }

    private void Tell(MarkingCase one, NoteKind kind, DateTimeOffset now, string? argument = null) =>
        db.Notes.Add(new Note(one.Marking.LearnerId, kind, one.Marking.CourseSlug, one.Marking.ItemPath, now, argument));

    private static OpenMarks MarksOf(MarkingCase one) => new(one.Scheme.Parts.GroupBy(part => part.QuestionId!)
        .Select(question => KeyValuePair.Create(question.Key, new OpenMark(
            question.Sum(part => one.Marking.FinalSheet!.For(part.Key).Points ?? 0),
            string.Join('\n', question.Select(part => one.Marking.FinalSheet!.For(part.Key).Comment).Where(comment => comment.Length > 0))))));

    private void Enter(JournalAct act, Marking marking, Guid by, DateTimeOffset now, string more = "") =>
        db.Journal.Add(new JournalEntry(act, $"{marking.Id}{more}", by, now));
}

/// <summary>One thing to mark with all that belongs to it.</summary>
public sealed record MarkingCase(Marking Marking, Enrolment Enrolment, Course Course, Item Item, Work? Work, Attempt? Attempt, MarkScheme Scheme)
{
    public WorkVersion? Version => Work?.Versions.FirstOrDefault(version => version.Number == Marking.Version);

    /// <summary>Handed in before and returned, the newest first.</summary>
    public IEnumerable<WorkVersion> Earlier => (Work?.Versions ?? []).Where(version => version.Number < Marking.Version).OrderByDescending(version => version.Number);
}
