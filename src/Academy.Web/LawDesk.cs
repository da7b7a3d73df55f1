using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Learning.Law;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Changes of the law and the cases they open, always through the person: a case of a course is there for the course's people, the register's lawyers and admins.</summary>
public sealed class LawDesk(AcademyDb db, LawRegister register, CourseShelf shelf, DraftShelf draftShelf, CurrentAccount me, TimeProvider clock)
{
    /// <summary>How long an author has where the lawyer says nothing else.</summary>
    public const int UsualDays = 14;

    public DateOnly Today => KazakhstanTime.DayOf(clock.GetUtcNow());

    /// <summary>Where learners' courses cite the law: the current editions.</summary>
    public async Task<IReadOnlyList<CitingCourse>> CitingAsync(CancellationToken cancel) =>
        [.. (await shelf.CurrentAsync(db, cancel)).Select(edition => new CitingCourse(edition.Course, edition.Course.LawPlaces))];

    /// <summary>Marks a change and opens a case for every lesson, question and task that cites what changed, in what learners read and in what is being written.</summary>
    /// <returns>The change and how many cases it opened; null where the register is not this person's, or has no such act.</returns>
    /// <exception cref="RefusedException"><see cref="Refusal.LawChangeKnown"/>, <see cref="Refusal.RegisterNotEditable"/></exception>
    public async Task<(LawChange Change, int Cases)?> MarkAsync(ChangeNotice notice, CancellationToken cancel)
    {
        if (!await register.MayWriteAsync(cancel)) return null;

        // Compiling takes its time, so it is done before anything is locked.
        var published = (await shelf.CurrentAsync(db, cancel)).ToDictionary(edition => edition.Course.Slug, edition => edition.Course.LawPlaces, StringComparer.Ordinal);
        var drafted = new Dictionary<string, IReadOnlyList<LawPlace>>(StringComparer.Ordinal);
        foreach (var draft in await db.Drafts.AsNoTracking().Where(draft => draft.CourseSlug != CourseDraft.LibrarySlug).ToListAsync(cancel))
            drafted[draft.CourseSlug] = (await draftShelf.GetAsync(draft, cancel)).Compilation.Built?.LawPlaces ?? [];

        return await db.RetryingAsync<(LawChange, int)?>(async () =>
        {
            if (await register.OpenAsync(cancel) is not var (open, file) || LawRegister.ActsOf(file.Content!.Bytes).GetValueOrDefault(notice.ActId) is not { } act) return null;

            var now = clock.GetUtcNow();
            var change = new LawChange(notice.ActId, notice.Kind, notice.Day, notice.Articles, notice.ReplacedBy, notice.Note, notice.Source, me.Id, now);
            if (await db.LawChanges.AnyAsync(known => known.ActId == change.ActId && known.Day == change.Day && known.Kind == change.Kind
                    && known.Articles == change.Articles && known.WithdrawnAt == null, cancel))
                throw new RefusedException(Refusal.LawChangeKnown);

            db.LawChanges.Add(change);
            var owners = (await db.CourseMembers.Where(member => member.Role == CourseRole.Author && member.CourseSlug != CourseDraft.LibrarySlug).ToListAsync(cancel))
                .GroupBy(member => member.CourseSlug).ToDictionary(course => course.Key, course => (Guid?)course.MinBy(member => member.GivenAt)!.AccountId);
            var cases = published.Keys.Union(drafted.Keys).Order(StringComparer.Ordinal).SelectMany(course => LawCase.Open(
                change, course, published.GetValueOrDefault(course, []), drafted.GetValueOrDefault(course, []), owners.GetValueOrDefault(course), notice.Due, now)).ToList();
            db.LawCases.AddRange(cases);
            register.Put(open, file, notice.ActId, Amended(ActEntry.Of(act), change), now);
            db.Journal.Add(new JournalEntry(JournalAct.LawChangeMarked, $"{change.ActId} {ActEntry.Day(change.Day)} {change.Id}", me.Id, now));
            await db.SaveChangesAsync(cancel);
            return (change, cases.Count);
        });
    }

