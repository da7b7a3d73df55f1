using System.Numerics;
using Academy.Courseware;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests;

public class GradingTests
{
    private static readonly Question Single = new QuizMaker().Single("q", "a", "*b", "c").Question;
    private static readonly Question Multiple = new QuizMaker().Multiple("q", "*a", "b", "*c", "d", "*e").Question;
    private static readonly Question Distance = new QuizMaker().Number("q", 1499.5m, 1500.5m, ("kk", "шақырым"), ("ru", "км²"), ("en", "km")).Question;
    private static readonly Question Plain = new QuizMaker().Number("q", -0.5m, 5m).Question;
    private static readonly Question Text = new QuizMaker().ShortText("q", "Жёлтый маслихат", "№ 148-IV", "кей").Question;
    private static readonly Question Matching = new QuizMaker().Matching("q", ("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")).Question;
    private static readonly Question Ordering = new QuizMaker().Ordering("q", "one", "two", "three", "four").Question;
    private static readonly Question Gaps = new QuizMaker()
        .Gaps("q", QuizMaker.Typed("аким", "әкім"), QuizMaker.Chosen("x", "*y"), QuizMaker.Chosen("*z", "u", "v")).Question;

    [Theory]
    [InlineData("1", "1")]
    [InlineData("|1", "1")]
    [InlineData("0", "0")]
    [InlineData("", "0")]
    [InlineData("0|1", "0")]
    [InlineData("1|1", "0")]
    [InlineData("3", "0")]
    [InlineData("-1", "0")]
    [InlineData("b", "0")]
    [InlineData("1.0", "0")]
    [InlineData("99999999999999999999", "0")]
    public void A_single_choice_is_right_or_not(string answer, string share) => Earns(share, Single, answer);

    [Theory]
    [InlineData("0|2|4", "1")]
    [InlineData("4|0|2", "1")]
    [InlineData("|0|2|4", "1")]
    [InlineData("0|2", "2/3")]
    [InlineData("0", "1/3")]
    [InlineData("0|2|4|1", "2/3")]
    [InlineData("0|2|1", "1/3")]
    [InlineData("0|1", "0")]
    [InlineData("1|3", "0")]
    [InlineData("0|1|3", "0")]
    [InlineData("0|1|2|3|4", "1/3")]
    [InlineData("", "0")]
    [InlineData("0|0|2|4", "2/3")]
    [InlineData("0|2|4|5", "2/3")]
    [InlineData("0|2|4|x", "2/3")]
    public void A_multiple_choice_counts_right_marks_less_wrong_ones(string answer, string share) => Earns(share, Multiple, answer);

    [Theory]
    [InlineData("1500")]
    [InlineData("1 500")]
    [InlineData("1\u00a0500")]
    [InlineData("1\u202f500,25")]
    [InlineData("1500.25")]
    [InlineData("1499,5")]
    [InlineData("1500,500")]
    [InlineData("+1500")]
    [InlineData(" 1500 ")]
    [InlineData("01500")]
    [InlineData("1500 км²")]
    [InlineData("1500км²")]
    [InlineData("1500 км2")]
    [InlineData("1 500 КМ²")]
    [InlineData("1500\u00a0шақырым")]
    [InlineData("1500 km")]
    public void A_number_is_read_as_people_write_it(string answer) => Earns("1", Distance, answer);

    [Theory]
    [InlineData("1499,49999999999999999999999999999999999999")]
    [InlineData("1500,50000000000000000000000000000000000001")]
    [InlineData("-1500")]
    [InlineData("1 50 0")]
    [InlineData("15 00")]
    [InlineData("1500 0")]
    [InlineData("1,500,0")]
    [InlineData("1.500,0")]
    [InlineData("1500 м")]
    [InlineData("км²")]
    [InlineData("1500,")]
    [InlineData("1,5e3")]
    [InlineData("пятнадцать сотен")]
    [InlineData("١٥٠٠")]
    [InlineData("")]
    [InlineData("1500|1500")]
    public void What_is_another_number_or_none_is_wrong(string answer) => Earns("0", Distance, answer);

    [Theory]
    [InlineData("-0,5", "1")]
    [InlineData("− 0,5", "1")]
    [InlineData("–.5", "1")]
    [InlineData("0", "1")]
    [InlineData("5", "1")]
    [InlineData("5,0000000000000000000000000000000000001", "0")]
    [InlineData("-0,51", "0")]
    [InlineData("4 шт", "0")]
    public void Both_ends_count_and_a_minus_is_a_minus(string answer, string share) => Earns(share, Plain, answer);

    [Fact]
    public void Decimals_without_end_are_not_read()
    {
        Earns("1", Plain, "5," + new string('0', 150));
        Earns("0", Plain, "5," + new string('0', 300));
    }

