using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// The structure of a course that is being written: what course.yml names and the files that belong to it change in one save, so that no
/// half of it can be lost. Always through the person, as <see cref="DraftDesk"/> is.
/// </summary>
public sealed class OutlineDesk(AcademyDb db, DraftDesk drafts, CourseShelf shelf, CurrentAccount me, TimeProvider clock)
{
    public const string Manifest = "course.yml";

    // Of the revisions written in the same moment, one is the last that still had what was removed.
    private const int MostLookedBack = 5;

    /// <summary>The paths of what learners of the newest edition read and sit: their progress hangs on them.</summary>
    public async Task<IReadOnlySet<string>> PublishedAsync(string course, CancellationToken cancel) =>
        await shelf.CurrentAsync(db, course, cancel) is { } edition ? edition.Course.Items.Select(item => item.Path).ToHashSet() : new HashSet<string>();

    /// <summary>Changes course.yml and files together. The act may run again where somebody saved at the same moment.</summary>
    /// <returns>Null where the draft is not there for this person, or not to be written.</returns>
    public Task<OutlineChange?> ChangeAsync(string course, Func<OutlineChange, Task> act, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(course, cancel) is not { } open || await drafts.FindFileAsync(open, Manifest, cancel) is not { } file) return null;

        var bytes = file.Content!.Bytes;
        var change = new OutlineChange(db, open.Draft, ManifestOf(bytes), await PublishedAsync(course, cancel), me.Id, clock.GetUtcNow());
        await act(change);
        open.Draft.Save(file, DraftText.ToBytes(change.Manifest.Text, bytes), me.Id, change.Now);
        await db.SaveChangesAsync(cancel);
        return change;
    });

    /// <summary>Settings of a form: laid upon the text that the form was made from, then merged with what others have saved since.</summary>
    /// <param name="number">The revision of course.yml that the form showed.</param>
    public async Task<FileSaving?> EditAsync(string course, int number, Func<CourseManifestEditor, CourseManifestEditor> edit, CancellationToken cancel)
    {
        if (await drafts.FindToWriteAsync(course, cancel) is not { } open || open.Draft.Find(Manifest) is not { } file) return null;
        if (await db.ReadRevisionAsync(file.Id, number, cancel) is not { } shown) return null;

        db.ChangeTracker.Clear();
        return await drafts.SaveAsync(course, Manifest, number, edit(ManifestOf(shown)).Text, cancel);
    }

    /// <summary>Undoes removals: the files come back, and course.yml names again what it named before, at its place.</summary>
    public Task<OutlineChange?> BringBackAsync(string course, IReadOnlyList<string> items, CancellationToken cancel) => ChangeAsync(course, async change =>
    {
        foreach (var item in items)
        {
            var files = change.Draft.Files.Where(file => file.IsRemoved && ItemFile.Of(file.Path)?.Item == item).GroupBy(file => file.Path).Select(same => same.MaxBy(file => file.RemovedAt)!).ToList();
            if (files.Count == 0) continue;

            var before = await BeforeAsync(change.Draft.Find(Manifest)!, files.Max(file => file.RemovedAt)!.Value, item, cancel);
            foreach (var file in files) change.Draft.BringBack(file, me.Id, change.Now);
            if (change.Manifest.Item(item) is null) change.NameAgain(item, before, items);
        }
    }, cancel);

    // What course.yml said last while it still had the item.
    private async Task<CourseManifestEditor?> BeforeAsync(DraftFile manifest, DateTimeOffset removed, string item, CancellationToken cancel)
    {
        var numbers = await db.FileRevisions.Where(revision => revision.FileId == manifest.Id && revision.At <= removed)
            .OrderByDescending(revision => revision.Number).Select(revision => revision.Number).Take(MostLookedBack).ToListAsync(cancel);
        foreach (var number in numbers)
            if (await db.ReadRevisionAsync(manifest.Id, number, cancel) is { } bytes && CourseManifestEditor.Open(DraftText.ForEditor(bytes)) is { } then && then.Item(item) is not null)
                return then;
        return null;
    }

    private static CourseManifestEditor ManifestOf(byte[] bytes)
    {
        var text = DraftText.ForEditor(bytes);
        // What is no UTF-8 would be changed by reading it.
        return DraftText.ToBytes(text, bytes).AsSpan().SequenceEqual(bytes) && CourseManifestEditor.Open(text) is { } editor ? editor : throw new RefusedException(Refusal.ManifestByHand);
    }
}

/// <summary>One change of a course's structure, before it is saved.</summary>
public sealed class OutlineChange(AcademyDb db, CourseDraft draft, CourseManifestEditor manifest, IReadOnlySet<string> published, Guid by, DateTimeOffset now)
{
    public CourseDraft Draft => draft;
    public CourseManifestEditor Manifest { get; set; } = manifest;
    public DateTimeOffset Now => now;

    /// <summary>The languages that every item has a text in.</summary>
    public IReadOnlyList<string> Languages => [.. Manifest.List("languages").Where(Courseware.Languages.All.Contains)];

    /// <summary>A new item at the end of a module, with a small whole text in every language.</summary>
    public void AddItem(ManifestItemText item, Translated<string> title)
    {
        foreach (var (path, bytes) in CourseSkeleton.Item(item, title)) draft.Add(path, bytes, by, now);
        Manifest = Manifest.AddItem(item.Module, item);
    }

