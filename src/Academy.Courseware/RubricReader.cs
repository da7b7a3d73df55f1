using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;

namespace Academy.Courseware;

/// <summary>
/// Reads <c>::: rubric</c>: a table with a row for each criterion and a column for each level. A level's points stand in
/// brackets at the end of its cell, or at the end of the column's heading where all criteria weigh the same.
/// </summary>
internal static partial class RubricReader
{
    [GeneratedRegex(@"^(?<text>.*)\((?<points>\d{1,4}(?:[.,]\d{1,2})?)(?:[ \u00A0]\p{L}{1,10}\.?)?\)$", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex InCell();

    [GeneratedRegex(@"(?:^|[\s(])(?<points>\d{1,4}(?:[.,]\d{1,2})?)(?:[ \u00A0]\p{L}{1,10}\.?)?\)?$", RegexOptions.NonBacktracking)]
    private static partial Regex InHeading();

    public static RubricDraft? Read(MarkdownFile file, CustomContainer container)
    {
        Containers.CheckClosed(file, container);
        var rows = container.OfType<Table>().FirstOrDefault()?.OfType<TableRow>().ToList();
        if (rows is null || container.Count != 1 || rows.Count < 2 || rows.Any(row => row.Count < 3))
        {
            file.Report(Rules.RubricUnclear, container.Span.Start);
            return null;
        }

        var headings = rows[0].OfType<TableCell>().Select(cell => PointsIn(InHeading(), MarkupWriter.PlainCell(cell))).ToList();
        var criteria = new List<CriterionDraft>();
        foreach (var row in rows.Skip(1))
        {
            var cells = row.OfType<TableCell>().ToList();
            var levels = new List<(string Description, decimal Points)>();
            for (var column = 1; column < cells.Count; column++)
            {
                var text = MarkupWriter.PlainCell(cells[column]);
                var own = InCell().Match(text);
                var points = own.Success ? PointsIn(InCell(), text) : column < headings.Count ? headings[column] : null;
                if (points is null || text.Length == 0) file.Report(Rules.LevelWithoutPoints, cells[column].Span.IsEmpty ? row.Span.Start : cells[column].Span.Start);
                else levels.Add((own.Success ? own.Groups["text"].Value.Trim() : text, points.Value));
            }
            if (levels.Count > 0) criteria.Add(new CriterionDraft(file.At(row.Span.Start), MarkupWriter.PlainCell(cells[0]), levels));
        }
        return criteria.Count == 0 ? null : new RubricDraft(file.At(container.Span.Start), criteria);
    }

    private static decimal? PointsIn(Regex form, string text) =>
        form.Match(text) is { Success: true } match
            && decimal.TryParse(match.Groups["points"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            ? points
            : null;
}