    [Theory]
    [InlineData("Жёлтый маслихат")]
    [InlineData("  желтый   МАСЛИХАТ\u00a0")]
    [InlineData("ЖЁЛТЫЙ\tмаслихат")]
    [InlineData("Же\u0308лтый маслихат")]
    [InlineData("Желтыи\u0306 маслихат")]
    [InlineData("№ 148-iv")]
    public void A_short_text_may_differ_in_case_yo_spaces_and_Unicode_form(string answer) => Earns("1", Text, answer);

    [Theory]
    [InlineData("Жёлтыймаслихат")]
    [InlineData("Желтыи маслихат")]
    [InlineData("Жёлтый маслихат.")]
    [InlineData("№ 148–IV")]
    [InlineData("кеи")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("кей|кей")]
    [InlineData("Жёлтый маслихат\ud800")]
    public void A_short_text_may_not_differ_in_anything_else(string answer) => Earns("0", Text, answer);

    [Fact]
    public void Nothing_typed_is_never_right() => Earns("0", new QuizMaker().ShortText("q", "", " ").Question, " ");

    [Theory]
    [InlineData("0|1|2|3", "1")]
    [InlineData("0|1|3|2", "1/2")]
    [InlineData("0", "1/4")]
    [InlineData("|1||3", "1/2")]
    [InlineData("0|0|0|0", "1/4")]
    [InlineData("0|1|2|4", "3/4")]
    [InlineData("0|1|2|-3", "3/4")]
    [InlineData("0|1|2|3|0", "0")]
    [InlineData("1|2|3|0", "0")]
    [InlineData("", "0")]
    public void Matching_earns_its_share_of_right_pairs(string answer, string share) => Earns(share, Matching, answer);

    [Fact]
    public void Right_sides_that_read_alike_stand_for_each_other_whatever_the_language()
    {
        var question = new QuizMaker().Matching("q",
            new Pair(QuizMaker.Text("a"), QuizMaker.Text("ауыл", "село")),
            new Pair(QuizMaker.Text("b"), QuizMaker.Text("кент", "село")),
            new Pair(QuizMaker.Text("c"), QuizMaker.Text("қала", "город"))).Question;

        Earns("1", question, "1|0|2");
        Earns("1", question, "0|0|2");
        Earns("1/3", question, "2|1|0");
    }

    [Theory]
    [InlineData("1|2|3|4", "1")]
    [InlineData("1|2|4|3", "1/2")]
    [InlineData("2|1|4|3", "0")]
    [InlineData("1", "1/4")]
    [InlineData("1|1|1|1", "0")]
    [InlineData("1|2|3|3", "1/2")]
    [InlineData("1|2|3|0", "3/4")]
    [InlineData("1|2|3|5", "3/4")]
    [InlineData("1|2|3|2147483648", "3/4")]
    [InlineData("1|2|3|", "3/4")]
    [InlineData("1|2|3|4|5", "0")]
    [InlineData("", "0")]
    public void Ordering_earns_its_share_of_steps_in_their_place(string answer, string share) => Earns(share, Ordering, answer);

    [Fact]
    public void Steps_that_read_alike_may_change_places() =>
        Earns("1", new QuizMaker().Ordering("q", "vote", "count", "vote").Question, "3|2|1");

    [Theory]
    [InlineData("Аким|1|0", "1")]
    [InlineData(" ӘКІМ |1|0", "1")]
    [InlineData("аким|0|0", "2/3")]
    [InlineData("|1|", "1/3")]
    [InlineData("аким", "1/3")]
    [InlineData("аким|y|z", "1/3")]
    [InlineData("аким|2|3", "1/3")]
    [InlineData("аким|1|0|0", "0")]
    [InlineData("", "0")]
    public void Gaps_earn_their_share_of_right_gaps(string answer, string share) => Earns(share, Gaps, answer);

    [Fact]
    public void An_open_answer_waits_for_its_instructor()
    {
        var quiz = new QuizMaker().Single("q1", "*a", "b").Open("q2").Quiz;

        var grade = Grading.Grade(quiz.Questions, _ => new Answer(["0"]));

        Assert.Equal((true, 1, 2), (grade.NeedsMarking, grade.RoundedPoints, grade.MaxPoints));
        Assert.Equal([(false, true), (true, false)], grade.Questions.Select(one => (one.NeedsMarking, one.Share.IsFull)));
        Assert.False(Grading.Grade(quiz.Questions.Take(1).ToList(), _ => null).NeedsMarking);
    }

