using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Which place of a course cites which article: what is found again when the law changes.</summary>
public sealed class LawPlaceTests
{
    [Fact]
    public void Lessons_questions_and_tasks_say_what_they_cite_and_where()
    {
        var course = TestCourse.Compile(TestCourse.Files(
            lesson: "---\nminutes: 45\nlaw_checked: 2026-11-24\n---\n# Урок\n\nПо [ст. 35](law:act#35) и [ст. 6](law:act#6), снова [ст. 35](law:act#35).\n\n::: check\nКак в [законе](law:act)?\n\n= да\n:::\n",
            quiz: "# Проверка\n\nЧитайте [закон][z].\n\n## Раз {#a}\n\n= 5\n\n> По [ст. 35(2)](law:act#35(2))\n\n## Два {#b}\n\nСм. [ст. 7][z7].\n\n= 5\n\n[z]: law:act\n[z7]: law:act#7\n",
            task: "# Задание\n\nПо [ст. 8](law:act#8).\n")).Built!;

        Assert.Equal(
            [
                "m/lesson - ru act#35 7:13", "m/lesson - ru act#6 7:35", "m/lesson - ru act# 10:16",
                "m/quiz - ru act#", "m/quiz a ru act#35(2)", "m/quiz b ru act#7", "m/task - ru act#8",
            ],
            course.LawPlaces.Select(place => $"{place.ItemPath} {place.QuestionId ?? "-"} {place.Language} {place.ActId}#{place.Article}"
                + (place.ItemPath == "m/lesson" ? $" {place.At.Line}:{place.At.Column}" : "")));
        Assert.Equal(new DateOnly(2026, 11, 24), course.LawPlaces[0].LawChecked);
        Assert.Null(course.LawPlaces[^1].LawChecked);
    }

    [Fact]
    public void The_mark_of_a_text_changes_with_its_own_words_and_its_day_and_not_with_its_neighbours_or_line_ends()
    {
        const string Quiz = "# Проверка\n\n## Раз {#a}\n\n= 5\n\n> По [ст. 35](law:act#35)\n\n## Два {#b}\n\n= 6\n\n> По [ст. 6](law:act#6)\n";
        var before = Marks(Quiz);

        Assert.Equal(before, Marks(Quiz.Replace("\n", "\r\n", StringComparison.Ordinal)));
        var other = Marks(Quiz.Replace("= 6", "= 7", StringComparison.Ordinal));
        Assert.Equal(before["a"], other["a"]);
        Assert.NotEqual(before["b"], other["b"]);
        Assert.NotEqual(before["a"], Marks("---\nlaw_checked: 2026-11-24\n---\n" + Quiz)["a"]);
    }

    [Fact]
    public void A_repealed_act_is_found_though_citing_it_is_an_error()
    {
        var library = LibraryReader.Read(TestCourse.Source(new() { ["law.yml"] =
            "format: 1\nacts:\n  act: { title: { kk: А, ru: Б }, kind: { kk: А, ru: Б }, short: { kk: А, ru: Б }, repealed: 2026-07-01 }\n" })).Library;

        var compiled = CourseCompiler.Compile(TestCourse.Source(TestCourse.Files(lesson: "---\nminutes: 45\n---\n# Урок\n\n[ст. 35](law:act#35)\n")), "course", library);

        Assert.True(compiled.HasErrors);
        Assert.Equal("35", Assert.Single(compiled.Built!.LawPlaces).Article);
    }

    private static Dictionary<string, string> Marks(string quiz) =>
        TestCourse.Compile(TestCourse.Files(quiz: quiz)).Built!.LawPlaces.ToDictionary(place => place.QuestionId!, place => place.TextHash);
}
