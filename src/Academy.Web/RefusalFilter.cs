using Academy.Learning;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web;

/// <summary>A rule's no becomes 409 with the same page and the reason, in the reader's language.</summary>
public sealed class RefusalFilter(Texts texts) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is not RefusedException refused || executed.ExceptionHandled) return;
        if (context.HandlerInstance is not IShowsRefusal page) return;

        executed.ExceptionHandled = true;
        context.HttpContext.Response.StatusCode = StatusCodes.Status409Conflict;
        page.ModelState.AddModelError("", texts.Format($"Refusals.{refused.Refusal}", [.. refused.Details]));
        executed.Result = await page.ShowAgainAsync(context.HttpContext.RequestAborted);
    }
}

/// <summary>A page whose handlers may be refused: it can show itself as it stands now.</summary>
public interface IShowsRefusal
{
    Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary ModelState { get; }

    /// <summary>Loads afresh what the page shows; the refused act left nothing behind.</summary>
    Task<Microsoft.AspNetCore.Mvc.IActionResult> ShowAgainAsync(CancellationToken cancel);
}
