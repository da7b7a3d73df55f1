using System.Collections.Frozen;

namespace Academy.Learning.Rosters;

/// <summary>What a roster says of a place, cell by cell; what it does not say is null.</summary>
public sealed record PlaceWords(string? Code = null, string? Region = null, string? District = null, string? RuralDistrict = null, string? Settlement = null)
{
    public bool IsEmpty => this == new PlaceWords();
}

/// <summary>A place found, or what is wrong and in which cell. Arguments are codes of places that may be meant: a page says them in its language.</summary>
/// <param name="RuralDistrict">What was written and the register does not have.</param>
/// <param name="Settlement">The same.</param>
public sealed record PlaceReading(Place? Place, string? RuralDistrict = null, string? Settlement = null, RosterField? Field = null, RosterFault? Fault = null, params IReadOnlyList<string> Arguments);

/// <summary>
/// Finds places by a KATO code or by names as people write them: in any language, with or without what kind of place it is, in a case that the
/// sentence asked for: «Абай ауданы», «Абайский р-н», «в Бейнеуском районе».
/// </summary>
public sealed class PlaceMatcher
{
    private const int MostSuggestions = 3;

    // Beginnings of the words that tell what kind of place it is, as NameKey has them. The first three tell of which level.
    private static readonly string[] RegionKinds = ["облис", "област", "обл", "регион"];
    private static readonly string[] CityKinds = ["каласи", "кала", "калалик", "город", "гор", "г", "к", "кити"];
    private static readonly string[] DistrictKinds = ["аудан", "раион", "раен", "рн", "дистрикт"];
    private static readonly string[] OtherKinds =
    [
        "округ", "ауилдик", "ауили", "ауил", "аул", "ао", "со", "о", "село", "сел", "с", "а", "кенти", "кент", "поселок", "пос", "п", "сельск", "имени", "им", "атиндаги",
        "администраци", "акимат", "акимдик", "в",
    ];

    private static readonly string[] AdjectiveEnds = ["ски", "ская", "ское", "ского", "скои", "скому", "ском", "скую", "ским"];

    private readonly FrozenDictionary<string, Place> _byCode;
    private readonly FrozenDictionary<string, IReadOnlyList<Place>> _byName;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _namesOf;

    /// <param name="places">The register; the deeper it goes, the deeper places are found.</param>
    public PlaceMatcher(IEnumerable<Place> places)
    {
        var all = places.ToList();
        _byCode = all.ToFrozenDictionary(place => place.Code, StringComparer.Ordinal);
        _namesOf = all.ToFrozenDictionary(place => place.Code, IReadOnlyList<string> (place) => [.. place.Name.Languages.Select(place.Name.In).Select(name => Core(name)).Where(core => core.Length > 0).Distinct()], StringComparer.Ordinal);
        _byName = all.SelectMany(place => _namesOf[place.Code].Select(name => (name, place))).GroupBy(pair => pair.name, pair => pair.place)
            .ToFrozenDictionary(group => group.Key, IReadOnlyList<Place> (group) => [.. group.Distinct()], StringComparer.Ordinal);
    }

    /// <summary>The narrowest place that a roster's words mean. Words for what is no place of the register are kept as they are.</summary>
    /// <param name="heading">Under which the words stand; it need not be named again, and they may name another.</param>
    public PlaceReading Find(PlaceWords words, Place? heading = null)
    {
        var byNames = ByNames(words, heading);
        if (byNames.Fault is not null && heading is not null) byNames = ByNames(words, null);
        if (string.IsNullOrWhiteSpace(words.Code)) return byNames;

        if (ByCode(words.Code) is not { } place) return new(null, words.RuralDistrict, words.Settlement, RosterField.PlaceCode, RosterFault.PlaceCodeUnknown);
        // Where both are told they must agree: one of them was copied from another row.
        if (byNames.Place is { } named && !IsWithin(named, place) && !IsWithin(place, named))
            return new(null, words.RuralDistrict, words.Settlement, RosterField.PlaceCode, RosterFault.PlaceCodeDiffers, place.Code);
        return new(byNames.Place is { } narrower && IsWithin(narrower, place) ? narrower : place, byNames.RuralDistrict, byNames.Settlement);
    }

