using System.Globalization;
using System.Net;
using Academy.Courseware;

namespace Academy.Learning.Statistics;

/// <summary>
/// What many attempts say about a quiz and its questions. Attempts are told one by one and none is kept, so memory does not grow with
/// them. <c>docs/statistics.md</c> says what each figure is.
/// </summary>
public sealed class QuizStatistics
{
    private readonly Quiz _quiz;
    private readonly Dictionary<string, int> _places;
    private readonly Tally[] _tallies;
    private readonly Reliability _reliability;
    private readonly int[] _percents = new int[101];
    private readonly SortedDictionary<string, (int Attempts, int Passed)> _languages = new(StringComparer.Ordinal);
    private Moments _total;
    private int _passed;

    /// <param name="quiz">With the rulings that stand: answers are graded by it.</param>
    public QuizStatistics(Quiz quiz)
    {
        _quiz = quiz;
        _places = quiz.Questions.Index().ToDictionary(question => question.Item.Id, question => question.Index);
        _tallies = [.. quiz.Questions.Select(question => new Tally(question))];
        _reliability = new Reliability(quiz.Questions.Count);
    }

    /// <param name="attempt">One that has a result.</param>
    /// <param name="answers">Of this attempt.</param>
    public void Add(Attempt attempt, IEnumerable<PlainAnswer> answers)
    {
        var given = new Dictionary<string, PlainAnswer>();
        foreach (var answer in answers) given[answer.QuestionId] = answer;
        var asked = attempt.Paper.Questions.Where(question => _places.ContainsKey(question.Id)).Select(question => _places[question.Id]).Order().ToArray();
        var shares = Grading.Each(
            asked.Select(place => _tallies[place].Question), question => given.TryGetValue(question.Id, out var answer) ? answer.Value : null,
            question => attempt.Marks.For(question.Id)?.Points).Select(question => Exact(question.Share)).ToArray();

        // What passed stays passed, whatever the questions are worth now.
        Add(asked, shares, attempt.Passed == true, attempt.Language);
        var (earned, most) = TotalOf(asked, shares);
        for (var at = 0; at < asked.Length; at++)
            if (given.TryGetValue(_tallies[asked[at]].Question.Id, out var answer))
                _tallies[asked[at]].Choose(answer.Value, attempt.EnrolmentId, attempt.Language, RestOf(asked[at], shares[at], earned, most));

        // An answer took the time since the one that was given before it.
        var before = attempt.StartedAt;
        foreach (var answer in given.Values.Where(answer => !answer.Value.IsEmpty).OrderBy(answer => answer.At))
        {
            if (_places.TryGetValue(answer.QuestionId, out var place)) _tallies[place].Took(answer.At - before);
            before = answer.At;
        }
    }

    /// <summary>The same for shares that are known already.</summary>
    /// <param name="asked">Places of the questions asked, in rising order.</param>
    /// <param name="shares">The part of its points that each earned.</param>
    public void Add(ReadOnlySpan<int> asked, ReadOnlySpan<double> shares, bool passed, string? language)
    {
        var (earned, most) = TotalOf(asked, shares);
        if (most > 0)
        {
            var percent = earned * 100 / most;
            _total.Add(percent);
            _percents[Math.Clamp((int)(percent + 1e-9), 0, 100)]++;
        }
        if (passed) _passed++;
        if (language is not null)
            _languages[language] = _languages.GetValueOrDefault(language) is var (attempts, passes) ? (attempts + 1, passes + (passed ? 1 : 0)) : default;

        Span<int> counted = stackalloc int[asked.Length];
        Span<double> scores = stackalloc double[asked.Length];
        var count = 0;
        for (var at = 0; at < asked.Length; at++)
        {
            var tally = _tallies[asked[at]];
            tally.Score(shares[at], RestOf(asked[at], shares[at], earned, most), language);
            if (tally.Points > 0) (counted[count], scores[count++]) = (asked[at], shares[at] * tally.Points);
        }
        _reliability.Add(counted[..count], scores[..count]);
    }

