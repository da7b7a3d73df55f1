namespace Academy.Courseware.Exchange;

/// <summary>A quiz file alone, without the course around it: its questions in its one language.</summary>
public static class QuizText
{
    /// <summary>The files of a course that its quizzes may show, by their path.</summary>
    public static IReadOnlyDictionary<string, MediaFile> MediaOf(CourseSource course) => MediaReader.Read(course, []);

    /// <returns>The title and questions that could be read, and what is wrong with the rest.</returns>
    public static (QuizPaper Paper, IReadOnlyList<Diagnostic> Diagnostics) Read(
        string path, string markdown, string language, Library library, IReadOnlyDictionary<string, MediaFile> media)
    {
        var diagnostics = new List<Diagnostic>();
        if (MarkdownFile.Open(path, language, markdown, diagnostics) is not { } file) return (new QuizPaper("", []), diagnostics);

        var draft = QuizReader.Read(file, new CourseFacts("course", library) { Media = media });
        var questions = draft.Questions.Select(question => QuestionMerger.Merge([new Spoken<QuestionDraft>(language, question)])).ToList();
        return (new QuizPaper(draft.Head.Title, questions), diagnostics);
    }
}

/// <summary>Questions under a title.</summary>
public sealed record QuizPaper(string Title, IReadOnlyList<Question> Questions);