    /// <summary>A new module, with a first lesson of the same title: an empty module would be an error.</summary>
    public void AddModule(string slug, Translated<string> title)
    {
        var first = new ManifestItemText(slug, "lesson", slug);
        foreach (var (path, bytes) in CourseSkeleton.Item(first, title)) draft.Add(path, bytes, by, now);
        Manifest = Manifest.AddModule(slug, title.Languages.Select(language => KeyValuePair.Create(language, title.In(language))), first);
    }

    public void RemoveItem(string path)
    {
        foreach (var file in FilesOf(path)) draft.Remove(file, by, now);
        Manifest = Manifest.RemoveItem(path);
    }

    public void RemoveModule(string slug)
    {
        foreach (var item in Manifest.Module(slug)!.Items)
            foreach (var file in FilesOf(item.Path)) draft.Remove(file, by, now);
        Manifest = Manifest.RemoveModule(slug);
    }

    /// <summary>Its files and every link to it go along.</summary>
    /// <exception cref="RefusedException"><see cref="Refusal.ItemPublished"/>: learners' progress is kept under its name.</exception>
    public async Task ChangeSlugAsync(string path, string slug)
    {
        var item = Manifest.Item(path)!;
        if (slug == item.Slug) return;
        await RenameAsync(path, $"{item.Module}/{slug}");
        Manifest = Manifest.ChangeSlug(path, slug);
    }

    /// <summary>Into another module its name changes, since the module is part of it.</summary>
    /// <exception cref="RefusedException"><see cref="Refusal.ItemPublished"/></exception>
    public async Task MoveItemAsync(string path, string toModule, int index)
    {
        var item = Manifest.Item(path)!;
        if (item.Module != toModule) await RenameAsync(path, $"{toModule}/{item.Slug}");
        Manifest = Manifest.MoveItem(path, toModule, index);
    }

    /// <summary>An item that was removed, as an earlier course.yml named it and where it stood then.</summary>
    /// <param name="before">Null where no earlier one is known: then a lesson at the end.</param>
    /// <param name="together">All that come back in the same save: a whole module comes back as it was written.</param>
    internal void NameAgain(string path, CourseManifestEditor? before, IReadOnlyList<string> together)
    {
        var (module, slug) = (path[..path.IndexOf('/')], path[(path.IndexOf('/') + 1)..]);
        var item = before?.Item(path) ?? new ManifestItemText(module, "lesson", slug);
        var place = before?.Module(module)?.Items.Index().Where(one => one.Item.Path == path).Select(one => one.Index).DefaultIfEmpty(int.MaxValue).First() ?? int.MaxValue;
        var isWhole = before?.Module(module) is { } whole && whole.Items.All(one => together.Contains(one.Path)) && before.RemoveModule(module).Text == Manifest.Text;
        if (isWhole) Manifest = before!;
        else if (Manifest.Module(module) is null) Manifest = Manifest.AddModule(module, before?.Module(module)?.Title ?? Languages.ToDictionary(language => language, _ => module), item);
        else if (before is not null && before.RemoveItem(path).Text == Manifest.Text) Manifest = before;
        else Manifest = Manifest.AddItem(module, item, place);
    }

    /// <summary>Other words in every text: an address that is no longer right.</summary>
    public async Task ReplaceInTextsAsync(Regex what, string with)
    {
        var texts = draft.Files.Where(file => !file.IsRemoved && file.Path.EndsWith(".md", StringComparison.Ordinal)).ToDictionary(file => file.Id);
        await db.Set<DraftContent>().Where(content => db.DraftFiles.Any(file => file.Id == content.FileId && file.DraftId == draft.Id && file.RemovedAt == null && file.Path.EndsWith(".md"))).LoadAsync();
        foreach (var file in texts.Values)
        {
            var text = DraftText.ForEditor(file.Content!.Bytes);
            var replaced = what.Replace(text, with.Replace("$", "$$", StringComparison.Ordinal));
            if (replaced != text) draft.Save(file, DraftText.ToBytes(replaced, file.Content.Bytes), by, now);
        }
    }

    /// <summary>A line at the end of a text, as a paragraph of its own.</summary>
    public async Task AppendAsync(string path, string line)
    {
        if (draft.Find(path) is not { } file) return;
        await LoadAsync(file);
        var text = DraftText.ForEditor(file.Content!.Bytes);
        draft.Save(file, DraftText.ToBytes($"{text.TrimEnd('\n')}\n\n{line}\n", file.Content.Bytes), by, now);
    }

    /// <summary>Brings its newest bytes: a list of files has none.</summary>
    public Task LoadAsync(DraftFile file) => db.Entry(file).Reference(stored => stored.Content).LoadAsync();

    public IEnumerable<DraftFile> FilesOf(string path) => draft.Files.Where(file => !file.IsRemoved && ItemFile.Of(file.Path)?.Item == path).ToList();

    private async Task RenameAsync(string path, string other)
    {
        if (published.Contains(path)) throw new RefusedException(Refusal.ItemPublished, path);
        if (Manifest.Item(other) is not null) throw new RefusedException(Refusal.FileExists, other);

        foreach (var file in FilesOf(path)) draft.Rename(file, other + file.Path[path.Length..], by, now);
        await ReplaceInTextsAsync(new Regex($@"\blesson:{Regex.Escape(path)}(?![a-z0-9-])", RegexOptions.CultureInvariant), $"lesson:{other}");
    }
}