    public QuizReport Report()
    {
        var tests = _tallies.Select(tally => tally.Difference.Test).ToList();
        var adjusted = new double?[_tallies.Length];
        var tested = tests.Index().Where(test => test.Item is { IsEnough: true }).ToList();
        foreach (var (place, p) in tested.Select(test => test.Index).Zip(Holm.Adjust([.. tested.Select(test => test.Item!.P)]))) adjusted[place] = p;

        var alpha = _reliability.Alpha;
        return new QuizReport
        {
            Quiz = _quiz,
            Attempts = _total.Count,
            Passed = _passed,
            Mean = _total.Count > 0 ? _total.Mean : null,
            Deviation = _total.Deviation,
            Alpha = alpha,
            // Below nothing alpha says only that the questions do not belong together.
            ErrorOfMeasurement = alpha is >= 0 and <= 1 && _total.Deviation is { } deviation ? deviation * Math.Sqrt(1 - alpha.Value) : null,
            Median = Middle(),
            Bands = [.. Enumerable.Range(0, 10).Select(band => _percents[(band * 10)..(band == 9 ? 101 : band * 10 + 10)].Sum())],
            Languages = [.. _languages.Select(one => new LanguageReport(one.Key, one.Value.Attempts, one.Value.Passed))],
            Questions = [.. _tallies.Select((tally, place) => tally.Report(tests[place], adjusted[place]))],
        };
    }

    private int? Middle()
    {
        var before = 0;
        for (var percent = 0; percent <= 100; percent++)
            if ((before += _percents[percent]) > 0 && before * 2 >= _total.Count)
                return percent;
        return null;
    }

    private (double Earned, double Most) TotalOf(ReadOnlySpan<int> asked, ReadOnlySpan<double> shares)
    {
        double earned = 0, most = 0;
        for (var at = 0; at < asked.Length; at++)
        {
            earned += shares[at] * _tallies[asked[at]].Points;
            most += _tallies[asked[at]].Points;
        }
        return (earned, most);
    }

    // Without the question itself: otherwise every question would go a little with itself.
    private double? RestOf(int place, double share, double earned, double most)
    {
        var points = _tallies[place].Points;
        return most - points > 1e-9 ? (earned - share * points) / (most - points) : null;
    }

    private static double Exact(Share share) => share.IsFull ? 1 : share.IsZero ? 0 : (double)share.Value.Numerator / (double)share.Value.Denominator;

    /// <summary>What is counted of one question.</summary>
    private sealed class Tally(Question question)
    {
        private readonly Dictionary<string, Moments> _byLanguage = [];
        private readonly Dictionary<(int Part, int Place), AnswerCount> _choices = [];
        private readonly Dictionary<int, TypedAnswers> _typed = [];
        // Several left sides may have one right side: it stands in the list several times and is one answer.
        private readonly int[] _rights = question is MatchingQuestion matching ? FirstOfSame([.. matching.Pairs.Select(pair => pair.Right)]) : [];
        private readonly Seconds _seconds = new();
        private Moments _shares;
        private Correlation _withRest;
        private int _answered;

        public Question Question { get; } = question;

        public double Points { get; } = (double)question.Points;

        /// <summary>Kazakh is the first group, Russian the other.</summary>
        public MantelHaenszel Difference { get; } = new();

        public void Score(double share, double? rest, string? language)
        {
            _shares.Add(share);
            if (language is not null)
            {
                var moments = _byLanguage.GetValueOrDefault(language);
                moments.Add(share);
                _byLanguage[language] = moments;
            }
            if (rest is not { } others) return;

            _withRest.Add(share, others);
            // Only all of its points count as right: a part is not yet an answer that somebody knew.
            if (language is Languages.Kazakh or Languages.Russian) Difference.Add(others, language == Languages.Kazakh, share >= 1);
        }

