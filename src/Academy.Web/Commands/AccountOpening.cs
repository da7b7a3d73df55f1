using System.Net.Mail;
using System.Text;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Commands;

/// <summary>Gives somebody an account with a role from the operator's terminal, where no one is there yet to press a button.</summary>
internal sealed class AccountOpening(AcademyDb db, UserManager<Account> accounts, Settings settings, Texts texts, TimeProvider clock)
{
    /// <summary>Makes the account, or gives the role to the one that has the address.</summary>
    /// <returns>A link that lets whoever holds it set the password, once.</returns>
    /// <exception cref="CommandException">The address, name or position cannot be used.</exception>
    public async Task<Uri> OpenAsync(string email, string role, string? fullName, string? position, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(email, out var parsed) || parsed.Address != email) throw new CommandException(texts.Format("Commands.EmailInvalid", email));
        if (fullName?.Length > Account.LongestName) throw new CommandException(texts.Format("Commands.TooLong", "--name", Account.LongestName));
        if (position?.Length > Account.LongestPosition) throw new CommandException(texts.Format("Commands.TooLong", "--position", Account.LongestPosition));

        // The account, its role and what the journal says of them come together or not at all.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var account = await accounts.FindByEmailAsync(email);
        if (account is null) account = await AddAsync(email, fullName, position);
        else await TakeOverAsync(account, fullName, position);

        if (!await accounts.IsInRoleAsync(account, role))
        {
            db.Journal.Add(new JournalEntry(JournalAct.RoleGiven, $"{account.Id} {role}", actorId: null, clock.GetUtcNow()));
            (await accounts.AddToRoleAsync(account, role)).ThrowIfFailed();
        }
        await transaction.CommitAsync(cancel);

        // Only now: the first link of a new database makes the key it is sealed with, on a connection of its own, and SQLite has one writer.
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await accounts.GeneratePasswordResetTokenAsync(account)));
        return new Uri(settings.SiteUrl, $"/{account.Language}/account/reset?user={account.Id}&code={code}");
    }

    private async Task<Account> AddAsync(string email, string? fullName, string? position)
    {
        var account = new Account
        {
            UserName = email, Email = email, EmailConfirmed = true,
            FullName = fullName ?? "", Position = position, Language = PageLanguage.Current, CreatedAt = clock.GetUtcNow(),
        };
        account.Id = Guid.CreateVersion7(account.CreatedAt);
        db.Journal.Add(new JournalEntry(JournalAct.AccountCreated, account.Id.ToString(), actorId: null, account.CreatedAt));
        if (!(await accounts.CreateAsync(account)).Succeeded) throw new CommandException(texts.Format("Commands.EmailInvalid", email));
        return account;
    }

    private async Task TakeOverAsync(Account account, string? fullName, string? position)
    {
        if (!account.EmailConfirmed)
        {
            // Nobody has shown that the address is theirs: a password that a stranger chose must not come to life with a role.
            if (await accounts.HasPasswordAsync(account)) (await accounts.RemovePasswordAsync(account)).ThrowIfFailed();
            account.EmailConfirmed = true;
        }
        account.FullName = fullName ?? account.FullName;
        account.Position = position ?? account.Position;
        (await accounts.UpdateAsync(account)).ThrowIfFailed();
    }
}
