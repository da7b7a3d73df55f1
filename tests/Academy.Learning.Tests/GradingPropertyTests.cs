using Academy.Courseware;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>What holds of every question of every kind and of every answer to it: drawn at random, the same at each run.</summary>
public sealed class GradingPropertyTests
{
    private static readonly string[] Spoken = [Languages.Kazakh, Languages.Russian, Languages.English];
    private static readonly string[] Words = ["аким", "әкім", "маслихат", "мәслихат", "ёлка", "Қала", "x", "42", " ", "да нет", "ng", "іс", "һ"];

    private readonly Random _random = new(17);

    [Fact]
    public void Whatever_is_answered_the_share_lies_between_nothing_and_all()
    {
        for (var turn = 0; turn < 20_000; turn++)
        {
            var question = AnyQuestion();
            var share = Grading.Share(question, AnyAnswer(question)).Value;

            Assert.True(share.CompareTo(Fraction.Zero) >= 0 && share.CompareTo(Fraction.One) <= 0, question.ToString());
        }
    }

    [Fact]
    public void The_right_answer_earns_all_in_every_language()
    {
        for (var turn = 0; turn < 5000; turn++)
        {
            var question = AnyQuestion();
            if (question is OpenQuestion) continue;
            foreach (var language in Spoken) Assert.True(Grading.Share(question, Right(question, language)).IsFull, $"{question} in {language}");
        }
    }

    [Fact]
    public void The_order_in_which_options_stand_never_matters()
    {
        for (var turn = 0; turn < 5000; turn++)
        {
            var question = AnyQuestion();
            var answer = Sensible(question);
            var (moved, movedAnswer) = Moved(question, answer);

            Assert.Equal(Grading.Share(question, new Answer(answer)).Value, Grading.Share(moved, new Answer(movedAnswer)).Value);
        }
    }

    [Fact]
    public void The_order_in_which_marks_are_sent_never_matters()
    {
        for (var turn = 0; turn < 5000; turn++)
        {
            var question = AnyChoice();
            var marks = Sensible(question);
            var shuffled = marks.ToArray();
            _random.Shuffle(shuffled);

            Assert.Equal(Grading.Share(question, new Answer(marks)).Value, Grading.Share(question, new Answer(shuffled)).Value);
        }
    }

    [Fact]
    public void A_wrong_mark_more_never_raises_a_grade_and_a_right_one_never_lowers_that_of_several()
    {
        for (var turn = 0; turn < 10_000; turn++)
        {
            var question = AnyChoice();
            var marks = Sensible(question);
            var before = Grading.Share(question, new Answer(marks)).Value;
            for (var place = 0; place < question.Options.Count; place++)
            {
                if (marks.Contains($"{place}")) continue;
                var after = Grading.Share(question, new Answer(marks.Append($"{place}"))).Value;
                // In a single choice two marks are no answer, whichever they are.
                if (!question.Options[place].IsRight) Assert.True(after.CompareTo(before) <= 0 || !question.Multiple && marks.Count == 0, question.ToString());
                else if (question.Multiple) Assert.True(after.CompareTo(before) >= 0, question.ToString());
            }
        }
    }

    [Fact]
    public void What_is_spoilt_at_one_place_earns_less_than_all()
    {
        for (var turn = 0; turn < 5000; turn++)
        {
            var question = AnyQuestion();
            if (question is OpenQuestion) continue;
            var answer = Right(question, Languages.Russian).Values.ToList();
            answer[_random.Next(answer.Count)] = "—ничего такого—";

            Assert.False(Grading.Share(question, new Answer(answer)).IsFull, question.ToString());
        }
    }

