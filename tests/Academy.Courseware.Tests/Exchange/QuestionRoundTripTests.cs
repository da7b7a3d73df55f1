using Academy.Courseware.Exchange;
using Xunit;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>Questions written and read again: as Markdown exactly, through other systems' formats but for what is told.</summary>
public sealed class QuestionRoundTripTests
{
    private const int Seeds = 80;

    [Fact]
    public void Questions_written_as_Markdown_compile_to_the_same_questions()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var questions = Compiled(new RandomQuiz(seed).Markdown());

            var written = QuizWriter.Write("Проверка", questions, "ru", Library.Empty, []);

            Assert.Equal(SameQuestions.Of(questions, "ru"), SameQuestions.Of(Compiled(written), "ru"));
            // Clean means that writing once more changes nothing.
            Assert.Equal(written, QuizWriter.Write("Проверка", Compiled(written), "ru", Library.Empty, []));
        }
    }

    [Theory]
    [InlineData(QuestionFormat.Gift)]
    [InlineData(QuestionFormat.MoodleXml)]
    [InlineData(QuestionFormat.Qti2)]
    public void Questions_sent_through_another_format_come_back_the_same_but_for_what_is_told(QuestionFormat format)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var questions = Compiled(new RandomQuiz(seed).Markdown());

            var file = QuestionExport.Write("Проверка", questions, "ru", format, []);
            var reading = QuestionImport.Read("quiz", file.Bytes, "ru");

            var left = file.Findings.Where(finding => finding.Rule.Outcome == ExchangeOutcome.Unsupported).Select(finding => finding.Number).ToHashSet();
            var sent = questions.Where((_, at) => !left.Contains(at + 1)).Select((question, _) => AsHeld(question, file.Findings.Where(finding => finding.Name == question.Id).Select(finding => finding.Rule).ToHashSet())).ToList();
            Assert.Empty(reading.Questions.Where(question => question.Markdown is null).SelectMany(question => question.Findings).Select(finding => $"{seed}: {finding.Name}: {finding.Message("en")}"));
            if (sent.Count == 0) continue;
            Assert.Equal(SameQuestions.Loosely(sent, "ru"), SameQuestions.Loosely(Compiled(reading.Markdown), "ru"));
        }
    }

    [Fact]
    public void The_quizzes_of_the_courses_themselves_are_written_read_and_compiled_without_a_difference()
    {
        var content = CourseSource.FromFolder(ContentFolder()).Source;
        var layout = ContentLayout.Of(content, "content");
        var library = LibraryReader.Read(layout.Library).Library;
        var questions = 0;
        foreach (var (slug, source) in layout.Courses)
        {
            var course = CourseCompiler.Compile(source, slug, library).Course!;
            foreach (var quiz in course.Items.OfType<Quiz>())
                foreach (var language in course.Languages)
                {
                    var written = QuizWriter.Write(quiz.Title.In(language), quiz.Questions, language, library, course.Media.Values);

                    var (paper, diagnostics) = QuizText.Read("quiz.md", written, language, library, course.Media);
                    Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString()));
                    Assert.Equal(SameQuestions.Of(quiz.Questions, language), SameQuestions.Of(InOrderOf(quiz, paper.Questions), language));
                    questions += quiz.Questions.Count;
                }
        }
        Assert.True(questions > 100, $"Only {questions} questions were looked at.");
    }

    [Theory]
    [InlineData(QuestionFormat.Gift)]
    [InlineData(QuestionFormat.MoodleXml)]
    [InlineData(QuestionFormat.Qti2)]
    public void The_quizzes_of_the_courses_go_through_another_format_and_come_back_the_same_but_for_what_is_told(QuestionFormat format)
    {
        var layout = ContentLayout.Of(CourseSource.FromFolder(ContentFolder()).Source, "content");
        var library = LibraryReader.Read(layout.Library).Library;
        foreach (var (slug, source) in layout.Courses)
        {
            var course = CourseCompiler.Compile(source, slug, library).Course!;
            foreach (var quiz in course.Items.OfType<Quiz>())
            {
                var language = course.Languages[0];
                var file = QuestionExport.Write(quiz.Title.In(language), quiz.Questions, language, format, course.Media.Values);

                var reading = QuestionImport.Read("quiz", file.Bytes, language);

                var left = file.Findings.Where(finding => finding.Rule.Outcome == ExchangeOutcome.Unsupported).Select(finding => finding.Number).ToHashSet();
                var sent = quiz.Questions.Where((_, at) => !left.Contains(at + 1)).ToList();
                var held = sent.Select(question => AsHeld(question, file.Findings.Where(finding => finding.Name == question.Id).Select(finding => finding.Rule).ToHashSet(), language));
                Assert.Equal((sent.Count, sent.Count, 0, 0), (reading.Total, reading.Taken, reading.Unsupported, reading.Faulty));
                Assert.Equal(SameQuestions.Loosely(held, language), SameQuestions.Loosely(InOrderOf(quiz, QuizText.Read("quiz.md", reading.Markdown, language, Library.Empty, course.Media).Paper.Questions), language));
            }
        }
    }

    // Choices of a gap stand in the alphabet of the primary language, accepted words come from all: read alone, a file knows of one.
    private static IEnumerable<Question> InOrderOf(Quiz quiz, IEnumerable<Question> read) => read.Select(question => (quiz.Find(question.Id), question) switch
    {
        (GapsQuestion whole, GapsQuestion alone) => alone with
        {
            Gaps = [.. alone.Gaps.Zip(whole.Gaps, (one, other) => one is ChosenGap chosen && other is ChosenGap ordered
                && chosen.Choices.Select(choice => choice.In(chosen.Choices[0].Languages.First())).ToHashSet().SetEquals(ordered.Choices.Select(choice => choice.In(chosen.Choices[0].Languages.First())))
                && chosen.Choices[chosen.Right].In(chosen.Choices[0].Languages.First()) == ordered.Choices[ordered.Right].In(chosen.Choices[0].Languages.First()) ? other : one)],
        },
        _ => question,
    });

    private static string ContentFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                return Path.Combine(folder.FullName, "content");
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Academy.sln.");
    }

    // What the findings say is lost is all that may be.
    private static Question AsHeld(Question question, HashSet<ExchangeRule> lost, string language = "ru")
    {
        if (lost.Contains(ExchangeRules.PointsNotHeld)) question = question with { Points = 1 };
        return question switch
        {
            NumberQuestion number when lost.Contains(ExchangeRules.UnitNotHeld) => number with { Unit = Said("") },
            MatchingQuestion matching => matching with
            {
                LeftHeading = lost.Contains(ExchangeRules.HeadingsNotHeld) ? Said(Words.In(language, "LeftSide")) : matching.LeftHeading,
                RightHeading = lost.Contains(ExchangeRules.HeadingsNotHeld) ? Said(Words.In(language, "RightSide")) : matching.RightHeading,
                Pairs = lost.Contains(ExchangeRules.FormattingNotHeld) ? [.. matching.Pairs.Select(pair => pair with { Right = pair.Right.Select(html => new Html(new System.Text.StringBuilder().AppendText(html.ToPlainText()).ToString())) })] : matching.Pairs,
            },
            OpenQuestion open when lost.Contains(ExchangeRules.RubricNotHeld) => open with { Rubric = null },
            ShortTextQuestion text => text with { RussianKeyboard = false },
            GapsQuestion gaps => gaps with { RussianKeyboard = false },
            _ => question,
        };
    }

    private static Translated<string> Said(string word) => new([KeyValuePair.Create("ru", word)]);

    private static IReadOnlyList<Question> Compiled(string markdown)
    {
        var (paper, diagnostics) = QuizText.Read("quiz.ru.md", markdown, "ru", Library.Empty, new Dictionary<string, MediaFile>());
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => $"{diagnostic}\n{markdown}"));
        return paper.Questions;
    }
}
