using Academy.Courseware;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// The register of legal acts as it is being kept: <c>law.yml</c> of the library's draft. Every instructor reads it, its lawyers write it. What is
/// published becomes what drafts are held against; published editions keep the register they were made with.
/// </summary>
public sealed class LawRegister(AcademyDb db, DraftDesk drafts, CurrentAccount me, TimeProvider clock)
{
    /// <summary>The register as it stands, the unpublished changes included.</summary>
    public async Task<RegisterView> ReadAsync(CancellationToken cancel)
    {
        var mayWrite = await MayWriteAsync(cancel);
        var published = await db.LibraryPackages.AsNoTracking().OrderByDescending(kept => kept.ImportedAt).FirstOrDefaultAsync(cancel);
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(stored => stored.CourseSlug == CourseDraft.LibrarySlug, cancel);
        if (draft is null)
        {
            var source = published is null ? CourseSource.Empty : CourseSource.FromZip(new MemoryStream(published.Bytes)).Source;
            return new RegisterView(LibraryReader.Read(source), source.Files.GetValueOrDefault(LibraryReader.LawFile), 0, mayWrite, false, false);
        }

        var files = await db.DraftFiles.AsNoTracking().Include(file => file.Content).Where(file => file.DraftId == draft.Id && file.RemovedAt == null).ToListAsync(cancel);
        var reading = LibraryReader.Read(SourceOf(files));
        var law = files.FirstOrDefault(file => file.Path == LibraryReader.LawFile);
        return new RegisterView(
            reading, law?.Content!.Bytes ?? ReadOnlyMemory<byte>.Empty, law?.Number ?? 0, mayWrite, true,
            ContentHash.Of(CourseSource.Empty, reading.Library.Source) != published?.Hash);
    }

    /// <summary>Whether this person keeps the register: its lawyers, and admins.</summary>
    public async Task<bool> MayWriteAsync(CancellationToken cancel) =>
        me.IsAdmin || me.IsInstructor && await db.CourseMembers.AnyAsync(
            member => member.CourseSlug == CourseDraft.LibrarySlug && member.AccountId == me.Id && member.Role == CourseRole.Lawyer, cancel);

    /// <summary>Keeps one act as a form has it; all other bytes of the file stay.</summary>
    /// <param name="baseNumber">The file's revision that the form was filled from.</param>
    /// <returns>False where the register is not this person's to write, or there is no such act.</returns>
    /// <exception cref="RefusedException"><see cref="Refusal.ActChangedElsewhere"/>, <see cref="Refusal.RegisterNotEditable"/></exception>
    public Task<bool> SaveActAsync(string id, ActEntry entry, int baseNumber, bool isNew, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await OpenAsync(cancel) is not var (open, file)) return false;

        var acts = ActsOf(file.Content!.Bytes);
        if (isNew == acts.ContainsKey(id)) return false;
        // Somebody who changed another act in between is in nobody's way.
        if (!isNew && baseNumber != file.Number && await db.ReadRevisionAsync(file.Id, baseNumber, cancel) is { } seen
            && (ActsOf(seen).GetValueOrDefault(id) is not { } then || ActEntry.Of(then) != ActEntry.Of(acts[id])))
            throw new RefusedException(Refusal.ActChangedElsewhere);