    /// <summary>A heading among the people: the place they are from, or null where it is none.</summary>
    /// <param name="above">The heading before: a district may stand under its region.</param>
    public Place? Heading(string text, Place? above = null)
    {
        const int longest = 200;
        if (text.Length > longest) return null;

        while (above?.ParentCode is { } parent) above = _byCode.GetValueOrDefault(parent);
        var words = new PlaceWords(Region: text);
        var found = above is null ? null : ByNames(words, above);
        if (found is null || found.Fault is not null || found.Place == above) found = ByNames(words, null);
        return found is { Fault: null, RuralDistrict: null, Settlement: null } ? found.Place : null;
    }

    private Place? ByCode(string typed)
    {
        var digits = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        // A short code is one whose zeros at the end somebody took for nothing.
        if (digits.Length is < 2 or > 9 || !digits.All(char.IsAsciiDigit)) return null;
        var code = digits.PadRight(9, '0');
        if (_byCode.TryGetValue(code, out var place)) return place;

        // A village or a rural district, where the register ends with districts: the district it is in. In a city districts have five digits.
        foreach (var length in (int[])[6, 5, 4])
            if (code[length..].Any(digit => digit != '0') && _byCode.TryGetValue(code[..length].PadRight(9, '0'), out var above) && !above.IsTop) return above;
        return null;
    }

    private PlaceReading ByNames(PlaceWords words, Place? heading)
    {
        // "Маңғыстау облысы, Бейнеу ауданы" may stand in one cell, whatever its header says.
        var parts = Parts(words).ToList();
        var at = heading;
        string? rural = null, settlement = null;
        foreach (var (part, next) in parts.Zip(parts.Skip(1).Append(default)))
        {
            var (text, field) = part;
            var (core, level) = (Core(text), LevelOf(text));
            if (core.Length == 0) continue;

            var named = _byName.GetValueOrDefault(core) ?? [];
            var fitting = Fitting(named, level, field, at);
            // The region decides between districts of one name, and a district told next between a region and its city.
            if (fitting.Count > 1 && next.Text is { } following)
            {
                var leading = fitting.Where(place => Fitting(_byName.GetValueOrDefault(Core(following)) ?? [], LevelOf(following), next.Field, place).Count > 0).ToList();
                if (leading.Count > 0) fitting = leading;
            }
            if (fitting.Count == 1)
            {
                at = fitting[0];
                continue;
            }
            if (field is RosterField.RuralDistrict or RosterField.Settlement || at is not null && level == Level.Other)
            {
                // Nothing so small is in the register: kept as written.
                if (field == RosterField.RuralDistrict) rural = text;
                else settlement = settlement is null ? text : $"{settlement}, {text}";
                continue;
            }
            if (fitting.Count > 1) return Wrong(RosterFault.PlaceAmbiguous, [.. fitting.Take(MostSuggestions).Select(place => place.Code)]);

            var elsewhere = at is null ? [] : Fitting(named, level, field, null);
            return elsewhere.Count > 0 ? Wrong(RosterFault.PlaceElsewhere, [.. elsewhere.Take(MostSuggestions).Select(place => place.Code)]) : Wrong(RosterFault.PlaceUnknown, Suggestions(core, field, at));

            PlaceReading Wrong(RosterFault fault, IReadOnlyList<string> arguments) => new(null, words.RuralDistrict, words.Settlement, field, fault, arguments);
        }
        return new(at, rural, settlement);
    }

