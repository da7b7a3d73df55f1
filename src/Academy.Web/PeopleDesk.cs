using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Who has which part in a course. Its authors give and take parts; there is always an author.</summary>
public sealed class PeopleDesk(AcademyDb db, DraftDesk drafts, CurrentAccount me, TimeProvider clock)
{
    /// <summary>Found at once; whoever looks for more types more.</summary>
    public const int MostFound = 10;

    /// <summary>The course's authors and admins may give and take.</summary>
    public static bool MayGive(OpenDraft open) => open.IsAdmin || open.Parts.Contains(CourseRole.Author);

    public Task<List<CoursePerson>> MembersAsync(string course, CancellationToken cancel) => (
        from member in db.CourseMembers
        join account in db.Users on member.AccountId equals account.Id
        where member.CourseSlug == course
        orderby member.Role, account.FullName
        select new CoursePerson(account.Id, account.FullName, account.Position, member.Role, member.GivenAt)).ToListAsync(cancel);

    /// <summary>Instructors and staff by the beginning of their mailbox or a piece of their name.</summary>
    public Task<List<FoundPerson>> SearchAsync(string words, CancellationToken cancel)
    {
        var (name, mail) = (SearchText.Fold(words), words.Trim().ToUpperInvariant());
        return db.Users
            .Where(account => db.UserRoles.Any(given => given.UserId == account.Id && db.Roles.Any(role => role.Id == given.RoleId && (role.Name == Roles.Instructor || role.Name == Roles.Staff || role.Name == Roles.Admin))))
            .Where(account => account.NameSearch.Contains(name) || account.NormalizedEmail!.StartsWith(mail))
            .OrderBy(account => account.FullName).Take(MostFound)
            .Select(account => new FoundPerson(account.Id, account.FullName, account.Position, account.Email!)).ToListAsync(cancel);
    }

    /// <returns>False where the draft is not this person's to share, or nobody of that id works here.</returns>
    public Task<bool> GiveAsync(string course, Guid account, CourseRole role, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindAsync(course, cancel) is not { } open || !MayGive(open)) return false;
        if (!await db.UserRoles.AnyAsync(given => given.UserId == account && db.Roles.Any(one => one.Id == given.RoleId && one.Name != Roles.Learner), cancel)) return false;
        if (await db.CourseMembers.AnyAsync(member => member.CourseSlug == course && member.AccountId == account && member.Role == role, cancel)) return true;

        var now = clock.GetUtcNow();
        db.CourseMembers.Add(new CourseMember(course, account, role, me.Id, now));
        db.Journal.Add(new JournalEntry(JournalAct.CourseRoleGiven, $"{course} {account} {role}", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <exception cref="RefusedException"><see cref="Refusal.LastAuthor"/></exception>
    public async Task<bool> TakeAsync(string course, Guid account, CourseRole role, CancellationToken cancel)
    {
        if (await drafts.FindAsync(course, cancel) is not { } open || !MayGive(open)) return false;

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Holds the course's row to the end: of two authors who take each other's part at once, the second counts after the first.
        await db.Drafts.Where(draft => draft.Id == open.Draft.Id).ExecuteUpdateAsync(set => set.SetProperty(draft => draft.CourseSlug, draft => draft.CourseSlug), cancel);
        var member = await db.CourseMembers.FirstOrDefaultAsync(one => one.CourseSlug == course && one.AccountId == account && one.Role == role, cancel);
        if (member is null) return true;
        if (role == CourseRole.Author && !await db.CourseMembers.AnyAsync(one => one.CourseSlug == course && one.Role == CourseRole.Author && one.AccountId != account, cancel))
            throw new RefusedException(Refusal.LastAuthor);

        db.CourseMembers.Remove(member);
        db.Journal.Add(new JournalEntry(JournalAct.CourseRoleTaken, $"{course} {account} {role}", me.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}

/// <summary>Somebody and one of their parts.</summary>
public sealed record CoursePerson(Guid Id, string Name, string? Position, CourseRole Role, DateTimeOffset GivenAt);

public sealed record FoundPerson(Guid Id, string Name, string? Position, string Email);
