using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What a reader leaves with a lesson: that they opened it, how a first self-check went, a word about it, questions. Always through the person's own enrolment.</summary>
public sealed class LessonDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <summary>Questions on a page of a lesson; the earlier ones are one press away.</summary>
    public const int QuestionsShown = 10;

    /// <summary>Counts the visit, where it is the first, and finds what the reader has said so far.</summary>
    public async Task<ReaderView> OpenAsync(Enrolment enrolment, Lesson lesson, int page, CancellationToken cancel)
    {
        var mine = await (
            from one in db.Enrolments
            from visit in db.LessonVisits.Where(visit => visit.EnrolmentId == one.Id && visit.Path == lesson.Path).DefaultIfEmpty()
            from rating in db.LessonRatings.Where(rating => rating.EnrolmentId == one.Id && rating.Path == lesson.Path).DefaultIfEmpty()
            where one.Id == enrolment.Id
            select new { Visit = visit, Rating = rating }).AsNoTracking().SingleAsync(cancel);
        if (mine.Visit is null) await CountAsync(new LessonVisit(enrolment.Id, lesson, clock.GetUtcNow()), cancel);

        var (questions, more) = await QuestionsAsync(enrolment.CourseSlug, lesson.Path, enrolment.AccountId, page, cancel);
        return new ReaderView(mine.Visit?.Seconds ?? 0, mine.Rating, questions, page, more);
    }

    /// <summary>What a reader without an enrolment sees below a lesson of an open course.</summary>
    public async Task<ReaderView> LookAsync(string course, Lesson lesson, int page, CancellationToken cancel)
    {
        var (questions, more) = await QuestionsAsync(course, lesson.Path, null, page, cancel);
        return new ReaderView(0, null, questions, page, more);
    }

    /// <summary>Counts the first answer to a self-check; later ones, and what is not graded, change nothing.</summary>
    public async Task CountCheckAsync(Enrolment enrolment, Lesson lesson, Question check, Answer given, CancellationToken cancel)
    {
        if (given.IsEmpty || Grading.Share(check, given) is not { } share) return;

        var key = LessonCheck.KeyOf(check);
        if (await db.LessonChecks.AnyAsync(one => one.EnrolmentId == enrolment.Id && one.Path == lesson.Path && one.Key == key, cancel)) return;
        await CountAsync(new LessonCheck(enrolment.Id, lesson, check, share.IsFull, clock.GetUtcNow()), cancel);
    }

    /// <summary>Keeps a word about a lesson in place of the earlier one. False where the person has no such lesson.</summary>
    public Task<bool> RateAsync(Guid accountId, string course, string path, Usefulness usefulness, string? words, string language, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(accountId, course, path, cancel) is not var (enrolment, lesson)) return false;

        var rating = await db.LessonRatings.FirstOrDefaultAsync(one => one.EnrolmentId == enrolment.Id && one.Path == path, cancel)
            ?? db.LessonRatings.Add(new LessonRating(enrolment.Id, lesson)).Entity;
        rating.Say(usefulness, words, language, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>Asks the course's authors. False where the person has no such lesson.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public Task<bool> AskAsync(Guid accountId, string course, string path, string text, string language, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(accountId, course, path, cancel) is not var (enrolment, lesson)) return false;

        var earlier = await db.LessonQuestions.Where(question => question.EnrolmentId == enrolment.Id).ToListAsync(cancel);
        var asked = LessonQuestion.Ask(enrolment, lesson, text, language, earlier, clock.GetUtcNow());
        if (!earlier.Contains(asked)) db.LessonQuestions.Add(asked);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    private async Task<(Enrolment, Lesson)?> FindAsync(Guid accountId, string course, string path, CancellationToken cancel)
    {
        var enrolment = await db.Enrolments.Of(accountId).FirstOrDefaultAsync(one => one.CourseSlug == course, cancel);
        return enrolment is not null && (await shelf.CourseAsync(enrolment.EditionId)).Find(path) is Lesson lesson ? (enrolment, lesson) : null;
    }

    // One more than is shown tells whether there are earlier ones.
    private async Task<(IReadOnlyList<SeenQuestion>, bool More)> QuestionsAsync(string course, string path, Guid? reader, int page, CancellationToken cancel)
    {
        var found = await db.LessonQuestions.AsNoTracking()
            .Where(question => question.CourseSlug == course && question.Path == path && (question.State == LessonQuestionState.Shown || question.AskedById == reader))
            .OrderByDescending(question => question.AskedAt).ThenByDescending(question => question.Id)
            .Skip((page - 1) * QuestionsShown).Take(QuestionsShown + 1).ToListAsync(cancel);
        return ([.. found.Take(QuestionsShown).Select(question => new SeenQuestion(question, question.AskedById == reader))], found.Count > QuestionsShown);
    }

    // It is about figures: another page of the same reader that was faster has said the same.
    private async Task CountAsync(object said, CancellationToken cancel)
    {
        db.Add(said);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException lost) when (lost.IsDuplicate())
        {
            db.Entry(said).State = EntityState.Detached;
        }
    }
}

/// <summary>What a reader sees of themselves and of others below a lesson.</summary>
/// <param name="Seconds">How long it has been in view so far.</param>
/// <param name="Rating">Null before they rated it.</param>
/// <param name="Page">Of the questions, from 1.</param>
/// <param name="HasMore">There are earlier questions.</param>
public sealed record ReaderView(int Seconds, LessonRating? Rating, IReadOnlyList<SeenQuestion> Questions, int Page, bool HasMore);

/// <param name="IsMine">The reader asked it.</param>
public sealed record SeenQuestion(LessonQuestion Question, bool IsMine);
