using Academy.Courseware;
using Academy.Learning;

namespace Academy.Web;

/// <summary>How a course is listed to one person: numbers, icons, what is done, now and next.</summary>
/// <param name="Enrolment">Null for somebody who reads an open course without an account.</param>
public sealed record CourseOutline(Course Course, Enrolment? Enrolment, string Language)
{
    public int LessonCount => Course.Lessons.Count();

    public int LessonsRead => Enrolment is null ? 0 : Course.Lessons.Count(lesson => Enrolment.HasRead(lesson.Path));

    public Item? Next => Enrolment?.Next(Course);

    public bool IsDone(Item item) => Enrolment?.IsDone(item) == true;

    /// <summary>Module and lesson, as in 2.1; empty for what is not a lesson.</summary>
    public string NumberOf(Item item)
    {
        if (item is not Lesson) return "";
        var module = Course.ModuleOf(item);
        var place = module.Items.OfType<Lesson>().TakeWhile(lesson => lesson.Path != item.Path).Count() + 1;
        return $"{ModuleNumber(module)}.{place}";
    }

    public int ModuleNumber(Module module) => Course.Modules.TakeWhile(earlier => earlier.Slug != module.Slug).Count() + 1;

    public string TitleOf(Item item) => item.Title.In(Language);

    public string AddressOf(Item item) => $"/{Language}/learn/{Course.Slug}/{item.Path}";
}

/// <summary>A question on a page: with its fields, or with its answer and what was right.</summary>
/// <param name="Order">The places of options, right sides, steps or choices in the order shown; empty for the author's order.</param>
/// <param name="Id">Unique on the page; ids of fields begin with it.</param>
/// <param name="FieldName">The form name: one field is <c>a</c>, fields at places are <c>a.0</c>, <c>a.1</c> …</param>
/// <param name="Tight">Options stand close, as inside a lesson.</param>
public sealed record QuestionView(
    Question Question, Answer Given, IReadOnlyList<int> Order, string Language, string Id, string FieldName = "a", bool Tight = false)
{
    /// <summary>A self-check has no paper: what would stand in the right order is shown by the alphabet instead.</summary>
    public static QuestionView SelfCheck(Question question, Answer given, string language) => new(
        question, given,
        question switch
        {
            MatchingQuestion matching => ByAlphabet(matching.Pairs.Select(pair => pair.Right)),
            OrderingQuestion ordering => ByAlphabet(ordering.Steps),
            _ => [],
        },
        language, $"{question.Id}-a", Tight: true);

    private static IReadOnlyList<int> ByAlphabet(IEnumerable<Translated<Html>> texts) =>
        [.. texts.Index().OrderBy(text => text.Item.In(text.Item.Languages.First()).ToPlainText(), StringComparer.Ordinal).Select(text => text.Index)];

    public bool Has(string value) => Given.Values.Contains(value);

    /// <summary>What was given at a place, or nothing.</summary>
    public string At(int place) => place < Given.Values.Count ? Given.Values[place] : "";

    /// <summary>The places from 0 up to <paramref name="count"/>, as this paper shows them.</summary>
    public IEnumerable<int> Shown(int count) => Order.Count == count ? Order : Enumerable.Range(0, count);

    public IEnumerable<int> ChoicesOf(GapsQuestion gaps, int gap) =>
        Order.Count == 0 ? Enumerable.Range(0, ((ChosenGap)gaps.Gaps[gap]).Choices.Count) : new PaperQuestion(Question.Id, Order).ChoicesOf(gaps, gap);

    /// <summary>Whether the answer has a field for each place, rather than one or several of one name.</summary>
    public static bool HasPlaces(Question question) => question is MatchingQuestion or OrderingQuestion or GapsQuestion;

    /// <summary>Reads the fields back: those at places by their place, else everything chosen or typed.</summary>
    public static Answer Read(Question question, IFormCollection form, string fieldName) => Read(question, name => form[name], fieldName);

    public static Answer Read(Question question, IQueryCollection query, string fieldName) => Read(question, name => query[name], fieldName);

    private static Answer Read(Question question, Func<string, Microsoft.Extensions.Primitives.StringValues> valueOf, string fieldName)
    {
        var places = question switch
        {
            MatchingQuestion matching => matching.Pairs.Count,
            OrderingQuestion ordering => ordering.Steps.Count,
            GapsQuestion gaps => gaps.Gaps.Count,
            _ => 0,
        };
        return places > 0
            ? new Answer(Enumerable.Range(0, places).Select(place => valueOf($"{fieldName}.{place}").FirstOrDefault() ?? ""))
            : new Answer(valueOf(fieldName).Select(value => value ?? ""));
    }
}
