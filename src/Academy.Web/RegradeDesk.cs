using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// Rules on questions of published editions and works results out again. A regrade goes through the attempts in batches, each saved
/// whole or not at all; an attempt carries the number of the ruling it was worked out under, so what a crash or a stop broke off goes on
/// where it was, on any node, and nothing is done twice. Memory holds one batch.
/// </summary>
public sealed class RegradeDesk(AcademyDb db, CourseShelf shelf, TimeProvider clock)
{
    /// <summary>Attempts in one save.</summary>
    public const int BatchSize = 1000;

    /// <summary>So long after a ruling a hand-in that was graded under the older key may still arrive; the longest request is far shorter.</summary>
    public static readonly TimeSpan StragglersUntil = TimeSpan.FromMinutes(5);

    /// <summary>Rules on the question in each of the editions, or in none.</summary>
    /// <returns>One ruling an edition; null where the course has no such edition, quiz or question.</returns>
    /// <exception cref="RefusedException">A rule says no.</exception>
    public async Task<IReadOnlyList<QuestionRuling>?> RuleAsync(
        string course, IReadOnlyCollection<int> editionNumbers, string quizPath, string questionId, RulingKind kind, QuestionKey? key, string? reason, Guid by, CancellationToken cancel)
    {
        var made = await db.RetryingAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var editions = await db.Editions.Where(edition => edition.CourseSlug == course && editionNumbers.Contains(edition.Number)).OrderBy(edition => edition.Number).ToListAsync(cancel);
            if (editions.Count == 0 || editions.Count != editionNumbers.Count) return null;

            var now = clock.GetUtcNow();
            var rulings = new List<QuestionRuling>();
            foreach (var edition in editions)
            {
                var earlier = await db.Rulings.AsNoTracking().Where(ruling => ruling.EditionId == edition.Id).ToListAsync(cancel);
                if (await FindAsync(edition.Id, earlier, quizPath, questionId) is not { } found) return null;

                var number = earlier.Select(ruling => ruling.Number).DefaultIfEmpty().Max() + 1;
                var ruling = QuestionRuling.Rule(edition, number, found.Quiz, found.Question, found.IsRuled, kind, key, reason, by, now);
                db.Rulings.Add(ruling);
                db.Journal.Add(new JournalEntry(JournalAct.QuestionRuled, $"{course} {edition.Number} {number}", by, now));
                rulings.Add(ruling);
            }
            await db.SaveChangesAsync(cancel);
            return rulings;
        });
        db.ChangeTracker.Clear();
        return made;
    }

    /// <summary>A question as it stands in one edition, and as its author wrote it.</summary>
    public async Task<RuledQuestion?> FindAsync(Guid editionId, IReadOnlyCollection<QuestionRuling> rulings, string quizPath, string questionId)
    {
        var written = (await shelf.WrittenAsync(editionId)).Course;
        if (written.Find(quizPath) is not Quiz writtenQuiz || writtenQuiz.Find(questionId) is null) return null;

        var ofQuiz = rulings.Where(ruling => ruling.QuizPath == quizPath).ToList();
        var quiz = ofQuiz.Count == 0 ? writtenQuiz : Rulings.Apply(writtenQuiz, ofQuiz);
        var last = ofQuiz.Where(ruling => ruling.QuestionId == questionId).MaxBy(ruling => ruling.Number);
        return new RuledQuestion(written, writtenQuiz, quiz, quiz.Find(questionId)!, last is { Kind: not RulingKind.Restored });
    }

    /// <summary>
    /// What is left of a ruling's regrade, the newer rulings on the same quiz included. What waits for a marker has no result yet, and
    /// gets its first one under the ruling.
    /// </summary>
    public IQueryable<Attempt> Waiting(Guid editionId, string quizPath, int rulingNumber) =>
        db.AttemptsAt(editionId, quizPath).WithResult().Where(attempt => attempt.RulingNumber < rulingNumber);

    /// <summary>Works out what waits for a ruling, at most so many attempts.</summary>
    /// <returns>How many were worked out; fewer than asked where nothing waits any more.</returns>
    public async Task<int> RegradeAsync(QuestionRuling ruling, int most, CancellationToken cancel)
    {
        var course = await shelf.CourseNowAsync(ruling.EditionId);
        var (quiz, last, done) = ((Quiz)course.Find(ruling.QuizPath)!, Guid.Empty, 0);
        // The newest ruling on the quiz decides, and its history names it.
        var newest = quiz.RulingNumber == ruling.Number
            ? ruling
            : await db.Rulings.AsNoTracking().SingleAsync(one => one.EditionId == ruling.EditionId && one.Number == quiz.RulingNumber, cancel);
        while (done < most)
        {
            var batch = await db.RetryingAsync(() => RegradeBatchAsync(course, quiz, newest, last, Math.Min(BatchSize, most - done), cancel));
            db.ChangeTracker.Clear();
            if (batch.Count == 0) break;

            (last, done) = (batch.Last, done + batch.Count);
        }
        return done;
    }

    private async Task<(int Count, Guid Last)> RegradeBatchAsync(Course course, Quiz quiz, QuestionRuling ruling, Guid after, int size, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var (attempts, answers) = await db.BatchAsync(Waiting(ruling.EditionId, ruling.QuizPath, quiz.RulingNumber), after, size, cancel);
        if (attempts.Count == 0) return (0, after);

        var now = clock.GetUtcNow();
        var changed = new List<(Attempt Attempt, bool IsPassedNow)>();
        foreach (var attempt in attempts)
        {
            var hadPassed = attempt.Passed == true;
            if (attempt.Regrade(quiz, ruling.Id, answers[attempt.Id], now) is not { } earlier) continue;

            db.EarlierResults.Add(earlier);
            changed.Add((attempt, !hadPassed && attempt.Passed == true));
        }
        if (changed.Count > 0) await TellAsync(course, ruling, changed, now, cancel);
        await db.SaveChangesAsync(cancel);
        return (attempts.Count, attempts[^1].Id);
    }

    // One note a person and ruling, and one more where a later attempt is the one that passes.
    private async Task TellAsync(Course course, QuestionRuling ruling, List<(Attempt Attempt, bool IsPassedNow)> changed, DateTimeOffset now, CancellationToken cancel)
    {
        var passed = changed.Where(one => one.IsPassedNow).Select(one => one.Attempt.EnrolmentId).ToHashSet();
        if (passed.Count > 0)
            // Somebody may have moved since to an edition that asks for more.
            foreach (var enrolment in await db.FindIncompleteAsync(passed, cancel)) enrolment.CompleteIfEarned(await shelf.CourseAsync(enrolment.EditionId), now);

        var enrolmentIds = changed.Select(one => one.Attempt.EnrolmentId).Distinct().ToList();
        var accounts = await db.Enrolments.AsNoTracking().Where(enrolment => enrolmentIds.Contains(enrolment.Id))
            .Select(enrolment => new { enrolment.Id, enrolment.AccountId }).ToDictionaryAsync(one => one.Id, one => one.AccountId, cancel);
        var accountIds = accounts.Values.Distinct().ToList();
        var told = (await db.Notes.AsNoTracking()
            .Where(note => accountIds.Contains(note.AccountId) && note.At >= ruling.At && note.CourseSlug == course.Slug && note.ItemPath == ruling.QuizPath
                && (note.Kind == NoteKind.ResultChanged || note.Kind == NoteKind.ResultPassed))
            .Select(note => new { note.AccountId, note.Kind }).ToListAsync(cancel)).Select(note => (note.AccountId, note.Kind)).ToHashSet();

        foreach (var person in changed.GroupBy(one => accounts[one.Attempt.EnrolmentId]))
        {
            var kind = person.Any(one => one.IsPassedNow) ? NoteKind.ResultPassed : NoteKind.ResultChanged;
            if (told.Contains((person.Key, kind)) || told.Contains((person.Key, NoteKind.ResultPassed))) continue;

            var percent = person.Where(one => one.IsPassedNow || kind == NoteKind.ResultChanged).Max(one => one.Attempt.Percent ?? 0);
            db.Notes.Add(new Note(person.Key, kind, course.Slug, ruling.QuizPath, now, percent.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Goes on with every regrade that is not finished, and closes those that nothing can reach any more.</summary>
    public async Task RegradeAllAsync(CancellationToken cancel)
    {
        foreach (var ruling in await db.Rulings.AsNoTracking().Where(ruling => ruling.SettledAt == null).OrderBy(ruling => ruling.At).Take(50).ToListAsync(cancel))
        {
            await RegradeAsync(ruling, int.MaxValue, cancel);
            var now = clock.GetUtcNow();
            if (now - ruling.At < StragglersUntil || await Waiting(ruling.EditionId, ruling.QuizPath, ruling.Number).AnyAsync(cancel)) continue;

            var settled = await db.Rulings.SingleAsync(one => one.Id == ruling.Id, cancel);
            settled.Settle(now);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Goes through what a ruling would change and changes nothing.</summary>
    /// <param name="ruled">The quiz as it would stand.</param>
    /// <param name="seen">Told after each batch how many attempts were gone through.</param>
    public async Task<RegradePreview> PreviewAsync(Guid editionId, Quiz ruled, Action<int>? seen, CancellationToken cancel)
    {
        var changes = new List<RegradeChange>();
        var (last, count, passes) = (Guid.Empty, 0, 0);
        while (true)
        {
            var (attempts, answers) = await db.BatchAsync(db.AttemptsAt(editionId, ruled.Path).AsNoTracking().WithResult(), last, BatchSize, cancel);
            if (attempts.Count == 0) break;

            var found = new List<RegradeChange>();
            foreach (var attempt in attempts)
            {
                if (attempt.Passed == true) passes++;
                // Where a marker has yet to look, there is no result that could change.
                if (attempt.ResultUnder(ruled, answers[attempt.Id]) is not { } now) continue;
                var before = new AttemptResult(attempt.Points ?? 0, attempt.MaxPoints ?? 0, attempt.Passed == true);
                if (before != now)
                    found.Add(new RegradeChange(attempt.Id, attempt.EnrolmentId, before, now, IsBelowBar: before.Passed && now.Percent < attempt.PassMark, CompletesCourse: false, HasCertificate: false));
            }
            changes.AddRange(await WithConsequencesAsync(ruled, found, cancel));
            db.ChangeTracker.Clear();
            (last, count) = (attempts[^1].Id, count + attempts.Count);
            seen?.Invoke(count);
        }
        // What matters most to a person stands first.
        changes.Sort((one, other) => (other.IsPassedNow, other.IsBelowBar).CompareTo((one.IsPassedNow, one.IsBelowBar)) is var order && order != 0 ? order : one.AttemptId.CompareTo(other.AttemptId));
        return new RegradePreview(count, passes, changes);
    }

    private async Task<IEnumerable<RegradeChange>> WithConsequencesAsync(Quiz ruled, List<RegradeChange> found, CancellationToken cancel)
    {
        if (found.Count == 0) return found;

        var ids = found.Select(change => change.EnrolmentId).Distinct().ToList();
        var certified = (await db.Certificates.AsNoTracking().Where(certificate => ids.Contains(certificate.EnrolmentId) && certificate.RevokedAt == null && certificate.ReplacedAt == null)
            .Select(certificate => certificate.EnrolmentId).ToListAsync(cancel)).ToHashSet();
        var passed = found.Where(change => change.IsPassedNow).Select(change => change.EnrolmentId).ToHashSet();
        var complete = new HashSet<Guid>();
        if (passed.Count > 0)
            foreach (var enrolment in await db.FindIncompleteAsync(passed, cancel))
                if (enrolment.MissingFor(await shelf.CourseAsync(enrolment.EditionId)).All(item => item.Path == ruled.Path))
                    complete.Add(enrolment.Id);
        return found.Select(change => change with
        {
            HasCertificate = certified.Contains(change.EnrolmentId),
            CompletesCourse = change.IsPassedNow && complete.Contains(change.EnrolmentId),
        });
    }
}

/// <param name="Written">The course without any ruling.</param>
/// <param name="Quiz">As it stands, with its rulings.</param>
/// <param name="Question">Of <paramref name="Quiz"/>.</param>
/// <param name="IsRuled">A ruling stands that could be taken back.</param>
public sealed record RuledQuestion(Course Written, Quiz WrittenQuiz, Quiz Quiz, Question Question, bool IsRuled);

/// <summary>What a ruling would do to one attempt.</summary>
/// <param name="IsBelowBar">It had passed and would not pass now: the pass stays.</param>
/// <param name="CompletesCourse">With it the course's rule holds, so a certificate can be issued.</param>
/// <param name="HasCertificate">A valid certificate stands; it stays.</param>
public sealed record RegradeChange(
    Guid AttemptId, Guid EnrolmentId, AttemptResult Before, AttemptResult After, bool IsBelowBar, bool CompletesCourse, bool HasCertificate)
{
    public bool IsPassedNow => !Before.Passed && After.Passed;
}

/// <param name="Attempts">Gone through.</param>
/// <param name="Passes">Passed before.</param>
/// <param name="Changes">Attempts whose points or pass would change.</param>
public sealed record RegradePreview(int Attempts, int Passes, IReadOnlyList<RegradeChange> Changes)
{
    public int PassedNow => Changes.Count(change => change.IsPassedNow);
    public int KeptPasses => Changes.Count(change => change.IsBelowBar);
    public int Up => Changes.Count(change => Share(change.After) > Share(change.Before));
    public int Down => Changes.Count(change => Share(change.After) < Share(change.Before));
    public int Completed => Changes.Where(change => change.CompletesCourse).Select(change => change.EnrolmentId).Distinct().Count();
    public int Certified => Changes.Where(change => change.HasCertificate).Select(change => change.EnrolmentId).Distinct().Count();

    private static decimal Share(AttemptResult result) => result.MaxPoints > 0 ? result.Points / result.MaxPoints : 0;
}

/// <summary>Goes on with regrades, also with those that a stop or a crash broke off: what is done is done, and a later round goes on with the rest.</summary>
public sealed class Regrades(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Regrades> log)
    : Rounds(TimeSpan.FromSeconds(2), "A regrade was broken off", scopes, clock, log)
{
    protected override Task GoAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<RegradeDesk>().RegradeAllAsync(cancel);
}
