using System.Text;
using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class WorkTests
{
    private static readonly Assignment Plan = Task("plan");

    [Fact]
    public void A_work_goes_from_draft_to_the_markers_back_and_to_its_end()
    {
        var enrolment = Enrolled(Course(Plan));
        var work = enrolment.BeginWork(Plan, Monday);
        work.SaveDraft("Первый", 0, Monday);

        work.Submit(Monday.AddHours(1));
        Assert.Equal((WorkState.Submitted, true, false), (work.State, enrolment.AwaitsMarking(Plan), enrolment.IsDone(Plan)));

        work.Return("Нет сроков", Guid.NewGuid(), Monday.AddHours(2));
        work.SaveDraft("Второй", 1, Monday.AddHours(3));
        work.Submit(Monday.AddHours(4));
        enrolment.Accept(work, 87.5m, Monday.AddHours(5));

        Assert.Equal(["Первый", "Второй"], work.Versions.Select(version => version.Body));
        Assert.Equal(("Нет сроков", (string?)null), (work.Versions[0].ReturnComment, work.Versions[1].ReturnComment));
        Assert.Equal((WorkState.Accepted, 87.5m, true), (work.State, work.Points, enrolment.IsDone(Plan)));
    }

    [Fact]
    public void Beginning_twice_is_one_work() =>
        Assert.Same(Enrolled(Course(Plan)) is var enrolment ? enrolment.BeginWork(Plan, Monday) : null, enrolment.BeginWork(Plan, Monday));

    [Fact]
    public void An_ended_enrolment_begins_no_work()
    {
        var enrolment = Enrolled(Course(Plan));
        enrolment.End(Monday);

        Refuses(Refusal.EnrolmentEnded, () => enrolment.BeginWork(Plan, Monday));
    }

    [Fact]
    public void A_window_that_has_not_read_the_newest_text_overwrites_nothing_but_the_same_words_hurt_nobody()
    {
        var work = Begun();
        work.SaveDraft("одно", 0, Monday);

        Refuses(Refusal.WorkChangedElsewhere, () => work.SaveDraft("другое", 0, Monday));
        work.SaveDraft("одно", 0, Monday);
        Assert.Equal(("одно", 1), (work.Draft!.Body, work.Draft.Revision));

        work.SaveDraft("другое", 1, Monday);
        Assert.Equal(("другое", 2), (work.Draft.Body, work.Draft.Revision));
    }

    [Fact]
    public void A_text_may_have_a_hundred_thousand_characters_and_not_one_more()
    {
        var work = Begun();

        work.SaveDraft(new string('ә', Work.LongestBody), 0, Monday);

        Refuses(Refusal.WorkTooLong, () => work.SaveDraft(new string('ә', Work.LongestBody + 1), 1, Monday));
    }

    [Fact]
    public void Nothing_is_handed_in_twice_or_empty_or_changed_while_the_markers_have_it()
    {
        var work = Begun();
        Refuses(Refusal.WorkEmpty, () => work.Submit(Monday));
        work.SaveDraft(" \n", 0, Monday);
        Refuses(Refusal.WorkEmpty, () => work.Submit(Monday));
        work.SaveDraft("готово", 1, Monday);
        work.Submit(Monday);

        Refuses(Refusal.WorkWithMarkers, () => work.Submit(Monday));
        Refuses(Refusal.WorkWithMarkers, () => work.SaveDraft("иначе", 2, Monday));
        Refuses(Refusal.WorkWithMarkers, () => work.AttachFile(File(), Monday));
        Refuses(Refusal.WorkWithMarkers, () => work.RemoveFile(Guid.NewGuid()));
    }

    [Fact]
    public void What_is_accepted_never_changes()
    {
        var enrolment = Enrolled(Course(Plan));
        var work = enrolment.BeginWork(Plan, Monday);
        work.SaveDraft("готово", 0, Monday);
        work.Submit(Monday);
        enrolment.Accept(work, null, Monday);

        Refuses(Refusal.WorkFinal, () => work.SaveDraft("иначе", 1, Monday));
        Refuses(Refusal.WorkNotSubmitted, () => work.Return("нет", Guid.NewGuid(), Monday));
        Refuses(Refusal.WorkNotSubmitted, () => enrolment.Accept(work, 1, Monday));
    }

    [Fact]
    public void A_return_says_what_to_do()
    {
        var work = Begun();
        work.SaveDraft("готово", 0, Monday);
        Refuses(Refusal.WorkNotSubmitted, () => work.Return("рано", Guid.NewGuid(), Monday));
        work.Submit(Monday);

        Refuses(Refusal.CommentMissing, () => work.Return(" ", Guid.NewGuid(), Monday));
        Refuses(Refusal.CommentTooLong, () => work.Return(new string('а', Work.LongestComment + 1), Guid.NewGuid(), Monday));
        Assert.Equal(WorkState.Submitted, work.State);
    }

    [Fact]
    public void Ten_files_may_be_attached_and_a_version_keeps_what_the_draft_lets_go()
    {
        var work = Begun();
        var files = Enumerable.Range(0, Work.MostFiles).Select(_ => File()).ToList();
        foreach (var file in files) work.AttachFile(file, Monday);
        Refuses(Refusal.TooManyFiles, () => work.AttachFile(File(), Monday));

        Assert.True(work.RemoveFile(files[0].Id));
        Assert.False(work.RemoveFile(files[0].Id));
        work.Submit(Monday);
        work.Return("другой план", Guid.NewGuid(), Monday);

        Assert.False(work.RemoveFile(files[1].Id));
        Assert.Equal((9, 8), (work.Versions[0].Files.Count, work.Files.Count));
    }

    [Fact]
    public void A_course_that_asks_for_its_tasks_is_complete_when_the_last_is_accepted()
    {
        var (lesson, other) = (Lesson("lesson"), Task("other"));
        var course = Course(lesson, Plan, other);
        var enrolment = Enrolled(course);
        enrolment.FinishLesson(lesson, Monday);
        Assert.Equal(Plan, enrolment.Next(course));

        foreach (var task in (Assignment[])[Plan, other])
        {
            Assert.False(enrolment.CompleteIfEarned(course, Monday));
            var work = enrolment.BeginWork(task, Monday);
            work.SaveDraft("готово", 0, Monday);
            work.Submit(Monday);
            Assert.NotEqual(task, enrolment.Next(course));
            enrolment.Accept(work, 0, Monday);
        }

        Assert.True(enrolment.CompleteIfEarned(course, Monday));
        Assert.Null(enrolment.Next(course));
    }

    [Theory]
    [InlineData("план.pdf", "план.pdf")]
    [InlineData("C:\\Users\\akim\\план.pdf", "план.pdf")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf")]
    [InlineData("план\u202Efdp.exe.pdf", "планfdp.exe.pdf")]
    [InlineData("<b>\"план\"|?*.pdf", "_b__план____.pdf")]
    [InlineData("  ...  ", "file")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("\uD800план.pdf", "план.pdf")]
    public void A_files_name_is_a_name_and_nothing_else(string? sent, string kept) => Assert.Equal(kept, StoredFile.CleanName(sent));

    [Fact]
    public void A_long_name_keeps_its_ending() => Assert.Equal(new string('ж', 116) + ".pdf", StoredFile.CleanName(new string('ж', 500) + ".pdf"));

    [Fact]
    public void Nobody_keeps_more_than_the_quota_or_a_file_larger_than_the_limit()
    {
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF");

        Assert.Null(StoredFile.WhyNotStore("a.pdf", pdf, StoredFile.Quota - pdf.Length));
        Assert.Equal(Refusal.FileQuotaUsed, StoredFile.WhyNotStore("a.pdf", pdf, StoredFile.Quota - pdf.Length + 1));
        Assert.Equal(Refusal.FileTooLarge, StoredFile.WhyNotStore("a.pdf", new byte[StoredFile.Largest + 1], 0));
        Assert.Equal(Refusal.FileEmpty, StoredFile.WhyNotStore("a.pdf", default, 0));
    }

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\0b\u0007c\td", "abc\td")]
    public void What_is_typed_is_brought_to_one_form(string typed, string kept) => Assert.Equal(kept, PlainText.Clean(typed));

    // Not as data of a theory: a test runner could not write halves of pairs down either.
    [Fact]
    public void Halves_of_pairs_go_and_pairs_stay() => Assert.Equal("\uD83D\uDE00 ", PlainText.Clean("\uD83D\uDE00 \uDE00\uD83D"));

    private static Work Begun() => Enrolled(Course(Plan)).BeginWork(Plan, Monday);

    private static StoredFile File() => StoredFile.Store(Guid.NewGuid(), "план.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF"), 0, Monday);
}
