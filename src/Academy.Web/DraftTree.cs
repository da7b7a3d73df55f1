using Academy.Courseware;
using Academy.Learning.Drafts;

namespace Academy.Web;

/// <summary>A course's files as its author finds them: by module and item, one row for all languages of an item.</summary>
public sealed record DraftTree(IReadOnlyList<TreeGroup> Groups)
{
    /// <summary>The languages that the course is written in, as far as can be told.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <param name="open">The file that is open: rows lead to files in its language, where there are such.</param>
    public static DraftTree Of(CourseDraft draft, Compilation compilation, string open)
    {
        var built = compilation.Built;
        var files = draft.Files.Where(file => !file.IsRemoved).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var named = files.Select(file => (file.Path, Item: ItemFile.Of(file.Path))).ToList();
        var languages = built?.Languages ?? [.. named.Select(file => file.Item?.Language).OfType<string>().Where(language => language.Length > 0).Distinct()];
        var language = ItemFile.Of(open) is { Language.Length: > 0 } current ? current.Language : PageLanguage.Current;
        var errors = compilation.Diagnostics.Where(found => found.Severity == Severity.Error).ToLookup(found => found.Location.File);
        var order = (built?.Items ?? []).Select((item, at) => (item.Path, at)).ToDictionary(item => item.Path, item => item.at, StringComparer.Ordinal);

        var rows = named.Where(file => file.Item is not null).GroupBy(file => file.Item!.Item)
            .Select(item => (Item: item.Key, Row: Row(item.Key, [.. item.Select(file => (file.Path, file.Item!))])))
            .OrderBy(row => order.GetValueOrDefault(row.Item, int.MaxValue)).ToList();
        var groups = new List<TreeGroup>
        {
            new(null, null, [.. rows.Where(row => row.Item.Length == 0).Select(row => row.Row),
                .. named.Where(file => file.Item is null && !file.Path.StartsWith("media/", StringComparison.Ordinal)).Select(file => Plain(file.Path, "i-list", size: null))]),
        };
        var slugs = (built?.Modules ?? []).Select(module => module.Slug).Concat(rows.Where(row => row.Item.Length > 0).Select(row => row.Item.Split('/')[0]).Order(StringComparer.Ordinal)).Distinct();
        foreach (var slug in slugs)
            groups.Add(new TreeGroup(built?.Modules.FirstOrDefault(module => module.Slug == slug)?.Title, slug,
                [.. rows.Where(row => row.Item.StartsWith($"{slug}/", StringComparison.Ordinal)).Select(row => row.Row)]));
        groups.Add(new TreeGroup(null, "media", [.. files.Where(file => file.Path.StartsWith("media/", StringComparison.Ordinal)).Select(file => Plain(file.Path, "i-eye", file.Size))]));
        return new DraftTree([.. groups.Where(group => group.Rows.Count > 0)]) { Languages = languages };

        TreeRow Row(string item, IReadOnlyList<(string Path, ItemFile File)> spoken)
        {
            var shown = spoken.FirstOrDefault(file => file.File.Language == language) is { Path: not null } own ? own : spoken[0];
            var isForAll = shown.File.Kind == FileKind.Worksheet;
            return new TreeRow(
                shown.Path,
                item.Length == 0 ? built?.Title : built?.Find(item)?.Title, item.Length == 0 ? "about" : item.Split('/')[^1],
                shown.File.Kind switch { FileKind.Quiz => "i-pen", FileKind.Task or FileKind.Worksheet => "i-list", _ => "i-doc" },
                spoken.Sum(file => errors[file.Path].Count()),
                isForAll ? [] : [.. languages.Except(spoken.Select(file => file.File.Language))],
                spoken.Any(file => file.Path == open), null);
        }

        TreeRow Plain(string path, string icon, int? size) => new(path, null, path.Split('/')[^1], icon, errors[path].Count(), [], path == open, size);
    }

    /// <summary>The first text to open: the first lesson, or what there is.</summary>
    public string? First => Groups.Where(group => group.Slug is not (null or "media")).SelectMany(group => group.Rows).Concat(Groups.SelectMany(group => group.Rows)).FirstOrDefault()?.Path;
}

/// <param name="Title">Of a module; null where its slug is all that is known.</param>
/// <param name="Slug">Null for the course's own files, <c>media</c> for pictures.</param>
public sealed record TreeGroup(Translated<string>? Title, string? Slug, IReadOnlyList<TreeRow> Rows);

/// <param name="Path">The file that the row opens.</param>
/// <param name="Errors">In the files of all its languages.</param>
/// <param name="Missing">Languages in which it is not written.</param>
/// <param name="Size">Of a picture, in bytes.</param>
public sealed record TreeRow(string Path, Translated<string>? Title, string Name, string Icon, int Errors, IReadOnlyList<string> Missing, bool IsOpen, int? Size);
