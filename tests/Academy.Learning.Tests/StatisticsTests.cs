using Academy.Courseware;
using Academy.Learning.Statistics;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>Figures held against the literature, and against sums anybody can do by hand.</summary>
public sealed class StatisticsTests
{
    /// <summary>
    /// Section 6 of the LSAT, 1,000 people, five questions. Data: Bock, R. D., Lieberman, M. (1970), Fitting a response model for n dichotomously
    /// scored items, Psychometrika 35, 179–197. Figures: Rizopoulos, D. (2006), ltm: an R package for latent variable modelling and item
    /// response theory analyses, J. Stat. Software 17(5), section 3: proportions right, point-biserial correlations without the item, alpha 0.295.
    /// </summary>
    private static readonly (string Pattern, int Times)[] Lsat6 =
    [
        ("00000", 3), ("00001", 6), ("00010", 2), ("00011", 11), ("00100", 1), ("00101", 1), ("00110", 3), ("00111", 4),
        ("01000", 1), ("01001", 8), ("01011", 16), ("01101", 3), ("01110", 2), ("01111", 15),
        ("10000", 10), ("10001", 29), ("10010", 14), ("10011", 81), ("10100", 3), ("10101", 28), ("10110", 15), ("10111", 80),
        ("11000", 16), ("11001", 56), ("11010", 21), ("11011", 173), ("11100", 11), ("11101", 61), ("11110", 28), ("11111", 298),
    ];

    [Fact]
    public void The_questions_of_the_LSAT_are_as_hard_and_tell_as_much_as_the_literature_says()
    {
        var report = Lsat();

        Assert.Equal(1000, report.Attempts);
        Assert.Equal([0.924, 0.709, 0.553, 0.763, 0.870], report.Questions.Select(question => Math.Round(question.Facility!.Value, 3)));
        Assert.Equal([0.113, 0.153, 0.173, 0.144, 0.122], report.Questions.Select(question => Math.Round(question.Discrimination!.Value, 3)));
        Assert.Equal(0.295, report.Alpha!.Value, 3);
        // By hand: the variance of the totals is 1.0713, so in percent of five points 20.70; 20.70 · √(1 − 0.295) = 17.38.
        Assert.Equal(20.70, report.Deviation!.Value, 2);
        Assert.Equal(17.38, report.ErrorOfMeasurement!.Value, 2);
        Assert.Equal([3, 0, 20, 0, 85, 0, 237, 0, 357, 298], report.Bands);
        Assert.Equal([QuestionMark.Weak, QuestionMark.Weak, QuestionMark.Weak], report.Questions.Where(question => question.Discrimination < 0.15).SelectMany(question => question.Marks));
    }

    [Fact]
    public void Alpha_is_that_of_the_health_questionnaire()
    {
        // Bland, J. M., Altman, D. G. (1997), Statistics notes: Cronbach's alpha, BMJ 314, 572: ten items, variances that add up to 11.16, 77.44 of the total.
        Assert.Equal(0.95, Reliability.Of(10, 11.16, 77.44), 2);
    }

    [Fact]
    public void Alpha_of_drawn_papers_is_near_that_of_the_whole_test()
    {
        var (whole, drawn) = (new Reliability(5), new Reliability(5));
        var turn = 0;
        foreach (var (pattern, times) in Lsat6)
            for (var time = 0; time < times; time++)
            {
                var scores = pattern.Select(letter => letter - '0' + 0.0).ToArray();
                whole.Add([0, 1, 2, 3, 4], scores);
                // Each person is asked four of the five, in turn.
                var left = turn++ % 5;
                int[] asked = [.. Enumerable.Range(0, 5).Where(place => place != left)];
                drawn.Add(asked, [.. asked.Select(place => scores[place])]);
            }

        // Spearman and Brown (1910): a test of four fifths the length has 0.8·α / (1 − 0.2·α).
        var expected = 0.8 * whole.Alpha!.Value / (1 - 0.2 * whole.Alpha.Value);
        Assert.Equal(expected, drawn.Alpha!.Value, 0.05);
    }

    [Fact]
    public void Mantel_and_Haenszels_test_is_that_of_the_rabbits()
    {
        // Agresti, A. (1990), Categorical Data Analysis, 231–237: penicillin given at once or late, cured or dead, by dose; p = 0.047.
        int[][] doses = [[0, 6, 0, 5], [3, 3, 0, 6], [6, 0, 2, 4], [5, 1, 6, 0], [2, 0, 5, 0]];

        var test = Tested(doses)!;

        Assert.Equal(3.93, test.ChiSquare, 2);
        Assert.Equal(0.047, test.P, 3);
        Assert.False(test.IsEnough);
    }