    [Fact]
    public void Letters_of_a_Russian_keyboard_are_accepted_where_the_author_says_so_and_nowhere_else()
    {
        var plain = (ShortTextQuestion)new QuizMaker().ShortText("q", "Қызылорда қаласының мәслихаты", "Өңір һәм үй ұғымы").Question;
        var allowed = plain with { RussianKeyboard = true };

        foreach (var typed in (string[])["Кызылорда каласынын маслихаты", "онир хам уй угымы", "КЫЗЫЛОРДА қаласының маслихаты", "oңip"])
            Assert.True(Grading.Share(plain, new Answer([typed])).IsZero, typed);
        foreach (var typed in (string[])["Кызылорда каласынын маслихаты", "онир хам уй угымы", "КЫЗЫЛОРДА қаласының маслихаты", "Өңiр hәм үй ұғымы"])
            Assert.True(Grading.Share(allowed, new Answer([typed])).IsFull, typed);
        // Never the other way, and no letter more or less.
        Assert.True(Grading.Share(plain with { RussianKeyboard = true, Accepted = ["казан"] }, new Answer(["қазан"])).IsZero);
        Assert.True(Grading.Share(allowed, new Answer(["Кызылорда каласынын маслихат"])).IsZero);
    }

    [Fact]
    public void The_same_letters_hold_for_typed_gaps()
    {
        var gaps = (GapsQuestion)new QuizMaker().Gaps("q", QuizMaker.Typed("әкім"), QuizMaker.Chosen("x", "*y")).Question;

        Assert.Equal("1/2", Grading.Share(gaps, new Answer(["аким", "1"])).ToString());
        Assert.True(Grading.Share(gaps with { RussianKeyboard = true }, new Answer(["аким", "1"])).IsFull);
    }

    [Fact]
    public void Whatever_the_keyboard_what_was_right_stays_right()
    {
        for (var turn = 0; turn < 5000; turn++)
        {
            var (typed, accepted) = (Words[_random.Next(Words.Length)], Words[_random.Next(Words.Length)]);
            var plain = (ShortTextQuestion)new QuizMaker().ShortText("q", accepted).Question;

            if (Grading.Share(plain, new Answer([typed])).IsFull) Assert.True(Grading.Share(plain with { RussianKeyboard = true }, new Answer([typed])).IsFull);
        }
    }

