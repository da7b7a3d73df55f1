using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>A course in its languages: what is missing, what is older than its original since which change, and one text beside the other. Through the person, as <see cref="DraftDesk"/> finds the draft.</summary>
public sealed class LanguageDesk(AcademyDb db, DraftDesk drafts, DraftShelf shelf, CurrentAccount me, TimeProvider clock)
{
    /// <summary>The languages of the course, the primary one first.</summary>
    public async Task<IReadOnlyList<string>> LanguagesAsync(OpenDraft open, CancellationToken cancel) => LanguagesOf(open, (await shelf.GetAsync(open.Draft, cancel)).Compilation);

    /// <summary>Every text of the course in every language but that of the originals, in the order of the course.</summary>
    public async Task<IReadOnlyList<TranslatedItem>> ListAsync(OpenDraft open, string original, CancellationToken cancel)
    {
        var compilation = (await shelf.GetAsync(open.Draft, cancel)).Compilation;
        var languages = LanguagesOf(open, compilation);
        var standing = await StandingAsync(open, cancel);
        var places = (compilation.Built?.Items ?? []).Select((item, place) => (item.Path, place)).ToDictionary(one => one.Path, one => one.place);
        var items = new List<TranslatedItem>();
        foreach (var files in Texts(open).GroupBy(text => (text.Name.Kind, text.Name.Item)).Select(same => same.ToDictionary(text => text.Name.Language, text => text.File)))
        {
            var name = ItemFile.Of(files.Values.First().Path)!;
            var first = files.GetValueOrDefault(original);
            items.Add(new TranslatedItem(name, TitleOf(compilation, name), first,
                [.. languages.Where(language => language != original).Select(language => State(standing, first, files.GetValueOrDefault(language), language))]));
        }
        return [.. items.OrderBy(item => item.Name.Kind == FileKind.About ? -1 : places.GetValueOrDefault(item.Name.Item, int.MaxValue)).ThenBy(item => item.Name.Item, StringComparer.Ordinal)];
    }

    /// <summary>For those that are older: the steps of the original since then. Two questions to the database for all of them.</summary>
    public async Task<IReadOnlyDictionary<TranslationState, ChangesOfOriginal>> ChangesAsync(IReadOnlyList<TranslationState> states, CancellationToken cancel)
    {
        var older = states.Where(state => state.Stand == TranslationStand.Older).ToList();
        var ids = older.Select(state => state.Original!.Id).Distinct().ToList();
        var steps = (await db.FileRevisions.Where(revision => ids.Contains(revision.FileId) && revision.Kind == RevisionKind.Saved)
            .OrderBy(revision => revision.Number).Select(revision => new { revision.FileId, revision.Number, revision.At, revision.ById }).ToListAsync(cancel)).ToLookup(step => step.FileId);
        var names = await db.NamesAsync(steps.SelectMany(file => file).Select(step => step.ById).OfType<Guid>(), cancel);
        return older.ToDictionary(state => state, state =>
        {
            var own = steps[state.Original!.Id];
            var matched = state.MatchedNumber ?? own.TakeWhile(step => step.At <= state.SavedAt).LastOrDefault()?.Number ?? 0;
            var since = own.Where(step => step.Number > matched).ToList();
            return new ChangesOfOriginal(matched, since.Count, since[0].At, since[0].ById is { } by ? names.GetValueOrDefault(by) : null);
        });
    }

