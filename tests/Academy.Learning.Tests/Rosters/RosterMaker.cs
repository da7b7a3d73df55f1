using Academy.Learning.Rosters;
using Academy.Sheets;
using Academy.Sheets.Tests;

namespace Academy.Learning.Tests.Rosters;

/// <summary>Rosters for tests: rows into a workbook, and out again as people.</summary>
internal static class RosterMaker
{
    public static readonly DateOnly Today = new(2026, 11, 25);

    public static readonly PlaceMatcher Places = new(Learning.Places.Standard.All);

    public static RosterReading Read(object?[][] rows, params (int Row, RosterField Field, string Text)[] mended) => Read(new Book().Sheet("Тізім", rows).Bytes(), mended);

    public static RosterReading Read(byte[] bytes, params (int Row, RosterField Field, string Text)[] mended)
    {
        using var file = Book.Open(bytes);
        return new RosterReader(Places, Today).Read(file, RosterMapping.Propose(file)!, mended.ToDictionary(one => (one.Row, one.Field), one => one.Text));
    }

    public static RosterMapping? Propose(Book book)
    {
        using var file = Book.Open(book.Bytes());
        return RosterMapping.Propose(file);
    }

    /// <summary>Whom an import of the row would add.</summary>
    public static KnownPerson Added(RosterRow row, PersonalNumberVault vault) => new(Guid.NewGuid(), row.Name!)
    {
        NumberLookUp = row.PersonalNumber is { } number ? vault.LookUp(number) : null,
        Email = row.Email,
        Phone = row.Phone,
        Post = row.Post,
        PlaceCode = row.Place?.Code,
        RuralDistrict = row.RuralDistrict,
        Settlement = row.Settlement,
        TookOfficeOn = row.TookOfficeOn,
        Language = row.Language,
    };
}
