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
    public int Revision { get; private set; }

    public bool IsPublished => PublishedAt is not null;

    public Refusal? WhyNotPublish() => IsPublished ? Refusal.EditionAlreadyPublished : null;

    public void Publish(Guid? by, DateTimeOffset now)
    {
        if (WhyNotPublish() is { } refusal) throw new RefusedException(refusal);

        PublishedAt = now;
        PublishedById = by;
        Revision++;
    }
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
