using Academy.Courseware;
using Academy.Learning.Drafts;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

/// <summary>Who approves what, and what a comment stays with.</summary>
public sealed class ReviewTests
{
    private static readonly Guid Author = Guid.NewGuid();
    private static readonly Guid Reviewer = Guid.NewGuid();
    private static readonly Guid Lawyer = Guid.NewGuid();
    private static readonly HashSet<Guid> Writers = [Author];
    private static readonly HashSet<(Guid, CourseRole)> Parts = [(Author, CourseRole.Author), (Author, CourseRole.Reviewer), (Reviewer, CourseRole.Reviewer), (Lawyer, CourseRole.Lawyer)];

    [Fact]
    public void An_approval_holds_until_a_file_changes()
    {
        var (draft, file) = Sent();
        var given = Approve(draft, Reviewer);
        Assert.Null(Standing(draft, given).WhyNotPublish());

        draft.Save(file, "# Екі"u8.ToArray(), Author, Monday);

        Assert.Equal(Refusal.ApprovalsMissing, Standing(draft, given).WhyNotPublish());
        Refuses(Refusal.DraftChangedSince, () => Approval.Give(draft, seen: 1, Reviewer, CourseRole.Reviewer, ReviewAnswer.Approved, null, Writers, Monday));
    }

    [Fact]
    public void Nobody_approves_their_own_writing_but_may_ask_for_changes()
    {
        var (draft, _) = Sent();
        Refuses(Refusal.OwnWriting, () => Approve(draft, Author));
        Refuses(Refusal.CommentMissing, () => Approval.Give(draft, draft.Revision, Author, CourseRole.Reviewer, ReviewAnswer.ChangesWanted, " ", Writers, Monday));
        Approval.Give(draft, draft.Revision, Author, CourseRole.Reviewer, ReviewAnswer.ChangesWanted, "Қате бар", Writers, Monday);
    }

    [Fact]
    public void Only_what_is_in_review_is_approved_and_only_a_changed_draft_without_errors_is_sent()
    {
        var draft = new CourseDraft("budget", Author, Monday);
        var file = draft.Add("one/lesson.ru.md", "# Бір"u8.ToArray(), Author, Monday);
        Refuses(Refusal.NotInReview, () => Approve(draft, Reviewer));
        Refuses(Refusal.DraftHasErrors, () => draft.SendToReview(hasErrors: true, Monday));

        var edition = new Edition(Course(Lesson("a")), "", 1, Author, Monday);
        draft.IsNow(edition);
        Refuses(Refusal.NothingToPublish, () => draft.SendToReview(hasErrors: false, Monday));
        Assert.Equal(file.Number, file.EditionNumber);
    }

    [Fact]
    public void Each_part_needs_as_many_people_as_the_course_says_and_one_person_counts_once()
    {
        var (draft, _) = Sent(new ReviewNeeds(Reviewers: 2, Lawyers: 1));
        var once = Approve(draft, Reviewer);
        var twice = Approve(draft, Reviewer, at: Monday.AddMinutes(1));
        var byLawyer = Approve(draft, Lawyer, CourseRole.Lawyer);

        var standing = Standing(draft, once, twice, byLawyer);

        Assert.Equal((1, 1), (standing.Missing(CourseRole.Reviewer), standing.Approved(CourseRole.Lawyer)));
        Assert.Equal(Refusal.ApprovalsMissing, standing.WhyNotPublish());
        Refuses(Refusal.TooManyApprovals, () => draft.Need(new ReviewNeeds(10, 0)));
        draft.Need(new ReviewNeeds(1, 1));
        Assert.Null(Standing(draft, once, byLawyer).WhyNotPublish());
    }

