using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Academy.Bench;

/// <summary>Puts many rows into a database at once.</summary>
internal static class Copying
{
    /// <summary>Millions of rows would take longer than all that is measured, row by row: PostgreSQL takes them as a stream.</summary>
    public static async Task CopyAsync<T>(this AcademyDb db, IEnumerable<T> rows) where T : class
    {
        if (!db.Database.IsNpgsql())
        {
            foreach (var some in rows.Chunk(5_000))
            {
                db.AddRange(some);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
            return;
        }
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var columns = type.GetProperties().Select(property => (Name: property.GetColumnName(table)!, Getter: property.GetGetter(), property.GetTypeMapping().Converter)).ToList();
        await db.Database.OpenConnectionAsync();
        await using (var writer = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                await writer.StartRowAsync();
                foreach (var (_, getter, converter) in columns)
                {
                    var value = getter.GetClrValue(row);
                    if (value is not null && converter is not null) value = converter.ConvertToProvider(value);
                    if (value is null) await writer.WriteNullAsync();
                    else await writer.WriteAsync(value);
                }
            }
            await writer.CompleteAsync();
        }
        await db.Database.CloseConnectionAsync();
    }
}
