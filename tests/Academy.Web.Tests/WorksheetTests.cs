using System.Net;
using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A learner fills in a worksheet without script, and somebody accepts it or gives it back.</summary>
public sealed class WorksheetTests
{
    private static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    [Theory, OnEachDatabase]
    public async Task Filled_in_step_by_step_returned_mended_and_accepted(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);

        // The region first: its districts come with the page.
        await learner.OpenAsync(Passports.Address);
        Assert.Empty(learner.Page.QuerySelectorAll("[name='f.place']"));
        await learner.PressAsync("choose_place", ("region.place", "610000000"), ("f.people", "620"));
        Assert.Contains("Жетысайский район", learner.Page.QuerySelector("[name='f.place']")!.TextContent);
        await learner.PressAsync("add_products", ("f.place", "613800000"));
        await learner.PressAsync("save", Passports.Product);
        Assert.Equal("620", ValueOf(learner, "f.people"));
        Assert.Contains("Сохранено: 10:00", learner.Text);

        // The other language of the same page: everything stands.
        await learner.OpenAsync($"/kk{Passports.Address}");
        Assert.Equal(("620", "молоко"), (ValueOf(learner, "f.people"), ValueOf(learner, "f.products.0.product")));
        Assert.Contains("Жетісай ауданы", learner.Page.QuerySelector("[name='f.place'] option[selected]")!.TextContent);
        Assert.Contains("Тұрғындар", learner.Text);

        // What is missing: each on the list with a link to its field, and said there.
        await learner.OpenAsync(Passports.Address);
        await learner.PressAsync("submit", ("f.people", "много"));
        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        Assert.StartsWith("Ошибка: Паспорт села", learner.Page.Title, StringComparison.Ordinal);
        Assert.Contains("Жители: Введите число, например 12 500 или 7,5.", learner.Page.QuerySelector("#errors")!.TextContent);
        Assert.All(learner.Page.QuerySelectorAll("#errors a"), link => Assert.NotNull(learner.Page.QuerySelector(link.GetAttribute("href")!)));
        Assert.DoesNotContain("Какое направление", learner.Page.QuerySelector("#errors")!.TextContent);
        Assert.Equal(("много", "молоко"), (ValueOf(learner, "f.people"), ValueOf(learner, "f.products.0.product")));
        Assert.Equal(WorkState.Draft, (await academy.WorkAsync()).State);

        await learner.PressAsync("submit", Passports.Filled());
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        Assert.Contains("Отправлено на проверку", learner.Text);
        Assert.Empty(learner.Page.QuerySelectorAll("form#sheet"));
        Assert.Contains("Туркестанская область, Жетысайский район", learner.Text);

        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/worksheets");
        await staff.FollowAsync("Паспорт села");
        await OpenFirstAsync(staff);
        await staff.PressAsync("return", ("Comment", ""));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        await staff.PressAsync("return", ("Comment", "Проверьте цифры."), ("c.people", "В учёте 640."));
        Assert.Contains("Возвращено", staff.Text);

        await learner.OpenAsync("/learn");
        Assert.Contains("Паспорт села", learner.Text);
        await learner.OpenAsync(Passports.Address);
        Assert.Contains("Проверьте цифры.", learner.Text);
        Assert.Contains("В учёте 640.", learner.Page.QuerySelector("#field_people")!.TextContent);
        await learner.PressAsync("submit", ("f.people", "640"));
        Assert.Contains("Отправлено на проверку", learner.Text);

        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync($"/studio/{Passports.Table}?state=Submitted&place=610000000");
        await OpenFirstAsync(instructor);
        Assert.Contains("Версия 2", instructor.Text);
        academy.Clock.Advance(TimeSpan.FromMinutes(5));
        await instructor.PressAsync("accept");
        Assert.Contains("Принято", instructor.Text);

