using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Academy.Courseware;

namespace Academy.Learning;

public enum PlaceKind
{
    Region,
    Capital,

    /// <summary>A city of republican significance, beside the regions.</summary>
    RepublicanCity,

    District,

    /// <summary>A city of regional significance.</summary>
    City,

    /// <summary>A district inside the capital or a city of republican significance.</summary>
    CityDistrict,
}

/// <summary>A unit of the country's territory.</summary>
/// <param name="Code">KATO: nine digits, kept as text; zeros at the end tell the level.</param>
/// <param name="Name">In full: "Абай ауданы", "Абайский район". What has no English name says its Russian one.</param>
/// <param name="ParentCode">Null at the top.</param>
/// <param name="Region">What only units of the top level have.</param>
public sealed record Place(string Code, PlaceKind Kind, Translated<string> Name, string? ParentCode, RegionFacts? Region)
{
    /// <summary>What every code inside begins with, the place itself included.</summary>
    public string Prefix => Kind switch
    {
        PlaceKind.Region or PlaceKind.Capital or PlaceKind.RepublicanCity => Code[..2],
        PlaceKind.CityDistrict => Code[..5],
        _ => Code[..4],
    };

    public bool IsTop => ParentCode is null;
}

/// <param name="Centre">The region's town; null where the region is itself a city.</param>
/// <param name="Iso">ISO 3166-2.</param>
/// <param name="Column">On the tile map, from the left, from 0.</param>
/// <param name="Row">On the tile map, from the top, from 0.</param>
public sealed record RegionFacts(Translated<string>? Centre, string Iso, int Column, int Row);

/// <summary>The register of places: regions and cities of republican significance, and the districts and cities in them. Villages are not in it.</summary>
public sealed class Places
{
    private readonly FrozenDictionary<string, Place> _byCode;
    private readonly FrozenDictionary<string, IReadOnlyList<Place>> _inside;

    private Places(DateOnly asOf, IReadOnlyList<Place> all)
    {
        AsOf = asOf;
        All = all;
        Regions = [.. all.Where(place => place.IsTop)];
        _byCode = all.ToFrozenDictionary(place => place.Code, StringComparer.Ordinal);
        _inside = all.Where(place => !place.IsTop).GroupBy(place => place.ParentCode!)
            .ToFrozenDictionary(group => group.Key, IReadOnlyList<Place> (group) => [.. group], StringComparer.Ordinal);
    }

    /// <summary>The register that comes with the program.</summary>
    public static Places Standard { get; } = Read();

    /// <summary>The day the register tells of. Units come and go; a code that was once here stays valid in old answers.</summary>
    public DateOnly AsOf { get; }

    public IReadOnlyList<Place> All { get; }

    /// <summary>The top level, by code.</summary>
    public IReadOnlyList<Place> Regions { get; }

    public Place? Find(string? code) => code is not null && _byCode.TryGetValue(code.Trim(), out var place) ? place : null;

    /// <summary>What lies directly in it, by code.</summary>
    public IReadOnlyList<Place> Inside(Place place) => _inside.GetValueOrDefault(place.Code) ?? [];

    /// <summary>From the top down to the place itself.</summary>
    public IReadOnlyList<Place> Chain(Place place) =>
        place.ParentCode is { } parent && Find(parent) is { } above ? [.. Chain(above), place] : [place];

    /// <summary>Places by words as people type them, in any language, or by the beginning of a code.</summary>
    public IEnumerable<Place> Search(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (digits.Length is >= 2 and <= 9 && digits.All(char.IsAsciiDigit)) return All.Where(place => place.Code.StartsWith(digits, StringComparison.Ordinal));

        var words = SearchText.Words(typed);
        return words.Count == 0 ? [] : All.Where(place => SearchText.HasAll(words, Words(place)));
    }

    // With the region's name, so that "жамбыл алматы" finds the one of three districts that is meant.
    private IEnumerable<string> Words(Place place) => Chain(place).SelectMany(one => one.Name.Languages.Select(one.Name.In));

    private static Places Read()
    {
        using var stream = typeof(Places).Assembly.GetManifestResourceStream("Places.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        const string asOf = "# As of ";
        var day = lines.First(line => line.StartsWith(asOf, StringComparison.Ordinal))[asOf.Length..][..10];
        return new Places(
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            [.. lines.Where(line => line[0] != '#').Skip(1).Select(line => PlaceOf(line.Split(';')))]);
    }

    private static Place PlaceOf(string[] cells)
    {
        var (code, kind, parent) = (cells[0], KindOf(cells[1]), cells[2]);
        var name = Said((Languages.Kazakh, cells[3]), (Languages.Russian, cells[4]), (Languages.English, cells[5]))!;
        var region = parent.Length > 0 ? null : new RegionFacts(
            Said((Languages.Kazakh, cells[6]), (Languages.Russian, cells[7])), cells[8],
            int.Parse(cells[9], CultureInfo.InvariantCulture), int.Parse(cells[10], CultureInfo.InvariantCulture));
        return new Place(code, kind, name, parent.Length > 0 ? parent : null, region);
    }

    // Russian first: it is what a missing English name falls back to, since nothing here is spelled in Latin letters by guess.
    private static Translated<string>? Said(params (string Language, string Text)[] texts)
    {
        var said = texts.Where(text => text.Text.Length > 0).OrderBy(text => text.Language != Languages.Russian)
            .Select(text => KeyValuePair.Create(text.Language, text.Text)).ToList();
        return said.Count == 0 ? null : new Translated<string>(said);
    }

    private static PlaceKind KindOf(string word) => word switch
    {
        "region" => PlaceKind.Region,
        "capital" => PlaceKind.Capital,
        "republican-city" => PlaceKind.RepublicanCity,
        "district" => PlaceKind.District,
        "city" => PlaceKind.City,
        "city-district" => PlaceKind.CityDistrict,
        _ => throw new InvalidDataException($"The register of places does not know '{word}'."),
    };
}
