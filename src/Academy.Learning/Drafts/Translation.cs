namespace Academy.Learning.Drafts;

/// <summary>How a translation stands to its original.</summary>
public enum TranslationStand
{
    /// <summary>There is no file in this language.</summary>
    Missing,

    /// <summary>The original was changed since the two said the same.</summary>
    Older,

    UpToDate,
}

/// <summary>A person has read a translation beside its original and says that they say the same.</summary>
public sealed class TranslationMark
{
    private TranslationMark() { }

    public TranslationMark(Guid fileId, Guid originalId, int originalNumber, Guid? by, DateTimeOffset now)
    {
        (FileId, OriginalId) = (fileId, originalId);
        Renew(originalNumber, by, now);
    }

    public Guid FileId { get; private set; }
    public Guid OriginalId { get; private set; }

    /// <summary>The original's revision that the translation was last made to match.</summary>
    public int OriginalNumber { get; private set; }

    /// <summary>Null where nobody said so, and the times of the last changes did.</summary>
    public Guid? ById { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Renew(int originalNumber, Guid? by, DateTimeOffset now) => (OriginalNumber, ById, At) = (originalNumber, by, now);
}

/// <summary>One file at the moment its text was last another: moving and bringing back change no text.</summary>
/// <param name="Sha256">Of its text.</param>
public sealed record SavedText(DraftFile File, DateTimeOffset At)
{
    public string Sha256 => File.Sha256;
}

/// <summary>What decides whether a translation is older than its original.</summary>
public static class Translation
{
    /// <param name="translation">Null where there is none.</param>
    /// <param name="marked">The text of the original that the translation was marked to match; null where nobody has marked it.</param>
    public static TranslationStand Of(SavedText original, SavedText? translation, string? marked)
    {
        if (translation is null) return TranslationStand.Missing;
        // Changed and changed back is the same text again.
        if (marked is not null) return marked == original.Sha256 ? TranslationStand.UpToDate : TranslationStand.Older;
        // What came in together matches; after that only the times of the last changes tell.
        return original.At > translation.At ? TranslationStand.Older : TranslationStand.UpToDate;
    }
}

/// <summary>For a time a translation may be missing or older: somebody answers for it by name, says why, and says until when.</summary>
public sealed class TranslationWaiver
{
    public const int ShortestReason = 10;
    public const int LongestReason = 500;

    /// <summary>A waiver is for a while. Whoever needs longer says again why.</summary>
    public const int LongestDays = 366;

    private TranslationWaiver() { }

    /// <exception cref="RefusedException"><see cref="Refusal.ReasonMissing"/>, <see cref="Refusal.WaiverDateWrong"/></exception>
    public TranslationWaiver(Guid originalId, string language, string? reason, DateOnly until, Guid by, DateTimeOffset now)
    {
        if (WhyNotReason(reason) is { } noReason) throw new RefusedException(noReason);
        if (WhyNotUntil(until, now) is { } noDate) throw new RefusedException(noDate);

        Id = Guid.CreateVersion7(now);
        (OriginalId, Language, Reason, Until, ById, At) = (originalId, language, reason!.Trim(), until, by, now);
    }

    public Guid Id { get; private set; }

    /// <summary>The file that has no translation, or a newer text than its translation.</summary>
    public Guid OriginalId { get; private set; }

    public string Language { get; private set; } = "";
    public string Reason { get; private set; } = "";

    /// <summary>The last day on which it holds, in Kazakhstan.</summary>
    public DateOnly Until { get; private set; }

    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }

    public static Refusal? WhyNotReason(string? reason) => reason?.Trim().Length is >= ShortestReason and <= LongestReason ? null : Refusal.ReasonMissing;

    public static Refusal? WhyNotUntil(DateOnly until, DateTimeOffset now)
    {
        var today = KazakhstanTime.DayOf(now);
        return until < today || until > today.AddDays(LongestDays) ? Refusal.WaiverDateWrong : null;
    }

    public bool Holds(DateTimeOffset now) => WithdrawnAt is null && KazakhstanTime.DayOf(now) <= Until;

    public void Withdraw(Guid by, DateTimeOffset now)
    {
        if (WithdrawnAt is null) (WithdrawnAt, WithdrawnById) = (now, by);
    }
}