        await learner.OpenAsync(Passports.Address);
        Assert.Contains("Принято", learner.Text);
        var work = await academy.WorkAsync();
        Assert.Equal((WorkState.Accepted, 2), (work.State, work.Versions.Count));
        Assert.Equal(
            [JournalAct.WorksheetReturned, JournalAct.WorksheetAccepted],
            await academy.QueryAsync(db => db.Journal.Where(entry => entry.Subject == work.Id.ToString()).OrderBy(entry => entry.At).Select(entry => entry.Act).ToListAsync()));
        Assert.Equal(2, await academy.QueryAsync(db => db.Notes.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Two_windows_lose_nothing_the_later_one_is_shown_both(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        var one = await academy.EnrolledLearnerAsync(Passports.Course);
        var other = one.SamePerson();
        await one.OpenAsync(Passports.Address);
        await other.OpenAsync(Passports.Address);

        await one.PressAsync("save", ("f.village", "Бірлік"), ("f.people", "620"));
        await other.PressAsync("save", ("f.village", "Достық"), ("f.source", "перепись"));

        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("Достық", ValueOf(other, "f.village"));
        Assert.Contains("В другом окне: Бірлік", Fold(other.Page.QuerySelector("#field_village")!.TextContent));
        Assert.Contains("В другом окне: 620", Fold(other.Page.QuerySelector("#field_people")!.TextContent));
        Assert.Contains("В другом окне: не заполнено", Fold(other.Page.QuerySelector("#field_source")!.TextContent));
        Assert.Equal("Бірлік", WorksheetAnswers.FromJson((await academy.WorkAsync()).Draft!.Body)["village"].Text);

        // They keep what they need and save again: now it is theirs.
        await other.PressAsync("save", ("f.people", "620"));
        Assert.Equal(HttpStatusCode.OK, other.Status);
        var kept = WorksheetAnswers.FromJson((await academy.WorkAsync()).Draft!.Body);
        Assert.Equal(("Достық", "620", "перепись"), (kept["village"].Text, kept["people"].Text, kept["source"].Text));
    }

    [Fact]
    public async Task A_window_that_saves_by_itself_is_told_the_draft_it_now_has()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        var other = learner.SamePerson();
        await other.OpenAsync(Passports.Address);
        var form = new Dictionary<string, string> { ["__RequestVerificationToken"] = ValueOf(learner, "__RequestVerificationToken")!, ["act"] = "auto", ["revision"] = "0", ["f.village"] = "Бірлік" };

        await learner.SendAsync(Post());
        Assert.Contains("\"revision\":1", Encoding.UTF8.GetString(learner.Bytes));
        await learner.SendAsync(Post());
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        form["f.village"] = "Достық";
        await learner.SendAsync(Post());
        Assert.Equal(HttpStatusCode.Conflict, learner.Status);
        Assert.Equal("Бірлік", WorksheetAnswers.FromJson((await academy.WorkAsync()).Draft!.Body)["village"].Text);

        HttpRequestMessage Post() => new(HttpMethod.Post, learner.Resolve($"{Passports.Address}/sheet")) { Content = new FormUrlEncodedContent(form) };
    }

    [Fact]
    public async Task What_hangs_on_another_answer_is_shown_with_it_and_not_handed_in_without()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        Assert.True(learner.Page.QuerySelector("#field_specialisation-other")!.HasAttribute("hidden"));

        await learner.PressAsync("save", ("f.specialisation", "other"));
        Assert.False(learner.Page.QuerySelector("#field_specialisation-other")!.HasAttribute("hidden"));
        await learner.PressAsync("choose_place", ("region.place", "610000000"), ("f.specialisation-other", "рыбоводство"));
        await learner.PressAsync("add_products");
        // Milk after all: what they wrote before waits in the draft and does not go out.
        await learner.PressAsync("submit", [.. Passports.Filled(), .. Passports.Product]);

        Assert.Contains("Отправлено на проверку", learner.Text);
        var handedIn = WorksheetAnswers.FromJson((await academy.WorkAsync()).Versions.Single().Body);
        Assert.True(handedIn["specialisation-other"].IsEmpty);
        Assert.Equal("milk", handedIn["specialisation"].Text);
    }

    [Fact]
    public async Task Rows_come_and_go_one_at_a_time_and_never_more_than_the_form_takes()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        for (var row = 0; row < 3; row++)
        {
            await learner.PressAsync("add_ideas");
            await learner.PressAsync("save", ($"f.ideas.{row}.idea", $"идея {row}"));
        }
        await learner.PressAsync("drop:ideas:1");
        Assert.Equal(["идея 0", "идея 2"], learner.Page.QuerySelectorAll("[name$='.idea']").Select(field => field.GetAttribute("value")!));