    private Question AnyQuestion() => _random.Next(8) switch
    {
        0 or 1 => AnyChoice(),
        2 => AnyNumber(),
        3 => (ShortTextQuestion)new QuizMaker().ShortText("q", [.. Some(1 + _random.Next(3)).Select((word, at) => $"{word}{at}")]).Question with { RussianKeyboard = _random.Next(2) == 0 },
        4 => new QuizMaker().Matching("q", [.. Enumerable.Range(0, 2 + _random.Next(5)).Select(at => ($"l{at}", $"r{at}"))]).Question,
        5 => new QuizMaker().Ordering("q", [.. Enumerable.Range(0, 2 + _random.Next(6)).Select(at => $"s{at}")]).Question,
        6 => (GapsQuestion)new QuizMaker().Gaps("q", [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => AnyGap())]).Question with { RussianKeyboard = _random.Next(2) == 0 },
        _ => new QuizMaker().Open("q").Question,
    };

    private ChoiceQuestion AnyChoice()
    {
        var count = 2 + _random.Next(6);
        var right = _random.Next(count);
        var multiple = _random.Next(2) == 0;
        var options = Enumerable.Range(0, count).Select(at => (at == right || multiple && _random.Next(2) == 0 ? "*" : "") + $"o{at}").ToArray();
        return (ChoiceQuestion)(multiple ? new QuizMaker().Multiple("q", options) : new QuizMaker().Single("q", options)).Question;
    }

    private Question AnyNumber()
    {
        var least = (_random.Next(-100_000, 100_000)) / 100m;
        return new QuizMaker().Number("q", least, least + _random.Next(0, 500) / 100m, ("kk", "км"), ("ru", "км²"), ("en", "km")).Question;
    }

    private Gap AnyGap() => _random.Next(2) == 0
        ? QuizMaker.Typed([.. Some(1 + _random.Next(3)).Select((word, at) => $"{word}{at}")])
        : QuizMaker.Chosen([.. Enumerable.Range(0, 2 + _random.Next(3)).Select(at => at == 0 ? "*right" : $"wrong{at}")]);

    private IEnumerable<string> Some(int count) => Enumerable.Range(0, count).Select(_ => Words[_random.Next(Words.Length)]);

    private static Answer Right(Question question, string language) => new(question switch
    {
        ChoiceQuestion choice => Enumerable.Range(0, choice.Options.Count).Where(at => choice.Options[at].IsRight).Select(at => $"{at}"),
        NumberQuestion number => [$"{number.Most.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',')} {number.Unit.In(language)}"],
        ShortTextQuestion text => [text.Accepted[^1].ToUpperInvariant()],
        MatchingQuestion matching => Enumerable.Range(0, matching.Pairs.Count).Select(at => $"{at}"),
        OrderingQuestion ordering => Enumerable.Range(1, ordering.Steps.Count).Select(at => $"{at}"),
        GapsQuestion gaps => gaps.Gaps.Select(gap => gap is TypedGap typed ? $" {typed.Accepted[0]}  " : $"{((ChosenGap)gap).Right}"),
        _ => [],
    });

    // Of the kind that a page sends: every value in its range.
    private List<string> Sensible(Question question) => question switch
    {
        ChoiceQuestion { Multiple: true } several => [.. Enumerable.Range(0, several.Options.Count).Where(_ => _random.Next(2) == 0).Select(at => $"{at}")],
        ChoiceQuestion single => [$"{_random.Next(single.Options.Count)}"],
        MatchingQuestion matching => [.. matching.Pairs.Select(_ => $"{_random.Next(matching.Pairs.Count)}")],
        OrderingQuestion ordering => [.. ordering.Steps.Select(_ => $"{1 + _random.Next(ordering.Steps.Count)}")],
        GapsQuestion gaps => [.. gaps.Gaps.Select(gap => gap is ChosenGap chosen ? $"{_random.Next(chosen.Choices.Count)}" : Words[_random.Next(Words.Length)])],
        _ => [Words[_random.Next(Words.Length)]],
    };

    private Answer? AnyAnswer(Question question) => _random.Next(4) switch
    {
        0 => null,
        1 => Right(question, Spoken[_random.Next(3)]),
        2 => new Answer(Sensible(question)),
        _ => new Answer(Enumerable.Range(0, _random.Next(9)).Select(_ => Garbage())),
    };

    private string? Garbage() => _random.Next(6) switch
    {
        0 => null,
        1 => $"{_random.Next(-3, 9)}",
        2 => new string([.. Enumerable.Range(0, _random.Next(12)).Select(_ => (char)_random.Next(char.MaxValue))]),
        3 => "99999999999999999999999999999999",
        4 => new string('9', 500),
        _ => Words[_random.Next(Words.Length)],
    };

    // The same question with its options in another order, and the same answer to it.
    private (Question, IEnumerable<string>) Moved(Question question, List<string> answer)
    {
        switch (question)
        {
            case ChoiceQuestion choice:
                var order = Order(choice.Options.Count);
                return (choice with { Options = [.. order.Select(place => choice.Options[place])] }, answer.Select(mark => $"{Array.IndexOf(order, int.Parse(mark, System.Globalization.CultureInfo.InvariantCulture))}"));
            case MatchingQuestion matching:
                var pairs = Order(matching.Pairs.Count);
                // Row n of the new table is row order[n] of the old one, on both sides.
                return (matching with { Pairs = [.. pairs.Select(place => matching.Pairs[place])] }, pairs.Select(place => $"{Array.IndexOf(pairs, int.Parse(answer[place], System.Globalization.CultureInfo.InvariantCulture))}"));
            case GapsQuestion gaps:
                var gapOrder = Order(gaps.Gaps.Count);
                return (gaps with { Gaps = [.. gapOrder.Select(place => gaps.Gaps[place])] }, gapOrder.Select(place => answer[place]));
            default:
                return (question, answer);
        }
    }

    private int[] Order(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(order);
        return order;
    }
}
