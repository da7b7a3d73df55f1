namespace Academy.Learning.Rosters;

/// <summary>Somebody who is in the register already, as far as a roster is compared with it.</summary>
public sealed record KnownPerson(Guid Id, PersonName Name)
{
    /// <summary>The keyed hash by which a personal number is found (<see cref="PersonalNumberVault.LookUp(PersonalNumber)"/>); null where none is known.</summary>
    public string? NumberLookUp { get; init; }

    public string? Email { get; init; }

    /// <summary>With + and the country in front.</summary>
    public string? Phone { get; init; }

    public string? Post { get; init; }

    /// <summary>KATO, of the narrowest place that is known.</summary>
    public string? PlaceCode { get; init; }

    public string? RuralDistrict { get; init; }

    public string? Settlement { get; init; }

    public DateOnly? TookOfficeOn { get; init; }

    public string? Language { get; init; }
}
