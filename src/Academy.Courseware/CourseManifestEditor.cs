using System.Globalization;

namespace Academy.Courseware;

/// <summary>
/// Changes course.yml as a careful author would: one value in its own place, everything else byte for byte as it was, comments kept. Pure:
/// every change gives another editor.
/// </summary>
public sealed class CourseManifestEditor
{
    private static readonly string[] Order = ["format", "languages", "hours", "access", "review_by", "authors", "tags", "modules", "completion", "certificate"];
    private static readonly string[] Kinds = ["lesson", "quiz", "exam", "task", "worksheet"];

    private readonly YamlText _yaml;

    private CourseManifestEditor(YamlText yaml) => _yaml = yaml;

    /// <summary>Null where the text is broken, or uses anchors or tags: then only a person can change it.</summary>
    /// <param name="text">Without a byte order mark; with whatever line ends.</param>
    public static CourseManifestEditor? Open(string text) => YamlText.Open(text) is { } yaml ? new CourseManifestEditor(yaml) : null;

    public string Text => _yaml.Text;

    /// <summary>A value of the course itself as it is written, or null.</summary>
    public string? Value(string key) => _yaml.Root.Text(key);

    public IReadOnlyList<string> List(string key) => TextsOf(_yaml.Root.Find(key));

    /// <summary>What <c>completion</c> says of lessons, quizzes, exams or tasks, or null.</summary>
    public string? Completion(string key) => (_yaml.Root.Find("completion") as MappingSpan)?.Text(key);

    public IReadOnlyList<ManifestModuleText> Modules => [.. ModuleSpans().Select(ModuleOf)];

    public ManifestModuleText? Module(string slug) => Modules.FirstOrDefault(module => module.Slug == slug);

    public ManifestItemText? Item(string path) => Modules.SelectMany(module => module.Items).FirstOrDefault(item => item.Path == path);

    /// <summary>Sets a value of the course, or takes its key away.</summary>
    public CourseManifestEditor Set(string key, string? value) => With(SetIn(_yaml, _yaml.Root, key, value, Order));

    public CourseManifestEditor SetList(string key, IReadOnlyList<string> values)
    {
        if (List(key).SequenceEqual(values) && (values.Count > 0 || _yaml.Root.Entry(key) is null)) return this;
        return With(values.Count == 0 ? _yaml.Remove(_yaml.Root, key) : _yaml.SetTexts(_yaml.Root, key, values, Order));
    }

    public CourseManifestEditor SetCompletion(string key, string value)
    {
        if (_yaml.Root.Find("completion") is MappingSpan completion) return With(SetIn(_yaml, completion, key, value, []));
        return With(_yaml.Set(_yaml.Root, "completion", $"{{ {key}: {value} }}", Order));
    }

    /// <summary>A new module with one item in it: without one it would be an error.</summary>
    public CourseManifestEditor AddModule(string slug, IEnumerable<KeyValuePair<string, string>> title, ManifestItemText first)
    {
        var (titles, item) = (Titles(title), Flow(first));
        return With(_yaml.InsertItem(_yaml.Root, "modules", int.MaxValue,
            [$"- slug: {slug}", $"  title: {titles}", "  items:", $"    - {item}"], $"{{ slug: {slug}, title: {titles}, items: [{item}] }}"));
    }

    public CourseManifestEditor RenameModule(string slug, IEnumerable<KeyValuePair<string, string>> title)
    {
        var changed = this;
        foreach (var (language, text) in title)
        {
            var module = changed.Span(slug);
            changed = changed.With(module.Find("title") is MappingSpan titles
                ? SetIn(changed._yaml, titles, language, text, [])
                : changed._yaml.Set(module, "title", Titles([new(language, text)]), []));
        }
        return changed;
    }

    public CourseManifestEditor RemoveModule(string slug) => With(_yaml.RemoveItem(_yaml.Root, "modules", IndexOf(slug)));

    /// <param name="index">Its place afterwards; past the end is the end.</param>
    public CourseManifestEditor MoveModule(string slug, int index)
    {
        var from = IndexOf(slug);
        if (Math.Clamp(index, 0, ListOf(_yaml.Root, "modules").Count - 1) == from) return this;
        var (rest, lines, flow) = _yaml.TakeItem(_yaml.Root, "modules", from);
        return With(rest.InsertItem(rest.Root, "modules", Math.Max(0, index), lines, flow));
    }

