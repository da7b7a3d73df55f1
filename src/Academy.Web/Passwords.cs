using System.Reflection;
using System.Text;
using Academy.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Academy.Web;

/// <summary>
/// Judges a typed password, a bounded number of times. Identity's own lockout reads the count, judges and then writes, so guesses
/// sent at the same moment are not counted; here a try is taken from the account, in one statement, before it is judged.
/// </summary>
public sealed class PasswordCheck(
    AcademyDb db, UserManager<Account> accounts, IPasswordHasher<Account> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    // Judged while the account is locked, so that its owner can be told until when: with ten misses a quarter of an hour
    // that makes at most sixty guesses an hour, however many computers guess.
    private const int TriesWhileLocked = 5;

    // A hash costs a tenth of a second of processor time by intent: guesses must not take all processors from the people who learn.
    private static readonly SemaphoreSlim AtOnce = new(4);
    private static readonly Account Nobody = new();
    private static string? s_nobodysHash;

    /// <summary>The same answer after the same work, whether there is no such account, the password is wrong, or no try is left.</summary>
    public async Task<PasswordAnswer> JudgeAsync(Account? account, string? password, CancellationToken cancel)
    {
        await AtOnce.WaitAsync(cancel);
        try
        {
            // What has begun is finished: a guess whose sender hangs up still counts.
            return await JudgeAsync(account, password ?? "");
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private async Task<PasswordAnswer> JudgeAsync(Account? account, string password)
    {
        var now = clock.GetUtcNow();
        var taken = account?.PasswordHash is null ? Try.None : await TakeTryAsync(account.Id, now);
        if (account is null || taken == Try.None)
        {
            Pretend(password);
            return PasswordAnswer.Wrong;
        }

        if (!await accounts.CheckPasswordAsync(account, password)) return PasswordAnswer.Wrong;

        if (taken == Try.WhileLocked)
        {
            await db.Entry(account).ReloadAsync();
            return PasswordAnswer.RightButLocked(account.LockoutEnd ?? now);
        }

        await db.Users.Where(row => row.Id == account.Id).ExecuteUpdateAsync(row => row
            .SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null));
        await db.Entry(account).ReloadAsync();
        return PasswordAnswer.Right;
    }

    private async Task<Try> TakeTryAsync(Guid id, DateTimeOffset now)
    {
        var most = identity.Value.Lockout.MaxFailedAccessAttempts;
        DateTimeOffset? until = now + identity.Value.Lockout.DefaultLockoutTimeSpan;

        // The last try locks before it is judged; if it was right, the lock is taken off again.
        if (await db.Users.Where(row => row.Id == id && (row.LockoutEnd == null || row.LockoutEnd <= now)).ExecuteUpdateAsync(row => row
                .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 >= most ? until : null)
                .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1 >= most ? 0 : a.AccessFailedCount + 1)) == 1)
            return Try.Usual;

        return await db.Users.Where(row => row.Id == id && row.LockoutEnd > now && row.AccessFailedCount < TriesWhileLocked)
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1)) == 1
            ? Try.WhileLocked : Try.None;
    }

    // The time an answer takes must not tell who has an account.
    private void Pretend(string password)
    {
        s_nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
        hasher.VerifyHashedPassword(Nobody, s_nobodysHash, password);
    }

    private enum Try { None, Usual, WhileLocked }
}

/// <param name="LockedUntil">Told only to who knows the password.</param>
public sealed record PasswordAnswer(bool IsRight, DateTimeOffset? LockedUntil)
{
    public static PasswordAnswer Wrong { get; } = new(false, null);
    public static PasswordAnswer Right { get; } = new(true, null);
    public static PasswordAnswer RightButLocked(DateTimeOffset until) => new(true, until);
}

/// <summary>The same letters typed on a telephone and on an office computer may be other code points: one form of them is hashed.</summary>
public sealed class NormalisingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    public override string HashPassword(Account user, string password) => base.HashPassword(user, password.Normalize(NormalizationForm.FormC));

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, providedPassword.Normalize(NormalizationForm.FormC));
}

/// <summary>
/// Which passwords are refused. Length alone is not enough: whoever guesses starts with the words that most people choose, with a year
/// behind them, and with the words of this site and the person's own name. So what counts is what is left of a password when those
/// words, digits and signs are taken away. Digits alone are a telephone, a date or a personal number, and leave nothing.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>Taken whole, never cut.</summary>
    public const int Longest = 128;

    private const int LettersThatMustRemain = 4;
    // A phrase of so many different words is long to guess even where each of them is common.
    private const int WordsOfAPhrase = 4;
    private const int ShortestOwnWord = 3;

    // Longest first, so that "password" goes before "pass".
    private static readonly IReadOnlyList<string> Common = [.. ReadCommon().OrderByDescending(word => word.Length)];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(WhyNot(user, password ?? "") is { } code ? IdentityResult.Failed(new IdentityError { Code = code }) : IdentityResult.Success);

    /// <summary>Null, or the reason: a key under <c>Account</c>.</summary>
    private static string? WhyNot(Account owner, string password)
    {
        if (password.Length > Longest) return "PasswordTooLong";
        return WhyNotLetters(owner, Letters(password)) ?? WhyNotLetters(owner, Letters(WithoutDisguise(password)));
    }

    private static string? WhyNotLetters(Account owner, string rest)
    {
        foreach (var word in OwnWords(owner)) rest = rest.Replace(word, " ", StringComparison.Ordinal);
        if (CountLetters(rest) < LettersThatMustRemain && rest.Contains(' ', StringComparison.Ordinal)) return "PasswordIsYours";

        var words = 0;
        foreach (var word in Common)
        {
            if (!rest.Contains(word, StringComparison.Ordinal)) continue;
            rest = rest.Replace(word, " ", StringComparison.Ordinal);
            words++;
        }
        return CountLetters(rest) < LettersThatMustRemain && words < WordsOfAPhrase ? "PasswordIsCommon" : null;
    }

    // P@ssw0rd is tried as early as password.
    private static string WithoutDisguise(string text) => new([.. text.Select(letter => letter switch
    {
        '@' or '4' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', '7' => 't', _ => letter,
    })]);

    private static int CountLetters(string text) => text.Count(char.IsLetter);

    private static string Letters(string text) =>
        new([.. text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetter)]);

    private static IEnumerable<string> OwnWords(Account owner) =>
        $"{owner.FullName} {owner.Email}".Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Letters).Where(word => word.Length >= ShortestOwnWord).Distinct().OrderByDescending(word => word.Length);

    private static HashSet<string> ReadCommon()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Academy.Web.CommonPasswords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>();
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                words.UnionWith(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0));
        return words;
    }
}
