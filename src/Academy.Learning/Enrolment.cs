using Academy.Courseware;

namespace Academy.Learning;

/// <summary>One person in one edition of a course at a time: what is read, sat and done. Rules come in pairs, a question and a verb that obeys it.</summary>
public sealed class Enrolment
{
    private readonly List<LessonRead> _lessonsRead = [];
    private readonly List<Attempt> _attempts = [];
    private readonly List<Work> _works = [];
    private readonly List<Accommodation> _accommodations = [];

    private Enrolment() { }

    public Enrolment(Guid accountId, Course course, Guid editionId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        AccountId = accountId;
        CourseSlug = course.Slug;
        EditionId = editionId;
        StartedAt = now;
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string CourseSlug { get; private set; } = "";
    public Guid EditionId { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When the course's completion rule first held; it does not move afterwards.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Set when staff end the enrolment: nothing more can be done in it.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Where the learner was last, as <c>module/item</c>.</summary>
    public string? LastItem { get; private set; }

    /// <summary>The heading there (s2-1), or null for the top.</summary>
    public string? LastPlace { get; private set; }

    public DateTimeOffset? LastSeenAt { get; private set; }
    public int Revision { get; private set; }

    public IReadOnlyList<LessonRead> LessonsRead => _lessonsRead;
    public IReadOnlyList<Attempt> Attempts => _attempts;
    public IReadOnlyList<Accommodation> Accommodations => _accommodations;

    /// <summary>Tasks and worksheets begun, without their texts.</summary>
    public IReadOnlyList<Work> Works => _works;

    /// <summary>Null where a person may enrol themselves.</summary>
    public static Refusal? WhyNotSelfEnrol(Course course) =>
        course.Access == Access.Cohort ? Refusal.EnrolmentByStaffOnly : null;

    public bool HasRead(string path) => _lessonsRead.Any(read => read.Path == path);

    public bool HasPassed(string quizPath) => _attempts.Any(attempt => attempt.QuizPath == quizPath && attempt.Passed == true);

    public Work? WorkFor(Item item) => _works.FirstOrDefault(work => work.ItemPath == item.Path);

    /// <summary>A lesson is read, a quiz is passed, a task has its final mark, a worksheet is accepted.</summary>
    public bool IsDone(Item item) => item switch
    {
        Lesson => HasRead(item.Path),
        Quiz => HasPassed(item.Path),
        _ => WorkFor(item)?.State == WorkState.Accepted,
    };

    /// <summary>It lies with the markers: there is nothing to do but wait.</summary>
    public bool AwaitsMarking(Item item) => item is Quiz
        ? _attempts.Any(attempt => attempt.QuizPath == item.Path && attempt.AwaitsMarking)
        : WorkFor(item)?.State == WorkState.Submitted;

    public Refusal? WhyNotWork() => EndedAt is null ? null : Refusal.EnrolmentEnded;

    /// <summary>The work for a task or worksheet, begun now where there is none yet.</summary>
    public Work BeginWork(Item item, DateTimeOffset now)
    {
        if (WhyNotWork() is { } refusal) throw new RefusedException(refusal);
        if (WorkFor(item) is { } begun) return begun;

        var work = new Work(this, item, now);
        _works.Add(work);
        Visit(item, place: null, now);
        return work;
    }

    /// <summary>The end of a work: a worksheet is accepted, a task gets its final mark. Call <see cref="CompleteIfEarned"/> in the same save.</summary>
    /// <param name="points">Null for what has no points.</param>
    public void Accept(Work work, decimal? points, DateTimeOffset now)
    {
        work.Accept(points, now);
        // Two works accepted at the same moment would each miss the other in the completion.
        Revision++;
    }

    /// <summary>Marks for the open answers of an attempt, whose answers are loaded. Call <see cref="CompleteIfEarned"/> in the same save.</summary>
    public void GiveMarks(Attempt attempt, Quiz quiz, OpenMarks marks)
    {
        attempt.GiveMarks(quiz, marks);
        Revision++;
    }

    /// <summary>Staff take the person out of the course. What was done stays; the second call keeps the first date.</summary>
    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) return;

        EndedAt = now;
        Revision++;
    }

    /// <summary>The learner says so themselves. A phone may say it again later: it counts once and keeps its first date.</summary>
    public void FinishLesson(Lesson lesson, DateTimeOffset readAt)
    {
        if (EndedAt is not null) throw new RefusedException(Refusal.EnrolmentEnded);
        if (HasRead(lesson.Path)) return;

        _lessonsRead.Add(new LessonRead(Id, lesson.Path, readAt));
        Revision++;
    }

    /// <param name="from">The course of this enrolment's edition.</param>
    /// <param name="to">A later edition of it.</param>
    public Refusal? WhyNotMove(Course from, Course to)
    {
        if (EndedAt is not null) return Refusal.EnrolmentEnded;
        // A certificate is for the edition that was finished.
        if (CompletedAt is not null) return Refusal.FinishedEditionStays;
        if (_attempts.Any(attempt => attempt.IsOpen)) return Refusal.AttemptStillOpen;

        var otherForms = CourseComparison.Compare(from, to).Where(change => change.ChangesForm).Select(change => change.ItemPath).ToHashSet();
        return _works.Any(work => otherForms.Contains(work.ItemPath)) ? Refusal.WorkInOtherForm : null;
    }

