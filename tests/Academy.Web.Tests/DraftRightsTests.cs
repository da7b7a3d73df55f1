using System.Net;
using Academy.Learning;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>Nobody but a course's own people changes it or publishes it.</summary>
public sealed class DraftRightsTests
{
    [Theory, OnEachDatabase]
    public async Task Who_takes_a_course_up_is_its_author_and_another_instructor_can_neither_take_nor_publish_it(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var other = await academy.InstructorAsync();
        await other.OpenAsync("/studio/courses/welcome");
        var author = await academy.AuthorAsync();
        var draft = await academy.QueryAsync(db => db.Drafts.Include(stored => stored.Files).SingleAsync());
        Assert.Equal(("welcome", false), (draft.CourseSlug, draft.HasChanges));
        Assert.NotNull(draft.Find("start/akim.ru.md"));
        Assert.Equal([CourseRole.Author], await academy.QueryAsync(db => db.CourseMembers.Where(member => member.CourseSlug == "welcome").Select(member => member.Role).ToListAsync()));
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.DraftTakenUp)));

        await other.PressAsync("take-up");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await other.OpenAsync("/studio/courses/welcome");
        Assert.Null(other.Page.QuerySelector("#take-up"));

        // An edition that waits to be published is for the author to publish.
        await academy.WithAsync(async services =>
        {
            var reading = Courseware.CourseSource.FromZip(new MemoryStream(Package.Of().With("start/akim.ru.md", "Аким отвечает", "Аким отчитывается").Zip()));
            await services.GetRequiredService<CourseImports>().ImportAsync(reading, "welcome.zip", by: null, publish: false, CancellationToken.None);
            return 0;
        });
        var waiting = await academy.QueryAsync(db => db.Editions.SingleAsync(edition => edition.Number == 2));
        await other.OpenAsync("/studio/courses/welcome");
        Assert.Null(other.Page.QuerySelector("#publish-2"));
        var token = other.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await other.SendAsync(new HttpRequestMessage(HttpMethod.Post, other.Resolve("/studio/courses/welcome?handler=Publish"))
        {
            Content = new FormUrlEncodedContent([new("edition", waiting.Id.ToString()), new("__RequestVerificationToken", token)]),
        });
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.False(await academy.QueryAsync(db => db.Editions.AnyAsync(edition => edition.Number == 2 && edition.PublishedAt != null)));
        await academy.NeedNobodyAsync(author);
        await author.OpenAsync("/studio/courses/welcome");
        await author.PressAsync("publish-2");
        Assert.Contains("Издание 2 опубликовано.", author.Text);
    }
}
