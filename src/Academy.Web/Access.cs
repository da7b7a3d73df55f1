using Academy.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web;

/// <summary>Who may open what. A folder is guarded once, so a page inside cannot forget; what nobody named is denied.</summary>
public static class Access
{
    public const string Anyone = "anyone";
    public const string SignedIn = "signed-in";
    public const string Instructors = "instructors";
    public const string StaffOnly = "staff";

    /// <summary>Instructors and staff alike: whoever helps a learner through a course.</summary>
    public const string Team = "team";

    public static IServiceCollection AddAcademyAccess(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Instructors, policy => policy.RequireRole(Roles.Instructor, Roles.Admin))
            .AddPolicy(StaffOnly, policy => policy.RequireRole(Roles.Staff, Roles.Admin))
            .AddPolicy(Team, policy => policy.RequireRole(Roles.Instructor, Roles.Staff, Roles.Admin))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        return services;
    }

    public static void Guard(PageConventionCollection pages)
    {
        pages.AllowAnonymousToFolder("/Public");
        // The page itself asks for a sign-in, unless the course is open to anyone.
        pages.AllowAnonymousToPage("/Learn/Item");
        pages.AuthorizePage("/Learn/Index", SignedIn);
        pages.AuthorizePage("/Learn/Course", SignedIn);
        pages.AuthorizePage("/Learn/Task", SignedIn);
        pages.AuthorizePage("/Learn/Appeal", SignedIn);
        pages.AuthorizePage("/Learn/Sheet", SignedIn);
        pages.AuthorizeFolder("/Attempts", SignedIn);
        // A folder open to anyone could not close one page of it again, so here the open pages are named.
        pages.AuthorizeFolder("/Account", SignedIn);
        foreach (var page in (string[])["SignIn", "SignOut", "Register", "Confirm", "Forgot", "Reset"]) pages.AllowAnonymousToPage($"/Account/{page}");
        pages.AuthorizeFolder("/Studio", Instructors);
        pages.AuthorizeFolder("/Office", StaffOnly);
        // Their addresses lie under the Studio and the Office, but both kinds of people need each of them: a folder of their own.
        pages.AuthorizeFolder("/Team", Team);
    }

    // What a QR code opens must be short and outlive a change of languages; an error has the language of the request.
    private static readonly HashSet<string> WithoutLanguage = ["error", "v/{number}/{code}"];

    /// <summary>Every page under its language: <c>/{lang}/…</c>.</summary>
    public static void PutUnderLanguage(PageConventionCollection pages) =>
        pages.AddFolderRouteModelConvention("/", page =>
        {
            foreach (var route in page.Selectors.Select(selector => selector.AttributeRouteModel).OfType<AttributeRouteModel>())
                if (!WithoutLanguage.Contains(route.Template!.TrimStart('/')))
                    route.Template = AttributeRouteModel.CombineTemplates("{lang:regex(^(kk|ru|en)$)}", route.Template.TrimStart('/'));
        });
}
