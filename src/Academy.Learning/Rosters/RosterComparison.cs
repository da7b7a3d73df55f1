namespace Academy.Learning.Rosters;

/// <summary>
/// Finds whom each row is about. A personal number decides, then an e-mail address with a name that is like, then the very same name in the same
/// place; everything less sure is a doubt for somebody to answer. Only people who share a name are compared letter by letter.
/// </summary>
internal sealed class RosterComparison
{
    private const int MostCandidates = 5;

    /// <summary>Digits of a code that tell the district.</summary>
    private const int DistrictDigits = 4;

    private readonly Func<PersonalNumber, IReadOnlyList<string>> _lookUps;
    private readonly Dictionary<string, KnownPerson> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownPerson> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, KnownPerson> _byId = [];
    private readonly NameBlocks<KnownPerson> _byName = new();

    public RosterComparison(IReadOnlyCollection<KnownPerson> known, Func<PersonalNumber, IReadOnlyList<string>> lookUps)
    {
        _lookUps = lookUps;
        foreach (var person in known)
        {
            _byId[person.Id] = person;
            if (person.NumberLookUp is { } number) _byNumber.TryAdd(number, person);
            if (person.Email is { } email) _byEmail.TryAdd(email, person);
            _byName.Add(new ComparedName(person.Name), person);
        }
    }

    public IReadOnlyList<PlannedRow> Compare(IReadOnlyList<RosterRow> rows, IReadOnlyDictionary<int, RosterAnswer> answers)
    {
        var names = rows.Select(row => row.Name is { } name ? new ComparedName(name) : null).ToList();
        var numbers = rows.Select(row => row.PersonalNumber is { } number ? _lookUps(number) : []).ToList();
        var planned = new PlannedRow[rows.Count];
        // Two rows of two namesakes in one place each take one of the two: else importing twice would doubt what it has added itself.
        var taken = new HashSet<Guid>();
        foreach (var (at, row) in rows.Index())
        {
            planned[at] = row.IsWrong || names[at] is null ? new PlannedRow(row, RosterDecision.Wrong)
                : answers.GetValueOrDefault(row.Number) is { } answer && Answered(row, numbers[at], answer) is { } said ? said
                : Plan(row, names[at]!, numbers[at], taken);
            if (planned[at].Person is { } person) taken.Add(person.Id);
        }
        CompareAmongThemselves(planned, names, answers);
        return planned;
    }

    private PlannedRow? Answered(RosterRow row, IReadOnlyList<string> numbers, RosterAnswer answer)
    {
        if (answer.Kind == RosterAnswerKind.Skip) return new PlannedRow(row, RosterDecision.Skipped);

        var person = answer.Kind == RosterAnswerKind.Same && answer.Person is { } id ? _byId.GetValueOrDefault(id) : null;
        // Said of somebody who is known no more: asked again.
        if (answer.Kind == RosterAnswerKind.Same && person is null) return null;

        // A number and an address are one person's, whatever anybody says: the cell has to be put right.
        if (OfNumber(numbers) is { } byNumber && byNumber.Id != person?.Id) return Doubtful(row, RosterDoubt.SameNumber, [byNumber]);
        if (row.Email is { } email && _byEmail.TryGetValue(email, out var byEmail) && byEmail.Id != person?.Id) return Doubtful(row, RosterDoubt.SameEmail, [byEmail]);
        return person is null ? new PlannedRow(row, RosterDecision.New) : Matched(row, person);
    }

    private PlannedRow Plan(RosterRow row, ComparedName name, IReadOnlyList<string> numbers, HashSet<Guid> taken)
    {
        if (OfNumber(numbers) is { } byNumber)
            return new ComparedName(byNumber.Name).To(name) == NameLikeness.Other ? Doubtful(row, RosterDoubt.SameNumber, [byNumber]) : Matched(row, byNumber);

        if (row.Email is { } email && _byEmail.TryGetValue(email, out var byEmail))
        {
            // An address is one person's: with it a slip in the name is a slip, and another name is a question.
            var isSame = new ComparedName(byEmail.Name).To(name) != NameLikeness.Other && !HasOtherNumber(byEmail, numbers);
            return isSame ? Matched(row, byEmail) : Doubtful(row, RosterDoubt.SameEmail, [byEmail]);
        }

        var alike = _byName.Like(name).Where(one => MayBe(row, one.Item, one.Likeness, name)).OrderBy(one => Rank(row, one.Item, one.Likeness)).ToList();
        var sure = alike.Where(one => one.Likeness == NameLikeness.Same && IsSurelySamePlace(row, one.Item) && !HasOtherNumber(one.Item, numbers)).Select(one => one.Item).ToList();
        if (sure.Count > 0)
        {
            var best = sure.OrderBy(person => taken.Contains(person.Id)).ThenBy(person => Changes(row, person).Count).ToList();
            // Several of one name in one place: the one that the row tells of in everything, or nobody knows.
            if (best.Count == 1 || Changes(row, best[0]).Count == 0) return Matched(row, best[0]);
            return Doubtful(row, RosterDoubt.Several, best);
        }
        if (alike.Count == 0) return new PlannedRow(row, RosterDecision.New);

        var first = alike[0];
        var doubt = HasOtherNumber(first.Item, numbers) ? RosterDoubt.OtherNumber : first.Likeness switch
        {
            NameLikeness.Same => RosterDoubt.OtherPlace,
            NameLikeness.SpelledOtherwise => RosterDoubt.SpelledOtherwise,
            NameLikeness.Swapped => RosterDoubt.Swapped,
            NameLikeness.PatronymicMissing => RosterDoubt.PatronymicMissing,
            _ => RosterDoubt.Close,
        };
        return Doubtful(row, doubt, [.. alike.Select(one => one.Item)]);
    }

