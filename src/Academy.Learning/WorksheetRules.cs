using System.Globalization;
using System.Text.RegularExpressions;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>What is wrong with an answer; each has a sentence in every language under <c>Sheets</c>.</summary>
public enum FieldProblem
{
    /// <summary>A required field is empty; said only when the form is handed in.</summary>
    Missing,

    TooLong,
    NotANumber,

    /// <summary>A fraction where a whole number is asked for.</summary>
    NotWhole,

    /// <summary>The first detail: how many digits may stand after the comma.</summary>
    TooManyDecimals,

    /// <summary>The first detail: the least.</summary>
    TooSmall,

    /// <summary>The first detail: the most.</summary>
    TooLarge,

    NotADate,

    /// <summary>Not one of the choices.</summary>
    NotAChoice,

    /// <summary>A code that the register of places does not have.</summary>
    NotAPlace,

    /// <summary>A region where its district is asked for.</summary>
    DistrictMissing,

    NotAFile,

    /// <summary>The first detail: the least number of rows.</summary>
    TooFewRows,

    /// <summary>The first detail: the most.</summary>
    TooManyRows,
}

/// <param name="Field">The field or column.</param>
/// <param name="Path">Where it stands: <c>people</c>, or <c>needs.2.cost</c> for a row counted from 0.</param>
/// <param name="Row">Counted from 0; null outside tables.</param>
/// <param name="Details">Numbers that the sentence names.</param>
public sealed record FieldFault(Field Field, FieldProblem Problem, string Path, int? Row, IReadOnlyList<decimal> Details);

/// <summary>What an answer means once it is read.</summary>
public abstract record FieldValue;

public sealed record TextValue(string Text) : FieldValue;

public sealed record NumberValue(decimal Number) : FieldValue;

public sealed record DateValue(DateOnly Day) : FieldValue;

/// <param name="Chosen">One for a choice, one or more for several; in the order of the form.</param>
public sealed record ChoiceValue(IReadOnlyList<FieldChoice> Chosen) : FieldValue;

public sealed record YesNoValue(bool IsYes) : FieldValue;

public sealed record PlaceValue(Place Place) : FieldValue;

public sealed record FileValue(Guid FileId) : FieldValue;

/// <param name="Rows">What each column of a row holds, by its id; what is empty or wrong is not in it.</param>
public sealed record TableValue(IReadOnlyList<IReadOnlyDictionary<string, FieldValue>> Rows) : FieldValue;

/// <summary>The rules of filling in a worksheet: what is asked, what an answer means, what is wrong with it. Pure; never throws on an answer.</summary>
public static partial class WorksheetRules
{
    public const int LongestText = 300;
    public const int LongestLongText = 10_000;

    // A decimal holds 28 digits; sums over all villages must fit too.
    private const decimal Largest = 1_000_000_000_000_000;
    private const int MostDecimals = 6;

    /// <summary>Whether the field is asked, by the answers beside it (of the form, or of the same row).</summary>
    public static bool IsAsked(this Field field, IEnumerable<Field> among, WorksheetAnswers answers)
    {
        // A condition leads only to fields before, so this ends; a field that hangs on one that is not asked is not asked either.
        for (var when = field.When; when is not null;)
        {
            if (!answers[when.FieldId].Has(when.Answer)) return false;
            when = among.FirstOrDefault(other => other.Id == when.FieldId)?.When;
        }
        return true;
    }

    /// <summary>Everything that is wrong, in the order of the form.</summary>
    /// <param name="handingIn">Then what is required must be there.</param>
    public static IReadOnlyList<FieldFault> Check(this Worksheet sheet, WorksheetAnswers answers, bool handingIn, Places places)
    {
        var faults = new List<FieldFault>();
        foreach (var field in sheet.Fields.Where(field => field.IsAsked(sheet.Fields, answers)))
        {
            if (field.Kind != FieldKind.Table) CheckOne(field, answers[field.Id], field.Id, row: null, handingIn, places, faults);
            else CheckTable(field, answers[field.Id], handingIn, places, faults);
        }
        return faults;
    }

    /// <summary>The answers as they are handed in: without what is not asked, without empty rows, choices of the form only.</summary>
    public static WorksheetAnswers Kept(this Worksheet sheet, WorksheetAnswers answers) => new(
        from field in sheet.Fields
        where field.IsAsked(sheet.Fields, answers)
        select KeyValuePair.Create(field.Id, field.Kind == FieldKind.Table ? KeptRows(field, answers[field.Id]) : answers[field.Id]));

    /// <summary>What every field's answer means, by its id; what is not asked, empty or wrong is not in it.</summary>
    public static IReadOnlyDictionary<string, FieldValue> Values(this Worksheet sheet, WorksheetAnswers answers, Places places) =>
        ValuesOf(sheet.Fields, answers, places);

