using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Academy.Storage;

// `dotnet ef migrations add` asks these for a context; it connects to nothing.
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteAcademyDb>
{
    public SqliteAcademyDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAcademyDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresAcademyDb>
{
    public PostgresAcademyDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAcademyDb>().UseNpgsql("Host=design").Options);
}
