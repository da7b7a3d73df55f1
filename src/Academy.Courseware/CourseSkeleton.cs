using System.Globalization;
using System.Resources;
using System.Text;

namespace Academy.Courseware;

/// <summary>The first files of what an author begins: small, whole and without a mistake, to be written over.</summary>
public static class CourseSkeleton
{
    private static readonly ResourceManager Said = new("Academy.Courseware.Skeleton", typeof(CourseSkeleton).Assembly);

    /// <summary>Of a new item's own; what a rubric gives, course.yml promises.</summary>
    public const string TaskPoints = "10";

    /// <summary>A course of one lesson.</summary>
    /// <param name="title">In every language of the course, the primary one first.</param>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Course(Translated<string> title)
    {
        var languages = title.Languages.ToList();
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            ["course.yml"] = Bytes($$"""
                format: 1
                languages: [{{string.Join(", ", languages)}}]
                hours: 1
                access: registered
                modules:
                  - slug: start
                    title: {{InLanguages(languages, language => Word(language, "Module"))}}
                    items:
                      - first
                completion: { lessons: all }

                """),
        };
        foreach (var language in languages) files[$"about.{language}.md"] = Bytes($"# {Line(title.In(language))}\n\n{Word(language, "About")}\n");
        var lesson = new Translated<string>(languages.Select(language => KeyValuePair.Create(language, Word(language, "Lesson"))));
        foreach (var (path, bytes) in Item(new ManifestItemText("start", "lesson", "first"), lesson, minutes: 45)) files[path] = bytes;
        return files;
    }

    /// <summary>The files of a new item in every language.</summary>
    /// <param name="title">In every language of the course.</param>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Item(ManifestItemText item, Translated<string> title, int minutes = 10)
    {
        var languages = title.Languages.ToList();
        if (item.FileKind == FileKind.Worksheet)
            return new Dictionary<string, ReadOnlyMemory<byte>>
            {
                [item.Files([]).First()] = Bytes($"""
                    format: 1
                    title: {InLanguages(languages, language => Line(title.In(language)))}
                    minutes: {Number.Of(minutes)}
                    fields:
                      - id: first
                        kind: text
                        label: {InLanguages(languages, language => Word(language, "Field"))}

                    """),
            };
        return languages.ToDictionary(
            language => ItemFile.Path(item.FileKind, item.Path, language),
            language => Bytes($"---\nminutes: {Number.Of(minutes)}\n---\n\n# {Line(title.In(language))}\n\n{Body(item.FileKind, language)}"));
    }

    /// <summary>The settings that a new item of a kind begins with.</summary>
    public static IReadOnlyDictionary<string, string> SettingsOf(string kind) => kind switch
    {
        "quiz" => new Dictionary<string, string> { ["pass"] = "70", ["attempts"] = "3" },
        "exam" => new Dictionary<string, string> { ["pass"] = "70", ["attempts"] = "2", ["wait"] = "24h", ["time_limit"] = "40m" },
        "task" => new Dictionary<string, string> { ["points"] = TaskPoints },
        _ => new Dictionary<string, string>(),
    };

    /// <summary>The title of a text, as its first heading says it, becomes another; all else stays.</summary>
    public static string WithTitle(string markdown, string title)
    {
        var lines = markdown.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("# ", StringComparison.Ordinal)) continue;
            lines[at] = $"# {Line(title)}" + (lines[at].EndsWith('\r') ? "\r" : "");
            return string.Join('\n', lines);
        }
        return markdown;
    }

    private static string Body(FileKind kind, string language) => kind switch
    {
        FileKind.Quiz => $"## {Word(language, "Question")} {{#q1}}\n\n- (x) {Word(language, "Right")}\n- ( ) {Word(language, "Wrong")}\n",
        FileKind.Task => $"{Word(language, "Task")}\n\n::: rubric\n| {Word(language, "Criterion")} | {Word(language, "NotDone")} 0 | {Word(language, "Done")} {TaskPoints} |\n| --- | --- | --- |\n"
            + $"| {Word(language, "CriterionName")} | {Word(language, "NotDoneMeans")} | {Word(language, "DoneMeans")} |\n:::\n",
        _ => Word(language, "Text") + "\n",
    };

    private static string InLanguages(IEnumerable<string> languages, Func<string, string> text) =>
        $"{{ {string.Join(", ", languages.Select(language => $"{language}: {YamlText.Scalar(text(language))}"))} }}";

    // A title is one line and no markup: what Markdown would read as more is kept as the letters that were typed.
    private static string Line(string title)
    {
        var line = new StringBuilder();
        foreach (var letter in string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '{' or '}' or '<' or '>' or '#' or '|' or '~' or '$') line.Append('\\');
            line.Append(letter);
        }
        return line.ToString();
    }

    private static string Word(string language, string key) =>
        Said.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"There is no text '{key}' in '{language}'.");

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal));
}
