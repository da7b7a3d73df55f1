using System.Globalization;
using System.Text;

namespace Academy.Courseware;

/// <summary>What one text becomes, without a course around it.</summary>
public static class LessonRenderer
{
    /// <param name="markdown">A lesson's file.</param>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="library">The acts and terms that it may name.</param>
    /// <returns>The markup, self-checks as plain lists; and what is wrong, as of a file named <c>lesson.md</c>.</returns>
    public static (Html Markup, IReadOnlyList<Diagnostic> Diagnostics) Render(string markdown, string language, Library library)
    {
        var diagnostics = new List<Diagnostic>();
        if (MarkdownFile.Open("lesson.md", language, markdown, diagnostics) is not { } file) return (Html.Empty, diagnostics);

        var draft = LessonReader.Read(file, new CourseFacts("course", library));
        var markup = new StringBuilder();
        if (draft.Head.Title.Length > 0) markup.Append("<h1>").AppendText(draft.Head.Title).Append("</h1>\n");
        foreach (var part in draft.Parts)
        {
            if (part.Markup is not null) markup.Append(part.Markup.Markup).Append('\n');
            else Check(markup, part.Check!);
        }
        return (new Html(markup.ToString()), [.. diagnostics.OrderBy(found => found.Location.Line).ThenBy(found => found.Location.Column)]);
    }

    private static void Check(StringBuilder to, QuestionDraft check)
    {
        to.Append(CultureInfo.InvariantCulture, $"<div class=\"check\" id=\"{check.Id}\"><p><b>{check.Prompt}</b></p>{check.Stem}");
        if (check.Answers is ChoiceDraft choice)
        {
            to.Append("<ul>");
            foreach (var option in choice.Options) to.Append(CultureInfo.InvariantCulture, $"<li>{(option.IsRight ? "☑" : "☐")} {option.Text}{option.Feedback}</li>");
            to.Append("</ul>");
        }
        to.Append(CultureInfo.InvariantCulture, $"{check.Explanation}</div>\n");
    }
}
