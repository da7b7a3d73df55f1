using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Academy.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Academy.Web;

/// <summary>
/// Once a minute a session is held against the account: ended where the password was changed, made anew where name or roles were. Mostly
/// nothing was, and Identity would still ask three questions and make everything anew for each of thousands who sit an exam; here that costs one.
/// </summary>
public sealed class SessionCheck(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<Account> signIn, ILoggerFactory logs, IOptions<IdentityOptions> identity, AcademyDb db)
    : SecurityStampValidator<Account>(options, signIn, logs)
{
    /// <summary>Asked at every request, so what a check needs is not even made where none is due.</summary>
    public static Task ValidatePrincipalAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        return context.Properties.IssuedUtc is { } issued && services.GetRequiredService<TimeProvider>().GetUtcNow() - issued <= interval
            ? Task.CompletedTask : SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    public override async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            if (context.Principal is { } person && await IsUnchangedAsync(person, context.HttpContext.RequestAborted)) context.ShouldRenew = true;
            else await base.ValidateAsync(context);
        }
        catch (Exception away) when (Faults.IsDatabaseAway(away))
        {
            // Whoever is asked again in this request is told the same fault: so it is kept, and thrown where a page can say it in words.
            context.HttpContext.Features.Set(new Unchecked(ExceptionDispatchInfo.Capture(away)));
        }
    }

    /// <summary>Lets no session through that could not be checked, but to the page that says so.</summary>
    public static Task InsistAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Unchecked>() is { } session && context.Features.Get<IExceptionHandlerFeature>() is null) session.Fault.Throw();
        return next(context);
    }

    private async Task<bool> IsUnchangedAsync(ClaimsPrincipal person, CancellationToken cancel)
    {
        if (!Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return false;

        var account = await db.Users.Where(account => account.Id == id).Select(account => new
        {
            account.SecurityStamp, account.UserName, account.FullName,
            Roles = db.UserRoles.Where(given => given.UserId == account.Id).Join(db.Roles, given => given.RoleId, role => role.Id, (_, role) => role.Name).ToList(),
        }).FirstOrDefaultAsync(cancel);
        return account?.SecurityStamp is { } stamp
            && stamp == person.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType)
            && account.UserName == person.Identity?.Name && account.FullName == person.FindFirstValue(CurrentAccount.NameClaim)
            && person.FindAll(identity.Value.ClaimsIdentity.RoleClaimType).Select(claim => claim.Value).ToHashSet().SetEquals(account.Roles.OfType<string>());
    }

    private sealed record Unchecked(ExceptionDispatchInfo Fault);
}