        public void Took(TimeSpan time) => _seconds.Add(time);

        /// <param name="person">Who answered, as far as one course knows a person.</param>
        public void Choose(Answer answer, Guid person, string? language, double? rest)
        {
            if (answer.IsEmpty) return;

            _answered++;
            var given = answer.Values;
            switch (Question)
            {
                case ChoiceQuestion choice:
                    foreach (var place in given.Select(Place).Distinct()) Count(0, place, choice.Options.Count);
                    break;
                case MatchingQuestion matching:
                    for (var left = 0; left < matching.Pairs.Count && left < given.Count; left++)
                        if (Place(given[left]) is var right && right < _rights.Length) Count(left, _rights[right], _rights.Length);
                    break;
                case OrderingQuestion ordering:
                    for (var step = 0; step < ordering.Steps.Count && step < given.Count; step++) Count(step, Place(given[step]) - 1, ordering.Steps.Count);
                    break;
                case GapsQuestion gaps:
                    for (var gap = 0; gap < gaps.Gaps.Count && gap < given.Count; gap++)
                        if (gaps.Gaps[gap] is ChosenGap chosen) Count(gap, Place(given[gap]), chosen.Choices.Count);
                        else Type(gap, given[gap], Typed.Folded);
                    break;
                case ShortTextQuestion:
                    Type(0, given[0], Typed.Folded);
                    break;
                case NumberQuestion number:
                    Type(0, given[0], typed => Read(number, typed));
                    break;
            }

            void Count(int part, int place, int places)
            {
                if (place >= 0 && place < places) _choices[(part, place)] = _choices.GetValueOrDefault((part, place)).With(language, rest);
            }

            void Type(int part, string typed, Func<string, string> fold)
            {
                if (string.IsNullOrWhiteSpace(typed)) return;
                if (!_typed.TryGetValue(part, out var answers)) _typed[part] = answers = new TypedAnswers();
                answers.Add(typed.Length > TypedAnswers.Longest ? null : fold(typed), person, language, rest);
            }
        }

        public QuestionReport Report(DifferenceTest? test, double? adjusted) => new()
        {
            Question = Question,
            Attempts = _shares.Count,
            Answered = _answered,
            Facility = _shares.Count > 0 ? _shares.Mean : null,
            Discrimination = _withRest.Value,
            MedianSeconds = _seconds.Median,
            Languages = [.. _byLanguage.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new QuestionInLanguage(one.Key, one.Value.Count, one.Value.Mean))],
            Difference = test,
            DifferenceP = adjusted,
            Parts = [.. Parts()],
        };

        private IEnumerable<PartReport> Parts() => Question switch
        {
            ChoiceQuestion choice => [new PartReport(0, null, [.. choice.Options.Select((option, place) => Chosen(0, place, option.IsRight, option.Text))], Others: 0)],
            MatchingQuestion matching => matching.Pairs.Select((pair, left) => MostChosen(left, pair.Left, _rights.Distinct().Select(right =>
                Chosen(left, right, Grading.ReadAlike(pair.Right, matching.Pairs[right].Right), matching.Pairs[right].Right)))),
            OrderingQuestion ordering => ordering.Steps.Select((step, at) => MostChosen(at, step, ordering.Steps.Select((other, place) =>
                Chosen(at, place, Grading.ReadAlike(step, other), text: null)))),
            GapsQuestion gaps => gaps.Gaps.Select((gap, at) => gap is ChosenGap chosen
                ? new PartReport(at, null, [.. chosen.Choices.Select((choice, place) => Chosen(at, place, place == chosen.Right, choice.Select(text => new Html(WebUtility.HtmlEncode(text)))))], Others: 0)
                : MostTyped(at, text => Grading.IsRight(gap, text, gaps.RussianKeyboard))),
            NumberQuestion or ShortTextQuestion => [MostTyped(0, text => Grading.Share(Question, new Answer([text])).IsFull)],
            _ => [],
        };

