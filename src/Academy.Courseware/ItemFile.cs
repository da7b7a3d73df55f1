namespace Academy.Courseware;

public enum FileKind { About, Lesson, Quiz, Task, Worksheet }

/// <summary>What the name of a course's file says: <c>module/item.quiz.ru.md</c>.</summary>
/// <param name="Language">Empty for a worksheet, which holds every language.</param>
/// <param name="Item"><c>module/item</c>; empty for the landing text.</param>
public sealed record ItemFile(FileKind Kind, string Language, string Item)
{
    /// <summary>The same text in another language.</summary>
    public string In(string language) => Path(Kind, Item, language);

    public static string Path(FileKind kind, string item, string language) => kind switch
    {
        FileKind.About => $"about.{language}.md",
        FileKind.Quiz => $"{item}.quiz.{language}.md",
        FileKind.Task => $"{item}.task.{language}.md",
        FileKind.Worksheet => $"{item}.worksheet.yml",
        _ => $"{item}.{language}.md",
    };

    /// <summary>Null where the name is none of the format's.</summary>
    public static ItemFile? Of(string path)
    {
        var parts = path.Split('/');
        if (parts.Length > 2 || parts.Length == 2 && !Slug.IsValid(parts[0])) return null;

        return (parts.Length, parts[^1].Split('.')) switch
        {
            (1, ["about", var language, "md"]) when IsLanguage(language) => new ItemFile(FileKind.About, language, ""),
            (2, [var item, "worksheet", "yml"]) when Slug.IsValid(item) => new ItemFile(FileKind.Worksheet, "", $"{parts[0]}/{item}"),
            (2, [var item, "quiz", var language, "md"]) when Slug.IsValid(item) && IsLanguage(language) => new ItemFile(FileKind.Quiz, language, $"{parts[0]}/{item}"),
            (2, [var item, "task", var language, "md"]) when Slug.IsValid(item) && IsLanguage(language) => new ItemFile(FileKind.Task, language, $"{parts[0]}/{item}"),
            (2, [var item, var language, "md"]) when Slug.IsValid(item) && IsLanguage(language) => new ItemFile(FileKind.Lesson, language, $"{parts[0]}/{item}"),
            _ => null,
        };
    }

    private static bool IsLanguage(string text) => Languages.All.Contains(text);
}