    [Fact]
    public void Mantel_and_Haenszels_test_is_that_of_the_admissions_to_Berkeley()
    {
        // Bickel, P. J., Hammel, E. A., O'Connell, J. W. (1975), Science 187, 398–404; the data set UCBAdmissions of R, whose mantelhaen.test gives
        // X² = 1.4269, p = 0.2323 and a common odds ratio of 0.9047. Men admitted, men refused, women admitted, women refused, by department.
        int[][] departments = [[512, 313, 89, 19], [353, 207, 17, 8], [120, 205, 202, 391], [138, 279, 131, 244], [53, 138, 94, 299], [22, 351, 24, 317]];

        var test = Tested(departments)!;

        Assert.Equal(1.4269, test.ChiSquare, 4);
        Assert.Equal(0.2323, test.P, 4);
        Assert.Equal(0.9047, test.OddsRatio, 4);
        Assert.Equal(0.235, test.Delta, 3);
        Assert.Equal(DifferenceSize.Negligible, test.Size);
        Assert.True(test.IsEnough);
    }

    [Theory]
    // Fisher, R. A., Yates, F. (1963), Statistical Tables, table IV, one degree of freedom.
    [InlineData(0.0158, 0.90)]
    [InlineData(0.455, 0.50)]
    [InlineData(2.706, 0.10)]
    [InlineData(3.841, 0.05)]
    [InlineData(6.635, 0.01)]
    [InlineData(10.827, 0.001)]
    public void Chi_square_is_that_of_the_tables(double value, double p) => Assert.Equal(p, ChiSquare.UpperTail(value), p < 0.01 ? 5 : 3);

