using System.Net;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A draft is read by others before it is published: comments, approvals, and who may what.</summary>
public sealed class ReviewTests
{
    private const string Review = "/studio/courses/welcome/review";
    private const string File = Review + "/start/akim.ru.md";
    private const string OldWords = "Аким отвечает перед маслихатом.";
    private const string NewWords = "Аким отчитывается перед маслихатом района.";

    [Theory, OnEachDatabase]
    public async Task A_reviewer_comments_at_a_paragraph_the_author_answers_it_is_settled_approved_and_published(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var author = await academy.AuthorAsync();
        var (staff, _) = await academy.MemberAsync(Roles.Staff, CourseRole.Reviewer);
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);

        await author.OpenAsync(Review);
        Assert.Contains("Одобрения проверяющих: 0 из 1", author.Text);
        await author.PressAsync("ask");
        Assert.Contains("Курс отправлен на проверку", author.Text);
        await staff.OpenAsync("/learn");
        Assert.Contains("Этот курс ждёт вашей проверки", staff.Text);
        await staff.OpenAsync("/office");
        await staff.FollowAsync("Проверка курсов: 1");
        await staff.FollowAsync("Введение");
        await staff.FollowAsync("start/akim.ru.md");
        Assert.Contains(NewWords, staff.Text);
        await staff.OpenAsync(File + "?view=changes");
        Assert.Equal(["отвечает"], staff.Page.QuerySelectorAll("del").Select(one => one.TextContent.Trim()));
        Assert.Contains("отчитывается", staff.Page.QuerySelectorAll("ins").Select(one => one.TextContent.Trim()));

        // At the paragraph, and it stays there when lines before it are new.
        await staff.OpenAsync(File);
        var place = staff.Page.QuerySelectorAll("section.place").Single(one => one.TextContent.Contains(NewWords, StringComparison.Ordinal));
        await staff.OpenAsync("~" + place.QuerySelector("a[href*='at=']")!.GetAttribute("href")!.Split('#')[0]);
        await staff.PressAsync("comment", ("Text", "Какая <b>статья</b>?"));
        Assert.Equal(HttpStatusCode.OK, staff.Status);
        await academy.WriteAsync("start/akim.ru.md", "## Полномочия", "Новый абзац.\n\n## Полномочия");
        await author.OpenAsync("/learn");
        Assert.Contains("В черновике курса новый комментарий", author.Text);
        await author.OpenAsync("/studio");
        Assert.Contains("Ждёт меня", author.Text);
        await author.OpenAsync(File);
        place = author.Page.QuerySelectorAll("section.place").Single(one => one.TextContent.Contains("Какая <b>статья</b>?", StringComparison.Ordinal));
        Assert.Contains(NewWords, place.TextContent);
        var thread = place.QuerySelector("details")!.Id!["c-".Length..];
        await author.PressAsync($"reply-{thread}", ("Text", "Статья 35."));
        Assert.Contains("Статья 35.", author.Text);
        await author.PublishDraftAsync("Correction");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        await staff.OpenAsync(File);
        await staff.PressAsync($"settle-{thread}");
        Assert.Contains("Решённым отметил(а)", staff.Text);

        await staff.OpenAsync(Review);
        await staff.PressAsync("approve-Reviewer", ("Word", "Хорошо"));
        Assert.Contains("Ваше одобрение записано", staff.Text);
        await author.OpenAsync("/studio");
        Assert.Contains("Одобрено, можно публиковать", author.Text);
        await author.PublishDraftAsync("Correction");

