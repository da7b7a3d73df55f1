namespace Academy.Courseware;

/// <summary>A compiled course: immutable, in every language at once, the same for the same bytes.</summary>
public sealed record Course
{
    /// <summary>The folder's name; part of every address and the key of progress.</summary>
    public required string Slug { get; init; }

    /// <summary>The primary language first.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Academic hours, as the certificate states them.</summary>
    public required int Hours { get; init; }

    public required Access Access { get; init; }

    /// <summary>The day by which somebody must read the course again.</summary>
    public DateOnly? ReviewBy { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    // A copy with another text or other modules must not keep what was made of the first ones.
    public required Translated<AboutText> About { get; init { (field, _title) = (value, null); } }

    public required IReadOnlyList<Module> Modules { get; init { (field, _items) = (value, null); } }

    public required Completion Completion { get; init; }

    /// <summary>The kind of certificate that completion earns (<c>standard</c>), or null where there is none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Files under <c>media/</c>, by their path inside the course.</summary>
    public required IReadOnlyDictionary<string, MediaFile> Media { get; init; }

    /// <summary>The identity of the edition: SHA-256, lower-case hexadecimal, over every file's name and bytes and the library's.</summary>
    public required string Hash { get; init; }

    /// <summary>Every article of law that its lessons, questions and tasks cite, each with its place, by item and language.</summary>
    public IReadOnlyList<LawPlace> LawPlaces { get; init; } = [];

    public Translated<string> Title => _title ??= About.Select(about => about.Title);

    /// <summary>Everything a learner goes through, in order.</summary>
    public IReadOnlyList<Item> Items => _items ??= [.. Modules.SelectMany(module => module.Items)];

    private IReadOnlyList<Item>? _items;
    private Translated<string>? _title;

    public IEnumerable<Lesson> Lessons => Items.OfType<Lesson>();

    /// <param name="path"><c>module/item</c></param>
    public Item? Find(string path) => Items.FirstOrDefault(item => item.Path == path);

    public Module ModuleOf(Item item) => Modules.First(module => module.Slug == item.ModuleSlug);

    /// <summary>The item after this one, or null at the end of the course.</summary>
    public Item? After(Item item) => Beside(item, +1);

    /// <summary>The item before this one, or null at its beginning.</summary>
    public Item? Before(Item item) => Beside(item, -1);

    private Item? Beside(Item item, int step)
    {
        for (var at = 0; at < Items.Count; at++)
            if (Items[at].Path == item.Path)
                return at + step >= 0 && at + step < Items.Count ? Items[at + step] : null;
        return null;
    }
}

/// <summary>Who may read a course.</summary>
public enum Access
{
    /// <summary>Anyone, without an account.</summary>
    Open,

    /// <summary>Anyone with an account enrols themselves.</summary>
    Registered,

    /// <summary>Staff enrol a cohort.</summary>
    Cohort,
}

/// <summary>The landing page of a course in one language.</summary>
/// <param name="Title">The H1 of <c>about.xx.md</c>: the course's title.</param>
/// <param name="Body">What follows it.</param>
/// <param name="Summary">The first paragraph as plain text, for the catalogue.</param>
public sealed record AboutText(string Title, Html Body, string Summary);

public sealed record Module(string Slug, Translated<string> Title, IReadOnlyList<Item> Items);

/// <summary>One thing in a module. Its slug never changes with its title or place: progress hangs on it.</summary>
public abstract record Item
{
    // A copy with another slug must not keep the path that was made of the first one.
    public required string ModuleSlug { get; init { (field, _path) = (value, null); } }
    public required string Slug { get; init { (field, _path) = (value, null); } }
    public required Translated<string> Title { get; init; }

    /// <summary>How long it takes, in minutes of the clock; 0 where the author does not say.</summary>
    public required int Minutes { get; init; }

    /// <summary><c>module/item</c>: unique in the course.</summary>
    public string Path => _path ??= $"{ModuleSlug}/{Slug}";

    private string? _path;
}

public sealed record Lesson : Item
{
    public required Translated<LessonText> Text { get; init; }
}

/// <summary>A lesson in one language.</summary>
public sealed record LessonText
{
    public required string Title { get; init; }

    /// <summary>The day on which the author last held the text against the law.</summary>
    public DateOnly? LawChecked { get; init; }

    public required IReadOnlyList<string> Objectives { get; init; }

    /// <summary>The text in order: markup, with self-checks between.</summary>
    public required IReadOnlyList<LessonBlock> Blocks { get; init; }

    /// <summary>The <c>##</c> headings. Ids go by position (s1, s2, …), so a change of language keeps the place.</summary>
    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>Acts of law cited, in the order of their first citation. In the text a citation is a link to <c>#law-{act}</c>.</summary>
    public required IReadOnlyList<LawCitation> Citations { get; init; }

    /// <summary>Terms of the glossary found in the text that have a definition; the first use links to <c>#term-{id}</c>.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }
}

public abstract record LessonBlock;

public sealed record MarkupBlock(Html Html) : LessonBlock;

/// <summary>A question inside a lesson, graded on the spot and not recorded.</summary>
/// <param name="Question">Its id goes by position: c1, c2, …</param>
public sealed record CheckBlock(Question Question) : LessonBlock;

public sealed record Heading(string Id, string Text);

/// <param name="Articles">As the author wrote them in the address after <c>#</c>, without repeats, in order; may be empty.</param>
public sealed record LawCitation(Act Act, IReadOnlyList<string> Articles);

/// <summary>A picture or a file of the course.</summary>
/// <param name="Path">Inside the course: <c>media/map.png</c>.</param>
/// <param name="Type">The media type, by content and name.</param>
/// <param name="Sha256">Lower-case hexadecimal; part of its address.</param>
/// <param name="Width">In pixels, for pictures.</param>
/// <param name="Height">In pixels, for pictures.</param>
public sealed record MediaFile(string Path, string Type, ReadOnlyMemory<byte> Bytes, string Sha256, int? Width, int? Height)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>What must be done for the course to be complete. False: it may be skipped.</summary>
/// <param name="AllLessons">Every lesson is marked as read.</param>
/// <param name="QuizzesPassed">Every quiz is passed.</param>
/// <param name="ExamsPassed">Every exam is passed.</param>
/// <param name="TasksPassed">Every task and worksheet is accepted.</param>
public sealed record Completion(bool AllLessons, bool QuizzesPassed, bool ExamsPassed, bool TasksPassed);
