namespace Academy.Learning.Rosters;

/// <summary>What a column of a roster may tell of a person.</summary>
public enum RosterField
{
    Surname,
    GivenName,
    Patronymic,

    /// <summary>Surname, given name and patronymic in one cell.</summary>
    FullName,
    PersonalNumber,
    Post,
    Region,
    District,
    RuralDistrict,
    Settlement,

    /// <summary>The KATO code of any of these.</summary>
    PlaceCode,
    TookOfficeOn,
    Email,
    Phone,
    Language,
}
