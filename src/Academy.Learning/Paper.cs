using System.Text.Json;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>Which questions an attempt asks and in what order each shows its options. Drawn once and kept, so the same attempt always shows the same paper.</summary>
public sealed record Paper
{
    private Paper(IReadOnlyList<PaperQuestion> questions) => Questions = questions;

    public IReadOnlyList<PaperQuestion> Questions { get; }

    public bool Has(string questionId) => Questions.Any(question => question.Id == questionId);

    /// <summary>The questions of the quiz that are on this paper, in its order.</summary>
    public IReadOnlyList<Question> QuestionsOf(Quiz quiz) =>
        [.. Questions.Select(drawn => quiz.Find(drawn.Id)
            ?? throw new InvalidOperationException($"Question {drawn.Id} is not in {quiz.Path}: the paper was drawn from another edition."))];

    public bool Equals(Paper? other) => ReferenceEquals(this, other) || other is not null && ToJson() == other.ToJson();

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <param name="earlier">The papers of the same quiz that the person has had, the oldest first: what was on none of them is asked first.</param>
    public static Paper Draw(Quiz quiz, long seed, params IEnumerable<Paper> earlier) => new(QuestionDraw.Draw(quiz, seed, earlier));

    public string ToJson() => JsonSerializer.Serialize(Questions);

    public static Paper FromJson(string json) => new(JsonSerializer.Deserialize<PaperQuestion[]>(json) ?? []);
}

/// <summary>A question of a paper, and the order in which it shows what can be chosen. Answers name places in the quiz, never in this order.</summary>
/// <param name="Id">The question's id in the quiz.</param>
/// <param name="Order">
/// The places, in the order shown, of its options, of its right sides or of its steps; of a text with gaps the places of the choices
/// of each chosen gap, one gap after the other (see <see cref="ChoicesOf"/>). Empty where nothing can be chosen.
/// </param>
public sealed record PaperQuestion(string Id, IReadOnlyList<int> Order)
{
    /// <summary>The places of one chosen gap's choices, in the order shown.</summary>
    /// <param name="question">The question with this id.</param>
    /// <param name="gap">The gap's place in the text, typed ones counted.</param>
    public IReadOnlyList<int> ChoicesOf(GapsQuestion question, int gap) =>
        question.Gaps[gap] is ChosenGap chosen
            ? [.. Order.Skip(question.Gaps.Take(gap).OfType<ChosenGap>().Sum(earlier => earlier.Choices.Count)).Take(chosen.Choices.Count)]
            : [];
}
