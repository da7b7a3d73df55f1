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
    private const string FileName = "academy.db";

    private static readonly Dictionary<DatabaseProvider, Once<TestDatabase>> Templates = new()
    {
        [DatabaseProvider.Sqlite] = new(), [DatabaseProvider.Postgres] = new(),
    };

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
            database.Connection = $"Data Source={Path.Combine(folder, FileName)}";
            return database;
        }

        await ExecuteAsync($"CREATE DATABASE {database._name}");
        database.Connection = ConnectionTo(database);
        return database;
    }

    /// <summary>An empty database at this version: a copy of one that was brought there once, since that takes longer than most tests.</summary>
    /// <param name="migrate">Brings a database to this version.</param>
    public static async Task<TestDatabase> CreateMigratedAsync(DatabaseProvider provider, Func<TestDatabase, Task> migrate)
    {
        var template = await Templates[provider].GetAsync(() => MakeTemplateAsync(provider, migrate));
        var folder = Directory.CreateTempSubdirectory("academy-").FullName;
        var database = new TestDatabase(provider, folder);
        if (provider == DatabaseProvider.Sqlite)
        {
            File.Copy(Path.Combine(template.Folder, FileName), Path.Combine(folder, FileName));
            database.Connection = $"Data Source={Path.Combine(folder, FileName)}";
            return database;
        }
        await ExecuteAsync($"CREATE DATABASE {database._name} TEMPLATE {template._name}");
        database.Connection = ConnectionTo(database);
        return database;
    }

    private static async Task<TestDatabase> MakeTemplateAsync(DatabaseProvider provider, Func<TestDatabase, Task> migrate)
    {
        var template = await CreateAsync(provider);
        await migrate(template);
        if (provider == DatabaseProvider.Sqlite)
        {
            // A copy is of the one file, so all must stand in it.
            await using var connection = new SqliteConnection(template.Connection);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        await template.CloseAsync();
        // A copy is made only of what nobody holds open.
        if (provider == DatabaseProvider.Postgres) await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template._name}'");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return template;
    }

    private async Task CloseAsync()
    {
        if (Provider == DatabaseProvider.Postgres)
        {
            await using var own = new NpgsqlConnection(Connection);
            NpgsqlConnection.ClearPool(own);
        }
        else
        {
            await using var own = new SqliteConnection(Connection);
            SqliteConnection.ClearPool(own);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Its own pool only: other tests are at work beside this one.
        await CloseAsync();
        if (Provider == DatabaseProvider.Postgres) await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    private static string ConnectionTo(TestDatabase database) => Patient(new NpgsqlConnectionStringBuilder(Server) { Database = database._name, MaxPoolSize = 20 });

    private static string Server => Environment.GetEnvironmentVariable(PostgresVariable)
        ?? throw new InvalidOperationException($"{PostgresVariable} is demanded and not set.");

    // Making and dropping a database writes much at once, and fifty requests share twenty connections: on a slow disk with all
    // tests beside each other that takes longer than the seconds a site would wait.
    private static string Patient(NpgsqlConnectionStringBuilder connection)
    {
        (connection.Timeout, connection.CommandTimeout) = (120, 300);
        return connection.ConnectionString;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Patient(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }));
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

/// <summary>Something that is made by whoever asks first, and shared by all.</summary>
internal sealed class Once<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _made;

    public Task<T> GetAsync(Func<Task<T>> make)
    {
        lock (_lock) return _made ??= make();
    }
}
