using System.Security.Claims;
using Academy.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Academy.Web;

/// <summary>Who can sign in and how: ASP.NET Core Identity, with the figures of our reliability goals.</summary>
public static class Accounts
{
    public static IServiceCollection AddAcademyAccounts(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddIdentity<Account, IdentityRole<Guid>>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // The user name is the e-mail address, and addresses may hold more than Latin letters.
                identity.User.AllowedUserNameCharacters = "";
                identity.SignIn.RequireConfirmedEmail = true;
                // Length is what makes a password hard to guess; rules on its letters only make it hard to remember.
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 4;
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<AcademyDb>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
        services.AddScoped<IPasswordHasher<Account>, NormalisingHasher>();
        services.AddScoped<ISecurityStampValidator, SessionCheck>();
        services.AddScoped<PasswordCheck>();
        services.AddSingleton<MailboxLimit>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 220_000);
        // A role taken away or a password changed bites within a minute, on every node.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromDays(1));
        services.ConfigureApplicationCookie(cookie =>
        {
            // Over plain http a __Host- cookie would be refused, and Development is plain http.
            cookie.Cookie.Name = environment.IsDevelopment() ? "academy" : "__Host-academy";
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnRedirectToLogin = context => AskToSignIn(context),
                OnRedirectToAccessDenied = context => { context.Response.StatusCode = StatusCodes.Status403Forbidden; return Task.CompletedTask; },
                OnValidatePrincipal = SessionCheck.ValidatePrincipalAsync,
            };
        });
        return services;
    }

    // A page sends people to the sign-in page in its own language and back; a program is told 401.
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api")) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect($"/{PageLanguage.Current}/account/sign-in{QueryString.Create("returnUrl", request.PathBase + request.Path + request.QueryString)}");
        return Task.CompletedTask;
    }

    /// <summary>The name goes into the sealed cookie, so that no page asks the database for it.</summary>
    private sealed class AccountClaims(UserManager<Account> accounts, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account, IdentityRole<Guid>>(accounts, roles, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(CurrentAccount.NameClaim, user.FullName));
            return identity;
        }
    }
}
