using Academy.Courseware;

namespace Academy.Learning;

/// <summary>The village passport: the worksheet whose answers districts and regions add up. These ids are its own and never change.</summary>
public static class VillagePassport
{
    public const string Slug = "village-passport";
    public const string Village = "village";
    public const string Specialisation = "specialisation";
    public const string Needs = "needs";
    public const string NeedKind = "kind";
    public const string NeedCost = "cost";

    public static bool Is(Item item) => item is Worksheet && item.Slug == Slug;
}

/// <summary>What passports add up to, in one place or altogether.</summary>
public sealed class PassportSums
{
    private readonly Dictionary<string, int> _specialisations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, decimal Cost)> _needs = new(StringComparer.Ordinal);

    /// <summary>Passports begun, whatever became of them.</summary>
    public int Begun { get; private set; }

    /// <summary>Handed in at least once.</summary>
    public int HandedIn { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Villages by main direction, by the id of the choice.</summary>
    public IReadOnlyDictionary<string, int> Specialisations => _specialisations;

    /// <summary>Needs by kind: how many, and their cost in thousand tenge, exactly.</summary>
    public IReadOnlyDictionary<string, (int Count, decimal Cost)> Needs => _needs;

    public int NeedCount => _needs.Values.Sum(need => need.Count);
    public decimal NeedCost => _needs.Values.Sum(need => need.Cost);

    internal void Add(PassportRow row)
    {
        Begun++;
        if (row.IsHandedIn) HandedIn++;
        if (row.State == WorkState.Accepted) Accepted++;
        if (row.Specialisation is { } specialisation) _specialisations[specialisation] = _specialisations.GetValueOrDefault(specialisation) + 1;
        foreach (var (kind, cost) in row.Needs)
        {
            var sum = _needs.GetValueOrDefault(kind);
            _needs[kind] = (sum.Count + 1, sum.Cost + cost);
        }
    }
}

/// <summary>One passport as it counts.</summary>
/// <param name="Place">Where its village lies; null while no place is chosen.</param>
/// <param name="IsHandedIn">At least once.</param>
/// <param name="Village">As its akim wrote it; null where nothing counts.</param>
/// <param name="Needs">Kind and cost, one for each row that has a kind.</param>
public sealed record PassportRow(
    Guid WorkId, Place? Place, WorkState State, bool IsHandedIn, string? Village, string? Specialisation, IReadOnlyList<(string Kind, decimal Cost)> Needs)
{
    /// <param name="answers">As handed in. Only what lies with the markers or is accepted counts: what was returned is being mended.</param>
    public static PassportRow Of(Guid workId, string? placeCode, WorkState state, bool isHandedIn, Worksheet sheet, WorksheetAnswers answers, Places places)
    {
        var place = places.Find(placeCode);
        if (state is not (WorkState.Submitted or WorkState.Accepted)) return new PassportRow(workId, place, state, isHandedIn, null, null, []);

        var values = sheet.Values(answers, places);
        var needs = values.GetValueOrDefault(VillagePassport.Needs) is TableValue table
            ? from row in table.Rows
              let kind = ChosenIn(row, VillagePassport.NeedKind)
              where kind is not null
              select (kind, row.GetValueOrDefault(VillagePassport.NeedCost) is NumberValue cost ? cost.Number : 0)
            : [];
        return new PassportRow(
            workId, place, state, isHandedIn,
            values.GetValueOrDefault(VillagePassport.Village) is TextValue village ? village.Text : null,
            ChosenIn(values, VillagePassport.Specialisation), [.. needs]);
    }

    private static string? ChosenIn(IReadOnlyDictionary<string, FieldValue> values, string fieldId) =>
        values.GetValueOrDefault(fieldId) is ChoiceValue { Chosen: [var chosen, ..] } ? chosen.Id : null;
}

/// <summary>Adds passports up: the regions of the country, or the districts of one region, and all of them together.</summary>
/// <param name="within">Null for the country.</param>
public sealed class PassportTally(Places places, Place? within)
{
    private readonly Dictionary<string, PassportSums> _byPlace = new(StringComparer.Ordinal);

    public PassportSums Total { get; } = new();

    /// <summary>Those that name no place, or only the region where its districts are told apart.</summary>
    public PassportSums Elsewhere { get; } = new();

    /// <summary>Every place of the level, by code, also those without a passport.</summary>
    public IEnumerable<(Place Place, PassportSums Sums)> ByPlace =>
        (within is null ? places.Regions : places.Inside(within)).Select(place => (place, _byPlace.GetValueOrDefault(place.Code) ?? new PassportSums()));

    /// <summary>False where it does not lie here.</summary>
    public bool Add(PassportRow row)
    {
        var chain = row.Place is null ? [] : places.Chain(row.Place);
        if (within is not null && !chain.Contains(within)) return false;

        Total.Add(row);
        var depth = within is null ? 0 : places.Chain(within).Count;
        if (depth >= chain.Count) Elsewhere.Add(row);
        else
        {
            if (!_byPlace.TryGetValue(chain[depth].Code, out var sums)) _byPlace[chain[depth].Code] = sums = new PassportSums();
            sums.Add(row);
        }
        return true;
    }
}