    // Namesakes are many in a country, so the less a name agrees, the more the place has to.
    private static bool MayBe(RosterRow row, KnownPerson person, NameLikeness likeness, ComparedName name) => likeness switch
    {
        NameLikeness.Other => false,
        // A new number that differs is a new person, unless all else is the same.
        _ when row.PersonalNumber is not null && person.NumberLookUp is not null => likeness is NameLikeness.Same && IsSamePlace(row, person),
        NameLikeness.Same or NameLikeness.SpelledOtherwise or NameLikeness.Swapped when name.HasPatronymic && person.Name.Patronymic is { Length: > 0 } => true,
        _ => IsSameDistrict(row, person),
    };

    private static int Rank(RosterRow row, KnownPerson person, NameLikeness likeness) => (int)likeness * 2 + (IsSamePlace(row, person) ? 0 : 1);

    private KnownPerson? OfNumber(IReadOnlyList<string> numbers) => numbers.Select(_byNumber.GetValueOrDefault).FirstOrDefault(person => person is not null);

    private static bool HasOtherNumber(KnownPerson person, IReadOnlyList<string> numbers) => numbers.Count > 0 && person.NumberLookUp is { } known && !numbers.Contains(known);

    // Where only one of the two tells a place, a whole name has to do.
    private static bool IsSurelySamePlace(RosterRow row, KnownPerson person) => row.Place is null != person.PlaceCode is null
        ? row.Name!.Patronymic is { Length: > 0 } && person.Name.Patronymic is { Length: > 0 }
        : IsSamePlace(row, person);

    private static bool IsSamePlace(RosterRow row, KnownPerson person) =>
        row.Place is null || person.PlaceCode is null
        || (row.Place.Code == person.PlaceCode && IsSame(row.RuralDistrict, person.RuralDistrict) && IsSame(row.Settlement, person.Settlement));

    private static bool IsSameDistrict(RosterRow row, KnownPerson person) =>
        row.Place is null || person.PlaceCode is null || row.Place.IsTop || row.Place.Code.AsSpan(0, DistrictDigits).SequenceEqual(person.PlaceCode.AsSpan(0, Math.Min(DistrictDigits, person.PlaceCode.Length)));

    private static bool IsSame(string? told, string? known) => told is null || known is null || NameKey.Of(told) == NameKey.Of(known);

    private static PlannedRow Doubtful(RosterRow row, RosterDoubt doubt, IReadOnlyList<KnownPerson> candidates) =>
        new(row, RosterDecision.Doubtful, Doubt: doubt) { Candidates = [.. candidates.Take(MostCandidates)] };

    private PlannedRow Matched(RosterRow row, KnownPerson person)
    {
        var changes = Changes(row, person);
        return new PlannedRow(row, changes.Count == 0 ? RosterDecision.Unchanged : RosterDecision.Changed, person) { Changes = changes };
    }

    // What a row does not tell it does not change: an empty cell takes nothing away.
    private List<RosterField> Changes(RosterRow row, KnownPerson person)
    {
        var changes = new List<RosterField>();
        var name = row.Name!;
        Told(RosterField.Surname, name.Surname, person.Name.Surname);
        Told(RosterField.GivenName, name.GivenName, person.Name.GivenName);
        Told(RosterField.Patronymic, name.Patronymic, person.Name.Patronymic);
        // Kept under an earlier key it is the same number.
        if (row.PersonalNumber is { } number && (person.NumberLookUp is null || !_lookUps(number).Contains(person.NumberLookUp))) changes.Add(RosterField.PersonalNumber);
        Told(RosterField.Post, row.Post, person.Post);
        Told(RosterField.District, row.Place?.Code, person.PlaceCode);
        Told(RosterField.RuralDistrict, row.RuralDistrict, person.RuralDistrict);
        Told(RosterField.Settlement, row.Settlement, person.Settlement);
        if (row.TookOfficeOn is { } day && day != person.TookOfficeOn) changes.Add(RosterField.TookOfficeOn);
        if (row.Email is { } email && !string.Equals(email, person.Email, StringComparison.OrdinalIgnoreCase)) changes.Add(RosterField.Email);
        Told(RosterField.Phone, row.Phone, person.Phone);
        Told(RosterField.Language, row.Language, person.Language);
        return changes;

        void Told(RosterField field, string? told, string? known)
        {
            if (!string.IsNullOrEmpty(told) && !string.Equals(told, known, StringComparison.Ordinal)) changes.Add(field);
        }
    }

