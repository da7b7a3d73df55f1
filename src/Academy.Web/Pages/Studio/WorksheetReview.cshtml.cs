namespace Academy.Web.Pages.Studio;

/// <summary>One worksheet to read, and to accept or give back.</summary>
public sealed class WorksheetReviewModel(SheetRegister register, CurrentAccount me, Texts texts) : SheetReviewPage(register, me, texts)
{
    public override string Area => "studio";
}
