namespace Academy.Courseware;

/// <summary>Reads course.yml: structure, order, settings and numbers.</summary>
internal sealed class ManifestReader
{
    public const string File = "course.yml";

    private const int LongestCourse = 1000;
    private const int DefaultPass = 70;

    private static readonly Dictionary<string, Access> AccessWords = new(StringComparer.Ordinal)
    {
        ["open"] = Access.Open,
        ["registered"] = Access.Registered,
        ["cohort"] = Access.Cohort,
    };

    private static readonly Dictionary<string, Review> ReviewWords = new(StringComparer.Ordinal)
    {
        ["after-submit"] = Review.AfterSubmit,
        ["after-pass"] = Review.AfterPass,
        ["never"] = Review.Never,
    };

    private static readonly Dictionary<string, bool> CompletionWords = new(StringComparer.Ordinal) { ["all"] = true, ["pass"] = true, ["none"] = false };

    private static readonly Dictionary<string, bool> CertificateWords = new(StringComparer.Ordinal) { ["standard"] = true, ["none"] = false };

    private static readonly Dictionary<string, int> ShuffleWords = new(StringComparer.Ordinal) { ["questions"] = 0, ["options"] = 1 };

    private static readonly Dictionary<string, ItemKind> ItemWords = new(StringComparer.Ordinal)
    {
        ["lesson"] = ItemKind.Lesson,
        ["quiz"] = ItemKind.Quiz,
        ["exam"] = ItemKind.Exam,
        ["task"] = ItemKind.Task,
        ["worksheet"] = ItemKind.Worksheet,
    };

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private List<string> _languages = [];

    /// <summary>The manifest with what could be read, or null where nothing could.</summary>
    public static Manifest? Read(CourseSource source, List<Diagnostic> diagnostics)
    {
        if (!source.Files.TryGetValue(File, out var bytes))
        {
            diagnostics.Add(Rules.ManifestMissing.At(File, 0, 0));
            return null;
        }
        if (SourceText.Decode(File, bytes, diagnostics) is not { } text) return null;

        LetterCheck.Check(File, text, Languages.Kazakh, diagnostics);
        return Yaml.Read(File, text, 1, diagnostics) is { } root ? new ManifestReader().Read(root) : null;
    }

    private Manifest? Read(YamlMapping root)
    {
        root.Allow("format", "languages", "hours", "access", "review_by", "authors", "tags", "modules", "completion", "certificate");
        root.CheckFormat(1);
        _languages = LanguagesOf(root.Need("languages"));
        if (_languages.Count == 0) return null;

        var modules = new List<ManifestModule>();
        var listed = root.Need("modules")?.AsSequence();
        foreach (var item in listed?.Items ?? [])
            if (item.AsMapping() is { } mapping && Module(mapping, modules) is { } module)
                modules.Add(module);
        if (listed is { Items.Count: 0 }) listed.Report(Rules.NothingInside);

        var hours = root.Need("hours");
        return new Manifest(
            _languages, hours?.AsInteger(1, LongestCourse) ?? 0, hours?.Location ?? root.Location,
            root.Need("access")?.AsOneOf(AccessWords) ?? Access.Registered, root.Date("review_by"), root.Texts("authors"), root.Texts("tags"),
            modules, CompletionOf(root.Mapping("completion")), root.OneOf("certificate", CertificateWords) == true ? root.Text("certificate") : null);
    }

    private static List<string> LanguagesOf(YamlNode? listed)
    {
        var languages = new List<string>();
        foreach (var item in listed?.AsSequence()?.Items ?? [])
        {
            if (item.AsText() is not { } language) continue;
            if (!Languages.All.Contains(language)) item.Report(Rules.UnknownLanguage, language, string.Join(", ", Languages.All));
            else if (languages.Contains(language)) item.Report(Rules.ListedTwice, language);
            else languages.Add(language);
        }
        if (listed is YamlSequence { Items.Count: 0 }) listed.Report(Rules.NothingInside);
        return languages;
    }

    private ManifestModule? Module(YamlMapping module, List<ManifestModule> before)
    {
        module.Allow("slug", "title", "items");
        var slug = module.Need("slug")?.AsSlug();
        var title = module.Need("title")?.AsTranslated(_languages);
        var listed = module.Need("items")?.AsSequence();
        if (listed is { Items.Count: 0 }) listed.Report(Rules.NothingInside);
        if (slug is null) return null;
        // media/ holds the course's files and cannot be a module as well.
        if (before.Any(other => other.Slug == slug) || slug == "media") module.Find("slug")!.Report(Rules.SlugTaken, slug);

        var items = new List<ManifestItem>();
        foreach (var node in listed?.Items ?? [])
        {
            if (Item(slug, node) is not { } item) continue;
            if (_paths.Add(item.Path)) items.Add(item);
            else node.Report(Rules.SlugTaken, item.Path);
        }
        return new ManifestModule(slug, title ?? new Translated<string>([new(_languages[0], slug)]), items);
    }

