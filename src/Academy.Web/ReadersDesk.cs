using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Readers;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What readers tell the people of a course: figures without names, words, questions. The database counts, so memory does not grow with the readers.</summary>
public sealed class ReadersDesk(AcademyDb db, CourseShelf shelf, DraftDesk drafts, CurrentAccount me, TimeProvider clock)
{
    // A quarter of a minute is as exact as reading is.
    private const int Step = 15;

    /// <summary>The course as who begins it now reads it; null before an edition is published.</summary>
    public async Task<Course?> PublishedAsync(string course, CancellationToken cancel) => (await shelf.CurrentAsync(db, course, cancel))?.Course;

    /// <summary>Every lesson of the course in its order. A handful of questions to the database, however many readers there are.</summary>
    public async Task<IReadOnlyList<LessonFigures>> FiguresAsync(Course course, CancellationToken cancel)
    {
        // All visits at once, rounded up, so that 0 is whose browser told nothing: it is the longest of the questions.
        var visits = (await Visits(course.Slug).GroupBy(visit => new { visit.Path, visit.IsFinished, Steps = (visit.Seconds + Step - 1) / Step })
            .Select(group => new { group.Key.Path, group.Key.IsFinished, group.Key.Steps, Count = group.Count() }).ToListAsync(cancel)).ToLookup(one => one.Path);
        var checks = await db.LessonChecks.Join(Enrolments(course.Slug), check => check.EnrolmentId, enrolment => enrolment.Id, (check, _) => check)
            .GroupBy(check => new { check.Path, check.Key }).Select(group => new { group.Key.Path, group.Key.Key, Answers = group.Count(), Missed = group.Count(check => !check.IsRight) }).ToListAsync(cancel);
        var ratings = (await db.LessonRatings.Join(Enrolments(course.Slug), rating => rating.EnrolmentId, enrolment => enrolment.Id, (rating, _) => rating)
            .GroupBy(rating => new { rating.Path, rating.Usefulness }).Select(group => new { group.Key.Path, group.Key.Usefulness, Count = group.Count() }).ToListAsync(cancel)).ToLookup(one => one.Path);

        return [.. course.Lessons.Select(lesson =>
        {
            var keys = ChecksOf(lesson).Select(LessonCheck.KeyOf).ToHashSet();
            var answered = checks.Where(check => check.Path == lesson.Path && keys.Contains(check.Key)).ToList();
            return new LessonFigures(lesson)
            {
                Readers = visits[lesson.Path].Sum(one => one.Count),
                Finished = visits[lesson.Path].Where(one => one.IsFinished).Sum(one => one.Count),
                Seconds = Quartiles.Of(visits[lesson.Path].Where(one => one.Steps > 0).Select(one => (one.Steps * Step, one.Count))),
                Checks = (answered.Sum(check => check.Answers), answered.Sum(check => check.Missed)),
                Ratings = ratings[lesson.Path].ToDictionary(one => one.Usefulness, one => one.Count),
            };
        })];
    }

    /// <summary>Of the readers who have not said that they read it, how many came as far as each heading; 0 is the beginning. Only whose browser told.</summary>
    public async Task<IReadOnlyDictionary<int, int>> StopsAsync(string course, Lesson lesson, CancellationToken cancel) =>
        await Visits(course).Where(visit => visit.Path == lesson.Path && !visit.IsFinished && visit.Seconds > 0).GroupBy(visit => visit.Furthest)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);

    /// <summary>First answers to each self-check as it is worded now.</summary>
    public async Task<IReadOnlyList<CheckFigures>> ChecksAsync(string course, Lesson lesson, CancellationToken cancel)
    {
        var counted = await db.LessonChecks.Where(check => check.Path == lesson.Path)
            .Join(Enrolments(course), check => check.EnrolmentId, enrolment => enrolment.Id, (check, _) => check)
            .GroupBy(check => check.Key).Select(group => new { group.Key, Answers = group.Count(), Missed = group.Count(check => !check.IsRight) }).ToDictionaryAsync(one => one.Key, cancel);
        return [.. ChecksOf(lesson).Select(check => counted.TryGetValue(LessonCheck.KeyOf(check), out var found) ? new CheckFigures(check, found.Answers, found.Missed) : new CheckFigures(check, 0, 0))];
    }

    /// <summary>Ratings of a lesson that came with words.</summary>
    public IQueryable<LessonRating> WordsOf(string course, string path) => db.LessonRatings.AsNoTracking().Where(rating => rating.Path == path && rating.Words != null)
        .Join(Enrolments(course), rating => rating.EnrolmentId, enrolment => enrolment.Id, (rating, _) => rating);

    /// <summary>Questions of one course.</summary>
    public IQueryable<LessonQuestion> QuestionsOf(string course) => db.LessonQuestions.AsNoTracking().Where(question => question.CourseSlug == course);

    /// <summary>Open questions in the courses of this person, by course.</summary>
    public async Task<IReadOnlyList<(string Course, int Questions)>> WaitingAsync(CancellationToken cancel) =>
        [.. (await db.LessonQuestions.Where(question => question.State == LessonQuestionState.Open)
            .Where(question => me.IsAdmin || db.CourseMembers.Any(member => member.CourseSlug == question.CourseSlug && member.AccountId == me.Id))
            .GroupBy(question => question.CourseSlug).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel))
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Count))];

    /// <summary>Answers, and tells the asker. False where the question or the course is not this person's.</summary>
    /// <exception cref="RefusedException">Another was faster.</exception>
    public Task<bool> ReplyAsync(string course, Guid id, int seen, string text, bool isPrivate, CancellationToken cancel) => ActAsync(course, id, (question, now) =>
    {
        if (question.Reply(seen, text, isPrivate, me.Id, now)) db.Notes.Add(new Note(question.AskedById, NoteKind.QuestionAnswered, course, question.Path, now));
    }, cancel);

    /// <exception cref="RefusedException">Another was faster.</exception>
    public Task<bool> HideAsync(string course, Guid id, int seen, CancellationToken cancel) => ActAsync(course, id, (question, now) => question.Hide(seen, me.Id, now), cancel);

    private Task<bool> ActAsync(string course, Guid id, Action<LessonQuestion, DateTimeOffset> act, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(course, cancel) is null) return false;
        if (await db.LessonQuestions.FirstOrDefaultAsync(question => question.Id == id && question.CourseSlug == course, cancel) is not { } question) return false;

        act(question, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    });

    private IQueryable<Enrolment> Enrolments(string course) => db.Enrolments.Where(enrolment => enrolment.CourseSlug == course);

    private IQueryable<LessonVisit> Visits(string course) => db.LessonVisits.AsNoTracking().Join(Enrolments(course), visit => visit.EnrolmentId, enrolment => enrolment.Id, (visit, _) => visit);

    // The same self-checks stand in every language.
    private static IEnumerable<Question> ChecksOf(Lesson lesson) => lesson.Text.In(lesson.Text.Languages.First()).Blocks.OfType<CheckBlock>().Select(block => block.Question);
}

/// <summary>First answers to one self-check.</summary>
public sealed record CheckFigures(Question Check, int Answers, int Missed)
{
    /// <summary>From 0 to 1, or null where too few answered.</summary>
    public double? ShownMissed => Answers < LessonFigures.Fewest ? null : (double)Missed / Answers;
}
