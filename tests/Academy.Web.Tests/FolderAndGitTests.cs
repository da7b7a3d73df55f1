using System.Net;
using System.Text;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A draft goes out as a folder, byte for byte, and only to its own people.</summary>
public sealed class FolderAndGitTests
{
    private const string Lesson = "start/akim.ru.md";
    private const string Address = "/studio/courses/welcome/draft.zip";

    [Theory, OnEachDatabase]
    public async Task The_draft_comes_out_as_it_is_being_written_and_a_removed_file_does_not(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var author = await academy.AuthorAsync();
        await author.OpenAsync(Address);
        Assert.Equal(("application/zip", "welcome-draft.zip"), (author.Response.Content.Headers.ContentType?.MediaType, author.Response.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(Package.Of().Files.ToDictionary(file => $"welcome/{file.Key}", file => file.Value), Package.FilesIn(author.Bytes));

        // A text with the line ends of another computer, and a file that is taken out.
        var typed = Encoding.UTF8.GetBytes("\uFEFF# Аким\r\n\r\nОтчитывается.\r\n");
        var removed = await ChangeAsync(academy, typed);
        await author.OpenAsync(Address);
        var expected = Package.Of().Files.Where(file => file.Key != removed).ToDictionary(file => $"welcome/{file.Key}", file => file.Key == Lesson ? typed : file.Value);
        Assert.Equal(expected, Package.FilesIn(author.Bytes));
    }

    [Theory, OnEachDatabase]
    public async Task Only_who_has_a_part_in_the_course_gets_its_draft(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var admin = await academy.AdminAsync();
        await admin.OpenAsync(Address);
        Assert.Equal(HttpStatusCode.NotFound, admin.Status);

        await academy.AuthorAsync();
        await admin.OpenAsync(Address);
        Assert.Equal(HttpStatusCode.OK, admin.Status);
        var other = await academy.InstructorAsync();
        await other.OpenAsync(Address);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    // As an author's saving does it.
    private static Task<string> ChangeAsync(AcademyApp academy, byte[] typed) => academy.QueryAsync(async db =>
    {
        var draft = await db.Drafts.Include(stored => stored.Files).ThenInclude(file => file.Content).SingleAsync();
        var removed = draft.Files.First(file => file.Path != Lesson && file.Path.EndsWith(".md", StringComparison.Ordinal));
        draft.Save(draft.Find(Lesson)!, typed, by: null, DateTimeOffset.UtcNow);
        draft.Remove(removed, by: null, DateTimeOffset.UtcNow);
        await db.SaveChangesAsync();
        return removed.Path;
    });
}
