using System.Net;
using System.Security.Cryptography;
using Academy.Storage;

namespace Academy.Web.Tests;

/// <summary>Pictures and downloads of a course: for whoever may read it, kept for a year, never able to run anything.</summary>
public sealed class CourseFilesTests : IDisposable
{
    private static readonly byte[] Picture = System.Text.Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><path d="M0 0h10v10z"/></svg>""");

    private readonly string _folder = Directory.CreateTempSubdirectory("academy-media-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("registered", "start/akim", false)]
    [InlineData("registered", "about", true)]
    [InlineData("open", "start/akim", true)]
    [InlineData("cohort", "start/akim", false)]
    public async Task A_picture_is_for_those_who_may_read_its_page(string access, string page, bool forStrangers)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, Content(access, page));
        var address = $"~/media/{Convert.ToHexStringLower(SHA256.HashData(Picture))}/map.svg";
        var learner = await academy.LearnerAsync();

        Assert.Equal(forStrangers ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await academy.Stranger().OpenAsync(address)).Status);
        Assert.Equal(forStrangers || access != "cohort" ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await learner.OpenAsync(address)).Status);
        foreach (var worker in (Browser[])[await academy.InstructorAsync(), await academy.StaffAsync()])
        {
            await worker.OpenAsync(address);
            Assert.Equal(Picture, worker.Bytes);
            Assert.Equal("image/svg+xml", worker.Response.Content.Headers.ContentType?.ToString());
            Assert.Equal(["sandbox"], worker.Response.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(["nosniff"], worker.Response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(TimeSpan.FromDays(365), worker.Response.Headers.CacheControl?.MaxAge);
            Assert.Equal(forStrangers, worker.Response.Headers.CacheControl?.Public);
        }
        // The name and every digit of the hash belong to the address.
        Assert.Equal(HttpStatusCode.NotFound, (await learner.OpenAsync(address.Replace("map", "mop", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.OpenAsync($"~/media/{new string('0', 64)}/map.svg")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.OpenAsync("~/media/..%2f..%2fcourse.yml/map.svg")).Status);
    }

    [Fact]
    public async Task A_learner_keeps_the_pictures_of_the_edition_they_read()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, Content("registered", "start/akim"));
        var address = $"~/media/{Convert.ToHexStringLower(SHA256.HashData(Picture))}/map.svg";
        var (early, instructor) = (await academy.EnrolledLearnerAsync(), await academy.InstructorAsync());

        await instructor.OpenAsync("/studio/import");
        await instructor.UploadAsync("import", "Package", "welcome.zip", Package.Of().Zip());
        await instructor.PressAsync("publish-2");

        Assert.Equal(HttpStatusCode.OK, (await early.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await instructor.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.EnrolledLearnerAsync()).OpenAsync(address)).Status);
    }

    private string Content(string access, string page)
    {
        foreach (var file in Directory.EnumerateFiles(TestContent.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(TestContent.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var course = Path.Combine(_folder, "courses", AcademyApp.Course);
        var manifest = Path.Combine(course, "course.yml");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("access: registered", $"access: {access}", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(course, "media"));
        File.WriteAllBytes(Path.Combine(course, "media", "map.svg"), Picture);
        foreach (var language in (string[])["kk", "ru"]) File.AppendAllText(Path.Combine(course, $"{page}.{language}.md"), "\n\n![Карта](media/map.svg)\n");
        return _folder;
    }
}
