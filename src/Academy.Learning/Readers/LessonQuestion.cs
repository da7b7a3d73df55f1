using Academy.Courseware;

namespace Academy.Learning.Readers;

/// <summary>Who sees a question about a lesson, beside its asker and the people of the course.</summary>
public enum LessonQuestionState
{
    /// <summary>Not answered yet: nobody else.</summary>
    Open,

    /// <summary>Answered: everybody who reads the lesson, without a name.</summary>
    Shown,

    /// <summary>Answered to its asker alone.</summary>
    Private,

    /// <summary>Put aside by an author: nobody else, also where it was shown before.</summary>
    Hidden,
}

/// <summary>A learner's question about a lesson, and what an author of the course answers.</summary>
public sealed class LessonQuestion
{
    public const int ShortestText = 10;
    public const int LongestText = 1000;
    public const int LongestAnswer = 5000;

    /// <summary>Of one person in one course within twenty-four hours.</summary>
    public const int MostADay = 5;

    private LessonQuestion() { }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public Guid AskedById { get; private set; }
    public string CourseSlug { get; private set; } = "";

    /// <summary><c>module/lesson</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Of the asker in this course, from 1.</summary>
    public int Number { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>The language of the page on which it was asked.</summary>
    public string Language { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }
    public LessonQuestionState State { get; private set; }
    public string? Answer { get; private set; }

    /// <summary>The author who answered or hid it last.</summary>
    public Guid? AnsweredById { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }
    public int Revision { get; private set; }

    public static bool Fits(string? text) => text?.Trim().Length is >= ShortestText and <= LongestText;

    public static bool FitsAnswer(string? text) => text?.Trim().Length is > 0 and <= LongestAnswer;

    /// <param name="earlier">What this person has asked in this course.</param>
    public static Refusal? WhyNotAsk(Enrolment enrolment, IEnumerable<LessonQuestion> earlier, DateTimeOffset now)
    {
        if (enrolment.EndedAt is not null) return Refusal.EnrolmentEnded;
        return earlier.Count(question => question.AskedAt > now.AddDays(-1)) >= MostADay ? Refusal.TooManyQuestions : null;
    }

    /// <summary>The question, or the same one where it waits for its answer already: a button pressed twice asks once.</summary>
    /// <exception cref="ArgumentException">Too short or too long: a page asks <see cref="Fits"/> first.</exception>
    public static LessonQuestion Ask(Enrolment enrolment, Lesson lesson, string text, string language, IReadOnlyList<LessonQuestion> earlier, DateTimeOffset now)
    {
        if (!Fits(text)) throw new ArgumentException("Too short or too long.", nameof(text));
        var asked = text.Trim();
        if (earlier.FirstOrDefault(question => question.State == LessonQuestionState.Open && question.Path == lesson.Path && question.Text == asked) is { } same) return same;
        if (WhyNotAsk(enrolment, earlier, now) is { } refusal) throw new RefusedException(refusal);

        return new LessonQuestion
        {
            Id = Guid.CreateVersion7(now),
            EnrolmentId = enrolment.Id,
            AskedById = enrolment.AccountId,
            CourseSlug = enrolment.CourseSlug,
            Path = lesson.Path,
            Number = earlier.Select(question => question.Number).DefaultIfEmpty().Max() + 1,
            Text = asked,
            Language = language,
            AskedAt = now,
        };
    }

    /// <summary>Answers, or mends the answer. Who answers a hidden question brings it back.</summary>
    /// <param name="seen">The revision that the author's page showed.</param>
    /// <param name="isPrivate">For the asker alone.</param>
    /// <returns>True where the asker is to be told: at the first answer, and not each time that a comma is mended.</returns>
    public bool Reply(int seen, string text, bool isPrivate, Guid by, DateTimeOffset now)
    {
        if (!FitsAnswer(text)) throw new ArgumentException("Empty or too long.", nameof(text));
        Check(seen);

        var isFirst = Answer is null;
        Answer = text.Trim();
        Settle(isPrivate ? LessonQuestionState.Private : LessonQuestionState.Shown, by, now);
        return isFirst;
    }

    /// <summary>Puts it aside: rude, of no use to others, or with somebody's name in it. An answer that was given stays with the asker.</summary>
    public void Hide(int seen, Guid by, DateTimeOffset now)
    {
        if (State == LessonQuestionState.Hidden) return;
        Check(seen);
        Settle(LessonQuestionState.Hidden, by, now);
    }

    private void Check(int seen)
    {
        if (seen != Revision) throw new RefusedException(Refusal.QuestionChangedElsewhere);
    }

    private void Settle(LessonQuestionState state, Guid by, DateTimeOffset now)
    {
        (State, AnsweredById, AnsweredAt) = (state, by, now);
        Revision++;
    }
}
