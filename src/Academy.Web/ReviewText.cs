using System.Runtime.CompilerServices;
using Academy.Courseware;
using Academy.Learning.Drafts;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Academy.Web;

/// <summary>A place of a file as a reviewer reads it: a paragraph of the rendered text, a question, a field.</summary>
/// <param name="Html">Null for a question.</param>
/// <param name="Question">Shown with what is right.</param>
public sealed record ReviewPlace(ReviewAnchor Anchor, Html? Html, Question? Question);

/// <summary>A file in pieces that can be commented on, as the learner's page shows it.</summary>
public static class ReviewText
{
    // A compiled text lives as long as its draft is in memory; cutting it up again for every reader would cost more than keeping it.
    private static readonly ConditionalWeakTable<Html, IReadOnlyList<ReviewPlace>> Cut = [];

    /// <param name="course">As far as it could be built.</param>
    /// <returns>Nothing where the file is not a text of the course, or is broken.</returns>
    public static IReadOnlyList<ReviewPlace> Of(Course? course, string path)
    {
        if (course is null || ItemFile.Of(path) is not { } file) return [];
        return file.Kind switch
        {
            FileKind.About => course.About.TryIn(file.Language, out var about) ? Places(about.Body) : [],
            FileKind.Lesson when course.Find(file.Item) is Lesson lesson && lesson.Text.TryIn(file.Language, out var text) =>
                [.. text.Objectives.Select(objective => Words(objective)), .. text.Blocks.SelectMany(Places)],
            FileKind.Quiz when course.Find(file.Item) is Quiz quiz => [.. Places(quiz.Intro.In(file.Language)), .. quiz.Questions.Select(Place)],
            FileKind.Task when course.Find(file.Item) is Assignment task =>
                [.. Places(task.Instructions.In(file.Language)), .. task.Rubric?.Criteria.Select(criterion => Words($"{criterion.Name.In(file.Language)}: {Levels(criterion, file.Language)}")) ?? []],
            FileKind.Worksheet when course.Find(file.Item) is Worksheet sheet =>
                [.. sheet.Fields.Select(field => new ReviewPlace(ReviewAnchor.Question(field.Id), Escaped(string.Join(" / ", course.Languages.Select(field.Label.In).Distinct())), null))],
            _ => [],
        };
    }

    private static string Levels(Criterion criterion, string language) =>
        string.Join("; ", criterion.Levels.Select(level => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level.Description.In(language)} ({level.Points:0.##})")));

    private static IEnumerable<ReviewPlace> Places(LessonBlock block) => block is CheckBlock check ? [Check(check.Question)] : Places(((MarkupBlock)block).Html);

    private static ReviewPlace Place(Question question) => new(ReviewAnchor.Question(question.Id), null, question);

    // The id of a self-check goes by its position, which moves; its words stay.
    private static ReviewPlace Check(Question question) =>
        new(ReviewAnchor.Paragraph(question.Prompt.In(question.Prompt.Languages.First()).ToPlainText()), null, question);

    private static ReviewPlace Words(string text) => new(ReviewAnchor.Paragraph(text), Escaped(text), null);

    private static Html Escaped(string text) => new($"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>");

    private static IReadOnlyList<ReviewPlace> Places(Html html) => Cut.GetValue(html, whole =>
        [.. new HtmlParser().ParseFragment(whole.Markup, new HtmlParser().ParseDocument("").Body!).OfType<IElement>()
            .Select(piece => new ReviewPlace(AnchorOf(piece), new Html(piece.OuterHtml), null))]);

    // A picture alone is told by its description, or by its address where it has none.
    private static ReviewAnchor AnchorOf(IElement piece)
    {
        var words = piece.TextContent;
        if (string.IsNullOrWhiteSpace(words)) words = string.Join(' ', piece.QuerySelectorAll("img").Select(picture => picture.GetAttribute("alt") is { Length: > 0 } alt ? alt : picture.GetAttribute("src")));
        return ReviewAnchor.Paragraph(words);
    }
}