    private static Dictionary<string, FieldValue> ValuesOf(IReadOnlyList<Field> fields, WorksheetAnswers answers, Places places)
    {
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.IsAsked(fields, answers)))
        {
            if (field.Kind == FieldKind.Table)
            {
                var rows = answers[field.Id].Rows.Where(row => !row.IsEmpty).Take(Worksheet.MostRows)
                    .Select(IReadOnlyDictionary<string, FieldValue> (row) => ValuesOf(field.Columns, row, places)).ToList();
                if (rows.Count > 0) values[field.Id] = new TableValue(rows);
            }
            else if (Read(field, answers[field.Id], places).Value is { } value) values[field.Id] = value;
        }
        return values;
    }

    private static FieldAnswer KeptRows(Field table, FieldAnswer answer) => new(
        answer.Rows.Select(row => new WorksheetAnswers(
            from column in table.Columns
            where column.IsAsked(table.Columns, row)
            select KeyValuePair.Create(column.Id, row[column.Id]))).Where(row => !row.IsEmpty));

    private static void CheckTable(Field table, FieldAnswer answer, bool handingIn, Places places, List<FieldFault> faults)
    {
        var filled = answer.Rows.Count(row => !row.IsEmpty);
        var least = Math.Max(table.Least ?? 0, table.Required ? 1 : 0);
        if (handingIn && filled < least)
            faults.Add(new FieldFault(table, filled == 0 ? FieldProblem.Missing : FieldProblem.TooFewRows, table.Id, null, [least]));
        var most = table.Most ?? Worksheet.MostRows;
        if (filled > most) faults.Add(new FieldFault(table, FieldProblem.TooManyRows, table.Id, null, [most]));

        foreach (var (place, row) in answer.Rows.Index().Where(row => !row.Item.IsEmpty).Take(Worksheet.MostRows))
            foreach (var column in table.Columns.Where(column => column.IsAsked(table.Columns, row)))
                CheckOne(column, row[column.Id], string.Create(CultureInfo.InvariantCulture, $"{table.Id}.{place}.{column.Id}"), place, handingIn, places, faults);
    }

    private static void CheckOne(Field field, FieldAnswer answer, string path, int? row, bool handingIn, Places places, List<FieldFault> faults)
    {
        if (answer.Values.Count == 0)
        {
            if (handingIn && field.Required) faults.Add(new FieldFault(field, FieldProblem.Missing, path, row, []));
        }
        else if (Read(field, answer, places) is { Problem: { } problem, Details: var details })
            faults.Add(new FieldFault(field, problem, path, row, details));
    }

    /// <summary>The meaning of one answer, or what is wrong with it; neither where it is empty.</summary>
    public static FieldReading Read(Field field, FieldAnswer answer, Places places)
    {
        if (answer.Values.Count == 0) return default;

        var text = answer.Text.Trim();
        return field.Kind switch
        {
            FieldKind.ShortText => text.Length > LongestText ? FieldReading.Wrong(FieldProblem.TooLong, LongestText) : FieldReading.Right(new TextValue(text)),
            FieldKind.LongText => text.Length > LongestLongText ? FieldReading.Wrong(FieldProblem.TooLong, LongestLongText) : FieldReading.Right(new TextValue(text)),
            FieldKind.Number => Number(field, text),
            FieldKind.Date => Day(text) is { } day ? FieldReading.Right(new DateValue(day)) : FieldReading.Wrong(FieldProblem.NotADate),
            FieldKind.Choice => Chosen(field, answer.Values.Take(1)),
            FieldKind.Several => Chosen(field, answer.Values),
            FieldKind.YesNo => text is FieldAnswer.Yes or FieldAnswer.No ? FieldReading.Right(new YesNoValue(text == FieldAnswer.Yes)) : FieldReading.Wrong(FieldProblem.NotAChoice),
            FieldKind.Place => PlaceOf(field, places.Find(text)),
            FieldKind.File => Guid.TryParse(text, out var file) ? FieldReading.Right(new FileValue(file)) : FieldReading.Wrong(FieldProblem.NotAFile),
            _ => default,
        };
    }

    private static FieldReading Number(Field field, string text)
    {
        IEnumerable<string> units = field.Unit is { } unit ? unit.Languages.Select(unit.In) : [];
        if (Typed.Decimal(text, units) is not { } typed) return FieldReading.Wrong(FieldProblem.NotANumber);
        var (number, decimals) = typed;
        if (number < (field.Least ?? -Largest)) return FieldReading.Wrong(FieldProblem.TooSmall, field.Least ?? -Largest);
        if (number > (field.Most ?? Largest)) return FieldReading.Wrong(FieldProblem.TooLarge, field.Most ?? Largest);
        var most = field.Decimals ?? MostDecimals;
        if (decimals <= most) return FieldReading.Right(new NumberValue(number));
        return most == 0 ? FieldReading.Wrong(FieldProblem.NotWhole) : FieldReading.Wrong(FieldProblem.TooManyDecimals, most);
    }

    /// <summary>A day of the calendar, as 24.11.2026 or 2026-11-24; null where it is none.</summary>
    public static DateOnly? Day(string text)
    {
        var match = text.Length <= 20 ? DayFirst().Match(text.Trim()) : Match.Empty;
        if (!match.Success && text.Length <= 20) match = YearFirst().Match(text.Trim());
        if (!match.Success) return null;

        var (day, month, year) = (Whole("day"), Whole("month"), Whole("year"));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

        int Whole(string name) => int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static FieldReading Chosen(Field field, IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var chosen = field.Choices.Where(choice => wanted.Contains(choice.Id)).ToList();
        return chosen.Count == wanted.Count ? FieldReading.Right(new ChoiceValue(chosen)) : FieldReading.Wrong(FieldProblem.NotAChoice);
    }

    private static FieldReading PlaceOf(Field field, Place? place)
    {
        if (place is null) return FieldReading.Wrong(FieldProblem.NotAPlace);
        return field.Level == PlaceLevel.District && place.IsTop ? FieldReading.Wrong(FieldProblem.DistrictMissing) : FieldReading.Right(new PlaceValue(place));
    }

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})[./](?<month>[0-9]{1,2})[./](?<year>(19|20|21)[0-9]{2})(\s*(г|ж)\.?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<year>(19|20|21)[0-9]{2})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex YearFirst();
}

/// <summary>The meaning of an answer, or what is wrong with it, or neither where it is empty.</summary>
public readonly record struct FieldReading(FieldValue? Value, FieldProblem? Problem, IReadOnlyList<decimal> Details)
{
    public static FieldReading Right(FieldValue value) => new(value, null, []);

    public static FieldReading Wrong(FieldProblem problem, params decimal[] details) => new(null, problem, details);
}