    /// <param name="index">Among the module's items; past the end is the end.</param>
    public CourseManifestEditor AddItem(string module, ManifestItemText item, int index = int.MaxValue) =>
        With(_yaml.InsertItem(Span(module), "items", index, ["- " + Flow(item)], Flow(item)));

    public CourseManifestEditor RemoveItem(string path)
    {
        var (module, index) = Locate(path);
        return With(_yaml.RemoveItem(module, "items", index));
    }

    /// <summary>Moves an item within its module or into another.</summary>
    public CourseManifestEditor MoveItem(string path, string toModule, int index)
    {
        var (module, from) = Locate(path);
        if (module.Text("slug") == toModule && Math.Clamp(index, 0, ListOf(module, "items").Count - 1) == from) return this;
        var (rest, lines, flow) = _yaml.TakeItem(module, "items", from);
        var without = With(rest);
        return With(rest.InsertItem(without.Span(toModule), "items", Math.Max(0, index), lines, flow));
    }

    public CourseManifestEditor ChangeSlug(string path, string slug)
    {
        var (module, index) = Locate(path);
        return With(ListOf(module, "items")[index] switch
        {
            MappingSpan item => _yaml.SetScalar(item.Find(KindOf(item))!, slug),
            var scalar => _yaml.SetScalar(scalar, slug),
        });
    }

    /// <summary>Sets one of an item's own settings (pass, attempts, wait …), or takes it away.</summary>
    public CourseManifestEditor SetItem(string path, string key, string? value)
    {
        var (module, index) = Locate(path);
        return ListOf(module, "items")[index] is MappingSpan item ? With(SetIn(_yaml, item, key, value, [])) : this;
    }

    public CourseManifestEditor SetShuffle(string path, IReadOnlyList<string> what)
    {
        var (module, index) = Locate(path);
        if (ListOf(module, "items")[index] is not MappingSpan item || TextsOf(item.Find("shuffle")).SequenceEqual(what)) return this;
        return With(what.Count == 0 ? _yaml.Remove(item, "shuffle") : _yaml.SetTexts(item, "shuffle", what, []));
    }

    public CourseManifestEditor SetDraws(string path, IReadOnlyList<ManifestDrawText> draws)
    {
        var (module, index) = Locate(path);
        if (ListOf(module, "items")[index] is not MappingSpan item || DrawsOf(item.Find("draw")).SequenceEqual(draws)) return this;
        return With(draws.Count == 0 ? _yaml.Remove(item, "draw") : _yaml.Set(item, "draw", Flow(draws), []));
    }

    private static YamlText SetIn(YamlText yaml, MappingSpan mapping, string key, string? value, IReadOnlyList<string> order)
    {
        if (value is null) return yaml.Remove(mapping, key);
        return mapping.Find(key) is { } there ? yaml.SetScalar(there, value) : yaml.Set(mapping, key, YamlText.Scalar(value), order);
    }

    private CourseManifestEditor With(YamlText yaml) => yaml.Text == Text ? this : new(yaml);

    private IEnumerable<MappingSpan> ModuleSpans() => ListOf(_yaml.Root, "modules").OfType<MappingSpan>();

    private static IReadOnlyList<YamlSpan> ListOf(MappingSpan mapping, string key) => mapping.Find(key) is SequenceSpan list ? list.Items : [];

    private int IndexOf(string slug) => ListOf(_yaml.Root, "modules").Index().First(one => one.Item is MappingSpan module && module.Text("slug") == slug).Index;

    private MappingSpan Span(string slug) => ModuleSpans().First(module => module.Text("slug") == slug);

    private (MappingSpan Module, int Index) Locate(string path)
    {
        foreach (var module in ModuleSpans())
            foreach (var (index, item) in ListOf(module, "items").Index())
                if (ItemOf(module.Text("slug") ?? "", item) is { } read && read.Path == path)
                    return (module, index);
        throw new ArgumentException($"There is no item {path}.", nameof(path));
    }

    private static ManifestModuleText ModuleOf(MappingSpan module)
    {
        var slug = module.Text("slug") ?? "";
        return new ManifestModuleText(
            slug,
            module.Find("title") is MappingSpan titles ? titles.Entries.Where(entry => entry.Value is ScalarSpan).ToDictionary(entry => entry.Key.Text, entry => ((ScalarSpan)entry.Value).Text) : new Dictionary<string, string>(),
            [.. ListOf(module, "items").Select(item => ItemOf(slug, item)).OfType<ManifestItemText>()]);
    }

