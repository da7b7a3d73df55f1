namespace Academy.Learning.Rosters;

/// <summary>A person as one row of a roster tells of them. What is not told is null; what could not be read is null and has a finding.</summary>
public sealed class RosterRow
{
    /// <summary>As the spreadsheet shows it.</summary>
    public required int Number { get; init; }

    /// <summary>Null where neither surname nor given name is there.</summary>
    public PersonName? Name { get; init; }

    public PersonalNumber? PersonalNumber { get; init; }

    public string? Post { get; init; }

    /// <summary>The narrowest place of the register that the row names.</summary>
    public Place? Place { get; init; }

    /// <summary>As written, where the register has nothing so small.</summary>
    public string? RuralDistrict { get; init; }

    /// <inheritdoc cref="RuralDistrict"/>
    public string? Settlement { get; init; }

    public DateOnly? TookOfficeOn { get; init; }

    public string? Email { get; init; }

    /// <summary>With + and the country in front.</summary>
    public string? Phone { get; init; }

    /// <summary>One of <see cref="Courseware.Languages"/>.</summary>
    public string? Language { get; init; }

    /// <summary>What the cells held, mendings included. Personal numbers among them: for the form in which they are mended, and nothing else.</summary>
    public required IReadOnlyDictionary<RosterField, string> Typed { get; init; }

    public required IReadOnlyList<RosterFinding> Findings { get; init; }

    public bool IsWrong => Findings.Any(finding => finding.IsError);

    public override string ToString() => $"row {Number}";
}

/// <summary>A row that tells of nobody: a title, a heading, a sum, a signature.</summary>
public sealed record SkippedRow(int Number, string Text);

/// <summary>A roster, read whole.</summary>
/// <param name="CellsLeftOut">Cells that stood too far to the right.</param>
public sealed record RosterReading(IReadOnlyList<RosterRow> Rows, IReadOnlyList<SkippedRow> Skipped, int CellsLeftOut);
