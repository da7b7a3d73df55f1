using Academy.Courseware;

namespace Academy.Learning;

/// <summary>
/// Which place a worksheet is about, beside its answers: the Office filters and adds up by it, and no database looks into JSON the
/// same way as another. The first place field of the form tells it.
/// </summary>
public sealed class SheetPlace
{
    private SheetPlace() { }

    public SheetPlace(Guid workId) => WorkId = workId;

    public Guid WorkId { get; private set; }

    /// <summary>Of the draft, from its first choice on; null while none is chosen.</summary>
    public string? Draft { get; private set; }

    /// <summary>Of the version that was handed in last; null before.</summary>
    public string? HandedIn { get; private set; }

    public void Note(Worksheet sheet, WorksheetAnswers answers, Places places) => Draft = CodeIn(sheet, answers, places);

    public void HandIn() => HandedIn = Draft;

    /// <summary>The code of the first place that the answers name, or null.</summary>
    public static string? CodeIn(Worksheet sheet, WorksheetAnswers answers, Places places) =>
        sheet.Fields.FirstOrDefault(field => field.Kind == FieldKind.Place) is { } field ? places.Find(answers[field.Id].Text)?.Code : null;
}

/// <summary>What was said to one field when a version was returned.</summary>
public sealed class SheetComment
{
    public const int Longest = 1000;

    private SheetComment() { }

    public SheetComment(Guid workId, int number, string fieldId, string text) =>
        (WorkId, Number, FieldId, Text) = (workId, number, fieldId, text);

    public Guid WorkId { get; private set; }

    /// <summary>The version.</summary>
    public int Number { get; private set; }

    public string FieldId { get; private set; } = "";
    public string Text { get; private set; } = "";
}
