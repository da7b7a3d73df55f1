using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Learning.Drafts;

/// <summary>
/// The place in a file that a comment is about: a question by its id, a paragraph by its words, or the whole file. Not by a line: lines move
/// while a text is written, and the comment stays with what it is about.
/// </summary>
/// <param name="QuestionId">Of a question, or of a worksheet's field.</param>
/// <param name="Quote">A paragraph's words, white space folded.</param>
public sealed partial record ReviewAnchor(string? QuestionId, string? Quote)
{
    public const int LongestQuote = 500;

    // Below it a paragraph is rather another one than the same one mended.
    private const double LeastLikeness = 0.5;

    public static readonly ReviewAnchor WholeFile = new(null, null);

    public static ReviewAnchor Question(string id) => new(id, null);

    public static ReviewAnchor Paragraph(string words)
    {
        var folded = Spaces().Replace(words.Trim(), " ");
        return new ReviewAnchor(null, folded.Length <= LongestQuote ? folded : folded[..LongestQuote]);
    }

    /// <summary>Short, the same for the same place: for forms and for ids on a page.</summary>
    public string Key => this == WholeFile ? "file" : "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{QuestionId}\n{Quote}")))[..16];

    /// <summary>Which of the places a text has now is this one: the same words, else the words most like them; null where it is gone.</summary>
    public int? FindIn(IReadOnlyList<ReviewAnchor> places)
    {
        for (var at = 0; at < places.Count; at++)
            if (places[at] == this)
                return at;
        if (Quote is null) return null;

        var mine = Words(Quote);
        var best = places.Index().Where(place => place.Item.Quote is not null)
            .Select(place => (place.Index, Likeness: Likeness(mine, Words(place.Item.Quote!)))).OrderByDescending(place => place.Likeness).FirstOrDefault();
        return best.Likeness >= LeastLikeness ? best.Index : null;
    }

    // The share of words that both have, each as often as it is said.
    private static double Likeness(Dictionary<string, int> one, Dictionary<string, int> other)
    {
        var all = one.Values.Sum() + other.Values.Sum();
        return all == 0 ? 0 : 2.0 * one.Sum(word => Math.Min(word.Value, other.GetValueOrDefault(word.Key))) / all;
    }

    private static Dictionary<string, int> Words(string text) =>
        Word().Matches(text.ToLowerInvariant()).GroupBy(word => word.Value).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}

/// <summary>A remark of somebody who has a part in the course, at a place of a file, with what others answered. While it is open, nothing is published.</summary>
public sealed class ReviewComment
{
    public const int LongestText = 5000;

    /// <summary>Open at once in one course.</summary>
    public const int MostOpen = 500;

    private readonly List<ReviewReply> _replies = [];

    private ReviewComment() { }

    private ReviewComment(CourseDraft draft, DraftFile file, ReviewAnchor anchor, string text, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        DraftId = draft.Id;
        FileId = file.Id;
        QuestionId = anchor.QuestionId;
        Quote = anchor.Quote;
        Text = text;
        ById = by;
        At = now;
    }

    public Guid Id { get; private set; }
    public Guid DraftId { get; private set; }

    /// <summary>The file, whatever it is called now.</summary>
    public Guid FileId { get; private set; }

    public string? QuestionId { get; private set; }
    public string? Quote { get; private set; }

    public ReviewAnchor Anchor => new(QuestionId, Quote);

    public string Text { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public Guid? SettledById { get; private set; }

    /// <summary>When it was settled and then was not, the last time.</summary>
    public DateTimeOffset? ReopenedAt { get; private set; }

    public Guid? ReopenedById { get; private set; }
    public int Revision { get; private set; }
    public IReadOnlyList<ReviewReply> Replies => _replies;

    public bool IsOpen => SettledAt is null;

    public static Refusal? WhyNotSay(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Refusal.CommentMissing : text.Trim().Length > LongestText ? Refusal.CommentTooLong : null;

    /// <param name="openNow">How many of the course are open.</param>
    public static ReviewComment Write(CourseDraft draft, DraftFile file, ReviewAnchor anchor, string? text, int openNow, Guid by, DateTimeOffset now)
    {
        if ((WhyNotSay(text) ?? (openNow >= MostOpen ? Refusal.TooManyComments : null)) is { } refusal) throw new RefusedException(refusal);
        return new ReviewComment(draft, file, anchor, text!.Trim(), by, now);
    }

    public ReviewReply Reply(string? text, Guid by, DateTimeOffset now)
    {
        if (WhyNotSay(text) is { } refusal) throw new RefusedException(refusal);

        var reply = new ReviewReply(Id, text!.Trim(), by, now);
        _replies.Add(reply);
        return reply;
    }

    /// <returns>Whether this call settled it; a second one keeps the first's name.</returns>
    public bool Settle(Guid by, DateTimeOffset now)
    {
        if (!IsOpen) return false;
        (SettledAt, SettledById) = (now, by);
        Revision++;
        return true;
    }

    /// <returns>Whether this call opened it again.</returns>
    public bool Reopen(Guid by, DateTimeOffset now)
    {
        if (IsOpen) return false;
        (SettledAt, SettledById, ReopenedAt, ReopenedById) = (null, null, now, by);
        Revision++;
        return true;
    }
}

/// <summary>An answer in a thread. Never changed.</summary>
public sealed class ReviewReply
{
    private ReviewReply() { }

    internal ReviewReply(Guid commentId, string text, Guid by, DateTimeOffset now) => (Id, CommentId, Text, ById, At) = (Guid.CreateVersion7(now), commentId, text, by, now);

    public Guid Id { get; private set; }
    public Guid CommentId { get; private set; }
    public string Text { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }
}