    [Fact]
    public void No_answer_at_all_earns_nothing()
    {
        var grade = Grading.Grade(QuizMaker.OfEveryKind().Quiz.Questions, _ => null);

        Assert.Equal((0, 10), (grade.RoundedPoints, grade.MaxPoints));
        Assert.All(grade.Questions, one => Assert.True(one.Share.IsZero));
    }

    [Fact]
    public void Three_thirds_make_a_whole()
    {
        var thirds = Papers(Enumerable.Repeat((1m, 1, 3), 3).Append((1m, 3, 3)));

        Assert.Equal((2m, true, false), (thirds.RoundedPoints, thirds.Reaches(50), thirds.Reaches(51)));
    }

    [Fact]
    public void Seven_tenths_reach_seventy_though_no_binary_fraction_does()
    {
        var grade = Papers(Enumerable.Repeat((0.1m, 1, 1), 7).Concat(Enumerable.Repeat((0.1m, 0, 1), 3)));

        Assert.Equal((0.7m, 1m, true, false), (grade.RoundedPoints, grade.MaxPoints, grade.Reaches(70), grade.Reaches(71)));
    }

    [Theory]
    [InlineData("6999", false)]
    [InlineData("6999.9999999999999999", false)]
    [InlineData("7000", true)]
    public void A_hair_below_the_bar_is_below_the_bar(string earned, bool passes)
    {
        var points = decimal.Parse(earned, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(passes, Papers([(points, 1, 1), (10_000 - points, 0, 1)]).Reaches(70));
    }

    [Theory]
    // 69.9972 of 100, 2.0994 of 3 and 0.9952 of 1: the nearest hundredth is not earned.
    [InlineData("69.9972", "30.0028", "69.99")]
    [InlineData("2.0994", "0.9006", "2.09")]
    [InlineData("0.9952", "0.0048", "0.99")]
    // 0.932 of 1.33 is 70.07 %: 0.93 would read as 69.
    [InlineData("0.932", "0.398", "0.94")]
    // Nothing in the way: half a hundredth goes up, less goes down.
    [InlineData("69.125", "30.875", "69.13")]
    [InlineData("69.1249", "30.8751", "69.12")]
    [InlineData("0.005", "99.995", "0.01")]
    public void Rounded_points_never_show_a_percent_that_was_not_earned(string earned, string missed, string shown)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var grade = Papers([(decimal.Parse(earned, culture), 1, 1), (decimal.Parse(missed, culture), 0, 1)]);

        Assert.Equal(decimal.Parse(shown, culture), grade.RoundedPoints);
    }

    [Fact]
    public void Full_points_are_the_maximum_as_the_author_wrote_it() => Assert.Equal(0.333m, Papers([(0.333m, 1, 1)]).RoundedPoints);

    [Fact]
    public void Where_nothing_can_be_earned_only_a_bar_of_nothing_is_reached()
    {
        var (empty, worthless) = (Papers([]), Papers([(0m, 1, 1)]));

        Assert.Equal((true, false, 0), (empty.Reaches(0), empty.Reaches(1), empty.RoundedPoints));
        Assert.Equal((true, false, 0), (worthless.Reaches(0), worthless.Reaches(1), worthless.RoundedPoints));
    }

    [Property(MaxTest = 500)]
    public Property The_bar_is_decided_on_the_exact_points_and_the_rounded_ones_read_the_same()
    {
        // Hundredths of a point, steps earned, steps in all.
        var question = from hundredths in Gen.Choose(0, 700)
                       from steps in Gen.Choose(1, 7)
                       from right in Gen.Choose(0, steps)
                       select (Points: hundredths / 100m, right, steps);
        var paper = question.NonEmptyListOf().Where(some => some.Sum(one => one.Points) >= 1).ToArbitrary();
        return Prop.ForAll(paper, some =>
        {
            var grade = Papers(some);
            // 420 is divided by each number of steps, so the sum of whole numbers is exact as well.
            var earned = some.Sum(one => (long)(one.Points * 100) * 420 * one.right / one.steps);
            var most = some.Sum(one => (long)(one.Points * 100) * 420);
            return grade.RoundedPoints >= 0 && grade.RoundedPoints <= grade.MaxPoints
                && Math.Abs(grade.RoundedPoints - (decimal)earned / 42_000) < 0.01m
                && Enumerable.Range(0, 101).All(bar =>
                    grade.Reaches(bar) == (earned * 100 >= most * bar) && grade.Reaches(bar) == (grade.RoundedPoints * 100 >= grade.MaxPoints * bar));
        });
    }

