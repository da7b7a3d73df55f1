using Academy.Courseware;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests;

public class QuestionDrawTests
{
    private static readonly Quiz Everything = QuizMaker.OfEveryKind().Open("open").ShuffledQuestions().ShuffledOptions().Quiz;

    // Twelve questions: q1 to q6 about the budget, q5 to q10 about law, q11 and q12 about neither.
    private static QuizMaker Bank()
    {
        var bank = new QuizMaker();
        for (var at = 1; at <= 12; at++)
            bank.Single($"q{at}", "*a", "b", "c").Tagged([.. at <= 6 ? ["budget"] : Array.Empty<string>(), .. at is >= 5 and <= 10 ? ["law"] : Array.Empty<string>()]);
        return bank;
    }

    [Fact]
    public void The_same_seed_draws_this_paper_on_every_machine_and_every_NET() => Assert.Equal(
        """[{"Id":"text","Order":[]},{"Id":"open","Order":[]},{"Id":"gaps","Order":[0,1,2,1,0]},{"Id":"single","Order":[1,2,0]},{"Id":"matching","Order":[2,1,0]},{"Id":"multiple","Order":[2,4,3,1,0]},{"Id":"ordering","Order":[0,2,3,1]},{"Id":"number","Order":[]}]""",
        Paper.Draw(Everything, 20260302).ToJson());

    [Fact]
    public void The_same_seed_draws_this_paper_from_this_bank_too() => Assert.Equal(
        """[{"Id":"q4","Order":[0,1,2]},{"Id":"q6","Order":[0,1,2]},{"Id":"q9","Order":[0,1,2]},{"Id":"q10","Order":[0,1,2]},{"Id":"q5","Order":[0,1,2]}]""",
        Paper.Draw(Bank().Draw("budget", 2).Draw("law", 2).Draw(null, 1).Quiz, -1).ToJson());

    [Property]
    public bool The_same_seed_draws_the_same_paper(long seed) => Paper.Draw(Everything, seed).Equals(Paper.Draw(Everything, seed));

    [Property]
    public bool A_paper_survives_JSON(long seed)
    {
        var paper = Paper.Draw(Everything, seed);
        var read = Paper.FromJson(paper.ToJson());
        return read.Equals(paper) && read.GetHashCode() == paper.GetHashCode() && read.Questions.Count == 8;
    }

    [Fact]
    public void Different_seeds_draw_different_papers() =>
        Assert.InRange(Enumerable.Range(0, 1000).Select(seed => Paper.Draw(Everything, seed)).Distinct().Count(), 999, 1000);

    [Property]
    public bool No_question_comes_twice_and_each_draw_gets_its_number(long seed)
    {
        var quiz = Bank().Draw("budget", 3).Draw("law", 3).Draw(null, 2).ShuffledQuestions().Quiz;
        var tags = quiz.Questions.ToDictionary(question => question.Id, question => question.Tags);
        var ids = Paper.Draw(quiz, seed).Questions.Select(question => question.Id).ToList();

        return ids.Count == quiz.PaperLength && ids.Distinct().Count() == ids.Count
            && ids.Count(id => tags[id].Contains("budget")) >= 3 && ids.Count(id => tags[id].Contains("law")) >= 3;
    }

    [Property]
    public bool Draws_are_served_in_their_order_and_keep_the_author_s_where_nothing_is_shuffled(long seed)
    {
        var quiz = Bank().Draw("law", 3).Draw("budget", 2).Draw(null, 2).Quiz;
        var places = Paper.Draw(quiz, seed).Questions.Select(question => int.Parse(question.Id[1..], null)).ToList();

        return places[..3].All(place => place is >= 5 and <= 10) && places[3..5].All(place => place <= 6)
            && IsRising(places[..3]) && IsRising(places[3..5]) && IsRising(places[5..]);

        static bool IsRising(List<int> some) => some.Zip(some.Skip(1)).All(pair => pair.First < pair.Second);
    }

