using Academy.Courseware;

namespace Academy.Learning;

/// <summary>
/// Draws a paper. The same seed gives the same paper on every machine and every .NET, so a paper in dispute can be drawn again;
/// hence a generator of our own, for that of <see cref="Random"/> may change with a version.
/// </summary>
/// <remarks>
/// Draws are served in their order and no question comes twice. One that asks for more than is left takes what is left.
/// Where questions are not shuffled, those of one draw keep the author's order. A question that was on an earlier paper comes
/// again only where no draw has another way, and then the one that was seen longest ago.
/// </remarks>
internal static class QuestionDraw
{
    /// <param name="earlier">The papers that the person has had, the oldest first.</param>
    public static IReadOnlyList<PaperQuestion> Draw(Quiz quiz, long seed, IEnumerable<Paper> earlier)
    {
        var chance = new Chance(seed);
        var questions = quiz.Draws.Count == 0 ? [.. quiz.Askable] : new DrawnPaper(quiz, LastSeen(earlier), chance).Questions();
        if (quiz.ShuffleQuestions) chance.Shuffle(questions);
        return [.. questions.Select(question => new PaperQuestion(question.Id, Order(question, quiz.ShuffleOptions, chance)))];
    }

    // By question: 1 for the oldest paper, 2 for the next …; what is not here was never seen.
    private static Dictionary<string, int> LastSeen(IEnumerable<Paper> earlier)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, paper) in earlier.Index())
            foreach (var question in paper.Questions)
                seen[question.Id] = index + 1;
        return seen;
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

    /// <summary>
    /// Which question goes to which draw. First each draw takes by lot from the freshest it can have; then, since one draw may
    /// have taken what another needed, questions change places as long as that lets a fresher one in. Sets of questions that the
    /// draws can share out are a matroid, so where no single change helps any more there is no better paper.
    /// </summary>
    private sealed class DrawnPaper(Quiz quiz, Dictionary<string, int> lastSeen, Chance chance)
    {
        private readonly List<Question>[] _taken = [.. quiz.Draws.Select(_ => new List<Question>())];

        public List<Question> Questions()
        {
            var left = quiz.Askable.ToList();
            foreach (var (place, draw) in quiz.Draws.Index())
            {
                var candidates = left.Where(question => Fits(question, draw)).ToList();
                // The sort keeps the lot's order among equals, so who has seen nothing gets the same paper as without a past.
                _taken[place].AddRange(chance.ShuffledPlaces(candidates.Count).Select(at => candidates[at]).OrderBy(SeenAt).Take(draw.Count));
                left.RemoveAll(_taken[place].Contains);
            }
            if (lastSeen.Count > 0) Freshen(left);

            var authors = quiz.Questions.Index().ToDictionary(question => question.Item.Id, question => question.Index, StringComparer.Ordinal);
            return [.. _taken.SelectMany(taken => taken.OrderBy(question => authors[question.Id]))];
        }

        private void Freshen(List<Question> left)
        {
            var waiting = chance.ShuffledPlaces(left.Count).Select(at => left[at]).OrderBy(SeenAt).ToList();
            for (var at = 0; at < waiting.Count; at++)
                if (LetIn(waiting[at]))
                    waiting.RemoveAt(at--);
        }

        // Follows who could move where, from the draws that want the question; the most recently seen one on the way goes out.
        private bool LetIn(Question fresh)
        {
            var cameFrom = new Dictionary<int, (int Draw, Question Moved)?>();
            var open = new Queue<int>();
            foreach (var (place, draw) in quiz.Draws.Index())
                if (Fits(fresh, draw) && cameFrom.TryAdd(place, null))
                    open.Enqueue(place);

            (int Draw, Question? Out) end = (-1, null);
            while (open.TryDequeue(out var here))
            {
                if (_taken[here].Count < quiz.Draws[here].Count)
                {
                    end = (here, null);
                    break;
                }
                foreach (var question in _taken[here])
                {
                    if (SeenAt(question) > (end.Out is null ? SeenAt(fresh) : SeenAt(end.Out))) end = (here, question);
                    foreach (var (there, draw) in quiz.Draws.Index())
                        if (Fits(question, draw) && cameFrom.TryAdd(there, (here, question)))
                            open.Enqueue(there);
                }
            }
            if (end.Draw < 0) return false;

            if (end.Out is not null) _taken[end.Draw].Remove(end.Out);
            for (var here = end.Draw; cameFrom[here] is { } step; here = step.Draw)
            {
                _taken[step.Draw].Remove(step.Moved);
                _taken[here].Add(step.Moved);
            }
            _taken[StartOf(end.Draw)].Add(fresh);
            return true;

            int StartOf(int draw) => cameFrom[draw] is { } step ? StartOf(step.Draw) : draw;
        }

        private int SeenAt(Question question) => lastSeen.GetValueOrDefault(question.Id);

        private static bool Fits(Question question, Draw draw) => draw.Tag is null || question.Tags.Contains(draw.Tag);
    }

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
