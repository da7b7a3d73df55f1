using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>An instructor brings a course in, sees what is wrong with it, publishes it; learners notice nothing they did not ask for.</summary>
public sealed class PublishingAnEditionTests
{
    private const string Lesson = "start/akim.ru.md";
    private const string OldWords = "Аким отвечает перед маслихатом.";
    private const string NewWords = "Аким отчитывается перед маслихатом района.";

    [Theory, OnEachDatabase]
    public async Task A_learner_finishes_the_edition_they_began_and_a_new_learner_gets_the_new_one(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var early = await academy.EnrolledLearnerAsync();
        var instructor = await academy.InstructorAsync();

        await UploadAsync(academy, instructor, Package.Of().With(Lesson, OldWords, NewWords).Zip());
        Assert.Equal("/ru/studio/courses/welcome?imported=2", instructor.Path);
        Assert.Contains("Издание 2 принято. Чтобы его увидели слушатели, опубликуйте его.", instructor.Text);
        var between = await academy.EnrolledLearnerAsync();
        await instructor.PressAsync("publish-2");
        Assert.Contains("Издание 2 опубликовано.", instructor.Text);
        var late = await academy.EnrolledLearnerAsync();

        Assert.Contains(OldWords, (await early.OpenAsync("/learn/welcome/start/akim")).Text);
        Assert.Contains(OldWords, (await between.OpenAsync("/learn/welcome/start/akim")).Text);
        Assert.Contains(NewWords, (await late.OpenAsync("/learn/welcome/start/akim")).Text);
        var journal = await academy.QueryAsync(db => db.Journal.Where(entry => entry.Subject == "welcome 2" && entry.ActorId != null).Select(entry => entry.Act).ToListAsync());
        Assert.Equivalent(new[] { JournalAct.EditionImported, JournalAct.EditionPublished }, journal, strict: true);
    }

