namespace Academy.Web.Pages.Office;

/// <summary>One worksheet across its learners.</summary>
public sealed class WorksheetModel(SheetRegister register, CurrentAccount me) : SheetGridPage(register, me)
{
    public override string Area => "office";
}