    /// <summary>A change marked by mistake, and what is still open of it.</summary>
    public Task<bool> WithdrawAsync(Guid changeId, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (!await register.MayWriteAsync(cancel) || await db.LawChanges.FirstOrDefaultAsync(change => change.Id == changeId, cancel) is not { } change) return false;

        var now = clock.GetUtcNow();
        change.Withdraw(me.Id, now);
        foreach (var one in await db.LawCases.Where(one => one.ChangeId == changeId && one.State == LawCaseState.Open).ToListAsync(cancel)) one.Withdraw(me.Id, now);
        db.Journal.Add(new JournalEntry(JournalAct.LawChangeWithdrawn, $"{change.ActId} {change.Id}", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    public async Task<IReadOnlyList<LawChange>> ChangesOfAsync(string act, CancellationToken cancel) =>
        await db.LawChanges.AsNoTracking().Where(change => change.ActId == act).OrderByDescending(change => change.At).Take(50).ToListAsync(cancel);

    /// <summary>The cases this person sees: all for admins and lawyers of the register, else those of courses in which they have a part.</summary>
    public async Task<IQueryable<LawCase>> VisibleAsync(CancellationToken cancel) => await register.MayWriteAsync(cancel)
        ? db.LawCases.AsNoTracking()
        : db.LawCases.AsNoTracking().Where(one => db.CourseMembers.Any(member => member.CourseSlug == one.CourseSlug && member.AccountId == me.Id));

    /// <summary>Mine first: those I own, and those without an owner in a course of which I am an author. Then by the day they are due.</summary>
    public IOrderedQueryable<LawCase> InOrder(IQueryable<LawCase> cases) => cases
        .OrderBy(one => one.OwnerId == me.Id ? 0
            : one.OwnerId == null && db.CourseMembers.Any(member => member.CourseSlug == one.CourseSlug && member.AccountId == me.Id && member.Role == CourseRole.Author) ? 1 : 2)
        .ThenBy(one => one.DueOn).ThenBy(one => one.CourseSlug).ThenBy(one => one.ItemPath).ThenBy(one => one.QuestionId);

    /// <summary>The cases of one page, with the names that people know.</summary>
    public async Task<IReadOnlyList<ShownCase>> ShownAsync(IReadOnlyList<LawCase> cases, CancellationToken cancel)
    {
        if (cases.Count == 0) return [];

        var changeIds = cases.Select(one => one.ChangeId).Distinct().ToList();
        var changes = await db.LawChanges.AsNoTracking().Where(change => changeIds.Contains(change.Id)).ToDictionaryAsync(change => change.Id, cancel);
        var names = await db.NamesAsync(cases.SelectMany(one => new[] { one.OwnerId, one.ClosedById }).OfType<Guid>(), cancel);
        var courses = (await shelf.CurrentAsync(db, cancel)).ToDictionary(edition => edition.Course.Slug, edition => edition.Course, StringComparer.Ordinal);
        var acts = (await register.ReadAsync(cancel)).Acts;
        return
        [
            .. cases.Select(one => new ShownCase(
                one, changes[one.ChangeId], acts.GetValueOrDefault(changes[one.ChangeId].ActId), courses.GetValueOrDefault(one.CourseSlug),
                one.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, one.ClosedById is { } closer ? names.GetValueOrDefault(closer) : null)),
        ];
    }

    public async Task<LawCase?> FindAsync(Guid id, CancellationToken cancel) => await (await VisibleAsync(cancel)).FirstOrDefaultAsync(one => one.Id == id, cancel);

    /// <summary>Whether this person may close and hand on cases of the course: its authors and lawyers, the register's lawyers, admins. Reviewers read.</summary>
    public async Task<bool> MayCloseAsync(string course, CancellationToken cancel) => await register.MayWriteAsync(cancel)
        || await db.CourseMembers.AnyAsync(member => member.CourseSlug == course && member.AccountId == me.Id && member.Role != CourseRole.Reviewer, cancel);

    /// <summary>Who may be given a case: the course's authors.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> AuthorsAsync(string course, CancellationToken cancel) =>
        [.. (await (
            from member in db.CourseMembers
            where member.CourseSlug == course && member.Role == CourseRole.Author
            join account in db.Users on member.AccountId equals account.Id
            orderby account.FullName
            select new { account.Id, account.FullName }).Take(100).ToListAsync(cancel)).Select(author => (author.Id, author.FullName))];

    /// <summary>Where the text stands: in the draft where there is one, else in what learners read.</summary>
    public async Task<IReadOnlyList<LawPlace>> PlacesAsync(LawCase one, LawChange change, CancellationToken cancel)
    {
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(stored => stored.CourseSlug == one.CourseSlug, cancel);
        var places = draft is not null
            ? (await draftShelf.GetAsync(draft, cancel)).Compilation.Built?.LawPlaces
            : (await shelf.CurrentAsync(db, one.CourseSlug, cancel))?.Course.LawPlaces;
        return [.. (places ?? []).Where(place => place.ItemPath == one.ItemPath && (place.QuestionId ?? "") == one.QuestionId && change.Touches(place))];
    }

    /// <exception cref="RefusedException"><see cref="Refusal.LawCaseClosed"/>, <see cref="Refusal.LawNoteMissing"/></exception>
    public Task<bool> ConfirmAsync(Guid id, string? note, CancellationToken cancel) => ActAsync(id, JournalAct.LawCaseConfirmed, one => one.Confirm(note, me.Id, clock.GetUtcNow()), cancel);

    /// <param name="owner">An author of the course, or nobody.</param>
    /// <exception cref="RefusedException"><see cref="Refusal.LawCaseClosed"/></exception>
    public async Task<bool> HandAsync(Guid id, Guid? owner, DateOnly due, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } found) return false;
        if (owner is { } wanted && (await AuthorsAsync(found.CourseSlug, cancel)).All(author => author.Id != wanted)) return false;
        return await ActAsync(id, JournalAct.LawCaseHanded, one => one.HandTo(owner, due), cancel);
    }

    private Task<bool> ActAsync(Guid id, JournalAct act, Action<LawCase> verb, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await FindAsync(id, cancel) is not { } found || !await MayCloseAsync(found.CourseSlug, cancel)) return false;

        verb(await db.LawCases.SingleAsync(one => one.Id == id, cancel));
        db.Journal.Add(new JournalEntry(act, id.ToString(), me.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    // The register names the newest redaction: an earlier change that is marked late does not put it back.
    private static ActEntry Amended(ActEntry entry, LawChange change) => change.Kind switch
    {
        LawChangeKind.Repealed => entry with { Repealed = ActEntry.Day(change.Day), ReplacedBy = change.ReplacedBy ?? entry.ReplacedBy },
        LawChangeKind.Amended when string.CompareOrdinal(entry.Amended, ActEntry.Day(change.Day)) < 0 => entry with { Amended = ActEntry.Day(change.Day) },
        LawChangeKind.Amended => entry,
    };
}

/// <param name="Course">What learners read.</param>
public sealed record CitingCourse(Course Course, IReadOnlyList<LawPlace> Places);

/// <summary>A change as the lawyer's form says it.</summary>
/// <param name="Articles">None for the whole act.</param>
/// <param name="Due">By when the authors should have seen to it.</param>
public sealed record ChangeNotice(
    string ActId, LawChangeKind Kind, DateOnly Day, IReadOnlyList<string> Articles, string? ReplacedBy, Bilingual Note, string Source, DateOnly Due);

/// <param name="Act">Null where the register has lost it.</param>
/// <param name="Course">What learners read; null where nothing is published.</param>
public sealed record ShownCase(LawCase Case, LawChange Change, Act? Act, Course? Course, string? Owner, string? ClosedBy)
{
    public string CourseTitle(string language) => Course?.Title.In(language) ?? Case.CourseSlug;

    public string ItemTitle(string language) => Course?.Find(Case.ItemPath)?.Title.In(language) ?? Case.ItemPath;

    /// <summary>The language the item's title is given in, or null for a path.</summary>
    public string? ItemLanguage(string language) => Course?.Find(Case.ItemPath)?.Title.LanguageFor(language);
}