    private static ManifestItem? Item(string module, YamlNode node)
    {
        if (node is YamlScalar) return node.AsSlug() is { } lesson ? new ManifestItem(module, lesson, ItemKind.Lesson, node.Location) : null;
        if (node.AsMapping() is not { } item) return null;

        var kinds = item.Entries.Where(entry => ItemWords.ContainsKey(entry.Key.Text)).ToList();
        if (kinds.Count != 1)
        {
            item.Report(Rules.ItemKindUnclear, string.Join(", ", ItemWords.Keys));
            return null;
        }
        if (kinds[0].Value.AsSlug() is not { } slug) return null;
        var word = kinds[0].Key.Text;
        var read = new ManifestItem(module, slug, ItemWords[word], item.Location);
        switch (read.Kind)
        {
            case ItemKind.Quiz or ItemKind.Exam:
                return Quiz(item, word, read);
            case ItemKind.Task:
                item.Allow(word, "points", "markers");
                return read with
                {
                    Points = item.Need("points")?.AsNumber(0, 1000) ?? 0,
                    PointsAt = item.Find("points")?.Location,
                    Markers = item.Integer("markers", 1, 2) ?? 1,
                };
            default:
                item.Allow(word);
                return read;
        }
    }

    private static ManifestItem Quiz(YamlMapping item, string word, ManifestItem read)
    {
        item.Allow(word, "pass", "attempts", "wait", "time_limit", "grace", "opens", "closes", "draw", "shuffle", "review");
        var attempts = item.Integer("attempts", 1, 1000);
        if (item.Has("wait") && attempts == 1) item.Find("wait")!.Report(Rules.SettingIdle, "wait", "attempts");
        if (item.Has("grace") && !item.Has("time_limit") && !item.Has("closes")) item.Find("grace")!.Report(Rules.SettingIdle, "grace", "time_limit");
        var (opens, closes) = (item.Moment("opens", endOfDay: false), item.Moment("closes", endOfDay: true));
        if (closes <= opens) item.Find("closes")!.Report(Rules.WindowEmpty);
        var shuffle = (item.Find("shuffle")?.AsSequence()?.Items ?? []).Select(node => node.AsOneOf(ShuffleWords)).ToList();
        return read with
        {
            Pass = item.Integer("pass", 0, 100) ?? DefaultPass,
            PassAt = item.Find("pass")?.Location,
            Attempts = attempts,
            Wait = item.Duration("wait") ?? TimeSpan.Zero,
            TimeLimit = item.Duration("time_limit"),
            Grace = item.Duration("grace") ?? TimeSpan.Zero,
            Opens = opens,
            Closes = closes,
            Draws = Draws(item.Find("draw")),
            ShuffleQuestions = shuffle.Contains(0),
            ShuffleOptions = shuffle.Contains(1),
            // An exam keeps its answers until it is passed: who fails will sit it again.
            Review = item.OneOf("review", ReviewWords) ?? (read.Kind == ItemKind.Exam ? Review.AfterPass : Review.AfterSubmit),
        };
    }

    // draw: 10 is the short form of draw: [ { count: 10 } ], from the whole bank.
    private static List<(Draw, SourceLocation)> Draws(YamlNode? node)
    {
        var draws = new List<(Draw, SourceLocation)>();
        if (node is YamlScalar)
        {
            if (node.AsInteger(1, 1000) is { } all) draws.Add((new Draw(null, all), node.Location));
            return draws;
        }
        foreach (var entry in node?.AsSequence()?.Items ?? [])
        {
            if (entry.AsMapping() is not { } draw) continue;
            draw.Allow("tag", "count");
            var tag = draw.Text("tag");
            if (draw.Need("count")?.AsInteger(1, 1000) is { } count) draws.Add((new Draw(tag == "all" ? null : tag, count), draw.Location));
        }
        return draws;
    }

    // Lessons, exams and tasks are asked for unless course.yml says otherwise: a certificate must not be earned by a forgotten line.
    private static Completion CompletionOf(YamlMapping? completion)
    {
        completion?.Allow("lessons", "quizzes", "exams", "tasks");
        bool Asked(string key, bool otherwise) => completion?.OneOf(key, CompletionWords) ?? otherwise;
        return new Completion(Asked("lessons", true), Asked("quizzes", false), Asked("exams", true), Asked("tasks", true));
    }
}