    [Fact]
    public void Both_ways_of_working_chi_square_out_meet_without_a_step()
    {
        Assert.Equal(1, ChiSquare.UpperTail(0));
        Assert.Equal(ChiSquare.UpperTail(8 - 1e-12), ChiSquare.UpperTail(8), 12);
        // erfc(3) = 2.209049699858544e-5.
        Assert.Equal(2.209049699858544e-5, ChiSquare.UpperTail(18), 15);
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_all_the_next_by_one_less_and_never_turns_their_order()
    {
        // By hand: 4 · 0.005; 3 · 0.01; 2 · 0.03; then 0.04 may not fall below it.
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 10)));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void A_question_that_is_harder_in_one_language_for_people_who_know_as_much_is_marked_and_the_others_are_not()
    {
        var statistics = new QuizStatistics(FiveQuestions());
        // 400 people, half in each language, of every knowledge alike; the last question is lost in Russian by two of three who would have it.
        for (var person = 0; person < 400; person++)
        {
            var (language, level) = (person % 2 == 0 ? "kk" : "ru", person / 2 % 5);
            double[] shares = [.. Enumerable.Range(0, 5).Select(place => (person / 10 * 7 + place * 3) % 10 < 2 * level + 1 ? 1.0 : 0.0)];
            if (language == "ru" && person / 2 % 3 != 0) shares[4] = 0;
            statistics.Add([0, 1, 2, 3, 4], shares, passed: level > 2, language);
        }

        var report = statistics.Report();

        var marked = Assert.Single(report.Questions, question => question.Marks.Contains(QuestionMark.LanguagesDiffer));
        Assert.Equal("q5", marked.Question.Id);
        Assert.True(marked.Difference!.OddsRatio > 1);
        Assert.Equal(DifferenceSize.Large, marked.Difference.Size);
        Assert.Equal([("kk", 200, 80), ("ru", 200, 80)], report.Languages.Select(language => (language.Language, language.Attempts, language.Passed)));
    }

    [Fact]
    public void Few_people_give_figures_but_no_verdict_on_languages()
    {
        var statistics = new QuizStatistics(FiveQuestions());
        statistics.Add([0, 1, 2, 3, 4], [1, 1, 0, 1, 0], passed: true, "kk");
        statistics.Add([0, 1, 2, 3, 4], [0, 1, 1, 0, 0], passed: false, "ru");

        var report = statistics.Report();

        Assert.True(report.IsUnsure);
        Assert.Equal(0.5, report.PassRate);
        Assert.Equal(50, report.Mean);
        Assert.Equal(40, report.Median);
        Assert.Null(report.Questions[1].Discrimination);
        Assert.All(report.Questions, question => Assert.Null(question.DifferenceP));
    }

    [Fact]
    public void Of_nobody_there_are_no_figures()
    {
        var report = new QuizStatistics(FiveQuestions()).Report();

        Assert.Equal(0, report.Attempts);
        Assert.Null(report.Mean);
        Assert.Null(report.Median);
        Assert.Null(report.Alpha);
        Assert.Null(report.PassRate);
        Assert.All(report.Questions, question => Assert.Null(question.Facility));
        Assert.All(report.Questions, question => Assert.Empty(question.Marks));
    }

    [Fact]
    public void What_people_chose_how_long_it_took_and_what_they_knew_besides_is_counted()
    {
        var quiz = new QuizMaker().Single("a", "x", "*y", "z").Multiple("b", "*x", "y", "*z").Gaps("c", QuizMaker.Chosen("u", "*v"), QuizMaker.Typed("w")).Quiz;
        var statistics = new QuizStatistics(quiz);
        Sit(statistics, quiz, "kk", ("a", ["1"], 30), ("b", ["0", "2"], 90), ("c", ["1", "w"], 100));
        Sit(statistics, quiz, "ru", ("b", ["0", "1"], 20), ("a", ["0"], 50));

        var (a, b, c) = (statistics.Report().Questions[0], statistics.Report().Questions[1], statistics.Report().Questions[2]);

        Assert.Equal([(1, 0), (0, 1), (0, 0)], Assert.Single(a.Parts).Choices.Select(choice => (choice.InRussian, choice.InKazakh)));
        // Who chose y, the right one, earned everything else too; who chose x earned nothing else.
        Assert.Equal([0, 1, null], a.Parts[0].Choices.Select(choice => choice.MeanRest));
        Assert.Equal(30, a.MedianSeconds);
        Assert.Equal([2, 1, 1], Assert.Single(b.Parts).Choices.Select(choice => choice.Count));
        Assert.Equal(20, b.MedianSeconds);
        Assert.Equal([(0, 0), (1, 1)], c.Parts[0].Choices.Select(choice => (choice.Place, choice.Count)));
        // One person typed something: it is counted and not told.
        Assert.Empty(c.Parts[1].Choices);
        Assert.Equal(1, c.Parts[1].Others);
        Assert.Equal((2, 1), (c.Attempts, c.Answered));
        Assert.Equal(0.5, c.Facility);
    }

    [Fact]
    public void Of_matching_it_is_told_for_each_left_side_how_often_each_right_one_was_chosen()
    {
        // Two left sides share the right side "1": wherever it was taken from the list, it is one answer.
        var quiz = new QuizMaker().Matching("m", ("a", "1"), ("b", "2"), ("c", "1")).Single("other", "*x", "y").Quiz;
        var statistics = new QuizStatistics(quiz);
        Sit(statistics, quiz, "kk", ("m", ["0", "1", "0"], 10), ("other", ["0"], 20));
        Sit(statistics, quiz, "ru", ("m", ["2", "0", ""], 10), ("other", ["1"], 20));
        Sit(statistics, quiz, "ru", ("m", ["1"], 10), ("other", ["1"], 20));

        var parts = statistics.Report().Questions[0].Parts;

        Assert.Equal(["a (kk)", "b (kk)", "c (kk)"], parts.Select(part => part.Text!.In("kk").Markup));
        Assert.Equal([("1 (kk)", true, 2, 1, 1), ("2 (kk)", false, 1, 0, 1)], parts[0].Choices.Select(Told));
        Assert.Equal([0.5, 0], parts[0].Choices.Select(choice => choice.MeanRest));
        Assert.Equal([("1 (kk)", false, 1, 0, 1), ("2 (kk)", true, 1, 1, 0)], parts[1].Choices.Select(Told));
        Assert.Equal([("1 (kk)", true, 1, 1, 0)], parts[2].Choices.Select(Told));

        static (string, bool, int, int, int) Told(ChoiceReport choice) => (choice.Text!.In("kk").Markup, choice.IsRight, choice.Count, choice.InKazakh, choice.InRussian);
    }

    [Fact]
    public void Of_many_right_sides_the_right_one_and_the_most_frequent_are_told_and_the_others_as_one_sum()
    {
        var quiz = new QuizMaker().Matching("m", [.. Enumerable.Range(0, 9).Select(place => ($"left {place}", $"right {place}"))]).Quiz;
        var statistics = new QuizStatistics(quiz);
        // Nobody finds the right one of the first; place p is chosen p times.
        for (var place = 1; place < 9; place++)
            for (var time = 0; time < place; time++)
                Sit(statistics, quiz, "kk", ("m", [$"{place}"], 10));

        var first = statistics.Report().Questions[0].Parts[0];

        Assert.Equal([(0, 0), (5, 5), (6, 6), (7, 7), (8, 8)], first.Choices.Select(choice => (choice.Place, choice.Count)));
        Assert.Equal(1 + 2 + 3 + 4, first.Others);
    }

    [Fact]
    public void Of_ordering_it_is_told_how_often_each_step_stood_at_each_place()
    {
        var quiz = new QuizMaker().Ordering("o", "one", "two", "three").Quiz;
        var statistics = new QuizStatistics(quiz);
        Sit(statistics, quiz, "kk", ("o", ["1", "2", "3"], 10));
        Sit(statistics, quiz, "kk", ("o", ["2", "1", "3"], 10));
        Sit(statistics, quiz, "ru", ("o", ["2", "", "1"], 10));

        var parts = statistics.Report().Questions[0].Parts;

        Assert.Equal(["one (ru)", "two (ru)", "three (ru)"], parts.Select(part => part.Text!.In("ru").Markup));
        Assert.Equal([[(0, true, 1), (1, false, 2)], [(0, false, 1), (1, true, 1)], [(0, false, 1), (2, true, 2)]],
            parts.Select(part => part.Choices.Select(choice => (choice.Place, choice.IsRight, choice.Count)).ToList()));
    }

    [Fact]
    public void Of_what_was_typed_the_most_frequent_is_told_as_grading_reads_it_and_nothing_of_fewer_than_three_people()
    {
        var quiz = new QuizMaker().ShortText("t", "Мәслихат", "маслихат").Number("n", 1500, 1500, ("ru", "км")).Gaps("g", QuizMaker.Typed("әкім"), QuizMaker.Chosen("*x", "y")).Quiz;
        var statistics = new QuizStatistics(quiz);
        Sit(statistics, quiz, "kk", ("t", ["Мәслихат"], 1), ("n", ["1500"], 2), ("g", ["Әкім", "1"], 3));
        Sit(statistics, quiz, "kk", ("t", [" мәслихат "], 1), ("n", ["1 500"], 2), ("g", ["әкім", "0"], 3));
        Sit(statistics, quiz, "ru", ("t", ["МӘСЛИХАТ"], 1), ("n", ["1500,0 км"], 2), ("g", ["әкім", "0"], 3));
        for (var person = 0; person < 4; person++) Sit(statistics, quiz, "ru", ("t", ["аким"], 1), ("n", ["-2,50"], 2), ("g", [" ", "1"], 3));
        Sit(statistics, quiz, "ru", ("t", ["Серік Ахметов, 8 701 000 00 00"], 1));
        Sit(statistics, quiz, "ru", ("t", [new string('a', 5000)], 1));

        var questions = statistics.Report().Questions;

        Assert.Equal([("аким", false, 4, 0, 4), ("мәслихат", true, 3, 2, 1)], Assert.Single(questions[0].Parts).Choices.Select(Told));
        Assert.Equal(2, questions[0].Parts[0].Others);
        Assert.Equal([("-2.5", false, 4, 0, 4), ("1500", true, 3, 2, 1)], Assert.Single(questions[1].Parts).Choices.Select(Told));
        Assert.Equal([("әкім", true, 3, 2, 1)], questions[2].Parts[0].Choices.Select(Told));
        Assert.Equal([2, 5], questions[2].Parts[1].Choices.Select(choice => choice.Count));

        static (string?, bool, int, int, int) Told(ChoiceReport choice) => (choice.Typed, choice.IsRight, choice.Count, choice.InKazakh, choice.InRussian);
    }

    [Fact]
    public void One_person_who_types_the_same_in_three_attempts_is_still_one_and_a_third_person_tells_it()
    {
        var quiz = new QuizMaker().ShortText("t", "x").Quiz;
        var statistics = new QuizStatistics(quiz);
        var enrolment = new Enrolment(Guid.NewGuid(), CourseMaker.Course(quiz), Guid.NewGuid(), CourseMaker.Monday);
        for (var time = 0; time < 3; time++) Add(statistics, enrolment.Sit(quiz, CourseMaker.Monday, ("t", "Менің атым Серік")));
        Sit(statistics, quiz, "kk", ("t", ["менің атым серік"], 1));
        Assert.Empty(statistics.Report().Questions[0].Parts[0].Choices);

        Sit(statistics, quiz, "kk", ("t", ["менің атым серік"], 1));

        Assert.Equal(5, Assert.Single(statistics.Report().Questions[0].Parts[0].Choices).Count);
    }

    [Fact]
    public void However_many_type_something_else_memory_stays_and_what_is_frequent_is_counted_nearly_exactly()
    {
        var answers = new TypedAnswers();
        var most = 0;
        for (var person = 0; person < 100_000; person++)
        {
            // Every tenth types one of five frequent answers, all others something of their own.
            answers.Add(person % 10 == 0 ? $"frequent {person / 10 % 5}" : $"own {person}", Guid.CreateVersion7(), "kk", rest: null);
            most = Math.Max(most, answers.Kept);
        }

        Assert.Equal(100_000, answers.All);
        // The bound of Manku and Motwani: width · ln(answers / width), and the answers since the last dropping.
        Assert.InRange(most, 1, TypedAnswers.Width * 7);
        var frequent = answers.Frequent(PartReport.MostTyped).ToList();
        Assert.Equal(5, frequent.Count);
        Assert.All(frequent, one => Assert.InRange(one.Count.Count, 2_000 - 100_000 / TypedAnswers.Width, 2_000));
    }

    [Fact]
    public void An_answer_of_many_languages_belongs_to_none()
    {
        var quiz = new QuizMaker().Single("a", "*x", "y").Quiz;
        var attempt = new Enrolment(Guid.NewGuid(), CourseMaker.Course(quiz), Guid.NewGuid(), CourseMaker.Monday).StartAttempt(quiz, 1, CourseMaker.Monday);
        Assert.Null(attempt.Language);
        attempt.AnswerIn("kk");
        attempt.AnswerIn("kk");
        Assert.Equal("kk", attempt.Language);
        attempt.AnswerIn("ru");
        attempt.AnswerIn("kk");
        Assert.Equal(Attempt.SeveralLanguages, attempt.Language);
    }

    private static void Sit(QuizStatistics statistics, Quiz quiz, string language, params (string Id, string[] Values, int Second)[] answers)
    {
        var enrolment = new Enrolment(Guid.NewGuid(), CourseMaker.Course(quiz), Guid.NewGuid(), CourseMaker.Monday);
        var attempt = enrolment.StartAttempt(quiz, seed: 1, CourseMaker.Monday);
        foreach (var (id, values, second) in answers) attempt.Give(quiz, id, new Answer(values), 1, flagged: false, CourseMaker.Monday.AddSeconds(second));
        attempt.AnswerIn(language);
        attempt.Submit(quiz, CourseMaker.Monday.AddMinutes(5));
        Add(statistics, attempt);
    }

    private static void Add(QuizStatistics statistics, Attempt attempt) => statistics.Add(attempt, attempt.Answers.Select(PlainAnswer.Of));

    private static QuizReport Lsat()
    {
        var statistics = new QuizStatistics(FiveQuestions());
        foreach (var (pattern, times) in Lsat6)
            for (var time = 0; time < times; time++)
                statistics.Add([0, 1, 2, 3, 4], [.. pattern.Select(letter => letter - '0' + 0.0)], passed: false, language: null);
        return statistics.Report();
    }

    private static Quiz FiveQuestions() =>
        Enumerable.Range(1, 5).Aggregate(new QuizMaker(), (quiz, number) => quiz.Single($"q{number}", "*yes", "no")).Quiz;

    // Each row: first group right, wrong; other group right, wrong.
    private static DifferenceTest? Tested(int[][] strata)
    {
        var test = new MantelHaenszel(strata.Length);
        foreach (var (stratum, counts) in strata.Index())
        {
            test.Add(stratum, isReference: true, isRight: true, counts[0]);
            test.Add(stratum, isReference: true, isRight: false, counts[1]);
            test.Add(stratum, isReference: false, isRight: true, counts[2]);
            test.Add(stratum, isReference: false, isRight: false, counts[3]);
        }
        return test.Test;
    }
}
