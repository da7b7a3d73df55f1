using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Web;

/// <summary>How much of anything one caller may ask: each limit with its reason.</summary>
public static class Limits
{
    /// <summary>Guessing at the sign-in, registration and recovery, from one address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Guessing certificate numbers and codes, from one address.</summary>
    public const string Verify = "verify";

    /// <summary>Guessing receipts, from one address.</summary>
    public const string Receipts = "receipts";

    /// <summary>Dear work of instructors and staff: import, issue.</summary>
    public const string DearWork = "dear-work";

    /// <summary>Bytes of anything that no page takes more of.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>Bytes of an uploaded course package, as format.md limits it, with room for the form around it.</summary>
    public const long LargestUpload = 65L * 1024 * 1024;

    /// <summary>Bytes of a post to a task: a file of the largest size and some, so that one a little larger gets a sentence and not only a number.</summary>
    public const long LargestWork = 25L * 1024 * 1024;

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 500;
            form.ValueLengthLimit = 100 * 1024;
            form.MultipartBodyLengthLimit = LargestUpload;
        });
        return services.AddRateLimiter(limiter =>
        {
            // A whole akimat may sit behind one address, so the limits are per address and minute, and generous.
            limiter.AddPolicy(SignIn, context => PerAddress(context, configuration.GetValue("Limits:SignIn", 60), onlyPosts: true));
            limiter.AddPolicy(Verify, context => PerAddress(context, configuration.GetValue("Limits:Verify", 30), onlyPosts: false));
            limiter.AddPolicy(Receipts, context => PerAddress(context, configuration.GetValue("Limits:Verify", 30), onlyPosts: true));
            limiter.AddPolicy(DearWork, context => RateLimitPartition.GetConcurrencyLimiter("all",
                _ => new ConcurrencyLimiterOptions { PermitLimit = 4, QueueLimit = 20 }));
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 60;
                rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    /// <summary>
    /// Too large is told before anything is read. A form's token is looked for first, and a form that cannot be read to its end would
    /// be taken for a forged one.
    /// </summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var named = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        if (context.Request.ContentLength <= (named is null ? LargestBody : named.MaxRequestBodySize ?? long.MaxValue) || context.Request.ContentLength is null) return next(context);

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute, bool onlyPosts)
    {
        if (onlyPosts && !HttpMethods.IsPost(context.Request.Method)) return RateLimitPartition.GetNoLimiter("reading");

        return RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
    }
}