    [Fact]
    public void A_later_word_takes_the_place_of_the_earlier_and_who_has_lost_the_part_has_no_word()
    {
        var (draft, _) = Sent();
        var no = Approval.Give(draft, draft.Revision, Reviewer, CourseRole.Reviewer, ReviewAnswer.ChangesWanted, "76-бап", Writers, Monday);
        Assert.Equal(Refusal.ChangesWanted, Standing(draft, no).WhyNotPublish());
        var yes = Approve(draft, Reviewer, at: Monday.AddHours(1));
        Assert.Null(Standing(draft, no, yes).WhyNotPublish());

        Assert.Equal(Refusal.ApprovalsMissing, ReviewStanding.Of(draft, [no, yes], new HashSet<(Guid, CourseRole)>(), 0, false).WhyNotPublish());
    }

    [Fact]
    public void Open_comments_and_errors_stop_publishing()
    {
        var (draft, _) = Sent();
        var yes = Approve(draft, Reviewer);
        Assert.Equal(Refusal.CommentsOpen, ReviewStanding.Of(draft, [yes], Parts, openComments: 1, hasErrors: false).WhyNotPublish());
        Assert.Equal(Refusal.DraftHasErrors, ReviewStanding.Of(draft, [yes], Parts, openComments: 0, hasErrors: true).WhyNotPublish());
    }

    [Fact]
    public void A_comment_stays_with_its_paragraph_when_lines_move_and_when_a_word_is_mended()
    {
        var place = ReviewAnchor.Paragraph("Аким отвечает  перед маслихатом\nрайона.");
        ReviewAnchor[] moved = [ReviewAnchor.Paragraph("Новый абзац."), ReviewAnchor.Question("q1"), ReviewAnchor.Paragraph("Аким отвечает перед маслихатом района.")];
        Assert.Equal(2, place.FindIn(moved));
        Assert.Equal(0, place.FindIn([ReviewAnchor.Paragraph("Аким отчитывается перед маслихатом района.")]));
        Assert.Null(place.FindIn([ReviewAnchor.Paragraph("Бюджет утверждает собрание.")]));
        Assert.Equal(1, ReviewAnchor.Question("q1").FindIn(moved));
        Assert.Null(ReviewAnchor.Question("q2").FindIn(moved));
        Assert.Equal(ReviewAnchor.LongestQuote, ReviewAnchor.Paragraph(new string('а', 9000)).Quote!.Length);
    }

    [Fact]
    public void A_thread_is_settled_once_and_can_be_opened_again()
    {
        var (draft, file) = Sent();
        Refuses(Refusal.CommentMissing, () => ReviewComment.Write(draft, file, ReviewAnchor.WholeFile, " ", 0, Reviewer, Monday));
        Refuses(Refusal.TooManyComments, () => ReviewComment.Write(draft, file, ReviewAnchor.WholeFile, "Тағы", ReviewComment.MostOpen, Reviewer, Monday));
        var thread = ReviewComment.Write(draft, file, ReviewAnchor.Paragraph("Бір"), "Не туралы?", 0, Reviewer, Monday);
        thread.Reply("Бюджет туралы", Author, Monday);

        Assert.True(thread.Settle(Author, Monday));
        Assert.False(thread.Settle(Reviewer, Monday.AddHours(1)));
        Assert.Equal((Author, false), (thread.SettledById, thread.IsOpen));
        Assert.True(thread.Reopen(Reviewer, Monday.AddHours(2)));
        Assert.Equal((null, Reviewer, true), (thread.SettledById, thread.ReopenedById, thread.IsOpen));
    }

    private static (CourseDraft Draft, DraftFile File) Sent(ReviewNeeds? needs = null)
    {
        var draft = new CourseDraft("budget", Author, Monday);
        var file = draft.Add("one/lesson.ru.md", "# Бір"u8.ToArray(), Author, Monday);
        if (needs is not null) draft.Need(needs);
        draft.SendToReview(hasErrors: false, Monday);
        return (draft, file);
    }

    private static Approval Approve(CourseDraft draft, Guid by, CourseRole role = CourseRole.Reviewer, DateTimeOffset? at = null) =>
        Approval.Give(draft, draft.Revision, by, role, ReviewAnswer.Approved, null, Writers, at ?? Monday);

    private static ReviewStanding Standing(CourseDraft draft, params Approval[] given) => ReviewStanding.Of(draft, given, Parts, openComments: 0, hasErrors: false);
}
