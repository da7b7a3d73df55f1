using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What the site sees to before it answers: the database at this version and safe, content where there is none, demo people where asked for.</summary>
public sealed class StartUp(
    AcademyDb db, Settings settings, CourseImports imports, SealKeys keys, SignatureAuthorities authorities, CertificateDesk certificates, UserManager<Account> accounts,
    RoleManager<IdentityRole<Guid>> roles, TimeProvider clock, ILogger<StartUp> log)
{
    /// <exception cref="SettingException">The database is of an older version, or its settings would lose what it acknowledged, or there is no key.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        await ReadyDatabaseAsync(cancel);
        await PrepareAsync(cancel);
    }

    /// <summary>The database at this version and safe; nothing is put into it.</summary>
    /// <exception cref="SettingException">The database is of an older version, or its settings would lose what it acknowledged.</exception>
    public async Task ReadyDatabaseAsync(CancellationToken cancel)
    {
        // Asked first: migrating compares the whole model, which a start with nothing to do should not wait for.
        if (settings.Provider == DatabaseProvider.Sqlite) Directory.CreateDirectory(settings.DataFolder);
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            if (settings.Provider != DatabaseProvider.Sqlite) throw new SettingException("Database__Provider", "MigrationsPending");
            await MigrateAsync(cancel);
        }
        if (await db.WhyNotDurableAsync(cancel) is { } setting) throw new SettingException("ConnectionStrings__Academy", "NotDurable", setting);
    }

    /// <summary>Brings the database to this version.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        if (settings.Provider == DatabaseProvider.Sqlite) Directory.CreateDirectory(settings.DataFolder);
        await db.Database.MigrateAsync(cancel);
        foreach (var role in Roles.All)
            if (!await roles.RoleExistsAsync(role))
                (await roles.CreateAsync(new IdentityRole<Guid>(role))).ThrowIfFailed();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        // Before anything is numbered: a certificate must never wait for a key.
        _ = keys.Signing;
        if (authorities.All.Count > 0) log.LogInformation("Signatures of {Authority} are confirmed", authorities.All[0].Name);
        if (!await db.ImportReports.AnyAsync(cancel) && Directory.Exists(settings.ContentFolder)) await ImportContentAsync(cancel);
        var known = settings.DemoPeople.Count == 0 ? [] : await db.Users.Select(account => account.Email).ToListAsync(cancel);
        foreach (var person in settings.DemoPeople.Where(person => !known.Contains(person.Email))) await MakeAsync(person);
        await certificates.SealMissingAsync(cancel);
    }

    private async Task MakeAsync(DemoPerson person)
    {
        var account = new Account
        {
            UserName = person.Email, Email = person.Email, EmailConfirmed = true,
            FullName = person.FullName, Position = person.Position, CreatedAt = clock.GetUtcNow(),
        };
        (await accounts.CreateAsync(account, person.Password)).ThrowIfFailed();
        (await accounts.AddToRoleAsync(account, person.Role)).ThrowIfFailed();
    }

    private async Task ImportContentAsync(CancellationToken cancel)
    {
        var reading = CourseSource.FromFolder(settings.ContentFolder);
        var outcome = await imports.ImportAsync(reading, Path.GetFileName(settings.ContentFolder), by: null, publish: true, cancel);
        foreach (var diagnostic in outcome.Diagnostics) log.LogWarning("Content: {Diagnostic}", diagnostic);
        log.LogInformation("Content of {Folder}: {Good} of {All} courses taken in", settings.ContentFolder,
            outcome.Courses.Count(course => course.Edition is not null), outcome.Courses.Count);
    }
}

/// <summary>One person of each role, for Development with <c>Demo=true</c> only; the sign-in page shows them.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
public sealed record DemoPerson(string Email, string Password, string Role, string FullName, string Position);

public static class IdentityResults
{
    /// <summary>For acts that cannot fail by anything a person typed.</summary>
    public static void ThrowIfFailed(this IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
    }
}
