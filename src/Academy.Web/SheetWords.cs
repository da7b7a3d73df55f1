using System.Globalization;
using Academy.Courseware;
using Academy.Learning;

namespace Academy.Web;

/// <summary>Worksheets in words: what is wrong with an answer, and what an answer says, in the language of the page.</summary>
public sealed class SheetWords(Texts texts, When when)
{
    private static string Language => PageLanguage.Current;

    public string Fault(FieldFault fault) =>
        texts.Format($"Sheets.{fault.Problem}", [.. fault.Details.Select(detail => (object)Number(detail))]);

    /// <summary>With the name of the field before it, for the list on top of the page.</summary>
    public string FaultInList(Worksheet sheet, FieldFault fault)
    {
        var label = fault.Field.Label.In(Language);
        if (fault.Row is not { } row) return texts.Format("Sheets.InField", label, Fault(fault));
        var table = sheet.Find(fault.Path[..fault.Path.IndexOf('.', StringComparison.Ordinal)])!;
        return texts.Format("Sheets.InRow", table.Label.In(Language), row + 1, label, Fault(fault));
    }

    /// <summary>12 345,6 — as it is typed here too. Four digits stand together, and so a year is a year.</summary>
    public static string Number(decimal number) =>
        number.ToString(Math.Abs(number) < 10_000 ? "0.######" : "#,##0.######", CultureInfo.GetCultureInfo(Languages.Russian));

    public string Show(FieldValue? value) => value switch
    {
        TextValue text => text.Text,
        NumberValue number => Number(number.Number),
        DateValue date => when.ShortDate(date.Day),
        ChoiceValue choice => string.Join("; ", choice.Chosen.Select(one => one.Label.In(Language))),
        YesNoValue yesNo => texts[yesNo.IsYes ? "Sheets.Yes" : "Sheets.No"],
        PlaceValue place => Place(place.Place),
        FileValue => texts["Sheets.FileAttached"],
        TableValue table => Number(table.Rows.Count),
        _ => "",
    };

    /// <summary>What was typed, where it cannot be understood as it stands: nobody's words are hidden because they are wrong.</summary>
    public string ShowTyped(Field field, FieldAnswer answer) =>
        WorksheetRules.Read(field, answer, Places.Standard).Value is { } value ? Show(value) : string.Join("; ", answer.Values);

    /// <summary>Region, district.</summary>
    public static string Place(Place place) => string.Join(", ", Places.Standard.Chain(place).Select(one => one.Name.In(Language)));

    public static string LabelWithUnit(Field field) =>
        field.Unit is { } unit ? $"{field.Label.In(Language)}, {unit.In(Language)}" : field.Label.In(Language);
}

/// <summary>One field on the form.</summary>
/// <param name="Path">As in <see cref="FieldFault.Path"/>.</param>
/// <param name="Among">The fields that its condition may name: of the form, or of the row.</param>
/// <param name="Beside">Their answers.</param>
public sealed record SheetFieldView(SheetView View, Field Field, string Path, IReadOnlyList<Field> Among, WorksheetAnswers Beside, FieldAnswer? Elsewhere)
{
    public FieldAnswer Answer => Beside[Field.Id];
    public string Name => SheetForm.NameOf(Path);
    public string Id => Name.Replace('.', '_');
    public bool IsAsked => Field.IsAsked(Among, Beside);
    public FieldFault? Fault => View.Faults.FirstOrDefault(fault => fault.Path == Path);

    /// <summary>Another window has saved something else here.</summary>
    public bool Differs => Elsewhere is { } other && !other.Values.SequenceEqual(Answer.Values);

    /// <summary>Where the form name of the field stands that decides whether this one is asked.</summary>
    public string? DependsOn => Field.When is { } when ? SheetForm.NameOf($"{Path[..^Field.Id.Length]}{when.FieldId}") : null;

    public static SheetFieldView Of(SheetView view, Field field) =>
        new(view, field, field.Id, view.Sheet.Fields, view.Answers, view.Elsewhere?[field.Id]);

    public static SheetFieldView InRow(SheetView view, Field table, int row, Field column) => new(
        view, column, string.Create(CultureInfo.InvariantCulture, $"{table.Id}.{row}.{column.Id}"), table.Columns, view.Answers[table.Id].Rows[row],
        view.Elsewhere is null ? null : row < view.Elsewhere[table.Id].Rows.Count ? view.Elsewhere[table.Id].Rows[row][column.Id] : FieldAnswer.Empty);
}

/// <summary>A filled worksheet to read.</summary>
/// <param name="Comments">By field, those of its newest return.</param>
public sealed record SheetAnswersView(Worksheet Sheet, WorksheetAnswers Answers, IReadOnlyDictionary<string, string> Comments);