    [Fact]
    public void A_draw_that_asks_for_more_than_is_left_takes_what_is_left()
    {
        var quiz = Bank().Draw("budget", 4).Draw("budget", 4).Draw("nothing", 4).Quiz;

        Assert.Equal(["q1", "q2", "q3", "q4", "q5", "q6"], Paper.Draw(quiz, 7).Questions.Select(question => question.Id).Order());
    }

    [Fact]
    public void Without_draws_or_shuffling_the_paper_is_the_bank_as_written()
    {
        var paper = Paper.Draw(Bank().Quiz, 7);

        Assert.Equal(Enumerable.Range(1, 12).Select(at => $"q{at}"), paper.Questions.Select(question => question.Id));
        Assert.All(paper.Questions, question => Assert.Equal([0, 1, 2], question.Order));
    }

    [Property]
    public bool Every_order_holds_every_place_once(long seed)
    {
        var counts = new Dictionary<string, int[]>
        {
            ["single"] = [3], ["multiple"] = [5], ["number"] = [], ["text"] = [], ["matching"] = [3], ["ordering"] = [4], ["gaps"] = [2, 3], ["open"] = [],
        };
        return Paper.Draw(Everything, seed).Questions.All(question =>
        {
            var at = 0;
            foreach (var count in counts[question.Id])
            {
                if (!question.Order.Skip(at).Take(count).Order().SequenceEqual(Enumerable.Range(0, count))) return false;
                at += count;
            }
            return at == question.Order.Count;
        });
    }

    [Fact]
    public void A_gap_finds_its_own_choices_in_the_order_of_its_question()
    {
        var gaps = (GapsQuestion)new QuizMaker().Gaps("gaps", QuizMaker.Chosen("*a", "b"), QuizMaker.Typed("c"), QuizMaker.Chosen("*d", "e", "f")).Question;
        var drawn = new PaperQuestion("gaps", [1, 0, 2, 0, 1]);

        Assert.Equal([1, 0], drawn.ChoicesOf(gaps, 0));
        Assert.Empty(drawn.ChoicesOf(gaps, 1));
        Assert.Equal([2, 0, 1], drawn.ChoicesOf(gaps, 2));
    }

    [Fact]
    public void Steps_never_stand_in_the_right_order_and_all_other_orders_are_as_likely()
    {
        var orders = Orders(new QuizMaker().Ordering("q", "a", "b", "c").Quiz, 5000);

        Assert.Equal(["021", "102", "120", "201", "210"], orders.Select(order => order.Key).Order());
        AssertFair(orders, 5, 5000);
        Assert.Equal(["10"], Orders(new QuizMaker().Ordering("q", "a", "b").Quiz, 100).Keys);
        Assert.Equal(["0"], Orders(new QuizMaker().Ordering("q", "a").Quiz, 100).Keys);
    }

    [Fact]
    public void Right_sides_are_shuffled_even_where_the_quiz_shuffles_nothing() =>
        AssertFair(Orders(new QuizMaker().Matching("q", ("a", "1"), ("b", "2"), ("c", "3")).Quiz, 6000), 6, 6000);

    [Fact]
    public void Choices_of_a_gap_are_shuffled_even_where_the_quiz_shuffles_nothing() =>
        AssertFair(Orders(new QuizMaker().Gaps("q", QuizMaker.Chosen("*a", "b"), QuizMaker.Chosen("*c", "d", "e")).Quiz, 12_000), 12, 12_000);

    [Fact]
    public void Shuffled_options_come_in_every_order_as_often() =>
        AssertFair(Orders(new QuizMaker().Single("q", "*a", "b", "c", "d").ShuffledOptions().Quiz, 24_000), 24, 24_000);

    [Fact]
    public void Shuffled_questions_come_in_every_order_as_often()
    {
        var quiz = new QuizMaker().Open("1").Open("2").Open("3").Open("4").ShuffledQuestions().Quiz;

        AssertFair(Count(24_000, seed => string.Concat(Paper.Draw(quiz, seed).Questions.Select(question => question.Id))), 24, 24_000);
    }