    private static string KindOf(MappingSpan item) => Kinds.FirstOrDefault(kind => item.Find(kind) is ScalarSpan) ?? "";

    private static ManifestItemText? ItemOf(string module, YamlSpan span)
    {
        if (span is ScalarSpan lesson) return new ManifestItemText(module, "lesson", lesson.Text);
        if (span is not MappingSpan item || KindOf(item) is not { Length: > 0 } kind) return null;
        return new ManifestItemText(module, kind, item.Text(kind)!)
        {
            Settings = item.Entries.Where(entry => entry.Key.Text != kind && entry.Key.Text != "draw" && entry.Value is ScalarSpan).ToDictionary(entry => entry.Key.Text, entry => ((ScalarSpan)entry.Value).Text),
            Shuffle = TextsOf(item.Find("shuffle")),
            Draws = DrawsOf(item.Find("draw")),
        };
    }

    private static IReadOnlyList<string> TextsOf(YamlSpan? list) => list is SequenceSpan texts ? [.. texts.Items.OfType<ScalarSpan>().Select(text => text.Text)] : [];

    private static IReadOnlyList<ManifestDrawText> DrawsOf(YamlSpan? draw) => draw switch
    {
        ScalarSpan all => [new ManifestDrawText(null, all.Text)],
        SequenceSpan list => [.. list.Items.OfType<MappingSpan>().Select(one => new ManifestDrawText(one.Text("tag"), one.Text("count") ?? ""))],
        _ => [],
    };

    private static string Titles(IEnumerable<KeyValuePair<string, string>> title) =>
        $"{{ {string.Join(", ", title.Select(said => $"{said.Key}: {YamlText.Scalar(said.Value)}"))} }}";

    private static string Flow(IReadOnlyList<ManifestDrawText> draws) => draws is [{ Tag: null } all]
        ? YamlText.Scalar(all.Count)
        : $"[ {string.Join(", ", draws.Select(draw => draw.Tag is null ? $"{{ count: {YamlText.Scalar(draw.Count)} }}" : $"{{ tag: {YamlText.Scalar(draw.Tag)}, count: {YamlText.Scalar(draw.Count)} }}"))} ]";

    private static string Flow(ManifestItemText item)
    {
        if (item is { Kind: "lesson", Settings.Count: 0 }) return item.Slug;
        var written = new List<string> { $"{item.Kind}: {item.Slug}" };
        written.AddRange(item.Settings.Select(setting => $"{setting.Key}: {YamlText.Scalar(setting.Value)}"));
        if (item.Draws.Count > 0) written.Add($"draw: {Flow(item.Draws)}");
        if (item.Shuffle.Count > 0) written.Add($"shuffle: [{string.Join(", ", item.Shuffle)}]");
        return $"{{ {string.Join(", ", written)} }}";
    }
}

/// <summary>A module as course.yml writes it.</summary>
public sealed record ManifestModuleText(string Slug, IReadOnlyDictionary<string, string> Title, IReadOnlyList<ManifestItemText> Items);

/// <summary>An item as course.yml writes it: values as their author wrote them, right or wrong.</summary>
/// <param name="Kind">lesson, quiz, exam, task or worksheet.</param>
public sealed record ManifestItemText(string Module, string Kind, string Slug)
{
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Module}/{Slug}");

    /// <summary>Those of one value: pass, attempts, wait, time_limit, grace, opens, closes, review, points, markers.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Shuffle { get; init; } = [];
    public IReadOnlyList<ManifestDrawText> Draws { get; init; } = [];

    /// <summary>What its files are.</summary>
    public FileKind FileKind => Kind switch
    {
        "quiz" or "exam" => FileKind.Quiz,
        "task" => FileKind.Task,
        "worksheet" => FileKind.Worksheet,
        _ => FileKind.Lesson,
    };

    /// <summary>The files that it must have.</summary>
    public IEnumerable<string> Files(IEnumerable<string> languages) =>
        FileKind == FileKind.Worksheet ? [ItemFile.Path(FileKind, Path, "")] : languages.Select(language => ItemFile.Path(FileKind, Path, language));
}

/// <param name="Tag">Null for the whole bank.</param>
public sealed record ManifestDrawText(string? Tag, string Count);