        Assert.Equal("/ru/studio/courses/welcome?published=2", author.Path);
        Assert.Contains("Исправление опубликовано как издание 2", author.Text);
        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Contains(NewWords, learner.Text);
        Assert.Contains("Исправлено 16.11.2026. Исправлена опечатка", learner.Text);
        await learner.OpenAsync("/learn/welcome/start/maslikhat");
        Assert.DoesNotContain("Исправлено", learner.Text);
        Assert.Equivalent(
            new[] { JournalAct.ReviewAsked, JournalAct.CommentSettled, JournalAct.DraftApproved, JournalAct.EditionPublished, JournalAct.EditionCorrected, JournalAct.EditionImported },
            await academy.QueryAsync(db => db.Journal.Where(entry => entry.ActorId != null && entry.Act != JournalAct.DraftTakenUp).Select(entry => entry.Act).ToListAsync()), strict: true);
        await author.OpenAsync(Review);
        Assert.Contains("С последнего издания ничего не изменилось", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_approval_is_void_after_a_change_and_who_wrote_does_not_approve(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var (reviewer, account) = await academy.MemberAsync(Roles.Instructor, CourseRole.Reviewer);
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        await author.OpenAsync(Review);
        await author.PressAsync("ask");
        await reviewer.OpenAsync(Review);
        var other = reviewer.SamePerson();
        await other.OpenAsync(Review);
        await reviewer.PressAsync("approve-Reviewer");
        Assert.Contains("Одобрения проверяющих: 1 из 1", reviewer.Text);

        await academy.WriteAsync("start/akim.ru.md", NewWords, NewWords + " Ежегодно.");

        await author.PublishDraftAsync("Correction");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Не хватает одобрений", author.Text);
        // The page still shows what was read before the change.
        await other.PressAsync("approve-Reviewer");
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("Пока страница была открыта, черновик изменили", other.Text);

        await academy.WriteAsync("start/akim.ru.md", "Ежегодно.", "Раз в год.", account.Id);
        await reviewer.OpenAsync(Review);
        Assert.Null(reviewer.Page.QuerySelector("#approve-Reviewer"));
        var revision = await RevisionAsync(academy);
        await Sitting.PostAsync(reviewer, Review + "?handler=Approve", ("Seen", $"{revision}"), ("Role", "Reviewer"));
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        Assert.Contains("своё не одобряют", reviewer.Text);
        await reviewer.PressAsync("want-Reviewer");
        Assert.Equal(HttpStatusCode.BadRequest, reviewer.Status);
        await reviewer.PressAsync("want-Reviewer", ("Word", "Верните прежнее"));
        await author.OpenAsync("/studio");
        Assert.Contains("Проверяющий просит изменений", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_error_stops_the_review_and_the_publication(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.NeedNobodyAsync(author);
        await academy.WriteAsync("start/akim.ru.md", "law:local-government#35", "law:nowhere#35");

        await author.OpenAsync(Review);
        Assert.Contains("Компилятор нашёл ошибки", author.Text);
        await author.PressAsync("ask");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        await author.PublishDraftAsync("NewEdition");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("В черновике есть ошибки", author.Text);
        Assert.Contains("nowhere", author.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task Without_a_part_nothing_is_there_and_each_part_does_only_its_own(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.WriteAsync("start/akim.ru.md", OldWords, NewWords);
        await author.OpenAsync(Review);
        await author.PressAsync("ask");
        var (lawyer, _) = await academy.MemberAsync(Roles.Staff, CourseRole.Lawyer);
        await lawyer.OpenAsync(File + "?at=file");
        await lawyer.PressAsync("comment", ("Text", "Общее"));
        var thread = await academy.QueryAsync(db => db.ReviewComments.Select(comment => comment.Id).SingleAsync());
        var revision = await RevisionAsync(academy);
        (string, (string, string)[])[] acts =
        [
            (Review + "?handler=Ask", []), (Review + "?handler=TakeBack", []), (Review + "?handler=Needs", [("Reviewers", "0"), ("Lawyers", "0")]),
            (Review + "?handler=Approve", [("Seen", $"{revision}"), ("Role", "Reviewer")]), (Review + "?handler=Want", [("Seen", $"{revision}"), ("Role", "Reviewer"), ("Word", "Нет")]),
            (Review + "?handler=Approve", [("Seen", $"{revision}"), ("Role", "Author")]),
        ];
        (string, (string, string)[])[] talk =
        [
            (File + "?handler=Comment&at=file", [("Text", "Чужое")]), (File + "?handler=Reply", [("Comment", $"{thread}"), ("Text", "Чужое")]),
            (File + "?handler=Settle", [("Comment", $"{thread}")]), (File + "?handler=Reopen", [("Comment", $"{thread}")]),
        ];
        var before = await WhoSeesWhatTests.DigestAsync(academy);

        foreach (var stranger in (Browser[])[await academy.InstructorAsync(), await academy.StaffAsync()])
        {
            before = await WhoSeesWhatTests.DigestAsync(academy);
            foreach (var path in (string[])[Review, File, File + "?view=changes"])
            {
                await stranger.OpenAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
                Assert.DoesNotContain(NewWords, stranger.Text);
            }
            foreach (var (path, fields) in acts.Concat(talk))
            {
                await stranger.OpenAsync("/learn");
                await Sitting.PostAsync(stranger, path, fields);
                Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            }
            Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));
        }
        foreach (var (path, fields) in acts)
        {
            await lawyer.OpenAsync(Review);
            await Sitting.PostAsync(lawyer, path, fields);
            Assert.Equal(HttpStatusCode.NotFound, lawyer.Status);
        }
        Assert.Equal(before, await WhoSeesWhatTests.DigestAsync(academy));

        // The address of another course does not reach the thread either.
        await author.OpenAsync(Review);
        await Sitting.PostAsync(author, Review + "?handler=Approve", ("Seen", $"{revision}"), ("Role", "Reviewer"));
        Assert.Equal(HttpStatusCode.NotFound, author.Status);
        var (reviewer, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Reviewer);
        await reviewer.OpenAsync("/studio/courses/welcome/publish");
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);
        await reviewer.OpenAsync(Review);
        await Sitting.PostAsync(reviewer, "/studio/courses/welcome/publish", ("Seen", $"{revision}"), ("Kind", "NewEdition"), ("Kk", "Жаңа"), ("Ru", "Новое"));
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task A_place_that_is_gone_keeps_the_words_and_an_old_comment_keeps_its_quote(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(File);
        var place = author.Page.QuerySelectorAll("section.place").Single(one => one.TextContent.Contains(OldWords, StringComparison.Ordinal));
        var at = "~" + place.QuerySelector("a[href*='at=']")!.GetAttribute("href")!.Split('#')[0];
        await author.OpenAsync(at);
        await author.PressAsync("comment");
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Contains("Напишите текст комментария", author.Text);
        await author.PressAsync("comment", ("Text", "Первый"));
        await author.OpenAsync(at);
        await academy.WriteAsync("start/akim.ru.md", OldWords, "Совсем другое.");

        await author.PressAsync("comment", ("Text", "Второй"));

        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Equal("Второй", author.Page.QuerySelector("#at textarea")!.TextContent);
        Assert.Contains("Этого места в тексте больше нет. Комментарий был к словам: " + OldWords + " Первый", author.Text);
        await author.PressAsync("comment");
        Assert.Equal(2, await academy.QueryAsync(db => db.ReviewComments.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task An_edition_from_a_package_needs_the_same_approvals(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync("/studio/import");
        await author.UploadAsync("import", "Package", "welcome.zip", Package.Of().With("start/akim.ru.md", OldWords, NewWords).Zip());
        await author.OpenAsync("/studio/courses/welcome");
        await author.PressAsync("publish-2");
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Не хватает одобрений", author.Text);

        // The draft went along: the same bytes, approved there.
        var (reviewer, _) = await academy.MemberAsync(Roles.Instructor, CourseRole.Reviewer);
        await author.OpenAsync(Review);
        await author.PressAsync("ask");
        await reviewer.OpenAsync(Review);
        await reviewer.PressAsync("approve-Reviewer");
        await author.OpenAsync("/studio/courses/welcome");
        await author.PressAsync("publish-2");
        Assert.Contains("Издание 2 опубликовано", author.Text);
        Assert.False(await academy.QueryAsync(db => db.Drafts.AnyAsync(draft => draft.Revision != draft.EditionRevision)));
    }

    internal static Task<int> RevisionAsync(AcademyApp academy) => academy.QueryAsync(db => db.Drafts.Where(draft => draft.CourseSlug == "welcome").Select(draft => draft.Revision).SingleAsync());
}
