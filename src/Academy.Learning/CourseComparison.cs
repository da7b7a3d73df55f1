using System.Globalization;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>What differs between two editions. Each has a sentence under <c>Review.Change</c>.</summary>
public enum CourseChangeKind
{
    /// <summary>Printed on certificates.</summary>
    CourseTitle,

    Languages,

    /// <summary>Hours, access, what completion asks for, the certificate.</summary>
    CourseRules,

    /// <summary>The landing text, authors, titles of modules.</summary>
    CourseWords,

    /// <summary>The same items in another order.</summary>
    Order,

    ItemAdded,
    ItemRemoved,

    /// <summary>A lesson became a quiz, or the like.</summary>
    ItemReplaced,

    /// <summary>Texts, pictures, minutes.</summary>
    Words,

    /// <summary>The bar, attempts, time, what is drawn.</summary>
    QuizRules,

    QuestionAdded,
    QuestionRemoved,
    QuestionOrder,

    /// <summary>Its kind, points, tags, what can be chosen or what is right.</summary>
    QuestionKey,

    QuestionWords,

    /// <summary>A task's points, markers or rubric.</summary>
    Marks,

    /// <summary>A worksheet's fields.</summary>
    Fields,
}

/// <param name="ItemPath"><c>module/item</c>; null where it is about the whole course.</param>
/// <param name="QuestionId">Of a question of that item.</param>
public sealed record CourseChange(CourseChangeKind Kind, string? ItemPath = null, string? QuestionId = null)
{
    /// <summary>More than words: it makes a new edition.</summary>
    public bool ForbidsCorrection => Kind is not (CourseChangeKind.CourseWords or CourseChangeKind.Words or CourseChangeKind.QuestionWords);

    /// <summary>What was handed in before would be read or marked by another form.</summary>
    public bool ChangesForm => Kind is CourseChangeKind.ItemRemoved or CourseChangeKind.ItemReplaced or CourseChangeKind.Marks or CourseChangeKind.Fields;
}

/// <summary>Holds two editions of a course against each other: what counts and grades apart from what is only words. Pure.</summary>
public static class CourseComparison
{
    /// <param name="old">Null where there is none: all of the new one is new.</param>
    /// <returns>The course first, then its items in the new order, then what is gone.</returns>
    public static IReadOnlyList<CourseChange> Compare(Course? old, Course @new)
    {
        if (old is null) return [.. @new.Items.Select(item => new CourseChange(CourseChangeKind.ItemAdded, item.Path))];

        var changes = new List<CourseChange>();
        Check(CourseChangeKind.CourseTitle, Said(old.Title), Said(@new.Title));
        Check(CourseChangeKind.Languages, string.Join(' ', old.Languages), string.Join(' ', @new.Languages));
        Check(CourseChangeKind.CourseRules, RulesOf(old), RulesOf(@new));
        Check(CourseChangeKind.CourseWords, WordsOf(old), WordsOf(@new));

        var (before, after) = (old.Items.ToDictionary(item => item.Path), @new.Items.ToDictionary(item => item.Path));
        Check(CourseChangeKind.Order, string.Join(' ', before.Keys.Where(after.ContainsKey)), string.Join(' ', after.Keys.Where(before.ContainsKey)));
        foreach (var item in @new.Items)
            if (!before.TryGetValue(item.Path, out var earlier)) changes.Add(new CourseChange(CourseChangeKind.ItemAdded, item.Path));
            else changes.AddRange(Compare(earlier, item));
        changes.AddRange(old.Items.Where(item => !after.ContainsKey(item.Path)).Select(item => new CourseChange(CourseChangeKind.ItemRemoved, item.Path)));
        return changes;

        void Check(CourseChangeKind kind, string one, string other)
        {
            if (one != other) changes.Add(new CourseChange(kind));
        }
    }