        var body = string.Concat(Enumerable.Range(0, 30).Select(row => $",{{\"idea\":\"{row}\"}}"))[1..];
        await academy.QueryAsync(async db =>
        {
            var work = await db.Works.Include(one => one.Draft).SingleAsync();
            work.SaveDraft($"{{\"ideas\":[{body}]}}", work.Draft!.Revision, academy.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await learner.OpenAsync(Passports.Address);
        Assert.Null(learner.Page.QuerySelector("#add_ideas"));
        Assert.Contains("Больше строк добавить нельзя: 30.", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_is_what_was_really_sent_and_only_its_reviewers_fetch_it(DatabaseProvider provider)
    {
        await using var academy = await Passports.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        await learner.PressAsync("choose_place", ("region.place", "610000000"));
        await learner.PressAsync("add_products");
        await learner.PressAsync("save", [.. Passports.Filled(), .. Passports.Product]);

        await learner.UploadAsync("save", "file.attachment", "протокол.pdf", "MZ это не PDF"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        Assert.Contains("Протокол, схема или фото:", learner.Page.QuerySelector("#errors")!.TextContent);
        Assert.Equal("Бірлік", ValueOf(learner, "f.village"));
        await learner.UploadAsync("save", "file.attachment", "протокол.pdf", Pdf);
        Assert.Contains("протокол.pdf", learner.Text);
        await learner.UploadAsync("save", "file.attachment", "другой.pdf", Pdf);
        Assert.DoesNotContain("протокол.pdf", learner.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.StoredFiles.CountAsync()));
        await learner.PressAsync("submit");
        Assert.Contains("Отправлено на проверку", learner.Text);

        var work = await academy.WorkAsync();
        var file = Assert.Single(work.Files).FileId;
        Assert.Equal(file.ToString(), WorksheetAnswers.FromJson(work.Versions.Single().Body)["attachment"].Text);
        var staff = await academy.StaffAsync();
        await staff.OpenAsync($"/office/worksheets/{work.Id}");
        await staff.FollowAsync("Скачать файл");
        Assert.Equal(Pdf, staff.Bytes);
        Assert.Equal("attachment", staff.Response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("application/pdf", staff.Response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("sandbox", staff.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        // To other learners the file does not exist, and the page of the review is closed to all of them.
        var other = await academy.EnrolledLearnerAsync(Passports.Course);
        await other.OpenAsync($"~/files/{file}");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await learner.OpenAsync($"/office/worksheets/{work.Id}");
        Assert.Equal(HttpStatusCode.Forbidden, learner.Status);
    }

    [Fact]
    public async Task Forged_fields_change_nothing()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var foreign = await academy.HandInAsync(Passports.Answers());
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = ValueOf(learner, "__RequestVerificationToken")!, ["act"] = "drop:village:0", ["revision"] = "0",
            ["f.attachment"] = Guid.NewGuid().ToString(), ["f.nothing"] = "x", ["f.place"] = "999999999", ["region.place"] = "61", ["rows.ideas"] = "2000000000",
            ["f.ideas.0.idea"] = "одна", ["f.village"] = "Бірлік\uD800", ["State"] = "Accepted", ["WorkId"] = foreign.ToString(),
        };

        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve($"{Passports.Address}/sheet")) { Content = new FormUrlEncodedContent(form) });

        Assert.Equal(HttpStatusCode.OK, learner.Status);
        var work = await academy.QueryAsync(db => db.Works.Include(one => one.Draft).AsNoTracking().SingleAsync(one => one.Id != foreign));
        var kept = WorksheetAnswers.FromJson(work.Draft!.Body);
        Assert.Equal(WorkState.Draft, work.State);
        Assert.Equal("Бірлік", kept["village"].Text.Trim('\uFFFD'));
        Assert.True(kept["attachment"].IsEmpty && kept["nothing"].IsEmpty && kept["place"].IsEmpty);
        Assert.Equal(Worksheet.MostRows, kept["ideas"].Rows.Count);
    }

    [Fact]
    public async Task Nobody_reviews_their_own_and_a_second_answer_is_refused_with_the_words_kept()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var work = await academy.HandInAsync(Passports.Answers());
        var first = await academy.StaffAsync();
        var second = await academy.StaffAsync();
        await first.OpenAsync($"/office/worksheets/{work}");
        await second.OpenAsync($"/office/worksheets/{work}");

        await first.PressAsync("accept");
        await second.PressAsync("return", ("Comment", "Мои слова не должны пропасть."));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Мои слова не должны пропасть.", second.Text);
        Assert.Equal(WorkState.Accepted, (await academy.WorkAsync()).State);

        // Staff may learn too.
        await second.OpenAsync($"/courses/{Passports.Course}");
        await second.PressAsync("enrol");
        await second.OpenAsync(Passports.Address);
        await second.PressAsync("choose_place", ("region.place", "610000000"));
        await second.PressAsync("add_products");
        await second.PressAsync("submit", [.. Passports.Filled(), .. Passports.Product]);
        var own = await academy.QueryAsync(db => db.Works.Where(one => one.Id != work).Select(one => one.Id).SingleAsync());
        await second.OpenAsync($"/office/worksheets/{own}");
        Assert.Empty(second.Page.QuerySelectorAll("#accept"));
        Assert.Contains("Свою работу проверять нельзя", second.Text);
    }

    [Fact]
    public async Task What_is_handed_in_cannot_be_changed_and_a_stranger_has_no_such_page()
    {
        await using var academy = await Passports.StartAsync(DatabaseProvider.Sqlite);
        var learner = await academy.EnrolledLearnerAsync(Passports.Course);
        await learner.OpenAsync(Passports.Address);
        await learner.PressAsync("choose_place", ("region.place", "610000000"));
        await learner.PressAsync("add_products");
        var late = learner.SamePerson();
        await late.OpenAsync(Passports.Address);
        await learner.PressAsync("submit", [.. Passports.Filled(), .. Passports.Product]);

        await late.PressAsync("save", ("f.village", "Достық"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Бірлік", WorksheetAnswers.FromJson((await academy.WorkAsync()).Draft!.Body)["village"].Text);
        var other = await academy.LearnerAsync();
        await other.OpenAsync("/account/profile");
        var token = ValueOf(other, "__RequestVerificationToken")!;
        await other.SendAsync(new HttpRequestMessage(HttpMethod.Post, other.Resolve($"{Passports.Address}/sheet"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["f.village"] = "x" }),
        });
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await other.OpenAsync($"/studio/worksheets/{(await academy.WorkAsync()).Id}");
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
    }

    private static Task<Browser> OpenFirstAsync(Browser browser) => browser.OpenAsync("~" + browser.Page.QuerySelector(".grid-t tbody th a")!.GetAttribute("href"));

    private static string? ValueOf(Browser browser, string name) => browser.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
