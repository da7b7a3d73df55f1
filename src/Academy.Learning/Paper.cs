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

    public bool Equals(Paper? other) => other is not null && ToJson() == other.ToJson();

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    public static Paper Draw(Quiz quiz, long seed) => new(QuestionDraw.Draw(quiz, seed));

    public string ToJson() => JsonSerializer.Serialize(Questions);

    public static Paper FromJson(string json) => new(JsonSerializer.Deserialize<PaperQuestion[]>(json) ?? []);
}

/// <param name="Id">The question's id in the quiz.</param>
/// <param name="Order">The places of its options (or right sides, steps, choices) in the order shown; empty where it has none.</param>
public sealed record PaperQuestion(string Id, IReadOnlyList<int> Order);
