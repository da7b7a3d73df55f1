using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>Questions and answers to a grade. Pure, and defined for every answer: what cannot be read is wrong, it never throws.</summary>
public static class Grading
{
    /// <param name="markOf">The points an instructor gave for an open answer; null where there are none yet.</param>
    public static Grade Grade(IReadOnlyList<Question> questions, Func<Question, Answer?> answerTo, Func<OpenQuestion, decimal?>? markOf = null) =>
        new([.. Each(questions, answerTo, markOf)]);

    /// <summary>The same question by question, for whoever asks for no sum.</summary>
    internal static IEnumerable<QuestionGrade> Each(IEnumerable<Question> questions, Func<Question, Answer?> answerTo, Func<OpenQuestion, decimal?>? markOf) =>
        questions.Select(question => question is OpenQuestion open
            ? OfOpen(open, answerTo(open), markOf?.Invoke(open))
            : new QuestionGrade(question, Share(question, answerTo(question))));

    private static QuestionGrade OfOpen(OpenQuestion question, Answer? answer, decimal? mark) =>
        new(question, mark is { } points ? new Share(points, question.Points) : AllOrNothing(false))
        {
            // What was left empty earns nothing, and nobody needs to look at it.
            NeedsMarking = mark is null && !question.IsWithdrawn && answer is { IsEmpty: false },
        };

    /// <summary>The part of a question's points that an answer earns. <c>docs/grading.md</c> says the same to authors.</summary>
    public static Share Share(Question question, Answer? answer)
    {
        var given = answer?.Values ?? [];
        return question switch
        {
            ChoiceQuestion { Multiple: false } single => AllOrNothing(IsRight(single, given)),
            ChoiceQuestion multiple => OfMarks(multiple, given),
            NumberQuestion number => AllOrNothing(IsRight(number, given)),
            ShortTextQuestion text => AllOrNothing(given.Count == 1 && IsAccepted(given[0], text.Accepted, text.RussianKeyboard)),
            MatchingQuestion matching => OfPairs(matching, given),
            OrderingQuestion ordering => OfSteps(ordering, given),
            GapsQuestion gaps => OfPlaces(gaps.Gaps.Count, given, place => IsRight(gaps.Gaps[place], given[place], gaps.RussianKeyboard)),
            OpenQuestion => AllOrNothing(false),
            _ => throw new UnreachableException($"No rule grades {question.GetType().Name}."),
        };
    }

    private static bool IsRight(ChoiceQuestion single, IReadOnlyList<string> given)
    {
        var marks = MarksIn(given);
        return marks.Count == 1 && Place(marks[0], single.Options.Count) is { } place && single.Options[place].IsRight;
    }

    // (right marks - wrong marks) of the right options, never below nothing: marking everything earns nothing by itself.
    private static Share OfMarks(ChoiceQuestion question, IReadOnlyList<string> given)
    {
        var marks = MarksIn(given);
        var places = marks.Select(mark => Place(mark, question.Options.Count)).OfType<int>().ToHashSet();
        var right = places.Count(place => question.Options[place].IsRight);
        // A mark made twice, or beside the options, is a wrong one: no page sends it.
        return new Share(right - (marks.Count - right), question.Options.Count(option => option.IsRight));
    }

    private static bool IsRight(NumberQuestion question, IReadOnlyList<string> given) =>
        given.Count == 1
        && Typed.Number(given[0], question.Unit.Languages.Select(question.Unit.In)) is { } number
        && number.CompareTo(new Fraction(question.Least)) >= 0
        && number.CompareTo(new Fraction(question.Most)) <= 0;

    private static Share OfPairs(MatchingQuestion question, IReadOnlyList<string> given) =>
        OfPlaces(question.Pairs.Count, given, left =>
            Place(given[left], question.Pairs.Count) is { } right && ReadAlike(question.Pairs[left].Right, question.Pairs[right].Right));

    private static Share OfSteps(OrderingQuestion question, IReadOnlyList<string> given)
    {
        var positions = given.Select(value => Number(value) - 1).ToList();
        return OfPlaces(question.Steps.Count, given, step =>
            positions[step] is { } position && position >= 0 && position < question.Steps.Count
            // Two steps cannot stand in one position; otherwise "all first" would be worth a step.
            && positions.Count(other => other == position) == 1
            && ReadAlike(question.Steps[step], question.Steps[position]));
    }

    private static bool IsAccepted(string typed, IReadOnlyList<string> accepted, bool russianKeyboard) =>
        russianKeyboard ? Typed.IsOneOfOnRussianKeyboard(typed, accepted) : Typed.IsOneOf(typed, accepted);

    internal static bool IsRight(Gap gap, string given, bool russianKeyboard) => gap switch
    {
        TypedGap typed => IsAccepted(given, typed.Accepted, russianKeyboard),
        ChosenGap chosen => Place(given, chosen.Choices.Count) == chosen.Right,
        _ => throw new UnreachableException($"No rule grades {gap.GetType().Name}."),
    };

