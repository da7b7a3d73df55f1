using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Academy.Web.Pages.Office;

/// <summary>Who signs, as forms ask for it; what is missing or cannot be printed is told at its field.</summary>
internal static class SignatoryFields
{
    private const int LongestPosition = 500;

    public static Signatory? Read(ModelStateDictionary errors, Texts texts, string? name, string? positionKk, string? positionRu)
    {
        var signatory = new Signatory(
            One("SignatoryName", name, Account.LongestName, "Office.SignatoryMissing"),
            new Bilingual(One("PositionKk", positionKk, LongestPosition, "Office.SignatoryPositionKkMissing"), One("PositionRu", positionRu, LongestPosition, "Office.SignatoryPositionRuMissing")));
        return errors.IsValid ? signatory : null;

        string One(string field, string? typed, int longest, string missing)
        {
            var text = (typed ?? "").Trim();
            if (text.Length == 0) errors.AddModelError(field, texts[missing]);
            else if (text.Length > longest) errors.AddModelError(field, texts.Format("Office.TooLong", text.Length, longest));
            else if (CertificateDesk.WhyNotPrint(text) is { } objection) errors.AddModelError(field, texts.Format("Office.SignatoryLetter", [.. objection.Details]));
            return text;
        }
    }
}
