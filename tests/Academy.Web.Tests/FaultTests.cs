using System.Net;
using System.Net.Http.Json;
using Academy.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Academy.Web.Tests;

/// <summary>Trouble: what is not there, what is broken, what is away. Always in words, never with a trace.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("~/kk/nowhere")]
    [InlineData("~/de/")]
    [InlineData("~/nowhere")]
    [InlineData("~/ru/courses/nothing")]
    [InlineData("~/ru/learn/nothing/a/b")]
    public async Task An_unknown_address_is_404_with_a_way_back(string address)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var stranger = academy.Stranger();

        await stranger.OpenAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.NotNull(stranger.Page.QuerySelector("main a.btn"));
    }

    [Theory, OnEachDatabase]
    public async Task A_database_that_is_away_gives_503_in_words_and_all_works_again_when_it_is_back(DatabaseProvider provider)
    {
        var cut = new CutOff();
        await using var academy = await AcademyApp.StartAsync(provider, services: services => services.CountQueries(cut));
        var learner = await academy.EnrolledLearnerAsync();

        cut.IsAway = true;
        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, learner.Status);
        Assert.Contains("Страница сейчас не открывается", learner.Text);
        Assert.DoesNotContain("Exception", learner.Page.DocumentElement.TextContent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await academy.Stranger().OpenAsync("~/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await academy.Stranger().OpenAsync("~/health/live")).Status);

        // Also when it is time to hold the session against the account, which asks the database before any page does.
        academy.Clock.Advance(TimeSpan.FromSeconds(61));
        await learner.OpenAsync("/learn/welcome/start/akim");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, learner.Status);
        Assert.Contains("Страница сейчас не открывается", learner.Text);

        cut.IsAway = false;
        Assert.Equal(HttpStatusCode.OK, (await learner.OpenAsync("/learn/welcome/start/akim")).Status);
        Assert.Equal(HttpStatusCode.OK, (await academy.Stranger().OpenAsync("~/health/ready")).Status);
    }

    [Fact]
    public async Task A_script_that_saves_is_told_when_to_come_back()
    {
        var cut = new CutOff();
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, services: services => services.CountQueries(cut));
        var learner = await academy.EnrolledLearnerAsync();
        await learner.OpenAsync("/learn/welcome/start/check");
        await learner.PressAsync("start");
        var form = learner.Page.QuerySelector("form#question")!;

        cut.IsAway = true;
        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Put, learner.Resolve(form.GetAttribute("data-save")!))
        {
            Content = JsonContent.Create(new { value = "0", seq = 1 }), Headers = { { "X-Antiforgery", form.GetAttribute("data-token") } },
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, learner.Status);
        Assert.NotNull(learner.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_fault_is_shown_with_a_number_to_read_aloud()
    {
        var cut = new CutOff { Fault = () => new InvalidOperationException("secret detail") };
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, services: services => services.CountQueries(cut));
        var stranger = academy.Stranger();
        await stranger.OpenAsync("/");

        cut.IsAway = true;
        await stranger.OpenAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, stranger.Status);
        Assert.Matches(@"\d{4} \d{4}", stranger.Text);
        Assert.DoesNotContain("secret detail", stranger.Page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task A_broken_course_does_not_keep_the_site_from_starting_and_the_others_are_there()
    {
        var content = Directory.CreateTempSubdirectory("academy-content-").FullName;
        Copy(TestContent.Folder, content);
        Copy(Path.Combine(TestContent.Folder, "courses", "welcome"), Path.Combine(content, "courses", "broken"));
        await File.WriteAllTextAsync(Path.Combine(content, "courses", "broken", "start", "akim.ru.md"), "# Аким\n\n[статья](law:no-such-act#1)\n", TestContext.Current.CancellationToken);
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, content);

        var stranger = academy.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await stranger.OpenAsync("/courses/welcome")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync("/courses/broken")).Status);
        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync("/studio/courses/broken");
        Assert.Contains("start/akim.ru.md", instructor.Text);
        Directory.Delete(content, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Stands between the site and its database, and can cut the line.</summary>
    private sealed class CutOff : DbCommandInterceptor
    {
        public bool IsAway { get; set; }

        public Func<Exception> Fault { get; init; } = () => new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result,
            CancellationToken cancellationToken = default) =>
            IsAway ? throw Fault() : base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