    [Fact]
    public void Every_set_of_questions_is_drawn_as_often()
    {
        var quiz = new QuizMaker().Open("1").Open("2").Open("3").Open("4").Open("5").Open("6").Draw(null, 3).Quiz;

        AssertFair(Count(20_000, seed => string.Concat(Paper.Draw(quiz, seed).Questions.Select(question => question.Id))), 20, 20_000);
    }

    [Property]
    public bool The_same_seed_and_the_same_past_draw_the_same_paper(long seed, long before)
    {
        var quiz = Bank().Draw("budget", 3).Draw("law", 3).Quiz;
        var first = Paper.Draw(quiz, before);

        return Paper.Draw(quiz, seed, first).Equals(Paper.Draw(quiz, seed, Paper.FromJson(first.ToJson())));
    }

    [Property]
    public bool A_past_in_another_bank_changes_nothing(long seed)
    {
        var quiz = Bank().Draw("budget", 3).Draw(null, 3).ShuffledQuestions().Quiz;
        var elsewhere = Paper.Draw(new QuizMaker().Open("other").Quiz, seed);

        return Ids(Paper.Draw(quiz, seed, elsewhere)).Order().SequenceEqual(Ids(Paper.Draw(quiz, seed)).Order());
    }

    [Property]
    public bool No_question_comes_again_while_every_draw_has_another(long seed)
    {
        // Six about the budget and six about law, two of them about both: one paper after another takes two and two.
        var quiz = Bank().Draw("budget", 2).Draw("law", 2).Quiz;
        var papers = Sittings(quiz, seed, 5);
        // Ten questions hold two papers of four; of the third, two draws find one fresh question each at the least.
        return papers[0].Concat(papers[1]).Distinct().Count() == 8
            && papers[2].Count(id => papers[0].Concat(papers[1]).Contains(id)) <= 2
            && papers.All(paper => paper.Distinct().Count() == 4);
    }

    [Property]
    public Property A_paper_has_as_few_known_questions_as_the_draws_allow()
    {
        // Small banks with tags at random, so that draws overlap in every way; the fewest is found by trying every choice there is.
        var cases = Gen.Choose(0, 7).ArrayOf(7).Zip(Gen.Choose(0, 3).ListOf(4)).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary();
        return Prop.ForAll(cases, one =>
        {
            var ((tags, counts), seed) = one;
            string[] names = ["a", "b", "c"];
            var bank = new QuizMaker();
            foreach (var (place, mask) in tags.Index()) bank.Open($"q{place}").Tagged([.. names.Where((_, bit) => (mask & (1 << bit)) != 0)]);
            for (var draw = 0; draw < 3; draw++) bank.Draw(names[draw], Math.Min(counts[draw], 2));
            var quiz = bank.Quiz;

            var papers = new List<Paper>();
            for (var sitting = 0; sitting < 4; sitting++)
            {
                var paper = Paper.Draw(quiz, seed + sitting, papers);
                var lastSeen = quiz.Questions.ToDictionary(question => question.Id, question => papers.FindLastIndex(earlier => earlier.Has(question.Id)) + 1);
                if (sitting > 0 && !Best(quiz, lastSeen).SequenceEqual(Ids(paper).Select(id => lastSeen[id]).Order())) return false;
                papers.Add(paper);
            }
            return true;
        });
    }

    [Fact]
    public void When_the_bank_is_used_up_what_was_seen_longest_ago_comes_first()
    {
        var quiz = new QuizMaker().Open("1").Open("2").Open("3").Open("4").Open("5").Open("6").Draw(null, 2).Quiz;

        for (var seed = 0; seed < 200; seed++)
        {
            var papers = Sittings(quiz, seed, 6);
            Assert.Equal(6, papers.Take(3).SelectMany(paper => paper).Distinct().Count());
            for (var later = 3; later < 6; later++) Assert.Equal(papers[later - 3].Order(), papers[later].Order());
        }
    }

