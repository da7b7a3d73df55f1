using Academy.Courseware;

namespace Academy.Learning;

/// <summary>
/// Draws a paper. The same seed gives the same paper on every machine and every .NET, so a paper in dispute can be drawn again;
/// hence a generator of our own, for that of <see cref="Random"/> may change with a version.
/// </summary>
/// <remarks>
/// Draws are served in their order and no question comes twice. One that asks for more than is left takes what is left.
/// Where questions are not shuffled, those of one draw keep the author's order.
/// </remarks>
internal static class QuestionDraw
{
    public static IReadOnlyList<PaperQuestion> Draw(Quiz quiz, long seed)
    {
        var chance = new Chance(seed);
        var questions = quiz.Draws.Count == 0 ? [.. quiz.Askable] : Drawn(quiz, chance);
        if (quiz.ShuffleQuestions) chance.Shuffle(questions);
        return [.. questions.Select(question => new PaperQuestion(question.Id, Order(question, quiz.ShuffleOptions, chance)))];
    }

    private static List<Question> Drawn(Quiz quiz, Chance chance)
    {
        var left = quiz.Askable.ToList();
        var drawn = new List<Question>();
        foreach (var draw in quiz.Draws)
        {
            var candidates = left.Where(question => draw.Tag is null || question.Tags.Contains(draw.Tag)).ToList();
            var taken = chance.ShuffledPlaces(candidates.Count).Take(draw.Count).Order().Select(place => candidates[place]).ToList();
            drawn.AddRange(taken);
            left.RemoveAll(question => taken.Any(one => one.Id == question.Id));
        }
        return drawn;
    }

    private static int[] Order(Question question, bool shuffleOptions, Chance chance) => question switch
    {
        ChoiceQuestion choice => shuffleOptions ? chance.ShuffledPlaces(choice.Options.Count) : [.. Enumerable.Range(0, choice.Options.Count)],
        // The author writes these as they are right, so the author's order would be the answer, whatever the quiz asks.
        MatchingQuestion matching => chance.ShuffledPlaces(matching.Pairs.Count),
        OrderingQuestion ordering => chance.MixedPlaces(ordering.Steps.Count),
        GapsQuestion gaps => [.. gaps.Gaps.OfType<ChosenGap>().SelectMany(gap => chance.ShuffledPlaces(gap.Choices.Count))],
        _ => [],
    };

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, every seed good, three lines that anyone can write again.</summary>
    private sealed class Chance(long seed)
    {
        private ulong _state = unchecked((ulong)seed);

        public int[] ShuffledPlaces(int count)
        {
            var places = Enumerable.Range(0, count).ToArray();
            Shuffle(places);
            return places;
        }

        /// <summary>Any order but the one they have, each as likely.</summary>
        public int[] MixedPlaces(int count)
        {
            var places = ShuffledPlaces(count);
            while (count > 1 && places.Index().All(one => one.Item == one.Index)) Shuffle(places);
            return places;
        }

        // Fisher and Yates, from the end.
        public void Shuffle<T>(IList<T> things)
        {
            for (var last = things.Count - 1; last > 0; last--)
            {
                var other = Below(last + 1);
                (things[last], things[other]) = (things[other], things[last]);
            }
        }

        private int Below(int bound)
        {
            // The remainder alone would favour small numbers: what lies past the last full round is thrown again.
            var rounds = ulong.MaxValue / (ulong)bound;
            ulong thrown;
            do thrown = Next(); while (thrown >= rounds * (ulong)bound);
            return (int)(thrown % (ulong)bound);
        }

        private ulong Next()
        {
            unchecked
            {
                var mixed = _state += 0x9E3779B97F4A7C15;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return mixed ^ (mixed >> 31);
            }
        }
    }
}