    // Two rows that both leave a known person as they are harm nobody: the list merely says it twice.
    private static void CompareAmongThemselves(PlannedRow[] planned, List<ComparedName?> names, IReadOnlyDictionary<int, RosterAnswer> answers)
    {
        var (byPerson, byNumber, byEmail, byName) = (new Dictionary<Guid, int>(), new Dictionary<PersonalNumber, int>(), new Dictionary<string, int>(StringComparer.Ordinal), new NameBlocks<int>());
        for (var at = 0; at < planned.Length; at++)
        {
            var (row, decision) = (planned[at].Row, planned[at].Decision);
            if (decision is RosterDecision.Wrong or RosterDecision.Skipped or RosterDecision.Doubtful) continue;

            var isAnswered = answers.ContainsKey(row.Number);
            var earlier = planned[at].Person is not null && isAnswered ? -1
                : planned[at].Person is { } person && byPerson.TryGetValue(person.Id, out var same) ? same
                : row.PersonalNumber is { } number && byNumber.TryGetValue(number, out same) ? same
                : row.Email is { } email && byEmail.TryGetValue(email, out same) ? same
                : decision == RosterDecision.New && !isAnswered ? Earlier(at)
                : -1;
            if (earlier >= 0 && !(decision == RosterDecision.Unchanged && planned[earlier].Decision == RosterDecision.Unchanged))
            {
                planned[at] = Doubtful(row, RosterDoubt.TwoRows, planned[at].Person is { } known ? [known] : []) with { OtherRow = planned[earlier].Row.Number };
                continue;
            }

            if (planned[at].Person is { } matched) byPerson.TryAdd(matched.Id, at);
            if (row.PersonalNumber is { } own) byNumber.TryAdd(own, at);
            if (row.Email is { } address) byEmail.TryAdd(address, at);
            if (decision == RosterDecision.New) byName.Add(names[at]!, at);
        }

        int Earlier(int at) => byName.Like(names[at]!).Where(one => AreOne(planned[at].Row, planned[one.Item].Row, one.Likeness)).Select(one => one.Item).DefaultIfEmpty(-1).First();
    }

    private static bool AreOne(RosterRow row, RosterRow other, NameLikeness likeness)
    {
        if (likeness == NameLikeness.Other || row.PersonalNumber is { } number && other.PersonalNumber is { } second && number != second) return false;
        var isSamePlace = row.Place is null || other.Place is null || row.Place.Code == other.Place.Code;
        return isSamePlace && (likeness != NameLikeness.Close || row.Place is not null && other.Place is not null);
    }
}

/// <summary>Names laid out so that only those are compared which share a surname or a given name and how the other one begins.</summary>
internal sealed class NameBlocks<T>
{
    /// <summary>
    /// Names of one block that are looked through. In a country's people no block is half as long; in a list made to keep us busy, slips are
    /// not looked for in longer ones.
    /// </summary>
    private const int Longest = 3000;

    private readonly Dictionary<(string, string), List<(ComparedName Name, T Item)>> _whole = [];
    private readonly Dictionary<(string, char), List<(ComparedName Name, T Item)>> _blocks = [];

    public void Add(ComparedName name, T item)
    {
        Add(_whole, Whole(name), name, item);
        foreach (var block in Blocks(name)) Add(_blocks, block, name, item);
    }

    /// <summary>Those whose name is like this one, each once; the same names first.</summary>
    public IEnumerable<(T Item, NameLikeness Likeness)> Like(ComparedName name)
    {
        var seen = new HashSet<ComparedName>(ReferenceEqualityComparer.Instance);
        foreach (var (other, item) in (_whole.GetValueOrDefault(Whole(name)) ?? []).Take(Longest).Concat(Blocks(name).SelectMany(Short)))
            if (name.To(other) is not NameLikeness.Other and var likeness && seen.Add(other))
                yield return (item, likeness);
    }

    private IEnumerable<(ComparedName Name, T Item)> Short((string, char) block) => _blocks.GetValueOrDefault(block) is { Count: <= Longest } names ? names : [];

    private static void Add<TKey>(Dictionary<TKey, List<(ComparedName Name, T Item)>> to, TKey key, ComparedName name, T item)
        where TKey : notnull
    {
        if (!to.TryGetValue(key, out var names)) to.Add(key, names = []);
        names.Add((name, item));
    }

    // Which of the two is the surname does not matter here: they may have changed places. A slip in the very first letter is not looked for:
    // everybody of one given name would be compared with everybody.
    private static (string, string) Whole(ComparedName name) =>
        string.CompareOrdinal(name.Surname, name.GivenName) < 0 ? (name.Surname, name.GivenName) : (name.GivenName, name.Surname);

    private static (string, char)[] Blocks(ComparedName name) => [(name.Surname, First(name.GivenName)), (name.GivenName, First(name.Surname))];

    private static char First(string key) => key.Length == 0 ? ' ' : key[0];
}
