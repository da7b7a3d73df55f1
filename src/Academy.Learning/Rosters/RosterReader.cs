using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Sheets;

namespace Academy.Learning.Rosters;

/// <summary>
/// Reads people out of a table. Nothing is guessed in silence: what was mended has a finding that says so, and what cannot be read has one that
/// says what to do.
/// </summary>
/// <param name="today">So that a day far ahead is seen to be a slip.</param>
public sealed partial class RosterReader(PlaceMatcher places, DateOnly today)
{
    private const int LongestName = 100;
    private const int LongestText = 200;

    // From the region down to the village, in one cell.
    private const int LongestPlace = 300;

    // Before independence there were no akims.
    private static readonly DateOnly FirstDay = new(1991, 1, 1);

    private static readonly RosterField[] PlaceFields = [RosterField.PlaceCode, RosterField.Region, RosterField.District, RosterField.RuralDistrict, RosterField.Settlement];

    private static readonly FrozenDictionary<string, string> LanguageWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["kk"] = Languages.Kazakh, ["kz"] = Languages.Kazakh, ["каз"] = Languages.Kazakh, ["казак"] = Languages.Kazakh, ["казакша"] = Languages.Kazakh, ["казахскии"] = Languages.Kazakh,
        ["казахский"] = Languages.Kazakh, ["kazakh"] = Languages.Kazakh, ["мемлекеттик"] = Languages.Kazakh, ["государственный"] = Languages.Kazakh,
        ["ru"] = Languages.Russian, ["рус"] = Languages.Russian, ["русский"] = Languages.Russian, ["орыс"] = Languages.Russian, ["орысша"] = Languages.Russian, ["russian"] = Languages.Russian,
        ["en"] = Languages.English, ["eng"] = Languages.English, ["англ"] = Languages.English, ["английский"] = Languages.English, ["агылшын"] = Languages.English, ["агылшынша"] = Languages.English, ["english"] = Languages.English,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Everybody in the table, as the mapping says.</summary>
    /// <param name="mended">What a person wrote in place of a cell, by row and field.</param>
    /// <exception cref="TableRefusedException">The table is past a limit or broken farther down.</exception>
    public RosterReading Read(TableFile file, RosterMapping mapping, IReadOnlyDictionary<(int Row, RosterField Field), string>? mended = null)
    {
        var (people, skipped) = (new List<RosterRow>(), new List<SkippedRow>());
        var columns = mapping.Columns.OrderBy(pair => pair.Key).ToList();
        var above = new Dictionary<RosterField, TableCell>();
        Place? heading = null;
        foreach (var row in file.Rows(file.Sheets[mapping.Sheet]))
        {
            if (row.Number <= mapping.HeaderRow) continue;

            // People stand under the name of their district, or the district under that of its region.
            var place = Lone(row) is { } lone ? places.Heading(lone, heading) : null;
            if (place is not null || IsOfNobody(row, mapping))
            {
                heading = place ?? heading;
                skipped.Add(new SkippedRow(row.Number, string.Join(' ', row.Cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Text.Trim()))));
                continue;
            }
            var cells = columns.ToDictionary(column => column.Value, column => row[column.Key]);
            foreach (var field in PlaceFields)
                if (cells.TryGetValue(field, out var cell) && Ditto().IsMatch(cell.Text)) cells[field] = above.GetValueOrDefault(field);
            foreach (var (field, cell) in cells) above[field] = cell;
            if (mended is not null)
                foreach (var field in Enum.GetValues<RosterField>())
                    if (mended.TryGetValue((row.Number, field), out var text)) cells[field] = TableCell.OfText(text);
            people.Add(new Cells(row.Number, cells, mapping).Person(places, heading, today));
        }
        return new RosterReading(people, skipped, file.CellsLeftOut);
    }

    private static bool IsOfNobody(TableRow row, RosterMapping mapping)
    {
        var filled = row.Cells.Index().Where(cell => !cell.Item.IsEmpty).ToList();
        var first = filled[0].Item.Text;
        // A header once more at the head of each printed page, and under a header the numbers of its columns.
        if (mapping.HeaderRow > 0 && filled.Count > 1 && filled.All(cell => cell.Index < mapping.Headers.Count && string.Equals(cell.Item.Text.Trim(), mapping.Headers[cell.Index], StringComparison.OrdinalIgnoreCase))) return true;
        if (filled.Count > 2 && filled.Index().All(cell => cell.Item.Item.Text.Trim() == (filled[0].Item.Number + cell.Index).ToString(CultureInfo.InvariantCulture))) return true;
        if (Sum().IsMatch(first) && filled.All(cell => cell.Item.Kind == CellKind.Number || cell.Item.Text.Length < 60) && filled.Count <= 3) return true;

        var told = filled.Where(cell => mapping.Columns.ContainsKey(cell.Index)).ToList();
        if (told.Count != 1 || mapping.Columns.Count == 1) return told.Count == 0;
        // One cell alone is a heading or a signature, unless it makes a person by itself; beside others a name is a person all the same.
        return mapping.Columns[told[0].Index] switch
        {
            RosterField.Email or RosterField.PersonalNumber or RosterField.Phone => false,
            RosterField.FullName => filled.Count == 1 && !LooksLikeName().IsMatch(told[0].Item.Text),
            RosterField.Surname or RosterField.GivenName => filled.Count == 1,
            _ => true,
        };
    }

    private static string? Lone(TableRow row) => row.Cells.Where(cell => !cell.IsEmpty).Take(2).ToList() is [{ Kind: CellKind.Text } only] ? only.Text.Trim() : null;

    [GeneratedRegex(@"^\s*([-–—]{1,2}\s*[/|\\]{1,2}\s*[-–—]{1,2}|[""″〃«»]{1,2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Ditto();

    [GeneratedRegex(@"^\s*(итого|всего|барлығы|жиыны|жиынтығы|total)(?![\p{L}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\s*[\p{L}'’.-]+(\s+[\p{L}'’.-]+){1,3}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeName();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // Signs that names have besides letters. A comma would be a second person, a question mark a lost letter.
    [GeneratedRegex(@"[^\p{L}\p{M}\s'’‘ʼ`.\-‐‑–]", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfNames();

    /// <summary>One row on its way to a person.</summary>
    private sealed class Cells(int row, Dictionary<RosterField, TableCell> cells, RosterMapping mapping)
    {
        private readonly List<RosterFinding> _findings = [];

        public RosterRow Person(PlaceMatcher places, Place? heading, DateOnly today)
        {
            foreach (var (field, cell) in cells)
                if (cell.Kind == CellKind.Error) Tell(field, RosterFault.BrokenFormula, cell.Text);

            var name = Name();
            var place = Where(places, heading);
            return new RosterRow
            {
                Number = row,
                Name = name,
                PersonalNumber = Number(),
                Post = Text(RosterField.Post, LongestText),
                Place = place.Place,
                RuralDistrict = Bounded(RosterField.RuralDistrict, place.RuralDistrict, LongestText),
                Settlement = Bounded(RosterField.Settlement, place.Settlement, LongestText),
                TookOfficeOn = Day(RosterField.TookOfficeOn, today),
                Email = Take(RosterField.Email, TypedContacts.Email),
                Phone = Take(RosterField.Phone, TypedContacts.Phone),
                Language = Language(),
                Typed = cells.Where(pair => !pair.Value.IsEmpty).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Text),
                Findings = _findings,
            };
        }

        private void Tell(RosterField field, RosterFault fault, params IReadOnlyList<string> arguments) =>
            _findings.Add(new RosterFinding(row, mapping.ColumnOf(field), field, fault, arguments));

        // Null where the cell is empty, or holds a formula that could not be worked out and is told already.
        private string? Raw(RosterField field) =>
            cells.TryGetValue(field, out var cell) && !cell.IsEmpty && cell.Kind != CellKind.Error ? Spaces().Replace(cell.Text, " ").Trim() is { Length: > 0 } text ? text : null : null;

        private string? Text(RosterField field, int longest) => Bounded(field, Raw(field), longest);

        private string? Bounded(RosterField field, string? text, int longest)
        {
            if (text is null || text.Length <= longest) return text;
            Tell(field, RosterFault.TooLong, $"{longest}");
            return null;
        }

        private T? Take<T>(RosterField field, Func<string, TypedValue<T>> read)
        {
            // Line ends part one telephone from another.
            if (Raw(field) is null) return default;
            var value = read(cells[field].Text.Trim());
            if (value.Fault is { } fault) Tell(field, fault, value.Arguments);
            return value.Value;
        }

        private PersonName? Name()
        {
            var whole = Text(RosterField.FullName, LongestName * 3);
            var split = whole is null ? null : PersonName.Split(whole);
            var surname = Part(RosterField.Surname, split?.Surname);
            var given = Part(RosterField.GivenName, split?.GivenName);
            var patronymic = Part(RosterField.Patronymic, split?.Patronymic);
            // A dash says that there is none.
            if (patronymic is not null && !patronymic.Any(char.IsLetter)) patronymic = null;

            if (surname is null && given is null)
            {
                if (!IsTold(RosterField.Surname) && !IsTold(RosterField.GivenName)) Tell(At(RosterField.Surname), RosterFault.NameMissing);
                return null;
            }
            if (given is null && !IsTold(RosterField.GivenName)) Tell(At(RosterField.GivenName), RosterFault.GivenNameMissing);
            if (given is not null && PersonName.IsInitials(given)) Tell(At(RosterField.GivenName), RosterFault.OnlyInitials);
            if (surname is null && !IsTold(RosterField.Surname)) Tell(At(RosterField.Surname), RosterFault.SurnameMissing);
            return new PersonName(surname ?? "", given ?? "", patronymic);
        }

        // What could not be read is not also missing.
        private bool IsTold(RosterField part) => _findings.Any(finding => finding.IsError && (finding.Field == part || finding.Field == At(part)));

        // Where the whole name stands in one cell, that is where its part is mended, unless a person has parted it.
        private RosterField At(RosterField part) =>
            Raw(part) is null && mapping.ColumnOf(part) is null && (mapping.ColumnOf(RosterField.FullName) is not null || Raw(RosterField.FullName) is not null) ? RosterField.FullName : part;

        private string? Part(RosterField field, string? split)
        {
            var at = Raw(field) is null ? At(field) : field;
            var text = Bounded(at, Raw(field) ?? (string.IsNullOrEmpty(split) ? null : split), LongestName);
            if (text is null) return null;

            if (text.AsSpan().IndexOfAny('?', '�') >= 0)
            {
                Tell(at, RosterFault.LettersLost);
                return text;
            }
            if (NotOfNames().Match(text) is { Success: true } sign)
            {
                Tell(at, RosterFault.NotAName, sign.Value);
                return text;
            }
            var right = NameKey.WithoutLookAlikes(text);
            if (right != text) Tell(at, RosterFault.LookAlikesReplaced, right);
            var cased = NameCase.Mended(right);
            if (cased != right) Tell(at, RosterFault.CapitalsMended, cased);
            return cased;
        }

        private PersonalNumber? Number()
        {
            if (Raw(RosterField.PersonalNumber) is not { } text || !text.Any(char.IsLetterOrDigit)) return null;

            var reading = PersonalNumber.Read(text);
            if (reading.IsMended) Tell(RosterField.PersonalNumber, RosterFault.ZerosPutBack);
            switch (reading.Fault)
            {
                case null: break;
                case PersonalNumberFault.WrongLength: Tell(RosterField.PersonalNumber, RosterFault.NumberWrongLength, $"{reading.Digits}"); break;
                case PersonalNumberFault.NotDigits: Tell(RosterField.PersonalNumber, RosterFault.NumberNotDigits); break;
                case PersonalNumberFault.DigitsLost: Tell(RosterField.PersonalNumber, RosterFault.NumberDigitsLost); break;
                case PersonalNumberFault.NoSuchDay: Tell(RosterField.PersonalNumber, RosterFault.NumberNoSuchDay); break;
                case PersonalNumberFault.NoSuchCentury: Tell(RosterField.PersonalNumber, RosterFault.NumberNoSuchCentury); break;
                case PersonalNumberFault.WrongCheckDigit: Tell(RosterField.PersonalNumber, RosterFault.NumberWrongCheckDigit); break;
                case PersonalNumberFault.OfOrganisation: Tell(RosterField.PersonalNumber, RosterFault.NumberOfOrganisation); break;
            }
            return reading.Number;
        }

        private PlaceReading Where(PlaceMatcher places, Place? heading)
        {
            var words = new PlaceWords(
                Text(RosterField.PlaceCode, LongestPlace), Text(RosterField.Region, LongestPlace), Text(RosterField.District, LongestPlace), Text(RosterField.RuralDistrict, LongestPlace), Text(RosterField.Settlement, LongestPlace));
            var place = places.Find(words, heading);
            if (place is { Fault: { } fault, Field: { } field }) Tell(field, fault, place.Arguments);
            return place;
        }

        private DateOnly? Day(RosterField field, DateOnly today)
        {
            var day = cells.TryGetValue(field, out var cell) && cell.Kind == CellKind.Date ? DateOnly.FromDateTime(cell.Date) : Take(field, TypedDay.Read);
            if (day is null || day >= FirstDay && day <= today.AddYears(1)) return day;
            Tell(field, RosterFault.DayUnlikely);
            return null;
        }

        private string? Language()
        {
            if (Raw(RosterField.Language) is not { } text) return null;
            foreach (var word in SearchText.Words(text))
                if (LanguageWords.TryGetValue(word, out var language)) return language;
            Tell(RosterField.Language, RosterFault.LanguageUnknown);
            return null;
        }
    }
}
