using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;

namespace Academy.Web;

/// <summary>Anything that is neither an author's mistake nor a rule's no: logged with a number that a person can read aloud, shown in plain words.</summary>
public static class Faults
{
    /// <summary>The database is away rather than wrong: waiting helps.</summary>
    public static bool IsDatabaseAway(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is SocketException or DbException { IsTransient: true } or TimeoutException
                or Npgsql.NpgsqlException { SqlState: null } or DbException { SqlState: "57P01" or "57P02" or "57P03" or "3D000" }
                or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 10 or 14 })
                return true;
        return false;
    }

    /// <summary>Eight digits of this request, in fours: the log has the same.</summary>
    public static string Reference(HttpContext context)
    {
        if (context.Items[nameof(Reference)] is string known) return known;
        var number = System.Security.Cryptography.RandomNumberGenerator.GetInt32(0, 100_000_000).ToString("00000000", System.Globalization.CultureInfo.InvariantCulture);
        context.Items[nameof(Reference)] = number;
        return number;
    }

    public static IApplicationBuilder UseFaultPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = fault => fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                // Form limits: too many fields, too long a value.
                InvalidDataException => StatusCodes.Status413PayloadTooLarge,
                _ when IsDatabaseAway(fault) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            SuppressDiagnosticsCallback = _ => true,
        })
        .UseStatusCodePagesWithReExecute("/error", "?status={0}");

    /// <summary>Written where the error page is made, so that the page and the log say the same number.</summary>
    public static void Log(HttpContext context, ILogger log)
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is not { } handled || context.Response.StatusCode < 500) return;
        log.LogError(handled.Error, "Fault {Reference} ({Status}) at {Method} {Endpoint}", Reference(context), context.Response.StatusCode, context.Request.Method, handled.Endpoint?.DisplayName);
    }
}
