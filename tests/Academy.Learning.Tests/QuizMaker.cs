using Academy.Courseware;

namespace Academy.Learning.Tests;

/// <summary>A quiz in a few words. A star marks what is right; <see cref="Worth"/> and <see cref="Tagged"/> speak of the question before them.</summary>
internal sealed class QuizMaker(string slug = "check")
{
    private static readonly IReadOnlyList<string> Spoken = [Languages.Kazakh, Languages.Russian, Languages.English];

    private readonly List<Question> _questions = [];
    private Quiz _rules = new()
    {
        ModuleSlug = "start", Slug = slug, Title = Said(slug), Minutes = 0, IsExam = false, PassMark = 70,
        Draws = [], Review = Review.AfterSubmit, Intro = Text(""), Questions = [],
    };

    public QuizMaker Exam() => With(_rules with { IsExam = true });
    public QuizMaker Bar(int percent) => With(_rules with { PassMark = percent });
    public QuizMaker Attempts(int most) => With(_rules with { Attempts = most });
    public QuizMaker Wait(TimeSpan wait) => With(_rules with { Wait = wait });
    public QuizMaker Limit(TimeSpan limit) => With(_rules with { TimeLimit = limit });
    public QuizMaker Grace(TimeSpan grace) => With(_rules with { Grace = grace });
    public QuizMaker Opens(DateTimeOffset at) => With(_rules with { Opens = at });
    public QuizMaker Closes(DateTimeOffset at) => With(_rules with { Closes = at });
    public QuizMaker Reviewed(Review review) => With(_rules with { Review = review });
    public QuizMaker Draw(string? tag, int count) => With(_rules with { Draws = [.. _rules.Draws, new Draw(tag, count)] });
    public QuizMaker ShuffledQuestions() => With(_rules with { ShuffleQuestions = true });
    public QuizMaker ShuffledOptions() => With(_rules with { ShuffleOptions = true });

    public QuizMaker Single(string id, params string[] options) => Choice(id, multiple: false, options);
    public QuizMaker Multiple(string id, params string[] options) => Choice(id, multiple: true, options);

    public QuizMaker Number(string id, decimal least, decimal most, params (string Language, string Unit)[] units) => Add(new NumberQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""), Least = least, Most = most,
        Unit = units.Length == 0 ? Said("") : new Translated<string>(units.Select(unit => KeyValuePair.Create(unit.Language, unit.Unit))),
    });

    public QuizMaker ShortText(string id, params string[] accepted) => Add(new ShortTextQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""), Accepted = accepted,
    });

    public QuizMaker Matching(string id, params (string Left, string Right)[] pairs) =>
        Matching(id, [.. pairs.Select(pair => new Pair(Text(pair.Left), Text(pair.Right)))]);

    public QuizMaker Matching(string id, params Pair[] pairs) => Add(new MatchingQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""),
        LeftHeading = Said("left"), RightHeading = Said("right"), Pairs = pairs,
    });

    public QuizMaker Ordering(string id, params string[] steps) => Add(new OrderingQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""), Steps = [.. steps.Select(Text)],
    });

    public QuizMaker Gaps(string id, params Gap[] gaps) => Add(new GapsQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""), Gaps = gaps,
        Pieces = Said("").Select(IReadOnlyList<Html> (_) => [.. Enumerable.Repeat(Html.Empty, gaps.Length + 1)]),
    });

    public QuizMaker Open(string id) => Add(new OpenQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""),
    });

    public QuizMaker Worth(decimal points) => Last(question => question with { Points = points });
    public QuizMaker Tagged(params string[] tags) => Last(question => question with { Tags = tags });

    public Quiz Quiz => _rules with { Questions = [.. _questions] };

    /// <summary>The question made last, for tests that need no more.</summary>
    public Question Question => _questions[^1];

    public static Gap Typed(params string[] accepted) => new TypedGap(accepted);

    public static Gap Chosen(params string[] choices) =>
        new ChosenGap([.. choices.Select(choice => Said(choice.TrimStart('*')))], Array.FindIndex(choices, choice => choice.StartsWith('*')));

    /// <summary>One question of every kind: ten points.</summary>
    public static QuizMaker OfEveryKind() => new QuizMaker("everything")
        .Single("single", "аким", "*маслихат", "собрание")
        .Multiple("multiple", "*a", "b", "*c", "d", "*e").Worth(2)
        .Number("number", 1499.5m, 1500.5m, ("kk", "шақырым"), ("ru", "км"), ("en", "km"))
        .ShortText("text", "Жёлтый маслихат", "сары мәслихат")
        .Matching("matching", ("a", "1"), ("b", "2"), ("c", "3")).Worth(1.5m)
        .Ordering("ordering", "one", "two", "three", "four").Worth(2)
        .Gaps("gaps", Typed("аким", "әкім"), Chosen("x", "*y"), Chosen("*z", "u", "v")).Worth(1.5m);

    /// <summary>The same in every language, told apart by the language's code.</summary>
    public static Translated<Html> Text(string text) => Said(text).Select(said => new Html(said));

    public static Translated<Html> Text(string kk, string ru) =>
        new([KeyValuePair.Create("kk", new Html(kk)), KeyValuePair.Create("ru", new Html(ru))]);

    public static Translated<string> Said(string text) =>
        new(Spoken.Select(language => KeyValuePair.Create(language, text.Length == 0 ? "" : $"{text} ({language})")));

    private QuizMaker Choice(string id, bool multiple, string[] options) => Add(new ChoiceQuestion
    {
        Id = id, Points = 1, Tags = [], Prompt = Text(id), Stem = Text(""), Explanation = Text(""), Multiple = multiple,
        Options = [.. options.Select(option => new Option(option.StartsWith('*'), Text(option.TrimStart('*')), Text("")))],
    });

    private QuizMaker Add(Question question)
    {
        _questions.Add(question);
        return this;
    }

    private QuizMaker Last(Func<Question, Question> turn)
    {
        _questions[^1] = turn(_questions[^1]);
        return this;
    }

    private QuizMaker With(Quiz rules)
    {
        _rules = rules;
        return this;
    }
}
