using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>What the memory promises, on each database.</summary>
public sealed class StorageTests
{
    [Fact]
    public void The_migrations_say_what_the_model_says()
    {
        using var sqlite = new SqliteAcademyDb(new DbContextOptionsBuilder<SqliteAcademyDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresAcademyDb(new DbContextOptionsBuilder<PostgresAcademyDb>().UseNpgsql("Host=none").Options);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "SQLite: run dotnet ef migrations add … --context SqliteAcademyDb");
        Assert.False(postgres.Database.HasPendingModelChanges(), "PostgreSQL: run dotnet ef migrations add … --context PostgresAcademyDb");
    }

    [Theory, OnEachDatabase]
    public async Task A_text_longer_than_its_column_is_refused_not_cut(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);

        await Assert.ThrowsAsync<DbUpdateException>(() => academy.QueryAsync(async db =>
        {
            db.Journal.Add(new JournalEntry(JournalAct.EditionImported, new string('а', 201), null, academy.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        }));
    }

    [Theory, OnEachDatabase]
    public async Task Times_come_back_as_they_went_in_and_can_be_ordered(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var morning = new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(5));

        await academy.QueryAsync(async db =>
        {
            foreach (var hours in (int[])[2, 0, 1]) db.Journal.Add(new JournalEntry(JournalAct.RoleGiven, $"{hours}", null, morning.AddHours(hours)));
            return await db.SaveChangesAsync();
        });

        var read = await academy.QueryAsync(db => db.Journal.Where(entry => entry.Act == JournalAct.RoleGiven && entry.At >= morning)
            .OrderByDescending(entry => entry.At).ToListAsync());
        Assert.Equal(["2", "1", "0"], read.Select(entry => entry.Subject));
        Assert.Equal(morning, read[2].At);
    }

    [Theory, OnEachDatabase]
    public async Task Twenty_issuers_at_once_with_some_that_fail_get_consecutive_numbers(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(issuer => academy.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var number = await db.NextCertificateNumberAsync(academy.Clock.GetUtcNow(), CancellationToken.None);
            if (issuer % 5 == 0)
            {
                await transaction.RollbackAsync();
                return null;
            }
            await transaction.CommitAsync();
            return number.Digits;
        })));

        Assert.Equal(Enumerable.Range(1, 16).Select(place => $"2026{place:00000000}"), taken.OfType<string>().Order());
    }

    [Theory, OnEachDatabase]
    public async Task The_second_of_two_writers_is_told(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (_, enrolmentId) = await academy.GraduateAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => academy.QueryAsync(async slow =>
        {
            var mine = await slow.Enrolments.SingleAsync(enrolment => enrolment.Id == enrolmentId);
            await academy.QueryAsync(async fast =>
            {
                (await fast.Enrolments.SingleAsync(enrolment => enrolment.Id == enrolmentId)).End(academy.Clock.GetUtcNow());
                return await fast.SaveChangesAsync();
            });
            mine.End(academy.Clock.GetUtcNow());
            return await slow.SaveChangesAsync();
        }));
    }

    [Theory, OnEachDatabase]
    public async Task Every_pooled_connection_keeps_what_it_acknowledged(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => academy.QueryAsync(db => db.WhyNotDurableAsync(CancellationToken.None))));

        Assert.All(refusals, Assert.Null);
    }

    [Fact]
    public async Task A_database_that_would_lose_what_it_acknowledged_is_named()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);

        var refusal = await academy.QueryAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=NORMAL");
            return await db.WhyNotDurableAsync(CancellationToken.None);
        });

        Assert.Equal("synchronous=1", refusal);
    }

    [Theory, OnEachDatabase]
    public async Task Keys_of_cookies_are_in_the_database(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        await academy.LearnerAsync();

        Assert.True(await academy.QueryAsync(db => db.DataProtectionKeys.AnyAsync()));
    }
}