    private static IEnumerable<CourseChange> Compare(Item old, Item @new)
    {
        if (old.GetType() != @new.GetType())
        {
            yield return new CourseChange(CourseChangeKind.ItemReplaced, @new.Path);
            yield break;
        }
        if (WordsOf(old) != WordsOf(@new)) yield return new CourseChange(CourseChangeKind.Words, @new.Path);
        if (old is Quiz earlier && @new is Quiz quiz)
            foreach (var change in Compare(earlier, quiz))
                yield return change;
        if (old is Assignment task && @new is Assignment other && MarksOf(task) != MarksOf(other)) yield return new CourseChange(CourseChangeKind.Marks, @new.Path);
        if (old is Worksheet sheet && @new is Worksheet form && FieldsOf(sheet) != FieldsOf(form)) yield return new CourseChange(CourseChangeKind.Fields, @new.Path);
    }

    private static IEnumerable<CourseChange> Compare(Quiz old, Quiz @new)
    {
        if (RulesOf(old) != RulesOf(@new)) yield return new CourseChange(CourseChangeKind.QuizRules, @new.Path);
        if (!old.Questions.Select(question => question.Id).Where(id => @new.Find(id) is not null)
            .SequenceEqual(@new.Questions.Select(question => question.Id).Where(id => old.Find(id) is not null)))
            yield return new CourseChange(CourseChangeKind.QuestionOrder, @new.Path);
        foreach (var question in @new.Questions)
            if (old.Find(question.Id) is not { } earlier) yield return new CourseChange(CourseChangeKind.QuestionAdded, @new.Path, question.Id);
            else if (KeyOf(earlier) != KeyOf(question) || ChangePlaces(earlier, question)) yield return new CourseChange(CourseChangeKind.QuestionKey, @new.Path, question.Id);
            else if (WordsOf(earlier) != WordsOf(question)) yield return new CourseChange(CourseChangeKind.QuestionWords, @new.Path, question.Id);
        foreach (var gone in old.Questions.Where(question => @new.Find(question.Id) is null))
            yield return new CourseChange(CourseChangeKind.QuestionRemoved, @new.Path, gone.Id);
    }

    // An answer names a place. Where a text of one place stands at another now, an answer that was given would mean another thing.
    private static bool ChangePlaces(Question old, Question @new)
    {
        var (before, after) = (TextsByPlace(old), TextsByPlace(@new));
        return before.Count == after.Count && before.Index().Any(place => after.Index().Any(other => other.Index != place.Index && other.Item == place.Item && before[other.Index] != place.Item));
    }

    private static IReadOnlyList<string> TextsByPlace(Question question) => question switch
    {
        ChoiceQuestion choice => [.. choice.Options.Select(option => Said(option.Text))],
        MatchingQuestion matching => [.. matching.Pairs.Select(pair => Said(pair.Left)), .. matching.Pairs.Select(pair => Said(pair.Right))],
        OrderingQuestion ordering => [.. ordering.Steps.Select(Said)],
        GapsQuestion gaps => [.. gaps.Gaps.OfType<ChosenGap>().SelectMany(gap => gap.Choices.Select(Said))],
        _ => [],
    };

    private static string RulesOf(Course course) =>
        Line(course.Hours, course.Access, course.Completion.AllLessons, course.Completion.QuizzesPassed, course.Completion.ExamsPassed, course.Completion.TasksPassed, course.Certificate);

    private static string WordsOf(Course course) => Lines(
        [Said(course.About.Select(about => about.Body)), .. course.Authors, .. course.Modules.Select(module => Line(module.Slug, Said(module.Title)))]);

    private static string WordsOf(Item item) => Lines([Said(item.Title), Line(item.Minutes), .. item switch
    {
        Lesson lesson => lesson.Text.Languages.Select(language => Line(language, WordsOf(lesson.Text.In(language)))),
        Quiz quiz => [Said(quiz.Intro)],
        Assignment task => [Said(task.Instructions), WordsOf(task.Rubric)],
        Worksheet sheet => [Said(sheet.Intro), .. sheet.Sections.SelectMany(section => (string[])[Said(section.Title), Said(section.Help)]), .. sheet.Fields.Select(WordsOf)],
        _ => (string[])[],
    }]);