        private ChoiceReport Chosen(int part, int place, bool isRight, Translated<Html>? text) =>
            Reported(place, isRight, text, typed: null, _choices.GetValueOrDefault((part, place)));

        // Of twenty right sides most were chosen by nobody: the right one and those that were, in the author's order.
        private static PartReport MostChosen(int part, Translated<Html> text, IEnumerable<ChoiceReport> choices)
        {
            var all = choices.ToList();
            var shown = all.OrderByDescending(choice => choice.IsRight).ThenByDescending(choice => choice.Count).ThenBy(choice => choice.Place)
                .Where(choice => choice.IsRight || choice.Count > 0).Take(PartReport.MostChoices).OrderBy(choice => choice.Place).ToList();
            return new PartReport(part, text, shown, all.Sum(choice => choice.Count) - shown.Sum(choice => choice.Count));
        }

        private PartReport MostTyped(int part, Func<string, bool> isRight)
        {
            if (!_typed.TryGetValue(part, out var answers)) return new PartReport(part, null, [], Others: 0);

            var shown = answers.Frequent(PartReport.MostTyped)
                .Select((one, place) => Reported(place, isRight(one.Folded), text: null, one.Folded.ToLowerInvariant(), one.Count)).ToList();
            return new PartReport(part, null, shown, answers.All - shown.Sum(choice => choice.Count));
        }

        private static ChoiceReport Reported(int place, bool isRight, Translated<Html>? text, string? typed, AnswerCount count) =>
            new(place, isRight, text, typed, count.Count, count.InKazakh, count.InRussian, count.MeanRest);

        // "1 500", "1500,0" and "1500 км" are one answer.
        private static string Read(NumberQuestion question, string typed) =>
            Typed.Decimal(typed, question.Unit.Languages.Select(question.Unit.In)) is var (number, _) ? number.ToString(CultureInfo.InvariantCulture) : Typed.Folded(typed);

        private static int[] FirstOfSame(IReadOnlyList<Translated<Html>> texts)
        {
            var first = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (place, text) in texts.Index()) first.TryAdd(InAllLanguages(text), place);
            return [.. texts.Select(text => first[InAllLanguages(text)])];

            static string InAllLanguages(Translated<Html> text) => string.Join('\n', text.Languages.Select(language => text.In(language).Markup));
        }

        private static int Place(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue;
    }
}

/// <summary>A quiz, as its attempts show it.</summary>
public sealed record QuizReport
{
    /// <summary>Fewer say little: every page that shows a figure of fewer says so.</summary>
    public const int Sure = 30;

    public required Quiz Quiz { get; init; }
    public required int Attempts { get; init; }
    public required int Passed { get; init; }

    /// <summary>Percent of the points.</summary>
    public double? Mean { get; init; }

    public int? Median { get; init; }

    /// <summary>In percentage points.</summary>
    public double? Deviation { get; init; }

    /// <summary>Cronbach's alpha.</summary>
    public double? Alpha { get; init; }

    /// <summary>In percentage points: two attempts of the same knowledge differ about so much.</summary>
    public double? ErrorOfMeasurement { get; init; }

    /// <summary>How many attempts reached 0–9 %, 10–19 % … 90–100 %.</summary>
    public required IReadOnlyList<int> Bands { get; init; }

    public required IReadOnlyList<LanguageReport> Languages { get; init; }

    /// <summary>In the order of the quiz.</summary>
    public required IReadOnlyList<QuestionReport> Questions { get; init; }

    public bool IsUnsure => Attempts < Sure;

    public double? PassRate => Attempts > 0 ? (double)Passed / Attempts : null;
}

/// <param name="Language">Two letters, or <see cref="Attempt.SeveralLanguages"/>.</param>
public sealed record LanguageReport(string Language, int Attempts, int Passed);

