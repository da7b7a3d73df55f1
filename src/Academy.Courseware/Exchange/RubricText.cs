namespace Academy.Courseware.Exchange;

/// <summary>A rubric on its way out and in: other systems have a note for whoever marks, and a table can stand in it.</summary>
internal static class RubricText
{
    /// <summary>Read back where the note is nothing but a table like ours; any other note is told as left out.</summary>
    public static OpenText Read(Intake intake, ForeignText foreign, string html)
    {
        var blocks = foreign.Blocks(html);
        if (blocks.Count == 0) return new OpenText("");
        if (blocks is [{ IsParagraph: false } only] && only.Text.StartsWith('|') && Draft(only.Text) is not null) return new OpenText(only.Text);
        intake.Note(ExchangeRules.TemplateLost);
        return new OpenText("");
    }

    /// <summary>Null where the table is no rubric.</summary>
    public static RubricDraft? Draft(string table)
    {
        var found = new List<Diagnostic>();
        if (MarkdownFile.Open("rubric.md", Languages.English, $"::: rubric\n{table}\n:::\n", found) is not { } file) return null;
        var container = file.Document.OfType<Markdig.Extensions.CustomContainers.CustomContainer>().FirstOrDefault();
        var rubric = container is null ? null : RubricReader.Read(file, container);
        return found.Any(diagnostic => diagnostic.Severity == Severity.Error) ? null : rubric;
    }

    public static string Table(Rubric rubric, string language)
    {
        var width = rubric.Criteria.Max(criterion => criterion.Levels.Count);
        var lines = new List<string>
        {
            $"| {Words.In(language, "Criterion")} |{string.Concat(Enumerable.Range(1, width).Select(level => $" {level.ToString(System.Globalization.CultureInfo.InvariantCulture)}\\. |"))}",
            $"| --- |{string.Concat(Enumerable.Repeat(" --- |", width))}",
        };
        foreach (var criterion in rubric.Criteria)
        {
            var cells = criterion.Levels.Select(level => $" {Cell(level.Description.In(language))} ({level.Points.ToString(System.Globalization.CultureInfo.InvariantCulture)}) |");
            lines.Add($"| {Cell(criterion.Name.In(language))} |{string.Concat(cells)}");
        }
        return string.Join('\n', lines);
    }

    private static string Cell(string text) => MarkdownEscape.Cell(MarkdownEscape.Inline(text));
}
