using System.Text;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>What a test arranges in a draft without the editor's pages: who has which part, and what somebody wrote.</summary>
public static class Drafting
{
    /// <summary>Gives somebody a part in a course.</summary>
    public static Task TakePartAsync(this AcademyApp academy, Account account, CourseRole role, string course = AcademyApp.Course) => academy.QueryAsync(async db =>
    {
        db.CourseMembers.Add(new CourseMember(course, account.Id, role, givenById: null, academy.Clock.GetUtcNow()));
        return await db.SaveChangesAsync();
    });

    /// <summary>An account with a part in the course, signed in.</summary>
    /// <param name="role">Of the site: instructor or staff.</param>
    public static async Task<(Browser Person, Account Account)> MemberAsync(this AcademyApp academy, string role, CourseRole part, string language = "ru")
    {
        var account = await academy.AddAccountAsync(roles: role);
        await academy.TakePartAsync(account, part);
        return (await academy.SignInAsync(account, language), account);
    }

    public static Task<Guid> AuthorIdAsync(this AcademyApp academy) =>
        academy.QueryAsync(db => db.CourseMembers.Where(member => member.Role == CourseRole.Author).OrderBy(member => member.GivenAt).Select(member => member.AccountId).FirstAsync());

    /// <summary>Puts one text for another in a file of the draft, as that person; the old one must be there.</summary>
    public static async Task WriteAsync(this AcademyApp academy, string path, string old, string changed, Guid? by = null, string course = AcademyApp.Course)
    {
        var writer = by ?? await academy.AuthorIdAsync();
        await academy.QueryAsync(async db =>
        {
            await WriteAsync(db, path, old, changed, writer, academy.Clock.GetUtcNow(), course);
            return 0;
        });
    }

    public static async Task WriteAsync(AcademyDb db, string path, string old, string changed, Guid by, DateTimeOffset now, string course)
    {
        var draft = await db.Drafts.Include(stored => stored.Files).ThenInclude(file => file.Content).SingleAsync(stored => stored.CourseSlug == course);
        var file = draft.Find(path) ?? throw new InvalidOperationException($"The draft has no {path}.");
        var text = Encoding.UTF8.GetString(file.Content!.Bytes);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new InvalidOperationException($"{path} does not say '{old}'.");
        draft.Save(file, Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)), by, now);
        await db.SaveChangesAsync();
    }

    /// <summary>The author asks for no approvals: a course of one person.</summary>
    public static async Task NeedNobodyAsync(this AcademyApp academy, Browser author)
    {
        await author.OpenAsync("/studio/courses/welcome/review");
        await author.PressAsync("needs", ("Reviewers", "0"), ("Lawyers", "0"));
        if (!author.Text.Contains("Число одобрений сохранено", StringComparison.Ordinal)) throw new InvalidOperationException(author.Text);
    }

    /// <summary>Publishes the draft by its page.</summary>
    /// <param name="kind">Correction or NewEdition.</param>
    public static async Task<Browser> PublishDraftAsync(this Browser author, string kind, string note = "Исправлена опечатка")
    {
        await author.OpenAsync("/studio/courses/welcome/publish");
        return await author.PressAsync("publish", ("Kind", kind), ("Kk", "Мәтін түзетілді"), ("Ru", note));
    }
}