    /// <summary>
    /// To a later edition. What was read, passed and accepted counts there by its address; papers stay those of the edition they were drawn from.
    /// The new edition may ask for no more than is done already.
    /// </summary>
    public void MoveTo(Course from, Course to, Guid editionId, DateTimeOffset now)
    {
        if (WhyNotMove(from, to) is { } refusal) throw new RefusedException(refusal);

        EditionId = editionId;
        Revision++;
        CompleteIfEarned(to, now);
    }

    /// <summary>Remembers where to go on, on any device. An older word, sent late, does not move it back.</summary>
    public void Visit(Item item, string? place, DateTimeOffset at)
    {
        if (at <= LastSeenAt) return;
        (LastItem, LastPlace, LastSeenAt) = (item.Path, place, at);
        Revision++;
    }

    /// <summary>Where to go on: where the learner was, if that is not done; else the first thing not done; null when all is.</summary>
    public Item? Next(Course course)
    {
        var last = LastItem is null ? null : course.Find(LastItem);
        if (last is not null && IsToDo(last)) return last;

        var from = last is null ? 0 : course.Items.ToList().IndexOf(last) + 1;
        return course.Items.Skip(from).Concat(course.Items.Take(from)).FirstOrDefault(IsToDo);
    }

    private bool IsToDo(Item item) => !IsDone(item) && !AwaitsMarking(item);

    public Attempt? OpenAttempt(Quiz quiz) => _attempts.FirstOrDefault(attempt => attempt.QuizPath == quiz.Path && attempt.IsOpen);

    /// <summary>Attempts handed in, the newest first.</summary>
    public IEnumerable<Attempt> ClosedAttempts(Quiz quiz) =>
        _attempts.Where(attempt => attempt.QuizPath == quiz.Path && !attempt.IsOpen).OrderByDescending(attempt => attempt.Number);

    /// <summary>What the person is given at this quiz beyond its rules, or null.</summary>
    public Accommodation? AccommodationAt(Quiz quiz) =>
        _accommodations.Where(given => given.QuizPath == quiz.Path).MaxBy(given => given.Number) is { WithdrawnAt: null } standing ? standing : null;

    /// <summary>From when attempts may start, or null for always.</summary>
    public DateTimeOffset? OpensAt(Quiz quiz) => AccommodationAt(quiz)?.Opens ?? quiz.Opens;

    /// <summary>When the last attempt ends at the latest, or null for never.</summary>
    public DateTimeOffset? ClosesAt(Quiz quiz) => AccommodationAt(quiz)?.Closes ?? quiz.Closes;

    /// <summary>The time of one attempt, or null for as long as one likes.</summary>
    public TimeSpan? TimeLimit(Quiz quiz) => quiz.TimeLimit + TimeSpan.FromMinutes(AccommodationAt(quiz)?.ExtraMinutes ?? 0);

    /// <summary>How often it may be sat, or null for as often as one likes.</summary>
    public int? AttemptsAllowed(Quiz quiz) => quiz.Attempts + (AccommodationAt(quiz)?.ExtraAttempts ?? 0);

    /// <summary>Null where there is no limit.</summary>
    public int? AttemptsLeft(Quiz quiz) =>
        AttemptsAllowed(quiz) is { } most ? Math.Max(0, most - _attempts.Count(attempt => attempt.QuizPath == quiz.Path)) : null;

    /// <summary>When an attempt begun at this moment would end, or null for never.</summary>
    public DateTimeOffset? DeadlineOf(Quiz quiz, DateTimeOffset startedAt)
    {
        var (byLimit, byWindow) = (startedAt + TimeLimit(quiz), ClosesAt(quiz));
        return byLimit < byWindow ? byLimit : byWindow ?? byLimit;
    }

    /// <summary>From when the next attempt may start, or null where it need not wait.</summary>
    public DateTimeOffset? NextAttemptFrom(Quiz quiz) =>
        quiz.Wait > TimeSpan.Zero && ClosedAttempts(quiz).FirstOrDefault()?.SubmittedAt is { } last ? last + quiz.Wait : null;

    public Refusal? WhyNotAttempt(Quiz quiz, DateTimeOffset now)
    {
        if (EndedAt is not null) return Refusal.EnrolmentEnded;
        if (OpenAttempt(quiz) is not null) return Refusal.AttemptStillOpen;
        if (now >= ClosesAt(quiz)) return Refusal.QuizClosed;
        if (AttemptsLeft(quiz) == 0) return Refusal.NoAttemptsLeft;
        if (now < OpensAt(quiz)) return Refusal.QuizNotOpenYet;
        // It may have passed, and every attempt costs a marker's time. Practice without a bar has no pass to wait for.
        if (AwaitsMarking(quiz) && (quiz.IsExam || quiz.PassMark > 0)) return Refusal.AttemptAwaitsMarking;
        return now < NextAttemptFrom(quiz) ? Refusal.TooEarlyForAttempt : null;
    }

