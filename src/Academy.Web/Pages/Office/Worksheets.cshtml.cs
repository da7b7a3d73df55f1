namespace Academy.Web.Pages.Office;

/// <summary>Every worksheet, and how many wait.</summary>
public sealed class WorksheetsModel(SheetRegister register) : SheetsPage(register)
{
    public override string Area => "office";
}
