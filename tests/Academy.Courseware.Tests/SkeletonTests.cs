using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>What an author begins with is small, whole and without a mistake.</summary>
public sealed class SkeletonTests
{
    public static TheoryData<string> Spoken => ["kk", "ru", "en", "kk,ru", "ru,kk,en"];

    [Theory, MemberData(nameof(Spoken))]
    public void A_new_course_compiles_without_a_remark(string languages)
    {
        var files = CourseSkeleton.Course(Title(languages));

        Assert.Empty(Compile(files).Diagnostics);
    }

    [Theory, MemberData(nameof(Spoken))]
    public void So_does_every_kind_of_new_item(string languages)
    {
        var files = CourseSkeleton.Course(Title(languages)).ToDictionary();
        var manifest = CourseManifestEditor.Open(System.Text.Encoding.UTF8.GetString(files["course.yml"].Span))!;
        foreach (var kind in (string[])["lesson", "quiz", "exam", "task", "worksheet"])
        {
            var item = new ManifestItemText("start", kind, $"new-{kind}") { Settings = CourseSkeleton.SettingsOf(kind) };
            manifest = manifest.AddItem("start", item);
            foreach (var (path, bytes) in CourseSkeleton.Item(item, Title(languages))) files.Add(path, bytes);
        }
        files["course.yml"] = System.Text.Encoding.UTF8.GetBytes(manifest.Set("hours", "2").Text);

        var compiled = Compile(files);
        Assert.Empty(compiled.Diagnostics);
        Assert.Equal(6, compiled.Course!.Items.Count);
    }

    [Theory]
    [InlineData("*Бюджет* [села](x) #1 {a} <b> `c`"), InlineData("# Хэш"), InlineData("a | b"), InlineData("1 < 2 & 3"), InlineData("\"Кавычки\" и 'апостроф': да"), InlineData("\\ ~ _ $")]
    public void A_title_is_read_back_as_it_was_typed(string title)
    {
        var files = CourseSkeleton.Course(new Translated<string>([new("ru", title)])).ToDictionary();
        foreach (var (path, bytes) in CourseSkeleton.Item(new ManifestItemText("start", "lesson", "first"), new Translated<string>([new("ru", title)]), 45)) files[path] = bytes;

        var course = Compile(files).Course!;
        Assert.Equal((title, title), (course.Title.In("ru"), course.Find("start/first")!.Title.In("ru")));
    }

    [Theory]
    [InlineData("Әкімнің бюджеті", "akimnin-biudzheti"), InlineData("Щит и меч, 2026", "shit-i-mech-2026"), InlineData("  ---  ", ""), InlineData("中文", ""), InlineData("Ғұмыр ҚОҒАМ һәм", "gumyr-qogam-ham")]
    [InlineData("Очень длинное название курса о том как составить бюджет села", "ochen-dlinnoe-nazvanie-kursa-o-tom-kak")]
    public void Names_for_addresses_are_made_of_titles(string title, string slug) => Assert.Equal(slug, SlugText.Of(title));

    [Fact]
    public void A_taken_name_gets_a_number()
    {
        Assert.Equal("budget", SlugText.Free("budget", _ => false));
        Assert.Equal("budget-3", SlugText.Free("budget", taken => taken is "budget" or "budget-2"));
        Assert.Equal("plan-2026-2", SlugText.Free("plan-2026", taken => taken == "plan-2026"));
        Assert.True(SlugText.IsValid(SlugText.Free(new string('a', 64), taken => taken == new string('a', 64))));
    }

    [Fact]
    public void What_a_lesson_weighs_counts_each_picture_once_and_asks_the_line_for_the_rest()
    {
        var files = TestCourse.Files(lesson: "---\nminutes: 45\n---\n# Урок\n\n![Карта](media/a.png)\n\n![Ещё раз](media/a.png)\n");
        var source = new CourseSource([.. files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(file.Value))), new("media/a.png", Png(70_000))]);
        var course = CourseCompiler.Compile(source, "test", TestCourse.Library).Built!;

        var weight = LessonWeight.Of(course, course.Lessons.First(), "ru");
        Assert.Equal(70_000, weight.PictureBytes);
        Assert.True(weight is { IsTooHeavy: true, IsPageTooHeavy: false });
        Assert.Equal(4 * 0.8 + (weight.Page + 70_000) / 30_000.0, weight.SecondsOn(LessonWeight.Line.Edge), 6);
    }

    private static byte[] Png(int length)
    {
        var bytes = new byte[length];
        Convert.FromHexString("89504E470D0A1A0A0000000D4948445200000010000000100802000000").CopyTo(bytes, 0);
        return bytes;
    }

    private static Translated<string> Title(string languages) => new(languages.Split(',').Select(language => KeyValuePair.Create(language, language == "en" ? "Title" : "Атау")));

    private static Compilation Compile(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files) => CourseCompiler.Compile(new CourseSource(files), "test", Library.Empty);
}