    /// <summary>The moment that the sentence of a refusal names, where it names one.</summary>
    public DateTimeOffset? MomentOf(Refusal refusal, Quiz quiz) => refusal switch
    {
        Refusal.QuizNotOpenYet => OpensAt(quiz),
        Refusal.QuizClosed => ClosesAt(quiz),
        Refusal.TooEarlyForAttempt => NextAttemptFrom(quiz),
        _ => null,
    };

    /// <param name="seed">Decides which questions are drawn and in what order; from a cryptographic source, so that nobody foresees a paper.</param>
    public Attempt StartAttempt(Quiz quiz, long seed, DateTimeOffset now)
    {
        if (WhyNotAttempt(quiz, now) is { } refusal) throw new RefusedException(refusal, MomentOf(refusal, quiz));

        var earlier = _attempts.Where(attempt => attempt.QuizPath == quiz.Path).OrderBy(attempt => attempt.Number).ToList();
        var paper = Paper.Draw(quiz, seed, earlier.Select(attempt => attempt.Paper));
        var attempt = new Attempt(Id, EditionId, quiz, earlier.Count + 1, paper, DeadlineOf(quiz, now), now);
        _attempts.Add(attempt);
        Visit(quiz, place: null, now);
        Revision++;
        return attempt;
    }

    public Refusal? WhyNotAccommodate(Quiz quiz, Allowance given, string? reason)
    {
        if (EndedAt is not null) return Refusal.EnrolmentEnded;
        if (given.IsNothing) return Refusal.NothingGiven;
        if (given.ExtraMinutes is < 0 or > Accommodation.MostMinutes || given.ExtraAttempts is < 0 or > Accommodation.MostAttempts) return Refusal.TooMuchGiven;
        // Minutes on top of no limit, or attempts on top of any number, would promise what is there anyway.
        if (given.ExtraMinutes > 0 && quiz.TimeLimit is null) return Refusal.NoTimeLimitToLengthen;
        if (given.ExtraAttempts > 0 && quiz.Attempts is null) return Refusal.AttemptsNotLimited;
        if ((given.Closes ?? quiz.Closes) <= (given.Opens ?? quiz.Opens)) return Refusal.WindowEmpty;
        return reason is null || reason.Trim().Length < Accommodation.ShortestReason ? Refusal.ReasonMissing : null;
    }

    /// <summary>Gives more than the quiz's rules do, from now on and in place of what was given before. A running attempt gets longer too, never shorter.</summary>
    public Accommodation Accommodate(Quiz quiz, Allowance given, string? reason, Guid by, DateTimeOffset now)
    {
        if (WhyNotAccommodate(quiz, given, reason) is { } refusal) throw new RefusedException(refusal);

        var number = _accommodations.Count(earlier => earlier.QuizPath == quiz.Path) + 1;
        var accommodation = new Accommodation(Id, quiz.Path, number, given, reason!.Trim(), by, now);
        _accommodations.Add(accommodation);
        if (OpenAttempt(quiz) is { } running) running.Lengthen(DeadlineOf(quiz, running.StartedAt), now);
        Revision++;
        return accommodation;
    }

    /// <summary>The quiz's own rules hold again, for attempts that start from now on. A second time changes nothing.</summary>
    public void Withdraw(Accommodation accommodation, Guid by, DateTimeOffset now)
    {
        if (accommodation.WithdrawnAt is not null) return;

        accommodation.Withdraw(by, now);
        Revision++;
    }

    /// <summary>Sets <see cref="CompletedAt"/> the first time that the course's rule holds. True when this call did.</summary>
    public bool CompleteIfEarned(Course course, DateTimeOffset now)
    {
        if (CompletedAt is not null || EndedAt is not null || MissingFor(course).Any()) return false;

        CompletedAt = now;
        Revision++;
        return true;
    }

    /// <summary>What completion still asks for, in the order of the course.</summary>
    public IEnumerable<Item> MissingFor(Course course) => course.Items.Where(item => Asks(course.Completion, item) && !IsDone(item));

    private static bool Asks(Completion rule, Item item) => item switch
    {
        Lesson => rule.AllLessons,
        Quiz { IsExam: true } => rule.ExamsPassed,
        Quiz => rule.QuizzesPassed,
        _ => rule.TasksPassed,
    };
}

/// <summary>A lesson somebody marked as read, with the first date.</summary>
public sealed class LessonRead(Guid enrolmentId, string path, DateTimeOffset at)
{
    public Guid EnrolmentId { get; private set; } = enrolmentId;

    /// <summary><c>module/item</c></summary>
    public string Path { get; private set; } = path;

    public DateTimeOffset At { get; private set; } = at;
}
