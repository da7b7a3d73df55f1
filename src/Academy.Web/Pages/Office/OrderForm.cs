using System.Globalization;
using Academy.Learning;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Academy.Web.Pages.Office;

/// <summary>Number and date of an order, as a form asks for them: both or neither.</summary>
public sealed class OrderForm
{
    public string? Number { get; set; }
    public string? Date { get; set; }

    /// <summary>Null where nothing was typed, or what was typed cannot be read; then the form is told why.</summary>
    public Order? Read(ModelStateDictionary errors, Texts texts)
    {
        var (number, hasDate) = ((Number ?? "").Trim(), !string.IsNullOrWhiteSpace(Date));
        if (number.Length == 0 && !hasDate) return null;

        if (number.Length == 0) errors.AddModelError("Order.Number", texts["Office.OrderNumberMissing"]);
        else if (number.Length > Order.LongestNumber) errors.AddModelError("Order.Number", texts.Format("Office.TooLong", number.Length, Order.LongestNumber));
        if (DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return number.Length is > 0 and <= Order.LongestNumber ? new Order(number, date) : null;

        errors.AddModelError("Order.Date", texts["Office.OrderDateMissing"]);
        return null;
    }
}