/// <summary>A question, as its answers show it.</summary>
public sealed record QuestionReport
{
    public const double TooHardBelow = 0.2;
    public const double TooEasyAbove = 0.95;
    public const double WeakBelow = 0.15;
    public const double SignificantBelow = 0.05;

    public required Question Question { get; init; }

    /// <summary>Papers it stood on.</summary>
    public required int Attempts { get; init; }

    /// <summary>Of them with an answer.</summary>
    public required int Answered { get; init; }

    /// <summary>Mean share of its points, from 0 to 1.</summary>
    public double? Facility { get; init; }

    /// <summary>Correlation of its share with the rest of the paper.</summary>
    public double? Discrimination { get; init; }

    public int? MedianSeconds { get; init; }
    public required IReadOnlyList<QuestionInLanguage> Languages { get; init; }

    /// <summary>Kazakh against Russian; null where there is nothing to compare.</summary>
    public DifferenceTest? Difference { get; init; }

    /// <summary>Its p, adjusted for all questions of the quiz; null where there are too few people.</summary>
    public double? DifferenceP { get; init; }

    /// <summary>What was answered: one part for most kinds, and one for each left side, step or gap. None for an open question.</summary>
    public required IReadOnlyList<PartReport> Parts { get; init; }

    public bool IsUnsure => Attempts < QuizReport.Sure;

    public double? FacilityIn(string language) => Languages.FirstOrDefault(one => one.Language == language)?.Facility;

    public IEnumerable<QuestionMark> Marks
    {
        get
        {
            if (Facility < TooHardBelow) yield return QuestionMark.TooHard;
            if (Facility > TooEasyAbove) yield return QuestionMark.TooEasy;
            if (Discrimination < 0) yield return QuestionMark.Against;
            else if (Discrimination < WeakBelow) yield return QuestionMark.Weak;
            if (DifferenceP < SignificantBelow && Difference!.Size != DifferenceSize.Negligible) yield return QuestionMark.LanguagesDiffer;
        }
    }
}

/// <summary>What speaks against a question.</summary>
public enum QuestionMark
{
    TooHard,
    TooEasy,

    /// <summary>It hardly tells who knows from who does not.</summary>
    Weak,

    /// <summary>Who knows more answers it worse: mostly a wrong key.</summary>
    Against,

    LanguagesDiffer,
}

public sealed record QuestionInLanguage(string Language, int Attempts, double Facility);

/// <summary>What was answered to one part of a question: to a left side, a step or a gap; or to the whole, where it has no parts.</summary>
/// <param name="Place">Of the left side, the step or the gap; 0 for the whole.</param>
/// <param name="Text">The left side or the step; null for a gap and for the whole.</param>
/// <param name="Others">How often something was answered that <paramref name="Choices"/> does not show.</param>
public sealed record PartReport(int Place, Translated<Html>? Text, IReadOnlyList<ChoiceReport> Choices, int Others)
{
    /// <summary>Right sides, or places of a step, shown at most.</summary>
    public const int MostChoices = 5;

    /// <summary>Typed answers shown at most.</summary>
    public const int MostTyped = 10;

    /// <summary>A typed answer of fewer people is not shown: it may say who they are.</summary>
    public const int FewestPeople = TypedAnswers.FewestPeople;
}

/// <param name="Place">Of the option, the right side or the choice; of a step its place from 0; of what was typed its rank from 0.</param>
/// <param name="Text">As the author wrote it; null for the place of a step and for what was typed.</param>
/// <param name="Typed">As grading compares it, in small letters; a number with a point. Null for what was chosen.</param>
/// <param name="MeanRest">What those who chose it earned on the rest of the paper, from 0 to 1.</param>
public sealed record ChoiceReport(int Place, bool IsRight, Translated<Html>? Text, string? Typed, int Count, int InKazakh, int InRussian, double? MeanRest);
