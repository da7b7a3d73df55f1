using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Academy.Sheets;

namespace Academy.Learning.Rosters;

/// <summary>Which sheet holds the people, where they begin, and which column tells what: proposed by us, changed by a person.</summary>
public sealed partial record RosterMapping
{
    // Titles stand above a header, but not a page of them.
    private const int RowsLookedAt = 40;
    private const int SheetsLookedAt = 20;

    /// <summary>Index of the sheet in the file.</summary>
    public required int Sheet { get; init; }

    /// <summary>The row of the header; 0 where the people begin with the first row.</summary>
    public required int HeaderRow { get; init; }

    /// <summary>What the header says of each column, from the first one on; where it says nothing, what stands in the first row of people.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Columns counted from 0. What is not here is not read.</summary>
    public required IReadOnlyDictionary<int, RosterField> Columns { get; init; }

    /// <summary>The column of a field, or null.</summary>
    public int? ColumnOf(RosterField field) => Columns.Where(pair => pair.Value == field).Select(pair => (int?)pair.Key).FirstOrDefault();

    /// <summary>Whether people can be read with it at all: someone's name must stand somewhere.</summary>
    public bool HasName => ColumnOf(RosterField.FullName) is not null || ColumnOf(RosterField.Surname) is not null || ColumnOf(RosterField.GivenName) is not null;

    /// <summary>The same with one column told otherwise; null takes it out. A field that stood elsewhere moves here.</summary>
    public RosterMapping With(int column, RosterField? field)
    {
        var columns = Columns.Where(pair => pair.Key != column && pair.Value != field).ToDictionary();
        if (field is { } told) columns[column] = told;
        return this with { Columns = columns };
    }

    /// <summary>
    /// The sheet and the row whose words are most like a header. Hidden sheets hold lists for choosing from and are looked at only where there is
    /// nothing else. Where no row is like a header, columns are told by what stands in them.
    /// </summary>
    /// <returns>Null where there is nothing at all. A mapping that is only guessed may lack a name: see <see cref="HasName"/>.</returns>
    public static RosterMapping? Propose(TableFile file)
    {
        RosterMapping? best = null;
        var visible = file.Sheets.Where(sheet => !sheet.IsHidden).ToList();
        foreach (var sheet in (visible.Count > 0 ? visible : file.Sheets).Take(SheetsLookedAt))
        {
            var rows = file.Rows(sheet).Take(RowsLookedAt).ToList();
            if (rows.Count == 0) continue;
            // A title may have a word of a header in it, so one column alone has to say nothing but that.
            var found = rows.Select((row, at) => Told(sheet.Index, row, rows.Skip(at + 1)))
                .Where(one => one.HasName && (one.Columns.Count > 1 || RosterHeaders.Read(one.Headers[one.Columns.Keys.Single()]) is { IsWhole: true }))
                .MaxBy(one => one.Columns.Count) ?? Guessed(sheet.Index, rows);
            if (best is null || Weight(found) > Weight(best)) best = found;
        }
        return best;

        // A header says more than a guess, whatever it is of.
        static int Weight(RosterMapping one) => one.Columns.Count + (one.HasName ? 100 : 0) + (one.HeaderRow > 0 ? 1000 : 0);
    }

    private static RosterMapping Told(int sheet, TableRow row, IEnumerable<TableRow> below)
    {
        var told = row.Cells.Index().Where(cell => cell.Item.Kind == CellKind.Text)
            .Select(cell => (Column: cell.Index, Header: RosterHeaders.Read(cell.Item.Text))).Where(cell => cell.Header?.Field is not null)
            .Select(cell => (cell.Column, Field: cell.Header!.Field!.Value, cell.Header.Weight)).ToList();
        var columns = new Dictionary<int, RosterField>();
        foreach (var (column, field, _) in told.OrderByDescending(cell => cell.Weight).ThenBy(cell => cell.Column))
            if (!columns.ContainsValue(field)) columns.Add(column, field);

        var width = Math.Max(row.Cells.Count, below.Take(5).Select(one => one.Cells.Count).DefaultIfEmpty().Max());
        return new RosterMapping { Sheet = sheet, HeaderRow = row.Number, Columns = columns, Headers = [.. Enumerable.Range(0, width).Select(column => row[column].Text.Trim())] };
    }

