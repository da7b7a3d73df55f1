using System.Security.Cryptography;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning.Readers;

/// <summary>
/// Whether one learner's first answer to a self-check was right. For the author's figures only: it earns nothing, and what was answered is not kept.
/// </summary>
public sealed class LessonCheck
{
    private LessonCheck() { }

    public LessonCheck(Guid enrolmentId, Lesson lesson, Question check, bool isRight, DateTimeOffset now)
    {
        EnrolmentId = enrolmentId;
        Path = lesson.Path;
        Key = KeyOf(check);
        IsRight = isRight;
        At = now;
    }

    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/lesson</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>See <see cref="KeyOf"/>.</summary>
    public string Key { get; private set; } = "";

    public bool IsRight { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>
    /// A self-check's id goes by its place, so another check may stand there in the next edition; the key goes by its words as well, and what is
    /// asked in other words is counted anew.
    /// </summary>
    public static string KeyOf(Question check) =>
        $"{check.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(check.Prompt.In(check.Prompt.Languages.First()).Markup)))[..16]}";
}