    private static string WordsOf(LessonText text) => Lines(
    [
        text.Title, Line(text.LawChecked), .. text.Objectives,
        .. text.Blocks.Select(block => block is CheckBlock check ? KeyOf(check.Question) + WordsOf(check.Question) : ((MarkupBlock)block).Html.Markup),
        .. text.Terms.Select(term => Line(term.Id, Said(term.Name), Said(term.Definition))),
        .. text.Citations.Select(citation => Line(citation.Act.Id, Said(citation.Act.Title), citation.Act.Number, citation.Act.Amended, citation.Act.Repealed, string.Join(' ', citation.Articles))),
    ]);

    private static string RulesOf(Quiz quiz) => Line(
        quiz.IsExam, quiz.PassMark, quiz.Attempts, quiz.Wait, quiz.TimeLimit, quiz.Grace, quiz.Opens, quiz.Closes,
        string.Join(' ', quiz.Draws.Select(draw => $"{draw.Tag} {draw.Count}")), quiz.ShuffleQuestions, quiz.ShuffleOptions, quiz.Review);

    /// <summary>All that decides how an answer is graded and when the question is drawn.</summary>
    private static string KeyOf(Question question) => Line(question.GetType().Name, question.Points, string.Join(' ', question.Tags)) + question switch
    {
        ChoiceQuestion choice => Line(choice.Multiple, string.Join(' ', choice.Options.Select(option => option.IsRight))),
        NumberQuestion number => Line(number.Least, number.Most),
        ShortTextQuestion text => Line(text.RussianKeyboard) + Lines(text.Accepted),
        MatchingQuestion matching => Line(matching.Pairs.Count),
        OrderingQuestion ordering => Line(ordering.Steps.Count),
        GapsQuestion gaps => Line(gaps.RussianKeyboard) + Lines(gaps.Gaps.Select(gap => gap is ChosenGap chosen ? Line(chosen.Choices.Count, chosen.Right) : Lines(((TypedGap)gap).Accepted))),
        OpenQuestion open => MarksOf(open.Rubric),
        _ => "",
    };

    private static string WordsOf(Question question) => Lines([Said(question.Prompt), Said(question.Stem), Said(question.Explanation), .. TextsByPlace(question), .. question switch
    {
        ChoiceQuestion choice => choice.Options.Select(option => Said(option.Feedback)),
        NumberQuestion number => [Said(number.Unit)],
        MatchingQuestion matching => [Said(matching.LeftHeading), Said(matching.RightHeading)],
        GapsQuestion gaps => [Said(gaps.Pieces.Select(pieces => Lines(pieces.Select(piece => piece.Markup))))],
        OpenQuestion open => [WordsOf(open.Rubric)],
        _ => (string[])[],
    }]);

    private static string MarksOf(Assignment task) => Line(task.Points, task.Markers) + MarksOf(task.Rubric);

    private static string MarksOf(Rubric? rubric) =>
        Lines(rubric?.Criteria.Select(criterion => string.Join(' ', criterion.Levels.Select(level => Line(level.Points)))) ?? []);

    private static string WordsOf(Rubric? rubric) =>
        Lines(rubric?.Criteria.Select(criterion => Lines([Said(criterion.Name), .. criterion.Levels.Select(level => Said(level.Description))])) ?? []);

    private static string FieldsOf(Worksheet sheet) => Lines(sheet.Fields.Select(FieldOf));

    private static string FieldOf(Field field) => Line(
        field.Id, field.Kind, field.Required, field.Least, field.Most, field.Decimals, field.Level, field.When,
        string.Join(' ', field.Choices.Select(choice => choice.Id))) + Lines(field.Columns.Select(FieldOf));

    private static string WordsOf(Field field) => Lines(
        [Said(field.Label), Said(field.Help), Said(field.Unit), .. field.Choices.Select(choice => Said(choice.Label)), .. field.Columns.Select(WordsOf)]);

    private static string Said(Translated<Html> text) => Said(text.Select(html => html.Markup));

    private static string Said(Translated<string>? text) =>
        text is null ? "" : Lines(text.Languages.Select(language => $"{language} {text.In(language)}"));

    private static string Line(params object?[] values) =>
        string.Join('\u001F', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value}"))) + "\n";

    // Each with its length, so that no text can look like two.
    private static string Lines(IEnumerable<string> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts) all.Append(CultureInfo.InvariantCulture, $"{text.Length}:").Append(text).Append('\n');
        return all.ToString();
    }
}
