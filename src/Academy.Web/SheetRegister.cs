using System.Runtime.CompilerServices;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Academy.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Which of the worksheets that were handed in.</summary>
/// <param name="Place">Everything inside it; null for everywhere.</param>
/// <param name="State">Null for all that was ever handed in.</param>
public sealed record SheetFilter(Place? Place, WorkState? State);

/// <summary>One worksheet as it was handed in last.</summary>
public sealed record SheetRow(Guid WorkId, string Name, string? Position, WorkState State, DateTimeOffset SubmittedAt, DateTimeOffset? AcceptedAt, string? PlaceCode, string Body)
{
    public WorksheetAnswers Answers => field ??= WorksheetAnswers.FromJson(Body);

    public Place? Place => Places.Standard.Find(PlaceCode);
}

/// <summary>A worksheet of a course, and how many lie where.</summary>
public sealed record SheetCount(Course Course, Worksheet Sheet, int Waiting, int Returned, int Accepted);

/// <summary>One to review.</summary>
public sealed record SheetReview(Course Course, Worksheet Sheet, Work Work, WorkVersion Version, string Name, string? Position, Guid AccountId, IReadOnlyDictionary<string, string> Comments)
{
    public WorksheetAnswers Answers { get; } = WorksheetAnswers.FromJson(Version.Body);
}

/// <summary>The worksheets of all learners as data: lists, one to accept or return, and the files that go out.</summary>
public sealed class SheetRegister(AcademyDb db, CourseShelf shelf, SheetWords words, Texts texts, When when, TimeProvider clock)
{
    /// <summary>Every worksheet of the published courses.</summary>
    public async Task<IReadOnlyList<SheetCount>> AllAsync(CancellationToken cancel)
    {
        var counts = await (
            from work in db.Works
            join enrolment in db.Enrolments on work.EnrolmentId equals enrolment.Id
            where work.SubmittedAt != null && enrolment.EndedAt == null
            group work by new { enrolment.CourseSlug, work.ItemPath, work.State } into same
            select new { same.Key, Count = same.Count() }).ToListAsync(cancel);
        return
        [
            .. from edition in await shelf.CurrentAsync(db, cancel)
               from sheet in edition.Course.Items.OfType<Worksheet>()
               select new SheetCount(edition.Course, sheet, In(edition.Course, sheet, WorkState.Submitted), In(edition.Course, sheet, WorkState.Returned), In(edition.Course, sheet, WorkState.Accepted)),
        ];

        int In(Course course, Worksheet sheet, WorkState state) =>
            counts.Where(one => one.Key.CourseSlug == course.Slug && one.Key.ItemPath == sheet.Path && one.Key.State == state).Sum(one => one.Count);
    }

    /// <summary>A worksheet as it stands in the newest edition; its fields name the answers of every edition, since ids never change.</summary>
    public async Task<(Course Course, Worksheet Sheet)?> FindAsync(string course, string itemPath, CancellationToken cancel) =>
        await shelf.CurrentAsync(db, course, cancel) is { } edition && edition.Course.Find(itemPath) is Worksheet sheet ? (edition.Course, sheet) : null;

    public Task<int> CountAsync(string course, string itemPath, SheetFilter filter, CancellationToken cancel) =>
        HandedIn(course, itemPath, filter).CountAsync(cancel);

    /// <summary>The oldest first: in that order they are to be reviewed.</summary>
    public Task<List<SheetRow>> PageAsync(string course, string itemPath, SheetFilter filter, int skip, int take, CancellationToken cancel) =>
        Rows(course, itemPath, filter).Skip(skip).Take(take).ToListAsync(cancel);

