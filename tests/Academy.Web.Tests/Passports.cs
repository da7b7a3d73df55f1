using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>The village passport as tests need it: a content folder that holds its course alone, people who have handed it in, and files read back.</summary>
internal static class Passports
{
    public const string Course = "village-passport";
    public const string Item = "passport/village-passport";
    public const string Address = $"/learn/{Course}/{Item}";
    public const string Table = $"worksheets/{Course}/{Item}";

    /// <summary>The real course with the real register of acts.</summary>
    public static string Content { get; } = CopyContent();

    public static Task<AcademyApp> StartAsync(DatabaseProvider provider) => AcademyApp.StartAsync(provider, Content);

    /// <summary>What a person types to fill all that is required.</summary>
    public static (string Name, string Value)[] Filled(string district = "613800000") =>
    [
        ("f.place", district), ("f.rural-district", "Бірлік ауылдық округі"), ("f.village", "Бірлік"), ("f.as-of", "01.10.2026"),
        ("f.people", "620"), ("f.households", "110"), ("f.source", "похозяйственный учёт"), ("f.specialisation", "milk"),
        ("f.state-roads", "repair"), ("f.state-water", "repair"), ("f.state-light", "good"), ("f.state-internet", "good"), ("f.state-school", "good"), ("f.state-clinic", "none"),
        ("f.budget-year", "2025"), ("f.taxes", "12 000"), ("f.non-tax", "0"), ("f.sales", "1 500,5"), ("f.transfers", "46 000"), ("f.discussed", "no"),
    ];

    /// <summary>A row of the table of products, which must have one.</summary>
    public static (string Name, string Value)[] Product { get; } =
        [("f.products.0.product", "молоко"), ("f.products.0.volume", "438 000"), ("f.products.0.unit", "litre")];

    /// <summary>The same as stored answers, with others in their place.</summary>
    public static JsonObject Answers(string district = "613800000", params (string Field, JsonNode Value)[] others)
    {
        var answers = new JsonObject();
        foreach (var (name, value) in Filled(district)) answers[name[2..]] = value;
        answers["products"] = new JsonArray(new JsonObject { ["product"] = "молоко", ["volume"] = "438 000", ["unit"] = "litre" });
        foreach (var (field, value) in others) answers[field] = value;
        return answers;
    }

    public static JsonArray Needs(params (string Kind, string Cost)[] needs) =>
        new([.. needs.Select(need => new JsonObject { ["kind"] = need.Kind, ["what"] = "построить", ["cost"] = need.Cost, ["money"] = "unknown", ["year"] = "2027" })]);

    /// <summary>Somebody who has handed it in, by the rules but without the pages.</summary>
    public static Task<Guid> HandInAsync(this AcademyApp academy, JsonObject answers, WorkState state = WorkState.Submitted, string? fullName = null) => academy.WithAsync(async services =>
    {
        var account = await academy.AddAccountAsync(fullName);
        var db = services.GetRequiredService<AcademyDb>();
        var edition = await services.GetRequiredService<CourseShelf>().CurrentAsync(db, Course, CancellationToken.None) ?? throw new InvalidOperationException("There is no passport.");
        var sheet = (Worksheet)edition.Course.Find(Item)!;
        var now = academy.Clock.GetUtcNow();
        var enrolment = new Enrolment(account.Id, edition.Course, edition.Id, now);
        var work = enrolment.BeginWork(sheet, now);
        work.SaveDraft(answers.ToJsonString(), 0, now);
        var place = new SheetPlace(work.Id);
        place.Note(sheet, WorksheetAnswers.FromJson(answers.ToJsonString()), Places.Standard);
        if (state != WorkState.Draft)
        {
            work.Submit(now);
            place.HandIn();
        }
        if (state == WorkState.Accepted) enrolment.Accept(work, null, now);
        if (state == WorkState.Returned) work.Return("исправьте", account.Id, now);
        db.Enrolments.Add(enrolment);
        db.SheetPlaces.Add(place);
        await db.SaveChangesAsync();
        return work.Id;
    });

    public static Task<Work> WorkAsync(this AcademyApp academy) =>
        academy.QueryAsync(db => db.Works.Include(work => work.Draft).Include(work => work.Versions).Include(work => work.Files).AsNoTracking().SingleAsync());

    /// <summary>Sheets of a book by name, each cell with its type: <c>s</c> text, <c>n</c> number, <c>d</c> day.</summary>
    public static IReadOnlyDictionary<string, List<List<(char Type, string Text)>>> ReadBook(byte[] bytes)
    {
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        XNamespace relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var targets = Load("xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(one => one.Attribute("Id")!.Value, one => one.Attribute("Target")!.Value.TrimStart('/').Replace("xl/", "", StringComparison.Ordinal));
        var styles = Load("xl/styles.xml");
        var formats = styles.Descendants(main + "cellXfs").Single().Elements().Select(style => style.Attribute("numFmtId")!.Value).ToList();
        var days = styles.Descendants(main + "numFmt").Where(format => format.Attribute("formatCode")!.Value == "dd.mm.yyyy").Select(format => format.Attribute("numFmtId")!.Value).ToHashSet();
        return Load("xl/workbook.xml").Descendants(main + "sheet").ToDictionary(
            sheet => sheet.Attribute("name")!.Value,
            sheet => Load($"xl/{targets[sheet.Attribute(relation + "id")!.Value]}").Descendants(main + "row").Select(row => row.Elements(main + "c").Select(Cell).ToList()).ToList());

        XDocument Load(string name)
        {
            using var entry = zip.GetEntry(name)!.Open();
            return XDocument.Load(entry);
        }

        (char, string) Cell(XElement cell) => cell.Attribute("t")?.Value switch
        {
            "inlineStr" or "str" => ('s', string.Concat(cell.Descendants(main + "t").Select(text => text.Value))),
            _ when cell.Element(main + "v") is { } value => (days.Contains(formats[int.Parse(cell.Attribute("s")?.Value ?? "0", System.Globalization.CultureInfo.InvariantCulture)]) ? 'd' : 'n', value.Value),
            _ => ('s', ""),
        };
    }

    /// <summary>Rows of a CSV file as a spreadsheet takes them apart.</summary>
    public static List<List<string>> ReadCsv(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quoted)
            {
                if (letter != '"') cell.Append(letter);
                else if (at + 1 < text.Length && text[at + 1] == '"') { cell.Append('"'); at++; }
                else quoted = false;
            }
            else if (letter == '"') quoted = true;
            else if (letter == ';') End();
            else if (letter == '\n') { End(); rows.Add(row); row = []; }
            else if (letter != '\r') cell.Append(letter);
        }
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    private static string CopyContent()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "PassportContent");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestContent.Real, "courses", Course), "*", SearchOption.AllDirectories)
            .Concat([Path.Combine(TestContent.Real, "law.yml"), Path.Combine(TestContent.Real, "glossary.yml")]))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(TestContent.Real, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
        return folder;
    }
}
