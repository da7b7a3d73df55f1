using System.Globalization;
using Academy.Courseware;
using Academy.Learning;

namespace Academy.Web;

/// <summary>What would have been right, in the form of an answer, so that it is shown like the learner's own.</summary>
public static class RightAnswer
{
    /// <summary>Empty for open questions, which have none.</summary>
    public static Answer Of(Question question) => question switch
    {
        ChoiceQuestion choice => new Answer(choice.Options.Index().Where(option => option.Item.IsRight).Select(option => Text(option.Index))),
        NumberQuestion number => new Answer([number.Least == number.Most ? Text(number.Least) : $"{Text(number.Least)}–{Text(number.Most)}"]),
        ShortTextQuestion text => new Answer([text.Accepted[0]]),
        MatchingQuestion matching => new Answer(Enumerable.Range(0, matching.Pairs.Count).Select(place => Text(place))),
        OrderingQuestion ordering => new Answer(Enumerable.Range(1, ordering.Steps.Count).Select(position => Text(position))),
        GapsQuestion gaps => new Answer(gaps.Gaps.Select(gap => gap is ChosenGap chosen ? Text(chosen.Right) : ((TypedGap)gap).Accepted[0])),
        _ => Answer.Empty,
    };

    private static string Text(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
