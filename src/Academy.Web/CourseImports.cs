using System.Text.Json;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Courses in and out of the site. What comes in is compiled first: a course with an error gives a report and no edition, and the last good one stays.</summary>
public sealed class CourseImports(AcademyDb db, CourseShelf shelf, LawWatch law, TimeProvider clock, ILogger<CourseImports> log)
{
    /// <summary>Takes in every course of a folder or package.</summary>
    /// <param name="name">Of the folder or file: the slug of a course that stands at its root.</param>
    /// <param name="by">Null for the site itself and for commands.</param>
    /// <param name="except">Courses that are left as they are.</param>
    public async Task<ImportOutcome> ImportAsync(SourceReading reading, string name, Guid? by, bool publish, CancellationToken cancel, IReadOnlyCollection<string>? except = null)
    {
        // A package is taken whole or not at all; a folder keeps what could be read, so one course's bad file is not the others' fault.
        if (reading.Source.Files.Count == 0) return new ImportOutcome([], reading.Diagnostics);

        var layout = ContentLayout.Of(reading.Source, name);
        var shared = await ReadLibraryAsync(layout.Library, cancel);
        IReadOnlyList<Diagnostic> common = [.. reading.Diagnostics, .. layout.Diagnostics, .. shared.Diagnostics];
        if (shared.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return new ImportOutcome([], common);

        var courses = new List<ImportedCourse>();
        foreach (var (slug, source) in layout.Courses.Where(course => except?.Contains(course.Key) != true).OrderBy(course => course.Key, StringComparer.Ordinal))
            courses.Add(await ImportAsync(slug, source, shared.Library, [.. FaultsOf(slug)], by, publish, cancel));
        return new ImportOutcome(courses, common);

        IEnumerable<Diagnostic> FaultsOf(string slug) => reading.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error
            && (layout.Courses.Count == 1 || diagnostic.Location.File.Contains($"courses/{slug}/", StringComparison.Ordinal)));
    }

