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

    /// <summary>Those of course.yml; none where it could not be read. A worksheet holds them all in one file.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether a file read against these facts would be read alike against the others.</summary>
    public bool SameAs(CourseFacts other) =>
        Slug == other.Slug && ReferenceEquals(Library, other.Library) && Languages.SequenceEqual(other.Languages)
        && (Items is null ? other.Items is null : other.Items is not null && Items.SetEquals(other.Items))
        && SameMedia(Media, other.Media);

    private static bool SameMedia(IReadOnlyDictionary<string, MediaFile>? mine, IReadOnlyDictionary<string, MediaFile>? theirs) =>
        mine is null || theirs is null
            ? ReferenceEquals(mine, theirs)
            : mine.Count == theirs.Count && mine.All(file => theirs.TryGetValue(file.Key, out var same) && same.Sha256 == file.Value.Sha256);

    public TermIndex TermsIn(string language) => _terms.GetOrAdd(language, code => new TermIndex(Library.Terms, code));
}
