using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Academy.Storage;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Which database, and the settings that an acknowledged answer depends on.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddAcademyStorage(this IServiceCollection services, DatabaseProvider provider, string connection) => provider switch
    {
        DatabaseProvider.Sqlite => services.AddDbContextPool<AcademyDb, SqliteAcademyDb>(options => options
            .UseSqlite(connection).AddInterceptors(SqliteSettings.Instance).ConfigureWarnings(LeaveFaultsToTheirCallers)),
        DatabaseProvider.Postgres => services.AddDbContextPool<AcademyDb, PostgresAcademyDb>(options => options
            .UseNpgsql(Prepared(connection)).ConfigureWarnings(LeaveFaultsToTheirCallers)),
    };

    // A statement that comes again is planned once a session: planning costs the server more than saving an answer does. And nothing of
    // ours stays behind in a session that would have to be reset.
    private static string Prepared(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 100;
        return settings.ConnectionString;
    }

    // A duplicate or a lost race is an answer that a caller expects and acts on; what nobody expects is logged where it surfaces.
    private static void LeaveFaultsToTheirCallers(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug));

    /// <summary>
    /// Null where the database keeps what it acknowledged through a power cut; else the name and value of the setting that does not.
    /// Source: PostgreSQL's chapter on reliability (fsync, full_page_writes, synchronous_commit); sqlite.org on WAL and synchronous.
    /// </summary>
    public static async Task<string?> WhyNotDurableAsync(this AcademyDb db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit"])
                if (await db.ReadSettingAsync($"SHOW {setting}", cancel) is var value && value is "off")
                    return $"{setting}={value}";
            return null;
        }

        if (await db.ReadSettingAsync("PRAGMA journal_mode", cancel) is var mode && mode != "wal") return $"journal_mode={mode}";
        return await db.ReadSettingAsync("PRAGMA synchronous", cancel) is var level && level != "2" ? $"synchronous={level}" : null;
    }

    private static async Task<string?> ReadSettingAsync(this AcademyDb db, string question, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = question;
            return Convert.ToString(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // Said on every connection of the pool, since SQLite keeps none of it but the journal mode in the file.
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        public static readonly SqliteSettings Instance = new();

        private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = ((SqliteConnection)connection).CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = ((SqliteConnection)connection).CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
