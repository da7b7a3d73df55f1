using System.Globalization;
using Academy.Courseware;
using Academy.Learning;

namespace Academy.Web;

/// <summary>How a worksheet's fields are named on a page, and how they are read back.</summary>
public static class SheetForm
{
    /// <summary>Values of a form with full tables; the site's usual limit is for small forms.</summary>
    public const int MostValues = 10_000;

    /// <summary>Bytes of a form with one file at its largest and the texts around it.</summary>
    public const int LargestPost = StoredFile.Largest + 2 * 1024 * 1024;

    /// <summary>The form name of a field: <c>f.people</c>, or <c>f.needs.2.cost</c> in a table.</summary>
    public static string NameOf(string path) => $"f.{path}";

    /// <summary>The region beside a place: without script the districts follow from it when the page comes back.</summary>
    public static string RegionOf(string fieldId) => $"region.{fieldId}";

    public static string RowsOf(string fieldId) => $"rows.{fieldId}";

    public static string FileOf(string fieldId) => $"file.{fieldId}";

    /// <summary>Where the page jumps to: the field, or a row of a table.</summary>
    public static string Anchor(string fieldId, int? row = null) => row is { } at ? $"row_{fieldId}_{at}" : $"field_{fieldId}";

    public static async Task<SheetPost> ReadAsync(Worksheet sheet, HttpRequest request, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var uploads = new List<SheetUpload>();
        foreach (var field in sheet.Fields.Where(field => field.Kind == FieldKind.File))
            if (form.Files.GetFile(FileOf(field.Id)) is { Length: > 0 } sent)
                uploads.Add(new SheetUpload(field.Id, sent.FileName, await sent.BytesAsync(StoredFile.Largest, cancel)));
        return new SheetPost(
            Read(sheet, form),
            int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0,
            uploads, [.. form["remove-file"].OfType<string>()]);
    }

    /// <summary>The answers of the fields that the worksheet has; all else in the form is passed over.</summary>
    public static WorksheetAnswers Read(Worksheet sheet, IFormCollection form) => new(
        sheet.Fields.Select(field => KeyValuePair.Create(field.Id, field.Kind switch
        {
            FieldKind.Table => RowsIn(field, form),
            FieldKind.Place => PlaceIn(field, form),
            FieldKind.File => FieldAnswer.Empty,
            _ => Values(form, field.Id),
        })));

    private static FieldAnswer RowsIn(Field table, IFormCollection form)
    {
        if (!int.TryParse(form[RowsOf(table.Id)], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return FieldAnswer.Empty;

        var rows = Enumerable.Range(0, Math.Min(count, Worksheet.MostRows)).Select(row => new WorksheetAnswers(
            table.Columns.Select(column => KeyValuePair.Create(column.Id, Values(form, string.Create(CultureInfo.InvariantCulture, $"{table.Id}.{row}.{column.Id}"))))));
        return new FieldAnswer(rows);
    }

    // The district where it lies in the chosen region; else the region, so that its districts can be offered.
    private static FieldAnswer PlaceIn(Field field, IFormCollection form)
    {
        var places = Places.Standard;
        var region = places.Find(form[RegionOf(field.Id)]);
        var place = places.Find(form[NameOf(field.Id)]);
        if (place is not null && (region is null || place.Code.StartsWith(region.Prefix, StringComparison.Ordinal))) return new FieldAnswer([place.Code]);
        return region is null ? FieldAnswer.Empty : new FieldAnswer([region.Code]);
    }

    private static FieldAnswer Values(IFormCollection form, string path) =>
        new(form[NameOf(path)].Select(value => PlainText.Clean(value)));
}
