using Academy.Courseware;

namespace Academy.Learning.Readers;

/// <summary>
/// How far one learner came in one lesson, and how long it was in view. For the author's figures only: nothing a learner earns depends on it,
/// since it is what a browser says of itself.
/// </summary>
public sealed class LessonVisit
{
    /// <summary>Eight hours with one lesson are a page left open, not reading.</summary>
    public const int MostSeconds = 8 * 60 * 60;

    private LessonVisit() { }

    public LessonVisit(Guid enrolmentId, Lesson lesson, DateTimeOffset now)
    {
        EnrolmentId = enrolmentId;
        Path = lesson.Path;
        FirstAt = LastAt = now;
    }

    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/lesson</c>.</summary>
    public string Path { get; private set; } = "";

    public int Seconds { get; private set; }

    /// <summary>The number of the furthest heading that came into view; 0 before the first.</summary>
    public int Furthest { get; private set; }

    /// <summary>The learner said that they had read it.</summary>
    public bool IsFinished { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Takes what a page says. A phone may say it twice and in any order, so each value only grows.</summary>
    /// <param name="seconds">Of this lesson in all, as the browser counted; never more than have passed since the first visit.</param>
    public void Take(int seconds, int furthest, int headings, DateTimeOffset at)
    {
        if (at > LastAt) LastAt = at;
        var possible = (int)Math.Min(MostSeconds, (LastAt - FirstAt).TotalSeconds);
        Seconds = Math.Max(Seconds, Math.Clamp(seconds, 0, possible));
        Furthest = Math.Max(Furthest, Math.Clamp(furthest, 0, headings));
    }

    public void Finish() => IsFinished = true;
}