    // More values than places is no answer to this question, whatever stands first in it.
    private static Share OfPlaces(int places, IReadOnlyList<string> given, Func<int, bool> isRight) =>
        given.Count > places ? AllOrNothing(false) : new Share(Enumerable.Range(0, given.Count).Count(isRight), places);

    private static Share AllOrNothing(bool right) => new(right ? 1 : 0, 1);

    // Who reads two texts that look the same in their language cannot tell them apart, so they are taken for the same in all.
    internal static bool ReadAlike(Translated<Html> one, Translated<Html> other) =>
        one.Languages.Any(language => one.In(language).Markup == other.In(language).Markup);

    // A form may send an empty field beside its boxes.
    private static List<string> MarksIn(IReadOnlyList<string> given) => [.. given.Where(mark => !string.IsNullOrWhiteSpace(mark))];

    private static int? Place(string value, int count) => Number(value) is { } place && place < count ? place : null;

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What a paper earned, exactly.</summary>
public sealed record Grade
{
    private readonly Fraction _earned;
    private readonly Fraction _most;

    internal Grade(IReadOnlyList<QuestionGrade> questions)
    {
        Questions = questions;
        MaxPoints = questions.Sum(one => one.Question.Points);
        _most = new Fraction(MaxPoints);
        _earned = questions.Aggregate(Fraction.Zero, (sum, one) => sum.Plus(one.Points));
    }

    /// <summary>In the order of the paper.</summary>
    public IReadOnlyList<QuestionGrade> Questions { get; }

    public decimal MaxPoints { get; }

    /// <summary>
    /// For people: hundredths, half a hundredth up. It never shows a whole percent that the exact points do not have,
    /// so nobody reads the maximum, or the bar, beside a grade that missed it.
    /// </summary>
    public decimal RoundedPoints => Rounded.ToHundredths(_earned, MaxPoints);

    /// <summary>An answer of this paper waits for an instructor: its points are not in yet.</summary>
    public bool NeedsMarking => Questions.Any(one => one.NeedsMarking);

    /// <summary>Whether the exact points are at least this percent of the maximum. Where there is nothing to earn, only a bar of 0 is reached.</summary>
    public bool Reaches(int passMark) =>
        passMark <= 0
        || (MaxPoints > 0 && _earned.Times(new Fraction(100, 1)).CompareTo(_most.Times(new Fraction(passMark, 1))) >= 0);
}

/// <summary>What one answer earned.</summary>
/// <param name="Share">The part of the question's points.</param>
public sealed record QuestionGrade(Question Question, Share Share)
{
    /// <summary>Exact.</summary>
    public Fraction Points => Share.Value.Times(new Fraction(Question.Points));

    /// <summary>Hundredths, for people, as in <see cref="Grade.RoundedPoints"/>.</summary>
    public decimal RoundedPoints => Rounded.ToHundredths(Points, Question.Points);

    /// <summary>An instructor gives the points of this answer; until then it has none.</summary>
    public bool NeedsMarking { get; init; }
}

/// <summary>An exact part of a question's points, from nothing to all.</summary>
public sealed record Share
{
    /// <param name="part">Below 0 counts as 0, above the whole as the whole.</param>
    internal Share(int part, int whole) =>
        Value = whole <= 0 || part <= 0 ? Fraction.Zero : part >= whole ? Fraction.One : new Fraction(part, whole);

    /// <param name="points">Of <paramref name="most"/>; below 0 counts as 0, above the most as the most.</param>
    internal Share(decimal points, decimal most)
    {
        var (part, whole) = (new Fraction(points), new Fraction(most));
        Value = most <= 0 || points <= 0 ? Fraction.Zero : points >= most ? Fraction.One : new Fraction(part.Numerator * whole.Denominator, part.Denominator * whole.Numerator);
    }

    /// <summary>From 0 to 1.</summary>
    public Fraction Value { get; }

    public bool IsFull => Value == Fraction.One;
    public bool IsZero => Value == Fraction.Zero;

    public override string ToString() => Value.ToString();
}

internal static class Rounded
{
    public static decimal ToHundredths(Fraction points, decimal most)
    {
        var full = new Fraction(most);
        if (points.CompareTo(full) >= 0) return most;

        var exact = points.Times(new Fraction(100, 1));
        var down = exact.Floor();
        var nearest = exact.Plus(new Fraction(1, 2)).Floor();
        // Where the nearest hundredth lies on the other side of a whole percent, the one on this side is shown.
        var shown = new[] { nearest, down, down + 1 }.FirstOrDefault(ReadsTheSame, down);
        return (decimal)shown / 100;

        bool ReadsTheSame(BigInteger hundredths) =>
            PercentOf(new Fraction(hundredths, 100)) == PercentOf(points);

        // Comparing with the maximum itself is the case of 100.
        BigInteger PercentOf(Fraction some) => new Fraction(some.Numerator * 100 * full.Denominator, some.Denominator * full.Numerator).Floor();
    }
}
