namespace Academy.Learning.Rosters;

/// <summary>What becomes of a row.</summary>
public enum RosterDecision
{
    /// <summary>The person is added.</summary>
    New,

    /// <summary>The person is known, and the row tells something otherwise.</summary>
    Changed,

    /// <summary>The person is known, and all that the row tells is known too.</summary>
    Unchanged,

    /// <summary>Somebody must say first whether it is the same person.</summary>
    Doubtful,

    /// <summary>A cell must be put right first.</summary>
    Wrong,

    /// <summary>Left out, as somebody said.</summary>
    Skipped,
}

/// <summary>Why it is not plain whether two are one person.</summary>
public enum RosterDoubt
{
    /// <summary>One name under two spellings.</summary>
    SpelledOtherwise,

    /// <summary>Surname and given name have changed places.</summary>
    Swapped,

    /// <summary>One of the two has no patronymic.</summary>
    PatronymicMissing,

    /// <summary>A letter or two differ.</summary>
    Close,

    /// <summary>The same name in another place: the person has moved, or it is a namesake.</summary>
    OtherPlace,

    /// <summary>The same personal number, and quite another name: one of the two is wrong.</summary>
    SameNumber,

    /// <summary>The same name in the same place, and another personal number.</summary>
    OtherNumber,

    /// <summary>The same e-mail address, and quite another name.</summary>
    SameEmail,

    /// <summary>Several people who are known are meant equally well.</summary>
    Several,

    /// <summary>Another row of this roster is of the same person.</summary>
    TwoRows,
}

/// <summary>What somebody said of a doubtful row.</summary>
public enum RosterAnswerKind
{
    /// <summary>It is the known person named in the answer.</summary>
    Same,

    /// <summary>It is somebody else: to be added.</summary>
    Different,

    /// <summary>The row is left out.</summary>
    Skip,
}

/// <summary>What somebody said of a doubtful row, and of whom.</summary>
public sealed record RosterAnswer(RosterAnswerKind Kind, Guid? Person = null)
{
    public static RosterAnswer SameAs(Guid person) => new(RosterAnswerKind.Same, person);

    public static RosterAnswer Different { get; } = new(RosterAnswerKind.Different);

    public static RosterAnswer Skip { get; } = new(RosterAnswerKind.Skip);
}

/// <summary>A row with what becomes of it.</summary>
/// <param name="Person">Whom it changes or leaves unchanged.</param>
/// <param name="Doubt">Of a doubtful row.</param>
/// <param name="OtherRow">The row of the same person, where two rows are in doubt.</param>
public sealed record PlannedRow(RosterRow Row, RosterDecision Decision, KnownPerson? Person = null, RosterDoubt? Doubt = null, int? OtherRow = null)
{
    /// <summary>What it tells otherwise; <see cref="RosterField.District"/> stands for the place.</summary>
    public IReadOnlyList<RosterField> Changes { get; init; } = [];

    /// <summary>Who may be meant by a doubtful row; the likeliest first.</summary>
    public IReadOnlyList<KnownPerson> Candidates { get; init; } = [];
}

/// <summary>
/// What an import would do, row by row: nothing is done by making it. It is made anew each time from the same roster, the people known at
/// that time and what somebody has answered, so that a plan that is old by the time of the import is never carried out.
/// </summary>
public sealed class RosterPlan
{
    private RosterPlan(IReadOnlyList<PlannedRow> rows) => Rows = rows;

    /// <summary>In the order of the roster.</summary>
    public IReadOnlyList<PlannedRow> Rows { get; }

    /// <summary>How many rows a decision has.</summary>
    public int Count(RosterDecision decision) => Rows.Count(row => row.Decision == decision);

    /// <summary>Compares a roster with the people who are known.</summary>
    /// <param name="known">All who may be meant, out of the importer's reach too: a person is not added twice because somebody else may see them.</param>
    /// <param name="lookUps">Under which hashes a number may be known; the current one first.</param>
    /// <param name="answers">By row number.</param>
    public static RosterPlan Make(
        IReadOnlyList<RosterRow> rows, IReadOnlyCollection<KnownPerson> known, Func<PersonalNumber, IReadOnlyList<string>> lookUps, IReadOnlyDictionary<int, RosterAnswer>? answers = null)
    {
        var comparison = new RosterComparison(known, lookUps);
        return new RosterPlan(comparison.Compare(rows, answers ?? new Dictionary<int, RosterAnswer>()));
    }
}
