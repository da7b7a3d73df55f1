using Academy.Learning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Academy.Storage;

/// <summary>SQLite: the default, one file, nothing to install.</summary>
public sealed class SqliteAcademyDb(DbContextOptions<SqliteAcademyDb> options) : AcademyDb(options)
{
    // Columns that came to a table after it was made. SQLite adds a CHECK only by writing the whole table anew, outside a transaction:
    // a stop in the middle would leave it half done. What we put into these is cut or refused before.
    private static readonly HashSet<(Type Entity, string Property)> Unchecked =
    [
        (typeof(Account), nameof(Account.NameSearch)),
        (typeof(GivenAnswer), nameof(GivenAnswer.Tab)),
    ];

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // SQLite ignores HasMaxLength: without a CHECK the small database would accept what the big one refuses.
        foreach (var entity in builder.Model.GetEntityTypes().Where(type => !type.IsOwned() && type.GetTableName() is not null))
            foreach (var property in LimitedTexts(entity))
            {
                var column = property.GetColumnName(StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema()))!;
                entity.AddCheckConstraint($"CK_{entity.GetTableName()}_{column}_Length", $"length(\"{column}\") <= {property.GetMaxLength()}");
            }
    }

    private static IEnumerable<IMutableProperty> LimitedTexts(IMutableTypeBase type) =>
        type.GetProperties().Where(property => property.GetMaxLength() is not null && !property.IsPrimaryKey() && !Unchecked.Contains((type.ClrType, property.Name)))
            .Concat(type.GetComplexProperties().SelectMany(complex => LimitedTexts(complex.ComplexType)));
}

/// <summary>PostgreSQL: what the school runs on.</summary>
public sealed class PostgresAcademyDb(DbContextOptions<PostgresAcademyDb> options) : AcademyDb(options);
