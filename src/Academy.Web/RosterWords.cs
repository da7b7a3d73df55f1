using System.Globalization;
using Academy.Learning;
using Academy.Learning.Rosters;
using Academy.Sheets;

namespace Academy.Web;

/// <summary>Rosters in words: what is wrong with a file or a cell, what to do, and what is asked of a row, in the language of the page.</summary>
public sealed class RosterWords(Texts texts, When when)
{
    // Their first argument is a number, whose noun goes by it.
    private static readonly RosterFault[] Counted = [RosterFault.TooLong, RosterFault.NumberWrongLength, RosterFault.PhoneWrongLength];

    private static readonly RosterFault[] OfPlaces = [RosterFault.PlaceUnknown, RosterFault.PlaceElsewhere, RosterFault.PlaceAmbiguous, RosterFault.PlaceCodeDiffers];

    private static readonly RosterFault[] OfDays = [RosterFault.MonthFirst, RosterFault.DayFromNumber];

    /// <summary>What is wrong with the cell, or what was mended in it.</summary>
    public string Fault(RosterFinding finding) => Counted.Contains(finding.Fault)
        ? texts.Count($"Rosters.Fault.{finding.Fault}", int.Parse(finding.Arguments[0], CultureInfo.InvariantCulture))
        : texts.Format($"Rosters.Fault.{finding.Fault}", Arguments(finding));

    /// <summary>What to do; null where nothing needs to be done.</summary>
    public string? ToDo(RosterFinding finding)
    {
        if (!finding.IsError) return null;
        // Where we have something to propose, that is more useful than the rule.
        var isProposed = finding is { Fault: RosterFault.PlaceUnknown or RosterFault.EmailCyrillic, Arguments.Count: > 0 };
        return texts.Format($"Rosters.ToDo.{finding.Fault}{(isProposed ? ".Proposed" : "")}", Arguments(finding));
    }

    public string Field(RosterField field) => texts[$"Rosters.Field.{field}"];

    public string Decision(RosterDecision decision) => texts[$"Rosters.Decision.{decision}"];

    /// <summary>What is asked of a doubtful row.</summary>
    public string Doubt(PlannedRow row) => texts.Format($"Rosters.Doubt.{row.Doubt}", row.OtherRow ?? 0);

    /// <summary>Why a file is not read, and what to do.</summary>
    public string File(TableRefusedException refused)
    {
        var arguments = refused.Arguments.Select(argument => (object)long.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
        return refused is { Fault: TableFault.TextTooLong, Arguments.Count: > 1 } && refused.Arguments[1] != "0"
            ? texts.Format("Rosters.File.TextTooLongInRow", arguments)
            : texts.Format($"Rosters.File.{refused.Fault}", arguments);
    }

    // Several places are one argument: the sentence has one place for them.
    private object[] Arguments(RosterFinding finding)
    {
        if (OfPlaces.Contains(finding.Fault)) return [string.Join("; ", finding.Arguments.Select(code => Places.Standard.Find(code) is { } place ? SheetWords.Place(place) : code))];
        if (OfDays.Contains(finding.Fault)) return [.. finding.Arguments.Select(day => (object)when.ShortDate(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)))];
        return [.. finding.Arguments];
    }
}
