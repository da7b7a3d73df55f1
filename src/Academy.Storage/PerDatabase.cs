using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Academy.Storage;

/// <summary>SQLite: the default, one file, nothing to install.</summary>
public sealed class SqliteAcademyDb(DbContextOptions<SqliteAcademyDb> options) : AcademyDb(options)
{
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
        type.GetProperties().Where(property => property.GetMaxLength() is not null && !property.IsPrimaryKey())
            .Concat(type.GetComplexProperties().SelectMany(complex => LimitedTexts(complex.ComplexType)));
}

/// <summary>PostgreSQL: what the school runs on.</summary>
public sealed class PostgresAcademyDb(DbContextOptions<PostgresAcademyDb> options) : AcademyDb(options);
