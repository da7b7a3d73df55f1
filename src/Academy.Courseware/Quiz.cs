namespace Academy.Courseware;

/// <summary>A quiz or an exam: the bank of questions and the rules by which it is sat.</summary>
public sealed record Quiz : Item
{
    public required bool IsExam { get; init; }

    /// <summary>Percent of the points, 0 to 100.</summary>
    public required int PassMark { get; init; }

    /// <summary>How often it may be sat, or null for as often as one likes.</summary>
    public int? Attempts { get; init; }

    /// <summary>The time that must pass after one attempt before the next.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The time from start to hand-in, or null for none.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A break of the line up to this long is credited.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>No attempt starts before, where it says so.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>No attempt starts or runs on after, where it says so.</summary>
    public DateTimeOffset? Closes { get; init; }

    /// <summary>How many questions are drawn by tag; empty where the whole bank is asked.</summary>
    public required IReadOnlyList<Draw> Draws { get; init; }

    public bool ShuffleQuestions { get; init; }
    public bool ShuffleOptions { get; init; }
    public required Review Review { get; init; }

    /// <summary>What stands before the first question.</summary>
    public required Translated<Html> Intro { get; init; }

    /// <summary>Acts of law that its questions cite, of every language: a page that shows a question needs their places.</summary>
    public IReadOnlyList<LawCitation> Citations { get; init; } = [];

    /// <summary>The whole bank, in the author's order.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>The number of the newest ruling on one of its questions; 0 where none was made and in every compiled course.</summary>
    public int RulingNumber { get; init; }

    /// <summary>What a new paper may ask: the bank without what was withdrawn.</summary>
    public IEnumerable<Question> Askable => Questions.Where(question => !question.IsWithdrawn);

    /// <summary>How many questions one paper has.</summary>
    public int PaperLength => Draws.Count == 0 ? Askable.Count() : Math.Min(Askable.Count(), Draws.Sum(draw => draw.Count));

    public Question? Find(string id) => Questions.FirstOrDefault(question => question.Id == id);
}

/// <param name="Tag">Questions with this tag, or of the whole bank where null.</param>
public sealed record Draw(string? Tag, int Count);

/// <summary>When a learner sees which answers were right.</summary>
public enum Review
{
    /// <summary>As soon as the attempt is handed in.</summary>
    AfterSubmit,

    /// <summary>Once the quiz is passed, or no attempt is left.</summary>
    AfterPass,

    /// <summary>Only the grade is ever shown.</summary>
    Never,
}

/// <summary>A question, in every language at once: keys and structure are shared, only words differ.</summary>
public abstract record Question
{
    public required string Id { get; init; }
    public required decimal Points { get; init; }

    /// <summary>A ruling took it out after publication: it stays on papers that were drawn, earns and costs nothing, and is never drawn again.</summary>
    public bool IsWithdrawn { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The heading: the question itself, inline markup.</summary>
    public required Translated<Html> Prompt { get; init; }

    /// <summary>What stands between the heading and the answers: blocks of markup, often empty.</summary>
    public required Translated<Html> Stem { get; init; }

    /// <summary>Shown with the result: blocks of markup, often empty.</summary>
    public required Translated<Html> Explanation { get; init; }
}

/// <summary>Single or multiple choice. An answer names options by their place in <see cref="Options"/>, from 0.</summary>
public sealed record ChoiceQuestion : Question
{
    /// <summary>True for <c>- [ ]</c>: several may be right.</summary>
    public required bool Multiple { get; init; }

    public required IReadOnlyList<Option> Options { get; init; }
}

/// <param name="Text">Inline markup where it is one paragraph, which it nearly always is; blocks otherwise.</param>
/// <param name="Feedback">Blocks of markup; often empty.</param>
public sealed record Option(bool IsRight, Translated<Html> Text, Translated<Html> Feedback);

/// <summary>A number between <see cref="Least"/> and <see cref="Most"/>, both included.</summary>
public sealed record NumberQuestion : Question
{
    public required decimal Least { get; init; }
    public required decimal Most { get; init; }

    /// <summary>The unit printed beside the field; empty where there is none.</summary>
    public required Translated<string> Unit { get; init; }
}

/// <summary>A word or a few.</summary>
public sealed record ShortTextQuestion : Question
{
    /// <summary>Every accepted answer of every language: a learner may answer in either.</summary>
    public required IReadOnlyList<string> Accepted { get; init; }

    /// <summary>Kazakh letters may be typed as the Russian ones that stand in their place: the author writes <c>keyboard=ru</c>.</summary>
    public bool RussianKeyboard { get; init; }
}

/// <summary>Pairs to be put together. An answer gives, for each left side in order, the place of a right side.</summary>
public sealed record MatchingQuestion : Question
{
    public required Translated<string> LeftHeading { get; init; }
    public required Translated<string> RightHeading { get; init; }
    public required IReadOnlyList<Pair> Pairs { get; init; }
}

public sealed record Pair(Translated<Html> Left, Translated<Html> Right);

/// <summary>Steps to be put in order. An answer gives, for each of <see cref="Steps"/>, its position from 1.</summary>
public sealed record OrderingQuestion : Question
{
    /// <summary>In the right order.</summary>
    public required IReadOnlyList<Translated<Html>> Steps { get; init; }
}

/// <summary>A text with gaps. An answer gives a text, or the place of a choice, for each gap in order.</summary>
public sealed record GapsQuestion : Question
{
    public required IReadOnlyList<Gap> Gaps { get; init; }

    /// <summary>The text in pieces of inline markup: one more than there are gaps; gap n stands after piece n. Outer spaces matter.</summary>
    public required Translated<IReadOnlyList<Html>> Pieces { get; init; }

    /// <summary>As in <see cref="ShortTextQuestion.RussianKeyboard"/>, for every typed gap.</summary>
    public bool RussianKeyboard { get; init; }
}

public abstract record Gap;

/// <param name="Accepted">Of every language.</param>
public sealed record TypedGap(IReadOnlyList<string> Accepted) : Gap;

/// <param name="Choices">As many in each language, in the order of the primary language's alphabet, which tells nothing about the right one.</param>
/// <param name="Right">The place of the right one.</param>
public sealed record ChosenGap(IReadOnlyList<Translated<string>> Choices, int Right) : Gap;

/// <summary>A free text that an instructor marks.</summary>
public sealed record OpenQuestion : Question
{
    public Rubric? Rubric { get; init; }
}
