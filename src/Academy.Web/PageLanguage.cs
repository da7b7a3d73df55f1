using System.Globalization;
using Academy.Courseware;
using Microsoft.AspNetCore.Localization;

namespace Academy.Web;

/// <summary>The language of a page: the first part of its address; where it has none, what the reader chose before or their browser asks for.</summary>
public static class PageLanguage
{
    private const string Cookie = "lang";

    /// <summary>Two letters.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The language in the address, or null.</summary>
    public static string? InAddress(PathString path)
    {
        var value = path.Value ?? "";
        if (value.Length < 3 || (value.Length > 3 && value[3] != '/')) return null;
        var first = value[1..3];
        return Languages.All.Contains(first) ? first : null;
    }

    /// <summary>The same page in another language: the address with its first part exchanged.</summary>
    public static string Twin(HttpRequest request, string language)
    {
        var path = request.Path.Value ?? "/";
        var rest = InAddress(request.Path) is null ? path : path[3..];
        return $"/{language}{(rest.Length == 0 ? "/" : rest)}{request.QueryString}";
    }

    public static IServiceCollection AddPageLanguage(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Languages.All.Select(CultureInfo.GetCultureInfo).ToList();
            options.DefaultRequestCulture = new RequestCulture(Languages.Kazakh);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(
                    InAddress(context.Request.Path) is { } language ? new ProviderCultureResult(language) : null)),
                new CustomRequestCultureProvider(context => Task.FromResult(
                    context.Request.Cookies[Cookie] is { } chosen && Languages.All.Contains(chosen) ? new ProviderCultureResult(chosen) : null)),
                // A first visit: the browser's Kazakh or Russian, else Kazakh.
                new CustomRequestCultureProvider(context => Task.FromResult(
                    context.Request.GetTypedHeaders().AcceptLanguage
                        .OrderByDescending(accepted => accepted.Quality ?? 1)
                        .Select(accepted => accepted.Value.ToString().Split('-')[0].ToLowerInvariant())
                        .FirstOrDefault(code => code is Languages.Kazakh or Languages.Russian) is { } asked
                        ? new ProviderCultureResult(asked) : null)),
            ];
        });

    /// <summary>Remembers the language of the page, so that the bare address and links without a language keep to it.</summary>
    public static IApplicationBuilder UsePageLanguage(this IApplicationBuilder app) =>
        app.UseRequestLocalization().Use((context, next) =>
        {
            if (InAddress(context.Request.Path) is { } language && context.Request.Cookies[Cookie] != language)
                context.Response.Cookies.Append(Cookie, language, new CookieOptions
                {
                    HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
                });
            return next(context);
        });
}
