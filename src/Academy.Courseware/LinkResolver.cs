using Markdig.Syntax.Inlines;

namespace Academy.Courseware;

/// <summary>What an address in a text becomes; null attributes where it may not be a link.</summary>
/// <param name="Class">A class of the stylesheet, or null.</param>
internal sealed record ResolvedLink(string Address, string? Class);

/// <summary>
/// Decides where links may lead: https, mailto, <c>law:</c>, <c>lesson:</c> and <c>media/</c>. Everything else is refused with a
/// diagnostic, and the writer shows its text only. Collects the acts that a file cites.
/// </summary>
internal sealed class LinkResolver(MarkdownFile file, CourseFacts facts, bool isLesson, DateOnly? lawChecked)
{
    private readonly List<(Act Act, List<string> Articles)> _citations = [];
    private readonly List<(string Act, string Article, int At)> _cited = [];

    /// <summary>A lesson ends in lists of its acts and terms, so that its text can point to them.</summary>
    public bool IsLesson => isLesson;

    /// <summary>In the order of their first citation.</summary>
    public IReadOnlyList<LawCitation> Citations => [.. _citations.Select(citation => new LawCitation(citation.Act, citation.Articles))];

    /// <summary>
    /// The articles cited since the last time, each once, in reading order: what one piece of text cites. By order and not by place, since
    /// a link may take its address from the foot of the file.
    /// </summary>
    /// <param name="text">The piece of text.</param>
    public IReadOnlyList<CitedPlace> TakeCited(string? questionId, ReadOnlySpan<char> text)
    {
        if (_cited.Count == 0) return [];

        var hash = CitedPlace.HashOf(text, lawChecked);
        List<CitedPlace> taken = [.. _cited.DistinctBy(cited => (cited.Act, cited.Article)).Select(cited => new CitedPlace(questionId, cited.Act, cited.Article, file.At(cited.At), hash))];
        _cited.Clear();
        return taken;
    }

    /// <summary>Where the first citation stands, or -1.</summary>
    public int FirstCitation { get; private set; } = -1;

    public ResolvedLink? Resolve(string address, int at)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? "" : address[..colon]) switch
        {
            "law" => Law(address[4..], at),
            "lesson" => Lesson(address[7..], at),
            "https" => Https(address, at),
            "mailto" => Mail(address, at),
            _ => address.StartsWith("media/", StringComparison.Ordinal) ? MediaLink(address, at) : Refuse(address, at),
        };
    }

    /// <summary>The file of the course that an address names, or null with a diagnostic.</summary>
    public MediaFile? Media(string address, int at)
    {
        if (facts.Media is not null && facts.Media.TryGetValue(address, out var media)) return media;
        file.Report(Rules.MediaMissing, at, Short(address));
        return null;
    }

    public static int PlaceOf(LinkInline link) => link.UrlSpan.IsEmpty ? link.Span.Start : link.UrlSpan.Start;

    public static string MediaAddress(MediaFile media) => $"/media/{media.Sha256}/{Uri.EscapeDataString(media.Name)}";

    private ResolvedLink? MediaLink(string address, int at) =>
        Media(address, at) is { } media ? new ResolvedLink(MediaAddress(media), null) : null;

    private ResolvedLink? Https(string address, int at) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? new ResolvedLink(uri.AbsoluteUri, null)
            : Refuse(address, at);

    private ResolvedLink? Mail(string address, int at) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeMailto && uri.UserInfo.Length > 0 && uri.Host.Length > 0
            ? new ResolvedLink(uri.AbsoluteUri, null)
            : Refuse(address, at);

    private ResolvedLink? Lesson(string path, int at)
    {
        var parts = path.Split('/');
        if (parts.Length != 2 || !parts.All(Courseware.Slug.IsValid) || facts.Items is { } items && !items.Contains(path))
        {
            file.Report(Rules.LessonMissing, at, Short(path));
            return null;
        }
        // A lesson stands at /{lang}/learn/{course}/{module}/{item}: from there the relative way keeps the reader's language.
        // Questions and the landing page are shown at other addresses, so their way begins at the root.
        return new ResolvedLink(isLesson ? $"../{path}" : $"/{file.Language}/learn/{facts.Slug}/{path}", null);
    }

    private ResolvedLink? Law(string reference, int at)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var id = hash < 0 ? reference : reference[..hash];
        var article = hash < 0 ? "" : reference[(hash + 1)..].Trim();
        if (!facts.Library.Acts.TryGetValue(id, out var act))
        {
            file.Report(Rules.UnknownAct, at, Short(id));
            return null;
        }
        _cited.Add((act.Id, article, at));
        if (act.Repealed is not null)
        {
            if (act.ReplacedBy is { } next) file.Report(Rules.ActReplaced, at, id, next);
            else file.Report(Rules.ActRepealed, at, id);
            return null;
        }
        Cite(act, article, at);
        // Only a lesson ends in the list of its acts; elsewhere the citation points outside, or stays text.
        if (isLesson) return new ResolvedLink($"#law-{act.Id}", "lawref");
        return act.Address is { } address ? new ResolvedLink(address.AbsoluteUri, "lawref") : null;
    }

    private void Cite(Act act, string article, int at)
    {
        if (FirstCitation < 0) FirstCitation = at;
        var known = _citations.FindIndex(citation => citation.Act.Id == act.Id);
        if (known < 0)
        {
            known = _citations.Count;
            _citations.Add((act, []));
            // Once for each act: the author rereads the act, not the link.
            if (act.Amended is { } amended && lawChecked is { } day && amended > day)
                file.Report(Rules.ActAmended, at, act.Id, Day(amended), Day(day));
        }
        if (article.Length > 0 && !_citations[known].Articles.Contains(article)) _citations[known].Articles.Add(article);
    }

    private ResolvedLink? Refuse(string address, int at)
    {
        file.Report(Rules.LinkNotAllowed, at, Short(address));
        return null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // A diagnostic is read in a line; an address of a megabyte is not.
    private static string Short(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
}
