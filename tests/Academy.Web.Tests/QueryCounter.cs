using System.Data.Common;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>Counts what goes to the database.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public void Reset() => _count = 0;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Interlocked.Increment(ref _count);
        return base.ReaderExecuting(command, eventData, result);
    }
}

public static class Interceptors
{
    /// <summary>Puts an interceptor before the site's database.</summary>
    public static void CountQueries(this IServiceCollection services, IInterceptor interceptor)
    {
        services.ConfigureDbContext<SqliteAcademyDb>(options => options.AddInterceptors(interceptor));
        services.ConfigureDbContext<PostgresAcademyDb>(options => options.AddInterceptors(interceptor));
    }
}