    [Theory, OnEachDatabase]
    public async Task A_broken_package_shows_file_and_line_and_leaves_the_last_good_edition(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();

        await UploadAsync(academy, instructor, Package.Of().With(Lesson, "law:local-government#35", "law:nowhere#35").Zip());

        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Пакет не принят.", instructor.Text);
        Assert.Contains($"{Lesson} (8, ", instructor.Text);
        Assert.Contains("nowhere", instructor.Text);
        await instructor.OpenAsync("/studio");
        Assert.Contains("1 ошибка", instructor.Text);
        await instructor.FollowAsync("Введение");
        Assert.Contains("Последний загруженный пакет не принят", instructor.Text);
        Assert.Contains("На сайте осталось издание 1", instructor.Text);
        Assert.Contains($"{Lesson} (8, ", instructor.Text);
        var learner = await academy.EnrolledLearnerAsync();
        Assert.Contains(OldWords, (await learner.OpenAsync("/learn/welcome/start/akim")).Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Editions.CountAsync(edition => edition.CourseSlug == "welcome")));
    }

    [Theory, OnEachDatabase]
    public async Task The_same_package_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();
        var changed = Package.Of().With(Lesson, OldWords, NewWords).Zip();
        await UploadAsync(academy, instructor, changed);
        await instructor.PressAsync("publish-2");
        var before = await academy.QueryAsync(StateAsync);

        await UploadAsync(academy, instructor, changed);

        Assert.Contains("Такой пакет уже есть: издание 2, оно опубликовано. Ничего не изменилось.", instructor.Text);
        Assert.Equal(before, await academy.QueryAsync(StateAsync));
    }

    [Theory, OnEachDatabase]
    public async Task What_comes_out_is_what_went_in_byte_for_byte(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();
        var brought = Package.Of().With(Lesson, OldWords, NewWords + "\r\n\u00A0");
        await UploadAsync(academy, instructor, brought.Zip());

        await instructor.FollowAsync("Скачать zip: Издание 2");

        Assert.Equal(HttpStatusCode.OK, instructor.Status);
        Assert.Equal("application/zip", instructor.Response.Content.Headers.ContentType?.MediaType);
        var package = instructor.Bytes;
        Assert.Equal(brought.Files.ToDictionary(file => $"welcome/{file.Key}", file => file.Value), Package.FilesIn(package));

        // And it goes in again under any name.
        await UploadAsync(academy, instructor, package, "welcome-2 (1).zip");
        Assert.Equal("/ru/studio/courses/welcome?imported=2", instructor.Path);
    }

    [Theory, OnEachDatabase]
    public async Task An_edition_published_already_is_refused_with_the_reason(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();
        await UploadAsync(academy, instructor, Package.Of().With(Lesson, OldWords, NewWords).Zip());
        var other = await academy.InstructorAsync();
        await other.OpenAsync("/studio/courses/welcome");
        await instructor.PressAsync("publish-2");

        await other.PressAsync("publish-2");

        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("Это издание уже опубликовано.", other.Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.EditionPublished && entry.Subject == "welcome 2")));
    }

    [Fact]
    public async Task A_package_that_is_none_or_missing_is_told_in_words()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var instructor = await academy.InstructorAsync("kk");

        await instructor.OpenAsync("/studio/import");
        await instructor.PressAsync("import");
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Файл таңдалмаған.", instructor.Text);

        await UploadAsync(academy, instructor, "this is no zip"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Қате CW102", instructor.Text);

        await UploadAsync(academy, instructor, new Courseware.CourseSource([KeyValuePair.Create("notes.txt", new ReadOnlyMemory<byte>([65]))]).ToZip());
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Пакет қабылданған жоқ.", instructor.Text);
        Assert.NotEmpty(instructor.Page.QuerySelectorAll(".diag .err"));
    }

    [Fact]
    public async Task A_course_that_was_never_good_has_a_page_that_says_why()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var instructor = await academy.InstructorAsync("en");

        await UploadAsync(academy, instructor, Package.Of().With("course.yml", "hours: 1", "hours: many").Zip("budget"), "budget.zip");
        await instructor.FollowAsync("budget");

        Assert.Equal("/en/studio/courses/budget", instructor.Path);
        Assert.Contains("The site has no published edition of this course yet.", instructor.Text);
        Assert.Contains("course.yml (3, ", instructor.Text);
        Assert.Contains("No edition has been taken in yet.", instructor.Text);
        await academy.Stranger().OpenAsync("/courses/budget");
    }

    [Fact]
    public async Task The_studio_is_for_instructors_only()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var (learner, staff, admin, stranger) = (await academy.LearnerAsync(), await academy.StaffAsync(), await academy.AdminAsync(), academy.Stranger());
        foreach (var page in (string[])["/studio", "/studio/import", "/studio/courses/welcome", "/studio/courses/welcome/editions/1.zip"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await learner.OpenAsync(page)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await staff.OpenAsync(page)).Status);
            Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync(page)).Status);
            Assert.StartsWith("/ru/account/sign-in", (await stranger.OpenAsync(page)).Path, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var instructor = await academy.InstructorAsync();
        foreach (var page in (string[])["/studio/courses/nothing", "/studio/courses/welcome/editions/7.zip", "/studio/courses/nothing/editions/1.zip"])
            Assert.Equal(HttpStatusCode.NotFound, (await instructor.OpenAsync(page)).Status);
    }

    // A minute passes between two uploads, as it would for a person.
    private static async Task UploadAsync(AcademyApp academy, Browser person, byte[] zip, string name = "welcome.zip")
    {
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await person.OpenAsync("/studio/import");
        await person.UploadAsync("import", "Package", name, zip);
    }

    private static async Task<string> StateAsync(AcademyDb db) =>
        string.Join('\n', (await db.Editions.OrderBy(edition => edition.Number).Select(edition => $"{edition.Id} {edition.Hash} {edition.PublishedAt:O} {edition.Revision}").ToListAsync())
            .Append($"{await db.Journal.CountAsync()} {await db.EditionPackages.CountAsync()} {await db.LibraryPackages.CountAsync()}"));
}
