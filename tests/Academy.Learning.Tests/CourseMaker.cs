using Academy.Courseware;

namespace Academy.Learning.Tests;

/// <summary>A course in a few words, and the people and moments that tests speak of.</summary>
internal static class CourseMaker
{
    /// <summary>Nine in the morning in Kazakhstan.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    public static readonly Completion Everything = new(AllLessons: true, QuizzesPassed: true, ExamsPassed: true, TasksPassed: true);

    public static Course Course(params Item[] items) => Course("budget", items);

    public static Course Course(string slug, params Item[] items) => new()
    {
        Slug = slug, Languages = ["kk", "ru"], Hours = 16, Access = Access.Registered, Authors = [], Tags = [],
        About = new Translated<AboutText>(
        [
            KeyValuePair.Create("kk", new AboutText("Ауыл бюджеті", Html.Empty, "")),
            KeyValuePair.Create("ru", new AboutText("Бюджет села", Html.Empty, "")),
        ]),
        Modules = [new Module("start", QuizMaker.Said("start"), items)], Completion = Everything, Certificate = "standard",
        Media = new Dictionary<string, MediaFile>(), Hash = new string('a', 64),
    };

    public static Lesson Lesson(string slug) => new()
    {
        ModuleSlug = "start", Slug = slug, Title = QuizMaker.Said(slug), Minutes = 10,
        Text = QuizMaker.Said(slug).Select(title => new LessonText { Title = title, Objectives = [], Blocks = [], Headings = [], Citations = [], Terms = [] }),
    };

    public static Assignment Task(string slug) => new()
    {
        ModuleSlug = "start", Slug = slug, Title = QuizMaker.Said(slug), Minutes = 60, Points = 100, Instructions = QuizMaker.Text("Plan"),
    };

    public static Enrolment Enrolled(Course course, DateTimeOffset? at = null) => new(Guid.CreateVersion7(), course, Guid.CreateVersion7(), at ?? Monday);

    /// <summary>Starts, answers with one value a question, hands in.</summary>
    public static Attempt Sit(this Enrolment enrolment, Quiz quiz, DateTimeOffset at, params (string Question, string Value)[] answers)
    {
        var attempt = enrolment.StartAttempt(quiz, seed: 1, at);
        foreach (var (question, value) in answers) attempt.Give(quiz, question, new Answer([value]), 1, flagged: false, at);
        attempt.Submit(quiz, at);
        return attempt;
    }

    /// <summary>Saves an answer as a page without script sends it.</summary>
    /// <returns>The newest answer that stands, this one or a newer.</returns>
    public static GivenAnswer Give(this Attempt attempt, Quiz quiz, string question, Answer value, long sequence, bool flagged, DateTimeOffset now) =>
        attempt.Save(quiz.Find(question)!, value, new SentAnswer(sequence, flagged), now).Standing;

    public static void Refuses(Refusal refusal, Action act) => Xunit.Assert.Equal(refusal, Xunit.Assert.Throws<RefusedException>(act).Refusal);
}
