using Academy.Courseware;

namespace Academy.Learning;

public enum RulingKind
{
    /// <summary>The question earns nothing and costs nothing, and is never drawn again.</summary>
    Withdrawn,

    /// <summary>Another answer is right, or also right.</summary>
    NewKey,

    /// <summary>An earlier ruling is taken back: the question stands as its author wrote it.</summary>
    Restored,
}

/// <summary>
/// What was decided about one question of a published edition. The edition's bytes never change; a ruling is laid over them, is never
/// changed itself, and is taken back by a later one. The last ruling on a question is the one that stands.
/// </summary>
public sealed class QuestionRuling
{
    public const int ShortestReason = 10;
    public const int LongestReason = 1000;

    private QuestionRuling() { }

    private QuestionRuling(Edition edition, int number, Quiz quiz, Question question, RulingKind kind, QuestionKey? key, string reason, Guid by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        EditionId = edition.Id;
        Number = number;
        QuizPath = quiz.Path;
        QuestionId = question.Id;
        Kind = kind;
        Key = kind == RulingKind.NewKey ? key!.ToJson() : null;
        Reason = reason.Trim();
        ById = by;
        At = now;
    }

    public Guid Id { get; private set; }
    public Guid EditionId { get; private set; }

    /// <summary>1, 2, 3 … within the edition: also the version of what is laid over it.</summary>
    public int Number { get; private set; }

    /// <summary><c>module/item</c></summary>
    public string QuizPath { get; private set; } = "";

    public string QuestionId { get; private set; } = "";
    public RulingKind Kind { get; private set; }

    /// <summary>A <see cref="QuestionKey"/>, for <see cref="RulingKind.NewKey"/> only.</summary>
    public string? Key { get; private set; }

    public string Reason { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>When nothing was left to regrade, and nothing could come late any more.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    public void Settle(DateTimeOffset now) => SettledAt ??= now;

    /// <param name="quiz">As it stands now, earlier rulings applied.</param>
    /// <param name="question">Of that quiz.</param>
    /// <param name="isRuled">Whether an earlier ruling on this question stands.</param>
    public static Refusal? WhyNot(Edition edition, Quiz quiz, Question question, bool isRuled, RulingKind kind, QuestionKey? key)
    {
        if (!edition.IsPublished) return Refusal.EditionNotPublished;
        switch (kind)
        {
            case RulingKind.Restored:
                return isRuled ? null : Refusal.RulingChangesNothing;
            case RulingKind.Withdrawn:
                if (question.IsWithdrawn) return Refusal.RulingChangesNothing;
                return quiz.Questions.Any(other => other.Id != question.Id && other.Points > 0) ? null : Refusal.NothingLeftToEarn;
            case RulingKind.NewKey:
                if (!QuestionKey.Fits(question)) return Refusal.KeyNotForQuestion;
                if (key is null) return Refusal.KeyIncomplete;
                return key.WhyNotFor(question) ?? (!question.IsWithdrawn && key.Equals(QuestionKey.Of(question)) ? Refusal.RulingChangesNothing : null);
            default:
                return Refusal.RulingChangesNothing;
        }
    }

    public static Refusal? WhyNotReason(string? reason) =>
        reason?.Trim().Length is >= ShortestReason and <= LongestReason ? null : Refusal.ReasonMissing;

    /// <param name="number">The next one of the edition.</param>
    public static QuestionRuling Rule(
        Edition edition, int number, Quiz quiz, Question question, bool isRuled, RulingKind kind, QuestionKey? key, string? reason, Guid by, DateTimeOffset now)
    {
        if ((WhyNot(edition, quiz, question, isRuled, kind, key) ?? WhyNotReason(reason)) is { } refusal) throw new RefusedException(refusal);

        edition.RuledOn();
        return new QuestionRuling(edition, number, quiz, question, kind, key, reason!, by, now);
    }

    /// <summary>The same ruling on the edition that corrects its own: what was decided once stays decided for who begins later.</summary>
    /// <param name="number">The next one of the correction.</param>
    public QuestionRuling CarryOver(Edition correction, int number, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        EditionId = correction.Id,
        Number = number,
        QuizPath = QuizPath,
        QuestionId = QuestionId,
        Kind = Kind,
        Key = Key,
        Reason = Reason,
        ById = ById,
        At = At,
        // Nobody has sat a paper of it yet.
        SettledAt = now,
    };

    /// <summary>The question as this ruling leaves it.</summary>
    /// <param name="written">As its author wrote it.</param>
    public Question ApplyTo(Question written) => Rulings.Apply(written, Kind, Key is null ? null : QuestionKey.FromJson(Key));
}

/// <summary>Lays rulings over a compiled course. Pure: the course itself stays as it is.</summary>
public static class Rulings
{
    /// <param name="written">As compiled, without any ruling.</param>
    /// <param name="rulings">All of the edition, in any order.</param>
    public static Course Apply(Course written, IEnumerable<QuestionRuling> rulings)
    {
        var ofQuiz = rulings.ToLookup(ruling => ruling.QuizPath);
        return written with
        {
            Modules = [.. written.Modules.Select(module => module with
            {
                Items = [.. module.Items.Select(item => item is Quiz quiz && ofQuiz.Contains(quiz.Path) ? Apply(quiz, ofQuiz[quiz.Path]) : item)],
            })],
        };
    }

    /// <param name="rulings">All on this quiz, in any order.</param>
    public static Quiz Apply(Quiz written, IEnumerable<QuestionRuling> rulings)
    {
        var standing = rulings.GroupBy(ruling => ruling.QuestionId).ToDictionary(group => group.Key, group => group.MaxBy(ruling => ruling.Number)!);
        return written with
        {
            RulingNumber = standing.Values.Max(ruling => ruling.Number),
            Questions = [.. written.Questions.Select(question => standing.TryGetValue(question.Id, out var ruling) ? ruling.ApplyTo(question) : question)],
        };
    }

    /// <summary>The quiz as one more ruling would make it: what a preview works with.</summary>
    /// <param name="standing">As it stands now.</param>
    /// <param name="written">As its author wrote it.</param>
    public static Quiz Preview(Quiz standing, Quiz written, string questionId, RulingKind kind, QuestionKey? key) => standing with
    {
        RulingNumber = standing.RulingNumber + 1,
        Questions = [.. standing.Questions.Select(question => question.Id == questionId ? Apply(written.Find(questionId)!, kind, key) : question)],
    };

    internal static Question Apply(Question written, RulingKind kind, QuestionKey? key) => kind switch
    {
        // Without points it leaves the maximum too.
        RulingKind.Withdrawn => written with { IsWithdrawn = true, Points = 0 },
        RulingKind.NewKey => key!.ApplyTo(written),
        _ => written,
    };
}
