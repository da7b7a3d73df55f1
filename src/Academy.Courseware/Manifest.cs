namespace Academy.Courseware;

/// <summary>What course.yml says, with the places that diagnostics point at.</summary>
internal sealed record Manifest(
    IReadOnlyList<string> Languages, int Hours, SourceLocation HoursAt, Access Access, DateOnly? ReviewBy,
    IReadOnlyList<string> Authors, IReadOnlyList<string> Tags, IReadOnlyList<ManifestModule> Modules, Completion Completion, string? Certificate)
{
    /// <summary>Of a course whose course.yml cannot be read.</summary>
    public static readonly Manifest Empty = new([], 0, new SourceLocation(ManifestReader.File, 0, 0), Access.Registered, null, [], [], [], new Completion(true, true, true, true), null);
}

internal sealed record ManifestModule(string Slug, Translated<string> Title, IReadOnlyList<ManifestItem> Items);

internal enum ItemKind { Lesson, Quiz, Exam, Task, Worksheet }

internal sealed record ManifestItem(string Module, string Slug, ItemKind Kind, SourceLocation At)
{
    public string Path => $"{Module}/{Slug}";

    public int Pass { get; init; }
    public SourceLocation? PassAt { get; init; }
    public int? Attempts { get; init; }
    public TimeSpan Wait { get; init; }
    public TimeSpan? TimeLimit { get; init; }
    public TimeSpan Grace { get; init; }
    public DateTimeOffset? Opens { get; init; }
    public DateTimeOffset? Closes { get; init; }
    public IReadOnlyList<(Draw Draw, SourceLocation At)> Draws { get; init; } = [];
    public bool ShuffleQuestions { get; init; }
    public bool ShuffleOptions { get; init; }
    public Review Review { get; init; }
    public decimal Points { get; init; }
    public SourceLocation? PointsAt { get; init; }
    public int Markers { get; init; } = 1;

    /// <summary>The files it must have.</summary>
    public IEnumerable<string> Files(IEnumerable<string> languages) => Kind switch
    {
        ItemKind.Worksheet => [$"{Path}.worksheet.yml"],
        ItemKind.Task => languages.Select(language => $"{Path}.task.{language}.md"),
        ItemKind.Quiz or ItemKind.Exam => languages.Select(language => $"{Path}.quiz.{language}.md"),
        _ => languages.Select(language => $"{Path}.{language}.md"),
    };
}
