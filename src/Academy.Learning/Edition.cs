using Academy.Courseware;

namespace Academy.Learning;

/// <summary>A snapshot of a course: the bytes as they were handed in, by hash. A published edition never changes, so nothing changes under a learner.</summary>
public sealed class Edition
{
    private Edition() { }

    public Edition(Course course, string libraryHash, int number, Guid? importedBy, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        CourseSlug = course.Slug;
        Hash = course.Hash;
        LibraryHash = libraryHash;
        Number = number;
        ImportedAt = now;
        ImportedById = importedBy;
    }

    public Guid Id { get; private set; }
    public string CourseSlug { get; private set; } = "";

    /// <summary>1, 2, 3 … within the course.</summary>
    public int Number { get; private set; }

    /// <summary>The compiler's identity of course and library together, see <see cref="Course.Hash"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Which law register and glossary it was compiled with: later changes there must not reach it.</summary>
    public string LibraryHash { get; private set; } = "";

    public DateTimeOffset ImportedAt { get; private set; }

    /// <summary>Null where the site itself brought it in at its first start.</summary>
    public Guid? ImportedById { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedById { get; private set; }

    /// <summary>The edition of which this one is the same course with corrected words; null for a new edition.</summary>
    public Guid? CorrectsId { get; private set; }

    public int Revision { get; private set; }

    public bool IsPublished => PublishedAt is not null;

    public bool IsCorrection => CorrectsId is not null;

    public Refusal? WhyNotPublish() => IsPublished ? Refusal.EditionAlreadyPublished : null;

    public void Publish(Guid? by, DateTimeOffset now)
    {
        if (WhyNotPublish() is { } refusal) throw new RefusedException(refusal);

        PublishedAt = now;
        PublishedById = by;
        Revision++;
    }

    /// <summary>Publishes it as a correction. What may be one, <see cref="CourseComparison"/> says.</summary>
    public void PublishAsCorrectionOf(Edition corrected, Guid? by, DateTimeOffset now)
    {
        Publish(by, now);
        CorrectsId = corrected.Id;
        corrected.Revision++;
    }

    // A ruling and a correction of one edition never overtake each other: the correction takes over the rulings that stand.
    internal void RuledOn() => Revision++;
}

/// <summary>How a draft goes out.</summary>
public enum PublicationKind
{
    /// <summary>Misprints and the like: nothing that grades or counts is another. It reaches everybody who learns in the edition that it corrects.</summary>
    Correction,

    /// <summary>Who has begun the one before stays in it, and may move by a press.</summary>
    NewEdition,
}

/// <summary>What a published edition changed, in the words of who published it.</summary>
public sealed class PublicationNote
{
    public const int Longest = 1000;

    private PublicationNote() { }

    private PublicationNote(Guid editionId, string kk, string ru, string? en) => (EditionId, Kk, Ru, En) = (editionId, kk, ru, en);

    public Guid EditionId { get; private set; }
    public string Kk { get; private set; } = "";
    public string Ru { get; private set; } = "";

    /// <summary>Null where nobody wrote one: readers of English get the Russian one.</summary>
    public string? En { get; private set; }

    public string In(string language) => LanguageFor(language) switch { Languages.Kazakh => Kk, Languages.English => En!, _ => Ru };

    public string LanguageFor(string language) => language == Languages.English && En is null ? Languages.Russian : language;

    /// <summary>Null where the note says something in both languages, and not too much.</summary>
    public static Refusal? WhyNot(string? kk, string? ru, string? en)
    {
        if (string.IsNullOrWhiteSpace(kk) || string.IsNullOrWhiteSpace(ru)) return Refusal.NoteMissing;
        return kk.Length > Longest || ru.Length > Longest || en?.Length > Longest ? Refusal.NoteTooLong : null;
    }

    public static PublicationNote Write(Edition edition, string? kk, string? ru, string? en)
    {
        if (WhyNot(kk, ru, en) is { } refusal) throw new RefusedException(refusal);
        return new PublicationNote(edition.Id, kk!.Trim(), ru!.Trim(), string.IsNullOrWhiteSpace(en) ? null : en.Trim());
    }
}

/// <summary>An item whose words a correction changed: its page says so.</summary>
public sealed class CorrectedItem(Guid editionId, string itemPath)
{
    public Guid EditionId { get; private set; } = editionId;

    /// <summary><c>module/item</c></summary>
    public string ItemPath { get; private set; } = itemPath;
}

/// <summary>The course's files as one package, apart from <see cref="Edition"/> so that a list of editions never loads them.</summary>
public sealed class EditionPackage(Guid editionId, byte[] bytes)
{
    public Guid EditionId { get; private set; } = editionId;

    /// <summary>A zip, as <see cref="CourseSource"/> writes it.</summary>
    public byte[] Bytes { get; private set; } = bytes;
}

/// <summary>The law register, glossary and programmes as one package, kept as long as an edition was compiled with it.</summary>
public sealed class LibraryPackage(string hash, byte[] bytes, DateTimeOffset importedAt)
{
    /// <summary>SHA-256 of its files, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = hash;

    public byte[] Bytes { get; private set; } = bytes;

    /// <summary>When it last became what drafts are held against: the newest is.</summary>
    public DateTimeOffset ImportedAt { get; private set; } = importedAt;

    /// <summary>An earlier register is published again.</summary>
    public void BecomeNewest(DateTimeOffset now) => ImportedAt = now;
}

/// <summary>What the compiler said when a course was last brought in, good or bad, so that the Studio can show it.</summary>
public sealed class ImportReport
{
    private ImportReport() { }

    public ImportReport(string courseSlug, string diagnostics, int errors, int warnings, Guid? editionId, Guid? by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        CourseSlug = courseSlug;
        Diagnostics = diagnostics;
        Errors = errors;
        Warnings = warnings;
        EditionId = editionId;
        ById = by;
        At = now;
    }

    public Guid Id { get; private set; }
    public string CourseSlug { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public int Errors { get; private set; }
    public int Warnings { get; private set; }

    /// <summary>The edition it gave (or already was), or null where an error refused it.</summary>
    public Guid? EditionId { get; private set; }

    /// <summary>JSON: code, place and arguments of each, so that every reader reads them in their own language.</summary>
    public string Diagnostics { get; private set; } = "[]";
}