    /// <summary>Through the enrolment of its learner; null where there is none, or it was never handed in.</summary>
    public async Task<SheetReview?> OpenAsync(Guid workId, CancellationToken cancel)
    {
        var found = await (
            from work in db.Works
            join enrolment in db.Enrolments on work.EnrolmentId equals enrolment.Id
            join account in db.Users on enrolment.AccountId equals account.Id
            where work.Id == workId && work.SubmittedAt != null && enrolment.EndedAt == null
            select new { work.ItemPath, enrolment.AccountId, enrolment.CourseSlug, enrolment.EditionId, account.FullName, account.Position }).FirstOrDefaultAsync(cancel);
        if (found is null) return null;

        var course = await shelf.CourseAsync(found.EditionId);
        if (course.Find(found.ItemPath) is not Worksheet sheet) return null;
        if ((await db.FindEnrolmentWithWorkAsync(found.AccountId, found.CourseSlug, found.ItemPath, withVersions: true, cancel))?.WorkFor(sheet) is not { Newest: { } newest } theirs) return null;

        var comments = await db.SheetComments.AsNoTracking().Where(comment => comment.WorkId == workId && comment.Number == newest.Number)
            .ToDictionaryAsync(comment => comment.FieldId, comment => comment.Text, cancel);
        return new SheetReview(course, sheet, theirs, newest, found.FullName, found.Position, found.AccountId, comments);
    }

    /// <summary>Accepts the version that was looked at. False where it does not exist.</summary>
    public Task<bool> AcceptAsync(Guid workId, int version, Guid by, CancellationToken cancel) => AnswerAsync(workId, version, by, (review, enrolment, now) =>
    {
        enrolment.Accept(review.Work, points: null, now);
        enrolment.CompleteIfEarned(review.Course, now);
        db.Journal.Add(new JournalEntry(JournalAct.WorksheetAccepted, workId.ToString(), by, now));
        db.Notes.Add(new Note(review.AccountId, NoteKind.WorkMarked, review.Course.Slug, review.Sheet.Path, now));
    }, cancel);

    /// <summary>Gives the version that was looked at back, with a word to the whole and to fields. False where it does not exist.</summary>
    public Task<bool> ReturnAsync(Guid workId, int version, string? comment, IReadOnlyDictionary<string, string> toFields, Guid by, CancellationToken cancel) =>
        AnswerAsync(workId, version, by, (review, _, now) =>
        {
            if (toFields.Values.Any(text => text.Length > SheetComment.Longest)) throw new RefusedException(Refusal.CommentTooLong);

            // Where fields have comments of their own, the whole needs none.
            var said = toFields.Where(pair => review.Sheet.Find(pair.Key) is not null && !string.IsNullOrWhiteSpace(pair.Value)).ToList();
            review.Work.Return(string.IsNullOrWhiteSpace(comment) && said.Count > 0 ? texts["Sheets.SeeFields"] : comment, by, now);
            foreach (var (field, text) in said) db.SheetComments.Add(new SheetComment(workId, version, field, PlainText.Clean(text).Trim()));
            db.Journal.Add(new JournalEntry(JournalAct.WorksheetReturned, workId.ToString(), by, now));
            db.Notes.Add(new Note(review.AccountId, NoteKind.WorkReturned, review.Course.Slug, review.Sheet.Path, now));
        }, cancel);

    private Task<bool> AnswerAsync(Guid workId, int version, Guid by, Action<SheetReview, Enrolment, DateTimeOffset> act, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await OpenAsync(workId, cancel) is not { } review) return false;
        if (review.AccountId == by) throw new RefusedException(Refusal.OwnWork);
        if (review.Work.State != WorkState.Submitted) throw new RefusedException(Refusal.WorkNotSubmitted);
        if (review.Version.Number != version) throw new RefusedException(Refusal.WorkChangedElsewhere);

