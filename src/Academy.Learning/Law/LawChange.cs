using Academy.Courseware;

namespace Academy.Learning.Law;

public enum LawChangeKind
{
    /// <summary>Some articles, or the whole act, are another text now.</summary>
    Amended,

    /// <summary>The act holds no more.</summary>
    Repealed,
}

/// <summary>
/// A change of an act of law that a lawyer has marked. Every lesson, question and task that cites what changed gets a <see cref="LawCase"/>. It is never
/// changed itself; what was marked by mistake is withdrawn, and its cases with it.
/// </summary>
public sealed class LawChange
{
    public const int LongestNote = 1000;
    public const int LongestSource = 500;
    public const int MostArticles = 60;

    private LawChange() { }

    /// <param name="articles">None for the whole act.</param>
    /// <param name="source">Where the change can be read; an https address.</param>
    public LawChange(
        string actId, LawChangeKind kind, DateOnly day, IEnumerable<string> articles, string? replacedBy, Bilingual note, string source, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        ActId = actId;
        Kind = kind;
        Day = day;
        // A repealed act is repealed as a whole.
        Articles = kind == LawChangeKind.Repealed ? "" : string.Join(", ", articles);
        ReplacedBy = kind == LawChangeKind.Repealed ? replacedBy : null;
        NoteKk = note.Kk.Trim();
        NoteRu = note.Ru.Trim();
        Source = source;
        ById = by;
        At = now;
    }

    public Guid Id { get; private set; }

    /// <summary>In the register.</summary>
    public string ActId { get; private set; } = "";

    public LawChangeKind Kind { get; private set; }

    /// <summary>The day from which the new text holds.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Separated by commas; empty for the whole act.</summary>
    public string Articles { get; private set; } = "";

    public string? ReplacedBy { get; private set; }

    /// <summary>What changed, in a sentence or two, for authors and learners.</summary>
    public string NoteKk { get; private set; } = "";

    public string NoteRu { get; private set; } = "";
    public string Source { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }
    public int Revision { get; private set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    public IReadOnlyList<string> ArticleList => LawArticle.Read(Articles);

    public string NoteIn(string language) => new Bilingual(NoteKk, NoteRu).In(language);

    /// <summary>The language that <see cref="NoteIn"/> answers in.</summary>
    public static string NoteLanguage(string language) => Bilingual.LanguageFor(language);

    /// <summary>
    /// Whether a place cites what changed. A text that cites the act as a whole is touched by every change of it.
    /// </summary>
    public bool Touches(string actId, string article) =>
        actId == ActId && (Articles.Length == 0 || article.Length == 0 || ArticleList.Any(changed => LawArticle.Meet(changed, article)));

    public bool Touches(LawPlace place) => Touches(place.ActId, place.Article);

    /// <summary>It was marked by mistake: nothing is left of it but the entry that it was.</summary>
    public void Withdraw(Guid by, DateTimeOffset now)
    {
        if (IsWithdrawn) throw new RefusedException(Refusal.LawChangeWithdrawn);

        (WithdrawnAt, WithdrawnById) = (now, by);
        Revision++;
    }
}
