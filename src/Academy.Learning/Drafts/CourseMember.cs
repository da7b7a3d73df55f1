namespace Academy.Learning.Drafts;

/// <summary>What somebody does in a course that is being written. A name without a right of its own gives nothing: see <see cref="CourseMember"/>.</summary>
public enum CourseRole
{
    /// <summary>Writes: changes files, sends to review, publishes.</summary>
    Author,

    /// <summary>Reads, comments and approves.</summary>
    Reviewer,

    /// <summary>The same for what the course says about law; in the law register, keeps the acts.</summary>
    Lawyer,
}

/// <summary>
/// Somebody's part in a course. Whoever has none in a course neither sees nor changes its draft; the role of an instructor by itself
/// opens the Studio, not the courses in it. One person may have several parts.
/// </summary>
public sealed class CourseMember(string courseSlug, Guid accountId, CourseRole role, Guid? givenById, DateTimeOffset givenAt)
{
    public string CourseSlug { get; private set; } = courseSlug;
    public Guid AccountId { get; private set; } = accountId;
    public CourseRole Role { get; private set; } = role;

    /// <summary>Null where it came with bringing the course in, or by an operator's command.</summary>
    public Guid? GivenById { get; private set; } = givenById;

    public DateTimeOffset GivenAt { get; private set; } = givenAt;
}