        act(review, db.Enrolments.Local.Single(enrolment => enrolment.Id == review.Work.EnrolmentId), clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>All that a filter finds, as a book: a sheet of the answers, and one for each table, whose rows name the work they belong to.</summary>
    public async Task WriteXlsxAsync(Stream stream, string course, Worksheet sheet, SheetFilter filter, CancellationToken cancel) =>
        await XlsxExport.WriteAsync(stream, [MainSheet(course, sheet, filter), .. sheet.Fields.Where(field => field.Kind == FieldKind.Table).Select(table => TableSheet(course, sheet, table, filter))], cancel);

    /// <param name="table">A table of the worksheet; null for the other answers.</param>
    public Task WriteCsvAsync(Stream stream, string course, Worksheet sheet, Field? table, SheetFilter filter, CancellationToken cancel) =>
        CsvExport.WriteAsync(stream, table is null ? MainSheet(course, sheet, filter) : TableSheet(course, sheet, table, filter), cancel);

    /// <summary>Who took data away, and of which worksheet, is remembered before it goes.</summary>
    public async Task NoteExportAsync(string course, Worksheet sheet, Guid by, CancellationToken cancel)
    {
        db.Journal.Add(new JournalEntry(JournalAct.WorksheetsExported, $"{course}/{sheet.Path}", by, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }

    private ExportSheet MainSheet(string course, Worksheet sheet, SheetFilter filter)
    {
        var fields = sheet.Fields;
        string[] headers =
        [
            texts["Sheets.Key"], texts["Sheets.Learner"], texts["Sheets.Position"], texts["Sheets.Region"], texts["Sheets.District"], texts["Sheets.PlaceCode"],
            texts["Sheets.State"], texts["Sheets.SubmittedOn"], texts["Sheets.AcceptedOn"],
            .. fields.Select(SheetWords.LabelWithUnit),
        ];
        return new ExportSheet(sheet.Title.In(PageLanguage.Current), headers, Read());

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Read([EnumeratorCancellation] CancellationToken cancel = default)
        {
            await foreach (var row in Rows(course, sheet.Path, filter).AsAsyncEnumerable().WithCancellation(cancel))
            {
                var values = sheet.Values(row.Answers, Places.Standard);
                yield return [.. WhoAndWhere(row), StateName(row.State), Day(row.SubmittedAt), Day(row.AcceptedAt), .. fields.Select(field => CellOf(values.GetValueOrDefault(field.Id)))];
            }
        }
    }

    private ExportSheet TableSheet(string course, Worksheet sheet, Field table, SheetFilter filter)
    {
        string[] headers =
        [
            texts["Sheets.Key"], texts["Sheets.Learner"], texts["Sheets.Position"], texts["Sheets.Region"], texts["Sheets.District"], texts["Sheets.PlaceCode"], texts["Sheets.RowNumber"],
            .. table.Columns.Select(SheetWords.LabelWithUnit),
        ];
        return new ExportSheet(table.Label.In(PageLanguage.Current), headers, Read());

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Read([EnumeratorCancellation] CancellationToken cancel = default)
        {
            await foreach (var row in Rows(course, sheet.Path, filter).AsAsyncEnumerable().WithCancellation(cancel))
            {
                if (sheet.Values(row.Answers, Places.Standard).GetValueOrDefault(table.Id) is not TableValue filled) continue;
                foreach (var (place, values) in filled.Rows.Index())
                    yield return [.. WhoAndWhere(row), (decimal)(place + 1), .. table.Columns.Select(column => CellOf(values.GetValueOrDefault(column.Id)))];
            }
        }
    }

    private static IEnumerable<ExportCell> WhoAndWhere(SheetRow row)
    {
        var chain = row.Place is { } place ? Places.Standard.Chain(place) : [];
        return [row.WorkId.ToString(), row.Name, row.Position, NameAt(0), NameAt(1), row.PlaceCode];

        string? NameAt(int level) => level < chain.Count ? chain[level].Name.In(PageLanguage.Current) : null;
    }

    private ExportCell CellOf(FieldValue? value) => value switch
    {
        NumberValue number => number.Number,
        DateValue date => (DateOnly?)date.Day,
        TableValue table => (decimal)table.Rows.Count,
        null => ExportCell.Empty,
        _ => words.Show(value),
    };

    private static ExportCell Day(DateTimeOffset? moment) => moment is { } at ? (DateOnly?)KazakhstanTime.DayOf(at) : null;

    public string StateName(WorkState state) => texts[$"Sheets.State.{state}"];

    public string DayOf(DateTimeOffset moment) => when.ShortDate(moment);

    /// <summary>Every passport begun within a place, as it counts, with its learner's name; read one after another.</summary>
    public async IAsyncEnumerable<(PassportRow Row, string Name)> PassportsAsync(string course, Worksheet sheet, Place? within, [EnumeratorCancellation] CancellationToken cancel)
    {
        var prefix = within?.Prefix ?? "";
        var begun =
            from work in db.Works.AsNoTracking()
            join enrolment in db.Enrolments on work.EnrolmentId equals enrolment.Id
            join account in db.Users on enrolment.AccountId equals account.Id
            join noted in db.SheetPlaces on work.Id equals noted.WorkId into places
            from place in places.DefaultIfEmpty()
            where enrolment.CourseSlug == course && enrolment.EndedAt == null && work.ItemPath == sheet.Path
            where prefix == "" || (place.HandedIn ?? place.Draft)!.StartsWith(prefix)
            orderby work.Id
            select new
            {
                work.Id, work.State, work.SubmittedAt, account.FullName, Code = place.HandedIn ?? place.Draft,
                Body = work.State == WorkState.Submitted || work.State == WorkState.Accepted
                    ? db.Set<WorkVersion>().Where(version => version.WorkId == work.Id).OrderByDescending(version => version.Number).Select(version => version.Body).FirstOrDefault() : null,
            };
        await foreach (var one in begun.AsAsyncEnumerable().WithCancellation(cancel))
            yield return (PassportRow.Of(one.Id, one.Code, one.State, one.SubmittedAt is not null, sheet, WorksheetAnswers.FromJson(one.Body), Places.Standard), one.FullName);
    }

    /// <summary>People in the course who have not begun their passport: where their village lies is not known yet.</summary>
    public Task<int> NotBegunAsync(string course, Worksheet sheet, CancellationToken cancel) =>
        db.Enrolments.CountAsync(enrolment => enrolment.CourseSlug == course && enrolment.EndedAt == null && !enrolment.Works.Any(work => work.ItemPath == sheet.Path), cancel);

    private IQueryable<Work> HandedIn(string course, string itemPath, SheetFilter filter)
    {
        var works = from work in db.Works.AsNoTracking()
                    join enrolment in db.Enrolments on work.EnrolmentId equals enrolment.Id
                    where enrolment.CourseSlug == course && enrolment.EndedAt == null && work.ItemPath == itemPath && work.SubmittedAt != null
                    select work;
        if (filter.State is { } state) works = works.Where(work => work.State == state);
        if (filter.Place is not { } within) return works;

        var prefix = within.Prefix;
        return works.Where(work => db.SheetPlaces.Any(place => place.WorkId == work.Id && place.HandedIn!.StartsWith(prefix)));
    }

    private IQueryable<SheetRow> Rows(string course, string itemPath, SheetFilter filter) =>
        from work in HandedIn(course, itemPath, filter)
        join enrolment in db.Enrolments on work.EnrolmentId equals enrolment.Id
        join account in db.Users on enrolment.AccountId equals account.Id
        join noted in db.SheetPlaces on work.Id equals noted.WorkId into places
        from place in places.DefaultIfEmpty()
        orderby work.SubmittedAt, work.Id
        select new SheetRow(
            work.Id, account.FullName, account.Position, work.State, work.SubmittedAt!.Value, work.AcceptedAt, place.HandedIn,
            db.Set<WorkVersion>().Where(version => version.WorkId == work.Id).OrderByDescending(version => version.Number).Select(version => version.Body).First());
}
