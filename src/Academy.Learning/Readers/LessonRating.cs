using Academy.Courseware;

namespace Academy.Learning.Readers;

/// <summary>What a learner says at the end of a lesson, in one press.</summary>
public enum Usefulness
{
    Useful,
    Partly,
    NotUseful,
}

/// <summary>One learner's word about one lesson. It may be changed; the last one counts.</summary>
public sealed class LessonRating
{
    public const int LongestWords = 500;

    private LessonRating() { }

    public LessonRating(Guid enrolmentId, Lesson lesson)
    {
        EnrolmentId = enrolmentId;
        Path = lesson.Path;
    }

    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/lesson</c>.</summary>
    public string Path { get; private set; } = "";

    public Usefulness Usefulness { get; private set; }

    /// <summary>Shown to the author without a name; null where nothing was written.</summary>
    public string? Words { get; private set; }

    /// <summary>The language in which the lesson was read.</summary>
    public string Language { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>Keeps what is said now in place of what was said before.</summary>
    /// <exception cref="ArgumentException">The words are too long: a page asks <see cref="Fits"/> first.</exception>
    public void Say(Usefulness usefulness, string? words, string language, DateTimeOffset now)
    {
        if (!Fits(words)) throw new ArgumentException("Too long.", nameof(words));
        (Usefulness, Language, At) = (usefulness, language, now);
        Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
    }

    public static bool Fits(string? words) => words is null || words.Trim().Length <= LongestWords;
}
