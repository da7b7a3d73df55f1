using System.Net;
using System.Text;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A course held together in its languages: what is older or missing is told, written beside its original, or put off by name.</summary>
public sealed class LanguagesTests
{
    private const string List = "/studio/courses/welcome/languages";
    private const string Original = "start/akim.kk.md";
    private const string Translation = "start/akim.ru.md";

    [Theory, OnEachDatabase]
    public async Task A_changed_original_is_told_with_who_and_when_until_somebody_says_that_both_say_the_same(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(List);
        Assert.Equal(["0", "0", "0", "5"], Counts(author));

        await academy.ChangeAsync(Original, "Әкім мәслихат алдында есеп береді.", "Әкім мәслихат пен халық алдында есеп береді.");
        await author.OpenAsync(List);
        Assert.Equal(["0", "1", "0", "4"], Counts(author));
        Assert.Contains("Старше оригинала Оригинал изменён 16 ноября 2026", author.Text);
        Assert.Contains("Оспанова Гүлнар", author.Text);
        await author.PressAsync("show", ("show", "open"));
        Assert.Equal(1, author.Page.QuerySelectorAll("tbody tr").Length);

        // Beside each other: the changed place, with its words, and nowhere else.
        await author.FollowAsync("Открыть рядом");
        var changed = Assert.Single(author.Page.QuerySelectorAll(".changes"));
        Assert.Equal(["пен халық"], changed.QuerySelectorAll("ins").Select(one => one.TextContent.Trim()));
        Assert.Equal("Аким отвечает перед маслихатом.", ((IHtmlTextAreaElement)changed.Closest("section")!.QuerySelectorAll("textarea")[1]).Value);
        await author.FollowAsync("Что изменилось в оригинале");
        Assert.Contains("пен халық", author.Text);

        // A letter is mended: that says nothing of the original.
        await author.OpenAsync($"{List}/start/akim");
        await author.PressAsync("save", (Field(author, "отвечает"), "Аким отвечает перед маслихатом"));
        Assert.Contains("Оба текста сохранены.", author.Text);
        Assert.Contains("Старше оригинала", author.Text);
        await author.PressAsync("matches", (Field(author, "отвечает"), "Аким отвечает перед маслихатом и народом."));
        Assert.Contains("Отмечено, что тексты соответствуют друг другу.", author.Text);
        Assert.Empty(author.Page.QuerySelectorAll(".changes"));
        await author.OpenAsync(List);
        Assert.Equal(["0", "0", "0", "5"], Counts(author));

        // From now on the mark decides, in both directions.
        await academy.ChangeAsync(Translation, "и народом", "и жителями");
        await author.OpenAsync(List);
        Assert.Equal(["0", "0", "0", "5"], Counts(author));
        await author.OpenAsync($"{List}?from=ru");
        Assert.Equal(["0", "1", "0", "4"], Counts(author));
        await academy.ChangeAsync(Translation, "и жителями", "и народом");
        await author.OpenAsync($"{List}?from=ru");
        Assert.Equal(["0", "0", "0", "5"], Counts(author));
    }

    [Theory, OnEachDatabase]
    public async Task A_missing_translation_is_written_row_by_row_and_what_nobody_touched_stays(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.DraftAsync((draft, by, now) => draft.Remove(draft.Find(Translation)!, by, now));
        var original = await TextAsync(academy, Original);
        await author.OpenAsync(List);
        Assert.Equal(["1", "0", "0", "4"], Counts(author));

        await author.FollowAsync("Перевести");
        Assert.Contains("текста ещё нет", author.Text);
        Assert.Contains("CW501", author.Text);
        await author.FollowAsync("Начать с копии");
        await author.PressAsync("matches", ("r.1", "# Аким"));
        Assert.Contains("Отмечено, что тексты соответствуют друг другу.", author.Text);
        Assert.Equal(original.Replace("# Әкім", "# Аким", StringComparison.Ordinal), await TextAsync(academy, Translation));
        Assert.Equal(original, await TextAsync(academy, Original));
        await author.OpenAsync(List);
        Assert.Equal(["0", "0", "0", "5"], Counts(author));
    }

