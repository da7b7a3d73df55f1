using System.Net;
using System.Text;
using Academy.Storage;

namespace Academy.Web.Tests;

/// <summary>An instructor takes questions from another system, and gives a quiz of ours to one.</summary>
public sealed class ExchangingQuestionsTests
{
    private const string Gift = "::Столица::Столица страны? {=Астана ~Алматы}\n\n::Чертёж::Просто текст.\n\n::Пусто::Что? {=одно}\n\n::Сломан::Что? {~%x%а ~б}\n";

    private const string Moodle = """
        <quiz><question type="essay"><name><text>План</text></name><questiontext format="html"><text><![CDATA[<p>Что на плане?</p><p><img src="@@PLUGINFILE@@/plan.png" alt="План"></p>]]></text>
        <file name="plan.png" path="/" encoding="base64">iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAAC0lEQVQI12NgQAYAAA4AAVRQeHQAAAAASUVORK5CYII=</file></questiontext></question></quiz>
        """;

    [Theory, OnEachDatabase]
    public async Task A_file_becomes_the_text_of_a_quiz_and_what_is_left_out_is_listed_with_the_reason(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync("/studio/questions");
        await instructor.UploadAsync("show", "Upload", "bank.txt", Encoding.UTF8.GetBytes(Gift));

        Assert.Equal(HttpStatusCode.OK, instructor.Status);
        Assert.Contains("Вопросов в файле: 4. Взято: 2, не поддерживается: 1, с ошибкой: 1.", instructor.Text);
        Assert.Contains("## Столица страны? {#q1}\n\n- (x) Астана\n- ( ) Алматы", instructor.Page.QuerySelector("#markdown")!.TextContent.ReplaceLineEndings("\n"));
        Assert.Contains("Вопрос 2 «Чертёж», строка 3: Это текст, а не вопрос", instructor.Text);
        Assert.Contains("Вопрос 4 «Сломан», строка 7:", instructor.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Pictures_come_along_in_the_package(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync("/studio/questions");
        await instructor.UploadAsync("package", "Upload", "bank.xml", Encoding.UTF8.GetBytes(Moodle));

        var files = Package.FilesIn(instructor.Bytes);
        Assert.Equal(["media/plan.png", "questions.quiz.ru.md"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("![План](media/plan.png)", Encoding.UTF8.GetString(files["questions.quiz.ru.md"]));
    }

    [Theory, OnEachDatabase]
    public async Task A_file_that_gives_nothing_is_answered_with_the_reason(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync("/studio/questions");
        await instructor.UploadAsync("show", "Upload", "x.xml", "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Из файла не взято ни одного вопроса.", instructor.Text);
        Assert.Contains("В файле есть DOCTYPE", instructor.Text);

        await instructor.OpenAsync("/studio/questions");
        await instructor.PressAsync("show");
        Assert.Equal(HttpStatusCode.BadRequest, instructor.Status);
        Assert.Contains("Выберите файл.", instructor.Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_quiz_of_an_edition_goes_to_another_system_and_what_it_cannot_hold_is_told_first(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var instructor = await academy.InstructorAsync();

        await instructor.OpenAsync("/studio/courses/welcome");
        await instructor.FollowAsync("Вопросы: Издание 1");
        var quiz = instructor.Page.QuerySelector("#quiz option")!.GetAttribute("value")!;
        await instructor.OpenAsync($"/studio/courses/welcome/editions/1/questions?quiz={quiz}&said=ru&to=gift");
        Assert.Contains("В файле вопросов:", instructor.Text);
        await instructor.FollowAsync("Скачать");

        Assert.Equal("text/plain", instructor.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("::[html]<p>", Encoding.UTF8.GetString(instructor.Bytes));
        await instructor.OpenAsync($"/studio/courses/welcome/editions/1/questions?quiz={quiz}&said=ru&to=word");
        Assert.Equal(HttpStatusCode.NotFound, instructor.Status);
        await instructor.OpenAsync("/studio/courses/welcome/editions/9/questions");
        Assert.Equal(HttpStatusCode.NotFound, instructor.Status);
    }
}