    /// <summary>One text in two languages, as it is stored.</summary>
    /// <param name="item"><c>about</c> or <c>module/item</c>.</param>
    /// <returns>Null where the course has no such text in any language, or not these languages.</returns>
    public async Task<TwoTexts?> FindAsync(OpenDraft open, string item, string original, string language, CancellationToken cancel)
    {
        var compilation = (await shelf.GetAsync(open.Draft, cancel)).Compilation;
        var languages = LanguagesOf(open, compilation);
        if (original == language || !languages.Contains(original) || !languages.Contains(language)) return null;
        if (Texts(open).Where(text => AddressOf(text.Name) == item).Select(text => text.Name).FirstOrDefault() is not { } name) return null;

        var left = await drafts.FindFileAsync(open, name.In(original), cancel);
        var right = await drafts.FindFileAsync(open, name.In(language), cancel);
        var state = State(await StandingAsync(open, cancel), left, right, language);
        var changes = (await ChangesAsync([state], cancel)).GetValueOrDefault(state);
        var earlier = changes is { Matched: > 0 } ? await db.ReadRevisionAsync(left!.Id, changes.Matched, cancel) : null;
        return new TwoTexts(open, name, TitleOf(compilation, name), original, language, languages, left, right, state, changes)
        {
            EarlierLeft = changes is null ? null : earlier is null ? "" : DraftText.ForEditor(earlier),
            Diagnostics = [.. compilation.Diagnostics.Where(found => found.Location.File == name.In(original) || found.Location.File == name.In(language))],
        };
    }

    /// <summary>The text of a file as it was at the revision that somebody has before them; empty where it has none.</summary>
    public async Task<string?> ReadAsync(DraftFile? file, int number, CancellationToken cancel)
    {
        if (number == 0) return "";
        return file is not null && await db.ReadRevisionAsync(file.Id, number, cancel) is { } bytes ? DraftText.ForEditor(bytes) : null;
    }

    /// <summary>Saves one side: by the rules of <see cref="DraftDesk.SaveAsync"/>, or as a new file where there was none.</summary>
    /// <param name="baseNumber">The revision that the text was made from; 0 where there was none.</param>
    public async Task<FileSaving?> SaveAsync(string course, string path, int baseNumber, string text, CancellationToken cancel)
    {
        if (baseNumber == 0 && await AddAsync(course, path, text, cancel) is { } added) return added;
        db.ChangeTracker.Clear();
        return await drafts.SaveAsync(course, path, baseNumber, text, cancel, besideEditor: true);
    }

    /// <summary>This person has both texts before them and says that they say the same; each is the other's match from now on.</summary>
    /// <param name="numbers">The revisions they saw. Whatever somebody saves afterwards is a change since.</param>
    public Task<bool> MarkAsync(string course, string left, string right, (int Left, int Right) numbers, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(course, cancel) is not { } open || open.Draft.Find(left) is not { } one || open.Draft.Find(right) is not { } other) return false;
        // A number that the file never had would stand for no text.
        if (numbers.Left > one.Number || numbers.Right > other.Number) return false;

