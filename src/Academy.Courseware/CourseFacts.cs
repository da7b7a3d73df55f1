using System.Collections.Concurrent;

namespace Academy.Courseware;

/// <summary>What a single file must know of the rest of the course to be read: where its links may lead and what words mean.</summary>
internal sealed class CourseFacts(string slug, Library library)
{
    private readonly ConcurrentDictionary<string, TermIndex> _terms = new(StringComparer.Ordinal);

    public string Slug { get; } = slug;
    public Library Library { get; } = library;

    /// <summary><c>module/item</c> of every item, or null where course.yml could not be read and nothing can be said.</summary>
    public IReadOnlySet<string>? Items { get; init; }

    /// <summary>Files under <c>media/</c>, or null where there is no course around the text.</summary>
    public IReadOnlyDictionary<string, MediaFile>? Media { get; init; }

    public TermIndex TermsIn(string language) => _terms.GetOrAdd(language, code => new TermIndex(Library.Terms, code));
}