    public async Task PublishAsync(Edition edition, Guid? by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        edition.Publish(by, now);
        db.Journal.Add(new JournalEntry(JournalAct.EditionPublished, SubjectOf(edition), by, now));
        await law.CloseReworkedAsync(edition, (await shelf.WrittenAsync(edition.Id)).Course, by, now, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The stored bytes of an edition, as they came in.</summary>
    public async Task<CourseSource> ExportAsync(Guid editionId, CancellationToken cancel)
    {
        var package = await db.EditionPackages.SingleAsync(stored => stored.EditionId == editionId, cancel);
        return CourseSource.FromStored(package.Bytes);
    }

    /// <param name="faults">Of its files, found before it was compiled: with one the course is refused, whatever else stands.</param>
    private Task<ImportedCourse> ImportAsync(
        string slug, CourseSource source, Library library, IReadOnlyList<Diagnostic> faults, Guid? by, bool publish, CancellationToken cancel)
    {
        var compiled = CourseCompiler.Compile(source, slug, library);
        var compilation = faults.Count == 0 ? compiled : new Compilation(null, [.. faults, .. compiled.Diagnostics]);
        foreach (var diagnostic in compilation.Diagnostics.Where(d => d.Severity == Severity.Error))
            log.LogWarning("Course {Course} was not taken in: {Diagnostic}", slug, diagnostic);

        // Two people may bring the same course at the same moment: the unique index lets one through, the other reads again.
        return db.RetryingAsync(async () =>
        {
            var now = clock.GetUtcNow();
            var edition = compilation.Course is { } course ? await FindOrAddAsync(course, source, library, by, now, cancel) : null;
            if (edition is { IsPublished: false } && publish)
            {
                edition.Publish(by, now);
                db.Journal.Add(new JournalEntry(JournalAct.EditionPublished, SubjectOf(edition), by, now));
                await law.CloseReworkedAsync(edition, compilation.Course!, by, now, cancel);
            }
            db.ImportReports.Add(new ImportReport(
                slug, StoredDiagnostic.Write(compilation.Diagnostics),
                compilation.Diagnostics.Count(d => d.Severity == Severity.Error), compilation.Diagnostics.Count(d => d.Severity == Severity.Warning),
                edition?.Id, by, now));
            await db.SaveChangesAsync(cancel);
            return new ImportedCourse(slug, edition, compilation.Diagnostics);
        });
    }

    /// <summary>The edition of exactly these bytes: a new one, or the one that there is. The caller saves.</summary>
    public async Task<Edition> FindOrAddAsync(Course course, CourseSource source, Library library, Guid? by, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.Editions.FirstOrDefaultAsync(edition => edition.CourseSlug == course.Slug && edition.Hash == course.Hash, cancel);
        if (known is not null) return known;

        var last = await db.Editions.Where(edition => edition.CourseSlug == course.Slug).MaxAsync(edition => (int?)edition.Number, cancel);
        var edition = new Edition(course, await KeepAsync(library, now, cancel), (last ?? 0) + 1, by, now);
        db.Editions.Add(edition);
        db.EditionPackages.Add(new EditionPackage(edition.Id, source.ToZip()));
        db.Journal.Add(new JournalEntry(JournalAct.EditionImported, SubjectOf(edition), by, now));
        return edition;
    }

    private async Task<string> KeepAsync(Library library, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = ContentHash.Of(CourseSource.Empty, library.Source);
        if (db.LibraryPackages.Local.All(kept => kept.Hash != hash) && !await db.LibraryPackages.AnyAsync(kept => kept.Hash == hash, cancel))
            db.LibraryPackages.Add(new LibraryPackage(hash, library.Source.ToZip(), now));
        return hash;
    }

    // A course that comes alone is held against the register and glossary that the site had last. What was found in them then
    // is not found in this package.
    private async Task<LibraryReading> ReadLibraryAsync(CourseSource brought, CancellationToken cancel)
    {
        if (brought.Files.Count > 0) return LibraryReader.Read(brought);

        var last = await db.LibraryPackages.NewestFirst().Select(kept => kept.Bytes).FirstOrDefaultAsync(cancel);
        return last is null ? new LibraryReading(Library.Empty, []) : LibraryReader.Read(CourseSource.FromStored(last)) with { Diagnostics = [] };
    }

    private static string SubjectOf(Edition edition) => $"{edition.CourseSlug} {edition.Number}";
}

/// <param name="Diagnostics">Of the package and of what courses share; each course has its own.</param>
public sealed record ImportOutcome(IReadOnlyList<ImportedCourse> Courses, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool Succeeded =>
        Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error) && Courses.All(course => course.Edition is not null);
}

/// <param name="Edition">The new edition, or the one with the same bytes; null where an error refused it.</param>
public sealed record ImportedCourse(string Slug, Edition? Edition, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Diagnostics as data: stored by code and arguments, so that each reader reads them in their own language.</summary>
public sealed record StoredDiagnostic(string Code, bool IsError, string File, int Line, int Column, string[] Arguments)
{
    public static string Write(IEnumerable<Diagnostic> diagnostics) => JsonSerializer.Serialize(diagnostics.Select(Of));

    public static IReadOnlyList<StoredDiagnostic> Read(string json) => JsonSerializer.Deserialize<StoredDiagnostic[]>(json) ?? [];

    public static StoredDiagnostic Of(Diagnostic diagnostic) => new(
        diagnostic.Code, diagnostic.Severity == Severity.Error,
        diagnostic.Location.File, diagnostic.Location.Line, diagnostic.Location.Column, [.. diagnostic.Arguments]);

    public string Message(string language) =>
        new Diagnostic(new Rule(Code, IsError ? Severity.Error : Severity.Warning), new SourceLocation(File, Line, Column), Arguments).Message(language);
}
