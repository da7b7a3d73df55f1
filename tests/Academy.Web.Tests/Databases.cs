using System.Globalization;
using System.Reflection;
using Academy.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Academy.Web.Tests;

/// <summary>Runs a test once on each database. PostgreSQL is where <c>ACADEMY_TEST_POSTGRES</c> says; without it that row is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres) { Skip = TestDatabase.WhyNoPostgres },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>An empty database of its own, gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string PostgresVariable = "ACADEMY_TEST_POSTGRES";
    private readonly string _name = $"academy_{Guid.NewGuid():N}";

    private TestDatabase(DatabaseProvider provider, string folder) => (Provider, Folder) = (provider, folder);

    public DatabaseProvider Provider { get; }

    /// <summary>For the file of SQLite, letters and other local files.</summary>
    public string Folder { get; }

    public string Connection { get; private set; } = "";

    /// <summary>Null where PostgreSQL can be used. Where everything is demanded it must be there, so nothing is skipped in silence.</summary>
    public static string? WhyNoPostgres =>
        Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } || Required.Everything
            ? null : $"{PostgresVariable} names no PostgreSQL server";

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("academy-").FullName;
        var database = new TestDatabase(provider, folder);
        if (provider == DatabaseProvider.Sqlite)
        {
            database.Connection = $"Data Source={Path.Combine(folder, "academy.db")}";
            return database;
        }

        await ExecuteAsync($"CREATE DATABASE {database._name}");
        database.Connection = new NpgsqlConnectionStringBuilder(Server) { Database = database._name, MaxPoolSize = 20 }.ConnectionString;
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Postgres)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }
        Directory.Delete(Folder, recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable(PostgresVariable)
        ?? throw new InvalidOperationException($"{PostgresVariable} is demanded and not set.");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>In CI nothing may be skipped: <c>ACADEMY_TEST_REQUIRE=all</c>.</summary>
public static class Required
{
    public static bool Everything => Environment.GetEnvironmentVariable("ACADEMY_TEST_REQUIRE") == "all";
}