    [Theory, OnEachDatabase]
    public async Task A_right_answer_changed_in_one_language_is_an_error_at_its_question_until_it_is_changed_in_the_other(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync($"{List}/start/check");
        await author.PressAsync("save", (Field(author, "Әкім неше жылға"), "## Әкім неше жылға сайланады? {#term points=2 tags=\"law\"}\n\n- ( ) 4 жылға\n- (x) 5 жылға\n- ( ) 3 жылға"));

        var row = author.Page.QuerySelectorAll("section.sides").Single(one => one.TextContent.Contains("CW509", StringComparison.Ordinal));
        Assert.Contains("Вопрос: term", row.TextContent);
        await author.PressAsync("matches", (Field(author, "На сколько лет"), "## На сколько лет избирают акима? {#term points=2 tags=\"law\"}\n\n- ( ) на 4 года\n- (x) на 5 лет\n- ( ) на 3 года\n\n> [Статья 36](law:local-government#36)."));
        Assert.DoesNotContain("CW509", author.Text);
        Assert.Contains("Соответствует", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task When_another_saved_meanwhile_both_are_merged_or_both_are_shown(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync($"{List}/start/akim");
        var again = author.SamePerson();
        await again.OpenAsync($"{List}/start/akim");

        // Another line of the same text.
        await academy.ChangeAsync(Translation, "# Аким", "# Аким и маслихат");
        await author.PressAsync("matches", (Field(author, "отвечает"), "Аким отчитывается перед маслихатом."));
        Assert.Contains("Другой автор тоже вносил изменения", author.Text);
        Assert.False(await academy.QueryAsync(db => db.TranslationMarks.AnyAsync(mark => mark.ById != null)));
        Assert.Contains("# Аким и маслихат", await TextAsync(academy, Translation));

        // The same line: nothing of either is lost, and the other side is saved.
        await again.PressAsync("save", (Field(again, "отвечает"), "Аким докладывает маслихату."), (Field(again, "есеп береді"), "Әкім мәслихатқа есеп береді."));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("Аким отчитывается перед маслихатом.", again.Text);
        var mine = ((IHtmlTextAreaElement)again.Page.QuerySelector("#RightWhole")!).Value;
        Assert.Contains("Аким докладывает маслихату.", mine);
        Assert.Contains("# Аким и маслихат", mine);
        Assert.Contains("Әкім мәслихатқа есеп береді.", await TextAsync(academy, Original));
        Assert.Contains("отчитывается", await TextAsync(academy, Translation));
        await again.PressAsync("save", ("RightWhole", mine.Replace("докладывает маслихату", "докладывает и отчитывается перед маслихатом", StringComparison.Ordinal)));
        Assert.Contains("Оба текста сохранены.", again.Text);
        Assert.Contains("докладывает и отчитывается", await TextAsync(academy, Translation));
    }

    [Theory, OnEachDatabase]
    public async Task A_long_lesson_is_written_too_and_one_that_is_too_long_stays_in_the_window(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var paragraph = string.Concat(Enumerable.Repeat("Әкім ауылда. ", 380)).Trim();
        var longer = string.Concat(Enumerable.Range(0, 60).Select(number => $"\n№ {number}. {paragraph}\n"));
        await academy.ChangeAsync(Original, "Әкім мәслихат алдында есеп береді.\n", "Әкім мәслихат алдында есеп береді.\n" + longer);
        await author.OpenAsync($"{List}/start/akim");

        await author.PressAsync("save", (Field(author, "отвечает"), paragraph));
        Assert.Contains("Оба текста сохранены.", author.Text);
        Assert.Contains(paragraph, await TextAsync(academy, Translation));

        await author.PressAsync("save", (Field(author, "Полномочия"), "## Полномочия\n\n" + string.Concat(Enumerable.Repeat("слово ", 100_000))));
        Assert.Equal(HttpStatusCode.Conflict, author.Status);
        Assert.Contains("Текст больше 1 МБ", author.Text);
        Assert.Contains("слово слово", ((IHtmlTextAreaElement)author.Page.QuerySelector("#RightWhole")!).Value);
        Assert.DoesNotContain("слово слово", await TextAsync(academy, Translation));
    }

    [Theory, OnEachDatabase]
    public async Task What_a_person_has_typed_in_the_editor_stays_theirs(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.QueryAsync(async db =>
        {
            var file = await db.DraftFiles.SingleAsync(one => one.Path == Translation);
            var unsaved = new UnsavedText(file.Id, await db.CourseMembers.Select(member => member.AccountId).FirstAsync());
            unsaved.Keep("Не сохранено.", 1, 0, academy.Clock.GetUtcNow());
            db.UnsavedTexts.Add(unsaved);
            return await db.SaveChangesAsync();
        });
        await author.OpenAsync($"{List}/start/akim");

        await author.PressAsync("save", (Field(author, "отвечает"), "Аким отчитывается."));

        Assert.Equal("Не сохранено.", await academy.QueryAsync(db => db.UnsavedTexts.Select(unsaved => unsaved.Text).SingleAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_translation_is_put_off_by_name_with_a_reason_until_a_day_and_then_no_longer(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await academy.ChangeAsync(Original, "есеп береді", "жауап береді");
        await author.OpenAsync($"{List}/start/akim?waive=true");
        await author.PressAsync("waive", ("Reason", "потом"), ("Until", "2026-11-15"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        Assert.Equal(2, author.Page.QuerySelectorAll(".err-t").Length);
        Assert.Equal("потом", ((IHtmlTextAreaElement)author.Page.QuerySelector("#Reason")!).Value);

        await author.PressAsync("waive", ("Reason", "Переводчик выйдет 20 ноября"), ("Until", "2026-11-20"));
        Assert.Contains("Перевод отложен.", author.Text);
        await author.OpenAsync(List);
        Assert.Equal(["0", "0", "1", "4"], Counts(author));
        Assert.Contains("Отложено, последний день 20 ноября 2026", author.Text);
        Assert.Contains("Переводчик выйдет 20 ноября", author.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.TranslationWaived && entry.Subject == $"welcome {Original} ru")));

        academy.Clock.Advance(new DateTimeOffset(2026, 11, 20, 19, 0, 0, TimeSpan.Zero) - academy.Clock.GetUtcNow());
        author = await academy.AuthorAgainAsync();
        await author.OpenAsync(List);
        Assert.Equal(["0", "1", "0", "4"], Counts(author));
        Assert.Contains("Срок отсрочки прошёл", author.Text);

        await author.OpenAsync($"{List}/start/akim?waive=true");
        await author.PressAsync("waive", ("Reason", "Переводчик заболел, ждём"), ("Until", "2026-12-01"));
        await author.PressAsync("withdraw");
        Assert.Contains("Отсрочка снята.", author.Text);
        await author.OpenAsync(List);
        Assert.Equal(["0", "1", "0", "4"], Counts(author));
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.TranslationWaiverWithdrawn)));
    }

    [Theory, OnEachDatabase]
    public async Task Only_the_courses_people_see_its_languages_and_a_reviewer_writes_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.AuthorAsync();
        var other = await academy.InstructorAsync();
        foreach (var address in (string[])[List, $"{List}/start/akim", $"{List}/about"])
        {
            await other.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        await academy.QueryAsync(async db =>
        {
            db.CourseMembers.Add(new CourseMember("welcome", account.Id, CourseRole.Reviewer, null, academy.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        var reviewer = await academy.SignInAsync(account, "ru");
        await reviewer.OpenAsync($"{List}/about");
        Assert.Equal(HttpStatusCode.OK, reviewer.Status);
        Assert.Null(reviewer.Page.QuerySelector("#save"));
        Assert.All(reviewer.Page.QuerySelectorAll("textarea"), field => Assert.True(field.HasAttribute("readonly")));
        var before = await TextAsync(academy, Translation);
        foreach (var person in (Browser[])[reviewer, other])
            foreach (var handler in (string[])["", "&handler=Waive", "&handler=Withdraw"])
            {
                await person.OpenAsync("/account/profile");
                var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                await person.SendAsync(new HttpRequestMessage(HttpMethod.Post, person.Resolve($"{List}/start/akim?from=kk&to=ru{handler}"))
                {
                    Content = new FormUrlEncodedContent([new("LeftNumber", "1"), new("RightNumber", "1"), new("r.1", "# Чужое"), new("Reason", "Причина есть"), new("Until", "2026-11-20"), new("__RequestVerificationToken", token)]),
                });
                Assert.Equal(HttpStatusCode.NotFound, person.Status);
            }
        Assert.Equal(before, await TextAsync(academy, Translation));
        Assert.False(await academy.QueryAsync(db => db.TranslationWaivers.AnyAsync()));
        await reviewer.OpenAsync($"{List}/start/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);
        await reviewer.OpenAsync($"{List}/start/akim?to=en");
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);
    }

    private static IEnumerable<string> Counts(Browser browser) => browser.Page.QuerySelectorAll(".kpi dd").Select(number => number.TextContent.Trim());

    /// <summary>The name of the field that holds these words.</summary>
    private static string Field(Browser browser, string words) =>
        browser.Page.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Single(field => field.Value.Contains(words, StringComparison.Ordinal)).Name!;

    private static async Task<string> TextAsync(AcademyApp academy, string path) => Encoding.UTF8.GetString(await academy.QueryAsync(db =>
        (from file in db.DraftFiles join content in db.Set<DraftContent>() on file.Id equals content.FileId where file.Path == path && file.RemovedAt == null select content.Bytes).SingleAsync()));
}
