namespace Academy.Courseware;

/// <summary>What courses share: acts of law, the glossary, programmes.</summary>
public sealed record Library
{
    public static readonly Library Empty = new()
    {
        Acts = new Dictionary<string, Act>(),
        Terms = [],
        Programmes = [],
        Source = CourseSource.Empty,
    };

    public required IReadOnlyDictionary<string, Act> Acts { get; init; }
    public required IReadOnlyList<Term> Terms { get; init; }
    public required IReadOnlyList<Programme> Programmes { get; init; }

    /// <summary>The files it was read from: <c>law.yml</c>, <c>glossary.yml</c>, <c>programmes/*.yml</c>.</summary>
    public required CourseSource Source { get; init; }

    /// <summary>The programme that a course belongs to, if any: it names the institution on the certificate.</summary>
    public Programme? ProgrammeOf(string course) => Programmes.FirstOrDefault(programme => programme.Courses.Contains(course));
}

/// <summary>An act of law that lessons cite.</summary>
public sealed record Act
{
    public required string Id { get; init; }
    public required Translated<string> Title { get; init; }

    /// <summary>Law, Code, Constitutional law, …</summary>
    public required Translated<string> Kind { get; init; }

    /// <summary>As people say it in a sentence: "Закон № 148".</summary>
    public required Translated<string> Short { get; init; }

    public string? Number { get; init; }
    public DateOnly? Adopted { get; init; }

    /// <summary>The redaction the register's keeper has seen.</summary>
    public DateOnly? Amended { get; init; }

    public DateOnly? Repealed { get; init; }

    /// <summary>The act that took its place.</summary>
    public string? ReplacedBy { get; init; }

    public Uri? Address { get; init; }
}

/// <summary>A term of the glossary.</summary>
public sealed record Term(string Id, Translated<string> Name, Translated<string>? Definition)
{
    /// <summary>
    /// What to look for in a text, per language; the name itself where the glossary says nothing else. A pattern is one word or
    /// a few with single spaces; a star at the end of a word stands for any further letters (<c>аким*</c>: акимом, акимы).
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Match { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>Courses that belong together, and the paper they earn.</summary>
public sealed record Programme
{
    public required string Slug { get; init; }
    public required Translated<string> Title { get; init; }
    public Translated<string>? Description { get; init; }
    public required IReadOnlyList<string> Courses { get; init; }
    public required int Hours { get; init; }
    public CertificateWords? Certificate { get; init; }
}

/// <summary>What a programme's certificates say beside the person and the course, in kk and ru.</summary>
public sealed record CertificateWords(Translated<string> Organisation, Translated<string> City);
