namespace Academy.Courseware;

/// <summary>What reading the shared files gave. The library holds what could be read, so that one wrong line does not make every citation wrong.</summary>
public sealed record LibraryReading(Library Library, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads what courses share: <c>law.yml</c>, <c>glossary.yml</c>, <c>programmes/*.yml</c>. A file that is not there is an empty one.</summary>
public static class LibraryReader
{
    public const string LawFile = "law.yml";
    public const string GlossaryFile = "glossary.yml";
    public const string ProgrammeFolder = "programmes/";

    private const int Format = 1;
    private const int LongestPattern = 100;

    private static readonly string[] Primary = [Languages.Kazakh, Languages.Russian];

    public static LibraryReading Read(CourseSource source)
    {
        var diagnostics = new List<Diagnostic>();
        var files = source.Files.Where(file => IsLibraryFile(file.Key)).ToList();
        var library = new Library
        {
            Acts = source.Files.TryGetValue(LawFile, out var law) ? Acts(law, diagnostics) : Library.Empty.Acts,
            Terms = source.Files.TryGetValue(GlossaryFile, out var glossary) ? Terms(glossary, diagnostics) : [],
            Programmes = [.. files.Where(file => IsProgramme(file.Key)).Select(file => Programme(file.Key, file.Value, diagnostics)).OfType<Programme>()],
            Source = new CourseSource(files),
        };
        return new LibraryReading(library, diagnostics);
    }

    internal static bool IsLibraryFile(string path) => path is LawFile or GlossaryFile || IsProgramme(path);

    private static bool IsProgramme(string path) =>
        path.StartsWith(ProgrammeFolder, StringComparison.Ordinal) && path.EndsWith(".yml", StringComparison.Ordinal)
        && !path.AsSpan(ProgrammeFolder.Length).Contains('/');

    private static Dictionary<string, Act> Acts(ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        var acts = new Dictionary<string, Act>(StringComparer.Ordinal);
        if (Root(LawFile, bytes, diagnostics, "format", "acts")?.Need("acts")?.AsMapping() is not { } listed) return acts;

        foreach (var entry in listed.Entries)
            if (entry.Key.AsSlug() is { } id && entry.Value.AsMapping() is { } act)
                acts[id] = Act(id, act);

        foreach (var entry in listed.Entries)
            if (acts.TryGetValue(entry.Key.Text, out var act) && act.ReplacedBy is { } next && (next == act.Id || !acts.ContainsKey(next)))
                ((YamlMapping)entry.Value).Find("replaced_by")?.Report(Rules.ActReplacedByUnknown, next);
        return acts;
    }

    private static Act Act(string id, YamlMapping act)
    {
        act.Allow("title", "kind", "short", "number", "adopted", "amended", "repealed", "replaced_by", "url");
        var title = act.Need("title")?.AsTranslated(Primary) ?? Said(id);
        var read = new Act
        {
            Id = id,
            Title = title,
            Kind = act.Need("kind")?.AsTranslated(Primary) ?? title,
            Short = act.Need("short")?.AsTranslated(Primary) ?? title,
            Number = act.Text("number"),
            Adopted = act.Date("adopted"),
            Amended = act.Date("amended"),
            Repealed = act.Date("repealed"),
            ReplacedBy = act.Slug("replaced_by"),
            Address = act.Find("url") is { } address ? Address(address) : null,
        };
        if (read.Amended < read.Adopted) act.Find("amended")!.Report(Rules.DatesOutOfOrder, "amended", "adopted");
        if (read.Repealed < read.Adopted) act.Find("repealed")!.Report(Rules.DatesOutOfOrder, "repealed", "adopted");
        return read;
    }

    private static Uri? Address(YamlNode node)
    {
        if (node.AsText() is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps) return address;
        node.Report(Rules.NotHttps, text);
        return null;
    }

    private static List<Term> Terms(ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        if (Root(GlossaryFile, bytes, diagnostics, "format", "terms")?.Need("terms")?.AsSequence() is not { } listed) return [];

        var inOrder = new List<Term>();
        foreach (var item in listed.Items)
        {
            if (item.AsMapping() is not { } written || Term(written) is not { } term) continue;

            if (terms.TryAdd(term.Id, term)) inOrder.Add(term);
            else written.Find("id")!.Report(Rules.ListedTwice, term.Id);
        }
        return inOrder;
    }

    private static Term? Term(YamlMapping term)
    {
        term.Allow(["id", .. Languages.All, "definition", "match"]);
        var id = term.Need("id")?.AsSlug();
        var names = new List<KeyValuePair<string, string>>();
        foreach (var language in Languages.All)
            if ((Primary.Contains(language) ? term.Need(language) : term.Find(language))?.AsText() is { } said)
                names.Add(new(language, said));
        if (id is null || names.Count == 0) return null;

        var name = new Translated<string>(names);
        return new Term(id, name, term.Translated("definition", Primary)) { Match = Patterns(term.Mapping("match"), name) };
    }

    // A term without patterns is looked for by its name as it stands.
    private static Dictionary<string, IReadOnlyList<string>> Patterns(YamlMapping? match, Translated<string> name)
    {
        var patterns = name.Languages.ToDictionary(language => language, language => (IReadOnlyList<string>)[name.In(language)], StringComparer.Ordinal);
        foreach (var entry in match?.Entries ?? [])
        {
            if (!Languages.All.Contains(entry.Key.Text))
                entry.Key.Report(Rules.UnknownLanguage, entry.Key.Text, string.Join(", ", Languages.All));
            else if (entry.Value.AsSequence() is { } listed)
                patterns[entry.Key.Text] = [.. listed.Items.Select(Pattern).OfType<string>()];
        }
        return patterns;
    }

    private static string? Pattern(YamlNode node)
    {
        if (node.AsText() is not { } pattern) return null;
        // A star closes a word's stem. Alone, or inside a word, it would match nearly everything.
        var words = pattern.Split(' ');
        if (pattern.Length <= LongestPattern && words.All(word => word.TrimEnd('*') is { Length: > 1 } stem && !stem.Contains('*') && word.Length - stem.Length <= 1))
            return pattern;
        node.Report(Rules.BadPattern, pattern);
        return null;
    }

    private static Programme? Programme(string file, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        var slug = file[ProgrammeFolder.Length..^".yml".Length];
        if (!Slug.IsValid(slug))
        {
            diagnostics.Add(Rules.NotASlug.At(file, 0, 0, slug));
            return null;
        }
        if (Root(file, bytes, diagnostics, "format", "title", "description", "courses", "hours", "certificate") is not { } root) return null;

        var title = root.Need("title")?.AsTranslated(Primary);
        var hours = root.Need("hours")?.AsInteger(1, 10_000);
        var courses = Courses(root.Need("courses")?.AsSequence());
        if (title is null || hours is null) return null;

        return new Programme
        {
            Slug = slug,
            Title = title,
            Description = root.Translated("description", Primary),
            Courses = courses,
            Hours = hours.Value,
            Certificate = root.Mapping("certificate") is { } certificate ? CertificateWords(certificate) : null,
        };
    }

    private static List<string> Courses(YamlSequence? listed)
    {
        var courses = new List<string>();
        foreach (var item in listed?.Items ?? [])
        {
            if (item.AsSlug() is not { } course) continue;
            if (courses.Contains(course)) item.Report(Rules.ListedTwice, course);
            else courses.Add(course);
        }
        return courses;
    }

    private static CertificateWords? CertificateWords(YamlMapping certificate)
    {
        certificate.Allow("organisation", "city");
        var organisation = certificate.Need("organisation")?.AsTranslated(Primary);
        var city = certificate.Need("city")?.AsTranslated(Primary);
        return organisation is null || city is null ? null : new CertificateWords(organisation, city);
    }

    private static YamlMapping? Root(string file, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics, params string[] keys)
    {
        if (Yaml.Read(file, bytes, diagnostics) is not { } root) return null;

        root.Allow(keys);
        root.CheckFormat(Format);
        return root;
    }

    private static Translated<string> Said(string text) => new([new(Languages.Kazakh, text)]);
}