    [Property(MaxTest = 2000)]
    public Property Whatever_is_answered_the_grade_lies_between_nothing_and_the_maximum()
    {
        var quiz = QuizMaker.OfEveryKind().Open("open").Quiz;
        return Prop.ForAll(AnyAnswer().ArrayOf(quiz.Questions.Count).ToArbitrary(), answers =>
        {
            var grade = Grading.Grade(quiz.Questions, question => answers[quiz.Questions.ToList().IndexOf(question)]);
            return grade.RoundedPoints >= 0 && grade.RoundedPoints <= grade.MaxPoints && grade.Questions.Count == quiz.Questions.Count
                && grade.Questions.All(one => one.Share.Value.CompareTo(Fraction.Zero) >= 0 && one.Share.Value.CompareTo(Fraction.One) <= 0);
        });
    }

    [Fact]
    public void No_character_is_too_strange_to_be_graded()
    {
        var questions = QuizMaker.OfEveryKind().Quiz.Questions;
        for (var character = 0; character <= char.MaxValue; character++)
        {
            var answer = new Answer([$"1{(char)character}", $"{(char)character}"]);
            Assert.All(questions, question => Grading.Share(question, answer));
        }
    }

    [Theory]
    [InlineData("kk", "1\u00a0500 шақырым", "сары мәслихат", "әкім")]
    [InlineData("ru", "1500,0 км", "желтый маслихат", "аким")]
    [InlineData("en", "1500.0 km", "Жёлтый маслихат", "аким")]
    public void The_right_answer_earns_the_maximum_in_every_language(string language, string number, string text, string gap)
    {
        var quiz = QuizMaker.OfEveryKind().Quiz;
        var answers = new Dictionary<string, Answer>
        {
            ["single"] = new(["1"]), ["multiple"] = new(["0", "2", "4"]), ["number"] = new([number]), ["text"] = new([text]),
            ["matching"] = new(["0", "1", "2"]), ["ordering"] = new(["1", "2", "3", "4"]), ["gaps"] = new([gap, "1", "0"]),
        };

        var grade = Grading.Grade(quiz.Questions, question => answers[question.Id]);

        Assert.All(grade.Questions, one => Assert.True(one.Share.IsFull, $"{one.Question.Id} in {language}"));
        Assert.Equal((10, 10, true), (grade.RoundedPoints, grade.MaxPoints, grade.Reaches(100)));
    }

    [Property]
    public Property The_order_of_options_never_matters()
    {
        var marks = Gen.SubListOf([0, 1, 2, 3, 4]);
        var orders = Gen.Shuffle([0, 1, 2, 3, 4]);
        return Prop.ForAll(marks.Zip(orders).ToArbitrary(), drawn =>
        {
            var (marked, order) = drawn;
            var question = (ChoiceQuestion)Multiple;
            var moved = question with { Options = [.. order.Select(place => question.Options[place])] };
            var same = marked.Select(place => $"{Array.IndexOf(order, place)}").Reverse();

            return Grading.Share(moved, new Answer(same)) == Grading.Share(question, new Answer(marked.Select(place => $"{place}")));
        });
    }

    [Theory]
    [InlineData("-7.5", "-8")]
    [InlineData("-7", "-7")]
    [InlineData("7.5", "7")]
    [InlineData("-0.1", "-1")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void A_fraction_is_rounded_down_to_the_whole_below_it(string value, string floor)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;

        Assert.Equal(BigInteger.Parse(floor, culture), new Fraction(decimal.Parse(value, culture)).Floor());
    }

    // Values of an answer are parted by a bar; nothing between bars is an empty value.
    private static void Earns(string share, Question question, string answer) =>
        Assert.Equal(share, Grading.Share(question, new Answer(answer.Length == 0 ? [] : answer.Split('|'))).ToString());

    // Each question an ordering, of which so many steps are right: the rest get the number of a step that is not there.
    private static Grade Papers(IEnumerable<(decimal Points, int Right, int Steps)> questions)
    {
        var quiz = new QuizMaker();
        var answers = new Dictionary<string, Answer>();
        foreach (var (points, right, steps) in questions)
        {
            var id = $"q{answers.Count}";
            quiz.Ordering(id, [.. Enumerable.Range(0, steps).Select(step => $"{step}")]).Worth(points);
            answers[id] = new Answer(Enumerable.Range(1, steps).Select(step => step <= right ? $"{step}" : "0"));
        }
        return Grading.Grade(quiz.Quiz.Questions, question => answers[question.Id]);
    }

    private static Gen<Answer?> AnyAnswer()
    {
        var sensible = Gen.Elements(["0", "1", "2", "3", "4", "5", "1500", "1 500 км", "аким", "Жёлтый маслихат", "", " ", "-1", "1,5"]);
        var anything = ArbMap.Default.GeneratorFor<string?>();
        var values = Gen.OneOf(sensible.Select(value => (string?)value), anything).ListOf();
        return Gen.OneOf(values.Select(some => (Answer?)new Answer(some)), Gen.Constant<Answer?>(null));
    }
}