    [Fact]
    public void A_question_that_only_one_draw_can_use_is_left_to_it()
    {
        // "both" was not seen: if the first draw took it, the second would have to repeat its only other question.
        var quiz = new QuizMaker().Open("both").Tagged("a", "b").Open("first").Tagged("a").Open("second").Tagged("b").Draw("a", 1).Draw("b", 1).Quiz;
        var seen = Paper.FromJson("""[{"Id":"second","Order":[]}]""");

        for (var seed = 0; seed < 100; seed++) Assert.Equal(["both", "first"], Ids(Paper.Draw(quiz, seed, seen)).Order());
    }

    [Fact]
    public void Among_the_unseen_every_set_is_drawn_as_often()
    {
        var quiz = new QuizMaker().Open("1").Open("2").Open("3").Open("4").Open("5").Open("6").Open("7").Open("8").Draw(null, 3).Quiz;
        var seen = Paper.FromJson("""[{"Id":"1","Order":[]},{"Id":"8","Order":[]}]""");

        AssertFair(Count(20_000, seed => string.Concat(Ids(Paper.Draw(quiz, seed, seen)))), 20, 20_000);
    }

    [Fact]
    public void Where_draws_overlap_the_unseen_are_drawn_as_often_too()
    {
        // Two of "b", "c", "d" for the draw that has them all, and "a" is known: each pair as likely as the others.
        var quiz = new QuizMaker().Open("a").Tagged("x").Open("b").Tagged("x").Open("c").Tagged("x").Open("d").Tagged("x").Draw("x", 1).Draw(null, 1).Quiz;
        var seen = Paper.FromJson("""[{"Id":"a","Order":[]}]""");

        AssertFair(Count(6_000, seed => string.Concat(Ids(Paper.Draw(quiz, seed, seen)).Order())), 3, 6_000);
    }

    private static IEnumerable<string> Ids(Paper paper) => paper.Questions.Select(question => question.Id);

    private static List<List<string>> Sittings(Quiz quiz, long seed, int count)
    {
        var papers = new List<Paper>();
        for (var sitting = 0; sitting < count; sitting++) papers.Add(Paper.Draw(quiz, unchecked(seed + sitting), papers));
        return [.. papers.Select(paper => Ids(paper).ToList())];
    }

    // When the questions of the freshest fullest paper were last seen, found by trying all of them.
    private static List<int> Best(Quiz quiz, Dictionary<string, int> lastSeen)
    {
        List<int>? best = null;
        Try(0, 0, []);
        return best!;

        void Try(int draw, int filled, List<string> taken)
        {
            if (draw == quiz.Draws.Count)
            {
                var found = taken.Select(id => lastSeen[id]).Order().ToList();
                if (best is null || found.Count > best.Count || found.Count == best.Count && found.Zip(best).Select(pair => pair.First - pair.Second).FirstOrDefault(step => step != 0) < 0) best = found;
                return;
            }
            Try(draw + 1, 0, taken);
            if (filled == quiz.Draws[draw].Count) return;
            foreach (var question in quiz.Questions.Where(question => question.Tags.Contains(quiz.Draws[draw].Tag!) && !taken.Contains(question.Id)))
                Try(draw, filled + 1, [.. taken, question.Id]);
        }
    }

    private static Dictionary<string, int> Orders(Quiz quiz, int papers) =>
        Count(papers, seed => string.Concat(Paper.Draw(quiz, seed).Questions.Single().Order));

    private static Dictionary<string, int> Count(int papers, Func<long, string> draw) =>
        Enumerable.Range(0, papers).Select(seed => draw(seed)).CountBy(order => order).ToDictionary();

    // Pearson's chi-square: its mean is the number of outcomes less one, and six deviations above it happen to no fair generator.
    private static void AssertFair(Dictionary<string, int> counts, int outcomes, int papers)
    {
        Assert.Equal(outcomes, counts.Count);
        var expected = (double)papers / outcomes;
        var chiSquare = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 0, outcomes - 1 + 6 * Math.Sqrt(2 * (outcomes - 1)));
    }
}