        await PutMarkAsync(other.Id, one.Id, numbers.Left, me.Id, cancel);
        await PutMarkAsync(one.Id, other.Id, numbers.Right, me.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>
    /// A translation that is saved without a word about its original stays as old as it was: by the times of the last changes alone a
    /// mended letter would make it look new.
    /// </summary>
    public Task<bool> KeepOlderAsync(TwoTexts before, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (before is not { Left: { } left, Right: { } right, Changes: { } changes, State.MatchedNumber: null }) return false;
        if (await db.TranslationMarks.AnyAsync(mark => mark.FileId == right.Id && mark.OriginalId == left.Id, cancel)) return false;

        // Revision 0, an original that came later than its translation, is told by a number before all.
        db.TranslationMarks.Add(new TranslationMark(right.Id, left.Id, changes.Matched, by: null, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>For a time the translation may be missing or older.</summary>
    public Task<bool> WaiveAsync(string course, TwoTexts texts, string? reason, DateOnly until, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(course, cancel) is null || texts.Left is not { } original) return false;

        var now = clock.GetUtcNow();
        var waiver = new TranslationWaiver(original.Id, texts.Language, reason, until, me.Id, now);
        foreach (var earlier in await OfAsync(original.Id, texts.Language, cancel)) earlier.Withdraw(me.Id, now);
        db.TranslationWaivers.Add(waiver);
        db.Journal.Add(new JournalEntry(JournalAct.TranslationWaived, $"{course} {original.Path} {texts.Language}", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    public Task<bool> WithdrawAsync(string course, TwoTexts texts, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(course, cancel) is null || texts.Left is not { } original) return false;

        var now = clock.GetUtcNow();
        var waivers = await OfAsync(original.Id, texts.Language, cancel);
        foreach (var waiver in waivers) waiver.Withdraw(me.Id, now);
        if (waivers.Count > 0) db.Journal.Add(new JournalEntry(JournalAct.TranslationWaiverWithdrawn, $"{course} {original.Path} {texts.Language}", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary><c>about</c> or <c>module/item</c>: how a text is named in an address.</summary>
    public static string AddressOf(ItemFile name) => name.Kind == FileKind.About ? "about" : name.Item;

    private Task<List<TranslationWaiver>> OfAsync(Guid originalId, string language, CancellationToken cancel) =>
        db.TranslationWaivers.Where(waiver => waiver.OriginalId == originalId && waiver.Language == language && waiver.WithdrawnAt == null).ToListAsync(cancel);

    private Task<FileSaving?> AddAsync(string course, string path, string text, CancellationToken cancel) => db.RetryingAsync<FileSaving?>(async () =>
    {
        // Somebody else has made it meanwhile: then it is a saving like any other.
        if (await drafts.FindToWriteAsync(course, cancel) is not { } open || open.Draft.Find(path) is not null) return null;

        var bytes = DraftText.ToBytes(text, []);
        if (bytes.Length > Courseware.Limits.TextBytes) throw new RefusedException(Refusal.DraftTooLong);
        var file = open.Draft.Add(path, bytes, me.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return new FileSaving(file.Number, null, null);
    });

    private async Task PutMarkAsync(Guid fileId, Guid originalId, int number, Guid by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.TranslationMarks.FindAsync([fileId, originalId], cancel) is { } known) known.Renew(number, by, now);
        else db.TranslationMarks.Add(new TranslationMark(fileId, originalId, number, by, now));
    }

    private static IReadOnlyList<string> LanguagesOf(OpenDraft open, Compilation compilation) => compilation.Built?.Languages
        // Where course.yml cannot be read: those that there are texts in.
        ?? [.. Languages.All.Where(language => Texts(open).Any(text => text.Name.Language == language))];

    // A worksheet holds all languages itself, and the compiler asks for each.
    private static IEnumerable<(ItemFile Name, DraftFile File)> Texts(OpenDraft open) =>
        from file in open.Draft.Files
        where !file.IsRemoved
        let name = ItemFile.Of(file.Path)
        where name is { Kind: not FileKind.Worksheet }
        orderby file.Path
        select (name, file);

    private static Translated<string>? TitleOf(Compilation compilation, ItemFile name) =>
        name.Kind == FileKind.About ? compilation.Built?.Title : compilation.Built?.Items.FirstOrDefault(item => item.Path == name.Item)?.Title;

    private TranslationState State(Standing standing, DraftFile? original, DraftFile? translation, string language)
    {
        if (original is null) return new TranslationState(language, null, translation, translation is null ? TranslationStand.Missing : TranslationStand.UpToDate, null, null, null);

        var mark = translation is null ? null : standing.Marks.GetValueOrDefault((translation.Id, original.Id));
        var (first, second) = (new SavedText(original, standing.SavedAt[original.Id]), translation is null ? null : new SavedText(translation, standing.SavedAt[translation.Id]));
        var waiver = standing.Waivers[(original.Id, language)].FirstOrDefault();
        return new TranslationState(language, original, translation, Translation.Of(first, second, mark?.Sha256), mark?.Number, second?.At, waiver) { IsWaived = waiver?.Waiver.Holds(clock.GetUtcNow()) == true };
    }

    private async Task<Standing> StandingAsync(OpenDraft open, CancellationToken cancel)
    {
        var files = db.DraftFiles.Where(file => file.DraftId == open.Draft.Id);
        var savedAt = await db.FileRevisions.Where(revision => revision.Kind == RevisionKind.Saved && files.Any(file => file.Id == revision.FileId && file.RemovedAt == null))
            .GroupBy(revision => revision.FileId).Select(file => new { Id = file.Key, At = file.Max(revision => revision.At) }).ToDictionaryAsync(one => one.Id, one => one.At, cancel);
        var marks = await (
            from mark in db.TranslationMarks
            where files.Any(file => file.Id == mark.FileId)
            from revision in db.FileRevisions.Where(revision => revision.FileId == mark.OriginalId && revision.Number == mark.OriginalNumber).DefaultIfEmpty()
            select new { mark.FileId, mark.OriginalId, mark.OriginalNumber, Sha256 = revision == null ? "" : revision.Sha256 }).ToListAsync(cancel);
        var waivers = await (
            from waiver in db.TranslationWaivers
            where waiver.WithdrawnAt == null && files.Any(file => file.Id == waiver.OriginalId)
            join account in db.Users on waiver.ById equals account.Id
            orderby waiver.At descending
            select new GivenWaiver(waiver, account.FullName)).AsNoTracking().ToListAsync(cancel);
        return new Standing(savedAt, marks.ToDictionary(mark => (mark.FileId, mark.OriginalId), mark => new Marked(mark.OriginalNumber, mark.Sha256)),
            waivers.ToLookup(one => (one.Waiver.OriginalId, one.Waiver.Language)));
    }

    private sealed record Marked(int Number, string Sha256);

    private sealed record Standing(
        IReadOnlyDictionary<Guid, DateTimeOffset> SavedAt, IReadOnlyDictionary<(Guid File, Guid Original), Marked> Marks, ILookup<(Guid Original, string Language), GivenWaiver> Waivers);
}

/// <param name="By">The name of who answers for it.</param>
public sealed record GivenWaiver(TranslationWaiver Waiver, string By);

/// <summary>One text of the course and how its translations stand.</summary>
/// <param name="Name">Of any of its files.</param>
/// <param name="Title">Null where it cannot be read in any language.</param>
/// <param name="Original">Null where the language of the originals lacks it.</param>
public sealed record TranslatedItem(ItemFile Name, Translated<string>? Title, DraftFile? Original, IReadOnlyList<TranslationState> States)
{
    public string Address => LanguageDesk.AddressOf(Name);

    /// <summary>Something is to be done, and nobody has put it off.</summary>
    public bool IsOpen => Original is null || States.Any(state => state.IsOpen);
}

/// <summary>One translation beside its original.</summary>
/// <param name="MatchedNumber">The original's revision of its mark; null without a mark.</param>
/// <param name="SavedAt">When the translation's text was last another.</param>
/// <param name="Waiver">The newest that was not withdrawn, also after its end.</param>
public sealed record TranslationState(
    string Language, DraftFile? Original, DraftFile? File, TranslationStand Stand, int? MatchedNumber, DateTimeOffset? SavedAt, GivenWaiver? Waiver)
{
    public bool IsWaived { get; init; }

    public bool IsOpen => Stand != TranslationStand.UpToDate && !IsWaived;
}

/// <summary>What was done to an original since its translation matched it.</summary>
/// <param name="Matched">The revision that the translation matched; 0 where it was there before the original.</param>
/// <param name="Steps">Savings since.</param>
/// <param name="At">Of the first of them.</param>
/// <param name="By">Who made it; null where the site did.</param>
public sealed record ChangesOfOriginal(int Matched, int Steps, DateTimeOffset At, string? By);

/// <summary>One text in two languages.</summary>
/// <param name="Name">Of either file, for its kind and item.</param>
/// <param name="Left">With its bytes; null where there is none. The same for the right.</param>
/// <param name="Changes">Null where the right one is not older.</param>
public sealed record TwoTexts(
    OpenDraft Open, ItemFile Name, Translated<string>? Title, string Original, string Language, IReadOnlyList<string> Languages,
    DraftFile? Left, DraftFile? Right, TranslationState State, ChangesOfOriginal? Changes)
{
    public string LeftPath => Name.In(Original);
    public string RightPath => Name.In(Language);
    public string LeftText => Left is null ? "" : DraftText.ForEditor(Left.Content!.Bytes);
    public string RightText => Right is null ? "" : DraftText.ForEditor(Right.Content!.Bytes);

    /// <summary>The left text as the right one matched it; null where nothing has changed.</summary>
    public string? EarlierLeft { get; init; }

    /// <summary>What the compiler says of either.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
