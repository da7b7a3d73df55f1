using System.Net;
using System.Text;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>The law changes: a lawyer marks it, authors see to their texts, learners are told until they have.</summary>
public sealed class LawWatchTests
{
    private const string Lesson = "/learn/welcome/start/akim";
    private const string Told = "Закон изменён 16.11.2026";
    private const string ActPage = "/studio/law/acts/local-government";

    [Theory, OnEachDatabase]
    public async Task An_admin_gives_the_part_and_only_then_the_register_can_be_written(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        var lawyer = await academy.SignInAsync(account, Languages.Russian);
        var admin = await academy.AdminAsync();

        await lawyer.OpenAsync("/studio/law");
        Assert.Contains("Реестр пока никто не ведёт", lawyer.Text);
        Assert.Contains("Закон № 148", lawyer.Text);
        await lawyer.OpenAsync(ActPage);
        Assert.Null(lawyer.Page.QuerySelector("#save"));
        foreach (var closed in (string[])["/studio/law/people", "/studio/law/new", ActPage + "/change"])
        {
            await lawyer.OpenAsync(closed);
            Assert.Equal(HttpStatusCode.NotFound, lawyer.Status);
        }

        await admin.OpenAsync("/studio/law/people");
        await admin.PressAsync("give", ("Email", "nobody@academy.test"));
        Assert.Equal(HttpStatusCode.BadRequest, admin.Status);
        await admin.PressAsync("give", ("Email", account.Email!.ToUpperInvariant()));
        Assert.Contains(account.FullName, admin.Text);
        await lawyer.OpenAsync(ActPage);
        Assert.NotNull(lawyer.Page.QuerySelector("#save"));

        // Two entries of one moment have no order.
        academy.Clock.Advance(TimeSpan.FromSeconds(1));
        await admin.PressAsync($"take-{account.Id}");
        await lawyer.OpenAsync(ActPage);
        Assert.Null(lawyer.Page.QuerySelector("#save"));
        Assert.Equal(
            [JournalAct.CourseRoleGiven, JournalAct.CourseRoleTaken],
            await academy.QueryAsync(db => db.Journal.Where(entry => entry.Subject.StartsWith("_library")).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_form_changes_its_own_act_only_and_the_published_register_is_what_drafts_are_held_against(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var lawyer = await LawyerAsync(academy);
        var before = await RegisterAsync(academy);

        await lawyer.OpenAsync(ActPage);
        await lawyer.PressAsync("save", ("Form.TitleRu", ""), ("Form.Amended", "1999-01-01"), ("Form.Address", "http://adilet.zan.kz"));
        Assert.Equal(HttpStatusCode.BadRequest, lawyer.Status);
        Assert.Equal(3, lawyer.Page.QuerySelectorAll(".err-t").Length);
        await lawyer.PressAsync("save", ("Form.TitleRu", "О самоуправлении"), ("Form.Amended", "2026-11-10"), ("Form.Address", "https://adilet.zan.kz/rus/docs/Z010000148_"));
        Assert.Contains("Сохранено.", lawyer.Text);
        Assert.Equal(
            before.Replace("ru: \"О местном государственном управлении и самоуправлении\"", "ru: \"О самоуправлении\"", StringComparison.Ordinal)
                .Replace("    amended: 2026-07-14\n", "    amended: 2026-11-10\n    url: \"https://adilet.zan.kz/rus/docs/Z010000148_\"\n", StringComparison.Ordinal),
            await RegisterAsync(academy));

        await lawyer.OpenAsync("/studio/law/new");
        await lawyer.PressAsync("add", ("Id", "land-code"), ("Form.TitleKk", "Жер кодексі"), ("Form.TitleRu", "Земельный кодекс"), ("Form.KindKk", "Кодекс"), ("Form.KindRu", "Кодекс"), ("Form.ShortKk", "Жер кодексі"), ("Form.ShortRu", "Земельный кодекс"));
        Assert.EndsWith("/studio/law/acts/land-code", lawyer.Path);

        // Drafts are held against it once it is published; the published edition keeps its own.
        var newest = await NewestLibraryAsync(academy);
        Assert.False(newest.Acts.ContainsKey("land-code"));
        academy.Clock.Advance(TimeSpan.FromSeconds(1));
        await lawyer.OpenAsync("/studio/law");
        await lawyer.PressAsync("publish");
        Assert.Contains("Реестр опубликован", lawyer.Text);
        Assert.Null(lawyer.Page.QuerySelector("#publish"));
        Assert.True((await NewestLibraryAsync(academy)).Acts.ContainsKey("land-code"));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        Assert.Contains("О местном государственном управлении и самоуправлении", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task The_text_itself_can_be_written_two_are_merged_and_an_error_is_not_published(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var lawyer = await LawyerAsync(academy);
        var other = lawyer.SamePerson();
        await lawyer.OpenAsync(ActPage);
        await other.OpenAsync("/studio/law/text");
        var text = await RegisterAsync(academy);

        await lawyer.PressAsync("save", ("Form.Amended", "2026-11-10"));
        await other.PressAsync("save", ("Text", "# Реестр школы\n" + text));
        Assert.Contains("тоже на месте", other.Text);
        Assert.StartsWith("# Реестр школы\nformat: 1\n", await RegisterAsync(academy));
        Assert.Contains("amended: 2026-11-10", await RegisterAsync(academy));

        // A form of the same act that was opened earlier does not write over it in silence.
        var late = lawyer.SamePerson();
        await late.OpenAsync(ActPage);
        await lawyer.OpenAsync(ActPage);
        await lawyer.PressAsync("save", ("Form.Number", "148-II"));
        await late.PressAsync("save", ("Form.Number", "148-III"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("148-III", late.Page.QuerySelector("#Form_Number")!.GetAttribute("value"));
        await late.PressAsync("save");
        Assert.Contains("number: \"148-III\"", await RegisterAsync(academy));

        await other.OpenAsync("/studio/law/text");
        await other.PressAsync("save", ("Text", "format: 1\nacts: {\n"));
        await other.OpenAsync("/studio/law");
        await other.PressAsync("publish");
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("В реестре есть ошибка", other.Text);
        Assert.NotEmpty((await NewestLibraryAsync(academy)).Acts);
    }

    [Theory, OnEachDatabase]
    public async Task A_marked_change_tells_learners_until_the_author_has_published_the_reworked_text(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        Assert.DoesNotContain(Told, learner.Text);
        var lawyer = await LawyerAsync(academy);

        await lawyer.OpenAsync(ActPage);
        await lawyer.FollowAsync("Отметить изменение");
        await lawyer.PressAsync("mark");
        Assert.Equal(HttpStatusCode.BadRequest, lawyer.Status);
        Assert.Empty(await academy.QueryAsync(db => db.LawChanges.ToListAsync()));
        await MarkAsync(lawyer, "2026-11-16", "35");
        Assert.Contains("Открыто 1 дело.", lawyer.Text);
        await lawyer.FollowAsync("Отметить изменение");
        await lawyer.PressAsync("mark", Fields("2026-11-16", "35"));
        Assert.Equal(HttpStatusCode.Conflict, lawyer.Status);
        Assert.Equal(1, await academy.QueryAsync(db => db.LawCases.CountAsync()));
        Assert.Contains("amended: 2026-11-16", await RegisterAsync(academy));

        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        await learner.OpenAsync(Lesson);
        Assert.Contains(Told, learner.Text);
        Assert.Contains("Изменён пункт 2.", learner.Text);
        learner.Language = Languages.Kazakh;
        await learner.OpenAsync(Lesson);
        Assert.Contains("2-тармақ өзгерді.", learner.Text);
        learner.Language = Languages.Russian;

        // On the Studio's front page: the author's own, and late after its day.
        await author.OpenAsync("/studio");
        Assert.Contains("Закон изменился: ждёт проверки", author.Text);
        Assert.Contains("Вы", author.Page.QuerySelector("section[aria-labelledby=law-title] .tag.gold")!.TextContent);
        await academy.QueryAsync(db => db.LawCases.ExecuteUpdateAsync(one => one.SetProperty(stored => stored.DueOn, new DateOnly(2026, 11, 15))));
        await author.OpenAsync("/studio");
        Assert.Contains("Просрочено", author.Text);

        // A new comma with the old day of checking closes nothing; the reworked text does.
        await academy.PublishAsync(Package.Of().With("start/akim.ru.md", "Аким", "Аким").With("start/akim.ru.md", "# ", "#  "));
        Assert.Equal(LawCaseState.Open, await StateAsync(academy));
        await academy.PublishAsync(Package.Of()
            .With("start/akim.ru.md", "law_checked: 2026-11-16", "law_checked: 2026-12-10")
            .With("start/akim.kk.md", "law_checked: 2026-11-16", "law_checked: 2026-12-10"));
        Assert.Equal(LawCaseState.Reworked, await StateAsync(academy));

        learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        Assert.DoesNotContain(Told, learner.Text);
        await author.OpenAsync("/studio");
        Assert.DoesNotContain("Закон изменился", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Who_reads_an_earlier_edition_is_told_that_a_later_one_is_reworked(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var lawyer = await LawyerAsync(academy);
        await MarkAsync(lawyer, "2026-11-16", "35");

        await academy.PublishAsync(Package.Of()
            .With("start/akim.ru.md", "law_checked: 2026-11-16", "law_checked: 2026-11-17")
            .With("start/akim.kk.md", "law_checked: 2026-11-16", "law_checked: 2026-11-17"));
        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        await learner.OpenAsync(Lesson);

        Assert.Contains(Told, learner.Text);
        Assert.Contains("В издании 2 этот текст уже переработан", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_author_confirms_with_a_note_or_hands_it_on_and_strangers_to_the_course_see_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        var stranger = await academy.InstructorAsync();
        var lawyer = await LawyerAsync(academy);
        await MarkAsync(lawyer, "2026-11-16", "35");
        var id = await academy.QueryAsync(db => db.LawCases.Select(one => one.Id).SingleAsync());

        await stranger.OpenAsync($"/studio/law/cases/{id}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.OpenAsync("/studio/law/cases");
        Assert.Contains("Открытых дел нет.", stranger.Text);

        await author.OpenAsync($"/studio/law/cases/{id}");
        Assert.Contains("start/akim.ru.md", author.Text);
        await author.PressAsync("hand", ("Owner", ""), ("Due", "2026-12-24"));
        Assert.Contains("24.12.2026", author.Text);
        Assert.Null(await academy.QueryAsync(db => db.LawCases.Select(one => one.OwnerId).SingleAsync()));
        await author.PressAsync("confirm", ("Note", "да"));
        Assert.Equal(HttpStatusCode.BadRequest, author.Status);
        await author.PressAsync("confirm", ("Note", "Пункт 1, о котором урок, остался прежним."));
        Assert.Contains("дело закрыто", author.Text);

        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync(Lesson);
        Assert.DoesNotContain(Told, learner.Text);
        await author.OpenAsync("/studio/law/cases?closed=true");
        Assert.Contains("Подтверждено", author.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_change_marked_by_mistake_is_withdrawn_and_a_repealed_act_is_told_as_such(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var lawyer = await LawyerAsync(academy);
        await MarkAsync(lawyer, "2026-11-16", "35");
        var change = await academy.QueryAsync(db => db.LawChanges.Select(one => one.Id).SingleAsync());
        // A course in nobody's hands: the case has no owner, and the lawyer sees it.
        await lawyer.OpenAsync("/studio");
        Assert.Contains("Без ответственного", lawyer.Text);

        await lawyer.OpenAsync(ActPage);
        await lawyer.PressAsync($"withdraw-{change}");
        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        await learner.OpenAsync(Lesson);
        Assert.DoesNotContain(Told, learner.Text);
        Assert.Equal(LawCaseState.Withdrawn, await StateAsync(academy));

        await lawyer.OpenAsync(ActPage + "/change");
        await lawyer.PressAsync("mark", [.. Fields("2026-11-16", ""), ("Kind", "Repealed")]);
        Assert.Contains("repealed: 2026-11-16", await RegisterAsync(academy));
        academy.Clock.Advance(TimeSpan.FromSeconds(2));
        await learner.OpenAsync(Lesson);
        Assert.Contains("Закон утратил силу 16.11.2026", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task An_open_case_costs_a_lesson_no_question_to_the_database(DatabaseProvider provider)
    {
        var counter = new QueryCounter();
        await using var academy = await AcademyApp.StartAsync(provider, services: services => services.CountQueries(counter));
        var learner = await academy.EnrolledLearnerAsync();
        var before = await FewestAsync();
        await MarkAsync(await LawyerAsync(academy), "2026-11-16", "35");
        academy.Clock.Advance(TimeSpan.FromSeconds(2));

        var after = await FewestAsync();

        Assert.Contains(Told, learner.Text);
        Assert.Equal(before, after);

        // The fewest of some: the first fills what is remembered, and the site's rounds ask between.
        async Task<int> FewestAsync()
        {
            var fewest = int.MaxValue;
            for (var opening = 0; opening < 4; opening++)
            {
                counter.Reset();
                await learner.OpenAsync(Lesson);
                fewest = Math.Min(fewest, counter.Count);
            }
            return fewest;
        }
    }

    private static async Task<Browser> LawyerAsync(AcademyApp academy)
    {
        var account = await academy.AddAccountAsync(roles: Roles.Instructor);
        var admin = await academy.AdminAsync();
        await admin.OpenAsync("/studio/law/people");
        await admin.PressAsync("give", ("Email", account.Email!));
        return await academy.SignInAsync(account, Languages.Russian);
    }

    private static async Task MarkAsync(Browser lawyer, string day, string articles)
    {
        await lawyer.OpenAsync(ActPage + "/change");
        await lawyer.PressAsync("mark", Fields(day, articles));
        Assert.Equal(HttpStatusCode.OK, lawyer.Status);
    }

    private static (string, string)[] Fields(string day, string articles) =>
        [("Day", day), ("More", articles), ("NoteKk", "2-тармақ өзгерді."), ("NoteRu", "Изменён пункт 2."), ("Source", "https://adilet.zan.kz/rus/docs/Z2600000350")];

    private static Task<LawCaseState> StateAsync(AcademyApp academy) => academy.QueryAsync(db => db.LawCases.Select(one => one.State).SingleAsync());

    private static Task<string> RegisterAsync(AcademyApp academy) => academy.QueryAsync(async db => Encoding.UTF8.GetString(
        (await db.DraftFiles.Include(file => file.Content).SingleAsync(file => file.Path == "law.yml")).Content!.Bytes));

    private static Task<Library> NewestLibraryAsync(AcademyApp academy) => academy.QueryAsync(async db => LibraryReader.Read(CourseSource.FromZip(new MemoryStream(
        await db.LibraryPackages.OrderByDescending(kept => kept.ImportedAt).Select(kept => kept.Bytes).FirstAsync())).Source).Library);
}
