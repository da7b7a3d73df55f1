namespace Academy.Faults;

/// <summary>
/// Holds what is kept against what learners sent and were told. Each finding begins with its kind: lost, aged (an older answer stands
/// or was told), foreign (nobody sent it), doubled (twice, or in two ways).
/// </summary>
public static class Checker
{
    public static IReadOnlyList<string> Check(
        IReadOnlyList<SaveCall> saves, IReadOnlyList<SubmitCall> submits, IReadOnlyList<KeptAnswer> answers, IReadOnlyList<KeptAttempt> attempts) =>
        [.. Answers(saves, answers), .. ToldAnswers(saves), .. Submissions(saves, submits, attempts), .. Attempts(saves, submits, attempts)];

    /// <summary>The same answers by two ways: from the database and by the site's own word.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<KeptAnswer> kept, IReadOnlyList<KeptAnswer> told)
    {
        var known = kept.ToLookup(answer => (answer.Attempt, answer.Question));
        foreach (var answer in told)
            if (!known[(answer.Attempt, answer.Question)].Contains(answer))
                yield return $"aged: {Name(answer.Attempt, answer.Question)} is told as {answer.Number} \"{answer.Text}\", which the database does not hold";
    }

    private static IEnumerable<string> Answers(IReadOnlyList<SaveCall> saves, IReadOnlyList<KeptAnswer> answers)
    {
        var sent = saves.ToLookup(call => (call.Attempt, call.Question));
        var kept = answers.ToLookup(answer => (answer.Attempt, answer.Question));
        foreach (var group in kept)
        {
            var name = Name(group.Key.Attempt, group.Key.Question);
            if (group.Count() > 1) yield return $"doubled: {name} is kept {group.Count()} times";
            foreach (var answer in group)
                if (!sent[group.Key].Any(call => call.Number == answer.Number && call.Text == answer.Text))
                    yield return $"foreign: {name} holds {answer.Number} \"{answer.Text}\", which nobody sent";
        }
        foreach (var group in sent)
        {
            var name = Name(group.Key.Attempt, group.Key.Question);
            var acknowledged = group.Where(call => call.Outcome == Outcome.Acknowledged).Select(call => Math.Max(call.Number, call.Told)).DefaultIfEmpty(0).Max();
            if (acknowledged == 0) continue;
            if (!kept[group.Key].Any()) yield return $"lost: {name} was acknowledged up to {acknowledged} and is not kept";
            else if (kept[group.Key].Max(answer => answer.Number) is var number && number < acknowledged)
                yield return $"aged: {name} was acknowledged up to {acknowledged} and stands at {number}";
        }
    }

    private static IEnumerable<string> ToldAnswers(IReadOnlyList<SaveCall> saves)
    {
        foreach (var group in saves.GroupBy(call => (call.Attempt, call.Question)))
        {
            var sent = group.ToLookup(call => call.Number, call => call.Text);
            var name = Name(group.Key.Attempt, group.Key.Question);
            var acknowledged = group.Where(call => call.Outcome == Outcome.Acknowledged).OrderBy(call => call.Sent).ToList();
            foreach (var call in acknowledged)
            {
                if (call.Told < call.Number) yield return $"aged: {name} took {call.Number} and told that {call.Told} stands";
                if (call.ToldText is { } text && !sent[call.Told].Contains(text)) yield return $"foreign: {name} told {call.Told} \"{text}\", which nobody sent";
            }

            // What one answer said stands, a later question may not find undone.
            var told = 0L;
            var waiting = new PriorityQueue<long, long>();
            foreach (var call in acknowledged)
            {
                while (waiting.TryPeek(out var earlier, out var done) && done < call.Sent)
                {
                    waiting.Dequeue();
                    told = Math.Max(told, earlier);
                }
                if (call.Told < told) yield return $"aged: {name} told {call.Told} after it had told {told}";
                waiting.Enqueue(call.Told, call.Done);
            }
        }
    }

    private static IEnumerable<string> Submissions(IReadOnlyList<SaveCall> saves, IReadOnlyList<SubmitCall> submits, IReadOnlyList<KeptAttempt> attempts)
    {
        var kept = attempts.ToLookup(attempt => attempt.Id);
        foreach (var group in submits.Where(call => call.Outcome == Outcome.Acknowledged).GroupBy(call => call.Attempt))
        {
            var receipts = group.Select(call => call.Receipt).Distinct().ToList();
            if (receipts.Count > 1) yield return $"doubled: attempt {group.Key} was handed in with the receipts {string.Join(", ", receipts)}";
            if (kept[group.Key].FirstOrDefault() is not { IsOpen: false } attempt) yield return $"lost: attempt {group.Key} was handed in and is not closed";
            else if (!receipts.Contains(attempt.Receipt)) yield return $"foreign: attempt {group.Key} has the receipt {attempt.Receipt}, and {receipts[0]} was told";

            var handedIn = group.Min(call => call.Done);
            foreach (var call in saves.Where(call => call.Attempt == group.Key && call.Outcome == Outcome.Acknowledged && call.Sent > handedIn))
                yield return $"aged: {Name(call.Attempt, call.Question)} took {call.Number} after the attempt was handed in";
        }
    }

    private static IEnumerable<string> Attempts(IReadOnlyList<SaveCall> saves, IReadOnlyList<SubmitCall> submits, IReadOnlyList<KeptAttempt> attempts)
    {
        foreach (var person in attempts.GroupBy(attempt => (attempt.Learner, attempt.Quiz)))
        {
            var numbers = person.Select(attempt => attempt.Number).Order().ToList();
            if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count))) yield return $"doubled: learner {person.Key.Learner} has attempts {string.Join(", ", numbers)}";
            if (person.Count(attempt => attempt.IsOpen) > 1) yield return $"doubled: learner {person.Key.Learner} has {person.Count(attempt => attempt.IsOpen)} open attempts";
        }
        var owners = attempts.ToDictionary(attempt => attempt.Id, attempt => attempt.Learner);
        foreach (var (attempt, learner) in saves.Select(call => (call.Attempt, call.Learner)).Concat(submits.Select(call => (call.Attempt, call.Learner))).Distinct())
            if (!owners.TryGetValue(attempt, out var owner)) yield return $"lost: attempt {attempt} of learner {learner} is not kept";
            else if (owner != learner) yield return $"foreign: attempt {attempt} of learner {learner} is kept as that of {owner}";
    }

    private static string Name(Guid attempt, string question) => $"{attempt}/{question}";
}