    private static RosterMapping Guessed(int sheet, List<TableRow> rows)
    {
        var width = rows.Max(row => row.Cells.Count);
        var columns = new Dictionary<int, RosterField>();
        foreach (var (field, looks) in Looks)
        {
            var (column, hits) = Enumerable.Range(0, width).Where(column => !columns.ContainsKey(column))
                .Select(column => (Column: column, Hits: rows.Count(row => looks(row[column])))).DefaultIfEmpty().MaxBy(one => one.Hits);
            // Half of the rows: titles and gaps are among them.
            if (hits > 0 && hits * 2 >= rows.Count) columns.Add(column, field);
        }
        return new RosterMapping { Sheet = sheet, HeaderRow = 0, Columns = columns, Headers = [.. Enumerable.Range(0, width).Select(column => rows[0][column].Text.Trim())] };
    }

    // In this order: a telephone may look like a personal number that lost a digit, and not the other way round.
    private static readonly (RosterField Field, Func<TableCell, bool> Looks)[] Looks =
    [
        (RosterField.PersonalNumber, cell => PersonalNumber.Read(cell.Text).Number is not null),
        (RosterField.Email, cell => TypedContacts.Email(cell.Text).Value is not null),
        (RosterField.Phone, cell => TypedContacts.Phone(cell.Text).Value is not null),
        (RosterField.FullName, cell => cell.Kind == CellKind.Text && FullName().IsMatch(cell.Text)),
        (RosterField.TookOfficeOn, cell => cell.Kind == CellKind.Date),
    ];

    [GeneratedRegex(@"^\s*\p{Lu}\p{L}+([\s-]+\p{Lu}\p{L}+){1,3}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex FullName();
}

/// <summary>What the words of a header mean: a table of those that people use.</summary>
internal static partial class RosterHeaders
{
    /// <param name="Field">Null for a column that is known to tell nothing we need.</param>
    /// <param name="Weight">More for a header that says nothing else.</param>
    public sealed record Meaning(RosterField? Field, int Weight)
    {
        /// <summary>The header says this and no more.</summary>
        public bool IsWhole => Weight > Whole;
    }

    // More than any header has letters.
    private const int Whole = 1000;

    private const int LongestHeader = 200;

    // With the two spaces around. So long a word is known by how it begins: its ending says whose it is, «поштасы».
    private const int ShortestBeginning = 6;

    // Spaces around, so that only whole words are found.
    private static readonly (string Words, RosterField? Field)[] Known = Read();

    private static readonly FrozenDictionary<string, RosterField?> Exact = Known.ToFrozenDictionary(one => one.Words, one => one.Field);

    /// <summary>Null where it means nothing that is known.</summary>
    public static Meaning? Read(string header)
    {
        if (header.Length > LongestHeader) return null;

        var words = Words(InBrackets().Replace(header, " "));
        if (words.Length < 3) words = Words(header);
        if (Exact.TryGetValue(words, out var field)) return new Meaning(field, Whole + words.Length);

        var inside = Known.Where(one => words.Contains(one.Words.Length > ShortestBeginning ? one.Words[..^1] : one.Words, StringComparison.Ordinal)).OrderByDescending(one => one.Words.Length).FirstOrDefault();
        // A sentence in which a word happens to stand is no header.
        return inside.Words is null || words.Count(letter => letter == ' ') > 9 ? null : new Meaning(inside.Field, inside.Words.Length);
    }

    private static string Words(string text) => $" {SearchText.Fold(NameKey.WithoutLookAlikes(text)).Trim()} ";

    private static (string, RosterField?)[] Read()
    {
        using var stream = typeof(RosterHeaders).Assembly.GetManifestResourceStream("RosterHeaders.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(1)
            .Select(line => line.Split(';')).Select(cells => (Words(cells[1]), cells[0] == "ignore" ? (RosterField?)null : Enum.Parse<RosterField>(cells[0])))
            .DistinctBy(one => one.Item1)];
    }

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
