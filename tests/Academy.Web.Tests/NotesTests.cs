using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A learner is told what others did to their work.</summary>
public sealed class NotesTests
{
    [Theory, OnEachDatabase]
    public async Task A_note_stands_on_my_learning_until_its_reader_says_so_and_then_among_the_earlier_ones(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        await TellAsync(academy, NoteKind.ResultChanged, "72");

        await learner.OpenAsync("/learn");
        Assert.Contains("ваш результат пересчитан. Новый результат: 72 %.", learner.Text.Replace('\u00A0', ' '));
        Assert.NotNull(learner.Page.QuerySelector("#notes-title ~ ul a[href='/ru/learn/welcome/start/check']"));
        // One that comes while the page is open stays new.
        academy.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(academy, NoteKind.WorkReturned, null);
        await learner.PressAsync("seen");

        Assert.Equal("/ru/learn", learner.Path);
        var fresh = learner.Page.QuerySelector("#notes-title ~ ul")!.TextContent;
        Assert.Contains("возвращена на доработку", fresh);
        Assert.DoesNotContain("пересчитан", fresh);
        Assert.Contains("пересчитан", learner.Page.QuerySelector("aside details")!.TextContent);

        await learner.FollowAsync("ҚАЗ");
        Assert.Contains("Жұмысыңыз толықтыруға қайтарылды.", learner.Text);
    }

    [Theory, OnEachDatabase]
    public async Task Nobody_reads_or_clears_the_notes_of_another_and_no_more_than_twenty_are_shown(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        for (var note = 1; note <= 25; note++)
        {
            academy.Clock.Advance(TimeSpan.FromMinutes(1));
            await TellAsync(academy, NoteKind.ResultChanged, $"{note}");
        }
        var stranger = await academy.EnrolledLearnerAsync();

        await stranger.OpenAsync("/learn");
        Assert.Null(stranger.Page.QuerySelector("#seen"));
        await learner.OpenAsync("/learn");
        Assert.Equal(20, learner.Page.QuerySelectorAll("#notes-title ~ ul li").Length);
        Assert.Contains("Новый результат: 25", learner.Text.Replace('\u00A0', ' '));

        await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, stranger.Resolve("/learn?handler=Seen"))
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("__RequestVerificationToken", stranger.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
                KeyValuePair.Create("upTo", "2100-01-01T00:00:00Z"),
            ]),
        });

        Assert.Equal(25, await academy.QueryAsync(db => db.Notes.CountAsync(note => note.SeenAt == null)));
    }

    // To the first person who enrolled.
    private static Task<int> TellAsync(AcademyApp academy, NoteKind kind, string? argument) => academy.QueryAsync(async db =>
    {
        var enrolment = await db.Enrolments.OrderBy(one => one.StartedAt).FirstAsync();
        db.Notes.Add(new Note(enrolment.AccountId, kind, "welcome", "start/check", academy.Clock.GetUtcNow(), argument));
        return await db.SaveChangesAsync();
    });
}
