using Academy.Learning;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web;

/// <summary>A rule's no becomes 409, rarely another status, with the same page and the reason, in the reader's language.</summary>
public sealed class RefusalFilter(Texts texts, When when) : IAsyncPageFilter
{
    /// <summary>What no page of ours would send is a bad request; everything else is at odds with how things stand.</summary>
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.NotOffered or Refusal.ClockWrong or Refusal.SequenceAbsurd => StatusCodes.Status400BadRequest,
        Refusal.NotOnThePaper => StatusCodes.Status404NotFound,
        Refusal.AnswerTooLong => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status409Conflict,
    };

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is not RefusedException refused || executed.ExceptionHandled) return;
        if (context.HandlerInstance is not IShowsRefusal page) return;

        executed.ExceptionHandled = true;
        context.HttpContext.Response.StatusCode = StatusOf(refused.Refusal);
        page.ModelState.AddModelError("", refused.Moment is { } moment ? when.Say(refused.Refusal, moment) : texts.Format($"Refusals.{refused.Refusal}", [.. refused.Details]));
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
