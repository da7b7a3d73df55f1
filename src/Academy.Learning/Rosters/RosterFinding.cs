namespace Academy.Learning.Rosters;

/// <summary>What is wrong with a cell, or what was mended in it. The sentence, with what to do, stands in the site's texts under this name.</summary>
public enum RosterFault
{
    /// <summary>Neither surname nor given name: nobody can be given a certificate without.</summary>
    NameMissing,
    SurnameMissing,
    GivenNameMissing,

    /// <summary>«Тілеубаев А. С.»: a certificate bears the whole name.</summary>
    OnlyInitials,

    /// <summary>Question marks where letters were: the file was saved in an encoding that has no Kazakh ones.</summary>
    LettersLost,

    /// <summary>A digit or a sign that no name has. Argument: it.</summary>
    NotAName,

    /// <summary>Argument: letters that are taken.</summary>
    TooLong,

    /// <summary>#N/A or #REF!: the formula of this cell could not be worked out. Argument: what it says.</summary>
    BrokenFormula,

    /// <summary>Argument: how many digits there are.</summary>
    NumberWrongLength,
    NumberNotDigits,

    /// <summary>The spreadsheet has rounded it; the cell is to be set to text and filled in again.</summary>
    NumberDigitsLost,
    NumberNoSuchDay,
    NumberNoSuchCentury,
    NumberWrongCheckDigit,
    NumberOfOrganisation,

    EmailIncomplete,

    /// <summary>Cyrillic letters in it. Argument: the address with the Latin ones that look alike, where that gives one.</summary>
    EmailCyrillic,

    PhoneNoAreaCode,

    /// <summary>Argument: how many digits there are.</summary>
    PhoneWrongLength,
    PhoneDigitsLost,

    /// <summary>Nothing that can be read as a day.</summary>
    DayUnreadable,

    /// <summary>A month or a year only.</summary>
    DayIncomplete,

    /// <summary>30 February.</summary>
    NoSuchDay,

    /// <summary>Before there were akims, or more than a year ahead.</summary>
    DayUnlikely,

    /// <summary>Arguments: codes of places that are like it, up to three.</summary>
    PlaceUnknown,

    /// <summary>There is such a district, but in another region. Arguments: codes of such districts.</summary>
    PlaceElsewhere,

    /// <summary>Several have this name. Arguments: their codes.</summary>
    PlaceAmbiguous,
    PlaceCodeUnknown,

    /// <summary>The code says another place than the names. Argument: the code of that place.</summary>
    PlaceCodeDiffers,
    LanguageUnknown,

    /// <summary>Mended: zeros that the spreadsheet took off the front.</summary>
    ZerosPutBack,

    /// <summary>Mended: Latin letters among Cyrillic ones. Argument: the name now.</summary>
    LookAlikesReplaced,

    /// <summary>Mended: a name in capitals only, or in small letters. Argument: the name now.</summary>
    CapitalsMended,

    /// <summary>The first of several was taken. Argument: it.</summary>
    FirstOfSeveral,

    /// <summary>Read with the month first, since it is no day otherwise. Argument: the day.</summary>
    MonthFirst,

    /// <summary>A spreadsheet's number of a day. Argument: the day.</summary>
    DayFromNumber,
}

/// <summary>Something that was found in a cell of a roster.</summary>
/// <param name="Row">As the spreadsheet shows it.</param>
/// <param name="Column">Counted from 0; null where the roster has no such column.</param>
/// <param name="Arguments">What the sentence needs; places by their codes, so that a page names them in its language. Never a personal number.</param>
public sealed record RosterFinding(int Row, int? Column, RosterField Field, RosterFault Fault, IReadOnlyList<string> Arguments)
{
    /// <summary>The row is not taken until it is put right; a finding that is none only tells what was mended.</summary>
    public bool IsError => Fault < RosterFault.ZerosPutBack;
}