    private static IEnumerable<(string Text, RosterField Field)> Parts(PlaceWords words)
    {
        foreach (var (text, field) in ((string?, RosterField)[])[(words.Region, RosterField.Region), (words.District, RosterField.District), (words.RuralDistrict, RosterField.RuralDistrict), (words.Settlement, RosterField.Settlement)])
            foreach (var part in (text ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                yield return (part, field);
    }

    // Places of the name that lie in what was told before, of the kind that the words or the column say.
    private List<Place> Fitting(IReadOnlyList<Place> named, Level level, RosterField field, Place? within)
    {
        var inside = named.Where(place => within is null || IsWithin(place, within)).ToList();
        if (level != Level.None) inside = [.. inside.Where(place => LevelOf(place) == level)];
        if (inside.Count < 2) return inside;

        // "Алматы" under "Region" is the region or the city, and no district of the capital.
        var wanted = inside.Where(place => field switch
        {
            RosterField.Region => place.IsTop,
            RosterField.District => !place.IsTop,
            _ => place.Code != within?.Code,
        }).ToList();
        return wanted.Count > 0 ? wanted : inside;
    }

    private IReadOnlyList<string> Suggestions(string core, RosterField field, Place? within) =>
        [.. _byCode.Values.Where(place => (within is null || IsWithin(place, within) && place.Code != within.Code) && (field != RosterField.Region || within is not null || place.IsTop))
            .Select(place => (Place: place, Distance: _namesOf[place.Code].Select(name => NameKey.Distance(core, name, 3)).DefaultIfEmpty(4).Min()))
            .Where(one => one.Distance <= Math.Min(3, core.Length / 2)).OrderBy(one => one.Distance).ThenBy(one => one.Place.Code, StringComparer.Ordinal)
            .Take(MostSuggestions).Select(one => one.Place.Code)];

    private bool IsWithin(Place place, Place outer)
    {
        for (var at = place; at is not null; at = at.ParentCode is { } parent ? _byCode.GetValueOrDefault(parent) : null)
            if (at.Code == outer.Code)
                return true;
        return false;
    }

    private enum Level
    {
        None,
        Region,
        City,
        District,
        Other,
    }

    private static Level LevelOf(Place place) => place.Kind switch
    {
        PlaceKind.Region => Level.Region,
        PlaceKind.Capital or PlaceKind.RepublicanCity or PlaceKind.City => Level.City,
        PlaceKind.District or PlaceKind.CityDistrict => Level.District,
        _ => Level.Other,
    };

    private static Level LevelOf(string text)
    {
        var words = Words(text);
        if (words.Length < 2) return Level.None;
        if (words.Any(word => Is(word, RegionKinds))) return Level.Region;
        if (words.Any(word => Is(word, DistrictKinds))) return Level.District;
        if (words.Any(word => Is(word, CityKinds))) return Level.City;
        return words.Any(word => Is(word, OtherKinds)) ? Level.Other : Level.None;
    }

    // The name without kinds, adjectives without their ending.
    private static string Core(string text)
    {
        var words = Words(text);
        var names = words.Where(word => !Is(word, RegionKinds) && !Is(word, CityKinds) && !Is(word, DistrictKinds) && !Is(word, OtherKinds)).ToList();
        // Whose name is itself such a word keeps it.
        return string.Concat((names.Count > 0 ? names : [.. words]).Select(Stem));
    }

    private static string Stem(string word) => AdjectiveEnds.FirstOrDefault(end => word.Length > end.Length + 2 && word.EndsWith(end, StringComparison.Ordinal)) is { } end ? word[..^(end.Length - 2)] : word;

    // A kind may have an ending of its case: ауданының, районе. A short one is whole: "г" begins half of all names.
    private static bool Is(string word, string[] kinds) =>
        kinds.Any(kind => word == kind || kind.Length >= 5 && word.Length <= kind.Length + 5 && word.StartsWith(kind, StringComparison.Ordinal));

    private static string[] Words(string text) =>
        NameKey.Of(text.Replace("р-н", "рн ", StringComparison.OrdinalIgnoreCase).Replace("р/н", "рн ", StringComparison.OrdinalIgnoreCase)
            .Replace('.', ' ').Replace('-', ' ').Replace('/', ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