        Put(open, file, id, entry, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>Makes the register as it stands what drafts are held against.</summary>
    /// <exception cref="RefusedException"><see cref="Refusal.RegisterHasErrors"/></exception>
    public Task<bool> PublishAsync(CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (await drafts.FindToWriteAsync(CourseDraft.LibrarySlug, cancel) is not { } open) return false;

        var files = await db.DraftFiles.AsNoTracking().Include(file => file.Content).Where(file => file.DraftId == open.Draft.Id && file.RemovedAt == null).ToListAsync(cancel);
        var reading = LibraryReader.Read(SourceOf(files));
        if (reading.Diagnostics.Any(found => found.Severity == Severity.Error)) throw new RefusedException(Refusal.RegisterHasErrors);

        var now = clock.GetUtcNow();
        var hash = ContentHash.Of(CourseSource.Empty, reading.Library.Source);
        if (await db.LibraryPackages.FirstOrDefaultAsync(kept => kept.Hash == hash, cancel) is { } known) known.BecomeNewest(now);
        else db.LibraryPackages.Add(new LibraryPackage(hash, reading.Library.Source.ToZip(), now));
        db.Journal.Add(new JournalEntry(JournalAct.RegisterPublished, hash, me.Id, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>The register's file in this person's hands, with its bytes; null where it is not theirs to write.</summary>
    internal async Task<(OpenDraft Open, DraftFile File)?> OpenAsync(CancellationToken cancel)
    {
        if (!await MayWriteAsync(cancel)) return null;
        if (me.IsAdmin) await drafts.BeginLibraryAsync(cancel);
        if (await drafts.FindToWriteAsync(CourseDraft.LibrarySlug, cancel) is not { } open) return null;
        return await drafts.FindFileAsync(open, LibraryReader.LawFile, cancel) is { } file ? (open, file) : null;
    }

    /// <summary>Writes one act into the file; the caller saves.</summary>
    internal void Put(OpenDraft open, DraftFile file, string id, ActEntry entry, DateTimeOffset now)
    {
        if (ActsOf(file.Content!.Bytes).GetValueOrDefault(id) is { } act && ActEntry.Of(act) == entry.Tidy()) return;
        var written = LawRegisterEditor.Write(file.Content.Bytes, id, entry) ?? throw new RefusedException(Refusal.RegisterNotEditable);
        if (written.Length > Courseware.Limits.TextBytes) throw new RefusedException(Refusal.DraftTooLong);
        open.Draft.Save(file, written, me.Id, now);
    }

    internal static IReadOnlyDictionary<string, Act> ActsOf(byte[] file) =>
        LibraryReader.Read(new CourseSource([KeyValuePair.Create<string, ReadOnlyMemory<byte>>(LibraryReader.LawFile, file)])).Library.Acts;

    private static CourseSource SourceOf(IEnumerable<DraftFile> files) =>
        new(files.Select(file => KeyValuePair.Create<string, ReadOnlyMemory<byte>>(file.Path, file.Content!.Bytes)));

    // Who keeps the register. Admins give the part; the draft begins with the first.

    public async Task<IReadOnlyList<RegisterLawyer>> LawyersAsync(CancellationToken cancel) => await (
        from member in db.CourseMembers
        where member.CourseSlug == CourseDraft.LibrarySlug && member.Role == CourseRole.Lawyer
        join account in db.Users on member.AccountId equals account.Id
        orderby account.FullName
        select new RegisterLawyer(account.Id, account.FullName, account.Email!, member.GivenAt)).Take(100).ToListAsync(cancel);

    /// <returns>False where no instructor has this address.</returns>
    public Task<bool> GiveAsync(string email, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var normalized = email.Trim().ToUpperInvariant();
        var found = await (
            from account in db.Users
            where account.NormalizedEmail == normalized
                && db.UserRoles.Any(given => given.UserId == account.Id && db.Roles.Any(role => role.Id == given.RoleId && (role.Name == Roles.Instructor || role.Name == Roles.Admin)))
            select (Guid?)account.Id).FirstOrDefaultAsync(cancel);
        if (!me.IsAdmin || found is not { } id) return false;
        if (await db.CourseMembers.AnyAsync(member => member.CourseSlug == CourseDraft.LibrarySlug && member.AccountId == id && member.Role == CourseRole.Lawyer, cancel)) return true;

        var now = clock.GetUtcNow();
        db.CourseMembers.Add(new CourseMember(CourseDraft.LibrarySlug, id, CourseRole.Lawyer, me.Id, now));
        db.Journal.Add(new JournalEntry(JournalAct.CourseRoleGiven, $"{CourseDraft.LibrarySlug} {id} {CourseRole.Lawyer}", me.Id, now));
        await drafts.BeginLibraryAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    });

    public Task<bool> TakeAsync(Guid account, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        if (!me.IsAdmin || await db.CourseMembers.FirstOrDefaultAsync(
                member => member.CourseSlug == CourseDraft.LibrarySlug && member.AccountId == account && member.Role == CourseRole.Lawyer, cancel) is not { } member) return false;

        db.CourseMembers.Remove(member);
        db.Journal.Add(new JournalEntry(JournalAct.CourseRoleTaken, $"{CourseDraft.LibrarySlug} {account} {CourseRole.Lawyer}", me.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return true;
    });
}

/// <param name="Number">The revision of law.yml; 0 where it is not kept here yet.</param>
/// <param name="IsBegun">It has a draft: somebody has been given the part.</param>
/// <param name="HasChanges">Something was saved since the register was last published.</param>
public sealed record RegisterView(LibraryReading Reading, ReadOnlyMemory<byte> File, int Number, bool MayWrite, bool IsBegun, bool HasChanges)
{
    public IReadOnlyDictionary<string, Act> Acts => Reading.Library.Acts;
}

public sealed record RegisterLawyer(Guid Id, string FullName, string Email, DateTimeOffset GivenAt);
